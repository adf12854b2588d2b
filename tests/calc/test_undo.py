"""撤销 gives the workbook back as it was; what the user made survives."""

import pytest
import xlwings as xw

from tests.calc.picture import (
    NOTE,
    Desk,
    Picture,
    differences,
    personal,
    said,
    snapshot,
)

pytestmark = pytest.mark.calc

TEXTS = ["007", "2021-01-25", "=1+1", "+5", "-3", "@x", "1/2", "1E5"]
"""What Excel would take for a number, a date or a formula, were it not text."""


def owned(picture: Picture) -> Picture:
    """Return what `personal` did, as it is now."""
    cells = {
        "附件1": ("A18", "B18", "C19", "B5", "C6"),
        "填报质量": ("B5",),
        "首页": ("B60",),
    }
    kept = {
        at: what
        for at, what in picture.items()
        if at[2] in cells.get(at[0], ())
        and (at[1] == "look" or at[2] in {"A18", "B18", "C19", "B60"})
    }
    places = [("printed", ""), ("widths", ""), ("height", "5"), ("height", "8")]
    return kept | {("附件1", *at): picture["附件1", *at] for at in places}


@pytest.mark.parametrize("caption", ["生成附件", "月度汇总"])
def test_what_the_user_made_survives_a_button_and_its_undoing(
    desk: Desk, book: xw.Book, caption: str
) -> None:
    personal(book)
    before = snapshot(desk, book)

    desk.press(book, caption)
    drawn = snapshot(desk, book)
    desk.press(book, "撤销")

    assert drawn["附件1", "cell", "B4"] == ["42.5", "float"]
    assert owned(drawn) == owned(before)
    assert said(desk) == f"已撤销“{caption}”，各表已恢复原样。"
    assert differences(before, snapshot(desk, book)) == {}


def test_text_is_text_again_after_a_table_got_shorter(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "生成附件")
    desk.select(book, "附件1", "B4")
    desk.press(book, "追溯选中的数字", "附件1")
    a3 = book.sheets["A3"]
    for row, text in zip(book.sheets["追溯"]["B4:B11"].value, TEXTS, strict=True):
        for at in (f"A{int(row)}", f"D{int(row)}"):  # 记录编号, 被检查单位
            a3[at].number_format = "@"
            a3[at].value = text
    desk.select(book, "附件1", "B4")
    desk.press(book, "追溯选中的数字", "附件1")
    before = snapshot(desk, book)

    desk.select(book, "附件1", "B7")
    desk.press(book, "追溯选中的数字", "附件1")
    shorter = snapshot(desk, book)
    desk.press(book, "撤销")

    column = [before["追溯", "cell", f"C{row}"] for row in range(4, 16)]
    # LibreOffice shows an apostrophe before text that looks like something else
    assert {text.removeprefix("'") for text, _ in column} >= set(TEXTS)
    assert {kind for _, kind in column} == {"str"}
    assert ("追溯", "cell", "C12") not in shorter
    assert differences(before, snapshot(desk, book)) == {}


def test_notes_are_written_over_by_nothing_that_grows(
    desk: Desk, book: xw.Book
) -> None:
    book.sheets["附件1"]["A18"].value = NOTE
    book.sheets["参数"]["E17:H18"].value = [
        ["生态园", "330399", 14, 14],
        ["自贸区", "330398", 15, 15],
    ]
    before = snapshot(desk, book)

    desk.press(book, "生成附件")

    assert said(desk) == (
        "工作表“附件1”第18行有自己填写的内容，而表格要写到第18行、其下空一行，"
        "请把该内容移到第20行或更下面再试。"
    )
    assert differences(before, snapshot(desk, book)) == {}


def test_a_note_is_no_line_however_often_a_button_is_pressed(
    desk: Desk, book: xw.Book
) -> None:
    annex, settings = book.sheets["附件1"], book.sheets["参数"]
    annex["A18"].value = NOTE
    labels = settings["A1:A60"].value
    settings[f"B{labels.index('合计行') + 1}"].value = "是"

    desk.press(book, "生成附件")
    assert annex["A18"].value == NOTE
    assert said(desk) == (
        "工作表“附件1”第18行有自己填写的内容，而表格要写到第17行、其下空一行，"
        "请把该内容移到第19行或更下面再试。"
    )
    annex["A18"].value, annex["A19"].value = None, NOTE
    for _ in range(2):
        desk.press(book, "生成附件")

    assert [annex[at].value for at in ("A17", "A18", "A19")] == ["合计", None, NOTE]


def test_a_note_below_an_annex_is_no_bar_of_a_chart(desk: Desk, book: xw.Book) -> None:
    rows = book.sheets["图表数据"].impl.xl.Rows
    book.sheets["附件1"]["A18"].value = NOTE

    desk.press(book, "生成附件")

    assert book.sheets["图表数据"]["A16"].value == NOTE
    assert [at for at in range(1, 61) if rows.getByIndex(at).IsVisible] == [*range(1, 14)]  # fmt: skip


def test_number_formats_follow_the_setting_but_for_those_of_ones_own(
    desk: Desk, book: xw.Book
) -> None:
    annex, settings = book.sheets["附件1"], book.sheets["参数"]
    annex["C6"].number_format = "0.000"
    before = snapshot(desk, book)
    labels = settings["A1:A60"].value
    place = settings[f"B{labels.index('数字样式') + 1}"]

    place.value = "两位小数"
    desk.press(book, "生成附件")

    formats = [annex[at].number_format for at in ("B4", "B16", "C5", "C6", "C7", "D4")]
    assert formats == ["0.00", "0.00", "0.00", "0.000", "0.00", "0"]
    desk.press(book, "撤销")
    place.value = "通报样式"
    assert differences(before, snapshot(desk, book)) == {}
