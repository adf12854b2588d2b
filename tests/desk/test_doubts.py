"""What is named before the notice goes out: figures that disagree, texts out of date."""

from typing import Any

import pytest

from xl_addin.desk.doubts import before_printing
from xl_addin.month.summary import Summary
from xl_addin.notice.draft import Line
from xl_addin.workbook.content import Content, of_summary


@pytest.fixture(scope="module")
def content(example: Summary, example_sheet: list[list[Any]]) -> Content:
    return of_summary(example, {"A3": example_sheet})


def test_what_disagrees_is_listed_with_its_rows_before_printing(
    example: Summary, content: Content
) -> None:
    said = before_printing(example, content).splitlines()

    assert said == [
        "",
        "付印前请核对：",
        (
            "· 浙南产业集聚区：A3第192行罚款5.1万元计入附件2而没有计入附件1"
            "（处罚决定书文号、处罚决定日期缺失或无法读取），"
            "检查企业、行政处罚也没有计入，请补全。"
        ),
    ]


def test_a_text_beside_no_paragraph_is_named_before_printing(example: Summary) -> None:
    line = Line("", "正文", "", "补充的一段，写在表格下面。")

    said = before_printing(example, Content(notice=(line,)))

    assert "不在任何一段旁边的文字不会导出：补充的一段，写在表格下面…。" in said


def test_a_paragraph_left_out_is_named_by_what_it_said(example: Summary) -> None:
    line = Line("silent", "正文", "2个单位零上报。", "（删除）", "旧", "（删除）", "新")

    said = before_printing(example, Content(notice=(line,)))

    assert said.endswith("请核对：2个单位零上报。（不采用）")


def test_a_text_of_ones_own_on_changed_figures_is_listed_too(example: Summary) -> None:
    line = Line("figures", "正文", "新的数字。", "旧的数字，我写的一段。", "旧的数字。", "旧的数字，我写的一段。")  # fmt: skip

    said = before_printing(example, Content(notice=(line,)))

    assert said.endswith(
        "· 改写过的段落所依据的数据或设置已变化，请核对：旧的数字，我写的一段。"
    )
