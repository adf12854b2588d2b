"""What a workbook of ours holds besides its fixed parts: the template holds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from xl_addin.figures.facts import Facts
from xl_addin.figures.past import month_lines
from xl_addin.look.layout import Sheet
from xl_addin.month.summary import SHEETS as READ
from xl_addin.month.summary import Checked, Summary
from xl_addin.notice import draft
from xl_addin.notice.draft import Line, redrafted
from xl_addin.notice.problems import findings
from xl_addin.notice.writing import write
from xl_addin.period import Month, Period, months_of
from xl_addin.reading.cells import Rows
from xl_addin.reading.issues import Issue, issues_frame
from xl_addin.sheets import history, marks
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.history import HISTORY
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.sheets.settings import Settings, read_settings
from xl_addin.sheets.supervision import SHEET as SUPERVISION_SHEET
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.tables import annex1, annex2, problems, quality, report, year
from xl_addin.tables.total import with_total

SHEETS = (*READ, draft.SHEET)
"""The sheets of a workbook that a month is made from, or that it must not lose."""

CREATED = datetime(2021, 3, 10)  # noqa: DTZ001  a fixed day, so that a build repeats
FIRST_LINE = 3
"""The first line of A3's table, counted from 0: title, groups and headings above."""


def _empty(sheet: Sheet) -> pd.DataFrame:
    return pd.DataFrame({f.name: [] for f in sheet.fields}, dtype=object)


def _units_only(sheet: Sheet, names: list[str]) -> pd.DataFrame:
    """Return the lines of a table that has its units and no figures yet."""
    frame = pd.DataFrame({f.name: [None] * len(names) for f in sheet.fields})
    frame["unit"] = names
    return frame


@dataclass(frozen=True)
class Content:
    """The parts of a workbook that change. Tables are as their builders return them.

    With `in_place` the rows of A3 stay where they stand, in a workbook that is open;
    otherwise A3 is written anew.

    `a3` and `supervision` are raw cells under their headings; `issues` has a row
    for each mark, its `row` being the index of `a3`.
    """

    settings: Settings = field(default_factory=Settings)
    period: Period | None = None
    a3: pd.DataFrame | None = None
    supervision: pd.DataFrame | None = None
    issues: pd.DataFrame = field(default_factory=lambda: issues_frame([]))
    cross_issues: tuple[tuple[str, Issue], ...] = ()
    rows: pd.DataFrame | None = None
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    facts: Facts | None = None
    left_out: pd.DataFrame | None = None
    notice: tuple[Line, ...] = ()
    history: pd.DataFrame | None = None
    unknown_months: tuple[Month, ...] = ()
    in_place: bool = False

    def table(self, sheet: Sheet) -> pd.DataFrame:
        """Return the lines of a printed table; without data, only its units."""
        if sheet.tab in self.tables:
            return self.tables[sheet.tab]
        orders = {
            annex1.SHEET.tab: 1,
            annex2.SHEET.tab: 2,
            year.SHEET.tab: 1,
            quality.SHEET.tab: 1,
        }
        if sheet.tab not in orders:
            return _empty(sheet)
        return _units_only(sheet, self.settings.in_order(orders[sheet.tab]))

    @property
    def places(self) -> dict[int, int]:
        """The row of our A3 sheet on which each row of the input stands."""
        numbers = [] if self.a3 is None else self.a3.index.tolist()
        if self.in_place:
            return {n: n for n in numbers}
        return {int(n): row for row, n in enumerate(numbers, start=FIRST_LINE + 1)}

    @property
    def period_title(self) -> str:
        """The period as titles print it; nothing in the template."""
        return self.period.title if self.period else ""


def of_rows(sheets: Mapping[str, Rows]) -> Content:
    """Return the content of a workbook with rows and settings, and nothing made of them."""
    return Content(
        settings=read_settings(sheets.get(SETTINGS_SHEET)),
        a3=A3.table(sheets[A3.sheet]),
        supervision=_supervision(sheets),
        notice=tuple(draft.read(sheets.get(draft.SHEET))),
        history=_history(sheets),
    )


