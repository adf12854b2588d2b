"""Every drawn table in Excel: cell by cell what the file holds."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.windows.desk import Desk
from tests.windows.excel.workbook import Workbook
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.month.summary import check, summarise
from xl_addin.period import parse_period
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS, Content, of_summary
from xl_addin.workbook.drawn import DRAWN, Drawn

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
BY_MONTH = [table for table in DRAWN if table.step != "trace"]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Return the month of the example as a workbook of ours holds it today."""
    path = tmp_path_factory.mktemp("filled") / "filled.xlsm"
    path.write_bytes(filled(read_sheets(EXAMPLE, SHEETS)))
    sheets = read_sheets(path, SHEETS)
    checked = check(sheets, date.today())  # noqa: DTZ011  as the button does
    summary = summarise(checked, parse_period("2021-01", "2021-02"))
    return of_summary(summary, sheets, in_place=True)


def shown(sheet: xw.Sheet, table: Drawn, content: Content) -> dict[Any, Any]:
    """Return the cells that are not blank: formulas where the plan has them."""
    plan = table.plan(content)
    area = sheet.range((1, 1), sheet.used_range.last_cell)
    values, formulas = area.raw_value, area.formula
    found = {}
    for row, line in enumerate(values, start=1):
        for at, value in enumerate(line, start=1):
            ours = at in plan.formulas and row > plan.grid.heading_row
            cell = formulas[row - 1][at - 1] if ours else value
            if cell not in {None, ""}:
                found[row, at] = cell
    return found


def planned(table: Drawn, content: Content) -> dict[Any, Any]:
    plan = table.plan(content)
    cells = {
        (row, at): value
        for block in plan.grid.blocks
        for row, at, value in block.cells()
        if value not in {None, ""}
    }
    for at, formulas in plan.formulas.items():
        for row, formula in enumerate(formulas, start=plan.grid.heading_row + 1):
            cells.pop((row, at), None)
            if formula:
                cells[row, at] = formula
    return cells


def test_monthly_summary_draws_every_table_as_the_file_has_it(
    desk: Desk, book: Workbook, content: Content
) -> None:
    desk.press(book, "monthly_summary")

    sheets = desk.xlwings(book).sheets
    for table in BY_MONTH:
        assert shown(sheets[table.tab], table, content) == planned(table, content)


def remove(book: Workbook, *tabs: str) -> None:
    book.sheets = [sheet for sheet in book.sheets if sheet.name not in tabs]


def test_a_sheet_that_is_lacking_is_added_in_its_place_and_goes_with_undo(
    desk: Desk, book: Workbook, content: Content
) -> None:
    tabs, lacking = [sheet.name for sheet in book.sheets], ("附件1", "问题单位", "历史")
    remove(book, *lacking)

    said = desk.press(book, "monthly_summary")

    assert "新建了工作表“附件1”、“问题单位”、“历史”（原来没有）。" in said
    assert [sheet.name for sheet in book.sheets] == tabs
    assert book.ActiveSheet.name == "首页"
    sheets = desk.xlwings(book).sheets
    for table in BY_MONTH:
        assert shown(sheets[table.tab], table, content) == planned(table, content)

    desk.press(book, "undo_last")

    assert [sheet.name for sheet in book.sheets] == [t for t in tabs if t not in lacking]  # fmt: skip


def test_a_sheet_that_was_added_stays_with_what_the_user_wrote_on_it(
    desk: Desk, book: Workbook
) -> None:
    remove(book, "问题单位")
    desk.press(book, "monthly_summary")
    desk.xlwings(book).sheets["问题单位"]["H30"].value = "核对人：张三"

    desk.press(book, "undo_last")

    left = desk.xlwings(book).sheets["问题单位"]
    assert left["H30"].value == "核对人：张三"
    assert left["A1"].value is None


def test_a_workbook_whose_sheets_are_fixed_names_the_one_that_it_lacks(
    desk: Desk, book: Workbook
) -> None:
    remove(book, "问题单位")
    book.fixed = True

    assert "没有工作表“问题单位”" in desk.press(book, "monthly_summary")
