"""Who reported nothing, and who inspected without a single penalty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xl_addin.month.summary import Summary
from xl_addin.notice.words import who
from xl_addin.tables.problems import Problem


class _Idle(NamedTuple):
    """Units that annex 1 has nothing of, or no penalty of."""

    silent: list[str]
    uncounted: list[str]
    mild: list[str]


def activity(summary: Summary) -> tuple[str, tuple[Problem, ...]]:
    """Return the paragraph, "" where every unit inspected and punished.

    A unit with a case of 打非 did report something: that annex 1 could count
    nothing of it is said as such, and not called 零上报.
    """
    idle = _idle(summary)
    if not any(idle):
        return "", ()
    opening, said = _opening(summary, idle), "；".join(_clauses(summary, idle))
    text = f"{opening}。{summary.period.short_title}，{said}。"
    return text, tuple(_problems(summary, idle))


def _idle(summary: Summary) -> _Idle:
    lines, cases = summary.annex1, summary.totals["cases"]
    blank = summary.facts.zero_report
    return _Idle(
        silent=[unit for unit in blank if not cases[unit]],
        uncounted=[unit for unit in blank if cases[unit]],
        mild=lines.loc[lines["penalty_rate"] == 0, "unit"].tolist(),
    )


def _opening(summary: Summary, idle: _Idle) -> str:
    """Return what is wrong; where all units are alike, nothing is out of balance."""
    count = len(summary.annex1)
    if len(idle.silent) + len(idle.uncounted) == count:
        return "执法数据报送不到位"
    return "行政处罚力度不足" if len(idle.mild) == count else "执法工作开展不平衡"


def _clauses(summary: Summary, idle: _Idle) -> Iterator[str]:
    settings, count = summary.settings, len(summary.annex1)
    whats = "零上报", "有打非案件，但没有可以计入的检查和处罚", "有检查而无处罚"
    for units, what in zip(idle, whats, strict=True):
        if units:
            every = len(units) == count > 1
            yield f"各单位均{what}" if every else f"{who(units, settings)}{what}"


def _problems(summary: Summary, idle: _Idle) -> Iterator[Problem]:
    counts, cases = summary.totals["inspections"], summary.totals["cases"]
    for unit in summary.facts.zero_report:
        doubt = f"，但附件2有案件{cases[unit]}件，请先核对" if cases[unit] else ""
        yield Problem(unit, "零上报", f"没有计入附件1的检查和处罚{doubt}")
    for unit in idle.mild:
        yield Problem(unit, "零处罚", f"检查{counts[unit]}家次，处罚0起")
