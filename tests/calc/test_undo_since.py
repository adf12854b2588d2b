"""撤销 leaves alone what was edited, moved or locked since the button."""

import pytest
import xlwings as xw

from tests.calc.picture import Desk, differences, said, snapshot
from tests.calc.test_button_realities import sort_down

pytestmark = pytest.mark.calc

MOVED = "已撤销“校验A3”，但A3的校验标记此后有移动或改动，没有恢复。请重新校验。"


def test_a_column_inserted_since_is_not_written_over(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "校验A3")
    a3 = book.sheets["A3"]
    a3.impl.xl.Columns.insertByIndex(5, 1)
    a3["AH5"].value = "我的备注"
    before = a3["A1:AL262"].formula

    desk.press(book, "撤销")

    assert said(desk) == MOVED
    assert a3["A1:AL262"].formula == before
    assert book.sheets["校验报告"]["A4"].value is None


@pytest.mark.parametrize("how", ["sorted", "row deleted"])
def test_marks_that_moved_with_their_rows_stay(
    desk: Desk, book: xw.Book, how: str
) -> None:
    desk.press(book, "校验A3")
    a3 = book.sheets["A3"]
    if how == "sorted":
        sort_down(a3, "A3:AJ262", 3)
    else:
        a3.impl.xl.Rows.removeByIndex(9, 1)
    before = a3["A1:AJ262"].formula

    desk.press(book, "撤销")

    assert said(desk) == MOVED
    assert a3["A1:AJ262"].formula == before


def test_a_sheet_that_was_edited_since_stays_and_is_named(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "生成附件")
    book.sheets["附件1"]["B4"].value = 43

    desk.press(book, "撤销")

    assert said(desk) == "已撤销“生成附件”，但工作表“附件1”此后改过，没有恢复。"
    assert book.sheets["附件1"]["B4:B5"].value == [43, 34.3]
    assert book.sheets["附件2"]["B4"].value is None


def test_what_was_edited_since_is_undone_once_the_edit_is_taken_back(
    desk: Desk, book: xw.Book
) -> None:
    desk.select(book, "首页", "C16")
    desk.press(book, "追溯")
    place = book.sheets["追溯"]["A4"]
    drawn = place.value
    place.value = "改过"

    desk.press(book, "撤销")
    assert said(desk) == "“追溯”没有撤销：工作表“追溯”此后改过。"
    assert place.value == "改过"
    place.value = drawn
    desk.press(book, "撤销")

    assert said(desk) == "已撤销“追溯”，各表已恢复原样。"
    assert place.value is None


@pytest.mark.parametrize("how", ["protected", "deleted", "renamed"])
def test_where_a_sheet_cannot_be_put_back_nothing_is(
    desk: Desk, book: xw.Book, how: str
) -> None:
    desk.press(book, "月度汇总")
    sheet = book.sheets["附件2"]
    if how == "protected":
        sheet.impl.xl.protect("")
    elif how == "deleted":
        sheet.delete()
    else:
        sheet.impl.xl.Name = "附件二"
    before = snapshot(desk, book)

    desk.press(book, "撤销")

    assert "附件2" in said(desk)
    assert "没有完成" not in said(desk)
    assert differences(before, snapshot(desk, book)) == {}
