"""年终考核: cumulative figures and ranks by unit for the year-end assessment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from xl_addin.look.layout import Field, Page, Sheet
from xl_addin.period import Month, Period
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, annex2

SHEET = Sheet(
    tab="年终考核",
    title="{period}安全生产执法累计数据表（年终目标责任制考核）",
    note="一月起累计：A3表中有的月份取自A3表，其余取自“历史”表。“历史”表中的实缴金额是登记时的数，登记以后的缴款没有计入收缴率。",
    fields=(
        Field("unit", "单位", width=16),
        Field("inspections", "检查企业\n（家次）", "count", 9),
        Field("penalties", "行政处罚\n（起）", "count", 9),
        Field("penalty_rate", "检查处罚率\n（%）", "rate", 11),
        Field("penalty_rank", "排序", "rank", 6),
        Field("fines", "罚款总数\n（万元）", "amount", 10),
        Field("nonaccident", "非事故类\n罚款额\n（万元）", "amount", 10),
        Field("nonaccident_rank", "排序", "rank", 6),
        Field("nonaccident_share", "非事故罚款\n额占比（%）", "rate", 13),
        Field("nonaccident_share_rank", "排序", "rank", 6),
        Field("collection_rate", "收缴率\n（%）", "plain_rate", 8),
        Field("collection_rank", "排序", "rank", 6),
        Field("cases", "打非\n案件数", "count", 8),
        Field("hazmat_fines", "打非处罚\n（万元）", "amount", 9),
        Field("hazmat_rank", "排序", "rank", 6),
    ),
    page=Page(landscape=True),
    heading_height=52,
)


def build(totals: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the lines in the order of annex 1, by the rules of annexes 1 and 2.

    `totals` has one row per unit, indexed by name, summed over the months.
    """
    first, second = annex1.build(totals, settings), annex2.build(totals, settings)
    return _joined(first, second, totals.loc[first["unit"]])


def total_line(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the line 合计: city figures from city sums, without ranks."""
    first, second = annex1.total_line(totals), annex2.total_line(totals)
    return _joined(first, second, totals.sum().to_frame().T)


def _joined(
    first: pd.DataFrame, second: pd.DataFrame, totals: pd.DataFrame
) -> pd.DataFrame:
    """Return the lines of annex 1 with what annex 2 says of the same units."""
    names = {"fines": "hazmat_fines", "rank": "hazmat_rank"}
    hazmat = second[["unit", "cases", *names]].rename(columns=names)
    lines = first.merge(hazmat, on="unit", how="left")
    counts = ["inspections", "penalties"]
    lines[counts] = totals[counts].to_numpy()
    return lines[[field.name for field in SHEET.fields]]


def sheet_of(period: Period | None, missing: Sequence[Month]) -> Sheet:
    """Return the sheet: its title from January on, its note naming unknown months.

    >>> february = Month(2021, 2)
    >>> sheet_of(Period(february, february, february.last_day), []).title
    '2021年1-2月安全生产执法累计数据表（年终目标责任制考核）'
    """
    if period is None:
        return SHEET
    whole = replace(period, start=Month(period.end.year, 1))
    sheet = replace(SHEET, title=SHEET.title.replace("{period}", whole.title))
    if not missing:
        return sheet
    names = "、".join(f"{month.month}月" for month in missing)
    said = f"缺{names}数据（A3和“历史”表中都没有），累计数不含这些月份。"
    return replace(sheet, note=f"{SHEET.note}{said}")
