"""Rows to totals per unit: the only step that meets many rows.

It is one narwhals expression, so the same code runs on a pandas frame inside the
workbook and on a DuckDB relation over a province's Parquet files.

What counts is declared in `counts`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import reduce
from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from xl_addin.figures.counts import COUNTS, EVENTS, FIRM, Count, Event
from xl_addin.period import Month, Period, within
from xl_addin.reading.conditions import When
from xl_addin.sheets.settings import Settings

Frame = nw.LazyFrame[Any]

COLUMNS = tuple(COUNTS)
"""The columns of totals after `unit`: numbers of things, money in 分, weight in grams."""

_OF_A_FIRM = ("credit_code", "enterprise")


def totals(rows: IntoFrame, period: Period) -> Frame:
    """Return one row per unit that has anything to count, lazily and in no order.

    `rows` are typed A3 rows of any engine that narwhals knows, lazy or not: days
    as timestamps, money in 分, weight in grams. Columns: `unit` and `COLUMNS`; a
    unit without a figure has 0. Collect with `.collect("pandas")`.

    What each counts is declared in `counts.COUNTS`. A decision number that comes
    twice in a unit counts for its first row on the sheet, wherever that falls: a
    decision of January that is entered again in February stays January's.
    """
    frame = nw.from_native(rows).lazy()
    parts = [part for event in EVENTS for part in _parts(frame, event, period)]
    units = frame.select("unit").unique().filter(~nw.col("unit").is_null())
    joined = reduce(lambda a, b: a.join(b, on="unit", how="left"), parts, units)
    zeros = (nw.col(name).fill_null(0).cast(nw.Int64) for name in COLUMNS)
    return joined.select(nw.col("unit").cast(nw.String), *zeros)


def unit_totals(rows: pd.DataFrame, period: Period, settings: Settings) -> pd.DataFrame:
    """Return totals of every unit of the settings, indexed by name, zeros included."""
    found = totals(rows, period).collect("pandas").to_pandas().set_index("unit")
    return found.reindex(settings.in_order(1), fill_value=0)


@dataclass(frozen=True)
class Tally:
    """The rows of A3 and whose units they are, each period counted only once.

    Whoever asks for the same period gets the same frame, which is not to be changed.
    A tally is made for one reading of the rows and kept no longer than it.
    """

    rows: pd.DataFrame
    settings: Settings
    _known: dict[Period, pd.DataFrame] = field(
        default_factory=dict, repr=False, compare=False
    )

    def over(self, period: Period) -> pd.DataFrame:
        """Return totals per unit over a period; see `unit_totals`."""
        found = self._known.get(period)
        if found is None:
            found = unit_totals(self.rows, period, self.settings)
            self._known[period] = found  # two threads may count; both count the same
        return found

    def month(self, month: Month, as_of: date) -> pd.DataFrame:
        """Return totals per unit over a month, with money up to the day `as_of`."""
        return self.over(Period(month, month, as_of))


def _parts(frame: Frame, event: Event, period: Period) -> Iterator[Frame]:
    """Yield what each unit has of the counts of an event, by unit."""
    happened = _happened(frame, event, period)
    own = [count for count in COUNTS.values() if count.event is event]
    sums = [count for count in own if count.distinct is None]
    if sums:
        until = datetime.combine(period.as_of, time())
        amounts = {count.key: _amount(count, until) for count in sums}
        valued = happened.select("unit", **amounts)
        yield valued.group_by("unit").agg(nw.col(*amounts).sum())
    for count in own:
        if count.distinct is not None:
            yield _distinct(happened, count, count.distinct)


def _happened(frame: Frame, event: Event, period: Period) -> Frame:
    """Return the rows of the events of a period, each event once."""
    rows = frame.select(*_needed(event))
    if event.said is not None:
        rows = rows.filter(_holds(event.said))
    rows = rows.filter(*(~nw.col(key).is_null() for key in (*event.needs, event.day)))
    if event.once is not None:
        first = nw.col("row").min().over("unit", event.once)
        rows = rows.filter(nw.col("row") == first)
    return rows.filter(within(nw.col(event.day), period))


def _needed(event: Event) -> list[str]:
    """Return the columns that the counts of an event rest on."""
    keys = ["unit", event.day, *event.needs]
    for count in COUNTS.values():
        if count.event is event:
            only = () if count.only is None else (count.only.key,)
            adds = () if count.adds is None else (count.adds,)
            keys += [*count.cells, *only, *adds]
    if event.once is not None:
        keys.append("row")
    if FIRM in keys:
        keys += _OF_A_FIRM
    return [key for key in dict.fromkeys(keys) if key != FIRM]


def _counts(count: Count) -> list[nw.Expr]:
    """Return the tests that a row of its event must pass to be counted."""
    there = [~_cell(key).is_null() for key in count.cells]
    return there if count.only is None else [*there, _holds(count.only)]


def _amount(count: Count, until: datetime) -> nw.Expr:
    """Return what a row adds: 0 where it does not count."""
    amount = nw.lit(1) if count.adds is None else nw.col(count.adds)
    tests = _counts(count)
    if count.until is not None:
        tests.append(nw.col(count.until) <= until)
    if tests:
        amount = nw.when(*tests).then(amount).otherwise(0)
    return amount.fill_null(0).cast(nw.Int64)


def _distinct(happened: Frame, count: Count, what: str) -> Frame:
    there = ~_cell(what).is_null()
    counted = happened.filter(there, *_counts(count)).select("unit", what=_cell(what))
    once = counted.unique()
    return once.group_by("unit").agg(nw.len().alias(count.key))


def _cell(key: str) -> nw.Expr:
    if key == FIRM:
        return nw.coalesce(*(nw.col(name) for name in _OF_A_FIRM))
    return nw.col(key)


def _holds(when: When) -> nw.Expr:
    """Return a condition as an expression, false where its cell is unread."""
    cell = nw.col(when.key)
    match when.test:
        case "is":
            return cell == when.word
        case "is not":
            return ~cell.is_null() & (cell != when.word)
        case "has":
            words = cell.cast(nw.String)
            return words.str.contains(when.word, literal=True).fill_null(value=False)
        case "above 0":
            return cell > 0


NEEDED = tuple(dict.fromkeys(key for event in EVENTS for key in _needed(event)))
"""The columns of the rows that totals rest on."""
