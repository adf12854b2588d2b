"""Months in every spelling, units by their aliases, codes by GB 32100-2015."""

from datetime import date
from typing import Any

import pytest

JANUARY = (
    "２０２１－０１", "2021／1",
    "2021-01", "2021-1", "2021/1", "2021.01", "2021年1月", " ２０２１年１月 ", "2021年01月",
    "202101", 202101, date(2021, 1, 1), date(2021, 1, 31), 44197, "2021-01-15", "20210115",
)  # fmt: skip
REFUSED = (
    "一月", "2021-13", "2021-00", "1999-12", "21-01", 1, 2021, 2021.1, 202113, True, None,
    "", date(1999, 12, 31), "2021",
)  # fmt: skip


@pytest.mark.parametrize("month", JANUARY, ids=str)
def test_a_month_reads_in_every_usual_spelling(month: Any, cell: Any) -> None:
    assert cell("MONTH_TITLE", month, "2021-01") == "2021年1月"


@pytest.mark.parametrize("month", REFUSED, ids=str)
def test_what_is_no_month_is_refused_by_its_name(month: Any, cell: Any) -> None:
    ask = "无效：请按 2021-01 的形式填写"
    assert cell("MONTH_TITLE", month, "2021-02") == f"#参数“起始月份”{ask}"
    assert cell("MONTH_TITLE", "2021-02", month) == f"#参数“截止月份”{ask}"


def test_titles_of_periods(cell: Any) -> None:
    assert cell("MONTH_TITLE", "2021-01", "2021-02") == "2021年1-2月"
    assert cell("MONTH_TITLE", "2020-12", "2021-01") == "2020年12月-2021年1月"


def test_an_end_before_the_start_is_refused(cell: Any) -> None:
    assert cell("MONTH_TITLE", "2021-03", "2021-02") == (
        "#截止月份“2021-02”无效，不能早于起始月份2021-03"
    )


# Real firms print these codes in public: their check characters are not ours.
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("91350100M000100Y43", "正确"),
        ("914403001922038216", "正确"),
        ("91350100M000100Y44", "校验位不符，请对照营业执照核对"),
        ("91350100M000100Y4", "应为18位，现为17位"),
        (
            "91350100M000100YI3",
            "含有不允许的字符I（应为数字和大写字母，不用I、O、S、V、Z）",
        ),
        (" 91350100M000100Y43", "含有空格或全角字符，请改为半角并删除空格"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_credit_code_is_right_or_says_why_not(
    code: Any, status: str, cell: Any
) -> None:
    assert cell("CREDIT_CODE_STATUS", code) == status


def test_a_code_that_excel_took_for_a_number_is_too_short_or_wrong(cell: Any) -> None:
    assert cell("CREDIT_CODE_STATUS", 914403001922038.0) == "应为18位，现为15位"


def test_a_code_whose_last_digits_excel_has_lost_says_so(call: Any) -> None:
    codes = [[914403001922038216.0], [9144030019220380.0], [914403001922038.0]]
    lost = "#参数“代码”无效：被存为数字，末几位已丢失，请把单元格设为文本后重新录入"
    assert call("CREDIT_CODE_STATUS", codes) == [[lost], [lost], ["应为18位，现为15位"]]


def test_a_column_of_codes_is_answered_line_by_line(call: Any) -> None:
    codes = [["91350100M000100Y43"], [None], [-2146826246]]
    error = "#参数“代码”无效：单元格是错误值#N/A，请先改正"
    assert call("CREDIT_CODE_STATUS", codes) == [["正确"], [""], [error]]


def test_units_get_their_proper_names(call: Any) -> None:
    names = [["经开区"], ["龙港"], [" 鹿城 区 "], ["洞头县"], [None], ["杭州市"]]
    assert call("UNIT_NAME", names) == [
        ["浙南产业集聚区"],
        ["龙港市"],
        ["鹿城区"],
        ["洞头区"],
        [""],
        ["#参数“单位”无效：“杭州市”不在参数表中"],
    ]


def test_units_are_those_of_the_settings(cell: Any) -> None:
    settings = [["某某局参数", None], ["单位", "别名"], ["新区", "老区、旧区"]]
    assert cell("UNIT_NAME", "旧区", settings) == "新区"
    assert (
        cell("UNIT_NAME", "鹿城区", settings) == "#参数“单位”无效：“鹿城区”不在参数表中"
    )


def test_settings_without_headings_are_refused(cell: Any) -> None:
    assert cell("UNIT_NAME", "鹿城区", [["新区"], ["老区"]]) == (
        "#参数“参数”无效：区域中应有含“单位”的标题行"
    )
