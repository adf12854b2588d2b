"""Numbers as people type them: counts, and amounts in 分 or grams."""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from xl_addin.exact import MICRO
from xl_addin.reading.spelling import Parsed, narrow

_DECIMAL = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+")
_MOST = 1_000_000
"""万元 or tonnes: a hundred times what a city fines in a year is still below it, and
a sheet full of such amounts adds up to no more than 64 bits hold."""
_MOST_COUNTED = 1_000_000_000


def parse_count(cell: object) -> Parsed | None:
    """Return a whole number from zero up; written as text it is odd."""
    number = _number(cell, ("项", "人"))
    if number is None or number.value != int(number.value):
        return None
    count = int(number.value)
    return Parsed(count, number.odd) if count < _MOST_COUNTED else None


def parse_amount(cell: object, units: tuple[str, ...]) -> Parsed | None:
    """Return 万元 as 分, or tonnes as grams, from zero up.

    Halves go up by the decimal that the cell shows, not by the binary float beneath.
    What is finer than 分 or grams is odd, but for the noise of a binary sum.

    >>> parse_amount(0.0020145, ())
    Parsed(value=2015, odd=True)
    """
    number = _number(cell, units)
    if number is None or number.value > _MOST:
        return None
    exact = number.value * MICRO
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    noise = Decimal("1e-3") + exact * Decimal("1e-12")
    return Parsed(int(whole), number.odd or abs(exact - whole) > noise)


def _number(cell: object, units: tuple[str, ...]) -> Parsed | None:
    """Return a finite decimal from zero up; from text it is odd. TRUE is no number."""
    if isinstance(cell, str):
        return _typed(cell, units)
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    if not math.isfinite(cell) or cell < 0:
        return None
    shown = Decimal(f"{cell:.15g}")  # the digits that Excel has
    return Parsed(shown, odd=False)


def _typed(cell: str, units: tuple[str, ...]) -> Parsed | None:
    text = narrow(cell)
    unit = next((unit for unit in units if text.endswith(unit)), "")
    text = text.removesuffix(unit).rstrip(" ")
    if not _DECIMAL.fullmatch(text):
        return None
    return Parsed(Decimal(text.replace(",", "")), odd=True)
