"""危化品打非 against its base: a paragraph where it fell, and the units without a case."""

from __future__ import annotations

from xl_addin.month.summary import Summary
from xl_addin.notice.comparison import (
    Base,
    base_of,
    hazmat_changes,
    hazmat_compared,
    hazmat_now,
)
from xl_addin.notice.words import who
from xl_addin.sheets.settings import YES
from xl_addin.tables.problems import Problem


def hazmat(summary: Summary) -> tuple[str, tuple[Problem, ...]]:
    """Return the paragraph, "" where there were cases and neither figure fell."""
    settings, totals = summary.settings, summary.totals
    idle = [unit for unit in settings.in_order(2) if not totals.loc[unit, "cases"]]
    units = tuple(Problem(u, "危化品打非没有立案", "本期立案0件") for u in idle)
    base = base_of(summary.past, summary.period, settings.base)
    fell = [change.fell for change in hazmat_changes(base)] if base else []
    period = summary.period.short_title
    if not totals["cases"].any():
        compared = _compared(base, settings.fall) if base and any(fell) else ""
        said = f"力度不足。{period}全市没有危化品打非立案{compared}。"
    elif base and any(fell):
        opening = "力度下降" if all(fell) else "部分指标下降"
        now = f"{hazmat_now(base)}{_compared(base, settings.fall)}。"
        said = f"{opening}。{now}{_without(idle, summary)}"
    else:
        return "", units
    return f"危险化学品打非治违{said}", units


def _compared(base: Base, limit: float) -> str:
    return f"，{hazmat_compared(base, limit)}"


def _without(idle: list[str], summary: Summary) -> str:
    """Return who had no case, as a sentence; "" where everybody had one."""
    if not idle:
        return ""
    settings = summary.settings
    link = "，" if settings.name_units == YES else "有"
    return f"{summary.period.short_title}{link}{who(idle, settings)}没有立案。"
