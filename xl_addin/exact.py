"""Arithmetic that rounds as people do: integers inside, no binary floats.

Money is held in 分 and weight in grams. One 万元 is a million 分 and one tonne is
a million grams, so both share a scale, and `MICRO` serves both.
"""

from __future__ import annotations

from fractions import Fraction

MICRO = 1_000_000


def percent(part: int, whole: int) -> float | None:
    """Return `part` in percent of `whole`, two decimals, rounded half up.

    The exact quotient is rounded, so 8 of 21 is 38.10 as the notice prints it.
    Half goes away from zero, as Excel's ROUND does. A share of nothing is None.

    >>> percent(87, 248)
    35.08
    >>> percent(1, 0) is None
    True
    """
    if not whole:
        return None
    share = Fraction(part * 10_000, whole)
    hundredths = int(abs(share) + Fraction(1, 2))
    return (hundredths if share >= 0 else -hundredths) / 100


def unscaled(amount: int) -> float:
    """Return 分 as 万元, or grams as tonnes: the nearest float to the decimal.

    >>> unscaled(299_740_000)
    299.74
    """
    return amount / MICRO
