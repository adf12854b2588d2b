"""What a workbook of ours holds besides its fixed parts: the template holds nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from xl_addin.figures import history
from xl_addin.figures.facts import Facts
from xl_addin.figures.history import HISTORY
from xl_addin.figures.past import month_lines
from xl_addin.look.own import OwnSheet
from xl_addin.month.summary import SHEETS as READ
from xl_addin.month.summary import Checked, Summary
from xl_addin.notice import draft
from xl_addin.notice.draft import Line, redrafted
from xl_addin.notice.problems import shortcomings
from xl_addin.notice.writing import write
from xl_addin.period import Month, Period, months_of
from xl_addin.reading.cells import Rows
from xl_addin.reading.issues import Issue, issues_frame
from xl_addin.sheets import marks
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.sheets.settings import Settings, read_settings
from xl_addin.sheets.supervision import SHEET as SUPERVISION_SHEET
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.tables.problems import Problem

SHEETS = (*READ, draft.SHEET)
"""The sheets of a workbook that a month is made from, or that it must not lose."""

CREATED = datetime(2021, 3, 10)  # noqa: DTZ001  a fixed day, so that a build repeats
FIRST_LINE = 3
"""The first line of A3's table, counted from 0: title, groups and headings above."""


@dataclass(frozen=True)
class Content:
    """The parts of a workbook that change.

    With `in_place` the rows of A3 stay where they stand, in a workbook that is open;
    otherwise A3 is written anew.

    `a3` and `supervision` are raw cells under their headings; `issues` has a row
    for each mark, its `row` being the index of `a3`. `totals` are those of the period
    by unit, `so_far` those of the year, None where no month of it is known.

    `typed_period` is what stands in
    the cells of the period where no month is finished. `own` are the user's own sheets,
    `own_names` the names that their formulas use.
    """

    settings: Settings = field(default_factory=Settings)
    period: Period | None = None
    a3: pd.DataFrame | None = None
    supervision: pd.DataFrame | None = None
    issues: pd.DataFrame = field(default_factory=lambda: issues_frame([]))
    cross_issues: tuple[tuple[str, Issue], ...] = ()
    rows: pd.DataFrame | None = None
    totals: pd.DataFrame | None = None
    so_far: pd.DataFrame | None = None
    quality: pd.DataFrame | None = None
    problems: tuple[Problem, ...] = ()
    facts: Facts | None = None
    left_out: pd.DataFrame | None = None
    notice: tuple[Line, ...] = ()
    history: pd.DataFrame | None = None
    unknown_months: tuple[Month, ...] = ()
    in_place: bool = False
    typed_period: tuple[object, object, object] | None = None
    own: Sequence[OwnSheet] = ()
    own_names: Mapping[str, str] = field(default_factory=dict)

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
        quality=checked.quality,
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
    found = shortcomings(summary)
    concerned = (unit for shortcoming in found for unit in shortcoming.units)
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
        totals=summary.totals,
        so_far=so_far,
        quality=summary.quality,
        problems=tuple(concerned),
        facts=summary.facts,
        left_out=summary.left_out,
        notice=tuple(redrafted(written, write(summary, found))),
        history=history.merged(_history(sheets), months),
        unknown_months=tuple(unknown),
        in_place=in_place,
    )


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
