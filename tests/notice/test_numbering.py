"""Numbers and headings of the printed notice, whatever was left out or rewritten."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from xl_addin.notice.draft import Line, in_force, redrafted
from xl_addin.notice.paragraph import Paragraph


def paragraphs(**texts: str) -> list[Line]:
    """Return the lines of paragraphs by key, as generated."""
    return redrafted([], [Paragraph(k, "正文", text) for k, text in texts.items()])


def written(lines: Sequence[Line], **own: str) -> list[Line]:
    """Return the lines with texts of one's own."""
    return [replace(line, own=own.get(line.key, line.own)) for line in lines]


def printed(lines: Sequence[Line]) -> list[str]:
    return [paragraph.text for paragraph in in_force(lines)]


def test_problems_left_out_leave_no_gap_in_the_numbers() -> None:
    three = {"hazmat": "一是甲。", "silent": "二是乙。", "filling": "三是丙。"}
    lines = written(paragraphs(**three), silent="（删除）")
    assert printed(lines) == ["一是甲。", "二是丙。"]
    lines = written(lines, hazmat="（删除）")
    assert printed(lines) == ["丙。"]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        pytest.param("自拟。", ["一是甲。", "二是自拟。", "三是丙。"], id="no number"),
        pytest.param("五是自拟。", ["一是甲。", "二是自拟。", "三是丙。"], id="another number"),
        pytest.param("自拟。\n再说。", ["一是甲。", "二是自拟。", "再说。", "三是丙。"], id="two paragraphs"),
        pytest.param("自拟。\n三是另一个。", ["一是甲。", "二是自拟。", "三是另一个。", "四是丙。"], id="two problems"),
        pytest.param("（二）自拟。", ["一是甲。", "（二）自拟。", "二是丙。"], id="a number of another kind"),
    ],
)  # fmt: skip
def test_a_problem_of_ones_own_is_numbered_among_the_others(
    own: str, said: list[str]
) -> None:
    three = {"hazmat": "一是甲。", "silent": "二是乙。", "filling": "三是丙。"}
    assert printed(written(paragraphs(**three), silent=own)) == said


def of_kinds(*texts: tuple[str, Any]) -> list[Line]:
    """Return the lines of a notice of these texts and kinds; the key is the text."""
    return redrafted([], [Paragraph(text, kind, text) for text, kind in texts])


def test_a_section_without_a_paragraph_has_no_heading_and_no_number() -> None:
    lines = of_kinds(
        ("一、情况", "一级标题"),
        ("甲。", "正文"),
        ("二、问题", "一级标题"),
        ("乙。", "正文"),
        ("三、要求", "一级标题"),
        ("（一）丙", "二级标题"),
    )
    assert printed(lines) == ["一、情况", "甲。", "二、问题", "乙。", "三、要求", "（一）丙"]  # fmt: skip
    assert printed(written(lines, **{"乙。": "（删除）"})) == ["一、情况", "甲。", "二、要求", "（一）丙"]  # fmt: skip
    assert printed(written(lines, **{"二、问题": "二、问题\n（略）"}))[2:4] == ["二、问题", "（略）"]  # fmt: skip
    assert printed(written(lines, **{"（一）丙": "（删除）"})) == ["一、情况", "甲。", "二、问题", "乙。"]  # fmt: skip


def test_the_list_of_annexes_begins_as_such_whatever_is_left_out() -> None:
    lines = of_kinds(("附件：1.甲表", "附件说明"), ("2.乙表", "附件说明"))
    assert printed(lines) == ["附件：1.甲表", "2.乙表"]
    assert printed(written(lines, **{"附件：1.甲表": "（删除）"})) == ["附件：2.乙表"]
    assert printed(written(lines, **{"2.乙表": "2.丙表"})) == ["附件：1.甲表", "2.丙表"]


def test_demands_left_out_leave_no_gap_in_the_numbers() -> None:
    demands = [
        Paragraph(f"demand-{at}", "二级标题", text)
        for at, text in enumerate(("（一）甲", "（二）乙", "（三）丙"), start=1)
    ]
    lines = written(redrafted([], demands), **{"demand-2": "（删除）"})
    assert printed(lines) == ["（一）甲", "（二）丙"]


def test_other_paragraphs_keep_what_they_begin_with() -> None:
    lines = paragraphs(figures="三是一个数。", hazmat="甲。")
    assert printed(lines) == ["三是一个数。", "甲。"]
