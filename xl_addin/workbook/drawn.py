"""Every table that is drawn, once: where it stands, what is in it, when it is drawn.

Both hosts go through this list, the file that is written and the workbook that is
open, and so do template, tests and guides. A table is one line here, beside the file
that holds its layout and its builder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

import pandas as pd

from xl_addin.look.grid import Grid, compose
from xl_addin.look.layout import Sheet
from xl_addin.notice import sheet as notice
from xl_addin.reading.issues import issues_frame
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.sheets.settings import Settings
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.tables import annex1, annex2, history, problems, quality, report, year
from xl_addin.tables.total import with_total
from xl_addin.trace import table as trace
from xl_addin.workbook import links, places
from xl_addin.workbook.content import Content

Step = Literal["annexes", "findings", "notice", "trace"]
"""What is drawn at one time, by a button or by a part of 月度汇总."""

Lines = Callable[[Content], pd.DataFrame]
Layout = Callable[[Content], Sheet]
Formulas = Callable[[pd.DataFrame], list[str]]


class Plan(NamedTuple):
    """A table as a host draws it.

    `formulas` are those of columns (counted from 1) that the grid shows the values
    of, "" where a cell has none; `read_back` are the columns in which people write.
    """

    grid: Grid
    formulas: Mapping[int, list[str]]
    read_back: tuple[int, ...]


@dataclass(frozen=True)
class Drawn:
    """A table that is drawn on a sheet of its own.

    `code_name` is what VBA calls the sheet, `layout` how it looks with a content,
    `formulas` belong to fields. `read_back` are the fields in which people write: a
    line in which one is filled stays the table's wherever it is. With
    `filtered` its headings filter.
    """

    sheet: Sheet
    code_name: str
    step: Step
    lines: Lines
    layout: Layout | None = None
    formulas: Mapping[str, Formulas] = field(default_factory=dict)
    read_back: tuple[str, ...] = ()
    filtered: bool = False

    @property
    def tab(self) -> str:
        """The name of its sheet."""
        return self.sheet.tab

    def plan(self, content: Content) -> Plan:
        """Return what is to be drawn of a content."""
        layout = self.layout(content) if self.layout else self.sheet
        return self.plan_of(layout, self.lines(content), content.period_title)

    def plan_of(self, layout: Sheet, lines: pd.DataFrame, period: str = "") -> Plan:
        """Return what is to be drawn of lines, under a layout of their own."""
        at = {each.name: column for column, each in enumerate(layout.fields, start=1)}
        formulas = {at[name]: make(lines) for name, make in self.formulas.items()}
        read_back = tuple(at[name] for name in self.read_back)
        return Plan(compose(layout, lines, period), formulas, read_back)


class _Annex(Protocol):
    """What a file of an annex offers: a table made of totals by unit."""

    SHEET: Sheet

    def build(self, totals: pd.DataFrame, settings: Settings) -> pd.DataFrame: ...
    def total_line(self, totals: pd.DataFrame) -> pd.DataFrame: ...


def _annex(
    annex: _Annex,
    code_name: str,
    order: int = 1,
    totals: Callable[[Content], pd.DataFrame | None] = lambda content: content.totals,
    layout: Layout | None = None,
) -> Drawn:
    """Return the entry of a table that is made of totals; else it has only its units.

    `order` is the annex in whose order its units come.
    """

    def lines(content: Content) -> pd.DataFrame:
        settings, summed = content.settings, totals(content)
        if summed is None:
            return _units_only(annex.SHEET, settings.in_order(order))
        built = annex.build(summed, settings)
        return with_total(built, annex.total_line(summed), settings)

    return Drawn(annex.SHEET, code_name, "annexes", lines, layout)


def _units_only(sheet: Sheet, names: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({f.name: [None] * len(names) for f in sheet.fields})
    frame["unit"] = names
    return frame


def _empty(sheet: Sheet) -> pd.DataFrame:
    return pd.DataFrame({f.name: [] for f in sheet.fields}, dtype=object)


def _quality(content: Content) -> pd.DataFrame:
    if content.quality is None:
        return _units_only(quality.SHEET, content.settings.in_order(1))
    return content.quality


def _report(content: Content) -> pd.DataFrame:
    """Return the lines of 校验报告, with the rows of our own A3 sheet."""
    if content.rows is None:
        return _empty(report.SHEET)
    placed = content.places
    moved = content.issues.assign(row=content.issues["row"].map(placed))
    rows = content.rows.assign(row=content.rows["row"].map(placed))
    order = content.settings.in_order(1)
    lines = report.build(moved, rows, order)
    if not content.cross_issues:
        return lines
    extra = issues_frame([issue for _, issue in content.cross_issues])
    of_a3 = extra["sheet"] == A3.sheet
    extra["row"] = extra["row"].mask(of_a3, extra["row"].map(placed))
    extra["unit"] = [unit for unit, _ in content.cross_issues]
    return pd.concat([lines, report.build(extra, rows, order)], ignore_index=True)


def _problems(content: Content) -> pd.DataFrame:
    return problems.build(list(content.problems), content.settings)


DRAWN = (
    _annex(annex1, "Annex1"),
    _annex(annex2, "Annex2", order=2),
    _annex(year, "Year", totals=lambda c: c.so_far, layout=lambda c: year.sheet_of(c.period, c.unknown_months)),
    Drawn(quality.SHEET, "Quality", "findings", _quality),
    Drawn(report.SHEET, "Report", "findings", _report, formulas={"row": links.to_cells}, filtered=True),
    Drawn(notice.SHEET, "Notice", "notice", lambda c: notice.lines(c.notice), formulas={notice.IN_FORCE: notice.in_force_formulas}, read_back=notice.WRITTEN),
    Drawn(problems.SHEET, "Problems", "notice", _problems),
    Drawn(history.SHEET, "History", "notice", lambda c: history.build(c.history), lambda c: history.sheet_of(c.history), read_back=history.WRITTEN),
    Drawn(trace.SHEET, "Trace", "trace", lambda _: _empty(trace.SHEET), formulas={"row": links.to_rows}),
)  # fmt: skip
"""The tables in the order of their sheets, which is also that of drawing."""


def table_of(tab: str) -> Drawn:
    """Return the table that is drawn on a sheet."""
    return next(table for table in DRAWN if table.tab == tab)


def before(table: Drawn) -> tuple[str, ...]:
    """Return the sheets that stand before a table's, the nearest first."""
    above = [other.tab for other in DRAWN[: DRAWN.index(table)]]
    return tuple(reversed([places.SHEET, A3.sheet, SUPERVISION.sheet, SETTINGS_SHEET, *above]))  # fmt: skip
