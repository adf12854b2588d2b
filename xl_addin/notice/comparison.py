"""How a figure moved against its base, in words that stay true when the base is 0."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from xl_addin.exact import percent, unscaled
from xl_addin.facts import shown
from xl_addin.history import Past
from xl_addin.period import Month, Period
from xl_addin.settings import LAST_MONTH


@dataclass(frozen=True)
class Base:
    """Two spans to compare, as sentences call them, and the totals of both by unit."""

    span: str
    base: str
    now: pd.DataFrame
    before: pd.DataFrame


@dataclass(frozen=True)
class Change:
    """A figure now and at the base; `rate` is the change in percent, None from 0."""

    name: str
    now: int
    before: int

    @property
    def rate(self) -> float | None:
        """The change in percent, two decimals; None where the base is 0."""
        return percent(self.now - self.before, self.before)

    @property
    def fell(self) -> bool:
        """Whether it is less than at the base."""
        return self.now < self.before

    def words(self) -> str:
        """Return the change in words; from 0 nothing rises by any percentage.

        >>> Change("立案数", 8, 13).words(), Change("立案数", 3, 0).words()
        ('下降38.46%', '上升（基期为0）')
        """
        if self.now == self.before:
            return "持平"
        if self.rate == 0:
            return "基本持平"
        how = "下降" if self.fell else "上升"
        return (
            f"{how}（基期为0）"
            if self.rate is None
            else f"{how}{shown(abs(self.rate))}%"
        )


def base_of(past: Past, period: Period, which: str) -> Base | None:
    """Return what to compare, or None where the base is not known.

    Against 上月 the last month of the period is compared with the month before it,
    against 上年同期 the whole period with the same months a year earlier.
    """
    if which == LAST_MONTH:
        month, before = period.end, period.end.back(1)
        spans = [month], [before]
        names = f"{month.month}月份", _month_name(before, month)
    else:
        spans = period.months, [month.back(12) for month in period.months]
        names = period.short_title, "上年同期"
    now, before_it = (_whole(past, span, period.as_of) for span in spans)
    if now is None or before_it is None:
        return None
    return Base(*names, now, before_it)


def hazmat_changes(base: Base) -> tuple[Change, Change]:
    """Return how cases and fines, in 分, of the whole city moved."""
    now, before = base.now.sum(), base.before.sum()
    return (
        Change("立案数", int(now["cases"]), int(before["cases"])),
        Change("处罚金额", int(now["hazmat_fines"]), int(before["hazmat_fines"])),
    )


def amount(fen: int) -> str:
    """Return 分 as a sentence prints them, in 万元."""
    return f"{shown(unscaled(fen))}万元"


def _whole(past: Past, months: list[Month], as_of: date) -> pd.DataFrame | None:
    totals, missing = past.over(months, as_of)
    return None if missing else totals


def _month_name(before: Month, month: Month) -> str:
    year = "" if before.year == month.year else f"{before.year}年"
    return f"{year}{before.month}月份"
