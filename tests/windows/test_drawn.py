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
