"""From the rows of a sheet to a table of raw cells: find the headings, keep the place.

A host hands over a sheet as lists of cells, beginning with cell A1. A table of
cells is a frame of the same raw values whose columns are headings and whose
index is the sheet's own row numbers, so that whatever is said later about a row
names the row that the user sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest

import pandas as pd

from xl_addin.errors import ColumnsMissing, ColumnTwice, HeadingMissing

Rows = Sequence[Sequence[object]]

NAMELESS = "无标题列"
ABSENT = "absent"
"""By this name a table knows in its `attrs` which declared columns the sheet lacks."""
_HEAD_OF_FORM = 50  # rows
ERRORS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
    -2146826245: "#GETTING_DATA",
    -2146826243: "#SPILL!",
    -2146826242: "#CONNECT!",
    -2146826241: "#BLOCKED!",
    -2146826240: "#UNKNOWN!",
    -2146826239: "#FIELD!",
    -2146826238: "#CALC!",
}
"""What COM hands over for error values: 0x800A0000 and the number in XlCVError."""
UNKNOWN_ERROR = "错误值"

_PLAIN = frozenset({str, float, bool, type(None)})
_ERROR_NUMBERS = range(-2146826300, -2146826200)  # what Excel may add stands in here
_INVISIBLE = dict.fromkeys([*range(ord(" ")), 0x200B, 0xFEFF])
_BRACKETS = str.maketrans("（）［］【】", "()[][]")


def heading_key(heading: object) -> str:
    r"""Return what makes two headings the same column.

    White space, line breaks and the width of brackets do not.

    >>> heading_key("罚款金额\n (万元)") == heading_key("罚款金额（万元）")
    True
    """
    return "".join(str(heading).split()).translate(_BRACKETS)


def is_blank(cell: object) -> bool:
    """Tell whether a cell holds nothing, or nothing that can be seen.

    >>> is_blank(" \u200b"), is_blank(float("nan")), is_blank(0)
    (True, True, False)
    """
    if isinstance(cell, str):
        return not cell.translate(_INVISIBLE).strip()
    return cell is None or (isinstance(cell, float) and cell != cell)  # noqa: PLR0124


def error_text(cell: object) -> str | None:
    """Return what an error value shows, as COM hands it over; None for any other cell.

    >>> error_text(-2146826281), error_text(-2146826201), error_text(7)
    ('#DIV/0!', '错误值', None)
    """
    if type(cell) is not int or cell not in _ERROR_NUMBERS:
        return None
    return ERRORS.get(cell, UNKNOWN_ERROR)


def rows_of(cells: object) -> Rows:
    """Return what a host hands over as rows: it may be one cell, or one row.

    >>> rows_of(1.5), rows_of((1.0, 2.0)), rows_of([["甲"], ["乙"]])
    ([[1.5]], [(1.0, 2.0)], [['甲'], ['乙']])
    """
    if not isinstance(cells, list | tuple):
        return [[cells]]
    if cells and isinstance(cells[0], list | tuple):
        return cells
    return [cells]


def delivered(cells: object) -> Rows:
    """Return what a host hands over as rows of plain cells: the door of all of them.

    Behind it a cell is text, a float, a truth value, a day, or None. An amount in
    a currency format comes through COM as a Decimal, a day as a moment with a time
    zone that means nothing, an error as a number.

    >>> delivered((Decimal("1.5"), -2146826246, "甲", 7))
    [[1.5, '#N/A', '甲', 7.0]]
    """
    return [
        row if _PLAIN.issuperset(map(type, row)) else [_plain(cell) for cell in row]
        for row in rows_of(cells)
    ]


def _plain(cell: object) -> object:
    if type(cell) in _PLAIN:  # nearly all cells
        return cell
    if isinstance(cell, datetime):
        clock = cell.hour, cell.minute, cell.second, cell.microsecond
        return datetime(cell.year, cell.month, cell.day, *clock)  # noqa: DTZ001
    if isinstance(cell, Decimal | int):
        return error_text(cell) or float(cell)
    return str(cell) if isinstance(cell, str) else cell


def table_of(
    rows: Rows,
    sheet: str,
    headings: Iterable[str],
    *,
    marker: str,
    required: Iterable[str],
) -> pd.DataFrame:
    """Return the table on a sheet as raw cells under the declared `headings`.

    The heading row is the one with most of them among those that contain `marker`,
    the first of equals; titles and the head of a form may stand above it. Columns may come in any order. A declared column that the sheet lacks is
    blank, unless it is `required`. Unknown columns come last, as they are. Rows
    without any value are left out.

    Raises `HeadingMissing`, `ColumnsMissing` and `ColumnTwice`.
    """
    known = {heading_key(heading): heading for heading in headings}
    must = [heading_key(heading) for heading in required]
    top = _heading_row(rows, heading_key(marker), set(known))
    if top is None:
        raise HeadingMissing(sheet, marker)
    found = ["" if is_blank(cell) else heading_key(cell) for cell in rows[top]]
    _check_headings(found, known, must, sheet, top + 1)
    table = _body(rows, top, [known.get(key, key) for key in found])
    absent = [heading for key, heading in known.items() if key not in found]
    for heading in known.values():
        if heading not in table:
            table[heading] = pd.Series([None] * len(table), table.index, dtype=object)
    unknown = [name for name in table if name not in set(known.values())]
    table = table[[*known.values(), *unknown]]
    table.attrs[ABSENT] = absent
    return table


def heading_row(rows: Rows, marker: str, headings: Iterable[str] = ()) -> int | None:
    """Return the sheet's row number of the heading row, or None.

    Of several rows with the marker it is the one with most of the `headings`.

    >>> heading_row([["标题"], ["编号", "填报单位"]], "填报单位")
    2
    """
    top = _heading_row(rows, heading_key(marker), set(map(heading_key, headings)))
    return None if top is None else top + 1


def _heading_row(rows: Rows, marker: str, known: set[str]) -> int | None:
    """Return the place of the heading row among `rows`, or None.

    The head of a form may have the marker, too, but stands close above the headings.
    """
    first = next((at for at, row in enumerate(rows) if marker in _keys(row)), None)
    if first is None:
        return None
    near = range(first, min(first + _HEAD_OF_FORM, len(rows)))
    marked = [at for at in near if marker in _keys(rows[at])]
    return max(marked, key=lambda at: len(known & _keys(rows[at])))


def _keys(row: Sequence[object]) -> set[str]:
    return {heading_key(cell) for cell in row if isinstance(cell, str)}


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
    columns = list(zip_longest(names, *(body if full else [body[n] for n in kept])))
    names += [""] * (len(columns) - len(names))
    data = {
        name: pd.Series(columns[at][1:], index=index, dtype=object)
        for at, name in enumerate(_unique(names))
        if names[at] or not all(map(is_blank, columns[at]))
    }
    return pd.DataFrame(data, index=index)


def _unique(names: list[str]) -> Iterator[str]:
    """Return a name for each column: the unknown ones get a number where they repeat."""
    seen: Counter[str] = Counter()
    for name in names:
        word = name or NAMELESS
        seen[word] += 1
        yield word if seen[word] == 1 else f"{word}{seen[word]}"


def _has_value(row: Sequence[object]) -> bool:
    return any(not is_blank(cell) for cell in row)
