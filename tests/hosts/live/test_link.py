"""The way to the Excel that calls."""

import subprocess
import sys

# Stands for xlwings on Windows, which registers the like as soon as it is imported.
ENGINE = """
import atexit, sys, types
engine = sys.modules["xlwings._xlwindows"] = types.ModuleType("engine")
engine.cleanup = atexit.register(lambda: print("taskkill"))
"""


def at_the_end_of(code: str) -> str:
    return subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", ENGINE + code],
        capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip


def test_no_other_excel_is_ended_when_python_ends() -> None:
    assert at_the_end_of("") == "taskkill\n"  # the stand-in does what it stands for
    ours = "from xl_addin.hosts.live import link; link.spare_others()"
    assert at_the_end_of(ours) == ""


def test_the_server_of_worksheet_functions_ends_no_other_excel() -> None:
    assert at_the_end_of("import udfs") == ""
