"""The formula of a figure in words, with its numbers in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from xl_addin.figures.counts import COUNTS, Count, CountKey, Ratio
from xl_addin.figures.facts import shown
from xl_addin.figures.indicators import name_list
from xl_addin.sheets.settings import Settings
from xl_addin.trace.figures import CITY, Names

_FEW = 8
"""So many amounts are written out as a sum."""


def amount(part: Count, lines: pd.DataFrame, total: float) -> str:
    """Return how the counted `lines` of a part add up to its total.

    >>> lines = pd.DataFrame({"amount": [5.5, 28.8]})
    >>> amount(COUNTS["fines"], lines, 34.3)
    '罚款总数 = 5.5 + 28.8 = 34.3万元'
    """
    said = f"{shown(total)}{part.measure}"
    if lines.empty:
        return f"{part.name} = {said}（没有计入的记录）"
    if part.of:
        return f"{part.name} = {part.of.format(len(lines))} = {said}"
    if len(lines) > _FEW:
        return f"{part.name} = 计入的{len(lines)}条记录之和 = {said}"
    terms = " + ".join(shown(float(term)) for term in lines["amount"])
    return f"{part.name} = {terms}" + (f" = {said}" if len(lines) > 1 else part.measure)


def quotient(
    name: str, source: Ratio, totals: Mapping[CountKey, float], said: str
) -> str:
    """Return a rate as a division; `said` is the rate as it is printed.

    An unequal sign tells that the rate is rounded.

    >>> from xl_addin.figures.counts import RATIOS
    >>> totals = {"penalties": 8, "inspections": 21}
    >>> quotient("检查处罚率", RATIOS["penalty_rate"], totals, "38.10")
    '检查处罚率 = 行政处罚8起 ÷ 检查企业21家次 × 100 ≈ 38.10%'
    """
    part, whole = totals[source.part], totals[source.whole]
    over = f"{COUNTS[source.part].name}{shown(part)}{COUNTS[source.part].measure}"
    under = f"{COUNTS[source.whole].name}{shown(whole)}{COUNTS[source.whole].measure}"
    if not whole:
        return f"{name} = {over} ÷ {under}，分母为0，留空"
    exact = Decimal(str(part)) * 100 == Decimal(said) * Decimal(str(whole))
    return f"{name} = {over} ÷ {under} × 100 {'=' if exact else '≈'} {said}%"


def silent(unit: str, sheet: str) -> str:
    """Return why a unit is blank throughout."""
    return f"{unit}本期没有计入的检查和处罚（零上报），{sheet}各栏留空"


def rank(unit: str, of: str, lines: pd.DataFrame) -> str:
    """Return how a unit comes to its rank; `lines` are the values of all units."""
    if unit == CITY:
        return "全市不参加排序"
    (own,) = lines.loc[lines["unit"] == unit, "amount"]
    if pd.isna(own):
        return f"{unit}没有{of}的数值，不参加排序"
    above = int((lines["amount"] > own).sum())
    count = int(lines["amount"].notna().sum())
    return (
        f"参加排序的有{count}个单位，{of}高于{unit}（{shown(float(own))}）的有{above}个，"
        f"所以排第{above + 1}（数值相同的名次相同）"
    )


def names(
    name: str, source: Names, of: str, lines: pd.DataFrame, settings: Settings
) -> str:
    """Return how the units of a list are picked, and where the cut falls."""
    chosen = lines[lines["counted"]]
    said = name_list(chosen["unit"].tolist()) or "无"
    if source.pick == "silent":
        return f"{name} = 没有计入的检查和处罚的单位 = {said}"
    if source.pick == "below":
        return f"{name} = {of}低于{settings.threshold:g}%的单位，由低到高 = {said}"
    last = "" if chosen.empty else f"，末位为{shown(float(chosen['amount'].iloc[-1]))}"
    rule = f"{of}大于0的单位由高到低取前{settings.top}位（并列的都列出{last}）"
    return f"{name} = {rule} = {said}"
