"""Workbooks as people have them: formats, errors and text where numbers should be."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.windows.desk import Desk
from tests.windows.excel.entry import Error
from tests.windows.excel.ranges import letters
from tests.windows.excel.workbook import Workbook
from tests.windows.snapshot import cells, changed, taken
from tests.windows.test_buttons import DRAWN

ACCOUNTING = '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '
DECIDED, FINE, COLLECTED, VIOLATIONS, RANDOM, REMARK = 21, 23, 24, 12, 9, 33
FIRST, LAST = 4, 262


def put(book: Workbook, row: int, column: int, value: Any) -> None:
    """Let a cell of A3 hold something, however it came there."""
    sheet = book.sheet("A3")
    sheet.keep(row, column, sheet.at(row, column)._replace(value=value, prefix=False))


def fined(book: Workbook, unit: str) -> list[int]:
    """Return the rows of a unit that have a fine of January or February 2021."""
    sheet, found = book.sheet("A3"), []
    for row in range(FIRST, LAST + 1):
        unit_of, day = sheet.at(row, 2).value, sheet.at(row, DECIDED).value
        if unit_of == unit and isinstance(day, float) and 44197 <= day < 44256:
            found.append(row)
    return [row for row in found if sheet.at(row, FINE).value]


def all_currency(book: Workbook) -> None:
    for column in (FINE, COLLECTED):
        book.sheet("A3").area(FIRST, column, LAST, column).NumberFormat = ACCOUNTING


def some_currency(book: Workbook) -> None:
    for row in range(FIRST, LAST, 3):
        code = "[$¥-804]#,##0.00" if row % 2 else "$#,##0.00"
        book.sheet("A3").area(row, FINE, row, COLLECTED).NumberFormat = code


def far_cells(book: Workbook) -> None:
    for tab in ("A3", "参数", "监管平台", *DRAWN):
        book.sheet(tab).area(1_048_576, 5, 1_048_576, 5).NumberFormat = "0.00"


def far_column(book: Workbook) -> None:
    book.sheet("A3").area(1, 16_384, 1, 16_384).WrapText = True


@pytest.fixture
def plain(desk: Desk, book: Workbook) -> dict[str, Any]:
    """Return the drawn sheets of the example as it is."""
    desk.press(book, "monthly_summary")
    drawn = {tab: cells(book, tab) for tab in DRAWN}
    desk.press(book, "undo_last")
    return drawn


@pytest.mark.parametrize("change", [all_currency, some_currency, far_cells, far_column])
def test_how_cells_look_changes_no_figure(
    desk: Desk,
    book: Workbook,
    plain: dict[str, Any],
    change: Callable[[Workbook], None],
) -> None:
    change(book)
    before = taken(book)

    said = desk.press(book, "monthly_summary")

    assert said.startswith("2021年1-2月汇总完成。")
    assert {tab: cells(book, tab) for tab in DRAWN} == plain
    desk.press(book, "undo_last")
    assert changed(before, taken(book)) == {}


@pytest.mark.parametrize("error", ["#N/A", "#SPILL!", "#CALC!", "#FIELD!", "#DIV/0!"])
def test_a_fine_that_is_an_error_is_named_and_does_not_count(
    desk: Desk, book: Workbook, error: str
) -> None:
    row = fined(book, "鹿城区")[0]
    fine = book.sheet("A3").at(row, FINE).value
    put(book, row, FINE, Error(error))
    before = taken(book)

    desk.press(book, "monthly_summary")

    said = [text for (_, at), text in cells(book, "校验报告").items() if at == 7]
    assert any(error in str(text) for text in said)
    assert not any("-2146" in str(text) for text in said)
    annex = cells(book, "附件1")
    assert (annex[4, 1], annex[4, 2]) == ("鹿城区", pytest.approx(42.5 - fine))
    desk.press(book, "undo_last")
    assert changed(before, taken(book)) == {}
    assert book.sheet("A3").at(row, FINE).value == Error(error)


def test_numbers_that_are_text_count_and_are_doubted(
    desk: Desk, book: Workbook
) -> None:
    sheet = book.sheet("A3")
    row = fined(book, "鹿城区")[0]
    for column in (FINE, VIOLATIONS):
        cell = sheet.at(row, column)
        text = f"{cell.value:g}"
        sheet.keep(row, column, cell._replace(value=text, prefix=True))
    before = taken(book)

    desk.press(book, "monthly_summary")

    assert cells(book, "附件1")[4, 2] == 42.5
    report = cells(book, "校验报告")
    named = {report[at, 4] for at, column in report if column == 3 and report[at, 3] == row}  # fmt: skip
    assert {"罚款金额（万元）", "查处违法行为（项）"} <= named
    desk.press(book, "undo_last")
    assert changed(before, taken(book)) == {}


def test_true_is_no_answer_and_is_named(desk: Desk, book: Workbook) -> None:
    put(book, FIRST, RANDOM, True)  # noqa: FBT003

    desk.press(book, "check_a3")

    report = cells(book, "校验报告")
    named = {report[at, 4] for at, column in report if column == 3 and report[at, 3] == FIRST}  # fmt: skip
    assert "双随机" in named


@pytest.mark.parametrize("text", ["0001", "1/2", "=1+1", "TRUE", "3月"])
def test_text_in_a_drawn_sheet_is_the_same_after_a_step_back(
    desk: Desk, book: Workbook, text: str
) -> None:
    desk.press(book, "make_annexes")
    sheet = book.sheet("附件1")
    for row, column in ((4, 2), (5, 2), (18, 1)):  # in the table, and below it
        kept = sheet.at(row, column)._replace(value=text, prefix=True)
        sheet.keep(row, column, kept)
    before = taken(book)

    desk.press(book, "make_annexes")
    desk.press(book, "undo_last")

    assert changed(before, taken(book)) == {}, letters(2)
