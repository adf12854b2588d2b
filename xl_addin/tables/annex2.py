"""附件2 危险化学品打非治违报表: cases, seizures and fines by unit, ranked by fines."""

from __future__ import annotations

import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.figures.indicators import competition_rank
from xl_addin.look.layout import Field, Sheet
from xl_addin.sheets.settings import Settings

SHEET = Sheet(
    tab="附件2",
    tag="附件2",
    title="{period}全市危险化学品打非治违报表",
    fields=(
        Field("unit", "地区", width=17),
        Field("cases", "案件数", "count", 9),
        Field("tonnes", "查获危化品\n（吨）", "amount", 13),
        Field("fines", "处罚金额\n（万元）", "amount", 12),
        Field("rank", "排序", "rank", 7),
        Field("transferred", "移送公安\n案件数", "count", 11),
        Field("detained", "刑事强制措施\n（人）", "count", 14),
    ),
)


def build(totals: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the lines of annex 2 in its order: tonnes and 万元; nothing is blank.

    `totals` has one row per unit, indexed by name. Zeros are ranked, too, so six
    idle units of thirteen are all 8.
    """
    lines = _figures(totals.loc[settings.in_order(2)])
    lines["rank"] = competition_rank(lines["fines"])
    return lines[[field.name for field in SHEET.fields]].reset_index(drop=True)


def total_line(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the line 合计, without a rank."""
    lines = _figures(totals.sum().to_frame("合计").T)
    lines["rank"] = pd.array([None], dtype="Int64")
    return lines[[field.name for field in SHEET.fields]].reset_index(drop=True)


def _figures(totals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "unit": totals.index,
            "cases": totals["cases"],
            "tonnes": totals["tonnes"].map(unscaled),
            "fines": totals["hazmat_fines"].map(unscaled),
            "transferred": totals["transferred"],
            "detained": totals["detained"],
        }
    )
