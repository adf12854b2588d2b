"""Checks that only the finished annexes allow, and what they mean before printing.

The notice of January-February 2021 shows why: annex 2 holds a fine of 浙南产业集聚区
that annex 1 lacks. Sums hide such a fine where a unit has others, so the rows are
compared, and not the annexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.figures.contributions import happened
from xl_addin.figures.counts import CASE
from xl_addin.figures.facts import shown
from xl_addin.figures.left_out import (
    DENIED,
    FINES,
    REPEATED,
    REPEATED_OTHERWISE,
    row_list,
)
from xl_addin.look.layout import Sheet
from xl_addin.period import Period, within
from xl_addin.reading.conditions import known
from xl_addin.reading.issues import SEVERITIES, WARNING, Issue, RuleText
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.settings import YES
from xl_addin.tables import annex1, annex2
from xl_addin.tables.report import UNKNOWN_UNIT

_MORE_IN_2 = "没有计入附件1，请按本单位的A3-805各行核对。"
_NO_REPORT = "本期零上报，请督促填报或书面确认本期没有执法活动。"
_NO_PENALTY = "本期有检查而没有行政处罚（零处罚），请核对是否漏填处罚记录。"
_NO_UNIT = "填报单位缺失或无法识别，全市和各单位数据都没有计入，请补填。"
_ANNEXES = "附件1和附件2的统计口径"
_TELLING = "本程序的核对：通报要说明的情况"

RULES = (
    RuleText("A3-801", SEVERITIES[WARNING], "处罚金额（万元）", f"附件2的处罚金额中有罚款{_MORE_IN_2}", _ANNEXES),
    RuleText("A3-802", SEVERITIES[WARNING], "单位", _NO_REPORT, _TELLING),
    RuleText("A3-803", SEVERITIES[WARNING], "检查处罚率（%）", _NO_PENALTY, _TELLING),
    RuleText("A3-804", SEVERITIES[WARNING], "填报单位", _NO_UNIT, _ANNEXES),
    RuleText("A3-805", SEVERITIES[WARNING], "罚款金额（万元）", "罚款没有计入附件1，请按所列原因补全或核对。", _ANNEXES),
)  # fmt: skip

_LATER = "处罚决定日期在统计期间之后"
_EARLIER = "处罚决定日期在统计期间之前"
_REMEDIES = {
    REPEATED: "请更正文号或删除重复的行",
    REPEATED_OTHERWISE: "请更正文号或删除重复的行",
    DENIED: "请核对",
    _LATER: "应计入决定所在月份的附件1，本期无需处理",
    _EARLIER: "请核对立案日期和处罚决定日期",
}
_COMPLETE = "请补全"
"""The remedy where cells are missing or unreadable."""


class Lack(NamedTuple):
    """A fine of A3 that annex 1 does not hold, and why; None where it did not read.

    `in_annex_2` tells that annex 2 holds it all the same. Money in 万元.
    """

    row: int
    unit: str
    amount: float | None
    reason: str
    in_annex_2: bool

    @property
    def where(self) -> str:
        """What the annexes do with the fine."""
        return f"{'计入附件2而' if self.in_annex_2 else ''}没有计入附件1"

    @property
    def remedy(self) -> str:
        """What is to be done about it."""
        return _REMEDIES.get(self.reason, _COMPLETE)


def lacking(left: pd.DataFrame, rows: pd.DataFrame, period: Period) -> list[Lack]:
    """Return the fines that annex 1 lacks, in the order of the sheet.

    `left` is what could not be counted, `rows` the typed rows of A3. A fine of
    annex 2 may also have been decided outside the period. A decision that is only
    entered again is no lack, unless annex 2 counts it twice.
    """
    units = dict(zip(rows["row"], rows["unit"].astype(object), strict=True))
    second = _of_annex_2(rows, period)
    held = set(second["row"])
    fines = left[left["figure"] == FINES]
    gone = zip(fines["row"], fines["amount"], fines["reason"], strict=True)
    found = [
        Lack(int(row), units[row], amount, reason, row in held)
        for row, amount, reason in (*gone, *_decided_elsewhen(second, period))
        if pd.notna(units.get(row)) and (reason != REPEATED or row in held)
    ]
    return sorted(found, key=lambda lack: lack.row)


def _decided_elsewhen(
    second: pd.DataFrame, period: Period
) -> Iterator[tuple[int, float, str]]:
    """Yield row, fine and reason where a case was decided outside the period."""
    decided = second["decided_on"]
    other = second[decided.notna() & ~within(decided, period)]
    for row, day, fine in zip(
        other["row"], other["decided_on"].dt.date, other["fine"], strict=True
    ):
        reason = _LATER if day > period.last_day else _EARLIER
        yield row, unscaled(fine), reason


def _of_annex_2(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the rows of units whose fine annex 2 counts."""
    case = happened(rows, CASE, period) & rows["unit"].notna()
    return rows[case & known(rows["fine"] > 0)]


