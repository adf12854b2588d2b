"""What months are known by: rows of A3 while they are there, else lines of 历史."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from xl_addin.figures.history import COLUMNS, HISTORY, read
from xl_addin.figures.past import Past, has_rows, month_lines
from xl_addin.figures.totals import Tally
from xl_addin.month.summary import Summary
from xl_addin.period import Month, parse_period
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings

Row = dict[str, Any]

TODAY = date(2021, 3, 10)
HEADINGS = [column.heading for column in COLUMNS]
JANUARY, FEBRUARY = Month(2021, 1), Month(2021, 2)


def line(month: str, unit: str = "鹿城区") -> list[object]:
    return [month, unit, 9, 5, 2.5, 2.5, 2.5, 0, 1, 1.25, 2.5, 1, 2, TODAY]


def known(*lines: list[object]) -> pd.DataFrame:
    return read(HISTORY.table([HEADINGS, *lines]), Context(Settings(), TODAY))[0]


@pytest.fixture(scope="module")
def decided_later(
    good_row: Callable[..., Row], read_rows: Callable[..., Any]
) -> pd.DataFrame:
    """Return three visits of January; the last is filed and decided in February."""
    february = {"filed_on": date(2021, 2, 2), "decided_on": date(2021, 2, 9)}
    later = {"inspected_on": date(2021, 1, 28), "hazmat": "是", "hazmat_tonnes": 1}
    rows: pd.DataFrame = read_rows(
        good_row(1), good_row(2), good_row(3, **february, **later)
    ).rows
    return rows


def test_what_is_decided_in_a_month_without_inspections_is_entered(
    decided_later: pd.DataFrame,
) -> None:
    tally, period = Tally(decided_later, Settings()), parse_period("2021-01", "2021-02")
    found = month_lines(tally, period, TODAY)
    city = found.groupby("月份")[["检查企业（家次）", "行政处罚（起）", "打非案件数"]].sum()  # fmt: skip
    assert city.to_numpy().tolist() == [[3, 2, 0], [0, 1, 1]]


def test_the_year_to_date_holds_what_such_a_month_decided(
    decided_later: pd.DataFrame,
) -> None:
    total, missing = Past(Tally(decided_later, Settings())).over(
        [JANUARY, FEBRUARY], TODAY
    )
    assert (sums(total), missing) == ((3, 3, 1), [])


@pytest.fixture
def past(
    good_row: Callable[..., Row], read_rows: Callable[..., Any]
) -> Callable[..., Past]:
    """Return `past(*lines)`: January in A3 by one visit with a fine, and these lines."""

    def of(*lines: list[object], rows: int = 1) -> Past:
        inspected = [good_row(n) for n in range(1, rows + 1)]
        return Past(Tally(read_rows(*inspected).rows, Settings()), known(*lines))

    return of


def sums(totals: pd.DataFrame | None) -> tuple[int, int, int] | None:
    """Return inspections, penalties and cases of the city."""
    if totals is None:
        return None
    return tuple(
        int(totals[key].sum()) for key in ("inspections", "penalties", "cases")
    )  # type: ignore[return-value]


def test_a_month_that_nobody_knows_is_none(past: Callable[..., Past]) -> None:
    assert past().month(FEBRUARY, TODAY) is None
    assert past(line("2021-01")).month(FEBRUARY, TODAY) is None


def test_a_cleared_month_is_known_from_the_history(past: Callable[..., Past]) -> None:
    found = past(line("2021-02"), line("2021-02", "龙港市")).month(FEBRUARY, TODAY)
    assert sums(found) == (18, 10, 2)
    assert found is not None
    assert found.index.tolist() == Settings().in_order(1)
    assert found.loc["龙港市", "fines"] == 2_500_000
    assert found.loc["龙港市", "tonnes"] == 1_250_000


def test_a_month_of_a3_goes_before_the_history(past: Callable[..., Past]) -> None:
    smaller = line("2021-01")
    smaller[2:4], smaller[8] = [1, 0], 0
    assert sums(past(smaller, rows=3).month(JANUARY, TODAY)) == (3, 3, 0)


def test_the_rest_of_a_cleared_month_does_not_stand_for_it(
    past: Callable[..., Past],
) -> None:
    assert sums(past(line("2021-01")).month(JANUARY, TODAY)) == (9, 5, 1)


def test_a_month_that_is_being_summed_is_a3s_alone(past: Callable[..., Past]) -> None:
    found = past(line("2021-01"))
    summed = Past(found.tally, found.lines, (JANUARY,))
    assert sums(summed.month(JANUARY, TODAY)) == (1, 1, 0)


def test_a_summed_month_in_which_nothing_was_done_is_known_to_be_zero(
    past: Callable[..., Past],
) -> None:
    found = past(line("2021-03"))
    march = Month(2021, 3)
    summed = Past(found.tally, found.lines, (JANUARY, FEBRUARY, march))
    assert sums(summed.month(FEBRUARY, TODAY)) == (0, 0, 0)
    assert sums(summed.month(march, TODAY)) == (9, 5, 1)  # cleared, not idle


@pytest.mark.parametrize(
    ("inspections", "penalties", "units"),
    [(1, 1, []), (0, 0, []), (2, 1, ["鹿城区"]), (1, 2, ["鹿城区"])],
)
def test_a_unit_with_less_than_was_entered_is_named(
    inspections: int, penalties: int, units: list[str], past: Callable[..., Past]
) -> None:
    """A3 holds one visit and one penalty of 鹿城区 in January."""
    entered = line("2021-01")
    entered[2:4] = [inspections, penalties]
    assert past(entered).fewer(JANUARY, TODAY) == units


def test_a_month_that_a3_does_not_hold_is_not_less(past: Callable[..., Past]) -> None:
    assert past(line("2021-02")).fewer(FEBRUARY, TODAY) == []
    assert past().fewer(JANUARY, TODAY) == []


def test_rows_of_a_month_that_was_never_summed_may_be_the_rest_of_it(
    past: Callable[..., Past],
) -> None:
    months = [Month(2020, 12), JANUARY, FEBRUARY]
    assert past().unconfirmed(months) == [JANUARY]
    assert past(line("2021-01")).unconfirmed(months) == []
    found = past()
    assert Past(found.tally, summed=(JANUARY,)).unconfirmed(months) == []


def test_a_summary_sums_its_own_months(example: Summary) -> None:
    assert example.past.summed == (JANUARY, FEBRUARY)


def test_months_add_up_and_the_unknown_ones_are_named(
    past: Callable[..., Past],
) -> None:
    months = [Month(2021, at) for at in (1, 2, 3, 4)]
    total, missing = past(line("2021-03"), rows=2).over(months, TODAY)
    assert sums(total) == (11, 7, 1)
    assert missing == [Month(2021, 2), Month(2021, 4)]
    assert past().over([Month(2021, 4)], TODAY) == (None, [Month(2021, 4)])


@pytest.mark.parametrize("which", ["inspected_on", "decided_on", "filed_on"])
@pytest.mark.parametrize(
    ("day", "there"),
    [("2021-01-31", True), ("2021-02-01", False), ("2020-12-31", False), (None, False)],
)
def test_a_month_is_there_where_something_was_inspected_decided_or_filed(
    day: str | None, which: str, *, there: bool
) -> None:
    three = ("inspected_on", "decided_on", "filed_on")
    days = {key: pd.Series([day if key == which else None]) for key in three}
    rows = pd.DataFrame({key: pd.to_datetime(own) for key, own in days.items()})
    assert has_rows(rows, JANUARY) == there
