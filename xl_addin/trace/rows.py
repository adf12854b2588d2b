"""The rows of A3 behind the parts of a figure: those counted, those that cannot be."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xl_addin.figures.contributions import COLUMNS, contributions
from xl_addin.figures.counts import COUNTS, Count, CountKey
from xl_addin.month.summary import Summary
from xl_addin.trace.figures import CITY

_PERHAPS = "；填报单位无法读取，可能属于{}"
_NOT_IN_1 = "附件1的罚款总数没有计入这笔罚款：{}"


def lines_of(summary: Summary, parts: Sequence[CountKey], unit: str) -> pd.DataFrame:
    """Return the lines of `contributions` for each part of a unit, or of 全市.

    A fine that annex 2 counts and annex 1 does not says why.
    """
    rows = summary.checked.rows
    own = rows if unit == CITY else rows[rows["unit"] == unit]
    found = [_lines(summary, own, COUNTS[part]) for part in parts]
    return pd.concat(found, ignore_index=True)


def left_out_of(summary: Summary, parts: Sequence[CountKey], unit: str) -> pd.DataFrame:
    """Return what should add to the parts and cannot, with the same columns.

    A row whose 填报单位 did not read belongs to 全市, and perhaps to `unit`: it is
    listed with that remark.
    """
    found = [_left_out(summary, COUNTS[part]) for part in parts]
    lines = pd.concat(found, ignore_index=True)
    if unit == CITY:
        return lines
    unread = lines["unit"].isna()
    lines["remark"] = lines["remark"].mask(
        unread, lines["remark"] + _PERHAPS.format(unit)
    )
    return lines[unread | (lines["unit"] == unit)].reset_index(drop=True)


def _lines(summary: Summary, rows: pd.DataFrame, part: Count) -> pd.DataFrame:
    lines = contributions(rows, part, summary.period)
    if part.key == "hazmat_fines":
        lines["remark"] = _not_in_annex_1(summary, lines)
    return lines


def _not_in_annex_1(summary: Summary, lines: pd.DataFrame) -> list[str]:
    """Return why annex 1 lacks a fine of annex 2, "" where it has it."""
    why = {lack.row: lack.reason for lack in summary.lacks if lack.in_annex_2}
    return [_NOT_IN_1.format(why[row]) if row in why else "" for row in lines["row"]]


def _left_out(summary: Summary, part: Count) -> pd.DataFrame:
    whole = part if part.part_of is None else COUNTS[part.part_of]
    left = summary.left_out[summary.left_out["figure"] == whole.heading]
    at = summary.checked.rows.set_index("row").loc[left["row"].astype("int64")]
    lines = pd.DataFrame(
        {
            "unit": at["unit"].astype(object).to_numpy(),
            "row": left["row"].to_numpy(dtype="int64"),
            "record_no": at["record_no"].astype(object).to_numpy(),
            "enterprise": at["enterprise"].astype(object).to_numpy(),
            "day": at[part.decides].dt.strftime("%Y-%m-%d").astype(object).to_numpy(),
            "part": part.heading,
            "amount": left["amount"].astype("Float64").to_numpy(),
            "counted": False,
            "remark": left["reason"].astype(object).to_numpy(),
        },
        columns=list(COLUMNS),
    )
    if whole is part or part.only is None:
        return lines
    unread = at[part.only.key].isna().to_numpy()  # it may be one
    return lines[unread | part.only.holds(at)]
