"""Links from a line of a table to the cell that it is about."""

from __future__ import annotations

import pandas as pd

from xl_addin.look.grid import letters
from xl_addin.sheets.a3 import A3


def to_cells(lines: pd.DataFrame) -> list[str]:
    """Return for each line the formula of a link to its cell; "" without a row.

    The columns `sheet`, `column` (a heading) and `row` say which cell. A formula, not
    one of Excel's own links: of those a sheet may have no more than 65,530.
    """
    columns = {column.heading: at for at, column in enumerate(A3.columns, start=1)}
    cells = zip(lines["sheet"], lines["column"], lines["row"], strict=True)
    return [
        ""
        if pd.isna(row)
        else f"=HYPERLINK(\"#'{tab}'!{letters(columns.get(column, 1))}{row}\",{row})"
        for tab, column, row in cells
    ]


def to_rows(lines: pd.DataFrame) -> list[str]:
    """Return for each line the formula of a link to its `row` of A3."""
    first = A3.columns[0].heading
    return to_cells(lines.assign(sheet=A3.sheet, column=first))
