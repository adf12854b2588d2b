"""Checks that only the finished annexes allow, one issue a unit.

The notice of January-February 2021 shows why: annex 2 holds a fine of 浙南产业集聚区
that annex 1 lacks.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from xl_addin.annexes import annex1, annex2
from xl_addin.facts import shown
from xl_addin.issues import SEVERITIES, WARNING, Issue, RuleText
from xl_addin.layout import Sheet

_MORE_IN_2 = "附件2的处罚金额大于附件1的罚款总数，请补全该单位A3的处罚决定信息。"
_NO_REPORT = "本期零上报，请督促填报或书面确认本期没有执法活动。"
_NO_PENALTY = "本期有检查而没有行政处罚（零处罚），请核对是否漏填处罚记录。"

RULES = (
    RuleText("A3-801", SEVERITIES[WARNING], "处罚金额（万元）", _MORE_IN_2),
    RuleText("A3-802", SEVERITIES[WARNING], "单位", _NO_REPORT),
    RuleText("A3-803", SEVERITIES[WARNING], "检查处罚率（%）", _NO_PENALTY),
)


def cross_check(first: pd.DataFrame, second: pd.DataFrame) -> list[tuple[str, Issue]]:
    """Return (unit, issue) for every doubt that the two annexes raise together.

    `first` and `second` are the lines of annex 1 and annex 2. An issue's row is
    the row of the unit on the annex sheet.
    """
    found = [*_more_in_annex_2(first, second), *_idle(first)]
    return sorted(found, key=lambda pair: (pair[1].sheet, pair[1].row))


def _more_in_annex_2(
    first: pd.DataFrame, second: pd.DataFrame
) -> Iterator[tuple[str, Issue]]:
    fines: dict[str, float] = dict(zip(first["unit"], first["fines"], strict=True))
    for at, (unit, fine) in enumerate(
        zip(second["unit"], second["fines"], strict=True)
    ):
        other = fines[unit]
        if fine > (0 if pd.isna(other) else other):
            has = "无数据" if pd.isna(other) else f"只有{shown(other)}万元"
            said = f"附件2有处罚{shown(fine)}万元，附件1{has}：{_MORE_IN_2}"
            yield unit, _issue(annex2.SHEET, at, RULES[0], said)


def _idle(first: pd.DataFrame) -> Iterator[tuple[str, Issue]]:
    lines = zip(
        first["unit"], first["fines"].isna(), first["penalty_rate"], strict=True
    )
    for at, (unit, silent, rate) in enumerate(lines):
        if silent:
            yield unit, _issue(annex1.SHEET, at, RULES[1], _NO_REPORT)
        elif rate == 0:
            yield unit, _issue(annex1.SHEET, at, RULES[2], _NO_PENALTY)


def _issue(sheet: Sheet, at: int, rule: RuleText, message: str) -> Issue:
    row = sheet.first_row + at
    return Issue(sheet.tab, row, rule.column, rule.code, WARNING, message)
