"""The licences of everything in the bundle, in one folder and in one text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bundle.assembly import TAG
from bundle.lock import ROOT, metadata, normal

FOLDER = "licenses"
TEXT = "所有许可证.txt"
_RULE = "=" * 78


class Licence(NamedTuple):
    """One licence text: whose it is, the name of its file, what it says."""

    package: str
    file: str
    text: str


def licences(cpython: Path, wheels: Iterable[Path]) -> list[Licence]:
    """Return every licence text: ours, CPython's, those that the wheels carry."""
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    with zipfile.ZipFile(cpython) as archive:
        python = _text(archive.read(f"cp{TAG}/LICENSE.txt"))
    found = [
        Licence("xl-addin", "LICENSE", ours),
        Licence("CPython", "LICENSE", python),
    ]
    return [*found, *(licence for wheel in wheels for licence in _of_wheel(wheel))]


def write(found: Iterable[Licence], home: Path) -> None:
    """Write each text on its own, and all of them as one."""
    folder = home / FOLDER
    parts: list[str] = []
    for package, file, text in found:
        to = folder / package / file
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, encoding="utf-8", newline="\n")
        parts.append(f"{_RULE}\n{package}: {file}\n{_RULE}\n\n{text.strip()}\n")
    (folder / TEXT).write_text("\n\n".join(parts), encoding="utf-8", newline="\n")


def _of_wheel(wheel: Path) -> Iterator[Licence]:
    """Yield what lies beside the description of a wheel and is not machinery."""
    package = normal(metadata(wheel)["Name"])
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            top, _, inside = name.partition("/")
            if top.endswith(".dist-info") and _is_licence(inside):
                file = inside.removeprefix("licenses/").replace("/", "_")
                yield Licence(package, file, _text(archive.read(name)))


def _is_licence(name: str) -> bool:
    """Tell a licence from the machinery of a wheel.

    >>> _is_licence("licenses/LICENSE"), _is_licence("COPYING"), _is_licence("RECORD")
    (True, True, False)
    """
    words = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS")
    beside = "/" not in name and name.upper().startswith(words)
    return beside or (name.startswith("licenses/") and not name.endswith("/"))


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace").replace("\r\n", "\n")
