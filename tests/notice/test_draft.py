"""The sheet 通报: a text of one's own is never lost and never silently out of date."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from xl_addin.errors import ColumnsMissing
from xl_addin.month.summary import Summary
from xl_addin.notice.draft import (
    HEADINGS,
    Line,
    in_force,
    read,
    redrafted,
    to_look_at,
)
from xl_addin.notice.paragraph import Paragraph
from xl_addin.notice.writing import write
from xl_addin.sheets.settings import UNITS

EDITED, STALE, ALONE, STRAY, LEFT_OUT = "已改写", "数据已变化，请核对", "本期没有这一段", "不在任何一段旁边，不导出", "不采用"  # fmt: skip

KEYS = ("opening", "figures", "rankings", "demand-1-text")


def cells(lines: Sequence[Line]) -> list[list[object]]:
    """Return lines as the sheet shows them, blank cells as a host returns them."""
    shown = [
        (*_seen(line), line.key, line.basis, line.own_then, line.figures)
        for line in lines
    ]
    return [["通报"], list(HEADINGS), *([c or None for c in line] for line in shown)]


def _seen(line: Line) -> tuple[str, ...]:
    return line.kind, line.generated, line.own, line.in_force, line.state


def paragraphs(**texts: str) -> list[Paragraph]:
    return [Paragraph(key, "正文", text) for key, text in texts.items()]


def written(lines: Sequence[Line], **own: str) -> list[Line]:
    """Return the lines after somebody wrote into 自拟文字 on the sheet."""
    shown = cells(lines)
    for row in shown[2:]:
        row[2] = own.get(str(row[5]), row[2])
    return read(shown)


def run(lines: Sequence[Line], **texts: str) -> list[Line]:
    """Return the lines after a run, written to the sheet and read again."""
    return read(cells(redrafted(lines, paragraphs(**texts))))


def states(lines: Sequence[Line]) -> dict[str, str]:
    return {line.key: line.state for line in lines}


def printed(lines: Sequence[Line]) -> list[str]:
    return [paragraph.text for paragraph in in_force(lines)]


def test_the_first_draft_is_the_generated_notice(example: Summary) -> None:
    notice = write(example)
    lines = redrafted([], notice)
    assert [(p.key, p.kind, p.text) for p in in_force(lines)] == [
        (p.key, p.kind, p.text) for p in notice
    ]
    assert {line.state for line in lines} == {""}
    assert read(cells(lines)) == lines


@pytest.mark.parametrize(
    "rows", [None, [], [["类别", "生成文字", "自拟文字（可填写）"]]]
)
def test_a_sheet_without_lines_has_none(rows: list[list[object]] | None) -> None:
    assert read(rows) == []


def test_a_sheet_whose_column_for_own_texts_is_gone_is_refused() -> None:
    with pytest.raises(ColumnsMissing, match="自拟文字（可填写）"):
        read([["类别", "生成文字"], ["正文", "甲。"]])


def test_an_own_text_is_in_force_from_then_on() -> None:
    lines = written(run([], figures="甲。", hazmat="乙。"), hazmat="改写。")
    assert states(lines) == {"figures": "", "hazmat": EDITED}
    for _ in range(3):
        lines = run(lines, figures="甲。", hazmat="乙。")
        assert printed(lines) == ["甲。", "改写。"]
        assert states(lines) == {"figures": "", "hazmat": EDITED}


def test_changed_figures_mark_it_until_it_is_edited_again() -> None:
    lines = written(run([], hazmat="下降10%。"), hazmat="降了一成。")
    lines = run(lines, hazmat="下降20%。")
    assert states(lines) == {"hazmat": STALE}
    assert to_look_at(lines) == ["降了一成。"]
    lines = run(lines, hazmat="下降20%。")
    assert states(lines) == {"hazmat": STALE}
    lines = written(lines, hazmat="降了两成。")
    assert states(lines) == {"hazmat": EDITED}
    lines = run(lines, hazmat="下降20%。")
    assert (states(lines), to_look_at(lines)) == ({"hazmat": EDITED}, [])


def of_figures(lines: Sequence[Line], text: str, figures: str) -> list[Line]:
    """Return the line after a run that gives the same or another text and figures."""
    paragraph = Paragraph("silent", "正文", text, figures)
    return read(cells(redrafted(lines, [paragraph])))


def test_changed_figures_mark_it_even_where_the_generated_words_are_the_same() -> None:
    text = "3个单位零上报。"
    lines = written(of_figures([], text, "苍南县"), silent="苍南县零上报。")
    lines = of_figures(lines, text, "苍南县")
    assert states(lines) == {"silent": EDITED}
    lines = of_figures(lines, text, "鹿城区")
    assert states(lines) == {"silent": STALE}
    lines = of_figures(written(lines, silent="鹿城区零上报。"), text, "鹿城区")
    assert states(lines) == {"silent": EDITED}
    assert states(of_figures(lines, text, "苍南县")) == {"silent": STALE}


def test_another_number_before_the_same_figures_marks_nothing() -> None:
    lines = written(of_figures([], "二是零上报。", "零上报。苍南县"), silent="自拟。")
    lines = of_figures(lines, "一是零上报。", "零上报。苍南县")
    assert states(lines) == {"silent": EDITED}


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("降了一成。", "降了一成。"),
        ("一二三四五六七八九十一二三", "一二三四五六七八九十一二…"),
        ("第一段。\n第二段。", "第一段。…"),
        (" 第一段。 ", "第一段。"),
    ],
)
def test_a_text_to_look_at_is_quoted_by_its_beginning(own: str, said: str) -> None:
    lines = run(written(run([], hazmat="一。"), hazmat=own), hazmat="二。")
    assert to_look_at(lines) == [said]


def test_a_blank_is_enough_to_say_that_it_was_looked_at() -> None:
    lines = written(run([], hazmat="一。"), hazmat="自拟。")
    lines = written(run(lines, hazmat="二。"), hazmat="自拟。 ")
    lines = run(lines, hazmat="二。")
    assert states(lines) == {"hazmat": EDITED}
    assert printed(lines) == ["自拟。"]


def test_an_edit_before_the_figures_change_again_is_marked() -> None:
    lines = written(run([], hazmat="一。"), hazmat="自拟。")
    assert states(run(lines, hazmat="二。")) == {"hazmat": STALE}


def test_figures_that_come_back_need_no_mark() -> None:
    lines = written(run([], hazmat="一。"), hazmat="自拟。")
    lines = run(run(lines, hazmat="二。"), hazmat="一。")
    assert states(lines) == {"hazmat": EDITED}


def test_the_text_of_a_vanished_paragraph_waits_at_the_end() -> None:
    lines = written(run([], hazmat="一。", silent="二。"), hazmat="自拟。")
    lines = run(lines, silent="二。")
    assert [(line.key, line.state) for line in lines] == [("silent", ""), ("hazmat", ALONE)]  # fmt: skip
    assert printed(lines) == ["二。"]
    lines = run(lines, silent="二。")
    back = run(lines, hazmat="一。", silent="二。")
    assert [(line.key, line.state) for line in back] == [("hazmat", EDITED), ("silent", "")]  # fmt: skip
    assert states(run(lines, hazmat="三。", silent="二。"))["hazmat"] == STALE


def test_a_text_edited_while_its_paragraph_was_away_is_marked_on_its_return() -> None:
    """Its author has not seen what the paragraph says now."""
    lines = run(written(run([], hazmat="一。"), hazmat="自拟。"), silent="二。")
    lines = run(written(lines, hazmat="再拟。"), hazmat="三。")
    assert states(lines) == {"hazmat": STALE}


@pytest.mark.parametrize("own", ["（删除）", "(删除)", " （删除）\n"])
def test_a_paragraph_may_be_left_out(own: str) -> None:
    lines = written(run([], figures="甲。", hazmat="乙。"), hazmat=own)
    lines = run(lines, figures="甲。", hazmat="乙。")
    assert states(lines) == {"figures": "", "hazmat": LEFT_OUT}
    assert printed(lines) == ["甲。"]


def test_what_was_left_out_is_marked_when_its_figures_change() -> None:
    lines = run(written(run([], hazmat="乙。"), hazmat="（删除）"), hazmat="丙。")
    assert (states(lines), printed(lines)) == ({"hazmat": STALE}, [])


def test_an_own_text_with_line_breaks_is_several_paragraphs() -> None:
    lines = written(run([], hazmat="乙。"), hazmat="第一段。\n\n 第二段。")
    assert printed(lines) == ["第一段。", "第二段。"]


def test_line_breaks_stay_out_of_the_hidden_cells() -> None:
    lines = written(run([], hazmat="乙。"), hazmat="第一段。\n第二段。")
    lines = run(run(lines, hazmat="乙。"), hazmat="丙。")
    assert states(lines) == {"hazmat": STALE}
    assert not any(
        "\n" in f"{line.basis}{line.own_then}{line.figures}" for line in lines
    )


def test_a_text_in_a_line_of_ones_own_is_kept_and_not_printed() -> None:
    shown = cells(redrafted([], paragraphs(hazmat="乙。")))
    shown.append(["正文", None, "另写一段。", *[None] * 6])
    lines = run(run(read(shown), hazmat="乙。"), hazmat="乙。")
    assert [(line.own, line.state) for line in lines] == [("", ""), ("另写一段。", STRAY)]  # fmt: skip
    assert printed(lines) == ["乙。"]


def test_a_copied_line_does_not_oust_the_first() -> None:
    lines = written(run([], hazmat="乙。"), hazmat="第一稿。")
    shown = cells(lines)
    shown.append([*shown[-1][:2], "第二稿。", *shown[-1][3:]])
    lines = read(shown)
    for _ in range(3):
        lines = run(lines, hazmat="乙。")
        assert printed(lines) == ["第一稿。"]
        assert [line.own for line in lines] == ["第一稿。", "第二稿。"]


months = st.dictionaries(
    st.sampled_from(KEYS), st.sampled_from(["一。", "二。", "三。"])
)
own_texts = st.dictionaries(
    st.sampled_from(KEYS), st.sampled_from(["自拟。", "另拟。", "（删除）"]), min_size=1
)


def test_the_figures_behind_a_paragraph_are_more_than_its_words(
    fined: Callable[..., Any], month: Callable[..., Any]
) -> None:
    """Another silent unit, other fines in the same order: the words are the same."""

    def basis(silent: str, *fines: float) -> dict[str, tuple[str, str]]:
        names = [unit.name for unit in UNITS if unit.name != silent]
        amounts = zip_longest(names, fines, fillvalue=1)
        notice = write(month(*(fined(unit, fine) for unit, fine in amounts)))
        return {p.key: (p.text, p.rests_on) for p in notice}

    one, other = basis("龙港市", 9, 5, 3, 1), basis("苍南县", 8, 6, 4, 1)
    for key in ("silent", "rankings"):
        assert one[key][0] == other[key][0]
        assert one[key][1] != other[key][1]


@given(own=own_texts, runs=st.lists(months, max_size=6))
@few(max_examples=150, deadline=None)
def test_own_texts_survive_any_run_of_months(
    own: dict[str, str], runs: list[dict[str, str]]
) -> None:
    lines = written(run([], **dict.fromkeys(KEYS, "一。")), **own)
    for texts in runs:
        lines = run(lines, **texts)
        assert {line.key: line.own for line in lines if line.own} == own
        kept = {key: own.get(key, text) for key, text in texts.items()}
        assert printed(lines) == [t for t in kept.values() if t != "（删除）"]
        stale = {key for key in own if texts.get(key, "一。") != "一。"}
        assert {line.key for line in lines if line.state == STALE} == stale
        assert read(cells(lines)) == lines
