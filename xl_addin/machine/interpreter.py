"""The Python that a workbook calls, and what the workbook is told of it.

Only the standard library is imported here: `doctor` runs where the rest does not.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

_HERE = Path(__file__).absolute().parents[2]


def settings_for(python: Path, system: str = sys.platform) -> dict[str, str]:
    """Return the sheet xlwings.conf for this interpreter.

    Every key that xlwings asks for is there: a missing one would be taken from a
    file `xlwings.conf` beside the workbook or in the user's own folder. An empty
    TEMP DIR would mean the root of the drive, so that one is spelt out.
    """
    windows = system == "win32"
    interpreter = str(_without_console(python) if windows else python)
    return {
        "INTERPRETER_WIN": interpreter,
        "INTERPRETER_MAC": "" if windows else interpreter,
        "PYTHONPATH": _folder_of_code(),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "CONDA PATH": "",
        "CONDA ENV": "",
        "UDF MODULES": "udfs",
        "DEBUG UDFS": "False",
        "USE UDF SERVER": "True",
        "SHOW CONSOLE": "False",
        "SHOW_ERROR_POPUPS": "True",
        "TEMP DIR": "%TEMP%",
        "LICENSE_KEY": "",
        "ONEDRIVE_CONSUMER_WIN": "",
        "ONEDRIVE_CONSUMER_MAC": "",
        "ONEDRIVE_COMMERCIAL_WIN": "",
        "ONEDRIVE_COMMERCIAL_MAC": "",
        "SHAREPOINT_WIN": "",
        "SHAREPOINT_MAC": "",
    }


def interpreter() -> Path:
    """Return this Python as it was started: a link would lead out of its venv."""
    return Path(sys.executable).absolute()


def _without_console(python: Path) -> Path:
    silent = python.with_name("pythonw.exe")
    return silent if silent.exists() else python


def _folder_of_code() -> str:
    paths = sysconfig.get_paths()
    installed = {Path(paths["purelib"]), Path(paths["platlib"])}
    return "" if _HERE in installed else str(_HERE)
