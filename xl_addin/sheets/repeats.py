"""What comes twice: record numbers, decisions, visits to a firm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from xl_addin.reading.documents import several_in_one
from xl_addin.reading.evidence import Evidence
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.schema import Condition, Context

_FIRM = "firm"


def firm(rows: pd.DataFrame) -> pd.Series:
    """Return what tells one inspected firm from another: its code, else its name."""
    known = rows["credit_code"].to_numpy(dtype=np.bool_)  # text is None or not empty
    return rows["credit_code"].where(known, rows["enterprise"])


def repeated(*keys: str) -> Condition:
    """Return what tells where all `keys` are known and stood together before."""
    return lambda row, _: _again(row.rows, row.rows[keys[0]], keys)


def several_documents(key: str) -> Condition:
    """Return what tells where a cell holds the numbers of more than one document."""
    return lambda row, _: several_in_one(row.rows[key])


def same_firm_same_day(row: Evidence, _: Context) -> Mask:
    """Tell where a firm is inspected twice a day under two record numbers."""
    visit = (_FIRM, "unit", "inspected_on")
    return _again(row.rows, firm(row.rows), visit, ("record_doc",))


def one_record_for_two(row: Evidence, _: Context) -> Mask:
    """Tell where an inspection record number comes back for another firm or day."""
    record, visit = ("record_doc", "unit"), (_FIRM, "inspected_on")
    return _again(row.rows, row.rows["record_doc"], record, visit)


def _again(
    rows: pd.DataFrame,
    first: pd.Series,
    same: Sequence[str],
    other: Sequence[str] = (),
) -> Mask:
    """Tell where `same` stood together in an earlier row, but with another `other`.

    All of these must be known. `first` is the one of `same` that seldom repeats: only
    rows where it does are looked at.
    """
    again = np.zeros(len(rows), dtype=np.bool_)
    places = np.flatnonzero(first.duplicated(keep=False) & first.notna())
    if not len(places):
        return again
    some = _cells(rows, places, {*same, *other})
    there = some[list(same)].notna().all(axis=1).to_numpy(dtype=np.bool_)
    some = some[there]
    found = some.duplicated(list(same))
    if other:
        known = some[list(other)].notna().all(axis=1)
        found &= known & ~some.duplicated([*same, *other])
    again[places[there]] = found
    return again


def _cells(
    rows: pd.DataFrame, places: npt.NDArray[np.intp], keys: set[str]
) -> pd.DataFrame:
    some = rows[[key for key in rows if key in keys]].iloc[places]
    return some.assign(firm=firm(rows.iloc[places])) if _FIRM in keys else some
