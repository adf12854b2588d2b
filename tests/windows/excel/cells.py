"""A cell: what is in it, how it looks, and what a program is given of it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from tests.windows.excel.calls import TYPE_MISMATCH, Failure, refused
from tests.windows.excel.entry import EPOCH, Entered, Error, entered, serial

GENERAL = "General"
MONEY = "¥#,##0.00;¥-#,##0.00"


class Format(NamedTuple):
    """How a cell looks. Colours are Excel's numbers; `borders` are line style and
    weight of the left, top, bottom and right side."""

    number: str = GENERAL
    font: str = "宋体"
    size: float = 11.0
    bold: bool = False
    fill: int | None = None
    horizontal: int = 1  # xlGeneral
    vertical: int = -4107  # xlBottom
    wrap: bool = False
    borders: tuple[tuple[int, int], ...] = ((-4142, 2),) * 4  # xlNone, xlThin


PLAIN = Format()


class Cell(NamedTuple):
    """What is in a cell: a value, the formula that gave it, an apostrophe before it."""

    value: object = None
    formula: str = ""
    prefix: bool = False
    format: Format = PLAIN

    @property
    def blank(self) -> bool:
        """Tell whether nothing is in it, whatever it looks like."""
        return self.value is None and not self.formula and not self.prefix


def value(cell: Cell) -> Any:
    """Return what Range.Value gives: by type, and by number format.

    A number with a currency format is a Decimal of four places, one with a date
    format a datetime; an error is its code.
    """
    found = cell.value
    if isinstance(found, float):
        kind = kind_of(cell.format.number)
        if kind == "date" and 0 <= found < 2958466:
            return EPOCH + timedelta(days=found)
        if kind == "money" and abs(found) < 922337203685477:
            return Decimal(repr(found)).quantize(Decimal("0.0001"))
        return found
    return value2(cell)


def value2(cell: Cell) -> Any:
    """Return what Range.Value2 gives: no dates, no currency."""
    return cell.value.code if isinstance(cell.value, Error) else cell.value


def formula(cell: Cell) -> Any:
    """Return what Range.Formula gives: always a text, "" where there is nothing."""
    if cell.formula:
        return cell.formula
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    if isinstance(cell.value, float):
        return _digits(cell.value)
    return "" if cell.value is None else str(cell.value)


def with_value(cell: Cell, given: object, *, dates: bool = True) -> Cell:
    """Return the cell after a program has put something into it.

    A text is read as if it had been typed. Dates and currency bring their formats to
    a General cell unless they come through Value2.
    """
    made = _made(given, cell.format.number)
    look = cell.format
    if made.number and dates and look.number == GENERAL:
        look = look._replace(number=made.number)
    return Cell(made.value, made.formula, made.prefix, look)


def _made(given: object, number: str) -> Entered:
    if given is None or isinstance(given, bool):
        return Entered(given)
    if isinstance(given, str):
        if len(given) > 32767:
            raise refused("Application-defined or object-defined error")
        return entered(given, number)
    if isinstance(given, datetime):
        clock = given.hour or given.minute or given.second
        return Entered(serial(given), number="yyyy/m/d h:mm" if clock else "yyyy/m/d")
    if isinstance(given, Decimal):
        return Entered(float(given), number=MONEY)
    if isinstance(given, int | float):
        if isinstance(given, int) and not -(2**31) <= given < 2**31:
            raise Failure(TYPE_MISMATCH, "Type mismatch.")
        finite = abs(given) < float("inf")
        return Entered(float(given) if finite else Error("#NUM!"))
    raise Failure(TYPE_MISMATCH, "Type mismatch.")


@lru_cache
def kind_of(number: str) -> str:
    """Return "date", "money", or "" for a number format.

    >>> kind_of("yyyy/m/d"), kind_of('_ "¥"* #,##0.00_ '), kind_of('0.00"天"')
    ('date', 'money', '')
    """
    if re.search(r"[¥￥$€£]", re.sub(r"\[\$-[^\]]*\]", "", number)):
        return "money"
    bare = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.|_.|\*.", "", number)
    if bare in {GENERAL, "G/通用格式", "@"}:
        return ""
    return "date" if re.search(r"[ymdhs]", bare.split(";")[0], re.IGNORECASE) else ""


def _digits(found: float) -> str:
    """Return a number as the formula bar shows it: 15 digits, no thousands."""
    shown = Decimal(f"{found:.15g}")
    if found and not 1e-9 <= abs(found) < 1e21:
        return f"{shown.normalize():E}"
    plain = f"{shown:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
