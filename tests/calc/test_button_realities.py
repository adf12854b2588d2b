"""What staff do to a workbook before they press a button, done in LibreOffice."""

from typing import Any

import pytest
import xlwings as xw

from tests.calc.desk import Desk
from tests.calc.test_buttons import FINES, column, filled_cells, picture
from xl_addin.errors import SheetProtected
from xl_addin.hosts.calc.uno_api import choice, properties, struct, uno

pytestmark = pytest.mark.calc

MARKED = 19
"""So many rows of the example have an error."""


def marks(book: xw.Book, letter: str = "AI", last: int = 262) -> list[str | None]:
    found: list[str | None] = column(book, "A3", letter, 4, last)
    return found


def hidden(sheet: xw.Sheet, last: int = 262) -> list[int]:
    """Return the rows that do not show."""
    rows = sheet.impl.xl.Rows
    return [row + 1 for row in range(last) if not rows.getByIndex(row).IsVisible]


def keep_only(sheet: xw.Sheet, table: str, at: int, text: str) -> None:
    """Set the filter of the table, as its arrow in the heading does."""
    area = sheet.impl.xl.getCellRangeByName(table)
    how = area.createFilterDescriptor(True)  # noqa: FBT003 - UNO takes no keywords
    how.ContainsHeader = True
    field = struct("sheet.TableFilterField", Field=at, StringValue=text)
    field.Operator = choice("sheet.FilterOperator", "EQUAL")
    how.setFilterFields((field,))
    area.filter(how)


def sort_down(sheet: xw.Sheet, table: str, at: int) -> None:
    """Sort a table by one of its columns, the largest first, as its arrow does."""
    field = struct("table.TableSortField", Field=at, IsAscending=False)
    how = properties(SortFields=None, ContainsHeader=True)
    # a plain tuple would be a list of anything, which is passed over without a word
    how[0].Value = uno().Any("[]com.sun.star.table.TableSortField", (field,))
    sheet.impl.xl.getCellRangeByName(table).sort(how)


def test_rows_that_a_filter_hides_are_checked_and_stay_hidden(
    desk: Desk, book: xw.Book
) -> None:
    sheet = book.sheets["A3"]
    keep_only(sheet, "A3:AJ262", 1, "乐清市")
    before = hidden(sheet)

    desk.press(book, "校验A3")

    assert 194 in before
    assert len([text for text in marks(book) if text]) == MARKED
    assert sheet["AI194"].value == "|现场检查记录文书号|处罚决定书文号|处罚决定日期|"
    assert hidden(sheet) == before


def test_a_hidden_column_is_checked_and_stays_hidden(desk: Desk, book: xw.Book) -> None:
    columns = book.sheets["A3"].impl.xl.Columns
    columns.getByIndex(6).IsVisible = False  # 所属行业

    desk.press(book, "校验A3")

    assert not columns.getByIndex(6).IsVisible
    assert "|所属行业|" in marks(book)


def test_after_sorting_a_check_marks_the_rows_where_they_are_now(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "校验A3")
    sheet = book.sheets["A3"]
    before = marked_records(book)

    sort_down(sheet, "A3:AJ262", 3)
    moved = marked_records(book)
    desk.press(book, "校验A3")

    assert moved != before
    assert sorted(moved, key=str) == sorted(before, key=str)
    assert marked_records(book) == moved


def marked_records(book: xw.Book) -> list[tuple[str, str | None]]:
    """Return number and marks of each row.

    Which of two rows with one number is called the second follows the order.
    """
    found = zip(column(book, "A3", "A", 4, 262), marks(book), strict=True)
    return [
        (number, None if cells == "|记录编号|" else cells) for number, cells in found
    ]


def test_a_protected_sheet_is_one_sentence_and_nothing_changes(
    desk: Desk, book: xw.Book
) -> None:
    book.sheets["附件1"].impl.xl.protect("")
    before = picture(book)

    desk.press(book, "生成附件")

    said = desk.ask("Said").split("\n\n")[-1]
    assert said == str(SheetProtected("附件1"))
    assert picture(book) == before


def test_where_a_later_sheet_is_protected_the_earlier_ones_are_put_back(
    desk: Desk, book: xw.Book
) -> None:
    book.sheets["附件2"].impl.xl.protect("")
    before = picture(book)

    desk.press(book, "月度汇总")

    assert "附件2" in desk.ask("Said")
    assert filled_cells(picture(book)) == filled_cells(before)


