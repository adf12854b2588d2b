"""The table 历史: what each unit did in each finished month, kept when A3 is cleared.

A month is entered once, and again in its place when it is summed again. Figures
add up over months, except 责令停产停业整顿: a firm closed in two months is one firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from xl_addin.errors import PeriodInvalid
from xl_addin.exact import unscaled
from xl_addin.figures.totals import COUNTS, unit_totals
from xl_addin.period import Month, Period, months_of, parse_month
from xl_addin.reading.cells import is_blank
from xl_addin.reading.issues import ERROR, Issue, RuleText, listed
from xl_addin.reading.spelling import plain
from xl_addin.sheets.schema import ALWAYS, Column, Context, Schema
from xl_addin.sheets.settings import Settings

SHEET = "历史"
_MONEY = ("fines", "nonaccident", "collected", "hazmat_fines")

COLUMNS = (
    Column("month", "月份", "text", ALWAYS, width=11),
    Column("unit", "填报单位", "unit", ALWAYS, width=17),
    Column("inspections", "检查企业（家次）", "count", ALWAYS, width=11),
    Column("penalties", "行政处罚（起）", "count", ALWAYS, width=11),
    Column("fines", "罚款总数（万元）", "money", ALWAYS, width=12),
    Column("nonaccident", "非事故类罚款额（万元）", "money", ALWAYS, width=14),
    Column("collected", "实缴金额（万元）", "money", ALWAYS, width=12),
    Column("suspended", "停产停业整顿（家）", "count", ALWAYS, width=13),
    Column("cases", "打非案件数", "count", ALWAYS, width=11),
    Column("tonnes", "查获危化品（吨）", "tonnes", ALWAYS, width=12),
    Column("hazmat_fines", "打非处罚金额（万元）", "money", ALWAYS, width=13),
    Column("transferred", "移送公安案件数", "count", ALWAYS, width=15),
    Column("detained", "刑事强制措施（人）", "count", ALWAYS, width=13),
    Column("registered_on", "登记日期", "text", None, width=14),
)  # fmt: skip

HISTORY = Schema(SHEET, "LS", COLUMNS)
BAD_MONTH = RuleText("LS-401", "错误", "月份", "月份须按 2021-01 的形式填写，请改正。")
TWICE = RuleText(
    "LS-601", "错误", "填报单位", "同一单位同一月份已在前面登记，本行没有采用，请删除。"
)
RULES = (*HISTORY.rule_texts(), BAD_MONTH, TWICE)
"""Every rule of the table as the handbook lists it."""

_DAYS = ("inspected_on", "decided_on", "filed_on")
"""By which the figures of a month are counted."""

_MONTH_OR_DAY = re.compile(r"(\d{4}-\d{1,2})(?:-\d{1,2})?")


@dataclass(frozen=True)
class Past:
    """What months are known by: typed rows of A3, and typed lines of 历史.

    `summed` are the months whose rows A3 is known to hold in full, as those of a
    period that is being summed: an earlier line of 历史 is out of date there.
    """

    rows: pd.DataFrame
    settings: Settings
    lines: pd.DataFrame = field(default_factory=pd.DataFrame)
    summed: tuple[Month, ...] = ()

    def month(self, month: Month, as_of: date) -> pd.DataFrame | None:
        """Return a month's totals by unit, or None where nobody knows them.

        They come from A3 when its rows are there, else from 历史. Of a month that
        is not being summed A3 may have kept a few rows, the others being cleared
        away: then 历史 knows more. A month that is being summed and that neither
        knows is one in which nothing was done.
        """
        kept, summed = self._kept(month), month in self.summed
        if not has_rows(self.rows, month) and (kept is not None or not summed):
            return kept
        counted = self._counted(month, as_of)
        fuller = kept is not None and not summed and _size(kept) > _size(counted)
        return kept if fuller else counted

    def over(
        self, months: Sequence[Month], as_of: date
    ) -> tuple[pd.DataFrame | None, list[Month]]:
        """Return the sum of the months that are known, and those that are not."""
        known = {month: self.month(month, as_of) for month in months}
        there = [totals for totals in known.values() if totals is not None]
        missing = [month for month, totals in known.items() if totals is None]
        total = sum(there[1:], start=there[0]) if there else None
        return total, missing

    def fewer(self, month: Month, as_of: date) -> list[str]:
        """Return the units with fewer inspections or penalties in A3 than in 历史.

        Where A3 has nothing of the month, 历史 is not replaced, and nobody has.
        """
        kept = self._kept(month)
        if kept is None or not has_rows(self.rows, month):
            return []
        counts = ["inspections", "penalties"]
        less = self._counted(month, as_of)[counts] < kept[counts]
        return [str(unit) for unit in less.index[less.any(axis=1)]]

    def unconfirmed(self, months: Sequence[Month]) -> list[Month]:
        """Return the months of which A3 has rows that nobody said were all of them.

        They are not being summed now, and 历史 does not hold them.
        """
        return [
            month
            for month in months
            if month not in self.summed
            and self._kept(month) is None
            and has_rows(self.rows, month)
        ]

    def _counted(self, month: Month, as_of: date) -> pd.DataFrame:
        return unit_totals(self.rows, Period(month, month, as_of), self.settings)

    def _kept(self, month: Month) -> pd.DataFrame | None:
        if self.lines.empty:
            return None
        lines = self.lines[self.lines["month"] == str(month)]
        if lines.empty:
            return None
        counts = lines.groupby("unit", observed=True)[list(COUNTS)].sum()
        counts.index = counts.index.astype(object)
        order = self.settings.in_order(1)
        return counts.reindex(order, fill_value=0).astype("int64")


def has_rows(rows: pd.DataFrame, month: Month) -> bool:
    """Tell whether A3 holds an inspection, a decision or a case of a month."""
    first, last = pd.Timestamp(month.first_day), pd.Timestamp(month.last_day)
    return any(rows[day].between(first, last).any() for day in _DAYS)


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
    return usable[~again], found


def month_lines(
    rows: pd.DataFrame, period: Period, settings: Settings, today: date | None
) -> pd.DataFrame:
    """Return a line for each unit and month of the period that A3 has rows of.

    Columns: the headings of the table. Money in 万元, weight in tonnes. `today` is
    the day of entry.
    """
    lines: list[list[object]] = []
    for month in months_of(period.start, period.end):
        if has_rows(rows, month):
            single = Period(month, month, period.as_of)
            lines += _lines(unit_totals(rows, single, settings), month, today)
    return pd.DataFrame(lines, columns=_headings(), dtype=object)


def merged(old: pd.DataFrame | None, new: pd.DataFrame) -> pd.DataFrame:
    """Return the raw lines of 历史 with the new months entered, once, in order.

    Lines of other months stay as they are, readable or not. What stands in columns
    of the user's own stays beside its month and unit.
    """
    if old is None or old.empty:
        return new
    own = [name for name in old if name not in set(_headings())]
    months = old["月份"].map(_month)
    noted = old[["填报单位", *own]].assign(月份=months)
    noted = noted.drop_duplicates(["月份", "填报单位"])
    entered = new.merge(noted, on=["月份", "填报单位"], how="left") if own else new
    lines = pd.concat([old[~months.isin(set(new["月份"]))], entered])
    place = lines["月份"].map(lambda cell: _month(cell) or "9999")
    order = sorted(range(len(lines)), key=place.tolist().__getitem__)
    return lines.iloc[order].reset_index(drop=True)


def _headings() -> list[str]:
    return [column.heading for column in COLUMNS]


def _size(totals: pd.DataFrame) -> int:
    return int(totals[["inspections", "penalties", "cases"]].to_numpy().sum())


def _lines(
    totals: pd.DataFrame, month: Month, today: date | None
) -> Iterator[list[object]]:
    printed = totals.copy().astype(object)
    for key in (*_MONEY, "tonnes"):
        printed[key] = totals[key].map(unscaled)
    for unit, line in zip(totals.index, printed[list(COUNTS)].values, strict=True):
        yield [str(month), unit, *line, today and today.isoformat()]


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
