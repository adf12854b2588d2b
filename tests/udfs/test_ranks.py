"""Ranks against plain counting; lists of units as the notice prints them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udfs import COMPETITION_RANK, RANK_IN

UNITS = ["鹿城区", "龙湾区", "瓯海区", "洞头区", "乐清市", "瑞安市", "永嘉县", "文成县"]
FINES = [42.5, 34.3, 23, 3.6, 89.64, 33.4, 64.7, None]
RATES = [40, 92.86, 31.58, 42.86, 38.1, 30.3, 90.48, None]
NOT_AVAILABLE = -2146826246

figures = st.integers(-2, 4).map(float)
# A heading, perhaps, and numbers with blanks among them.
columns = st.builds(
    lambda heading, first, others: [*heading, first, *others],
    st.sampled_from([[], ["文"]]),
    figures,
    st.lists(st.one_of(st.none(), figures), max_size=12),
)


def column(values: list[Any]) -> list[list[Any]]:
    return [[value] for value in values]


def places(values: list[Any], *, ascending: bool) -> list[Any]:
    """Rank by counting: one more than there are better values."""
    some = [v for v in values if isinstance(v, float)]
    return [
        1 + sum(o < v if ascending else o > v for o in some) if isinstance(v, float) else ""
        for v in values
    ]  # fmt: skip


def test_the_ranks_of_the_notice(call: Any) -> None:
    found = call("COMPETITION_RANK", column(FINES))
    assert found == column([3, 4, 6, 7, 1, 5, 2, ""])


@given(values=columns, ascending=st.booleans())
def test_a_rank_is_one_more_than_there_are_better_numbers(
    *, values: list[Any], ascending: bool
) -> None:
    (found,) = COMPETITION_RANK([values], ascending)
    assert list(found) == places(values, ascending=ascending)


@given(values=columns, ascending=st.booleans())
def test_a_number_has_the_same_rank_alone_and_in_its_column(
    *, values: list[Any], ascending: bool
) -> None:
    ranks = COMPETITION_RANK(column(values), ascending)
    for value, rank in zip(values, ranks, strict=True):
        if isinstance(value, float):
            assert RANK_IN(value, column(values), ascending) == [rank]


def test_headings_and_blanks_have_no_rank_and_a_number_as_text_has(call: Any) -> None:
    found = call("COMPETITION_RANK", column(["名次", 3, None, " ７ ", "—", 2, ""]))
    assert found == column(["", 2, "", 1, "", 3, ""])


@pytest.mark.parametrize(
    ("cell_of_the_column", "said"),
    [
        pytest.param(NOT_AVAILABLE, "单元格是错误值#N/A，请先改正", id="error"),
        pytest.param(-2146826238, "单元格是错误值#CALC!，请先改正", id="newer error"),
        pytest.param("#DIV/0!", "单元格是错误值#DIV/0!，请先改正", id="error as text"),
        pytest.param(True, "请使用数字", id="truth"),
        pytest.param(date(2021, 1, 5), "请使用数字", id="day"),
        pytest.param("7.69%", "请使用数字", id="percentage"),
        pytest.param("9" * 310, "数字过大", id="too large"),
    ],
)
def test_a_column_with_what_cannot_be_read_is_neither_ranked_nor_listed(
    cell_of_the_column: Any, said: str, cell: Any
) -> None:
    """A list that passed over it in silence would be wrong."""
    values, units = column([5, cell_of_the_column, 3]), column(["甲", "乙", "丙"])
    assert cell("COMPETITION_RANK", values) == f"#参数“数值”无效：{said}"
    assert cell("RANK_IN", 5, values) == f"#参数“排名范围”无效：{said}"
    assert cell("TOP_UNITS", units, values) == f"#参数“数值”无效：{said}"
    assert cell("UNITS_BELOW", units, values, 20) == f"#参数“数值”无效：{said}"
    assert cell("SHARE_OF_TOTAL", values) == f"#参数“数值”无效：{said}"


def test_a_number_as_text_is_listed_like_any_other(cell: Any) -> None:
    units, values = column(["甲", "乙", "丙"]), [["7.69"], [12.5], [50]]
    assert cell("UNITS_BELOW", units, values, 20) == "甲和乙"
    assert cell("TOP_UNITS", units, [["99"], [5], ["１００"]], 2) == "丙和甲"


def test_words_alone_are_refused(cell: Any) -> None:
    assert cell("COMPETITION_RANK", "abc") == "#参数“数值”无效：请使用数字"
    assert cell("TOP_UNITS", [["甲"]], [["乙"]]) == "#参数“数值”无效：请使用数字"


def test_a_heading_over_nothing_is_blank(call: Any) -> None:
    assert call("COMPETITION_RANK", [["件数"], [None], [""]]) == [[""], [""], [""]]


def test_a_rank_among_nothing_blames_the_range(cell: Any) -> None:
    assert cell("RANK_IN", 5, [[None], [None]]) == "#参数“排名范围”无效：其中没有数字"


def test_what_looks_equal_is_equal(call: Any) -> None:
    assert call("COMPETITION_RANK", [[0.1 + 0.2, 0.3, 0.4]]) == [[2, 2, 1]]


def test_ranks_have_the_shape_of_the_range(call: Any) -> None:
    assert call("COMPETITION_RANK", [[1, 2], [2, None]]) == [[3, 1], [1, ""]]
    assert call("COMPETITION_RANK", 5) == [[1]]
    assert call("RANK_IN", [[5], [9], [None]], [[9, 7, 5]]) == [[3], [1], [""]]


@pytest.mark.parametrize("up", [1, True, "升序", "1"])
def test_the_smallest_is_first_when_asked(up: Any, call: Any) -> None:
    assert call("COMPETITION_RANK", [[5, 7, 7, 4]], up) == [[2, 3, 3, 1]]


@pytest.mark.parametrize("down", [0, False, None, "降序", -2147352572])
def test_the_largest_is_first_otherwise(down: Any, call: Any) -> None:
    assert call("COMPETITION_RANK", [[5, 7, 7, 4]], down) == [[3, 1, 1, 4]]


def test_a_number_that_is_not_there_has_no_rank(cell: Any) -> None:
    assert cell("RANK_IN", 6, [[5, 7]]) == "#参数“数值”无效：不在排名范围中"


def test_a_direction_that_is_none_is_refused(cell: Any) -> None:
    assert cell("COMPETITION_RANK", [[1, 2]], 2) == (
        "#参数“升序”无效：从小到大填1，从大到小填0或省略"
    )


def test_the_top_three_of_the_notice(cell: Any) -> None:
    assert cell("TOP_UNITS", column(UNITS), column(FINES)) == "乐清市、永嘉县和鹿城区"
    assert (
        cell("TOP_UNITS", column(UNITS), column(RATES), 3) == "龙湾区、永嘉县和洞头区"
    )
    assert cell("TOP_UNITS", [UNITS], [FINES], 1) == "乐清市"


def test_a_tie_at_the_last_place_names_all_and_zero_is_never_named(cell: Any) -> None:
    values = [[5], [5], [0], [None]]
    assert cell("TOP_UNITS", column(["甲", "乙", "丙", "丁"]), values, 1) == "甲和乙"
    assert cell("TOP_UNITS", column(["甲", "乙"]), [[0], [0]], 3) == ""


def test_the_worst_comes_first_below_the_threshold(cell: Any) -> None:
    units = ["泰顺县", "苍南县", "文成县", "龙港市", "鹿城区"]
    rates = [14.29, 12.5, None, 7.69, 20]
    found = cell("UNITS_BELOW", column(units), column(rates), 20)
    assert found == "龙港市、苍南县和泰顺县"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(([["甲"]], [[1], [2]], 1), "“数值”无效：单元格个数应与“单位”相同", id="lengths"),
        pytest.param(([["甲"]], [[1]], -1), "“前几位”无效：请使用大于0的整数", id="below zero"),
        pytest.param(([["甲"]], [[1]], 1.5), "“前几位”无效：请使用大于0的整数", id="half"),
        pytest.param(([["甲"]], [[1]], [[1], [2]]), "“前几位”无效：只能是一个单元格或一个值", id="range"),
    ],
)  # fmt: skip
def test_what_cannot_be_listed_is_said(arguments: Any, said: str, cell: Any) -> None:
    assert cell("TOP_UNITS", *arguments) == f"#参数{said}"


def test_zero_is_an_argument_left_out_between_commas(cell: Any) -> None:
    """LibreOffice makes 0 of it."""
    units, values = column(["甲", "乙", "丙", "丁"]), column([4, 3, 2, 1])
    assert cell("TOP_UNITS", units, values, 0) == "甲、乙和丙"


@pytest.mark.parametrize("threshold", [0.2, "20%", "20％", " 20 % ", 0.999])
def test_a_threshold_that_is_a_fraction_of_percentages_is_refused(
    threshold: Any, cell: Any
) -> None:
    found = cell("UNITS_BELOW", column(["甲", "乙"]), column([7.69, 50]), threshold)
    assert found == "#参数“下限”无效：请填写不带%的数字，如20%填20"


def test_a_threshold_below_one_serves_figures_below_one(cell: Any) -> None:
    assert cell("UNITS_BELOW", [["甲", "乙"]], [[0.3, 0.8]], 0.5) == "甲"


def test_units_in_a_row_go_with_values_in_a_column(cell: Any) -> None:
    assert cell("TOP_UNITS", [["甲", "乙", None]], column([1, 2, 3])) == "乙和甲"


def test_a_list_too_long_for_a_cell_says_how_many_there_are(cell: Any) -> None:
    names = [f"示例街道第{number:03}号" for number in range(100)]  # 9 characters each
    found = cell("UNITS_BELOW", column(names), column([1.0] * 100), 20)
    # 24 names and the marks between them are 239 characters, a 25th makes 249.
    assert found == "、".join(names[:24]) + "等100个单位"
    assert len(found) <= 255
    assert cell("JOIN_UNITS", column(names)) == found


def test_names_are_joined_as_the_notice_joins_them(cell: Any) -> None:
    assert cell("JOIN_UNITS", column(["鹿城区", "", "乐清市", None, "永嘉县"])) == (
        "鹿城区、乐清市和永嘉县"
    )
    assert cell("JOIN_UNITS", [["鹿城区", "乐清市"]]) == "鹿城区和乐清市"
    assert cell("JOIN_UNITS", "鹿城区") == "鹿城区"
    assert cell("JOIN_UNITS", column([None, ""])) == ""


def test_names_are_joined_as_the_cells_show_them(cell: Any) -> None:
    assert cell("JOIN_UNITS", [[date(2021, 1, 31), True, 7]]) == "2021-01-31、TRUE和7"
    assert cell("JOIN_UNITS", [["甲", NOT_AVAILABLE]]) == (
        "#参数“单位”无效：单元格是错误值#N/A，请先改正"
    )


def test_a_threshold_must_be_there(cell: Any) -> None:
    assert cell("UNITS_BELOW", [["甲"]], [[1]], None) == "#参数“下限”无效：请使用数字"
