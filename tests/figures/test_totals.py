"""Totals on two engines, against a plain count over dicts: docs/counting.md from scratch."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from xl_addin.figures.totals import COLUMNS, NEEDED, totals
from xl_addin.period import Month, Period
from xl_addin.sheets.schema import Read

Row = dict[str, Any]
Read_ = Callable[..., Read]

START, END, AS_OF = date(2021, 1, 1), date(2021, 2, 28), date(2021, 2, 20)
PERIOD = Period(Month(2021, 1), Month(2021, 2), AS_OF)
ENGINES = {"pandas": lambda rows: rows, "duckdb": duckdb.from_df}
SUSPENDED = "责令停产停业整顿"

# Cells as they are typed, and what they mean; None means nothing readable.
DAYS = [
    (START, START),
    (END, END),
    (date(2020, 12, 31), date(2020, 12, 31)),
    (date(2021, 3, 1), date(2021, 3, 1)),
    ("2021.2.20", AS_OF),
    ("2021年2月21日", date(2021, 2, 21)),
    (None, None),
    ("近日", None),
]
YES_NO = [("是", "是"), ("是", "是"), ("否", "否"), (None, None), ("？", None)]
AMOUNTS = [
    (1.5, Decimal("1.5")),
    (0.1, Decimal("0.1")),
    ("２．２", Decimal("2.2")),
    (0, Decimal(0)),
    (None, None),
    ("若干", None),
]
CELLS = {
    "unit": [("鹿城区", "鹿城区"), ("鹿城", "鹿城区"), ("龙港市", "龙港市"), (None, None), ("某地", None)],
    "inspected_on": DAYS,
    "record_doc": [("检1", "检1"), ("检2", "检2"), (" 检1 ", "检1"), (None, None)],
    "penalised": YES_NO,
    "kinds": [("罚款", ["罚款"]), (f"罚款、{SUSPENDED}", ["罚款", SUSPENDED]), (SUSPENDED, [SUSPENDED]), (None, []), ("？", [])],
    "filed_on": DAYS,
    "decision_doc": [("罚1", "罚1"), ("罚2", "罚2"), ("罚１", "罚1"), (None, None)],
    "decided_on": DAYS,
    "fine_class": [("非事故类", "非事故类"), ("事故类", "事故类"), (None, None), ("？", None)],
    "fine": AMOUNTS,
    "collected": AMOUNTS,
    "collected_on": DAYS,
    "hazmat": YES_NO,
    "hazmat_tonnes": AMOUNTS,
    "transferred": YES_NO,
    "detained": [(0, 0), (6.0, 6), ("2人", 2), (None, None), (1.5, None)],
}  # fmt: skip
FIRMS = [("甲厂", "码甲"), ("乙厂", "码乙"), ("丙窝点", None)]

pairs = st.fixed_dictionaries(
    {key: st.sampled_from(cells) for key, cells in CELLS.items()}
    | {"firm": st.sampled_from(FIRMS)}
)
likely = pairs.map(
    lambda row: row | {"unit": ("鹿城区", "鹿城区"), "penalised": ("是", "是")}
)
sheets = st.lists(pairs | likely, max_size=14)
few = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)


def typed(row: Row) -> Row:
    """Return the row as it is typed."""
    name, code = row["firm"]
    cells = {key: row[key][0] for key in CELLS}
    return cells | {"enterprise": name, "credit_code": code}


def meant(row: Row) -> Row:
    """Return the row as it is meant."""
    return {key: row[key][1] for key in CELLS} | {"firm": row["firm"]}


def inside(day: date | None) -> bool:
    return day is not None and START <= day <= END


def decisions(rows: list[Row]) -> list[Row]:
    """Return each decision once: the first row that has number and date."""
    first: dict[str, Row] = {}
    for row in rows:
        if row["penalised"] == "是" and row["decision_doc"] and row["decided_on"]:
            first.setdefault(row["decision_doc"], row)
    return [row for row in first.values() if inside(row["decided_on"])]


def summed(rows: list[Row], key: str) -> int:
    """Return a sum in 分 or grams."""
    return int(sum((row[key] or Decimal(0) for row in rows), Decimal(0)) * 10**6)


def counted(rows: list[Row]) -> dict[str, int]:
    """Count the rows of one unit by hand."""
    decided = decisions(rows)
    fined = [r for r in decided if r["fine"] is not None and r["fine_class"]]
    paid = [r for r in fined if r["collected_on"] and r["collected_on"] <= AS_OF]
    cases = [r for r in rows if r["hazmat"] == "是" and inside(r["filed_on"])]
    visits = {r["record_doc"] for r in rows if inside(r["inspected_on"])}
    return {
        "inspections": len(visits - {None}),
        "penalties": len(decided),
        "fines": summed(fined, "fine"),
        "nonaccident": summed([r for r in fined if r["fine_class"] == "非事故类"], "fine"),
        "collected": summed(paid, "collected"),
        "suspended": len({r["firm"] for r in decided if SUSPENDED in r["kinds"]}),
        "cases": len(cases),
        "tonnes": summed(cases, "hazmat_tonnes"),
        "hazmat_fines": summed(cases, "fine"),
        "transferred": sum(r["transferred"] == "是" for r in cases),
        "detained": sum(r["detained"] or 0 for r in cases),
    }  # fmt: skip


def by_hand(rows: list[Row]) -> dict[str, dict[str, int]]:
    units: dict[str, list[Row]] = defaultdict(list)
    for row in map(meant, rows):
        if row["unit"]:
            units[row["unit"]].append(row)
    return {unit: counted(rows) for unit, rows in units.items()}


def by_engine(engine: str, read: Read, period: Period) -> dict[str, dict[str, int]]:
    rows = ENGINES[engine](read.rows[list(NEEDED)])
    frame = totals(rows, period).collect("pandas").to_pandas().set_index("unit")
    assert tuple(frame.columns) == COLUMNS
    return {
        str(unit): {key: int(n) for key, n in line.items()}
        for unit, line in frame.to_dict("index").items()
    }


@pytest.mark.thorough
@pytest.mark.parametrize("engine", ENGINES)
@given(rows=sheets)
@settings(few, max_examples=35)
def test_every_engine_counts_as_one_does_by_hand(
    engine: str, rows: list[Row], read_rows: Read_
) -> None:
    read = read_rows(*map(typed, rows))
    assert by_engine(engine, read, PERIOD) == by_hand(rows)


def counts(
    read_rows: Read_, *rows: Row, unit: str = "鹿城区", period: Period = PERIOD
) -> dict[str, int]:
    """Return what both engines count for a unit."""
    read = read_rows(*rows)
    first, second = (by_engine(engine, read, period)[unit] for engine in ENGINES)
    assert first == second
    return first


@pytest.mark.parametrize(
    ("day", "counts_then"),
    [
        pytest.param(date(2020, 12, 31), 0, id="the day before"),
        pytest.param(START, 1, id="the first day"),
        pytest.param(END, 1, id="the last day"),
        pytest.param(date(2021, 3, 1), 0, id="the day after"),
    ],
)
def test_the_period_includes_its_first_and_last_day(
    day: date, counts_then: int, good_row: Callable[..., Row], read_rows: Read_
) -> None:
    dated = dict.fromkeys(("inspected_on", "filed_on", "decided_on"), day)
    found = counts(read_rows, good_row(hazmat="是", **dated))
    assert [found["inspections"], found["penalties"], found["cases"]] == [counts_then] * 3  # fmt: skip


@pytest.mark.parametrize(("paid_on", "paid"), [(AS_OF, 1), (date(2021, 2, 21), 0)])
def test_money_counts_up_to_the_cut_off_date(
    paid_on: date, paid: int, good_row: Callable[..., Row], read_rows: Read_
) -> None:
    found = counts(read_rows, good_row(collected_on=paid_on))
    assert found["collected"] == paid * 1_500_000
    assert found["fines"] == 1_500_000


def test_money_may_come_after_the_period(
    good_row: Callable[..., Row], read_rows: Read_
) -> None:
    later = Period(Month(2021, 1), Month(2021, 1), date(2021, 3, 31))
    row = good_row(collected_on=date(2021, 3, 31))
    assert counts(read_rows, row, period=later)["collected"] == 1_500_000


def test_a_decision_number_counts_once_in_a_unit_and_for_its_first_row(
    good_row: Callable[..., Row], read_rows: Read_
) -> None:
    number = {"decision_doc": "（鹿）应急罚〔2021〕1号"}
    rows = [good_row(1), good_row(2, **number, fine=9), good_row(3, **number, unit="龙湾区", fine=7)]  # fmt: skip
    found = counts(read_rows, *rows)
    assert (found["penalties"], found["fines"], found["inspections"]) == (1, 1_500_000, 2)  # fmt: skip
    other = counts(read_rows, *rows, unit="龙湾区")
    assert (other["penalties"], other["fines"]) == (1, 7_000_000)


def test_a_repeated_decision_stays_in_the_month_of_its_first_row(
    good_row: Callable[..., Row], read_rows: Read_
) -> None:
    rows = [good_row(1, decision_doc="甲", decided_on=date(2020, 12, 30)), good_row(2, decision_doc="甲")]  # fmt: skip
    assert counts(read_rows, *rows)["penalties"] == 0


@pytest.mark.parametrize(
    "first",
    [
        pytest.param({"decided_on": "近日"}, id="no day"),
        pytest.param({"penalised": "否"}, id="no penalty"),
    ],
)
def test_a_row_that_cannot_count_does_not_use_up_its_decision_number(
    first: Row, good_row: Callable[..., Row], read_rows: Read_
) -> None:
    rows = [good_row(1, decision_doc="甲", **first), good_row(2, decision_doc="甲", fine=7)]  # fmt: skip
    found = counts(read_rows, *rows)
    assert (found["penalties"], found["fines"]) == (1, 7_000_000)


@pytest.mark.parametrize("missing", ["decision_doc", "decided_on"])
def test_without_number_or_day_there_is_no_penalty_but_a_case(
    missing: str, good_row: Callable[..., Row], read_rows: Read_
) -> None:
    found = counts(
        read_rows, good_row(hazmat="是", hazmat_tonnes=8.41, **{missing: None})
    )
    assert (found["penalties"], found["fines"], found["collected"]) == (0, 0, 0)
    assert (found["cases"], found["tonnes"], found["hazmat_fines"]) == (1, 8_410_000, 1_500_000)  # fmt: skip


def test_a_fine_without_class_is_a_penalty_without_a_fine(
    good_row: Callable[..., Row], read_rows: Read_
) -> None:
    found = counts(read_rows, good_row(fine_class=None))
    assert (found["penalties"], found["fines"], found["collected"]) == (1, 0, 0)


def test_an_accidents_fine_is_in_the_total_only(
    good_row: Callable[..., Row], read_rows: Read_
) -> None:
    found = counts(read_rows, good_row(1), good_row(2, fine_class="事故类", fine=20))
    assert (found["fines"], found["nonaccident"]) == (21_500_000, 1_500_000)


def test_a_firm_is_suspended_once_whatever_the_number_of_decisions(
    good_row: Callable[..., Row], read_rows: Read_
) -> None:
    kinds = {"kinds": f"{SUSPENDED}、罚款"}
    firm = {"enterprise": "甲厂", "credit_code": None}
    rows = [good_row(1, **kinds, **firm), good_row(2, **kinds, **firm), good_row(3, **kinds)]  # fmt: skip
    assert counts(read_rows, *rows)["suspended"] == 2


def test_nothing_makes_nothing(read_rows: Read_) -> None:
    for engine in ENGINES:
        assert by_engine(engine, read_rows(), PERIOD) == {}
