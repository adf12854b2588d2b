"""What should count and cannot: which row, for which figure, how much, and why.

A row that lacks a cell which a figure rests on is not counted there. It is not
passed over in silence either: it stands in this list with the amount left out,
under the figure's name on the first page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.period import Period
from xl_addin.reading.conditions import has_word, known
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.a3 import A3, FINE, SUSPENSION
from xl_addin.sheets.repeats import firm
from xl_addin.sheets.settings import NO, YES

COLUMNS = ("row", "figure", "amount", "reason")
FINES = "罚款总数（万元）"
_PAID = "实缴金额（万元）"
REPEATED = "处罚决定书文号与前面的行重复"
REPEATED_OTHERWISE = f"{REPEATED}而罚款金额不同"
DENIED = "“是否行政处罚”为“否”而填有罚款"

_MOST_ROWS = 10
_DAYS_OF_A_DECISION = ("decided_on", "filed_on", "inspected_on", "filled_on")

_FIRM = "firm"
"""What tells a firm from another: its code, or its name where it has none."""


@dataclass(frozen=True)
class _Gap:
    """Rows that should count for a figure, the cells they need, and what is at stake.

    `amount` is what each row would add: 1, or an amount in its base unit.
    `days` are the dates by which the row belongs to a period, the best one first.
    """

    figure: str
    should: Mask
    needs: tuple[str, ...]
    days: tuple[str, ...]
    amount: pd.Series


def left_out(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return a line for every figure that a row of the period should enter and cannot.

    Columns: `row` (sheet row), `figure`, `amount` (1 for one thing, 万元 or tonnes;
    None where the amount itself did not read), `reason`. A row whose day is
    missing is placed by the next best day, and listed if it has none at all.
    """
    known_firms = rows.assign(firm=firm(rows))
    gaps = (*_gaps(known_firms, period), *_hazmat_gaps(known_firms))
    lines = [line for gap in gaps for line in _missing(known_firms, gap, period)]
    lines += _repeated(rows, period)
    lines += _denied(rows, period)
    lines.sort(key=lambda line: line[:2])
    return pd.DataFrame(lines, columns=list(COLUMNS), dtype=object)


def row_list(rows: Iterable[int]) -> str:
    """Return row numbers as a sentence names them: the first ten, each once.

    >>> row_list([3, 2, 3]), row_list(range(2, 14))
    ('2、3', '2、3、4、5、6、7、8、9、10、11等')
    """
    numbers = sorted(set(rows))
    rest = "等" if len(numbers) > _MOST_ROWS else ""
    return "、".join(map(str, numbers[:_MOST_ROWS])) + rest


def _gaps(rows: pd.DataFrame, period: Period) -> Iterator[_Gap]:
    everything = np.ones(len(rows), dtype=np.bool_)
    visit = ("inspected_on", "filled_on")
    needs: tuple[str, ...] = ("unit", "record_doc", "inspected_on")
    yield _Gap("检查企业（家次）", everything, needs, visit, _one(rows))
    some = rows["decision_doc"].notna().to_numpy() | known(rows["fine"] > 0)
    unsaid = rows["penalised"].isna().to_numpy() & some
    penalised = _is_yes(rows, "penalised") | unsaid
    needs = ("unit", "penalised", "decision_doc", "decided_on")
    days = _DAYS_OF_A_DECISION
    yield _Gap("行政处罚（起）", penalised, needs, days, _one(rows))
    closed = penalised & has_word(rows["kinds"], SUSPENSION)
    yield _Gap("责令停产停业整顿（家）", closed, (*needs, _FIRM), days, _one(rows))
    fined = penalised & (has_word(rows["kinds"], FINE) | known(rows["fine"] > 0))
    needs = (*needs, "fine_class", "fine")
    yield _Gap(FINES, fined, needs, days, _scaled(rows["fine"]))
    paid = fined & known(rows["collected"] > 0) & ~_paid_later(rows, period)
    needs = (*needs, "collected_on")
    yield _Gap(_PAID, paid, needs, days, _scaled(rows["collected"]))


