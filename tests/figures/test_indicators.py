"""Ranks, rates and lists of names, against plain counting."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.figures.indicators import (
    competition_rank,
    name_list,
    rates,
    top_units,
    units_below,
)

few = st.integers(0, 6).map(lambda n: n / 2)  # so few values that ties occur
columns = st.lists(few | st.none(), max_size=14)


def ranks(values: list[float | None]) -> list[int | None]:
    found = competition_rank(pd.Series(values, dtype="float64"))
    return [None if pd.isna(rank) else int(rank) for rank in found]


def places(values: list[float | None]) -> list[int | None]:
    """Rank by counting: one more than there are larger values."""
    some = [value for value in values if value is not None]
    return [
        None if value is None else 1 + sum(other > value for other in some)
        for value in values
    ]


@pytest.mark.parametrize(
    ("values", "ranked"),
    [
        pytest.param([5.0, 7.0, 7.0, 4.0], [3, 1, 1, 4], id="1, 1, 3, 4"),
        pytest.param([9.0, 7.0, 7.0, 4.0], [1, 2, 2, 4], id="1, 2, 2, 4"),
        pytest.param([None, 2.0, None], [None, 1, None], id="blanks have no rank"),
        pytest.param([0.0, 0.0, 3.0], [2, 2, 1], id="zeros are ranked"),
        pytest.param([], [], id="nothing"),
        pytest.param([100.0] * 3, [1, 1, 1], id="all are first"),
    ],
)
def test_a_rank_by_hand(values: list[float | None], ranked: list[int | None]) -> None:
    assert ranks(values) == ranked


@given(columns)
@settings(deadline=None)
def test_a_rank_is_one_more_than_there_are_larger_values(
    values: list[float | None],
) -> None:
    assert ranks(values) == places(values)


@given(columns, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_units_does_not_matter(
    values: list[float | None], chance: object
) -> None:
    order = list(range(len(values)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    shuffled = ranks([values[at] for at in order])
    assert shuffled == [ranks(values)[at] for at in order]


@given(columns, st.sampled_from([0.5, 2.0, 8.0]))
@settings(deadline=None)
def test_counting_in_another_unit_does_not_change_a_rank(
    values: list[float | None], scale: float
) -> None:
    scaled = [None if value is None else value * scale for value in values]
    assert ranks(scaled) == ranks(values)


@given(columns)
@settings(deadline=None)
def test_one_more_idle_unit_moves_nobody(values: list[float | None]) -> None:
    *others, idle = ranks([*values, 0.0])
    assert others == ranks(values)
    assert idle == 1 + sum(value is not None and value > 0 for value in values)


def test_ranks_are_whole_numbers_and_keep_the_index() -> None:
    ranked = competition_rank(pd.Series([1.5, None], index=["甲", "乙"]))
    assert ranked.dtype == "Int64"
    assert list(ranked.index) == ["甲", "乙"]


def test_rates_go_row_by_row_and_are_blank_without_a_whole() -> None:
    found = rates(
        pd.Series([8, 1, 0, 13], index=list("abcd")),
        pd.Series([21, 0, 5, 14], index=list("abcd")),
    )
    assert found["a"] == 38.1
    assert pd.isna(found["b"])
    assert (found["c"], found["d"]) == (0.0, 92.86)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        pytest.param([], "", id="nobody"),
        pytest.param(["乐清市"], "乐清市", id="one"),
        pytest.param(["永嘉县", "洞头区"], "永嘉县和洞头区", id="two"),
        pytest.param(
            ["乐清市", "永嘉县", "鹿城区"], "乐清市、永嘉县和鹿城区", id="as printed"
        ),
        pytest.param(["甲", "乙", "丙", "丁"], "甲、乙、丙和丁", id="four"),
    ],
)
def test_names_are_listed_as_the_notice_does(names: list[str], said: str) -> None:
    assert name_list(names) == said


def top(values: list[float | None], count: int = 3) -> str:
    units = pd.Series(list("甲乙丙丁戊己"[: len(values)]), dtype=object)
    return "".join(top_units(units, pd.Series(values, dtype="float64"), count))


@pytest.mark.parametrize(
    ("values", "names"),
    [
        pytest.param([1, 4, 3, 2], "乙丙丁", id="best first"),
        pytest.param([4, 1, 3, 1], "甲丙乙丁", id="a tie at the last place"),
        pytest.param([4, 4, 4, 4], "甲乙丙丁", id="all tied"),
        pytest.param([5, 4, 4, 4], "甲乙丙丁", id="a tie that crosses the last place"),
        pytest.param([5, 5, 4, 3], "甲乙丙", id="a tie above the last place"),
        pytest.param([5, 5, 5, 3], "甲乙丙", id="three share the first place"),
        pytest.param([0, 2, 0, 1], "乙丁", id="a zero is never among the best"),
        pytest.param([0, 0, 0], "", id="only zeros"),
        pytest.param([None, 2, None], "乙", id="blanks"),
        pytest.param([], "", id="no units"),
    ],
)
def test_the_top_three(values: list[float | None], names: str) -> None:
    assert top(values) == names


def test_the_number_of_names_is_a_choice() -> None:
    assert [top([3, 2, 1], count) for count in (1, 2, 9)] == ["甲", "甲乙", "甲乙丙"]


@given(columns.filter(lambda values: len(values) <= 6), st.integers(1, 4))
@settings(deadline=None)
def test_the_best_are_those_with_fewer_than_so_many_above(
    values: list[float | None], count: int
) -> None:
    positive = [value for value in values if value]
    best = [
        "甲乙丙丁戊己"[at]
        for at, value in enumerate(values)
        if value and sum(other > value for other in positive) < count
    ]
    assert sorted(top(values, count)) == sorted(best)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        pytest.param([14.29, 12.5, None, 7.69, 30.3], "丁乙甲", id="worst first"),
        pytest.param([20.0, 19.99], "乙", id="the threshold itself is not below"),
        pytest.param([0.0, 25.0], "甲", id="a rate of 0 is below"),
        pytest.param([None, None], "", id="no rate"),
        pytest.param([5.0, 3.0, 5.0], "乙甲丙", id="equal rates keep their order"),
    ],
)
def test_units_below_the_threshold(values: list[float | None], names: str) -> None:
    units = pd.Series(list("甲乙丙丁戊"[: len(values)]), dtype=object)
    below = units_below(units, pd.Series(values, dtype="float64"), 20)
    assert "".join(below) == names
