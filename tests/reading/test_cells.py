"""A table is found on its sheet by its headings, and every row keeps its number."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from xl_addin.errors import ColumnsMissing, ColumnTwice, HeadingMissing
from xl_addin.reading.cells import (
    delivered,
    heading_key,
    heading_row,
    is_blank,
    table_of,
)

Cells = list[list[Any]]
HEADINGS = ("单位", "罚款（万元）", "备注")


def table(rows: Cells, required: tuple[str, ...] = ("单位", "罚款（万元）")) -> Any:
    return table_of(rows, "A3", HEADINGS, marker="单位", required=required)


@pytest.mark.parametrize(
    "written",
    [
        "罚款（万元）",
        "罚款(万元)",
        "罚款\n（万元）",
        " 罚 款 （万元） ",
        "罚款\r\n(万元)",
        "罚款　（万元）",
        "罚款\u00a0(万元）",
    ],
)
def test_white_space_and_the_width_of_brackets_do_not_make_a_heading(
    written: str,
) -> None:
    assert heading_key(written) == heading_key("罚款（万元）")
    assert table([["单位", written], ["甲", 3]])["罚款（万元）"].tolist() == [3]


def test_other_words_make_another_heading() -> None:
    assert heading_key("罚款（元）") != heading_key("罚款（万元）")


@pytest.mark.parametrize(
    ("cell", "blank"),
    [
        (None, True),
        ("", True),
        (" \n\t　\u00a0", True),
        (0, False),
        (False, False),
        ("0", False),
        (0.0, False),
        ("\u200b\ufeff", True),
        (float("nan"), True),
    ],
)
def test_blank_is_nothing_or_only_white_space(cell: object, *, blank: bool) -> None:
    assert is_blank(cell) == blank


def test_titles_may_stand_above_and_rows_keep_their_numbers() -> None:
    rows = [
        ["安全生产行政执法检查情况表", None],
        [None, None],
        ["罚款（万元）", "单位"],
        [1, "甲"],
        [None, "  "],
        [2, "乙"],
    ]
    found = table(rows)
    assert found.index.tolist() == [4, 6]
    assert found["单位"].tolist() == ["甲", "乙"]
    assert found["罚款（万元）"].tolist() == [1, 2]
    assert heading_row(rows, "单位") == 3


def test_declared_columns_come_first_and_unknown_ones_are_kept() -> None:
    found = table([["审核", "备注", "罚款（万元）", "单位"], ["已审", "无", 1, "甲"]])
    assert list(found) == ["单位", "罚款（万元）", "备注", "审核"]
    assert found.iloc[0].tolist() == ["甲", 1, "无", "已审"]


def test_an_optional_column_that_is_absent_is_blank() -> None:
    found = table([["单位", "罚款（万元）"], ["甲", 1], ["乙", 2]])
    assert found["备注"].tolist() == [None, None]


def test_cells_are_handed_on_as_they_are() -> None:
    found = table([["单位", "罚款（万元）"], ["甲 ", "３"], [7, True], ["乙", None]])
    assert found["单位"].tolist() == ["甲 ", 7, "乙"]
    assert found["罚款（万元）"].tolist() == ["３", True, None]


def test_a_table_without_rows_is_empty() -> None:
    found = table([["单位", "罚款（万元）"]])
    assert list(found) == list(HEADINGS)
    assert len(found) == 0


def test_a_column_without_heading_is_kept_if_it_holds_anything() -> None:
    found = table([["单位", None, "罚款（万元）", " "], ["甲", "x", 1, None]])
    assert list(found) == [*HEADINGS, "无标题列"]
    assert found["无标题列"].tolist() == ["x"]


def test_rows_may_be_shorter_or_longer_than_the_headings() -> None:
    found = table([["单位", "罚款（万元）"], ["甲"], ["乙", 2, "x"]])
    assert found["单位"].tolist() == ["甲", "乙"]
    assert found["罚款（万元）"].tolist() == [None, 2]
    assert found["无标题列"].tolist() == [None, "x"]
    assert table([["单位", "罚款（万元）"], ["甲"]])["罚款（万元）"].tolist() == [None]


def test_the_marker_finds_the_heading_row_and_need_not_come_first() -> None:
    rows = [["备注：罚款（万元）"], ["罚款（万元）", "单位"], [1, "甲"]]
    found = table(rows, required=("罚款（万元）", "单位"))
    assert found.index.tolist() == [3]


@pytest.mark.parametrize("rows", [[], [[]], [["罚款（万元）"], ["甲"]], [[None, 3]]])
def test_without_a_heading_row_the_sheet_is_broken(rows: Cells) -> None:
    with pytest.raises(HeadingMissing) as caught:
        table(rows)
    assert str(caught.value) == (
        "工作表“A3”中找不到含“单位”的标题行，请按模板恢复标题行。"
    )


def test_a_missing_required_column_is_named_with_the_row() -> None:
    with pytest.raises(ColumnsMissing) as caught:
        table([["表"], ["单位"], ["甲"]], required=("单位", "罚款（万元）", "备注"))
    assert str(caught.value) == (
        "工作表“A3”第2行标题中缺少“罚款（万元）”、“备注”列，请按模板补上该列。"
    )


def test_a_heading_that_comes_twice_is_named() -> None:
    with pytest.raises(ColumnTwice) as caught:
        table([["单位", "罚款（万元）", "罚款\n(万元)"]])
    assert str(caught.value) == (
        "工作表“A3”第1行标题中“罚款（万元）”出现两次，请删除或改名其中一列。"
    )


def test_an_unknown_heading_may_come_twice_and_both_are_kept() -> None:
    found = table([["单位", "罚款（万元）", "排序", "排序"], ["甲", 1, 2, 3]])
    assert found.iloc[0].tolist() == ["甲", 1, None, 2, 3]


def test_cells_come_through_one_door_as_plain_values() -> None:
    """As pywin32 delivers them: tuples, Decimal, aware moments, numbers for errors."""
    moment = datetime(2021, 1, 6, 8, 30, tzinfo=UTC)
    row = (Decimal("299.7400"), moment, -2146826243, -2146826238, True, None, "甲", 7)

    assert delivered((row,)) == [
        [
            299.74,
            datetime(2021, 1, 6, 8, 30),  # noqa: DTZ001
            "#SPILL!",
            "#CALC!",
            True,
            None,
            "甲",
            7.0,
        ]
    ]
    assert [type(cell) for cell in delivered((row,))[0][-2:]] == [str, float]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (-2146826288, "#NULL!"),
        (-2146826281, "#DIV/0!"),
        (-2146826273, "#VALUE!"),
        (-2146826265, "#REF!"),
        (-2146826259, "#NAME?"),
        (-2146826252, "#NUM!"),
        (-2146826246, "#N/A"),
        (-2146826245, "#GETTING_DATA"),
        (-2146826243, "#SPILL!"),
        (-2146826242, "#CONNECT!"),
        (-2146826241, "#BLOCKED!"),
        (-2146826240, "#UNKNOWN!"),
        (-2146826239, "#FIELD!"),
        (-2146826238, "#CALC!"),
    ],
)
def test_every_error_that_excel_has_reads_as_its_text(number: int, text: str) -> None:
    assert delivered(number) == [[text]]


def test_the_headings_are_the_row_that_has_most_of_them() -> None:
    rows = [
        ["填报单位", "鹿城区应急管理局", None, "填报日期", "2021-02-28"],
        ["编号", "填报单位", "金额", None, None],
        ["1", "甲", 5.0, None, None],
    ]
    headings = ["编号", "填报单位", "金额"]
    table = table_of(rows, "A3", headings, marker="填报单位", required=headings)
    assert table.index.tolist() == [3]
    assert heading_row(rows, "填报单位", headings) == 2


def test_of_two_rows_with_as_many_headings_the_first_is_meant() -> None:
    rows = [["编号", "填报单位"], ["1", "甲"], ["编号", "填报单位"]]
    assert heading_row(rows, "填报单位", ["编号", "填报单位"]) == 1
