"""The table 互联网+监管, declared: mobile enforcement and double-random tasks by unit.

The four rates are to be 100 %: 开通率 opened of due accounts, 激活率 activated of
opened accounts, 掌上执法率 mobile of all inspections, 按时完成率 on time of due tasks.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from xl_addin.exact import percent
from xl_addin.reading.cells import is_blank
from xl_addin.reading.issues import ERROR, Issue, listed
from xl_addin.sheets.absent import said_once
from xl_addin.sheets.repeats import repeated
from xl_addin.sheets.schema import ALWAYS, Column, Condition, Context, Rule, Schema

SHEET = "监管平台"

COLUMNS = (
    Column(1, "unit", "填报单位", "unit", ALWAYS, width=17),
    Column(2, "due_accounts", "应开通（人）", "count", ALWAYS, width=12),
    Column(3, "opened", "已开通（人）", "count", ALWAYS, width=12),
    Column(4, "activated", "已激活（人）", "count", ALWAYS, width=12),
    Column(5, "inspections", "检查次数", "count", ALWAYS, width=12),
    Column(6, "mobile", "移动端（次）", "count", ALWAYS, width=12, hint="用移动端完成的检查次数"),
    Column(7, "due_tasks", "双随机应完成", "count", ALWAYS, width=14),
    Column(8, "done_tasks", "双随机已完成", "count", ALWAYS, width=14),
    Column(9, "timely_tasks", "按时完成", "count", ALWAYS, width=12),
)  # fmt: skip


def _exceeds(part: str, whole: str) -> Condition:
    return lambda row, _: row.exceeds(part, whole)


_RATES_SOURCE = "“监管平台”表栏目之间的关系"

RULES = (
    Rule("JG-401", "opened", ERROR, "已开通人数多于应开通人数，请核对改正。", _RATES_SOURCE, _exceeds("opened", "due_accounts")),
    Rule("JG-402", "activated", ERROR, "已激活人数多于已开通人数，请核对改正。", _RATES_SOURCE, _exceeds("activated", "opened")),
    Rule("JG-403", "mobile", ERROR, "移动端次数多于检查次数，请核对改正。", _RATES_SOURCE, _exceeds("mobile", "inspections")),
    Rule("JG-404", "done_tasks", ERROR, "双随机已完成数多于应完成数，请核对改正。", _RATES_SOURCE, _exceeds("done_tasks", "due_tasks")),
    Rule("JG-405", "timely_tasks", ERROR, "按时完成数多于已完成数，请核对改正。", _RATES_SOURCE, _exceeds("timely_tasks", "done_tasks")),
    Rule("JG-601", "unit", ERROR, "同一单位在前面已有一行，本行没有采用，请删除。", "“监管平台”表每个单位一行", repeated("unit")),
)  # fmt: skip
"""A rate above 100 % in one unit would hide another unit's shortfall."""

SUPERVISION = Schema(SHEET, "JG", COLUMNS, RULES, beside=True)


class Rate(NamedTuple):
    """One of the four rates: its name, and the columns it is the quotient of."""

    name: str
    part: str
    whole: str


RATES = (
    Rate("掌上执法开通率", "opened", "due_accounts"),
    Rate("掌上执法激活率", "activated", "opened"),
    Rate("掌上执法率", "mobile", "inspections"),
    Rate("双随机任务按时完成率", "timely_tasks", "due_tasks"),
)


def read(table: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the lines that can be used, and what is wrong with the others.

    A line with an error is not used at all: half a line would be a wrong sum. Where
    nothing but units is on the sheet, as in the template, it was not filled in at all:
    it has no lines, and nothing is wrong with it.
    """
    figures = table[[column.heading for column in COLUMNS if column.kind == "count"]]
    if figures.map(is_blank).all(axis=None):
        table = table.iloc[:0]
    rows, issues = SUPERVISION.read(table, context)
    wrong = issues.loc[issues["severity"] == ERROR, "row"]
    return rows[~rows["row"].isin(wrong)], list(said_once(listed(issues), table))


def rate_of(lines: pd.DataFrame, rate: Rate) -> float | None:
    """Return a rate of all lines together in percent; None where nothing was due."""
    return percent(int(lines[rate.part].sum()), int(lines[rate.whole].sum()))
