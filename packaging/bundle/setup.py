"""The installer, compiled by NSIS from packaging/installer/."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bundle.lock import PACKAGING
from bundle.problem import BundleProblem
from bundle.store import files_in

SOURCES = PACKAGING / "installer"
_NO_DATE = "315532800"
"""1980-01-01: what makensis writes as the day on which it was run."""


def require_makensis() -> None:
    """Refuse early where NSIS is missing."""
    if shutil.which("makensis") is None:
        raise BundleProblem("没有找到 makensis，请先安装 NSIS（apt install nsis）。")


def write_setup(folders: Sequence[Path], version: str, out: Path) -> None:
    """Compile the installer of three folders: dependencies, product, papers."""
    require_makensis()
    size = sum(path.stat().st_size for folder in folders for path in files_in(folder))
    given = {
        "VERSION": version,
        "NUMBERS": four_numbers(version),
        "OUT": str(out),
        "SIZE_KB": str(size // 1024),
        **dict(zip(("BASE", "PRODUCT", "PAPERS"), map(str, folders), strict=True)),
    }
    words = (f"-D{name}={value}" for name, value in given.items())
    command = ("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, "setup.nsi")
    settings = os.environ | {"SOURCE_DATE_EPOCH": _NO_DATE, "LC_ALL": "C.UTF-8"}
    said = subprocess.run(
        command, cwd=SOURCES, env=settings, capture_output=True, text=True, check=False
    )
    if said.returncode:
        raise BundleProblem(f"安装程序没有生成：\n{said.stdout}{said.stderr}")


def four_numbers(version: str) -> str:
    """Return a version as Windows wants it.

    >>> four_numbers("0.2.0"), four_numbers("1.0rc1")
    ('0.2.0.0', '1.0.1.0')
    """
    numbers = re.findall(r"\d+", version)[:4]
    return ".".join((numbers + ["0"] * 4)[:4])
