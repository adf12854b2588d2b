"""How a figure moved against its base, in words that stay true when the base is 0."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xl_addin.exact import percent, unscaled
from xl_addin.figures.facts import shown
from xl_addin.figures.past import Past
from xl_addin.period import Month, Period
from xl_addin.sheets.settings import LAST_MONTH

_NO_FINES = "零罚款"


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
        """Whether it is less than at the base by a change that prints."""
        return self.rate is not None and self.rate < 0

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
    now, before = (
        past.over(months, period.as_of) for months in compared_months(period, which)
    )
    if now[0] is None or before[0] is None or now[1] or before[1]:
        return None
    return Base(*_names(period, which), now[0], before[0])


def unknown_months(past: Past, period: Period, which: str) -> list[Month]:
    """Return the months for whose want nothing is compared."""
    spans = compared_months(period, which)
    return sorted({m for span in spans for m in past.over(span, period.as_of)[1]})


def compared_months(period: Period, which: str) -> tuple[list[Month], list[Month]]:
    """Return the months that are compared, and those of their base."""
    if which == LAST_MONTH:
        return [period.end], [period.end.back(1)]
    return period.months, [month.back(12) for month in period.months]


def hazmat_changes(base: Base) -> tuple[Change, Change]:
    """Return how cases and fines, in 分, of the whole city moved."""
    now, before = base.now.sum(), base.before.sum()
    return (
        Change("立案数", int(now["cases"]), int(before["cases"])),
        Change("处罚金额", int(now["hazmat_fines"]), int(before["hazmat_fines"])),
    )


def hazmat_now(base: Base) -> str:
    """Return what was filed and fined in the span that is compared."""
    cases, fines = hazmat_changes(base)
    if not cases.now and not fines.now:
        return f"{base.span}没有危化品打非立案"
    fined = f"处罚金额{_amount(fines.now)}" if fines.now else _NO_FINES
    return f"{base.span}危化品打非立案{cases.now}件、{fined}"


def hazmat_compared(base: Base, limit: float) -> str:
    """Return how that compares with the base; a fall beyond `limit` percent as steep."""
    cases, fines = hazmat_changes(base)
    if not cases.before and not fines.before:
        return f"{base.base}没有立案（基期为0），不计算升降幅度"
    fined = _amount(fines.before) if fines.before else _NO_FINES
    said = (
        f"与{base.base}的{cases.before}件、{fined}相比，"
        f"立案数{cases.words()}，处罚金额{fines.words()}"
    )
    steep = [change.name for change in (cases, fines) if _steep(change, limit)]
    if not steep:
        return said
    which = "降幅均" if len(steep) > 1 else f"其中{steep[0]}降幅"
    return f"{said}，{which}超过{shown(float(limit))}%"


def _amount(fen: int) -> str:
    return f"{shown(unscaled(fen))}万元"


def _steep(change: Change, limit: float) -> bool:
    return change.rate is not None and change.rate < -limit


def _names(period: Period, which: str) -> tuple[str, str]:
    if which != LAST_MONTH:
        return period.short_title, "上年同期"
    month, before = period.end, period.end.back(1)
    year = "" if before.year == month.year else f"{before.year}年"
    return f"{month.month}月份", f"{year}{before.month}月份"
