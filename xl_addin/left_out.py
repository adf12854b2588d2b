"""What should count and cannot: which row, for which figure, how much, and why.

A row that lacks a cell which a figure rests on is not counted there. It is not
passed over in silence either: it stands in this list with the amount left out,
under the figure's name on the first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from xl_addin.a3 import A3, FINE, SUSPENSION
from xl_addin.conditions import has_word, known
from xl_addin.exact import unscaled
from xl_addin.kinds import Mask
from xl_addin.period import Period
from xl_addin.settings import YES

COLUMNS = ("row", "figure", "amount", "reason")
REPEATED = "处罚决定书文号与前面的行重复"


@dataclass(frozen=True)
class _Gap:
    """Rows that should count for a figure, the cells they need, and what is at stake.

    `amount` is the key of the amount left out, or None where things are counted.
    `days` are the dates by which the row belongs to a period, the best one first.
    """

    figure: str
    should: Mask
    needs: tuple[str, ...]
    days: tuple[str, ...]
    amount: str | None = None


def left_out(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return a line for every figure that a row of the period should enter and cannot.

    Columns: `row` (sheet row), `figure`, `amount` (1 for one thing, 万元 or tonnes;
    None where the amount itself did not read), `reason`. A row whose day is
    missing is placed by the next best day, and listed if it has none at all.
    """
    lines = [line for gap in _gaps(rows) for line in _missing(rows, gap, period)]
    lines += _repeated(rows, period)
    return pd.DataFrame(sorted(lines), columns=list(COLUMNS), dtype=object)


def _gaps(rows: pd.DataFrame) -> Iterator[_Gap]:
    everything = np.ones(len(rows), dtype=np.bool_)
    visit = ("inspected_on", "filled_on")
    yield _Gap(
        "检查企业（家次）", everything, ("unit", "record_doc", "inspected_on"), visit
    )
    unsaid = rows["penalised"].isna() & rows["decision_doc"].notna()
    penalised = _is_yes(rows, "penalised") | unsaid.to_numpy()
    decision = _Gap(
        "行政处罚（起）",
        penalised,
        ("unit", "penalised", "decision_doc", "decided_on"),
        ("decided_on", "filed_on", *visit),
    )
    yield decision
    fined = penalised & (has_word(rows["kinds"], FINE) | known(rows["fine"] > 0))
    fine = (*decision.needs, "fine_class", "fine")
    yield replace(
        decision, figure="罚款总数（万元）", should=fined, needs=fine, amount="fine"
    )
    yield replace(
        decision,
        figure="实缴金额（万元）",
        should=fined & known(rows["collected"] > 0),
        needs=(*fine, "collected_on"),
        amount="collected",
    )
    closed = penalised & has_word(rows["kinds"], SUSPENSION)
    yield replace(decision, figure="责令停产停业整顿（家）", should=closed)
    yield from _hazmat_gaps(rows)


def _hazmat_gaps(rows: pd.DataFrame) -> Iterator[_Gap]:
    case = _Gap(
        "打非案件数",
        _is_yes(rows, "hazmat"),
        ("unit", "filed_on"),
        ("filed_on", "inspected_on", "filled_on"),
    )
    yield case
    tonnes = (*case.needs, "hazmat_tonnes")
    yield replace(case, figure="查获危化品（吨）", needs=tonnes, amount="hazmat_tonnes")
    fined = case.should & known(rows["fine"] > 0)
    yield replace(case, figure="打非处罚金额（万元）", should=fined, amount="fine")


def _missing(
    rows: pd.DataFrame, gap: _Gap, period: Period
) -> Iterator[tuple[int, str, float | None, str]]:
    lacking = rows[list(gap.needs)].isna()
    some = gap.should & lacking.any(axis=1).to_numpy()
    for at in np.flatnonzero(some & _near(rows, gap.days, period)):
        line = rows.iloc[at]
        keys = [key for key in gap.needs if lacking.iloc[at][key]]
        names = "、".join(A3.heading(key) for key in keys)
        yield int(line["row"]), gap.figure, _amount(line, gap), f"{names}缺失或无法读取"


def _repeated(
    rows: pd.DataFrame, period: Period
) -> Iterator[tuple[int, str, float | None, str]]:
    needs = ["unit", "decision_doc", "decided_on"]
    decided = rows[_is_yes(rows, "penalised") & rows[needs].notna().all(axis=1)]
    again = decided[decided.duplicated(["unit", "decision_doc"])]
    for _, line in again[_near(again, ("decided_on",), period)].iterrows():
        yield int(line["row"]), "行政处罚（起）", 1, REPEATED
        if pd.notna(line["fine"]):
            yield int(line["row"]), "罚款总数（万元）", unscaled(line["fine"]), REPEATED


def _amount(line: pd.Series, gap: _Gap) -> float | None:
    if gap.amount is None:
        return 1
    amount = line[gap.amount]
    return None if pd.isna(amount) else unscaled(int(amount))


def _near(rows: pd.DataFrame, days: tuple[str, ...], period: Period) -> Mask:
    """Tell where the first known of `days` lies in the period, or none is known."""
    day = rows[days[0]]
    for key in days[1:]:
        day = day.where(day.notna(), rows[key])
    first, last = pd.Timestamp(period.first_day), pd.Timestamp(period.last_day)
    return np.asarray(day.isna() | ((day >= first) & (day <= last)))


def _is_yes(rows: pd.DataFrame, key: str) -> Mask:
    return np.asarray(rows[key] == YES)
