"""Percentages round half up from the exact quotient; 分 and grams come back exactly."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.exact import percent, unscaled

whole_numbers = st.integers(-(10**15), 10**15)


def by_decimal(part: int, whole: int) -> float:
    """Round the exact quotient in decimal arithmetic, half away from zero."""
    exact = Fraction(part, whole) * 100
    # Far enough behind the point that cutting cannot move a tie.
    digits = abs(exact.numerator) * 10**6 // exact.denominator
    inexact = abs(exact.numerator) * 10**6 % exact.denominator > 0
    quotient = Decimal(digits).scaleb(-6) + (Decimal("1e-9") if inexact else 0)
    rounded = quotient.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return float(rounded if exact >= 0 else -rounded)


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        pytest.param(8, 21, 38.1, id="乐清市: 38.095 is not cut"),
        pytest.param(87, 248, 35.08, id="the city of the notice"),
        pytest.param(13, 14, 92.86, id="龙湾区"),
        pytest.param(4, 52, 7.69, id="龙港市"),
        pytest.param(1, 800, 0.13, id="a tie: 0.125"),
        pytest.param(201, 20_000, 1.01, id="a tie that binary floats lose: 1.005"),
        pytest.param(-1, 800, -0.13, id="half goes away from zero"),
        pytest.param(1, -800, -0.13, id="a negative whole"),
        pytest.param(3, 2, 150.0, id="more than all"),
        pytest.param(0, 7, 0.0, id="nothing of something"),
        pytest.param(1, 3, 33.33, id="below the tie"),
        pytest.param(2, 3, 66.67, id="above the tie"),
    ],
)
def test_a_percentage_by_hand(part: int, whole: int, printed: float) -> None:
    assert percent(part, whole) == printed


@pytest.mark.parametrize("part", [0, 1, -1, 10**12])
def test_a_share_of_nothing_is_none(part: int) -> None:
    assert percent(part, 0) is None


@given(whole_numbers, whole_numbers.filter(bool))
@settings(max_examples=300, deadline=None)
def test_a_percentage_is_the_exact_quotient_rounded_half_up(
    part: int, whole: int
) -> None:
    assert percent(part, whole) == by_decimal(part, whole)


@given(st.integers(0, 10**9))
@settings(deadline=None)
def test_a_tie_goes_up(hundredths: int) -> None:
    """x.xx5 % of a whole goes to the larger neighbour, and to the smaller below 0."""
    part = 2 * hundredths + 1
    assert percent(part, 20_000) == (hundredths + 1) / 100
    assert percent(-part, 20_000) == -(hundredths + 1) / 100


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(1, 1000))
@settings(deadline=None)
def test_a_percentage_depends_on_the_quotient_alone(
    part: int, whole: int, times: int
) -> None:
    assert percent(part * times, whole * times) == percent(part, whole)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(299_740_000, 299.74), (1, 0.000001), (5_100_000, 5.1), (0, 0.0)],
)
def test_fen_are_shown_in_wan_yuan(amount: int, shown: float) -> None:
    assert unscaled(amount) == shown


@given(st.integers(0, 10**14))
@settings(deadline=None)
def test_an_amount_is_the_float_nearest_to_its_decimal(amount: int) -> None:
    assert unscaled(amount) == float(Decimal(amount).scaleb(-6))
