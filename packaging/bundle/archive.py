"""One zip, the same whenever and wherever the same files go in."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bundle.store import files_in

_NO_DATE = (1980, 1, 1, 0, 0, 0)
_FILE = 0o100644 << 16


def write_zip(folders: Iterable[Path], top: str, out: Path) -> None:
    """Write what is below each folder into one zip, under one top folder.

    Entries stand in the order of their names and bear no date, no owner and no rights.
    """
    named = {
        f"{top}/{p.relative_to(f).as_posix()}": p for f in folders for p in files_in(f)
    }
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(named):
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.create_system = 3
            entry.external_attr = _FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, named[name].read_bytes(), compresslevel=9)


def write_sums(files: Iterable[Path], out: Path) -> None:
    """Write the SHA-256 of files as `sha256sum --check` reads them."""
    lines = (
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in files
    )
    out.write_text("".join(lines), encoding="utf-8", newline="\n")
