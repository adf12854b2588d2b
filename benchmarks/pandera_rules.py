"""The rules of A3 once more, as one would write them for pandera, to compare with.

They share the declarations' limits and words with us, but no code except the check
character of a credit code. A rule across columns stands at the column it is about
and looks at the others through the frame: a pandera check of whole rows would
report every cell of a row, take longer and not say which cell is at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pandera.pandas as pa

from xl_addin.exact import MICRO
from xl_addin.reading.conditions import When
from xl_addin.reading.credit_code import are_valid
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Context

Frame = pd.DataFrame
Broken = Callable[[Frame], pd.Series]

DAYS = [column.key for column in A3.columns if column.kind == "date"]
UNREAD = ("fine", "collected", "decided_on")
"""Columns for which a flag `unread_…` must tell a garbled cell from a blank one."""

_DOCUMENT = r"[〔\[（(【﹝]\d{4}[〕\]）)】﹞].*\d+\s*号$"
_ORDER = {
    "A3-501": ("filed_on", ["inspected_on"]),
    "A3-502": ("decided_on", ["filed_on", "inspected_on"]),
    "A3-503": ("collected_on", ["decided_on"]),
    "A3-504": ("closed_on", ["decided_on"]),
    "A3-506": ("filled_on", ["inspected_on"]),
}


def schema(frame: Frame, context: Context) -> pa.DataFrameSchema:
    """Return pandera's schema for a typed frame; each check is named as its rule."""
    across: dict[str, list[pa.Check]] = {column.key: [] for column in A3.columns}
    for code, key, broken in _across(context):
        across[key].append(_check(code, frame, broken))
    for place, column in enumerate(A3.columns, start=1):
        if isinstance(column.required, When):
            missing = _missing(column.key, column.required)
            across[column.key].append(_check(f"A3-1{place:02}", frame, missing))
    alone = _alone(context)
    columns = {
        c.key: pa.Column(
            nullable=c.required != "always",
            checks=[*alone.get(c.key, []), *across[c.key]],
        )
        for c in A3.columns
    }
    return pa.DataFrameSchema(columns)


def failing(frame: Frame, context: Context) -> Frame:
    """Return pandera's failure cases: column, check, index and value of each."""
    try:
        schema(frame, context).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return errors.failure_cases
    return pd.DataFrame(columns=["column", "check", "index"])


def _check(code: str, frame: Frame, broken: Broken) -> pa.Check:
    return pa.Check(lambda _: ~broken(frame), name=code, ignore_na=False)


def _missing(key: str, when: When) -> Broken:
    def broken(rows: Frame) -> pd.Series:
        cell = rows[when.key]
        match when.test:
            case "is":
                holds = cell == when.word
            case "is not":
                holds = cell.notna() & (cell != when.word)
            case "has":
                holds = _has(cell, when.word)
            case _:
                holds = _yes(cell > 0)
        return holds & rows[key].isna()

    return broken


def _alone(context: Context) -> dict[str, list[pa.Check]]:
    """Return the checks of single columns; pandera leaves blanks out of them."""
    low, high = (
        limit * MICRO
        for limit in (context.settings.fine_low, context.settings.fine_high)
    )
    today = pd.Timestamp(context.today)
    checks = {
        key: [
            pa.Check(lambda days: days <= today, name="A3-505"),
            pa.Check(lambda days: days >= pd.Timestamp(2000, 1, 1), name="A3-705"),
        ]
        for key in DAYS
    }
    return checks | {
        "record_no": [pa.Check(lambda cells: ~cells.duplicated(), name="A3-601")],
        "credit_code": [
            pa.Check(
                lambda c: pd.Series(are_valid(c.to_numpy()), c.index), name="A3-206"
            )
        ],
        "decision_doc": [
            pa.Check(lambda cells: cells.str.contains(_DOCUMENT), name="A3-704")
        ],
        "fine": [
            pa.Check(lambda cells: cells <= high, name="A3-701"),
            pa.Check(lambda cells: (cells >= low) | (cells == 0), name="A3-702"),
        ],
    }


def _across(context: Context) -> Iterator[tuple[str, str, Broken]]:
    """Yield code, column and test of the rules across columns."""
    yield from _money()
    yield from _contradictions()
    yield from _dates(context)
    yield from _repeats()


