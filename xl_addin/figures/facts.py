"""The month's key figures: what the first page shows and the notice says.

City figures come from city sums, never from averages of units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from xl_addin.exact import percent, unscaled
from xl_addin.figures.counts import COUNTS, RATIOS
from xl_addin.figures.indicators import name_list, top_units, units_below
from xl_addin.period import Period
from xl_addin.sheets.settings import Settings


@dataclass(frozen=True)
class Facts:
    """Money in 万元, shares and rates in percent; None where the denominator is 0."""

    inspections: int
    penalties: int
    fines: float
    nonaccident: float
    nonaccident_share: float | None
    penalty_rate: float | None
    collected: float
    collection_rate: float | None
    suspended: int
    top_nonaccident: list[str]
    top_hazmat: list[str]
    top_penalty_rate: list[str]
    below_threshold: list[str]
    zero_report: list[str]


_HEADINGS: dict[str, str] = {
    **{key: count.heading for key, count in COUNTS.items()},
    **{key: ratio.heading for key, ratio in RATIOS.items()},
}
"""What is counted, and what is a quotient of it."""

LABELS = {
    **{f.name: _HEADINGS[f.name] for f in fields(Facts) if f.name in _HEADINGS},
    "top_nonaccident": "非事故处罚额排名前列",
    "top_hazmat": "危化品打非排名前列",
    "top_penalty_rate": "检查处罚率排名前列",
    "below_threshold": "检查处罚率低于下限",
    "zero_report": "零上报",
}
"""What each fact is called on the first page."""


def facts(
    totals: pd.DataFrame, annex1: pd.DataFrame, annex2: pd.DataFrame, settings: Settings
) -> Facts:
    """Return the key figures from totals per unit and the two annexes."""
    city = {str(name): int(value) for name, value in totals.sum().items()}
    top = settings.top
    rate = annex1["penalty_rate"]
    return Facts(
        **_counted(city),
        top_nonaccident=top_units(annex1["unit"], annex1["nonaccident"], top),
        top_hazmat=top_units(annex2["unit"], annex2["fines"], top),
        top_penalty_rate=top_units(annex1["unit"], rate, top),
        below_threshold=units_below(annex1["unit"], rate, settings.threshold),
        zero_report=zero_report(annex1),
    )


def _counted(city: Mapping[str, int]) -> dict[str, Any]:
    """Return the facts that are counts, in their measure, and the rates of counts."""
    counts: dict[str, Any] = {
        key: unscaled(city[key]) if count.scaled else city[key]
        for key, count in COUNTS.items()
        if key in LABELS
    }
    ratios = {key: percent(city[r.part], city[r.whole]) for key, r in RATIOS.items()}
    return counts | ratios


def zero_report(annex1: pd.DataFrame) -> list[str]:
    """Return the units without any counted inspection or penalty."""
    return annex1.loc[annex1["fines"].isna(), "unit"].tolist()


def shown(figure: object) -> str:
    """Return a figure as a sentence prints it: 299.74, 100, 甲、乙和丙, or 无.

    >>> shown(100.0), shown(None), shown(["龙港市", "苍南县"])
    ('100', '—', '龙港市和苍南县')
    """
    if isinstance(figure, list):
        return name_list(figure) or "无"
    return "—" if figure is None else f"{figure:.10g}"


def key_sentence(facts: Facts, period: Period) -> str:
    """Return the notice's figure sentence; a rate of nothing is not spoken of."""
    rates = (
        ("非事故罚款额占比率", facts.nonaccident_share),
        ("检查处罚率为", facts.penalty_rate),
    )
    said = (
        f"{period.title}，全市应急管理系统共检查企业{facts.inspections}家次",
        f"实施行政处罚{facts.penalties}起",
        f"罚款额{shown(facts.fines)}万元",
        *(f"{what}{shown(rate)}%" for what, rate in rates if rate is not None),
        f"责令停产停业整顿企业{facts.suspended}家",
    )
    return f"{'，'.join(said)}。"
