"""How a column of raw cells is read: text, a choice, a date, a count, an amount.

Reading never stops and never drops anything. Each cell is either blank, read,
read although it is oddly written (a date as text, a full-width digit, a stray
blank), or garbled. A column of 100,000 cells is read in a few milliseconds,
because only its distinct values are looked at, or, where nearly every value is
distinct, only the cells that hold a suspicious character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xl_addin.reading.cells import is_blank
from xl_addin.reading.days import parse_day
from xl_addin.reading.numbers import parse_amount, parse_count
from xl_addin.reading.spelling import (
    ERROR_TEXTS,
    PLACEHOLDERS,
    Parsed,
    is_placeholder,
    plain,
)

Raw = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]

_BLANK, _READ, _ODD, _GARBLED, _PLACEHOLDER = range(5)
_SEPARATOR = "\0"
_TRUTHS = frozenset(["TRUE", "FALSE"])
_JOINT = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True)
class Reading:
    """A column as read, and how each of its cells fared."""

    values: pd.Series
    status: npt.NDArray[np.int8]

    @property
    def blank(self) -> Mask:
        """Where the cell holds nothing, or a mark that means so."""
        return np.equal(self.status, _BLANK) | self.placeholder

    @property
    def placeholder(self) -> Mask:
        """Where a blank is written as / or 无 or the like."""
        return np.equal(self.status, _PLACEHOLDER)

    @property
    def read(self) -> Mask:
        """Where the cell has a value, however it is written."""
        return np.equal(self.status, _READ) | self.odd

    @property
    def odd(self) -> Mask:
        """Where the cell was read although it is oddly written."""
        return np.equal(self.status, _ODD)

    @property
    def garbled(self) -> Mask:
        """Where the cell holds something that cannot be read."""
        return np.equal(self.status, _GARBLED)


def read_text(raw: Raw) -> Reading:
    """Read names and numbers of documents; a number is taken as its digits.

    A mark for nothing is a blank; an error value or TRUE is no text.
    """
    values, status = _texts(raw)
    _set_apart(values, status, PLACEHOLDERS, _PLACEHOLDER)
    _set_apart(values, status, ERROR_TEXTS | _TRUTHS, _GARBLED)
    return Reading(pd.Series(values, dtype=object), status)


def read_remark(raw: Raw) -> Reading:
    """Read free text, in which nothing is odd and only an error value is garbled."""
    values, status = _texts(raw)
    _set_apart(values, status, ERROR_TEXTS, _GARBLED)
    status[status == _ODD] = _READ
    return Reading(pd.Series(values, dtype=object), status)


def read_choice(raw: Raw, spellings: Mapping[str, str]) -> Reading:
    """Read one of several words; `spellings` maps what is accepted to the word.

    The result is categorical. A spelling other than the word itself is odd.
    """
    options = list(dict.fromkeys(spellings.values()))
    place = {word: at for at, word in enumerate(options)}

    def parse(cell: object) -> Parsed | None:
        word = spellings.get(
            "".join(plain(cell).split()) if isinstance(cell, str) else ""
        )
        return None if word is None else Parsed(place[word], word != cell)

    codes, status = _by_distinct(raw, parse, np.dtype(np.int16), blank=-1)
    values = pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(options))
    return Reading(pd.Series(values), status)


def read_kinds(raw: Raw, options: Sequence[str]) -> Reading:
    """Read one or more words joined by 、; the result is categorical and so joined."""
    places: dict[str, int] = {}

    def parse(cell: object) -> Parsed | None:
        parts = _JOINT.split(cell) if isinstance(cell, str) else []
        words = [word for word in map(plain, parts) if word]
        if not words or not set(words) <= set(options):
            return None
        joined = "、".join(dict.fromkeys(words))
        return Parsed(places.setdefault(joined, len(places)), joined != cell)

    codes, status = _by_distinct(raw, parse, np.dtype(np.int16), blank=-1)
    values = pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(places)))
    return Reading(pd.Series(values), status)


def read_date(raw: Raw) -> Reading:
    """Read days as datetime64[s]; a day written as text or as a bare number is odd."""
    days = np.dtype("datetime64[s]")
    values, status = _by_distinct(raw, parse_day, days, blank=np.datetime64("NaT"))
    return Reading(pd.Series(values), status)


def read_count(raw: Raw) -> Reading:
    """Read whole numbers from zero up as Int64."""
    return _integers(raw, parse_count)


def read_amount(raw: Raw, units: tuple[str, ...]) -> Reading:
    """Read 万元 as 分, or tonnes as grams, from zero up as Int64.

    What is finer than that is rounded and odd. A number written as text may end
    in one of `units`.
    """
    return _integers(raw, lambda cell: parse_amount(cell, units))


def _texts(raw: Raw) -> tuple[Raw, npt.NDArray[np.int8]]:
    """Return text and status of each cell; a number is taken as its digits."""
    cells = raw.tolist()
    try:
        joined = _SEPARATOR.join(cells)
    except TypeError:  # numbers or blanks among the text
        cells = [c if type(c) is str else _digits(c) for c in cells]
        joined = _SEPARATOR.join(cells)
    if joined.count(_SEPARATOR) >= max(len(cells), 1):  # one stands inside a cell
        cells = [cell.replace(_SEPARATOR, "") for cell in cells]
        joined = _SEPARATOR.join(cells)
    hits, blank = _scan(joined, len(cells))
    status = np.full(len(cells), _READ, dtype=np.int8)
    values = np.array(cells, dtype=object)
    for at in hits:
        values[at] = plain(cells[at])
        if values[at] != cells[at]:
            status[at] = _ODD if values[at] else _BLANK
    status[blank] = _BLANK
    values[status == _BLANK] = None
    return values, status


def _set_apart(
    values: Raw, status: npt.NDArray[np.int8], words: frozenset[str], fate: int
) -> None:
    """Give the cells that hold just one of `words` a fate of their own, and no value."""
    if words.isdisjoint(values):
        return
    hits = np.array([value in words for value in values], dtype=np.bool_)
    values[hits], status[hits] = None, fate


def _by_distinct(
    raw: Raw,
    parse: Callable[[object], Parsed | None],
    dtype: np.dtype[Any],
    *,
    blank: object,
) -> tuple[npt.NDArray[Any], npt.NDArray[np.int8]]:
    """Return value and status of each cell, parsing each distinct value once."""
    codes, distinct = pd.factorize(raw)
    if any(isinstance(c, int | float) and c in (0, 1) for c in distinct) and (
        bool in set(map(type, raw))
    ):
        # TRUE equals 1, so the two share a place: look at every cell.
        codes, distinct = np.arange(len(raw)), raw
    values = np.full(len(distinct) + 1, blank, dtype=dtype)
    status = np.full(len(distinct) + 1, _BLANK, dtype=np.int8)
    for at, cell in enumerate(distinct):
        if not is_blank(cell):
            parsed = parse(cell)
            if parsed is not None:
                values[at], status[at] = parsed.value, _READ + parsed.odd
            else:
                status[at] = _PLACEHOLDER if is_placeholder(cell) else _GARBLED
    return values[codes], status[codes]  # code -1, a blank, takes the last place


def _integers(raw: Raw, parse: Callable[[object], Parsed | None]) -> Reading:
    values, status = _by_distinct(raw, parse, np.dtype(np.int64), blank=0)
    array = pd.arrays.IntegerArray(values, (status != _READ) & (status != _ODD))
    return Reading(pd.Series(array), status)


def _digits(cell: object) -> str:
    if is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return f"{Decimal(f'{cell:.15g}'):f}"  # no more digits than Excel has
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


def _scan(joined: str, count: int) -> tuple[npt.NDArray[np.intp], Mask]:
    """Return which of `count` cells hold a character `plain` may remove, or nothing."""
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    ends = np.append(np.flatnonzero(units == 0), len(units))[:count]
    hits = np.searchsorted(ends, np.flatnonzero(_SUSPECT[units]))
    return np.unique(hits), np.diff(ends, prepend=-1) == 1


def _suspect_table() -> Mask:
    table = np.zeros(65_536, dtype=np.bool_)
    table[1 : ord(" ") + 1] = True
    for mark in "\x7f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff":
        table[ord(mark)] = True
    table[0x2000:0x200B] = True
    for first, last in ("０９", "ＡＺ", "ａｚ"):
        table[ord(first) : ord(last) + 1] = True
    return table


_SUSPECT = _suspect_table()
