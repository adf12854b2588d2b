"""Rows to totals per unit: the only step that meets many rows.

It is one narwhals expression, so the same code runs on a pandas frame inside the
workbook and on a DuckDB relation over a province's Parquet files.

What counts is fixed: a row counts for a figure when the cells that the figure
rests on are there and readable, whatever else is wrong with the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import reduce
from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from xl_addin.period import Month, Period
from xl_addin.sheets.a3 import NON_ACCIDENT, SUSPENSION
from xl_addin.sheets.settings import YES, Settings

Frame = nw.LazyFrame[Any]

COUNTS = (
    "inspections",
    "penalties",
    "fines",
    "nonaccident",
    "collected",
    "suspended",
    "cases",
    "tonnes",
    "hazmat_fines",
    "transferred",
    "detained",
)
"""The columns of totals after `unit`: numbers of things, money in 分, weight in grams."""

_OF_VISITS = ("unit", "record_doc", "inspected_on")
_OF_DECISIONS = (
    "row",
    "unit",
    "enterprise",
    "credit_code",
    "penalised",
    "kinds",
    "decision_doc",
    "decided_on",
    "fine_class",
    "fine",
    "collected",
    "collected_on",
)
_OF_CASES = (
    "unit",
    "filed_on",
    "fine",
    "hazmat",
    "hazmat_tonnes",
    "transferred",
    "detained",
)
NEEDED = tuple(dict.fromkeys(_OF_VISITS + _OF_DECISIONS + _OF_CASES))
"""The columns of the rows that totals rest on."""


def totals(rows: IntoFrame, period: Period) -> Frame:
    """Return one row per unit that has anything to count, lazily and in no order.

    `rows` are typed A3 rows of any engine that narwhals knows, lazy or not: days
    as timestamps, money in 分, weight in grams. Columns: `unit` and `COUNTS`; a
    unit without a figure has 0. Collect with `.collect("pandas")`.

    - 检查企业: distinct 现场检查记录文书号 with 检查日期 in the period.
    - 行政处罚: decisions with 处罚决定日期 in the period. A number that comes twice
      in a unit counts once, for its first row on the sheet.
    - 罚款: of those, the ones with amount and class. 实缴: paid by the cut-off date.
    - 打非: rows with 立案日期 in the period; a decision is not needed.
    """
    frame = nw.from_native(rows).lazy()
    decisions = _decisions(frame, period)
    parts = (
        _inspections(frame, period),
        _penalties(decisions, period),
        _suspended(decisions),
        _hazmat(frame, period),
    )
    units = frame.select("unit").unique().filter(~nw.col("unit").is_null())
    joined = reduce(lambda a, b: a.join(b, on="unit", how="left"), parts, units)
    zeros = (nw.col(name).fill_null(0).cast(nw.Int64) for name in COUNTS)
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


def in_period(key: str, period: Period) -> nw.Expr:
    """Return the test that the day `key` lies in the period."""
    first = datetime.combine(period.first_day, time())
    last = datetime.combine(period.last_day, time())
    return (nw.col(key) >= first) & (nw.col(key) <= last)


def _inspections(frame: Frame, period: Period) -> Frame:
    visits = frame.select(*_OF_VISITS)
    seen = visits.filter(in_period("inspected_on", period)).drop("inspected_on")
    once = seen.unique().filter(~nw.col("record_doc").is_null())
    return once.group_by("unit").agg(nw.len().alias("inspections"))


def _decisions(frame: Frame, period: Period) -> Frame:
    """Return the penalties of the period, each decision once.

    The first row of a number counts wherever it falls: a decision of January
    that is entered again in February stays January's.
    """
    penalties = frame.select(*_OF_DECISIONS).filter(nw.col("penalised") == YES)
    decided = penalties.filter(
        ~nw.col("decision_doc").is_null(), ~nw.col("decided_on").is_null()
    )
    first = nw.col("row").min().over("unit", "decision_doc")
    return decided.filter(nw.col("row") == first).filter(
        in_period("decided_on", period)
    )


def _penalties(decisions: Frame, period: Period) -> Frame:
    until = datetime.combine(period.as_of, time())
    fine = nw.when(~nw.col("fine_class").is_null()).then(nw.col("fine")).otherwise(0)
    paid = ~nw.col("fine").is_null() & (nw.col("collected_on") <= until)
    valued = decisions.with_columns(counted=fine.fill_null(0)).with_columns(
        nonaccident=nw.when(nw.col("fine_class") == NON_ACCIDENT)
        .then(nw.col("counted"))
        .otherwise(0),
        paid=nw.when(paid & ~nw.col("fine_class").is_null())
        .then(nw.col("collected"))
        .otherwise(0)
        .fill_null(0),
    )
    return valued.group_by("unit").agg(
        nw.len().alias("penalties"),
        nw.col("counted").sum().alias("fines"),
        nw.col("nonaccident").sum(),
        nw.col("paid").sum().alias("collected"),
    )


def _suspended(decisions: Frame) -> Frame:
    kinds = nw.col("kinds").cast(nw.String)
    closed = decisions.filter(kinds.str.contains(SUSPENSION, literal=True))
    firm = nw.coalesce(nw.col("credit_code"), nw.col("enterprise"))
    firms = closed.select("unit", firm=firm).filter(~nw.col("firm").is_null())
    return firms.unique().group_by("unit").agg(nw.len().alias("suspended"))


def _hazmat(frame: Frame, period: Period) -> Frame:
    cases = frame.select(*_OF_CASES).filter(nw.col("hazmat") == YES)
    cases = cases.filter(in_period("filed_on", period))
    moved = nw.when(nw.col("transferred") == YES).then(1).otherwise(0)
    return (
        cases.with_columns(moved=moved)
        .group_by("unit")
        .agg(
            nw.len().alias("cases"),
            nw.col("hazmat_tonnes").sum().alias("tonnes"),
            nw.col("fine").sum().alias("hazmat_fines"),
            nw.col("moved").sum().alias("transferred"),
            nw.col("detained").sum(),
        )
    )
