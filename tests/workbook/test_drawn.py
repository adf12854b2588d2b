"""The one list of drawn tables: nothing that is a table is left out of it."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import openpyxl
import pytest

import xl_addin.notice
import xl_addin.tables
import xl_addin.trace
from xl_addin.look.layout import Sheet
from xl_addin.month.summary import Summary
from xl_addin.reading.cells import Rows
from xl_addin.sheets.units import UNITS
from xl_addin.workbook.content import Content, of_summary
from xl_addin.workbook.drawn import DRAWN, Drawn, before
from xl_addin.workbook.handbook import SECTIONS

ROOMS = (xl_addin.tables, xl_addin.notice, xl_addin.trace)
TABS = [table.tab for table in DRAWN]


def layouts() -> Iterator[Sheet]:
    """Yield the layout of every file that has one."""
    for room in ROOMS:
        for found in iter_modules(room.__path__, f"{room.__name__}."):
            layout = getattr(import_module(found.name), "SHEET", None)
            if isinstance(layout, Sheet):
                yield layout


@pytest.fixture(scope="module")
def content(summary: Summary, example_sheets: Mapping[str, Rows]) -> Content:
    return of_summary(summary, example_sheets)


def test_every_file_with_a_layout_is_drawn_once() -> None:
    assert sorted(layout.tab for layout in set(layouts())) == sorted(TABS)


def test_the_tables_that_the_office_asks_for_are_there_and_in_this_order() -> None:
    asked = ["附件1", "附件2", "年终考核", "填报质量", "校验报告", "通报", "问题单位", "历史", "追溯"]  # fmt: skip

    assert [tab for tab in TABS if tab in asked] == asked


def test_every_sheet_has_a_code_name_of_its_own() -> None:
    names = [table.code_name for table in DRAWN]

    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isidentifier() for name in names)


def test_the_guide_in_the_workbook_speaks_of_every_drawn_sheet() -> None:
    said = "".join(text for _, paragraphs in SECTIONS for text in paragraphs)

    assert [tab for tab in TABS if tab not in said] == []


def test_the_template_names_the_units_in_the_tables_by_unit_and_nothing_else() -> None:
    plans = {table.tab: table.plan(Content()).grid for table in DRAWN}
    counts = {tab: grid.last_row - grid.heading_row for tab, grid in plans.items()}

    by_unit = {t.tab for t in DRAWN if t.step == "annexes" or t.tab == "填报质量"}
    assert {tab for tab, count in counts.items() if count == len(UNITS)} == by_unit
    assert {tab for tab, count in counts.items() if not count} == {*TABS} - by_unit


@pytest.mark.parametrize("table", DRAWN, ids=lambda table: table.code_name)
def test_the_file_holds_each_table_as_it_is_planned(
    table: Drawn, content: Content, month_file: Path
) -> None:
    plan = table.plan(content)
    sheet = openpyxl.load_workbook(month_file, data_only=True)[table.tab]
    wanted = {
        (row, column): value
        for block in plan.grid.blocks
        for row, column, value in block.cells()
        if value not in {None, ""}
    }
    found = {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in {None, ""}
    }
    assert found == wanted


@pytest.mark.parametrize("table", DRAWN, ids=lambda table: table.code_name)
def test_formulas_stand_in_every_line_of_a_column_that_has_them(
    table: Drawn, content: Content, month_file: Path
) -> None:
    plan = table.plan(content)
    sheet = openpyxl.load_workbook(month_file)[table.tab]
    formulas: list[tuple[Any, ...]] = [
        (cell.column, cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    for at, wanted in plan.formulas.items():
        assert [f for column, f in formulas if column == at] == wanted
    assert {column for column, _ in formulas} <= set(plan.formulas)


def test_a_sheet_stands_behind_those_before_it_in_the_list() -> None:
    assert before(DRAWN[0]) == ("参数", "监管平台", "A3", "首页")
    assert before(DRAWN[2])[:2] == (DRAWN[1].tab, DRAWN[0].tab)