def _money() -> Iterator[tuple[str, str, Broken]]:
    yield (
        "A3-402",
        "kinds",
        lambda r: _unfined(r) & (_yes(r["fine"] > 0) | r["fine_class"].notna()),
    )
    yield "A3-403", "fine", lambda r: _has(r["kinds"], "罚款") & _yes(r["fine"] == 0)
    yield "A3-404", "collected", lambda r: _yes(r["collected"] > r["fine"])
    yield (
        "A3-405",
        "collected",
        lambda r: (
            _yes(r["collected"] > 0)
            & _unfined(r)
            & r["fine"].isna()
            & ~r["unread_fine"]
        ),
    )
    yield (
        "A3-411",
        "collected_on",
        lambda r: (
            r["collected_on"].notna()
            & (r["collected"].fillna(0) == 0)
            & ~r["unread_collected"]
        ),
    )
    yield (
        "A3-412",
        "decision_doc",
        lambda r: (
            (r["hazmat"] == "是")
            & r["filed_on"].notna()
            & _yes(r["fine"] > 0)
            & (r["decision_doc"].isna() | r["decided_on"].isna())
            & ~r["unread_decided_on"]
        ),
    )


def _contradictions() -> Iterator[tuple[str, str, Broken]]:
    words = ["target", "kinds", "decision_doc", "decided_on", "fine_class", "collected_on"]  # fmt: skip
    yield (
        "A3-401",
        "penalised",
        lambda r: (
            (r["penalised"] == "否")
            & (
                r[words].notna().any(axis=1)
                | _yes(r["fine"] > 0)
                | _yes(r["collected"] > 0)
            )
        ),
    )
    yield (
        "A3-406",
        "hazmat",
        lambda r: (
            (r["hazmat"] == "否")
            & (
                _yes(r["hazmat_tonnes"] > 0)
                | _yes(r["detained"] > 0)
                | (r["transferred"] == "是")
            )
        ),
    )
    yield (
        "A3-407",
        "transferred",
        lambda r: (r["transferred"] == "否") & _yes(r["detained"] > 0),
    )
    for code, key in (("A3-408", "major_hazards"), ("A3-409", "rectified")):
        yield code, key, lambda r, key=key: _yes(r[key] > r["violations"])
    yield (
        "A3-410",
        "credit_code",
        lambda r: (r["entity_kind"] == "无证照主体") & r["credit_code"].notna(),
    )


def _dates(context: Context) -> Iterator[tuple[str, str, Broken]]:
    limits, today = context.settings, pd.Timestamp(context.today)
    for code, (late, early) in _ORDER.items():
        yield code, late, lambda r, k=late, e=early: r[e].gt(r[k], axis=0).any(axis=1)
    slow, late = (
        pd.Timedelta(days=limits.decide_days),
        pd.Timedelta(days=limits.late_days),
    )
    grace = pd.Timedelta(days=limits.pay_days)
    yield "A3-507", "decided_on", lambda r: r["decided_on"] - r["filed_on"] > slow
    yield "A3-509", "filled_on", lambda r: r["filled_on"] - r["inspected_on"] > late
    yield (
        "A3-508",
        "collected",
        lambda r: (
            _yes(r["collected"].fillna(0) < r["fine"])
            & (r["decided_on"] + grace < today)
            & ~r["unread_collected"]
        ),
    )


def _repeats() -> Iterator[tuple[str, str, Broken]]:
    visit, record = ["firm", "unit", "inspected_on"], ["record_doc", "unit"]
    yield "A3-602", "decision_doc", lambda r: _again(r, ["decision_doc", "unit"])
    yield (
        "A3-603",
        "enterprise",
        lambda r: (
            _again(_with_firm(r), visit)
            & r["record_doc"].notna()
            & ~_again(_with_firm(r), [*visit, "record_doc"])
        ),
    )
    yield (
        "A3-604",
        "record_doc",
        lambda r: (
            _again(r, record)
            & _with_firm(r)[["firm", "inspected_on"]].notna().all(axis=1)
            & ~_again(_with_firm(r), [*record, "firm", "inspected_on"])
        ),
    )


def _yes(mask: pd.Series) -> pd.Series:
    return mask.fillna(value=False).astype(bool)


def _has(kinds: pd.Series, word: str) -> pd.Series:
    return kinds.isin([c for c in kinds.cat.categories if word in c.split("、")])


def _unfined(rows: Frame) -> pd.Series:
    return rows["kinds"].notna() & ~_has(rows["kinds"], "罚款")


def _again(rows: Frame, keys: list[str]) -> pd.Series:
    return rows.duplicated(keys) & rows[keys].notna().all(axis=1)


def _with_firm(rows: Frame) -> Frame:
    return rows[["unit", "inspected_on", "record_doc"]].assign(
        firm=rows["credit_code"].fillna(rows["enterprise"])
    )
