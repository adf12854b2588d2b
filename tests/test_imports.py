"""What a button has to load before it can do anything: time that people wait."""

import subprocess
import sys
from pathlib import Path

import pytest

from xl_addin.workbook.buttons import BUTTONS

HEAVY = {"docx", "lxml", "xlsxwriter", "pyopenvba"}
"""They write files: Word, workbooks, and the VBA in them."""
EXAMPLE = "examples/A3_2021-01_2021-02.xlsx"
MACROS = [button.function for button in BUTTONS]

PRESS = """
import sys
from pathlib import Path
from xl_addin import macros
from xl_addin.desk import boundary, open_workbook
from xl_addin.hosts.live import journal
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.period import parse_period
from xl_addin.workbook.content import SHEETS

class Book:
    'A workbook that holds the example and takes whatever is written.'
    path = sys.argv[2]
    changes = []
    def __getattr__(self, name):
        return lambda *given, **named: None
    def selected(self):
        return '附件1', 4, 2
    def program(self):
        return '', ''
    def tabs(self):
        return []

open_workbook.read_sheets = lambda book: read_sheets(Path(sys.argv[3]), SHEETS)
open_workbook.read_period = lambda book: parse_period('2021-01', '2021-02')
Book.rows = lambda self, tab: [[]] * 3 + [['鹿城区', 42.5]]
journal.recall = lambda workbook: None
said = getattr(macros, sys.argv[1]).__wrapped__(Book())
assert said, 'nothing was said'
print(*{name.partition('.')[0] for name in sys.modules})
"""


def loaded(program: str, *arguments: str) -> set[str]:
    """Return the packages that a program of its own has loaded at its end."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_importing_the_macros_loads_nothing_that_writes_files() -> None:
    program = "import sys, xl_addin.macros; print(*sys.modules)"

    assert not HEAVY & loaded(program)


@pytest.mark.parametrize("macro", [m for m in MACROS if m != "self_check"])
def test_a_button_loads_what_writes_files_only_if_it_writes_one(
    macro: str, tmp_path: Path
) -> None:
    book = tmp_path / "月报.xlsm"
    book.write_bytes(b"saved")

    found = HEAVY & loaded(PRESS, macro, str(book), EXAMPLE)

    assert found == ({"docx", "lxml"} if macro == "export_notice" else set())


def test_the_self_check_tries_every_package_for_that_is_its_work(
    tmp_path: Path,
) -> None:
    found = loaded(PRESS, "self_check", str(tmp_path / "月报.xlsm"), EXAMPLE)

    assert found >= HEAVY