def test_a_formula_in_a3_is_read_as_its_value_and_stays_a_formula(
    desk: Desk, book: xw.Book
) -> None:
    sheet = book.sheets["A3"]
    fines = column(book, "A3", "W", 4, 262)
    at = next(n for n, fine in enumerate(fines) if fine)
    formula = f"={fines[at]:g}/2*2"
    sheet[f"W{4 + at}"].formula = formula

    desk.press(book, "月度汇总")

    assert sheet[f"W{4 + at}"].formula == formula
    assert column(book, "附件1", "B") == FINES


def test_with_two_workbooks_open_a_button_works_on_its_own(
    desk: Desk,
    book: xw.Book,
    example_workbook: bytes,
) -> None:
    other = desk.open(example_workbook, "另一个.xlsm")
    before = picture(other)

    desk.press(book, "校验A3")
    assert len([text for text in marks(book) if text]) == MARKED
    assert picture(other) == before

    desk.press(other, "校验A3")
    assert marks(other) == marks(book)


def test_every_row_of_the_report_shows_its_whole_sentence(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "校验A3")

    rows = book.sheets["校验报告"].impl.xl.Rows
    assert [row + 1 for row in range(3, 51) if _is_too_low(rows.getByIndex(row))] == []


def _is_too_low(row: Any) -> bool:
    height = row.Height
    row.OptimalHeight = True
    needed: int = row.Height
    return height < needed


def test_undo_takes_back_the_heights_of_the_report(desk: Desk, book: xw.Book) -> None:
    before = heights(book)

    desk.press(book, "校验A3")
    drawn = heights(book)
    desk.press(book, "撤销")

    assert max(drawn[3:]) > 30
    assert heights(book) == pytest.approx(before, abs=1.5)  # points, by the font


def heights(book: xw.Book) -> list[float]:
    report = book.sheets["校验报告"]
    return [report.range((row, 1)).row_height for row in range(1, 52)]


def test_a_filtered_report_is_drawn_whole(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "校验A3")
    report = book.sheets["校验报告"]
    once = report["A4:G51"].formula
    keep_only(report, "A3:G51", 0, "乐清市")

    desk.press(book, "校验A3")

    assert report["A4:G51"].formula == once
    assert hidden(report, 51) == []  # the filter was of the report before


def test_a_row_number_of_the_report_leads_to_its_cell(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "校验A3")
    target = book.sheets["校验报告"]["C4"].formula.split('"')[1]
    frame = book.impl.doc.CurrentController.Frame

    # what a click on a link does there: opening the address, from this window
    dispatcher = desk.office.service("frame.DispatchHelper")
    link = properties(URL=target, Referer="private:user")
    dispatcher.executeDispatch(frame, ".uno:Open", "", 0, link)

    assert target == "#'A3'!U64"
    assert book.impl.doc.CurrentSelection.AbsoluteName == "$A3.$U$64"


def plotted(book: xw.Book) -> list[str]:
    """Return the units whose rows the charts show."""
    names = book.sheets["图表数据"]["A2:A61"].value
    rows = book.sheets["图表数据"].impl.xl.Rows
    return [n for at, n in enumerate(names, start=1) if rows.getByIndex(at).IsVisible]


def test_charts_and_annexes_follow_a_fourteenth_unit_and_its_undoing(
    desk: Desk, book: xw.Book
) -> None:
    thirteen = plotted(book)
    book.sheets["参数"]["E17:H17"].value = ["生态园", "330399", 14, 14]

    desk.press(book, "月度汇总")

    assert plotted(book) == [*thirteen, "生态园"]
    assert book.sheets["附件1"]["A4:A17"].value == [*thirteen, "生态园"]
    assert "生态园" in book.sheets["附件2"]["A4:A17"].value
    desk.press(book, "撤销")
    assert plotted(book) == thirteen


def test_charts_lose_a_unit_that_is_gone_from_the_settings(
    desk: Desk, book: xw.Book
) -> None:
    thirteen = plotted(book)
    book.sheets["参数"]["E16:I16"].value = [None] * 5

    desk.press(book, "生成附件")

    assert plotted(book) == thirteen[:12]
    assert book.sheets["附件1"]["A16"].value is None
