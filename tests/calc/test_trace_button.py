"""A figure selected in LibreOffice, the button 追溯 pressed, and its rows added up."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.calc.desk import Desk, Pressed
from xl_addin.hosts.live.book import LiveBook

pytestmark = pytest.mark.calc

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
BESIDE = "追溯选中的数字"
FIRST = 4


def traced(book: xw.Book) -> list[dict[str, Any]]:
    """Return the lines of 追溯 under their headings."""
    sheet = book.sheets["追溯"]
    headings, *lines = sheet.range((3, 1), (sheet.used_range.last_cell.row, 9)).value
    found = (dict(zip(headings, line, strict=True)) for line in lines)
    return [line for line in found if line["填报单位"]]


def last_said(desk: Desk) -> str:
    """Return the last message; LibreOffice keeps those of the whole run."""
    return desk.ask("Said").split("\n\n")[-1]


def filled_cells(sheet: xw.Sheet) -> list[object]:
    return [c for line in sheet.used_range.formula for c in line if c not in {None, ""}]


def test_the_rate_of_a_cell_in_annex_1_is_its_rows_added_up(
    desk: Desk, pressed: Callable[[str], Pressed]
) -> None:
    book = pressed("生成附件").book
    desk.select(book, "附件1", "G4")

    desk.press(book, BESIDE, "附件1")

    counts = Counter(
        line["计入的指标"] for line in traced(book) if line["是否计入"] == "是"
    )
    share = 100 * counts["行政处罚（起）"] / counts["检查企业（家次）"]
    assert counts == {"行政处罚（起）": 12, "检查企业（家次）": 30}
    assert share == book.sheets["附件1"]["G4"].value == 40
    sheet = book.sheets["追溯"]
    assert sheet["A1"].value == "2021年1-2月 附件1 鹿城区 检查处罚率（%）：40.00"
    assert (
        sheet["A2"].value == "检查处罚率 = 行政处罚12起 ÷ 检查企业30家次 × 100 = 40.00%"
    )
    assert book.impl.doc.CurrentController.ActiveSheet.Name == "追溯"
    assert "计入42行，不计入1行。" in last_said(desk)
    assert "注意" not in last_said(desk)


def test_each_line_links_to_its_row_of_a3(
    desk: Desk, pressed: Callable[[str], Pressed]
) -> None:
    book = pressed("生成附件").book
    desk.select(book, "附件1", "B5")
    desk.press(book, BESIDE, "附件1")

    a3 = book.sheets["A3"]
    lines = traced(book)
    for at, line in enumerate(lines, start=FIRST):
        row = int(line["A3行号"])
        formula = book.sheets["追溯"].range((at, 2)).formula
        assert formula.replace(" ", "") == f"=HYPERLINK(\"#'A3'!A{row}\",{row})"
        assert a3[f"A{row}"].value == line["记录编号"]
    assert len(lines) == 13
    assert round(sum(line["数值"] for line in lines), 2) == 34.3


def test_annex_2_holds_a_fine_and_says_why_annex_1_does_not(
    desk: Desk, pressed: Callable[[str], Pressed]
) -> None:
    book = pressed("生成附件").book
    desk.select(book, "附件2", "D16")
    desk.press(book, BESIDE, "附件2")

    (line,) = traced(book)
    assert (line["填报单位"], line["A3行号"], line["数值"]) == (
        "浙南产业集聚区",
        194,
        5.1,
    )
    assert line["说明"].startswith("附件1的罚款总数没有计入这笔罚款：处罚决定书文号")


@pytest.mark.parametrize(
    ("cell", "title", "count"),
    [
        ("C19", "责令停产停业整顿（家）：3", 3),
        ("E14", "检查处罚率低于下限：龙港市、苍南县和泰顺县", 13 + 2),
    ],
)
def test_a_key_figure_of_the_first_page_is_traced_from_there(
    desk: Desk,
    pressed: Callable[[str], Pressed],
    cell: str,
    title: str,
    count: int,
) -> None:
    book = pressed("月度汇总").book
    desk.select(book, "首页", cell)

    desk.press(book, "追溯")

    assert book.sheets["追溯"]["A1"].value == f"2021年1-2月 首页 全市 {title}"
    assert len(traced(book)) == count
    assert "注意" not in last_said(desk)


@pytest.mark.parametrize(
    ("tab", "cell"),
    [("附件1", "A4"), ("附件1", "G3"), ("附件1", "B17"), ("附件1", "L4"), ("首页", "C3"), ("A3", "W10")],
)  # fmt: skip
def test_what_is_no_figure_is_said_and_nothing_changes(
    desk: Desk, pressed: Callable[[str], Pressed], tab: str, cell: str
) -> None:
    book = pressed("").book
    before = filled_cells(book.sheets["追溯"])
    desk.select(book, tab, cell)

    desk.press(book, BESIDE if tab == "附件1" else "追溯", tab if tab != "A3" else None)

    assert last_said(desk).startswith("请先选中附件1或附件2中某单位的一个数字")
    assert filled_cells(book.sheets["追溯"]) == before
    assert book.impl.doc.CurrentController.ActiveSheet.Name != "追溯"


def test_a_sheet_that_is_out_of_date_is_noticed(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "生成附件")
    book.sheets["附件1"]["G4"].value = 41
    desk.select(book, "附件1", "G4")

    desk.press(book, BESIDE, "附件1")

    said = "注意：表中是41，按A3现在的内容和首页的统计期间应为40.00，请重新汇总。"
    assert said in last_said(desk)


def test_a_shorter_trace_leaves_nothing_of_a_longer_one(
    desk: Desk, pressed: Callable[[str], Pressed]
) -> None:
    book = pressed("月度汇总").book
    for cell, count in (("C16", 342 + 2), ("C19", 3)):
        desk.select(book, "首页", cell)
        desk.press(book, "追溯")
        assert len(traced(book)) == count


def test_undo_puts_back_the_sheet(desk: Desk, book: xw.Book) -> None:
    before = filled_cells(book.sheets["追溯"])
    desk.press(book, "生成附件")
    desk.select(book, "附件1", "B4")
    desk.press(book, BESIDE, "附件1")
    changed = filled_cells(book.sheets["追溯"])

    desk.press(book, "撤销")

    assert changed != before
    assert filled_cells(book.sheets["追溯"]) == before
    assert "已撤销“追溯”" in last_said(desk)
    assert book.sheets["附件1"]["B4"].value == 42.5


def test_only_the_workbook_in_front_has_a_selection(
    desk: Desk, book: xw.Book, example_workbook: bytes
) -> None:
    desk.select(book, "附件1", "G4:H5")
    assert LiveBook(book).selected() == ("附件1", 4, 7)

    other = desk.open(example_workbook, "另一本.xlsm")

    assert desk.app.selection.sheet.book.name == other.name
    assert LiveBook(book).selected() is None
