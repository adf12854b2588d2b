"""The order in which a case runs, and how long each step of it may take."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xl_addin.reading.evidence import Evidence
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.schema import Condition, Context

DAYS = ("inspected_on", "filed_on", "decided_on", "collected_on", "closed_on", "filled_on")  # fmt: skip
"""The days of a record, in the order in which a case runs."""

_LONG_AGO = pd.Timestamp(2000, 1, 1)


def filed_early(row: Evidence, _: Context) -> Mask:
    """Tell where a case was filed before the inspection."""
    return row.before("filed_on", "inspected_on")


def decided_early(row: Evidence, _: Context) -> Mask:
    """Tell where a case was decided before it was filed, or before the inspection."""
    early = row.before("decided_on", "filed_on")
    return early | row.before("decided_on", "inspected_on")


def collected_early(row: Evidence, _: Context) -> Mask:
    """Tell where a fine was paid before it was decided."""
    return row.before("collected_on", "decided_on")


def closed_early(row: Evidence, _: Context) -> Mask:
    """Tell where a case was closed before it was decided."""
    return row.before("closed_on", "decided_on")


def filled_early(row: Evidence, _: Context) -> Mask:
    """Tell where a record was entered before the inspection."""
    return row.before("filled_on", "inspected_on")


def in_future(key: str) -> Condition:
    """Return what tells where the day `key` is after the day of the check."""
    return lambda row, context: np.asarray(row.days(key) > context.midnight)


def long_ago(key: str) -> Condition:
    """Return what tells where the day `key` is before the year 2000."""
    return lambda row, _: np.asarray(row.days(key) < _LONG_AGO)


def slow_decision(row: Evidence, context: Context) -> Mask:
    """Tell where a decision took longer than the settings allow."""
    limit = pd.Timedelta(days=context.settings.decide_days)
    return np.asarray(row.days("decided_on") - row.days("filed_on") > limit)


def unpaid(row: Evidence, context: Context) -> Mask:
    """Tell where a fine is not paid in full, and the day for that is over."""
    due = row.days("decided_on") + pd.Timedelta(days=context.settings.pay_days)
    nothing = row.above("fine") & row.blank("collected")
    short = row.exceeds("fine", "collected") | nothing
    over: Mask = np.asarray(due < context.midnight)
    return short & over


def late(row: Evidence, context: Context) -> Mask:
    """Tell where a record was entered later than the settings allow."""
    return is_late(row.rows, context)


def is_late(rows: pd.DataFrame, context: Context) -> Mask:
    """Tell where 填报日期 is more than the allowed days after 检查日期."""
    limit = pd.Timedelta(days=context.settings.late_days)
    took = rows["filled_on"].to_numpy() - rows["inspected_on"].to_numpy()
    long: Mask = np.asarray(took > limit.to_timedelta64())
    return long
