"""Cells as the open workbook delivers them: read in one call, two where it matters."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import Any

from xl_addin.reading.cells import Rows, delivered, rows_of


def cells_of(area: Any) -> Rows:  # noqa: ANN401  xlwings' types are loose
    """Return the cells of a range as `reading.cells.delivered` gives them."""
    return delivered(values_of(area))


def values_of(area: Any) -> Rows:  # noqa: ANN401
    """Return the cells of a range as they come, but for amounts.

    Excel rounds what has a currency format to four decimals. Where that is so, the
    numbers themselves are read, too.
    """
    rows = rows_of(area.raw_value)
    if Decimal not in set(map(type, chain.from_iterable(rows))):
        return rows
    numbers = rows_of(area.api.Value2)
    return [
        [n if type(c) is Decimal else c for c, n in zip(*lines, strict=True)]
        for lines in zip(rows, numbers, strict=True)
    ]
