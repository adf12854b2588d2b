"""Reading a workbook: ours, and the readers that one would otherwise take."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
from python_calamine import load_workbook

from xl_addin.hosts.file.reader import read_sheets
from xl_addin.sheets.a3 import A3, SHEET


def ours(path: Path) -> pd.DataFrame:
    """Check the file, read the sheet and find its table."""
    return A3.table(cells_of(path))


def cells_of(path: Path) -> list[list[object]]:
    """Check the file and read the sheet: what compares with the bare reader."""
    return read_sheets(path, (SHEET,))[SHEET]


def bare(path: Path) -> list[list[object]]:
    """Read the sheet with the reader that is inside ours, without any check."""
    sheet = load_workbook(path).get_sheet_by_name(SHEET)
    return sheet.to_python(skip_empty_area=False)


def pandas_calamine(path: Path) -> pd.DataFrame:
    """Read the sheet with pandas and the same reader."""
    return pd.read_excel(path, sheet_name=SHEET, engine="calamine")


def pandas_openpyxl(path: Path) -> pd.DataFrame:
    """Read the sheet with pandas and openpyxl."""
    return pd.read_excel(path, sheet_name=SHEET, engine="openpyxl")


def openpyxl_rows(path: Path) -> list[tuple[object, ...]]:
    """Read the sheet with openpyxl, which then keeps nothing in memory."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list(book[SHEET].iter_rows(values_only=True))
    book.close()
    return rows
