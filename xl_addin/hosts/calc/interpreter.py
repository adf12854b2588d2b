"""Which Python LibreOffice runs macros with, and whether our packages fit it.

Packages such as pandas are built for one version of Python. LibreOffice's own
Python loads ours from where they are installed, so both must be of one version.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xl_addin.errors import OfficeProblem
from xl_addin.hosts.office.convert import office_program

_ASK = "import sys, uno; print(*sys.version_info[:2], uno.__file__, sep='|')"
_TRY = "import sys; sys.path.append({!r}); import uno; uno.getComponentContext()"


class UnoMissing(OfficeProblem):
    """There is no Python here that can talk to LibreOffice."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice 不能运行 Python（缺少 uno 模块），请安装 python3-uno 和 libreoffice-script-provider-python"
            "（Debian、Ubuntu、统信、麒麟：sudo apt install python3-uno libreoffice-script-provider-python）后再试。"
        )


class PythonDiffers(OfficeProblem):
    """LibreOffice's Python is of another version than ours."""

    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"LibreOffice 使用 Python {theirs}，本程序安装在 Python {ours} 中，两者版本必须相同，"
            f"请改用 Python {theirs}（通常是 /usr/bin/python3）重新安装本程序。"
        )


class Interpreter(NamedTuple):
    """LibreOffice's Python: its version, and the folder of its module `uno`."""

    version: str
    folder: Path


def ours() -> str:
    """Return the version of the Python that runs us, as in 3.11."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def theirs() -> Interpreter:
    """Return LibreOffice's Python; `UnoMissing` when there is none."""
    for candidate in _candidates(office_program().resolve().parent):
        if said := _said(candidate, _ASK):
            major, minor, file = said.strip().split("|")
            return Interpreter(f"{major}.{minor}", Path(file).parent)
    raise UnoMissing


def fitting() -> Interpreter:
    """Return LibreOffice's Python; `PythonDiffers` when our packages do not fit it."""
    found = theirs()
    if found.version != ours():
        raise PythonDiffers(found.version, ours())
    return found


def lends_uno() -> Path:
    """Return a folder from which this very Python can import `uno`.

    It is tried in another process first: a module that does not fit may take the
    whole program down.
    """
    folder = fitting().folder
    if _said(sys.executable, _TRY.format(str(folder))) is None:
        raise UnoMissing
    return folder


def _candidates(program: Path) -> Iterator[str]:
    names = (program / "python", program / "python.exe", "/usr/bin/python3", "python3")
    yield from filter(None, (shutil.which(str(name)) for name in names))


def _said(python: str, code: str) -> str | None:
    try:
        return subprocess.run(  # noqa: S603 - our own text
            [python, "-c", code], capture_output=True, check=True, text=True, timeout=60
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