def _hazmat_gaps(rows: pd.DataFrame) -> Iterator[_Gap]:
    unsaid = rows["hazmat"].isna() & known(rows["hazmat_tonnes"] > 0)
    case, one = _is_yes(rows, "hazmat") | unsaid.to_numpy(), _one(rows)
    needs: tuple[str, ...] = ("unit", "hazmat", "filed_on")
    days = ("filed_on", "inspected_on", "filled_on")
    yield _Gap("打非案件数", case, needs, days, one)
    tonnes = _scaled(rows["hazmat_tonnes"])
    yield _Gap("查获危化品（吨）", case, (*needs, "hazmat_tonnes"), days, tonnes)
    fined = case & (has_word(rows["kinds"], FINE) | known(rows["fine"] > 0))
    fine = _scaled(rows["fine"])
    yield _Gap("打非处罚金额（万元）", fined, (*needs, "fine"), days, fine)
    moved = _is_yes(rows, "transferred")
    may_be = case & (moved | rows["transferred"].isna().to_numpy())
    yield _Gap(
        "移送公安案件数", may_be, (*needs, "transferred"), days, one.where(moved)
    )
    detained = rows["detained"].astype(object)
    needs = (*needs, "detained")
    yield _Gap("刑事强制措施（人）", case & moved, needs, days, detained)


def _paid_later(rows: pd.DataFrame, period: Period) -> Mask:
    return np.asarray(rows["collected_on"] > pd.Timestamp(period.as_of))


def _one(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(1, index=rows.index, dtype=object)


def _scaled(amounts: pd.Series) -> pd.Series:
    known_amounts = amounts.astype(object).where(amounts.notna(), None)
    return known_amounts.map(unscaled, na_action="ignore")


def _missing(
    rows: pd.DataFrame, gap: _Gap, period: Period
) -> Iterator[tuple[int, str, float | None, str]]:
    lacking = rows[list(gap.needs)].isna()
    some = gap.should & lacking.any(axis=1).to_numpy()
    for at in np.flatnonzero(some & _near(rows, gap.days, period)):
        names = "、".join(_heading(key) for key in gap.needs if lacking.iloc[at][key])
        amount = gap.amount.iloc[at]
        yield (
            int(rows["row"].iloc[at]),
            gap.figure,
            None if pd.isna(amount) else amount,
            f"{names}缺失或无法读取",
        )


def _repeated(
    rows: pd.DataFrame, period: Period
) -> Iterator[tuple[int, str, float | None, str]]:
    """Yield what the later rows of a decision number would have added."""
    needs, number = ["unit", "decision_doc", "decided_on"], ["unit", "decision_doc"]
    decided = rows[_is_yes(rows, "penalised") & rows[needs].notna().all(axis=1)]
    first = decided.groupby(number, observed=True)["row"].transform("min")
    again = decided.assign(first=first)[decided.duplicated(number)]
    again = again[_near(again, ("decided_on",), period)]
    fined = again[again[["fine", "fine_class"]].notna().all(axis=1)]
    paid = fined[fined[["collected", "collected_on"]].notna().all(axis=1)]
    paid = paid[~_paid_later(paid, period)]
    yield from _lines("行政处罚（起）", again, _one(again), REPEATED)
    fine = decided.set_index("row")["fine"].reindex(fined["first"])
    same = known(fined["fine"].reset_index(drop=True) == fine.reset_index(drop=True))
    for part, reason in ((fined[same], REPEATED), (fined[~same], REPEATED_OTHERWISE)):
        yield from _lines(FINES, part, _scaled(part["fine"]), reason)
    yield from _lines(_PAID, paid, _scaled(paid["collected"]), REPEATED)


def _denied(
    rows: pd.DataFrame, period: Period
) -> Iterator[tuple[int, str, float | None, str]]:
    """Yield the money of rows that say there is no penalty."""
    denied = rows[np.asarray(rows["penalised"] == NO) & known(rows["fine"] > 0)]
    denied = denied[_near(denied, _DAYS_OF_A_DECISION, period)]
    paid = denied[known(denied["collected"] > 0) & ~_paid_later(denied, period)]
    yield from _lines(FINES, denied, _scaled(denied["fine"]), DENIED)
    yield from _lines(_PAID, paid, _scaled(paid["collected"]), DENIED)


def _lines(
    figure: str, rows: pd.DataFrame, amounts: pd.Series, reason: str
) -> Iterator[tuple[int, str, float | None, str]]:
    for row, value in zip(rows["row"], amounts, strict=True):
        yield int(row), figure, value, reason


def _heading(key: str) -> str:
    return A3.heading("enterprise" if key == _FIRM else key)


def _near(rows: pd.DataFrame, days: tuple[str, ...], period: Period) -> Mask:
    """Tell where the first known of `days` lies in the period, or none is known."""
    day = rows[days[0]]
    for key in days[1:]:
        day = day.where(day.notna(), rows[key])
    first, last = pd.Timestamp(period.first_day), pd.Timestamp(period.last_day)
    return np.asarray(day.isna() | ((day >= first) & (day <= last)))


def _is_yes(rows: pd.DataFrame, key: str) -> Mask:
    return np.asarray(rows[key] == YES)
