"""A workbook of another version, open in Excel: its buttons work, and say so."""

from typing import Any

import pytest

from tests.windows.desk import Desk
from tests.windows.excel.workbook import Workbook
from xl_addin.sheets.version import PRESENT


@pytest.fixture
def mark(book: Workbook) -> Any:
    """Return the cell that bears the version."""
    texts = book.sheet("文字")
    keys = [texts.area(row, 1, row, 1).Value for row in range(1, 41)]
    row = keys.index("version") + 1
    return texts.area(row, 2, row, 2)


@pytest.mark.parametrize(
    "macro", ["check_a3", "make_annexes", "monthly_summary", "self_check"]
)
def test_every_button_names_an_older_workbook_and_how_to_upgrade(
    desk: Desk, book: Workbook, mark: Any, macro: str
) -> None:
    mark.Value = "0.1.0"

    said = desk.press(book, macro)

    advice = said.splitlines()[-1] if macro == "self_check" else said
    assert f"本工作簿由旧版（0.1.0）生成，程序为{PRESENT}版，请升级" in advice
    assert "升级工作簿" in advice


def test_a_newer_workbook_wants_a_newer_program(
    desk: Desk, book: Workbook, mark: Any
) -> None:
    mark.Value = "9.0.0"

    assert "请先升级程序" in desk.press(book, "check_a3")


def test_a_workbook_of_this_version_is_not_spoken_of(
    desk: Desk, book: Workbook, mark: Any
) -> None:
    assert mark.Value == PRESENT

    assert "版" not in desk.press(book, "make_annexes")
