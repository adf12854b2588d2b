"""The whole way: from the sheets of a workbook to the checked and finished month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from xl_addin.errors import SheetMissing
from xl_addin.figures import history
from xl_addin.figures.facts import Facts, facts
from xl_addin.figures.history import HISTORY
from xl_addin.figures.indicators import name_list
from xl_addin.figures.left_out import left_out
from xl_addin.figures.past import Past
from xl_addin.figures.totals import Tally
from xl_addin.month.cross_checks import Lack, cross_check, lacking
from xl_addin.period import Period, within
from xl_addin.reading.cells import Rows, heading_key
from xl_addin.reading.issues import ERROR, Issue
from xl_addin.sheets import supervision
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.a3 import SHEET as A3_SHEET
from xl_addin.sheets.schema import Context, Read, Schema
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.sheets.settings import Settings, read_settings
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.tables import annex1, annex2, quality
from xl_addin.tables.report import UNKNOWN_UNIT

SHEETS = (A3_SHEET, SETTINGS_SHEET, SUPERVISION.sheet, HISTORY.sheet)
"""The sheets that are read. Only A3 must be there."""


@dataclass(frozen=True)
class Checked:
    """The A3 sheet as read: raw cells, typed rows, issues, and by whose settings.

    Of the sheets beside it: the usable lines of 监管平台 and of 历史, and what is
    wrong with the others, by unit.
    """

    table: pd.DataFrame
    rows: pd.DataFrame
    issues: pd.DataFrame
    context: Context
    supervision: pd.DataFrame = field(default_factory=pd.DataFrame)
    history: pd.DataFrame = field(default_factory=pd.DataFrame)
    other_issues: tuple[tuple[str, Issue], ...] = ()

    @property
    def errors(self) -> int:
        """The number of error-level issues."""
        return int((self.issues["severity"] == ERROR).sum())

    @cached_property
    def tally(self) -> Tally:
        """The rows, each period counted only once."""
        return Tally(self.rows, self.context.settings)

    @property
    def past(self) -> Past:
        """What is known of other periods."""
        return Past(self.tally, self.history)

    @cached_property
    def quality(self) -> pd.DataFrame:
        """How complete and how timely all rows are, by unit."""
        return quality.build(self.rows, self.issues, self.context)

    @property
    def incomplete(self) -> int:
        """The number of rows with at least one error."""
        return int(self.issues.loc[self.issues["severity"] == ERROR, "row"].nunique())


@dataclass(frozen=True)
class Summary:
    """A finished month. `quality` is about the rows of the period only.

    `lacks` are the fines that annex 1 does not hold.
    """

    checked: Checked
    period: Period
    totals: pd.DataFrame
    annex1: pd.DataFrame
    annex2: pd.DataFrame
    facts: Facts
    quality: pd.DataFrame
    left_out: pd.DataFrame
    lacks: list[Lack]
    cross_issues: list[tuple[str, Issue]]

    @property
    def settings(self) -> Settings:
        """The settings that it was made by."""
        return self.checked.context.settings

    @cached_property
    def past(self) -> Past:
        """What is known of other periods, A3 alone speaking for this one."""
        return replace(self.checked.past, summed=tuple(self.period.months))


def check(sheets: Mapping[str, Rows], today: date) -> Checked:
    """Read settings and A3, and list what is wrong with its rows.

    `sheets` are raw cells by sheet name. Raises `SheetMissing`, and what
    `read_settings` and `Schema.table` raise.
    """
    if A3_SHEET not in sheets:
        raise SheetMissing(A3_SHEET)
    settings = read_settings(sheets.get(SETTINGS_SHEET))
    context = Context(settings, today)
    checked = check_table(A3.table(sheets[A3_SHEET]), context)
    rates, doubts = _beside(sheets, SUPERVISION, supervision.read, context)
    months, more = _beside(sheets, HISTORY, history.read, context)
    return replace(
        checked, supervision=rates, history=months, other_issues=(*doubts, *more)
    )


def _beside(
    sheets: Mapping[str, Rows],
    schema: Schema,
    read: Callable[[pd.DataFrame, Context], tuple[pd.DataFrame, list[Issue]]],
    context: Context,
) -> tuple[pd.DataFrame, list[tuple[str, Issue]]]:
    """Return the usable lines of a sheet beside A3, and each issue with its unit."""
    if schema.sheet not in sheets:
        return pd.DataFrame(), []
    table = schema.table(sheets[schema.sheet])
    lines, found = read(table, context)
    spellings = context.settings.spellings()
    units = table[schema.heading("unit")].map(
        lambda cell: spellings.get(heading_key(cell), UNKNOWN_UNIT)
    )
    return lines, [(units[issue.row], issue) for issue in found]


def check_table(table: pd.DataFrame, context: Context) -> Checked:
    """List what is wrong with the rows of an A3 table of raw cells."""
    read: Read = A3.read(table, context)
    return Checked(table, read.rows, read.issues, context)


def verdict(checked: Checked) -> str:
    """Return what a check found, in one sentence.

    How many rows, how many of them incomplete, and which unit has most of these.
    """
    count, issues = len(checked.rows), checked.issues
    if not count:
        return "A3表中没有记录，请从标题行的下一行起填写，或检查是否打开了别的文件。"
    if issues.empty:
        return f"共{count}条记录，全部完整，没有发现问题。"
    hints = len(issues) - checked.errors
    if not checked.errors:
        return f"共{count}条记录，没有错误，有提示{hints}处。"
    return (
        f"共{count}条记录，其中{checked.incomplete}条不完整或有错误（共{checked.errors}处），"
        f"最多的是{_most_incomplete(checked)}{f'；另有提示{hints}处' if hints else ''}。"
    )


def _most_incomplete(checked: Checked) -> str:
    """Name the units with the most incomplete rows, and how many those are."""
    wrong = checked.issues.loc[checked.issues["severity"] == ERROR, "row"]
    units = checked.rows.loc[checked.rows["row"].isin(wrong), "unit"].astype(object)
    counts = Counter(units.fillna(UNKNOWN_UNIT))
    most = max(counts.values())
    order = [*checked.context.settings.in_order(1), UNKNOWN_UNIT]
    names = [unit for unit in order if counts[unit] == most]
    return f"{name_list(names)}（{'各' if len(names) > 1 else ''}{most}条）"


def summarise(checked: Checked, period: Period) -> Summary:
    """Count, rate and rank the checked rows over a period."""
    settings = checked.context.settings
    per_unit = checked.tally.over(period)
    left = left_out(checked.rows, period)
    lacks = lacking(left, checked.rows, period)
    first = annex1.build(per_unit, settings)
    second = annex2.build(per_unit, settings)
    return Summary(
        checked=checked,
        period=period,
        totals=per_unit,
        annex1=first,
        annex2=second,
        facts=facts(per_unit, first, second, settings),
        quality=quality.build(
            rows_of(checked.rows, period), checked.issues, checked.context
        ),
        left_out=left,
        lacks=lacks,
        cross_issues=[
            *cross_check(first, second, left, lacks, checked.rows),
            *checked.other_issues,
        ],
    )


def left_out_sentence(summary: Summary) -> str:
    """Return what should count and could not: how much, where and why; "" for nothing.

    The first three places stand for all; 首页 lists every one.
    """
    lines = summary.left_out
    if lines.empty:
        return ""
    places: dict[tuple[int, str], list[str]] = {}
    for row, figure, _, why in lines.itertuples(index=False):
        places.setdefault((row, why), []).append(figure)
    shown = "；".join(
        f"A3第{row}行{'、'.join(figures)}没有计入（{why}）"
        for (row, why), figures in list(places.items())[:3]
    )
    more = "等" if len(places) > 3 else ""
    return f"应计未计{len(lines)}项：{shown}{more}。请核对后重新汇总。"


def rows_of(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the rows that belong to a period by 检查日期, or by 填报日期 without it."""
    day = rows["inspected_on"].where(rows["inspected_on"].notna(), rows["filled_on"])
    return rows[day.isna() | within(day, period)]


def as_json(summary: Summary) -> dict[str, Any]:
    """Return what `summary` writes as JSON: money in 万元, percentages as 35.08, blank as null."""
    period = summary.period
    return {
        "period": {
            "from": str(period.start),
            "to": str(period.end),
            "as_of": period.as_of.isoformat(),
        },
        "annex1": records(summary.annex1),
        "annex2": records(summary.annex2),
        "facts": asdict(summary.facts),
        "left_out": records(summary.left_out),
        "issues": [
            *records(summary.checked.issues),
            *(issue._asdict() for _, issue in summary.cross_issues),
        ],
    }


def issues_json(checked: Checked) -> dict[str, Any]:
    """Return what `check` writes as JSON: the issues, and the quality by unit."""
    by_unit = records(checked.quality)
    return {"issues": records(checked.issues), "quality": by_unit}


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the lines of a table as JSON has them: None for what is missing."""
    blank = frame.astype(object).where(frame.notna(), None)
    return [{str(k): v for k, v in line.items()} for line in blank.to_dict("records")]
