"""How a column of raw cells is read: text, a choice, a date, a count, an amount.

Reading never stops and never drops anything. Each cell is either blank, read,
read although it is oddly written (a date as text, a full-width digit, a stray
blank), or garbled. A column of 100,000 cells is read in a few milliseconds,
because only its distinct values are looked at, or, where nearly every value is
distinct, only the cells that hold a suspicious character.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from xl_addin.exact import MICRO
from xl_addin.reading.cells import is_blank

Raw = npt.NDArray[np.object_]
Mask = npt.NDArray[np.bool_]

_BLANK, _READ, _ODD, _GARBLED = range(4)
_SEPARATOR = "\0"
_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a calendar has no time zone
_DATE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ T]?\d{1,2}:\d\d(?::\d\d)?)?"
)
_SERIAL = re.compile(r"[2-7]\d{4}")  # days since 1900, when a format is lost
_COMPACT_DATE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+")
_WIDE = "".join(chr(c) for c in range(0xFF01, 0xFF5F) if chr(c).isalnum())
_PLAIN: dict[int, int | None] = dict.fromkeys([*range(32), 0x200B, 0xFEFF])
_PLAIN |= {ord(c): ord(c) - 0xFEE0 for c in _WIDE}
_NARROW = str.maketrans("．，－／：", ".,-/:")
_JOINT = re.compile(r"[、,，;；/\s]+")


@dataclass(frozen=True)
class Reading:
    """A column as read, and how each of its cells fared."""

    values: pd.Series
    status: npt.NDArray[np.int8]

    @property
    def blank(self) -> Mask:
        """Where the cell holds nothing."""
        return np.equal(self.status, _BLANK)

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


class Parsed(NamedTuple):
    """One cell's value, and whether it was oddly written."""

    value: Any
    odd: bool


def plain(text: str) -> str:
    r"""Return text without stray blanks, line breaks and full-width digits or letters.

    Full-width brackets and other punctuation are proper Chinese and stay.

    >>> plain(" 示例企业Ａ０１\n")
    '示例企业A01'
    """
    return text.translate(_PLAIN).strip()


def narrow(text: str) -> str:
    """Return text as `plain` gives it, with the marks of numbers and dates narrow too.

    >>> narrow(" －１，２３４．５ ")
    '-1,234.5'
    """
    return plain(text).translate(_NARROW)


def read_text(raw: Raw) -> Reading:
    """Read names and numbers of documents; a number is taken as its digits."""
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
    return Reading(pd.Series(values, dtype=object), status)


def read_remark(raw: Raw) -> Reading:
    """Read free text, in which nothing is odd."""
    reading = read_text(raw)
    return Reading(reading.values, np.minimum(reading.status, _READ))


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
    values, status = _by_distinct(raw, _parse_date, days, blank=np.datetime64("NaT"))
    return Reading(pd.Series(values), status)


def read_count(raw: Raw) -> Reading:
    """Read whole numbers from zero up as Int64."""
    return _integers(raw, _parse_count)


def read_amount(raw: Raw, units: tuple[str, ...]) -> Reading:
    """Read 万元 as 分, or tonnes as grams, from zero up as Int64.

    What is finer than that is rounded and odd. A number written as text may end
    in one of `units`.
    """
    return _integers(raw, lambda cell: _parse_amount(cell, units))


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
            status[at] = _GARBLED if parsed is None else _READ + parsed.odd
            if parsed is not None:
                values[at] = parsed.value
    return values[codes], status[codes]  # code -1, a blank, takes the last place


def _integers(raw: Raw, parse: Callable[[object], Parsed | None]) -> Reading:
    values, status = _by_distinct(raw, parse, np.dtype(np.int64), blank=0)
    empty = (status == _BLANK) | (status == _GARBLED)
    array = pd.arrays.IntegerArray(values, empty)
    return Reading(pd.Series(array), status)


def _digits(cell: object) -> str:
    if is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return f"{Decimal(f'{cell:.15g}'):f}"  # no more digits than Excel has
    return str(cell)


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


def _parse_date(cell: object) -> Parsed | None:
    if isinstance(cell, datetime):
        return Parsed(datetime(cell.year, cell.month, cell.day), odd=False)  # noqa: DTZ001
    if isinstance(cell, date):
        return Parsed(datetime(cell.year, cell.month, cell.day), odd=False)  # noqa: DTZ001
    if isinstance(cell, int | float) and math.isfinite(cell):
        cell = str(math.floor(cell))  # the fraction of a serial number is the hour
    if not isinstance(cell, str):
        return None
    text = narrow(cell)
    text = "".join(text.split()) if "年" in text else text
    if _SERIAL.fullmatch(text):
        return Parsed(_EXCEL_EPOCH + timedelta(days=int(text)), odd=True)
    match = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    return match and _day(*(int(part) for part in match.groups()))


def _day(year: int, month: int, day: int) -> Parsed | None:
    try:
        return Parsed(datetime(year, month, day), odd=True)  # noqa: DTZ001
    except ValueError:
        return None


def _number(cell: object, units: tuple[str, ...] = ()) -> Parsed | None:
    """Return a finite number from zero up; from text or from TRUE it is odd."""
    odd = isinstance(cell, str | bool)
    if isinstance(cell, str):
        text = narrow(cell)
        unit = next((unit for unit in units if text.endswith(unit)), "")
        text = text.removesuffix(unit).strip()
        cell = float(text.replace(",", "")) if _DECIMAL.fullmatch(text) else None
    if not isinstance(cell, int | float):
        return None
    number = float(cell)
    return Parsed(number, odd) if math.isfinite(number) and 0 <= number < 1e9 else None


def _parse_count(cell: object) -> Parsed | None:
    number = _number(cell, ("项", "人"))
    if number is None or not number.value.is_integer():
        return None
    return Parsed(int(number.value), number.odd)


def _parse_amount(cell: object, units: tuple[str, ...]) -> Parsed | None:
    number = _number(cell, units)
    if number is None:
        return None
    micro = number.value * MICRO
    whole = math.floor(micro + 0.5)
    finer = abs(micro - whole) > 1e-3 + micro * 1e-12
    return Parsed(whole, number.odd or finer)
