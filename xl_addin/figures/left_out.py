"""What should count and cannot: which row, for which figure, how much, and why.

A row that lacks a cell which a figure rests on is not counted there. It is not
passed over in silence either: it stands in this list with the amount left out,
under the figure's name on the first page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.figures.counts import COUNTS, DECISION, FIRM, Count, Event
from xl_addin.period import Period, within
from xl_addin.reading.conditions import known
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.repeats import firm
from xl_addin.sheets.settings import NO, YES

COLUMNS = ("row", "figure", "amount", "reason")
FINES = COUNTS["fines"].heading
_PENALTIES, _PAID = COUNTS["penalties"].heading, COUNTS["collected"].heading
REPEATED = "处罚决定书文号与前面的行重复"
REPEATED_OTHERWISE = f"{REPEATED}而罚款金额不同"
DENIED = "“是否行政处罚”为“否”而填有罚款"

_MOST_ROWS = 10


def left_out(rows: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return a line for every figure that a row of the period should enter and cannot.

    Columns: `row` (sheet row), `figure`, `amount` (1 for one thing, 万元 or tonnes;
    None where the amount itself did not read), `reason`. A row whose day is
    missing is placed by the next best day, and listed if it has none at all.
    """
    known_firms = rows.assign(**{FIRM: firm(rows)})
    wholes = [count for count in COUNTS.values() if count.part_of is None]
    lines = [line for whole in wholes for line in _missing(known_firms, whole, period)]
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


def _should(rows: pd.DataFrame, count: Count, period: Period) -> Mask:
    """Tell which rows should count, by what is there of them.

    What only a cell of the count's own could deny is not denied where that is unread.
    """
    should: Mask = _events(rows, count.event)
    for group in count.expected:
        should = should & np.any([when.holds(rows) for when in group], axis=0)
    if count.only is not None:
        should = should & (count.only.holds(rows) | _unread_of(rows, count))
    if count.until is not None:
        should = should & ~_paid_later(rows, period)
    return should


def _events(rows: pd.DataFrame, event: Event) -> Mask:
    """Tell where an event is stated, or betrayed where nothing is stated."""
    if event.said is None:
        return np.ones(len(rows), dtype=np.bool_)
    unsaid = rows[event.said.key].isna().to_numpy()
    betrayed = [_stands(rows[key]) for key in event.betrayed_by]
    hinted: Mask = unsaid & np.any(betrayed, axis=0)
    return event.said.holds(rows) | hinted


def _stands(cells: pd.Series) -> Mask:
    """Tell where there is a text, or an amount above 0."""
    if cells.dtype == object:
        return cells.notna().to_numpy()
    return known(cells > 0)


def _unread_of(rows: pd.DataFrame, count: Count) -> Mask:
    """Tell where the cell that decides is one that the count rests on, and is unread."""
    if count.only is None or count.only.key not in count.cells:
        return np.zeros(len(rows), dtype=np.bool_)
    return rows[count.only.key].isna().to_numpy()


def _amounts(rows: pd.DataFrame, count: Count) -> pd.Series:
    """Return what each row would add: 1, or an amount; missing where it is not known."""
    if count.adds is None:
        sure = ~_unread_of(rows, count)
        return _one(rows).where(sure)
    return (
        _scaled(rows[count.adds]) if count.scaled else rows[count.adds].astype(object)
    )


def _paid_later(rows: pd.DataFrame, period: Period) -> Mask:
    return np.asarray(rows["collected_on"] > pd.Timestamp(period.as_of))


def _one(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(1, index=rows.index, dtype=object)


def _scaled(amounts: pd.Series) -> pd.Series:
    known_amounts = amounts.astype(object).where(amounts.notna(), None)
    return known_amounts.map(unscaled, na_action="ignore")


def _missing(
    rows: pd.DataFrame, count: Count, period: Period
) -> Iterator[tuple[int, str, float | None, str]]:
    lacking = rows[list(count.rests_on)].isna()
    some = _should(rows, count, period) & lacking.any(axis=1).to_numpy()
    event, amounts = count.event, _amounts(rows, count)
    near = _near(rows, (event.day, *event.other_days), period)
    for at in np.flatnonzero(some & near):
        names = "、".join(
            _heading(key) for key in count.rests_on if lacking.iloc[at][key]
        )
        amount = amounts.iloc[at]
        yield (
            int(rows["row"].iloc[at]),
            count.heading,
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
    yield from _lines(_PENALTIES, again, _one(again), REPEATED)
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
    denied = denied[_near(denied, (DECISION.day, *DECISION.other_days), period)]
    paid = denied[known(denied["collected"] > 0) & ~_paid_later(denied, period)]
    yield from _lines(FINES, denied, _scaled(denied["fine"]), DENIED)
    yield from _lines(_PAID, paid, _scaled(paid["collected"]), DENIED)


def _lines(
    figure: str, rows: pd.DataFrame, amounts: pd.Series, reason: str
) -> Iterator[tuple[int, str, float | None, str]]:
    for row, value in zip(rows["row"], amounts, strict=True):
        yield int(row), figure, value, reason


def _heading(key: str) -> str:
    return A3.heading("enterprise" if key == FIRM else key)


def _near(rows: pd.DataFrame, days: tuple[str, ...], period: Period) -> Mask:
    """Tell where the first known of `days` lies in the period, or none is known."""
    day = rows[days[0]]
    for key in days[1:]:
        day = day.where(day.notna(), rows[key])
    return np.asarray(day.isna() | within(day, period))


def _is_yes(rows: pd.DataFrame, key: str) -> Mask:
    return np.asarray(rows[key] == YES)
