"""Checks that only the finished annexes allow, one issue a unit.

The notice of January-February 2021 shows why: annex 2 holds a fine of 浙南产业集聚区
that annex 1 lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from xl_addin.a3 import A3
from xl_addin.annexes import annex1, annex2
from xl_addin.annexes.report import UNKNOWN_UNIT
from xl_addin.facts import shown
from xl_addin.issues import SEVERITIES, WARNING, Issue, RuleText
from xl_addin.layout import Sheet
from xl_addin.left_out import FINES, REPEATED

_MORE_IN_2 = "附件2的处罚金额大于附件1的罚款总数，请补全该单位A3的处罚决定信息。"
_NO_REPORT = "本期零上报，请督促填报或书面确认本期没有执法活动。"
_NO_PENALTY = "本期有检查而没有行政处罚（零处罚），请核对是否漏填处罚记录。"

_NO_UNIT = "填报单位缺失或无法识别，全市和各单位数据都没有计入，请补填。"
_NO_DECISION = "罚款没有计入附件1，请补全处罚决定信息。"

RULES = (
    RuleText("A3-801", SEVERITIES[WARNING], "处罚金额（万元）", _MORE_IN_2),
    RuleText("A3-802", SEVERITIES[WARNING], "单位", _NO_REPORT),
    RuleText("A3-803", SEVERITIES[WARNING], "检查处罚率（%）", _NO_PENALTY),
    RuleText("A3-804", SEVERITIES[WARNING], "填报单位", _NO_UNIT),
    RuleText("A3-805", SEVERITIES[WARNING], "罚款金额（万元）", _NO_DECISION),
)


def cross_check(
    first: pd.DataFrame, second: pd.DataFrame, left: pd.DataFrame, rows: pd.DataFrame
) -> list[tuple[str, Issue]]:
    """Return (unit, issue) for every doubt that the finished tables raise together.

    `first` and `second` are the lines of annex 1 and annex 2, `left` what could not
    be counted, `rows` the typed rows of A3. An issue stands at the unit's row on
    the annex sheet, or at the row of A3 whose part is missing from the whole.
    """
    found = [
        *_more_in_annex_2(first, second),
        *_idle(first),
        *_parts_missing(left, rows),
    ]
    return sorted(found, key=lambda pair: (pair[1].sheet, pair[1].row))


def to_settle(found: Sequence[tuple[str, Issue]]) -> list[str]:
    """Return what is to be settled before the notice is printed, a sentence each.

    Only what makes the printed figures disagree; idle units are no contradiction.
    """
    sentences: list[str] = []
    for rule in (RULES[0], RULES[3], RULES[4]):
        pairs = [(unit, issue) for unit, issue in found if issue.rule == rule.code]
        sentences += [_sentence(unit, rule, pairs) for unit in dict(pairs)]
    return sentences


def _sentence(unit: str, rule: RuleText, pairs: Sequence[tuple[str, Issue]]) -> str:
    own = [issue for name, issue in pairs if name == unit]
    if rule == RULES[0]:
        return f"{unit}：{own[0].message}"
    rows = "、".join(str(issue.row) for issue in own)
    return f"{unit}：A3第{rows}行{rule.message}"


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


def _parts_missing(
    left: pd.DataFrame, rows: pd.DataFrame
) -> Iterator[tuple[str, Issue]]:
    """Yield the rows of A3 whose fine, or whose every figure, is in no annex."""
    units = dict(zip(rows["row"], rows["unit"].astype(object), strict=True))
    told: set[int] = set()
    for row, figure, amount, reason in left.itertuples(index=False):
        unit = units[row]
        if pd.isna(unit) and row not in told:
            told.add(row)
            yield UNKNOWN_UNIT, _a3_issue(row, RULES[3], _NO_UNIT)
        elif not pd.isna(unit) and figure == FINES and reason != REPEATED:
            fine = "" if amount is None else f"{shown(amount)}万元"
            said = f"罚款{fine}没有计入附件1（{reason}），请补全处罚决定信息。"
            yield unit, _a3_issue(row, RULES[4], said)


def _a3_issue(row: int, rule: RuleText, message: str) -> Issue:
    return Issue(A3.sheet, row, rule.column, rule.code, WARNING, message)


def _issue(sheet: Sheet, at: int, rule: RuleText, message: str) -> Issue:
    row = sheet.first_row + at
    return Issue(sheet.tab, row, rule.column, rule.code, WARNING, message)
