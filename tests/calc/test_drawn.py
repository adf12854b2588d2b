"""Every drawn table in an open workbook: as in the file, also where its sheet is new."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import pytest
import xlwings as xw

from xl_addin.hosts.file.reader import read_sheets
from xl_addin.month.summary import check, summarise
from xl_addin.period import parse_period
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS, Content, of_summary
from xl_addin.workbook.drawn import DRAWN, Drawn, Plan

pytestmark = pytest.mark.calc

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
BY_MONTH = [table for table in DRAWN if table.step != "trace"]


class Desk(Protocol):
    """What conftest.py gives."""

    def open(self, package: bytes, name: str) -> xw.Book: ...
    def press(self, book: xw.Book, caption: str) -> None: ...
    def ask(self, name: str) -> str: ...


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Return the month of the example as a workbook of ours holds it today."""
    path = tmp_path_factory.mktemp("filled") / "filled.xlsm"
    path.write_bytes(filled(read_sheets(EXAMPLE, SHEETS)))
    sheets = read_sheets(path, SHEETS)
    checked = check(sheets, date.today())  # noqa: DTZ011  as the button does
    summary = summarise(checked, parse_period("2021-01", "2021-02"))
    return of_summary(summary, sheets, in_place=True)


def planned(plan: Plan) -> dict[tuple[int, int], object]:
    cells = (cell for block in plan.grid.blocks for cell in block.cells())
    return {(row, at): value for row, at, value in cells if value not in {None, ""}}


def shown(sheet: xw.Sheet) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield every cell from A1 on that is not blank."""
    area = sheet.range((1, 1), sheet.used_range.last_cell)
    for row, line in enumerate(area.options(ndim=2).value, start=1):
        for column, value in enumerate(line, start=1):
            if value not in {None, ""}:
                yield (row, column), value


def differing(book: xw.Book, table: Drawn, content: Content) -> dict[Any, Any]:
    """Return what a sheet shows instead of what is planned, by cell."""
    wanted, found = planned(table.plan(content)), dict(shown(book.sheets[table.tab]))
    return {
        at: (found.get(at), wanted.get(at))
        for at in wanted.keys() | found.keys()
        if found.get(at) != wanted.get(at)
    }


def test_each_table_is_drawn_cell_by_cell_as_in_the_file(
    desk: Desk, book: xw.Book, content: Content
) -> None:
    desk.press(book, "月度汇总")

    for table in BY_MONTH:
        assert differing(book, table, content) == {}, table.tab


def test_a_sheet_that_an_older_workbook_lacks_is_made_in_its_place_and_undone(
    desk: Desk, book: xw.Book, content: Content
) -> None:
    tabs = [sheet.name for sheet in book.sheets]
    lacking = {"附件2", "年终考核", "问题单位"}
    for tab in lacking:
        book.sheets[tab].delete()

    desk.press(book, "月度汇总")

    assert "新建了工作表“附件2”、“年终考核”、“问题单位”" in desk.ask("Said")
    assert [sheet.name for sheet in book.sheets] == tabs
    assert book.sheets.active.name == "首页"
    for table in BY_MONTH:
        assert differing(book, table, content) == {}, table.tab
        widths = table.plan(content).grid.widths
        if table.tab in lacking:
            columns = book.sheets[table.tab].range((1, 1), (1, len(widths)))
            drawn = [column.column_width for column in columns]
            assert drawn == pytest.approx([*widths.values()], abs=0.2)

    desk.press(book, "撤销")

    assert [sheet.name for sheet in book.sheets] == [
        t for t in tabs if t not in lacking
    ]
