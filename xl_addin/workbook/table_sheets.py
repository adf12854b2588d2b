"""The sheets that are drawn from grids: annexes, quality, report, notice."""

from __future__ import annotations

from itertools import islice
from types import MappingProxyType

import pandas as pd
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from xl_addin.look.grid import Grid, compose
from xl_addin.look.layout import Sheet
from xl_addin.look.theme import Style, theme
from xl_addin.sheets.a3 import A3
from xl_addin.tables import annex1, annex2, quality, report, year
from xl_addin.trace import table as trace_table
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import Content, report_lines

_TRACE_BUTTON = MappingProxyType(
    {"macro": "TraceFigure", "caption": "追溯选中的数字", "width": 132, "height": 28}
)
"""Stands beside each annex, outside of what is printed."""
_FILTERED_ROWS = 5_000
_MOST_LINKS = 60_000
"""Excel refuses a sheet with more than 65,530 links."""


def draw_annexes(canvas: Canvas, content: Content) -> None:
    """Draw 附件1, 附件2 and the year to date behind them."""
    for layout, code_name in ((annex1.SHEET, "Annex1"), (annex2.SHEET, "Annex2")):
        lines = content.table(layout)
        sheet, grid = draw_table(canvas, content, layout, code_name, lines)
        sheet.insert_button(0, grid.last_column + 1, dict(_TRACE_BUTTON))
    layout = year.sheet_of(content.period, content.unknown_months)
    draw_table(canvas, content, layout, "Year", content.table(layout))


def draw_findings(canvas: Canvas, content: Content) -> None:
    """Draw 填报质量 and 校验报告."""
    lines = content.table(quality.SHEET)
    draw_table(canvas, content, quality.SHEET, "Quality", lines)
    found = report_lines(content)
    sheet, grid = draw_table(canvas, content, report.SHEET, "Report", found)
    # far enough down for whatever a later check may find
    last = max(grid.last_row, _FILTERED_ROWS)
    sheet.autofilter(grid.heading_row - 1, 0, last - 1, grid.last_column - 1)
    _link(canvas, sheet, found)


def draw_trace(canvas: Canvas, content: Content) -> None:
    """Draw 追溯, empty: a button fills it."""
    layout = trace_table.SHEET
    draw_table(canvas, content, layout, "Trace", content.table(layout))


def draw_table(
    canvas: Canvas, content: Content, layout: Sheet, code_name: str, lines: pd.DataFrame
) -> tuple[Worksheet, Grid]:
    """Draw a sheet that holds one table; return it and its grid."""
    sheet = canvas.sheet(layout.tab, code_name)
    grid = compose(layout, lines, content.period_title)
    canvas.draw(sheet, grid, theme(content.settings.style))
    return sheet, grid


def link_formulas(lines: pd.DataFrame) -> list[str]:
    """Return for each line the formula of a link to its cell; "" without a row."""
    return [
        "" if pd.isna(row) else f'=HYPERLINK("#{target}",{row})'
        for target, row in zip(_targets(lines), lines["row"], strict=True)
    ]


def _link(canvas: Canvas, sheet: Worksheet, lines: pd.DataFrame) -> None:
    """Make each row number of the report a link to the cell that it is about."""
    look = canvas.format(Style(size=12, color="#0563C1", number="0"))
    at = [field.name for field in report.SHEET.fields].index("row")
    first = report.SHEET.first_row - 1
    cells = zip(_targets(lines), lines["row"], strict=True)
    for row, (target, line) in enumerate(islice(cells, _MOST_LINKS), start=first):
        sheet.write_url(row, at, f"internal:{target}", look, str(line))
        sheet.write_number(row, at, line, look)


def _targets(lines: pd.DataFrame) -> list[str]:
    columns = {column.heading: at for at, column in enumerate(A3.columns)}
    cells = zip(lines["sheet"], lines["column"], lines["row"], strict=True)
    return [
        f"'{tab}'!{xl_col_to_name(columns.get(column, 0))}{row}"
        for tab, column, row in cells
    ]
