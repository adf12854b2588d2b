"""Section two of the notice: what the month's figures show to be wrong.

Every problem is a paragraph, a sentence that opens it, and the units concerned. A
problem that no unit has is no paragraph. Whether the text names units is a setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xl_addin.annexes.problems import Problem
from xl_addin.facts import shown
from xl_addin.indicators import name_list
from xl_addin.notice.comparison import Base, Change, amount, base_of, hazmat_changes
from xl_addin.notice.filling import filling
from xl_addin.notice.platform import platform
from xl_addin.notice.words import numeral
from xl_addin.settings import YES
from xl_addin.summary import Summary

PROBLEMS = ("hazmat", "silent", "filling", "platform")
"""The keys of the paragraphs of section two, in their order."""

NOTHING = "从执法数据看，本期未发现突出问题。"


@dataclass(frozen=True)
class Finding:
    """A paragraph of section two: its key, what it says, and which units it means."""

    key: str
    text: str
    units: tuple[Problem, ...] = ()


def findings(summary: Summary) -> list[Finding]:
    """Return what is wrong this month, in the order of the notice.

    A finding whose text is empty is no paragraph; its units are still listed.
    """
    return [
        _hazmat(summary),
        _silent(summary),
        Finding("filling", *filling(summary)),
        Finding("platform", *platform(summary)),
    ]


def paragraphs(found: list[Finding]) -> list[tuple[str, str]]:
    """Return key and text of each paragraph, numbered 一是, 二是 where several.

    >>> paragraphs([Finding("hazmat", "力度不足。")])
    [('hazmat', '力度不足。')]
    """
    said = [finding for finding in found if finding.text]
    if not said:
        return [("no-problem", NOTHING)]
    if len(said) == 1:
        return [(said[0].key, said[0].text)]
    return [(f.key, f"{numeral(n)}是{f.text}") for n, f in enumerate(said, start=1)]


def _hazmat(summary: Summary) -> Finding:
    settings, totals = summary.checked.context.settings, summary.totals
    base = base_of(summary.past, summary.period, settings.base)
    period = summary.period.short_title
    idle = [unit for unit in settings.in_order(2) if not totals.loc[unit, "cases"]]
    units = tuple(_idle(idle)) if idle else ()
    if not totals["cases"].any():
        text = f"危险化学品打非治违力度不足。{period}全市没有危化品打非立案。"
        return Finding("hazmat", text, units)
    fell = [change.fell for change in hazmat_changes(base)] if base else []
    if base is None or not any(fell):
        return Finding("hazmat", "", units)
    opening = "力度下降" if all(fell) else "部分指标下降"
    said = f"危险化学品打非治违{opening}。{_fall(base, settings.fall)}"
    who = _count(idle, "没有立案", settings.name_units)
    some = "" if settings.name_units == YES else "有"
    return Finding("hazmat", said + (f"{period}{some}{who}" if who else ""), units)


def _fall(base: Base, limit: float) -> str:
    cases, fines = hazmat_changes(base)
    said = (
        f"{base.span}危化品打非立案{cases.now}件、处罚金额{amount(fines.now)}，"
        f"与{base.base}的{cases.before}件、{amount(fines.before)}相比，"
        f"立案数{cases.words()}，处罚金额{fines.words()}"
    )
    steep = [change.name for change in (cases, fines) if _steep(change, limit)]
    if steep:
        which = "降幅均" if len(steep) > 1 else f"其中{steep[0]}降幅"
        said += f"，{which}超过{shown(float(limit))}%"
    return f"{said}。"


def _steep(change: Change, limit: float) -> bool:
    return change.rate is not None and change.rate < -limit


def _idle(units: list[str]) -> Iterator[Problem]:
    for unit in units:
        yield Problem(unit, "危化品打非没有立案", "本期立案0件")


def _silent(summary: Summary) -> Finding:
    """Say who reported nothing, and who inspected without a single penalty."""
    lines, naming = summary.annex1, summary.checked.context.settings.name_units
    silent = summary.facts.zero_report
    mild = lines.loc[lines["penalty_rate"] == 0, "unit"].tolist()
    if not silent and not mild:
        return Finding("silent", "")
    said = _count(silent, "至今零上报", naming) + _count(mild, "有检查而无处罚", naming)
    counts, cases = summary.totals["inspections"], summary.totals["cases"]
    units = [Problem(u, "零上报", _nothing(cases[u])) for u in silent]
    units += [Problem(u, "零处罚", f"检查{counts[u]}家次，处罚0起") for u in mild]
    return Finding("silent", f"执法工作开展不平衡。{said}", tuple(units))


def _nothing(cases: int) -> str:
    doubt = f"，但附件2有案件{cases}件，请先核对" if cases else ""
    return f"没有计入附件1的检查和处罚{doubt}"


def _count(units: list[str], what: str, naming: str) -> str:
    """Return how many units did what, or which ones, as a sentence; "" for none."""
    if not units:
        return ""
    return (
        f"{name_list(units)}{what}。"
        if naming == YES
        else f"{len(units)}个单位{what}。"
    )
