"""From the rows of a sheet to a table of raw cells: find the headings, keep the place.

A host hands over a sheet as lists of cells, beginning with cell A1. A table of
cells is a frame of the same raw values whose columns are headings and whose
index is the sheet's own row numbers, so that whatever is said later about a row
names the row that the user sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from xl_addin.errors import ColumnsMissing, ColumnTwice, HeadingMissing

Rows = Sequence[Sequence[object]]

_BRACKETS = str.maketrans("（）［］【】", "()[][]")


def heading_key(heading: object) -> str:
    """Return what makes two headings the same column.

    White space, line breaks and the width of brackets do not.

    >>> heading_key("罚款金额\\n (万元)") == heading_key("罚款金额（万元）")
    True
    """
    return "".join(str(heading).split()).translate(_BRACKETS)


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing, or nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def table_of(
    rows: Rows, sheet: str, headings: Iterable[str], required: Iterable[str]
) -> pd.DataFrame:
    """Return the table on a sheet as raw cells under the declared `headings`.

    The heading row is the first that contains the first of `required`; titles may
    stand above it. Columns may come in any order. A declared column that the
    sheet lacks is blank, unless it is required. Unknown columns come last, as
    they are. Rows without any value are left out.

    Raises `HeadingMissing`, `ColumnsMissing` and `ColumnTwice`.
    """
    known = {heading_key(heading): heading for heading in headings}
    must = [heading_key(heading) for heading in required]
    top = _heading_row(rows, must[0])
    if top is None:
        raise HeadingMissing(sheet, known[must[0]])
    found = [heading_key("" if is_blank(cell) else cell) for cell in rows[top]]
    _check_headings(found, known, must, sheet, top + 1)
    table = _body(rows, top, [known.get(key, key) for key in found])
    for heading in known.values():
        if heading not in table:
            table[heading] = pd.Series([None] * len(table), table.index, dtype=object)
    unknown = [name for name in table if name not in set(known.values())]
    return table[[*known.values(), *unknown]]


def heading_row(rows: Rows, marker: str) -> int | None:
    """Return the sheet's row number of the heading row, or None.

    >>> heading_row([["标题"], ["编号", "填报单位"]], "填报单位")
    2
    """
    top = _heading_row(rows, heading_key(marker))
    return None if top is None else top + 1


def _heading_row(rows: Rows, marker: str) -> int | None:
    for number, row in enumerate(rows):
        if any(isinstance(c, str) and heading_key(c) == marker for c in row):
            return number
    return None


def _check_headings(
    found: list[str], known: dict[str, str], must: list[str], sheet: str, row: int
) -> None:
    missing = [known[key] for key in must if key not in found]
    if missing:
        raise ColumnsMissing(sheet, row, missing)
    twice = [key for key, count in Counter(found).items() if count > 1]
    for key in twice:
        if key in known:
            raise ColumnTwice(sheet, row, known[key])


def _body(rows: Rows, top: int, names: list[str]) -> pd.DataFrame:
    body = rows[top + 1 :]
    kept = [number for number, row in enumerate(body) if _has_value(row)]
    index = pd.Index([top + 2 + number for number in kept], dtype="int64")
    full = len(kept) == len(body)
    columns = list(zip(*(body if full else [body[n] for n in kept]), strict=True))
    data = {
        name: pd.Series(columns[at] if columns else [], index=index, dtype=object)
        for at, name in _named(names)
    }
    return pd.DataFrame(data, index=index)


def _named(names: list[str]) -> list[tuple[int, str]]:
    """Return position and name of each column that has one, the first of each."""
    first: dict[str, int] = {}
    for at, name in enumerate(names):
        if name:
            first.setdefault(name, at)
    return [(at, name) for name, at in first.items()]


def _has_value(row: Sequence[object]) -> bool:
    return any(not is_blank(cell) for cell in row)
