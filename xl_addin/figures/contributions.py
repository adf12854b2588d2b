"""What each row of A3 adds to a part that figures are made of.

`totals` counts all units in one expression and keeps no rows; here the same
contract is applied row by row to what one question is about, with a remark where
a row is there and adds nothing. That both agree is tested for any rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xl_addin.exact import MICRO
from xl_addin.figures.counts import FIRM, Count, Event
from xl_addin.period import Period, within
from xl_addin.reading.conditions import known
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.repeats import firm

COLUMNS = ("unit", "row", "record_no", "enterprise", "day", "part", "amount", "counted", "remark")  # fmt: skip
"""The columns of the lines of a trace."""


@dataclass(frozen=True)
class _Picked:
    """The rows that count, and remarks beside those that come near; "" elsewhere."""

    counted: pd.Series
    remarks: pd.Series


def contributions(rows: pd.DataFrame, count: Count, period: Period) -> pd.DataFrame:
    """Return a line for each row that adds to a count, and for those that come near.

    Columns are `COLUMNS`: the unit, the row on the sheet, 记录编号, 被检查单位, the
    day that decided (2021-01-15), the count's heading, the amount (things, 万元 or
    tonnes; missing where there is none), whether it is counted, and a remark. The
    rows that are counted come first. Rows of an unreadable unit add to nothing.
    """
    of_units = rows[rows["unit"].notna()]
    of_units = of_units.assign(**{FIRM: firm(of_units)})
    picked = _picked(of_units, count, period)
    near = of_units[picked.counted | (picked.remarks != "")]
    amounts = pd.Series(1, near.index) if count.adds is None else near[count.adds]
    chosen = amounts.astype("Float64")
    lines = pd.DataFrame(
        {
            "unit": near["unit"].astype(object),
            "row": near["row"],
            "record_no": near["record_no"].astype(object),
            "enterprise": near["enterprise"].astype(object),
            "day": near[count.decides].dt.strftime("%Y-%m-%d").astype(object),
            "part": count.heading,
            "amount": chosen / MICRO if count.scaled else chosen,
            "counted": picked.counted.loc[near.index],
            "remark": picked.remarks.loc[near.index],
        }
    )
    first = lines.sort_values("counted", ascending=False, kind="stable")
    return first.reset_index(drop=True)


def happened(rows: pd.DataFrame, event: Event, period: Period) -> pd.Series:
    """Tell which rows stand for an event of the period, each event once.

    Its first row counts wherever it falls, so a decision of January that is entered
    again in February stays January's.
    """
    there = rows[[*event.needs, event.day]].notna().all(axis=1)
    if event.said is not None:
        there &= event.said.holds(rows)
    if event.once is not None:
        some = rows[there]
        first = _first(some, some[event.once]) == some["row"]
        there = first.reindex(rows.index, fill_value=False)
    return there & within(rows[event.day], period)


def _picked(rows: pd.DataFrame, count: Count, period: Period) -> _Picked:
    """Apply the declaration of a count, with remarks beside what comes near."""
    own = [key for key in count.cells if key != count.until]
    near = happened(rows, count.event, period) & rows[own].notna().all(axis=1)
    counted = near if count.only is None else near & count.only.holds(rows)
    remarks = pd.Series("", index=rows.index, dtype=object)
    if count.unlike:
        remarks = remarks.mask(near & ~counted, count.unlike)
    if count.distinct is not None:
        return _once(rows, counted, count.distinct, count.same)
    if count.adds is not None:
        counted = counted & rows[count.adds].notna()  # near stays as it is
    if count.until is None or count.adds is None:
        return _Picked(counted, remarks)
    day, last = rows[count.until], pd.Timestamp(period.as_of)
    late = near & (day > last)
    counted &= day <= last
    nothing = near & ~late & ~counted & ~known(rows[count.adds] > 0)
    said = f"{A3.heading(count.until)}晚于收缴截止日{period.as_of}，不计入"
    return _Picked(counted, remarks.mask(late, said).mask(nothing, count.nothing))


def _first(rows: pd.DataFrame, what: pd.Series) -> pd.Series:
    """Return for each row the first row of its unit with the same `what`."""
    by = [rows["unit"].astype(object), what.astype(object)]
    return rows["row"].groupby(by).transform("min")


def _once(rows: pd.DataFrame, some: pd.Series, what: str, same: str) -> _Picked:
    """Count each first row of `some` with the same `what`, and point later ones to it."""
    first = _first(rows[some], rows.loc[some, what])
    repeated = first[first != rows.loc[first.index, "row"]]
    counted = some.copy()
    counted[repeated.index] = False
    said = repeated.map(lambda row: f"与第{row}行是{same}，不重复计数").astype(object)
    return _Picked(counted, said.reindex(rows.index, fill_value=""))
