"""Section one of the notice: who leads, who is below the limit, who has not paid.

The pattern and the grammar of the lists are those of the notice of January and
February 2021.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from xl_addin.figures.facts import shown
from xl_addin.figures.indicators import (
    competition_rank,
    name_list,
    top_units,
    units_below,
)
from xl_addin.month.summary import Summary
from xl_addin.notice.words import best, numeral

_OPENING = "非事故处罚额、危化品打非、检查处罚率、罚款实际收缴率等指标排名分别为："


class _Indicator(NamedTuple):
    """What is ranked: its name in a list of leaders, and where all have as much."""

    name: str
    leads: str
    amount: str
    unit: str


_NON_ACCIDENT = _Indicator("非事故处罚额", "排名", "非事故处罚额", "万元")
_HAZMAT = _Indicator("危化品打非", "排名", "危化品打非处罚额", "万元")
_PENALTY_RATE = _Indicator("检查处罚率", "列", "检查处罚率", "%")


def rankings(summary: Summary) -> str:
    """Return the sentence of rankings, or that there is nothing to rank."""
    period = summary.period.short_title
    counted = summary.totals[["inspections", "penalties", "cases"]]
    if not counted.to_numpy().any():
        return f"{period}没有可以排名的执法数据。"
    first, second = summary.annex1, summary.annex2
    top = summary.settings.top
    clauses = (
        _leaders(_NON_ACCIDENT, first["unit"], first["nonaccident"], top),
        _leaders(_HAZMAT, second["unit"], second["fines"], top),
        _penalty_rates(summary),
        _collection(summary),
    )
    return f"{period}{_OPENING}{'；'.join(clauses)}。"


def _leaders(what: _Indicator, units: pd.Series, values: pd.Series, top: int) -> str:
    """Return who leads; where fewer have a value, only those, and ties as such."""
    if values.isna().all():
        return f"{what.name}本期无数据"
    names = top_units(units, values, top)
    if _alike(values) and (not names or values.count() > 1):
        return f"{what.amount}{_each(units, values, top)}为{_equal(what, values)}"
    ranks = competition_rank(values.where(values > 0))
    tied = _ties(names, dict(zip(units, ranks, strict=True)))
    if tied.get(1) == names:
        return f"{what.name}{name_list(names)}并列第一"
    said = [f"{name_list(names)}并列第{numeral(at)}" for at, names in tied.items()]
    places = min(top, len(names))
    brackets = f"（{'，'.join(said)}）" if said else ""
    return f"{what.name}{what.leads}{best(places)}为{name_list(names)}{brackets}"


def _alike(values: pd.Series) -> bool:
    """Tell whether all units that have a value have the same."""
    return len(set(values.dropna())) == 1


def _equal(what: _Indicator, values: pd.Series) -> str:
    value = values.dropna().iloc[0]
    return f"{shown(float(value))}{what.unit}" if value or what.unit == "%" else "0"


def _each(units: pd.Series, values: pd.Series, top: int) -> str:
    """Return whom a value holds for that all units with a value share.

    >>> units = pd.Series(["甲", "乙", "丙"])
    >>> _each(units, pd.Series([1, 1, 1]), 2), _each(units, pd.Series([1, 1, None]), 2)
    ('各单位均', '有数据的甲和乙均')
    """
    there = units[values.notna()].tolist()
    every = "均" if len(there) > 1 else ""
    if len(there) == len(units):
        return f"各单位{every}"
    return f"有数据的{name_list(there) if len(there) <= top else '单位'}{every}"


def _ties(names: list[str], ranks: dict[str, int]) -> dict[int, list[str]]:
    """Return which of the names share a place, by that place."""
    shared: dict[int, list[str]] = {}
    for name in names:
        shared.setdefault(ranks[name], []).append(name)
    return {place: tied for place, tied in shared.items() if len(tied) > 1}


def _penalty_rates(summary: Summary) -> str:
    units, rates = summary.annex1["unit"], summary.annex1["penalty_rate"]
    settings = summary.settings
    leaders = _leaders(_PENALTY_RATE, units, rates, settings.top)
    below = units_below(units, rates, settings.threshold)
    if not below:
        return leaders
    limit = shown(float(settings.threshold))
    if len(below) < rates.count():
        return f"{leaders}，检查处罚率未达{limit}%为{name_list(below)}"
    each = "" if _alike(rates) else _each(units, rates, settings.top)
    return f"{leaders}，{each}未达{limit}%"


def _collection(summary: Summary) -> str:
    rates = summary.annex1["collection_rate"]
    if rates.isna().all():
        return "本期无罚款收缴数据"
    if (rates.dropna() == 100).all():
        return "罚款收缴率均达100%"
    facts, units = summary.facts, summary.annex1["unit"]
    city = shown(facts.collection_rate)
    if _alike(rates) and rates.count() > 1:
        return f"罚款收缴率均为{city}%"
    over, low = units[rates > 100].tolist(), units_below(units, rates, 100)
    lists = ("超过100%", over), ("未达100%", low)
    said = [f"{what}为{name_list(names)}" for what, names in lists if names]
    rounded = facts.collection_rate == 100 and facts.collected != facts.fines
    return "，".join((f"罚款收缴率{'约' if rounded else ''}为{city}%", *said))