def cross_check(
    first: pd.DataFrame,
    second: pd.DataFrame,
    left: pd.DataFrame,
    lacks: Sequence[Lack],
    rows: pd.DataFrame,
) -> list[tuple[str, Issue]]:
    """Return (unit, issue) for every doubt that the finished tables raise together.

    `first` and `second` are the lines of annex 1 and annex 2, `left` what could not
    be counted, `lacks` the fines among it, `rows` the typed rows of A3. An issue stands at the unit's row on
    the annex sheet, or at the row of A3 whose part is missing from the whole.
    """
    found = [
        *_more_in_annex_2(second, lacks),
        *_idle(first),
        *((lack.unit, _of_row(lack)) for lack in lacks),
        *((UNKNOWN_UNIT, _a3_issue(row, RULES[3], _NO_UNIT)) for row in _nobodys(left, rows)),
    ]  # fmt: skip
    return sorted(found, key=lambda pair: (pair[1].sheet, pair[1].row))


def to_settle(
    left: pd.DataFrame, lacks: Sequence[Lack], rows: pd.DataFrame, period: Period
) -> list[str]:
    """Return what is to be settled before the notice is printed, a sentence each.

    Everything that makes the printed figures disagree or leaves something out of
    them, each row of A3 in one sentence only; idle units are no contradiction.
    """
    nobodys = _nobodys(left, rows)
    named = {lack.row for lack in lacks}.union(nobodys)
    rest = left[~left["row"].isin(named)]
    sentences = [*_fines(lacks, left), *_paid_too_much(rows, period)]
    if nobodys:
        sentences.append(f"A3第{row_list(nobodys)}行{_NO_UNIT}")
    if len(rest):
        said = f"应计未计{len(rest)}项（A3第{row_list(rest['row'])}行）"
        sentences.append(f"{'另有' if named else ''}{said}，请补全或核对。")
    return sentences


def _fines(lacks: Sequence[Lack], left: pd.DataFrame) -> Iterator[str]:
    """Yield a sentence for the rows of a unit that one reason keeps from annex 1."""
    groups: dict[tuple[Lack, tuple[str, ...]], list[Lack]] = {}
    also = _beside_fines(left)
    for lack in lacks:
        alike = lack._replace(row=0, amount=None if lack.amount is None else 0)
        groups.setdefault((alike, also.get(lack.row, ())), []).append(lack)
    for (alike, others), own in groups.items():
        rows = row_list(lack.row for lack in own)
        fine = f"罚款{'共' if len(own) > 1 else ''}{_money(own)}{alike.where}"
        more = f"，{'、'.join(others)}也没有计入" if others else ""
        yield f"{alike.unit}：A3第{rows}行{fine}（{alike.reason}）{more}，{alike.remedy}。"


def _beside_fines(left: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """Return by row what else was left out of it, without measures: 行政处罚."""
    names: dict[int, tuple[str, ...]] = {}
    for row, figure in zip(left["row"], left["figure"], strict=True):
        if figure != FINES:
            names[row] = (*names.get(row, ()), figure.partition("（")[0])
    return names


def _paid_too_much(rows: pd.DataFrame, period: Period) -> Iterator[str]:
    """Yield a sentence for each unit that collected more than it levied."""
    needs = ["unit", "decision_doc", "decided_on", "fine_class", "collected_on"]
    counted = rows[
        known(rows["penalised"] == YES)
        & rows[needs].notna().all(axis=1)
        & within(rows["decided_on"], period)
        & (rows["collected_on"] <= pd.Timestamp(period.as_of))
        & known(rows["collected"] > rows["fine"])
    ]
    for unit, own in counted.groupby("unit", observed=True, sort=False):
        yield f"{unit}：A3第{row_list(own['row'])}行实缴金额大于罚款金额，收缴率因此偏高，请核对两个金额。"


def _more_in_annex_2(
    second: pd.DataFrame, lacks: Sequence[Lack]
) -> Iterator[tuple[str, Issue]]:
    for at, unit in enumerate(second["unit"]):
        own = [lack for lack in lacks if lack.unit == unit and lack.in_annex_2]
        if own:
            said = f"附件2的处罚金额中有{_money(own)}{_MORE_IN_2}"
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


def _nobodys(left: pd.DataFrame, rows: pd.DataFrame) -> list[int]:
    """Return the rows that no unit has, and from which something was left out."""
    unread = rows.loc[rows["unit"].isna(), "row"]
    return sorted({int(row) for row in left["row"]} & {int(row) for row in unread})


def _of_row(lack: Lack) -> Issue:
    said = f"罚款{_money([lack])}{lack.where}（{lack.reason}），{lack.remedy}。"
    return _a3_issue(lack.row, RULES[4], said)


def _money(lacks: Sequence[Lack]) -> str:
    """Return the sum of the fines with its measure; "" where they did not read."""
    known_amounts = [Decimal(str(lack.amount)) for lack in lacks if lack.amount is not None]  # fmt: skip
    return f"{shown(float(sum(known_amounts)))}万元" if known_amounts else ""


def _a3_issue(row: int, rule: RuleText, message: str) -> Issue:
    return Issue(A3.sheet, row, rule.column, rule.code, WARNING, message)


def _issue(sheet: Sheet, at: int, rule: RuleText, message: str) -> Issue:
    row = sheet.first_row + at
    return Issue(sheet.tab, row, rule.column, rule.code, WARNING, message)