def of_checked(
    checked: Checked, sheets: Mapping[str, Rows], *, in_place: bool = False
) -> Content:
    """Return the content of a checked workbook: A3 with marks, report, quality."""
    return Content(
        settings=checked.context.settings,
        a3=checked.table,
        supervision=_supervision(sheets),
        issues=checked.issues,
        rows=checked.rows,
        tables={quality.SHEET.tab: checked.quality},
        notice=tuple(draft.read(sheets.get(draft.SHEET))),
        history=_history(sheets),
        in_place=in_place,
    )


def of_summary(
    summary: Summary, sheets: Mapping[str, Rows], *, in_place: bool = False
) -> Content:
    """Return the content of a finished month."""
    checked, period = summary.checked, summary.period
    settings = checked.context.settings
    january = Month(period.end.year, 1)
    so_far, unknown = summary.past.over(months_of(january, period.end), period.as_of)
    found = findings(summary)
    concerned = [unit for finding in found for unit in finding.units]
    written = draft.read(sheets.get(draft.SHEET))
    months = month_lines(checked.tally, period, checked.context.today)
    return Content(
        settings=settings,
        period=period,
        a3=checked.table,
        supervision=_supervision(sheets),
        issues=checked.issues,
        cross_issues=tuple(summary.cross_issues),
        rows=checked.rows,
        tables={
            **_annexes(summary, so_far),
            quality.SHEET.tab: summary.quality,
            problems.SHEET.tab: problems.build(concerned, settings),
        },
        facts=summary.facts,
        left_out=summary.left_out,
        notice=tuple(redrafted(written, write(summary, found))),
        history=history.merged(_history(sheets), months),
        unknown_months=tuple(unknown),
        in_place=in_place,
    )


def _annexes(summary: Summary, so_far: pd.DataFrame | None) -> dict[str, pd.DataFrame]:
    """Return the tables of the annexes by sheet, with 合计 where the settings want it.

    `so_far` are the totals of the year, None where no month of it is known.
    """
    settings, totals = summary.settings, summary.totals
    built = [
        (annex1.SHEET, summary.annex1, annex1.total_line(totals)),
        (annex2.SHEET, summary.annex2, annex2.total_line(totals)),
    ]
    if so_far is not None:
        lines = year.build(so_far, settings)
        built.append((year.SHEET, lines, year.total_line(so_far)))
    return {
        sheet.tab: with_total(lines, total, settings) for sheet, lines, total in built
    }


def report_lines(content: Content) -> pd.DataFrame:
    """Return the lines of 校验报告, with the rows of our own A3 sheet."""
    if content.rows is None:
        return _empty(report.SHEET)
    places = content.places
    moved = content.issues.assign(row=content.issues["row"].map(places))
    rows = content.rows.assign(row=content.rows["row"].map(places))
    order = content.settings.in_order(1)
    lines = report.build(moved, rows, order)
    if not content.cross_issues:
        return lines
    extra = issues_frame([issue for _, issue in content.cross_issues])
    of_a3 = extra["sheet"] == A3.sheet
    extra["row"] = extra["row"].mask(of_a3, extra["row"].map(places))
    extra["unit"] = [unit for unit, _ in content.cross_issues]
    return pd.concat([lines, report.build(extra, rows, order)], ignore_index=True)


def _supervision(sheets: Mapping[str, Rows]) -> pd.DataFrame | None:
    rows = sheets.get(SUPERVISION_SHEET)
    return None if rows is None else SUPERVISION.table(rows)


def _history(sheets: Mapping[str, Rows]) -> pd.DataFrame | None:
    rows = sheets.get(HISTORY.sheet)
    return None if rows is None else HISTORY.table(rows)


def extra_columns(table: pd.DataFrame) -> list[str]:
    """Return the user's own columns of an A3 table, without the marks of a check."""
    ours = {column.heading for column in A3.columns} | set(marks.HEADINGS)
    return [str(name) for name in table.columns if name not in ours]
