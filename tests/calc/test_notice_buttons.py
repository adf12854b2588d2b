"""月度汇总 and 导出通报, pressed in LibreOffice: the notice as sheet, Word file and PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import xlwings as xw

from tests.calc.desk import Desk, Pressed
from tests.calc.test_buttons import picture

pytestmark = pytest.mark.calc

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
SENTENCE = (
    "2021年1-2月，全市应急管理系统共检查企业248家次，实施行政处罚87起，"
    "罚款额299.74万元，非事故罚款额占比率100%，检查处罚率为35.08%，"
    "责令停产停业整顿企业3家。"
)
OWN = "第一段改写。\n另起一段。"


def line(book: xw.Book, key: str) -> tuple[int, list[Any]]:
    """Return row and cells of a paragraph on 通报."""
    rows = book.sheets["通报"].used_range.value
    row = next(at for at, cells in enumerate(rows, start=1) if cells[5] == key)
    return row, rows[row - 1]


def written(book: xw.Book) -> list[str]:
    """Return the paragraphs of the Word file, and remove it."""
    path = Path(book.fullname).with_name("2021年1-2月通报.docx")
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_the_month_is_written_as_paragraphs(
    pressed: Callable[[str], Pressed],
) -> None:
    done = pressed("月度汇总")

    _, figures = line(done.book, "figures")
    assert figures[1] == figures[3] == SENTENCE
    assert "付印前请核对" in done.said


def test_own_text_outlives_the_next_summary_and_is_marked_when_figures_change(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "月度汇总")
    row, _ = line(book, "figures")
    book.sheets["通报"][f"C{row}"].value = OWN

    desk.press(book, "月度汇总")
    assert line(book, "figures")[1][2:5] == [OWN, OWN, "已改写"]

    fines = book.sheets["A3"]["W4:W262"].value
    book.sheets["A3"][f"W{4 + fines.index(9.8)}"].value = 9.9  # one of the example's
    desk.press(book, "月度汇总")
    cells = line(book, "figures")[1]
    assert cells[1] != SENTENCE
    assert cells[2:5] == [OWN, OWN, "数据已变化，请核对"]


def test_sentences_that_look_like_dates_or_numbers_stay_text(
    pressed: Callable[[str], Pressed],
) -> None:
    book = pressed("月度汇总").book

    assert line(book, "date")[1][1] == "2021年3月10日"
    details = book.sheets["问题单位"]["C4:C60"].value
    assert "92.31%" in details
    assert {type(detail) for detail in details if detail is not None} == {str}


def test_no_row_of_the_notice_is_much_higher_than_its_sentences(
    desk: Desk, book: xw.Book
) -> None:
    """Hidden cells with line breaks would make a page of one paragraph."""
    desk.press(book, "月度汇总")
    row, _ = line(book, "figures")
    book.sheets["通报"][f"C{row}"].value = "一。\n二。\n三。"
    desk.press(book, "月度汇总")
    desk.press(book, "月度汇总")

    heights = [book.sheets["通报"][f"A{at}"].row_height for at in range(4, 27)]
    assert max(heights) < 150
    assert line(book, "figures")[1][4] == "已改写"


def test_undo_takes_back_the_notice_and_the_month_in_the_history(
    desk: Desk, book: xw.Book
) -> None:
    before = picture(book)
    desk.press(book, "月度汇总")
    assert book.sheets["历史"]["A4"].value == "2021-01"

    desk.press(book, "撤销")

    def written_cells(sheets: dict[str, Any]) -> set[tuple[str, str]]:
        return {
            (name, text)
            for name, rows in sheets.items()
            for cells in rows
            for text in cells
            if text
        }

    assert written_cells(picture(book)) == written_cells(before)


def test_export_writes_word_file_and_pdf_beside_the_workbook(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "月度汇总")
    row, _ = line(book, "opening")
    book.sheets["通报"][f"C{row}"].value = OWN

    desk.press(book, "导出通报")

    texts = written(book)
    assert SENTENCE in texts
    assert texts.index("第一段改写。") + 1 == texts.index("另起一段。")
    pdf = Path(book.fullname).with_name("2021年1-2月通报.pdf")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "PDF文件：2021年1-2月通报.pdf。" in desk.ask("Said")


def test_a_word_file_edited_by_hand_is_kept_when_exported_again(
    desk: Desk, book: xw.Book
) -> None:
    folder = Path(book.fullname).parent
    mine = folder / "2021年1-2月通报.docx"
    mine.write_bytes(b"edited by hand")

    desk.press(book, "导出通报")

    kept = (folder / "备份").glob("2021年1-2月通报_*.docx")
    assert b"edited by hand" in {copy.read_bytes() for copy in kept}
    assert SENTENCE in written(book)
