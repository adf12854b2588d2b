"""Where cells of an older workbook stand in the new one, and formulas that follow them.

Only A3 is laid out anew: columns that people moved stand in the order of the form
again, and rows without a value are gone. A formula that pointed to a cell there must
point to where that cell is now, or else it is no longer the same formula.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import column_index_from_string, get_column_letter

_CELL: Final = r"(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})"
_AREA: Final = re.compile(f"{_CELL}(?::{_CELL})?")
_COLUMNS: Final = re.compile(r"(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})")
_PLAIN: Final = re.compile(r"[^\W\d][\w.]*")


class Lost(Exception):
    """A formula points to cells that are no longer together, or not there."""


@dataclass(frozen=True)
class Place:
    """Where the cells of one table went; rows and columns count from 1.

    `columns` gives the new number of a column by the old. `rows` are the old numbers
    of the rows that are kept, in order, and `first` is where the first of them stands
    now; `heading` is the heading row before and now.
    """

    columns: Mapping[int, int]
    rows: Sequence[int]
    first: int
    heading: tuple[int, int]

    @property
    def moved(self) -> bool:
        """Whether any cell stands elsewhere."""
        same = all(old == new for old, new in self.columns.items())
        last = self.first + len(self.rows)
        return not same or list(self.rows) != list(range(self.first, last))

    def column(self, old: int) -> int:
        """Return the new number of a column; one that holds nothing is lost."""
        if old not in self.columns:
            raise Lost
        return self.columns[old]

    def row(self, old: int) -> int:
        """Return the new number of a row; below the table the distance stays."""
        before, now = self.heading
        if old <= before:
            if old != before:
                raise Lost
            return now
        kept = bisect_right(self.rows, old)
        if self.rows and old > self.rows[-1]:
            return self.first + len(self.rows) - 1 + old - self.rows[-1]
        if kept and self.rows[kept - 1] == old:
            return self.first + kept - 1
        return self.first + kept  # a row without a value: the next one


@dataclass(frozen=True)
class Moves:
    """What became of the sheets that formulas name: other names, and other places."""

    names: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def followed(self, formula: str, sheet: str) -> str:
        """Return a formula of a cell on the sheet `sheet`, pointing where it pointed.

        Raises `Lost` where that cannot be: it points into another file, or to cells
        that stand apart now.

        >>> Moves(names={"封面": "首页"}).followed("=封面!C3&'封面'!$C$4", "我的")
        '=首页!C3&首页!$C$4'
        """
        try:
            tokens = Tokenizer(formula)
        except TokenizerError as error:
            raise Lost from error
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self._reference(token.value, sheet)
        return str(tokens.render())

    def _reference(self, text: str, sheet: str) -> str:
        if "[" in text and "]" in text.split("!", maxsplit=1)[0] and "!" in text:
            raise Lost  # into another file
        before, mark, area = text.rpartition("!")
        named = before.strip("'").replace("''", "'") if mark else sheet
        place = self.places.get(named)
        area = _area(area, place) if place and place.moved else area
        if not mark:
            return area
        now = self.names.get(named)
        return f"{_quoted(now) if now else before}!{area}"


def _quoted(name: str) -> str:
    if _PLAIN.fullmatch(name) and not _AREA.fullmatch(name.upper()):
        return name
    return "'" + name.replace("'", "''") + "'"


def _area(text: str, place: Place) -> str:
    if whole := _COLUMNS.fullmatch(text):
        fixed, first, fixed_too, last = whole.groups()
        low, high = _together(first, last, place)
        return f"{fixed}{get_column_letter(low)}:{fixed_too}{get_column_letter(high)}"
    found = _AREA.fullmatch(text)
    if found is None:
        return text  # a name, or a table's
    parts = [part or "" for part in found.groups()]
    if not parts[5]:
        parts[4:] = parts[:4]
    low, high = _together(parts[1], parts[5], place)
    top, bottom = (place.row(int(parts[at])) for at in (3, 7))
    start = f"{parts[0]}{get_column_letter(low)}{parts[2]}{top}"
    end = f"{parts[4]}{get_column_letter(high)}{parts[6]}{bottom}"
    return start if ":" not in text else f"{start}:{end}"


def _together(first: str, last: str, place: Place) -> tuple[int, int]:
    """Return the new ends of columns that stand side by side, as they did before."""
    low, high = column_index_from_string(first), column_index_from_string(last)
    now = [place.column(at) for at in range(low, high + 1)]
    if now != list(range(now[0], now[0] + len(now))):
        raise Lost
    return now[0], now[-1]
