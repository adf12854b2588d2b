"""The bytecode that is shipped: Excel starts Python so that it never keeps its own.

Only the CPython that is shipped writes the bytecode that it reads, so it compiles
here itself, under wine. The hash is unchecked: copies, clocks and time zones are
nothing to it, and a file that was edited is not compiled anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bundle.problem import BundleProblem
from bundle.store import files_in

_COMPILE = ("-m", "compileall", "-q", "-f", "--invalidation-mode", "unchecked-hash")
_QUIET = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=", "DISPLAY": ""}


def require_wine() -> None:
    """Refuse early where there is no wine."""
    if shutil.which("wine") is None:
        raise BundleProblem("没有找到 wine，请先安装（apt install wine wine64）。")


def compile_below(folder: Path, python: Path) -> None:
    """Compile every file below a folder with a Python for Windows.

    Names inside the bytecode are relative to the folder, so that they do not tell
    where it was made.
    """
    require_wine()
    with tempfile.TemporaryDirectory(prefix="xl-addin-wine-") as prefix:
        settings = os.environ | _QUIET | {"WINEPREFIX": prefix, "LC_ALL": "C.UTF-8"}
        _wine(
            settings, prefix, "reg", "add", r"HKCU\Software\Wine", "/v", "Version",
            "/d", "win10", "/f",
        )  # fmt: skip
        said = _wine(settings, str(folder), str(python), *_COMPILE, ".")
        subprocess.call(["wineserver", "-w"], env=settings)
    missing = uncompiled(folder)
    if missing:
        raise BundleProblem(f"没有编译成功：{'、'.join(missing[:5])}\n{said}")


def uncompiled(folder: Path) -> list[str]:
    """Return the files below a folder that have no bytecode beside them."""
    files = files_in(folder)
    there = {path for path in files if path.suffix == ".pyc"}
    sources = (path for path in files if path.suffix == ".py")
    return [
        path.relative_to(folder).as_posix()
        for path in sources
        if not any((path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"))
        or not there
    ]


def _wine(settings: dict[str, str], folder: str, *words: str) -> str:
    """Run a program for Windows; it wants pipes, not files, for its three streams."""
    with subprocess.Popen(
        ["wine", *words],
        cwd=folder,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as running:
        return running.communicate()[0].decode(errors="replace")
