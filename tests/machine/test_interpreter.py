"""What a workbook is told about its Python: the sheet xlwings.conf."""

import re
from pathlib import Path

import pytest

from xl_addin.machine import interpreter
from xl_addin.machine.installation import XLWINGS
from xl_addin.machine.interpreter import settings_for
from xl_addin.workbook.hidden import DEFAULTS
from xl_addin.workbook.project import xlwings_modules

ROOT = Path(__file__).parents[2]
PYTHON = Path("/opt/xl/bin/python")


def test_the_pin_is_the_same_in_the_project_and_in_the_vba_module() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert f'"xlwings=={XLWINGS}"' in project
    assert f"xlwings64-{XLWINGS}.dll" in xlwings_modules()["xlwings"]


def test_every_key_that_xlwings_asks_for_is_written() -> None:
    asked = set(re.findall(r'GetConfig\("([^"]+)"', xlwings_modules()["xlwings"]))

    # the old name of INTERPRETER_WIN and _MAC, asked for only where they are empty
    assert asked - {"INTERPRETER"} == settings_for(PYTHON).keys()


def test_the_empty_template_has_the_same_settings_but_no_python() -> None:
    settings = settings_for(PYTHON)

    for key, value in DEFAULTS.items():
        assert settings[key] == value or (key in _OWN and value == "")


_OWN = {"INTERPRETER_WIN", "INTERPRETER_MAC", "PYTHONPATH"}


def test_on_windows_python_runs_without_its_console(tmp_path: Path) -> None:
    python, silent = tmp_path / "python.exe", tmp_path / "pythonw.exe"

    assert settings_for(python, "win32")["INTERPRETER_WIN"] == str(python)
    silent.touch()
    assert settings_for(python, "win32")["INTERPRETER_WIN"] == str(silent)
    assert settings_for(python, "win32")["INTERPRETER_MAC"] == ""


def test_on_a_mac_the_interpreter_is_named() -> None:
    assert settings_for(PYTHON, "darwin")["INTERPRETER_MAC"] == str(PYTHON)


def test_code_outside_site_packages_is_found_by_its_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_for(PYTHON)["PYTHONPATH"] == str(ROOT)

    place = {"purelib": str(ROOT), "platlib": "/elsewhere"}
    monkeypatch.setattr(interpreter.sysconfig, "get_paths", lambda: place)

    assert settings_for(PYTHON)["PYTHONPATH"] == ""


def test_the_folder_of_the_workbook_is_never_searched_for_code() -> None:
    assert settings_for(PYTHON)["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
