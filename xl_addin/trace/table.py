"""追溯: one figure, its formula, and every row behind it on a line."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from xl_addin.look.layout import Field, Page, Sheet
from xl_addin.sheets.settings import NO, YES
from xl_addin.tables.report import UNKNOWN_UNIT
from xl_addin.trace.answer import Trace

SHEET = Sheet(
    tab="追溯",
    title="数字追溯",
    note="在附件1、附件2或首页选中一个数字，再按“追溯”，这里列出算法和A3中的有关各行。",
    fields=(
        Field("unit", "填报单位", width=16),
        Field("row", "A3行号", "link", 9),
        Field("record_no", "记录编号", width=23),
        Field("enterprise", "被检查单位", width=24),
        Field("day", "日期", width=14),
        Field("part", "计入的指标", width=22),
        Field("amount", "数值", "amount", 10),
        Field("counted", "是否计入", width=10),
        Field("remark", "说明", "prose", 46),
    ),
    page=Page(landscape=True),
    heading_height=24,
    row_height=20,
    note_height=36,
)


def sheet_of(answer: Trace) -> Sheet:
    """Return the layout with this figure as its title and its formula below."""
    value = answer.printed or "空白"
    title = f"{answer.period} {answer.title}：{value}"
    return replace(SHEET, title=title, note=answer.formula)


def build(answer: Trace) -> pd.DataFrame:
    """Return the lines: those counted, those near, those that should and cannot.

    `row` is the row of A3, blank for a rank or a list, whose lines are units.
    """
    left = answer.left_out.assign(remark="应计未计：" + answer.left_out["remark"])
    lines = pd.concat([answer.lines, left], ignore_index=True)
    lines = lines.sort_values("counted", ascending=False, kind="stable")
    said = lines["counted"].map({True: YES, False: NO})
    unit = lines["unit"].astype(object).where(lines["unit"].notna(), UNKNOWN_UNIT)
    row = lines["row"].astype("Int64")
    table = lines.assign(unit=unit, row=row, counted=said)
    return table[[field.name for field in SHEET.fields]].reset_index(drop=True)


def counts_sentence(answer: Trace) -> str:
    """Return how many lines are counted, and how many are not; units are no rows."""
    counted = int(answer.lines["counted"].sum())
    others = len(answer.lines) - counted
    rows = answer.lines["row"]
    what = "个单位" if len(rows) and rows.isna().all() else "行"
    parts = [f"计入{counted}{what}"]
    parts += [f"不计入{others}{what}"] if others else []
    parts += [f"应计未计{len(answer.left_out)}行"] if len(answer.left_out) else []
    return f"{'，'.join(parts)}。"
