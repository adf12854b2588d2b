"""校验报告: every issue on a line, by unit, with what to do."""

from __future__ import annotations

import pandas as pd

from xl_addin.look.layout import Field, Page, Sheet
from xl_addin.reading.issues import SEVERITIES

UNKNOWN_UNIT = "未知单位"
"""Whose rows those are in which 填报单位 did not read."""

SHEET = Sheet(
    tab="校验报告",
    title="A3表校验报告",
    note="点击“行号”可跳到有问题的单元格。",
    fields=(
        Field("unit", "填报单位", width=17),
        Field("sheet", "工作表", width=9),
        Field("row", "行号", "link", 8),
        Field("column", "列", width=22),
        Field("severity", "程度", width=8),
        Field("rule", "规则", width=10),
        Field("message", "问题与处理办法", "prose", 62),
    ),
    page=Page(landscape=True),
    heading_height=24,
    row_height=20,
)


def build(issues: pd.DataFrame, rows: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    """Return the lines of the report, sorted by unit, sheet, row and column.

    `order` gives the order of the units. Rows whose unit did not read come last,
    under the name 未知单位.
    """
    lines = issues.copy()
    units = rows["unit"].astype(object).where(rows["unit"].notna(), UNKNOWN_UNIT)
    by_row = lines["row"].map(dict(zip(rows["row"], units, strict=True)))
    lines["unit"] = lines.get("unit", by_row)
    place = {name: at for at, name in enumerate([*order, UNKNOWN_UNIT])}
    lines = lines.iloc[lines["unit"].map(place).argsort(kind="stable")]
    lines["severity"] = lines["severity"].map(SEVERITIES)
    return lines[[field.name for field in SHEET.fields]].reset_index(drop=True)
