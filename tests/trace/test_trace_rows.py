"""The rows of a trace make up the figure: for every figure, unit and any rows."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from xl_addin.figures.contributions import COLUMNS
from xl_addin.figures.counts import COUNTS, CountKey, Ratio
from xl_addin.figures.totals import totals
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.period import Month, Period
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings
from xl_addin.trace.answer import Trace, trace
from xl_addin.trace.figures import (
    CITY,
    FIGURES,
    Amount,
    Figure,
    Rank,
    find_figure,
)

Row = dict[str, Any]
Cells = Callable[..., list[list[Any]]]

AS_OF = date(2021, 2, 20)
PERIOD = Period(Month(2021, 1), Month(2021, 2), AS_OF)
SUSPENDED = "责令停产停业整顿"
DAYS = [date(2021, 1, 1), date(2021, 2, 28), date(2021, 2, 20), date(2021, 2, 21), date(2020, 12, 31), date(2021, 3, 1), None, "近日"]  # fmt: skip
AMOUNTS = [1.5, 0.1, 2.2, 0, None, "若干"]
CELLS = {
    "unit": ["鹿城区", "鹿城", "龙港市", None, "某地"],
    "enterprise": ["甲厂", "乙厂", None],
    "credit_code": ["91350100M000100Y43", None],
    "inspected_on": DAYS,
    "filled_on": DAYS,
    "record_doc": ["检1", "检2", " 检1 ", None],
    "penalised": ["是", "是", "否", None],
    "kinds": ["罚款", f"罚款、{SUSPENDED}", SUSPENDED, None, "？"],
    "filed_on": DAYS,
    "decision_doc": ["罚1", "罚2", "罚１", None],
    "decided_on": DAYS,
    "fine_class": ["非事故类", "事故类", None, "？"],
    "fine": AMOUNTS,
    "collected": AMOUNTS,
    "collected_on": DAYS,
    "hazmat": ["是", "是", "否", None],
    "hazmat_tonnes": AMOUNTS,
    "transferred": ["是", "否", None],
    "detained": [0, 6, "2人", None],
}
any_row = st.fixed_dictionaries(
    {key: st.sampled_from(cells) for key, cells in CELLS.items()}
)
likely = any_row.map(lambda row: row | {"unit": "鹿城区", "penalised": "是"})
sheets = st.lists(any_row | likely, max_size=14)
limits = st.builds(Settings, threshold=st.sampled_from([20, 60]), top=st.integers(1, 3))
few = settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)


def month_of(rows: list[Row], sheet_of: Cells, chosen: Settings) -> Summary:
    checked = check({"A3": sheet_of(*rows)}, date(2021, 3, 10))
    context = Context(chosen, checked.context.today)
    return summarise(type(checked)(checked.table, checked.rows, checked.issues, context), PERIOD)  # fmt: skip


def answers(month: Summary) -> Iterator[Trace]:
    """Trace every figure of every sheet for three units and the city."""
    for place, figures in FIGURES.items():
        units = [CITY] if place == "首页" else ["鹿城区", "文成县", CITY]
        for figure in figures:
            yield from (trace(month, figure, unit) for unit in units)


def added(answer: Trace, part: CountKey) -> Decimal:
    """Add the counted lines of a part."""
    lines = answer.lines[answer.lines["counted"]]
    own = lines.loc[lines["part"] == COUNTS[part].heading, "amount"]
    return sum((Decimal(str(amount)) for amount in own), Decimal(0))


def rounded(part: Decimal, whole: Decimal) -> float | None:
    """Return a percentage rounded half up, from the exact quotient."""
    if not whole:
        return None
    share = Fraction(part) * 10_000 / Fraction(whole)
    return int(share + Fraction(1, 2)) / 100


def from_lines(answer: Trace) -> object:
    """Compute the figure from the counted lines alone."""
    source, lines = answer.figure.source, answer.lines
    counted = lines[lines["counted"]]
    if isinstance(source, Rank):
        own = counted.loc[counted["unit"] == answer.unit, "amount"].tolist()
        return 1 + int((counted["amount"] > own[0]).sum()) if own else None
    if not isinstance(source, Amount | Ratio):
        return counted["unit"].tolist()
    if "零上报" in answer.formula:
        assert counted.empty
        return None
    if isinstance(source, Amount):
        return float(added(answer, source.part))
    return rounded(added(answer, source.part), added(answer, source.whole))


@pytest.mark.thorough
@given(rows=sheets, chosen=limits)
@few
def test_the_counted_lines_recompute_to_the_figure(
    rows: list[Row], chosen: Settings, sheet_of: Cells
) -> None:
    month = month_of(rows, sheet_of, chosen)
    for answer in answers(month):
        assert from_lines(answer) == answer.value, answer.title


@pytest.mark.thorough
@given(rows=sheets)
@few
def test_totals_of_the_listed_rows_alone_are_the_totals(
    rows: list[Row], sheet_of: Cells
) -> None:
    month = month_of(rows, sheet_of, Settings())
    for figure, unit in ((f, u) for f in FIGURES["附件2"] + FIGURES["首页"] for u in ("鹿城区", CITY)):  # fmt: skip
        if not isinstance(figure.source, Amount):
            continue
        answer, key = trace(month, figure, unit), figure.source.part
        counted = answer.lines.loc[answer.lines["counted"], "row"]
        kept = month.checked.rows[month.checked.rows["row"].isin(counted)]
        alone = totals(kept, PERIOD).collect("pandas").to_pandas()[key].sum()
        whose = month.totals if answer.unit == CITY else month.totals.loc[[answer.unit]]
        assert alone == whose[key].sum(), answer.title


@pytest.mark.thorough
@given(rows=sheets)
@few
def test_a_row_is_counted_or_left_out_or_near_and_always_with_a_reason(
    rows: list[Row], sheet_of: Cells
) -> None:
    for answer in answers(month_of(rows, sheet_of, Settings())):
        lines, left = answer.lines, answer.left_out
        assert tuple(lines) == tuple(left) == COLUMNS
        assert not left["counted"].any()
        assert (left["remark"] != "").all()
        assert (lines.loc[~lines["counted"], "remark"] != "").all()
        if isinstance(answer.figure.source, Amount | Ratio):
            both = pd.concat([lines, left])
            assert not both.duplicated(["row", "part"]).any(), answer.title
            assert set(lines["unit"]) <= {answer.unit} or answer.unit == CITY


@pytest.mark.thorough
@given(rows=sheets)
@few
def test_a_fine_of_annex_2_has_a_remark_exactly_where_annex_1_lacks_it(
    rows: list[Row], sheet_of: Cells
) -> None:
    month = month_of(rows, sheet_of, Settings())
    first, second = (
        trace(month, find_figure("fines", place)).lines for place in ("附件1", "附件2")
    )
    held = set(first.loc[first["counted"], "row"])
    fined = second[second["amount"].fillna(0) > 0]
    lacking = set(fined.loc[fined["remark"] != "", "row"])
    assert lacking == set(fined["row"]) - held


@pytest.mark.parametrize("figure", [f for figures in FIGURES.values() for f in figures], ids=lambda f: f"{f.place} {f.name}")  # fmt: skip
def test_every_figure_of_an_empty_sheet_is_answered(
    figure: Figure, sheet_of: Cells
) -> None:
    answer = trace(month_of([], sheet_of, Settings()), figure)

    assert answer.formula
    assert answer.left_out.empty
