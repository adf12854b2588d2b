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
small = st.integers(1, 10**6).map(lambda number: float(f"{number}e-12"))
large = st.integers(1, 10**6).map(lambda number: float(f"{number}e14"))


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
        pytest.param("１，２３４．５", "2，469", 50.0, id="full-width marks"),
        pytest.param(".5", 1, 50.0, id="no digit before the point"),
        pytest.param(Decimal("12.5"), 25, 50.0, id="a currency cell"),
        pytest.param(3, 2, 150.0, id="above a hundred"),
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


def test_half_a_hundredth_goes_away_from_zero(cell: Any) -> None:
    assert cell("CHANGE_RATE", 98.995, 100) == -1.01
    assert cell("CHANGE_RATE", "－５", 100) == -105.0


@pytest.mark.parametrize("name", RATES)
def test_a_count_below_zero_is_refused_in_its_place(name: str, call: Any) -> None:
    (below,), (good,) = call(name, [[-5], [5]], [[10], [10]])
    assert below.endswith("”无效：不能小于0")
    assert good == 50.0


def test_a_change_from_below_zero_is_refused(cell: Any) -> None:
    """It would print a rise as a fall."""
    assert cell("CHANGE_RATE", 5, -10) == "#参数“基期”无效：不能小于0"


def test_only_the_cell_that_is_too_large_says_so(call: Any) -> None:
    found = call(
        "PENALTY_RATE", [[8], [1e308], [3], [1e300]], [[21], [1], [4], [1e-300]]
    )
    large = "#参数“行政处罚起数”无效：数字过大"
    assert found == [[38.1], [large], [75.0], [f"{large}，算不出结果"]]


# XlCVError of Microsoft's documentation, and 0x800A0000 as COM has it.
@pytest.mark.parametrize(
    ("code", "shown"),
    [(2000, "#NULL!"), (2007, "#DIV/0!"), (2015, "#VALUE!"), (2023, "#REF!"),
     (2029, "#NAME?"), (2036, "#NUM!"), (2042, "#N/A"), (2043, "#GETTING_DATA"),
     (2045, "#SPILL!"), (2046, "#CONNECT!"), (2047, "#BLOCKED!"), (2048, "#UNKNOWN!"),
     (2049, "#FIELD!"), (2050, "#CALC!"), (2051, "")],
)  # fmt: skip
def test_an_error_value_is_no_number(code: int, shown: str, cell: Any) -> None:
    handed_over = 0x800A0000 + code - 2**32
    assert cell("PENALTY_RATE", handed_over, 100) == (
        f"#参数“行政处罚起数”无效：单元格是错误值{shown}，请先改正"
    )


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
    assert call("SHARE_OF_TOTAL", [["件数"], [1], [None], [2], ["5"]]) == [
        [""],
        [12.5],
        [""],
        [25.0],
        [62.5],
    ]
    assert call("SHARE_OF_TOTAL", [[0, 0]]) == [["", ""]]


@given(st.lists(amounts | small | large, min_size=1, max_size=9))
@example([0.00005, 0.5])
@example([1e15, 3e15])
def test_shares_of_the_total_are_rates_of_the_sum(values: list[float]) -> None:
    total = sum(Fraction(repr(value)) for value in values)
    expected = [
        half_up(Fraction(repr(v)) * 100 / total) if total else "" for v in values
    ]
    assert SHARE_OF_TOTAL([values]) == [list(expected)]


@given(st.integers(0, 10**11))
def test_yuan_are_ten_thousandths(cents: int) -> None:
    assert WAN(cents / 100) == [[float(Fraction(cents, 1_000_000))]]
