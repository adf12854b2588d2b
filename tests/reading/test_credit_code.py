"""Codes of GB 32100-2015, one by one and by the column."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.reading.credit_code import ALPHABET, are_valid, check_character, is_valid

# The standard's own example, then codes that these firms print in public.
KNOWN = [
    pytest.param("91350100M000100Y43", id="GB 32100-2015"),
    pytest.param("914403001922038216", id="Huawei Technologies"),
    pytest.param("9144030071526726XG", id="Tencent Technology (Shenzhen)"),
    pytest.param("91110000802100433B", id="Baidu Netcom"),
    pytest.param("91330100799655058B", id="Alibaba (China)"),
    pytest.param("91110000600037341L", id="python-stdnum's example"),
]

firsts = st.text(ALPHABET, min_size=17, max_size=17)
codes = firsts.map(lambda first: first + check_character(first))


@pytest.mark.parametrize("code", KNOWN)
def test_a_known_code_is_valid(code: str) -> None:
    assert check_character(code[:17]) == code[17]
    assert is_valid(code)
    assert are_valid(np.array([code])).tolist() == [True]


@pytest.mark.parametrize(
    ("first17", "check"),
    [
        pytest.param("0" * 17, "0", id="a sum of 0 leaves 0, not 31"),
        pytest.param("1" + "0" * 16, "Y", id="31 - 1 is 30"),
        pytest.param("01" + "0" * 15, "W", id="31 - 3: weight of place 2"),
        pytest.param("0" * 16 + "1", "3", id="31 - 28: weight of place 17"),
        pytest.param("Y" + "0" * 16, "1", id="31 - 30"),
    ],
)
def test_the_check_character_by_hand(first17: str, check: str) -> None:
    assert check_character(first17) == check


@pytest.mark.parametrize(
    "first17",
    [
        pytest.param("9135O100M000100Y4", id="the letter O"),
        pytest.param("91350100m000100Y4", id="a small letter"),
        pytest.param("９1350100M000100Y4", id="a full-width digit"),
        pytest.param("91350100M000100Y", id="16 characters"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_not_in_the_standard_has_no_check_character(first17: str) -> None:
    with pytest.raises(ValueError, match="GB 32100-2015"):
        check_character(first17)
    assert not is_valid(first17 + "3")


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("", id="nothing"),
        pytest.param("无", id="a word"),
        pytest.param("91350100M000100Y4", id="17 characters"),
        pytest.param("91350100M000100Y433", id="19 characters"),
        pytest.param(" 91350100M000100Y43", id="a blank before"),
        pytest.param("91350100M000100Y4３", id="a full-width digit"),
        pytest.param("91350100M000100Y44", id="the wrong check character"),
    ],
)
def test_both_ways_refuse(cell: str) -> None:
    assert not is_valid(cell)
    assert are_valid(np.array([cell], dtype=object)).tolist() == [False]


def test_blank_cells_are_not_valid_codes() -> None:
    column = np.array([None, float("nan"), "91350100M000100Y43", 9], dtype=object)
    assert are_valid(column).tolist() == [False, False, True, False]


def test_an_empty_column_gives_an_empty_answer() -> None:
    assert are_valid(np.array([], dtype=object)).tolist() == []


@given(st.lists(codes | st.text(ALPHABET, min_size=18, max_size=18), min_size=1))
def test_column_and_single_agree(column: list[str]) -> None:
    expected = [is_valid(code) for code in column]
    assert are_valid(np.array(column, dtype=object)).tolist() == expected
    assert are_valid(np.array(column)[::-1]).tolist() == expected[::-1]


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_caught(code: str, at: int, wrong: str) -> None:
    changed = code[:at] + wrong + code[at + 1 :]
    assert is_valid(code)
    assert is_valid(changed) == (wrong == code[at])


@given(codes, st.integers(0, 15))
def test_two_neighbours_swapped_are_caught(code: str, at: int) -> None:
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert is_valid(swapped) == (swapped == code)
