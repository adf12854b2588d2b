"""Section one of the notice: who leads, who is below the limit, who has not paid.

The pattern and the grammar of the lists are those of the notice of January and
February 2021.
"""

from __future__ import annotations

import pandas as pd

from xl_addin.facts import shown
from xl_addin.indicators import competition_rank, name_list, top_units, units_below
from xl_addin.notice.words import best, numeral
from xl_addin.summary import Summary

_OPENING = "非事故处罚额、危化品打非、检查处罚率、罚款实际收缴率等指标排名分别为："


def rankings(summary: Summary) -> str:
    """Return the sentence of rankings, or that there is nothing to rank."""
    period = summary.period.short_title
    counted = summary.totals[["inspections", "penalties", "cases"]]
    if not counted.to_numpy().any():
        return f"{period}没有可以排名的执法数据。"
    first, second = summary.annex1, summary.annex2
    top = summary.checked.context.settings.top
    clauses = (
        _leaders("非事故处罚额", "排名", first["unit"], first["nonaccident"], top),
        _leaders("危化品打非", "排名", second["unit"], second["fines"], top),
        _penalty_rates(summary),
        _collection(summary),
    )
    return f"{period}{_OPENING}{'；'.join(clauses)}。"


def _leaders(
    what: str, verb: str, units: pd.Series, values: pd.Series, top: int
) -> str:
    """Return who leads; where fewer have a value, only those, and ties as such."""
    names = top_units(units, values, top)
    if not names:
        return f"{what}{'各单位均为0' if values.notna().any() else '本期无数据'}"
    places = min(top, len(names))
    ranks = competition_rank(values.where(values > 0))
    tied = _ties(names, dict(zip(units, ranks, strict=True)))
    return f"{what}{verb}{best(places)}为{name_list(names)}{tied}"


def _ties(names: list[str], ranks: dict[str, int]) -> str:
    """Return which of the names share a place, in brackets; "" where none do."""
    shared: dict[int, list[str]] = {}
    for name in names:
        shared.setdefault(ranks[name], []).append(name)
    said = [
        f"{name_list(tied)}并列第{numeral(place)}"
        for place, tied in shared.items()
        if len(tied) > 1
    ]
    return f"（{'，'.join(said)}）" if said else ""


def _penalty_rates(summary: Summary) -> str:
    units, rates = summary.annex1["unit"], summary.annex1["penalty_rate"]
    settings = summary.checked.context.settings
    leaders = _leaders("检查处罚率", "列", units, rates, settings.top)
    below = units_below(units, rates, settings.threshold)
    if not below:
        return leaders
    limit = shown(float(settings.threshold))
    return f"{leaders}，检查处罚率未达{limit}%为{name_list(below)}"


def _collection(summary: Summary) -> str:
    rates = summary.annex1["collection_rate"]
    if rates.isna().all():
        return "本期无罚款收缴数据"
    if (rates.dropna() == 100).all():
        return "罚款收缴率均达100%"
    low = units_below(summary.annex1["unit"], rates, 100)
    city = shown(summary.facts.collection_rate)
    if not low:
        return f"罚款收缴率为{city}%"
    return f"罚款收缴率为{city}%，未达100%为{name_list(low)}"
