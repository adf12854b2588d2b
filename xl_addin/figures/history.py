"""The sheet 历史 as it is read: each month that was entered, and what is wrong with it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from xl_addin.errors import PeriodInvalid
from xl_addin.figures.counts import COUNTS, Count
from xl_addin.period import parse_month
from xl_addin.reading.cells import is_blank
from xl_addin.reading.issues import ERROR, Issue, RuleText, listed
from xl_addin.reading.spelling import plain
from xl_addin.sheets.absent import said_once
from xl_addin.sheets.schema import ALWAYS, Column, Context, Kind, Schema

SHEET = "历史"
_HEADINGS = {"suspended": "停产停业整顿（家）"}
"""Shorter here than elsewhere, and filled workbooks have it so."""
_WIDTHS = {"fines": 12, "nonaccident": 14, "collected": 12, "suspended": 13, "tonnes": 12, "hazmat_fines": 13, "transferred": 15, "detained": 13}  # fmt: skip


def _columns() -> Iterator[Column]:
    yield Column(1, "month", "月份", "text", ALWAYS, width=11)
    yield Column(2, "unit", "填报单位", "unit", ALWAYS, width=17)
    numbers = itertools.chain(range(3, 14), itertools.count(15))  # 14 was given away
    for number, count in zip(numbers, COUNTS.values(), strict=False):
        heading = _HEADINGS.get(count.key, count.heading)
        width = _WIDTHS.get(count.key, 11)
        yield Column(number, count.key, heading, _kind(count), ALWAYS, width=width)
    yield Column(14, "registered_on", "登记日期", "text", None, width=14)


def _kind(count: Count) -> Kind:
    kinds: dict[str, Kind] = {"万元": "money", "吨": "tonnes"}
    return kinds.get(count.measure, "count")


COLUMNS = tuple(_columns())
HEADINGS = tuple(column.heading for column in COLUMNS)
HISTORY = Schema(SHEET, "LS", COLUMNS, beside=True)
# fmt: off
BAD_MONTH = RuleText("LS-401", "错误", "月份", "月份须按 2021-01 的形式填写，请改正。", "“历史”表本栏的填写要求")
TWICE = RuleText("LS-601", "错误", "填报单位", "同一单位同一月份已在前面登记，本行没有采用，请删除。", "“历史”表每个单位每月一行")
# fmt: on
RULES = (*HISTORY.rule_texts(), BAD_MONTH, TWICE)
"""Every rule of the table as the handbook lists it."""

_MONTH_OR_DAY = re.compile(r"(\d{4}-\d{1,2})(?:-\d{1,2})?")


def read(table: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the lines of 历史 that can be used, and what is wrong with the others.

    A line with an error is not used at all: half a line would be a wrong sum.
    """
    rows, issues = HISTORY.read(table, context)
    months = table["月份"].map(_month)
    rows, found = rows.assign(month=months), listed(issues)
    bad = rows.loc[~table["月份"].map(is_blank) & months.isna(), "row"]
    found += [_issue(row, BAD_MONTH) for row in bad]
    wrong = {issue.row for issue in found if issue.severity == ERROR}
    usable = rows[~rows["row"].isin(wrong)]
    again = usable.duplicated(["month", "unit"])
    found += [_issue(row, TWICE) for row in usable.loc[again, "row"]]
    return usable[~again], list(said_once(found, table))


def merged(old: pd.DataFrame | None, new: pd.DataFrame) -> pd.DataFrame:
    """Return the raw lines of 历史 with the new months entered, once, in order.

    Lines of other months stay as they are, readable or not. What stands in columns
    of the user's own stays beside its month and unit.
    """
    if old is None or old.empty:
        return new
    own = [name for name in old if name not in set(HEADINGS)]
    months = old["月份"].map(_month)
    noted = old[["填报单位", *own]].assign(月份=months)
    noted = noted.drop_duplicates(["月份", "填报单位"])
    entered = new.merge(noted, on=["月份", "填报单位"], how="left") if own else new
    lines = pd.concat([old[~months.isin(set(new["月份"]))], entered])
    place = lines["月份"].map(lambda cell: _month(cell) or "9999")
    order = sorted(range(len(lines)), key=place.tolist().__getitem__)
    return lines.iloc[order].reset_index(drop=True)


def _month(cell: object) -> str | None:
    """Return a month as 2021-01; a day in it will do. None where it is neither."""
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    match = _MONTH_OR_DAY.fullmatch(plain(str(cell)))
    try:
        return str(parse_month(match[1], "月份")) if match else None
    except PeriodInvalid:
        return None


def _issue(row: int, rule: RuleText) -> Issue:
    return Issue(SHEET, int(row), rule.column, rule.code, ERROR, rule.message)
