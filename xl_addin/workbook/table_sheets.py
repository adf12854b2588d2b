"""The tables of `drawn`, written into the file."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xl_addin.look.theme import theme
from xl_addin.workbook.buttons import on
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import Content
from xl_addin.workbook.drawn import Drawn, Plan

_FILTERED_ROWS = 5_000
"""Far enough down for whatever a later check may find."""


def draw(canvas: Canvas, content: Content, table: Drawn) -> None:
    """Draw a table on a sheet of its own."""
    sheet, plan = canvas.sheet(table.tab, table.code_name), table.plan(content)
    canvas.draw(sheet, plan.grid, theme(content.settings.style))
    _formulas(canvas, content, sheet, plan)
    _buttons(sheet, table.tab, plan.grid.last_column + 1)
    if table.filtered:
        grid = plan.grid
        last = max(grid.last_row, _FILTERED_ROWS)
        sheet.autofilter(grid.heading_row - 1, 0, last - 1, grid.last_column - 1)


def _buttons(sheet: Worksheet, tab: str, column: int) -> None:
    """Put its buttons beside a table, outside of what is printed."""
    for at, button in enumerate(on(tab)):
        size = {"width": 27 + 15 * len(button.said), "height": 28}
        place = {"y_offset": at * 36} | size if at else size
        said = {"macro": button.macro, "caption": button.said}
        sheet.insert_button(0, column, said | place)


def _formulas(canvas: Canvas, content: Content, sheet: Worksheet, plan: Plan) -> None:
    """Write the formulas over the values that they have."""
    grid = plan.grid
    below = (block for block in grid.blocks if block.row > grid.heading_row)
    values = {(row, at): value for block in below for row, at, value in block.cells()}
    for at, formulas in plan.formulas.items():
        look = canvas.format(theme(content.settings.style)[grid.roles[at - 1]])
        for row, formula in enumerate(formulas, start=grid.heading_row + 1):
            if formula:
                value = values[row, at]
                said = "" if value is None else value
                sheet.write_formula(row - 1, at - 1, formula, look, said)
