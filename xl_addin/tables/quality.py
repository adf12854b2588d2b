"""填报质量: how complete and how timely each unit fills A3, ranked."""

from __future__ import annotations

import pandas as pd

from xl_addin.figures.indicators import competition_rank, rates
from xl_addin.look.layout import Field, Sheet
from xl_addin.reading.issues import ERROR
from xl_addin.sheets.dates import is_late
from xl_addin.sheets.schema import Context

SHEET = Sheet(
    tab="填报质量",
    title="{period}A3表填报质量统计表",
    note="完整：没有错误级问题的记录；及时：填报日期与检查日期相距不超过规定天数。",
    fields=(
        Field("unit", "填报单位", width=17),
        Field("rows", "记录数\n（条）", "count", 10),
        Field("complete", "完整记录\n（条）", "count", 11),
        Field("complete_rate", "完整率\n（%）", "rate", 11),
        Field("complete_rank", "排序", "rank", 7),
        Field("timely", "及时记录\n（条）", "count", 11),
        Field("timely_rate", "及时率\n（%）", "rate", 11),
        Field("timely_rank", "排序", "rank", 7),
    ),
)


def build(rows: pd.DataFrame, issues: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return rows, complete rows, timely rows, their rates and ranks by unit.

    A row without both dates is not timely. A unit without rows has no rate and no
    rank. Units come in the order of annex 1.
    """
    wrong = issues.loc[issues["severity"] == ERROR, "row"]
    dated = rows["filled_on"].notna() & rows["inspected_on"].notna()
    marks = pd.DataFrame(
        {
            "unit": rows["unit"].astype(object),
            "rows": 1,
            "complete": ~rows["row"].isin(wrong),
            "timely": dated & ~is_late(rows, context),
        }
    )
    order = context.settings.in_order(1)
    counts = marks.groupby("unit").sum().reindex(order, fill_value=0).astype("int64")
    for part in ("complete", "timely"):
        counts[f"{part}_rate"] = rates(counts[part], counts["rows"])
        counts[f"{part}_rank"] = competition_rank(counts[f"{part}_rate"])
    counts.insert(0, "unit", counts.index)
    return counts[[field.name for field in SHEET.fields]].reset_index(drop=True)
