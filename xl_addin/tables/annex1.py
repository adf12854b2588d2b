"""附件1 安全生产执法有关数据汇总表: fines, shares and rates by unit, each ranked."""

from __future__ import annotations

import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.figures.counts import RATIOS
from xl_addin.figures.indicators import competition_rank, rates
from xl_addin.look.layout import Field, Page, Sheet
from xl_addin.sheets.settings import Settings

SHEET = Sheet(
    tab="附件1",
    tag="附件1",
    title="{period}全市安全生产执法有关数据汇总表",
    fields=(
        Field("unit", "单位", width=18),
        Field("fines", "罚款总数\n（万元）", "amount", 13),
        Field("nonaccident", "非事故类罚款额\n（万元）", "amount", 17),
        Field("nonaccident_rank", "排序", "rank", 7),
        Field("nonaccident_share", "非事故罚款额\n占比（%）", "rate", 15),
        Field("nonaccident_share_rank", "排序", "rank", 7),
        Field("penalty_rate", "检查处罚率\n（%）", "rate", 13),
        Field("penalty_rank", "排序", "rank", 7),
        Field("collection_rate", "收缴率\n（%）", "plain_rate", 11),
        Field("collection_rank", "排序", "rank", 7),
    ),
    page=Page(landscape=True),
)
RANKED = {
    "nonaccident": "nonaccident_rank",
    "nonaccident_share": "nonaccident_share_rank",
    "penalty_rate": "penalty_rank",
    "collection_rate": "collection_rank",
}
"""The figures that are ranked, and the column of their rank."""


def build(totals: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the lines of annex 1 in its order: amounts in 万元, rates in percent.

    `totals` has one row per unit, indexed by name. A unit without any counted
    inspection or penalty (零上报) is blank throughout and unranked, and so is a
    rate whose denominator is 0. Ranks are of the printed values.
    """
    ordered = totals.loc[settings.in_order(1)]
    lines = _figures(ordered)
    for figure, rank in RANKED.items():
        lines[rank] = competition_rank(lines[figure])
    return lines[[field.name for field in SHEET.fields]].reset_index(drop=True)


def total_line(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the line 合计: city figures from city sums, without ranks."""
    lines = _figures(totals.sum().to_frame("合计").T)
    for rank in RANKED.values():
        lines[rank] = pd.array([None], dtype="Int64")
    return lines[[field.name for field in SHEET.fields]].reset_index(drop=True)


def _figures(totals: pd.DataFrame) -> pd.DataFrame:
    figures = pd.DataFrame(
        {
            "fines": totals["fines"].map(unscaled),
            "nonaccident": totals["nonaccident"].map(unscaled),
            **{r.key: rates(totals[r.part], totals[r.whole]) for r in RATIOS.values()},
        },
        dtype="float64",
    )
    figures = figures.where(totals["inspections"] + totals["penalties"] > 0)
    figures.insert(0, "unit", totals.index)
    return figures
