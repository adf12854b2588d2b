"""Rates and shares: the notice's figures, exact halves, and any shape of range."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from udfs import CHANGE_RATE, PENALTY_RATE, SHARE_OF_TOTAL, WAN

RATES = ("NONACC_SHARE", "PENALTY_RATE", "COLLECTION_RATE", "RECTIFY_RATE")
NOT_AVAILABLE = -2146826246  # COM's #N/A

amounts = st.decimals(0, 10_000, places=4).map(float)


def half_up(exact: Fraction) -> float:
    """Round to two decimals, halves away from zero."""
    size = floor(abs(exact) * 100 + Fraction(1, 2)) / 100
    return size if exact >= 0 else -size


@pytest.mark.parametrize("name", RATES)
def test_the_rates_of_the_notice(name: str, cell: Any) -> None:
    assert [cell(name, *pair) for pair in ((87, 248), (8, 21), (12, 30))] == [
        35.08,
        38.1,
        40.0,
    ]


def test_whole_columns_of_the_notice_at_once(call: Any) -> None:
    penalties = [[12], [13], [6], [3], [16], [10], [19]]
    inspections = [[30], [14], [19], [7], [42], [33], [21]]
    assert call("PENALTY_RATE", penalties, inspections) == [
        [40.0],
        [92.86],
        [31.58],
        [42.86],
        [38.1],
        [30.3],
        [90.48],
    ]


@pytest.mark.parametrize("name", RATES)
def test_nothing_over_nothing_is_blank(name: str, cell: Any) -> None:
    for part, whole in ((1, 0), (0, 0), (None, 5), (5, None), ("", ""), (" ", 3)):
        assert cell(name, part, whole) == ""


@pytest.mark.parametrize(
    ("part", "whole", "rate"),
    [
        pytest.param(1.005, 100, 1.01, id="a half that binary has below"),
        pytest.param(2.675, 100, 2.68, id="another"),
        pytest.param(0.1 + 0.2, 0.3, 100.0, id="Excel shows 0.3"),
        pytest.param("1,234.5", 2469, 50.0, id="a number as text"),
        pytest.param("１２", 24, 50.0, id="full width"),
        pytest.param(Decimal("12.5"), 25, 50.0, id="a currency cell"),
        pytest.param(3, 2, 150.0, id="above a hundred"),
        pytest.param(-1.005, 100, -1.01, id="away from zero"),
    ],
)
def test_the_decimals_that_excel_shows_are_divided(
    part: Any, whole: Any, rate: float, cell: Any
) -> None:
    assert cell("COLLECTION_RATE", part, whole) == rate


@given(amounts, amounts)
@example(0.00005, 1.0)
def test_a_rate_is_the_exact_quotient_rounded_half_up(
    part: float, whole: float
) -> None:
    exact = Fraction(repr(part)), Fraction(repr(whole))
    expected = half_up(exact[0] * 100 / exact[1]) if whole else ""
    assert PENALTY_RATE(part, whole) == [[expected]]


@given(amounts, amounts)
def test_a_change_is_what_was_added_in_percent_of_what_was(
    now: float, then: float
) -> None:
    exact = Fraction(repr(now)), Fraction(repr(then))
    expected = half_up((exact[0] - exact[1]) * 100 / exact[1]) if then else ""
    assert CHANGE_RATE(now, then) == [[expected]]


def test_a_change_by_hand(call: Any) -> None:
    found = call("CHANGE_RATE", [[110, 90, 100, 5, None]], [[100, 100, 100, 0, 3]])
    assert found == [[10.0, -10.0, 0.0, "", ""]]


@pytest.mark.parametrize(
    ("part", "whole", "result"),
    [
        pytest.param(1, 4, [[25.0]], id="cells"),
        pytest.param([[1]], [[4]], [[25.0]], id="ranges of a cell"),
        pytest.param([[1], [2]], 4, [[25.0], [50.0]], id="a column and a cell"),
        pytest.param(1, [[4, 2]], [[25.0, 50.0]], id="a cell and a row"),
        pytest.param([1, 2], [4, 4], [[25.0, 50.0]], id="constants {1,2}"),
        pytest.param([[1, 2], [3, 4]], [[4, 4], [4, 0]], [[25.0, 50.0], [75.0, ""]], id="blocks"),
    ],
)  # fmt: skip
def test_the_result_has_the_shape_of_the_ranges(
    part: Any, whole: Any, result: Any, call: Any
) -> None:
    assert call("PENALTY_RATE", part, whole) == result


def test_ranges_of_different_shapes_are_refused(cell: Any) -> None:
    assert cell("PENALTY_RATE", [[1], [2]], [[1], [2], [3]]) == (
        "#参数“检查企业家次”无效：行数和列数应与“行政处罚起数”相同"
    )


def test_only_the_cell_that_is_no_number_says_so(call: Any) -> None:
    parts = [["处罚起数"], [1], [date(2021, 1, 5)], [True], [NOT_AVAILABLE], ["#N/A"]]
    found = [line[0] for line in call("PENALTY_RATE", parts, 4)]
    number = "#参数“行政处罚起数”无效：请使用数字"
    error = "#参数“行政处罚起数”无效：单元格是错误值#N/A，请先改正"
    assert found == [number, 25.0, number, number, error, error]


def test_shares_of_the_total_leave_text_out(call: Any) -> None:
    assert call("SHARE_OF_TOTAL", [["件数"], [1], [None], [2], ["3"]]) == [
        [""],
        [33.33],
        [""],
        [66.67],
        [""],
    ]
    assert call("SHARE_OF_TOTAL", [[0, 0]]) == [["", ""]]


@given(st.lists(amounts, min_size=1, max_size=9))
def test_shares_of_the_total_are_rates_of_the_sum(values: list[float]) -> None:
    total = sum(Fraction(repr(value)) for value in values)
    expected = [
        half_up(Fraction(repr(v)) * 100 / total) if total else "" for v in values
    ]
    assert SHARE_OF_TOTAL([values]) == [expected]


@given(st.integers(0, 10**11))
def test_yuan_are_ten_thousandths(cents: int) -> None:
    assert WAN(cents / 100) == [[float(Fraction(cents, 1_000_000))]]
