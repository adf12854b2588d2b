"""CPython, the dependencies and the product, laid out as Windows runs them."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from bundle.lock import PYTHON, ROOT
from bundle.store import files_in
from bundle.trimming import left_out

TAG = PYTHON.replace(".", "")
SITE = Path("Lib", "site-packages")
PACKAGES = ("xl_addin", "udfs")
"""The product: these folders of the repository, as they stand."""

PATHS = (
    f"python{TAG}.zip",
    ".",
    r"Lib\site-packages",
    r"Lib\site-packages\win32",
    r"Lib\site-packages\win32\lib",
    "import site",
)
"""Where this Python looks: nowhere outside its own folder, whatever PYTHONPATH says."""


def assemble(cpython: Path, wheels: Iterable[Path], home: Path) -> None:
    """Fill a folder with CPython and the wheels, trimmed."""
    _unpack_cpython(cpython, home)
    for wheel in wheels:
        for to, content in _files(wheel, home):
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(content)
    for library in (home / SITE / "pywin32_system32").glob("*.dll"):
        shutil.copy(library, home)  # COM asks for them before site has run
    paths = home / f"python{TAG}._pth"
    paths.write_text("\n".join(PATHS) + "\n", encoding="ascii", newline="\r\n")


def product_files() -> list[Path]:
    """Return the files of the product as they stand in the repository."""
    files = (path for name in PACKAGES for path in files_in(ROOT / name))
    return [path for path in files if "__pycache__" not in path.parts]


def copy_product(home: Path) -> None:
    """Copy the product into a folder."""
    for path in product_files():
        to = home / SITE / path.relative_to(ROOT)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(path.read_bytes())


def _unpack_cpython(package: Path, home: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        for name in archive.namelist():
            folder, _, file = name.partition("/")
            if file and folder == f"cp{TAG}":
                (home / file).write_bytes(archive.read(name))


def _files(wheel: Path, home: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield where each file of a wheel belongs, and what is in it."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            folder, inside = _place(name)
            if name.endswith("/") or folder is None or left_out(inside):
                continue
            yield home / folder / inside, archive.read(name)


def _place(name: str) -> tuple[Path | None, str]:
    """Return the folder of a wheel's file, and its name there; scripts have none."""
    top, _, inside = name.partition("/")
    if not top.endswith(".data"):
        return SITE, name
    kind, _, inside = inside.partition("/")
    return {"data": Path(), "purelib": SITE, "platlib": SITE}.get(kind), inside
