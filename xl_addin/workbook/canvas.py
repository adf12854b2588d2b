"""An .xlsx being written: formats by style, grids by block. XlsxWriter behind it.

Text is always written as text: a cell that starts with = + - or @ is what the
user typed, never a formula. Formulas are written by name, `formula`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from xl_addin.look.grid import Block, Grid
from xl_addin.look.layout import Page, Role
from xl_addin.look.theme import Style

A4, A3_PAPER = 9, 8
_CM = 1 / 2.54
_OPTIONS = MappingProxyType(
    {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
)


@dataclass(frozen=True)
class Formula:
    """A formula to be written into a cell, and what it gave last."""

    text: str
    value: object = ""


class Canvas:
    """A workbook in memory, drawn sheet by sheet and taken away as bytes."""

    def __init__(self, created: datetime, title: str) -> None:
        self._written = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._written, dict(_OPTIONS))
        self.book.set_vba_name("ThisWorkbook")
        self.book.set_properties({"title": title, "created": created})
        self._formats: dict[Style, Format] = {}

    def sheet(self, tab: str, code_name: str, *, grid: bool = False) -> Worksheet:
        """Add a sheet; its code name is what VBA calls it.

        A sheet that people fill in shows its `grid` on the screen.
        """
        sheet = self.book.add_worksheet(tab)
        sheet.set_vba_name(code_name)
        sheet.hide_gridlines(1 if grid else 2)
        return sheet

    def format(self, style: Style) -> Format:
        """Return XlsxWriter's format of a style, made once."""
        if style not in self._formats:
            self._formats[style] = self.book.add_format(_properties(style))
        return self._formats[style]

    def draw(self, sheet: Worksheet, grid: Grid, theme: Mapping[Role, Style]) -> None:
        """Draw a grid: widths and heights, then every block, then print set-up."""
        for column, width in grid.widths.items():
            hidden = {"hidden": column in grid.hidden}
            sheet.set_column(column - 1, column - 1, width, None, hidden)
        for row, height in grid.heights.items():
            sheet.set_row(row - 1, height)
        for block in grid.blocks:
            self._draw_block(sheet, grid, block, theme[block.role])
        sheet.freeze_panes(grid.heading_row, 0)
        sheet.repeat_rows(0, grid.heading_row - 1)
        sheet.print_area(0, 0, grid.last_row - 1, grid.last_column - 1)
        set_page(sheet, grid.page)

    def bytes(self) -> bytes:
        """Close the workbook and return it."""
        self.book.close()
        return self._written.getvalue()

    def _draw_block(
        self, sheet: Worksheet, grid: Grid, block: Block, style: Style
    ) -> None:
        look = self.format(style)
        if block.row in grid.merged:
            (value,) = block.lines[0]
            row = block.row - 1
            sheet.merge_range(row, 0, row, grid.last_column - 1, value, look)
            return
        for row, column, value in block.cells():
            write(sheet, row - 1, column - 1, value, look)


def write(
    sheet: Worksheet, row: int, column: int, value: object, look: Format | None
) -> None:
    """Write one cell by the type of its value; rows and columns count from 0."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, date | datetime | time | timedelta):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, look, value.value)
    else:
        sheet.write_string(row, column, str(value), look)


def set_page(sheet: Worksheet, page: Page, paper: int = A4) -> None:
    """Set up printing: paper, margins, one page wide, page numbers."""
    sheet.set_paper(paper)
    if page.landscape:
        sheet.set_landscape()
    sheet.set_margins(
        left=page.left * _CM,
        right=page.right * _CM,
        top=page.top * _CM,
        bottom=page.bottom * _CM,
    )
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")


def address(
    row: int, column: int, *, fixed_row: bool = False, fixed_column: bool = False
) -> str:
    """Return an A1 address; rows and columns count from 0."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed_row, col_abs=fixed_column))


def filled(style: Style, color: str | None) -> Style:
    """Return the style with another fill."""
    return replace(style, fill=color)


def _properties(style: Style) -> dict[str, object]:
    properties: dict[str, object] = {
        "font_name": style.font,
        "font_size": style.size,
        "bold": style.bold,
        "align": style.align,
        "valign": "vcenter",
        "text_wrap": style.wrap,
        "num_format": style.number,
    }
    if style.border:
        properties |= {"border": 1, "border_color": style.border_color}
    if style.fill:
        properties["bg_color"] = style.fill
    if style.color:
        properties["font_color"] = style.color
    return properties
