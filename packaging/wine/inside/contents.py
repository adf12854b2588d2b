"""What is in a workbook of the in-memory Excel, as plain data that can be compared."""

from __future__ import annotations

from typing import Any

from tests.windows.excel.cells import formula
from tests.windows.excel.workbook import Workbook

Contents = dict[str, dict[str, list[Any]]]
"""By sheet and by cell, "4,2" being B4: formula or value, type, number format."""


def contents(book: Workbook) -> Contents:
    """Return every cell that holds anything."""
    return {
        sheet.name: {
            f"{row},{column}": [
                formula(cell),
                type(cell.value).__name__ if not cell.formula else "formula",
                cell.format.number,
            ]
            for (row, column), cell in sorted(sheet.cells.items())
            if not cell.blank
        }
        for sheet in book.sheets
    }
