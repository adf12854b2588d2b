"""Months other than the one that is summed: from the rows of A3, or from 历史.

A month is entered once, and again in its place when it is summed again. Figures
add up over months, except 责令停产停业整顿: a firm closed in two months is one firm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.figures.counts import COUNTS, EVENTS
from xl_addin.figures.history import HEADINGS
from xl_addin.figures.totals import COLUMNS, Tally
from xl_addin.period import Month, Period, months_of, within

DAYS = tuple(event.day for event in EVENTS)
"""By which the figures of a month are counted."""


@dataclass(frozen=True)
class Past:
    """What months are known by: the rows of A3, and typed lines of 历史.

    `summed` are the months whose rows A3 is known to hold in full, as those of a
    period that is being summed: an earlier line of 历史 is out of date there.
    """

    tally: Tally
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
        if not has_rows(self.tally.rows, month) and (kept is not None or not summed):
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
        if kept is None or not has_rows(self.tally.rows, month):
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
            and has_rows(self.tally.rows, month)
        ]

    def _counted(self, month: Month, as_of: date) -> pd.DataFrame:
        return self.tally.month(month, as_of)

    def _kept(self, month: Month) -> pd.DataFrame | None:
        if self.lines.empty:
            return None
        lines = self.lines[self.lines["month"] == str(month)]
        if lines.empty:
            return None
        counts = lines.groupby("unit", observed=True)[list(COLUMNS)].sum()
        counts.index = counts.index.astype(object)
        order = self.tally.settings.in_order(1)
        return counts.reindex(order, fill_value=0).astype("int64")


def has_rows(rows: pd.DataFrame, month: Month) -> bool:
    """Tell whether A3 holds an inspection, a decision or a case of a month."""
    return any(within(rows[day], month).any() for day in DAYS)


def month_lines(tally: Tally, period: Period, today: date | None) -> pd.DataFrame:
    """Return a line for each unit and month of the period that A3 has rows of.

    Columns: the headings of the table. Money in 万元, weight in tonnes. `today` is
    the day of entry.
    """
    lines: list[list[object]] = []
    for month in months_of(period.start, period.end):
        if has_rows(tally.rows, month):
            lines += _lines(tally.month(month, period.as_of), month, today)
    return pd.DataFrame(lines, columns=list(HEADINGS), dtype=object)


def _size(totals: pd.DataFrame) -> int:
    return int(totals[["inspections", "penalties", "cases"]].to_numpy().sum())


def _lines(
    totals: pd.DataFrame, month: Month, today: date | None
) -> Iterator[list[object]]:
    printed = totals.copy().astype(object)
    for count in COUNTS.values():
        if count.scaled:
            printed[count.key] = totals[count.key].map(unscaled)
    for unit, line in zip(totals.index, printed[list(COLUMNS)].values, strict=True):
        yield [str(month), unit, *line, today and today.isoformat()]
