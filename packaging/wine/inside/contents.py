"""What is in a workbook of the in-memory Excel, as plain data that can be compared."""

from __future__ import annotations

from typing import Any

from tests.windows.excel.cells import Cell, formula
from tests.windows.excel.workbook import Workbook

Contents = dict[str, dict[str, list[Any]]]
"""By sheet and by cell, "4,2" being B4: a formula, or value, type and number format."""


def contents(book: Workbook) -> Contents:
    """Return every cell that holds anything.

    Of a formula only itself: the format of a cell that gives a text shows nowhere.
    """
    return {
        sheet.name: {
            f"{row},{column}": _content(cell)
            for (row, column), cell in sorted(sheet.cells.items())
            if not cell.blank
        }
        for sheet in book.sheets
    }


def _content(cell: Cell) -> list[Any]:
    if cell.formula:
        return [cell.formula]
    return [formula(cell), type(cell.value).__name__, cell.format.number]
