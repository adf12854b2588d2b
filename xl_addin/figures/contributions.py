"""What each row of A3 adds to a part that figures are made of.

`totals` counts all units in one expression and keeps no rows; here the same
contract is applied row by row to what one question is about, with a remark where
a row is there and adds nothing. That both agree is tested for any rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from xl_addin.exact import MICRO
from xl_addin.period import Period
from xl_addin.reading.conditions import has_word, known
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.a3 import NON_ACCIDENT, SUSPENSION
from xl_addin.sheets.repeats import firm
from xl_addin.sheets.settings import YES

COLUMNS = ("unit", "row", "record_no", "enterprise", "day", "part", "amount", "counted", "remark")  # fmt: skip
"""The columns of the lines of a trace."""

PartKey = Literal[
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
]


@dataclass(frozen=True)
class Part:
    """A column of totals: its name and measure in a formula, its title in lists.

    `day` is the date by which a row belongs to the period. A `scaled` part is held
    in 分 or grams. The list 应计未计 uses the same titles.
    """

    key: PartKey
    name: str
    measure: str
    title: str
    day: str
    scaled: bool = False


PARTS: dict[PartKey, Part] = {
    part.key: part
    for part in (
        Part("inspections", "检查企业", "家次", "检查企业（家次）", "inspected_on"),
        Part("penalties", "行政处罚", "起", "行政处罚（起）", "decided_on"),
        Part("fines", "罚款总数", "万元", "罚款总数（万元）", "decided_on", scaled=True),
        Part("nonaccident", "非事故类罚款", "万元", "非事故类罚款（万元）", "decided_on", scaled=True),
        Part("collected", "实缴金额", "万元", "实缴金额（万元）", "collected_on", scaled=True),
        Part("suspended", "责令停产停业整顿", "家", "责令停产停业整顿（家）", "decided_on"),
        Part("cases", "打非案件", "起", "打非案件数", "filed_on"),
        Part("tonnes", "查获危化品", "吨", "查获危化品（吨）", "filed_on", scaled=True),
        Part("hazmat_fines", "打非处罚金额", "万元", "打非处罚金额（万元）", "filed_on", scaled=True),
        Part("transferred", "移送公安案件", "起", "移送公安案件数", "filed_on"),
        Part("detained", "刑事强制措施", "人", "刑事强制措施（人）", "filed_on"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class _Picked:
    """The rows that count, what each adds (1 where nothing is said), and the others.

    `remarks` stands beside rows that are there and add nothing; "" elsewhere.
    """

    counted: pd.Series
    remarks: pd.Series
    amount: pd.Series | None = None


def contributions(rows: pd.DataFrame, part: Part, period: Period) -> pd.DataFrame:
    """Return a line for each row that adds to `part`, and for those that come near.

    Columns are `COLUMNS`: the unit, the row on the sheet, 记录编号, 被检查单位, the
    day that decided (2021-01-15), the part's title, the amount (things, 万元 or
    tonnes; missing where there is none), whether it is counted, and a remark. The
    rows that are counted come first. Rows of an unreadable unit add to nothing.
    """
    of_units = rows[rows["unit"].notna()]
    picked = _PICKS[part.key](of_units, period)
    near = of_units[picked.counted | (picked.remarks != "")]
    amount = pd.Series(1, of_units.index) if picked.amount is None else picked.amount
    chosen = amount.loc[near.index].astype("Float64")
    lines = pd.DataFrame(
        {
            "unit": near["unit"].astype(object),
            "row": near["row"],
            "record_no": near["record_no"].astype(object),
            "enterprise": near["enterprise"].astype(object),
            "day": near[part.day].dt.strftime("%Y-%m-%d").astype(object),
            "part": part.title,
            "amount": chosen / MICRO if part.scaled else chosen,
            "counted": picked.counted.loc[near.index],
            "remark": picked.remarks.loc[near.index],
        }
    )
    first = lines.sort_values("counted", ascending=False, kind="stable")
    return first.reset_index(drop=True)


def _inspections(rows: pd.DataFrame, period: Period) -> _Picked:
    seen = _within(rows["inspected_on"], period) & rows["record_doc"].notna()
    first = _first(rows[seen], rows.loc[seen, "record_doc"])
    said = "与第{}行是同一次检查，不重复计数"
    return _once(rows, first, said)


def _penalties(rows: pd.DataFrame, period: Period) -> _Picked:
    return _Picked(_decisions(rows, period), _nothing(rows))


def _fines(rows: pd.DataFrame, period: Period) -> _Picked:
    return _Picked(_fined(rows, period), _nothing(rows), rows["fine"])


def _nonaccident(rows: pd.DataFrame, period: Period) -> _Picked:
    fined = _fined(rows, period)
    ours = _is(rows["fine_class"], NON_ACCIDENT)
    remarks = _nothing(rows).mask(fined & ~ours, "事故类罚款，不计入")
    return _Picked(fined & ours, remarks, rows["fine"])


def _collected(rows: pd.DataFrame, period: Period) -> _Picked:
    fined, paid = _fined(rows, period), rows["collected"]
    until = pd.Timestamp(period.as_of)
    late = fined & (rows["collected_on"] > until)
    counted = fined & paid.notna() & (rows["collected_on"] <= until)
    nothing = fined & ~late & ~counted & ~known(paid > 0)
    remarks = _nothing(rows).mask(late, f"缴款日期晚于收缴截止日{period.as_of}，不计入")
    return _Picked(counted, remarks.mask(nothing, "没有实缴"), paid)


def _suspended(rows: pd.DataFrame, period: Period) -> _Picked:
    closed = _decisions(rows, period) & has_word(rows["kinds"], SUSPENSION)
    firms = firm(rows)
    named = closed & firms.notna()
    said = "与第{}行是同一企业，不重复计数"
    return _once(rows, _first(rows[named], firms[named]), said)


def _cases(rows: pd.DataFrame, period: Period) -> _Picked:
    return _Picked(_filed(rows, period), _nothing(rows))


def _of_cases(key: str) -> Callable[[pd.DataFrame, Period], _Picked]:
    """Return what picks the cases in which the amount `key` stands."""

    def pick(rows: pd.DataFrame, period: Period) -> _Picked:
        counted = _filed(rows, period) & rows[key].notna()
        return _Picked(counted, _nothing(rows), rows[key])

    return pick


def _transferred(rows: pd.DataFrame, period: Period) -> _Picked:
    moved = _filed(rows, period) & _is(rows["transferred"], YES)
    return _Picked(moved, _nothing(rows))


_PICKS: dict[PartKey, Callable[[pd.DataFrame, Period], _Picked]] = {
    "inspections": _inspections,
    "penalties": _penalties,
    "fines": _fines,
    "nonaccident": _nonaccident,
    "collected": _collected,
    "suspended": _suspended,
    "cases": _cases,
    "tonnes": _of_cases("hazmat_tonnes"),
    "hazmat_fines": _of_cases("fine"),
    "transferred": _transferred,
    "detained": _of_cases("detained"),
}


def _decisions(rows: pd.DataFrame, period: Period) -> pd.Series:
    """Tell where a decision of the period stands for the first time.

    Its first row counts wherever it falls, so a decision of January that is
    entered again in February stays January's.
    """
    dated = rows["decision_doc"].notna() & rows["decided_on"].notna()
    decided = rows[_is(rows["penalised"], YES) & dated]
    first = _first(decided, decided["decision_doc"]) == decided["row"]
    here = first.reindex(rows.index, fill_value=False)
    return here & _within(rows["decided_on"], period)


def _fined(rows: pd.DataFrame, period: Period) -> pd.Series:
    fine = rows["fine"].notna() & rows["fine_class"].notna()
    return _decisions(rows, period) & fine


def _filed(rows: pd.DataFrame, period: Period) -> pd.Series:
    return _is(rows["hazmat"], YES) & _within(rows["filed_on"], period)


def _first(rows: pd.DataFrame, what: pd.Series) -> pd.Series:
    """Return for each row the first row of its unit with the same `what`."""
    by = [rows["unit"].astype(object), what.astype(object)]
    return rows["row"].groupby(by).transform("min")


def _once(rows: pd.DataFrame, first: pd.Series, said: str) -> _Picked:
    """Count each first row, and point later ones to it."""
    repeated = first[first != rows.loc[first.index, "row"]]
    counted = pd.Series(data=False, index=rows.index)
    counted[first.index.difference(repeated.index)] = True
    remarks = _nothing(rows)
    remarks[repeated.index] = [said.format(row) for row in repeated]
    return _Picked(counted, remarks)


def _within(days: pd.Series, period: Period) -> pd.Series:
    first, last = pd.Timestamp(period.first_day), pd.Timestamp(period.last_day)
    return (days >= first) & (days <= last)


def _is(cells: pd.Series, word: str) -> pd.Series:
    mask: Mask = known(cells == word)
    return pd.Series(mask, index=cells.index)


def _nothing(rows: pd.DataFrame) -> pd.Series:
    return pd.Series("", index=rows.index, dtype=object)
