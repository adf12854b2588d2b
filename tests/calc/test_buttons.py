"""The buttons of the template, pressed in LibreOffice on the example's A3."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.calc.desk import Desk, Pressed
from xl_addin import macros
from xl_addin.sheets.a3 import COLUMNS
from xl_addin.workbook.buttons import BUTTONS

pytestmark = pytest.mark.calc

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
# The published tables, rows 4 to 16 of each annex sheet.
FINES = [42.5, 34.3, 23, 3.6, 89.64, 33.4, 64.7, None, None, 2, 1.8, None, 4.8]
FINE_RANKS = [3, 4, 6, 8, 1, 5, 2, None, None, 9, 10, None, 7]
RATES = [
    40,
    92.86,
    31.58,
    42.86,
    38.1,
    30.3,
    90.48,
    None,
    None,
    14.29,
    12.5,
    None,
    7.69,
]
RATE_RANKS = [4, 1, 6, 3, 5, 7, 2, None, None, 8, 9, None, 10]
CASES = [4, 1, 4, 0, 3, 3, 5, 0, 0, 0, 0, 0, 1]
TONNES = [26.3, 1.25, 5.61, 0, 0, 46.8, 4.62, 0, 0, 0, 0, 0, 8.41]
HAZMAT = [37.5, 5.5, 15.6, 0, 13.1, 17.01, 47.1, 0, 0, 0, 0, 0, 5.1]
HAZMAT_RANKS = [2, 6, 4, 8, 5, 3, 1, 8, 8, 8, 8, 8, 7]


def column(book: xw.Book, tab: str, letter: str, first: int = 4, last: int = 16) -> Any:
    return book.sheets[tab][f"{letter}{first}:{letter}{last}"].value


def picture(book: xw.Book) -> dict[str, Any]:
    """Return what stands in every cell of every sheet: what was typed, or drawn."""
    return {sheet.Name: typed(sheet) for sheet in book.impl.doc.Sheets}


def typed(sheet: Any) -> Any:
    """Return the rows of a sheet's used area, in one call."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 - UNO takes no keywords
    end = cursor.RangeAddress
    block = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    return block.getFormulaArray()


def test_make_annexes_draws_the_published_annexes(
    pressed: Callable[[str], Pressed],
) -> None:
    done = pressed("生成附件")
    book = done.book

    assert (
        book.sheets["附件1"]["A2"].value == "2021年1-2月全市安全生产执法有关数据汇总表"
    )
    for letter, values in {"B": FINES, "C": FINES, "D": FINE_RANKS, "G": RATES, "H": RATE_RANKS}.items():  # fmt: skip
        assert column(book, "附件1", letter) == values
    for letter, values in {"B": CASES, "C": TONNES, "D": HAZMAT, "E": HAZMAT_RANKS}.items():  # fmt: skip
        assert column(book, "附件2", letter) == values
    assert (
        "应计未计3项：A3第194行检查企业（家次）没有计入（现场检查记录文书号缺失"
        in done.said
    )


def test_key_figures_are_of_the_annexes_month(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "月度汇总")
    book.names["PeriodTo"].refers_to_range.value = "2021-01"

    desk.press(book, "生成附件")

    fines = book.sheets["附件1"]["B4:B16"].value
    assert book.sheets["首页"]["C13"].value == pytest.approx(sum(filter(None, fines)))
    assert sum(filter(None, fines)) < 299.74


def test_without_settings_the_closing_sentence_says_by_what_was_counted(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "校验A3")
    assert "程序内置" not in desk.ask("Said").split("\n\n")[-1]
    book.sheets["参数"].delete()

    for caption in ("校验A3", "生成附件", "月度汇总"):
        desk.press(book, caption)

        said = desk.ask("Said").split("\n\n")[-1]
        assert "没有“参数”表，单位和各项限值按程序内置的计算" in said


def test_check_marks_exactly_the_cells_that_fail(
    pressed: Callable[[str], Pressed],
) -> None:
    done = pressed("校验A3")
    book = done.book

    sheet = book.sheets["A3"]
    assert sheet["AI194"].value == "|现场检查记录文书号|处罚决定书文号|处罚决定日期|"
    assert sheet["AJ194"].value == "|填报单位|处罚决定书文号|"
    marked = [text for text in sheet["AI4:AI262"].value if text]
    assert sum(text.count("|") - 1 for text in marked) == 21
    assert len(marked) == 19
    assert len([v for v in column(book, "校验报告", "A", 4, 60) if v]) == 48
    assert book.sheets["校验报告"]["C4"].formula.startswith('=HYPERLINK("#')
    assert min(column(book, "校验报告", "C", 4, 51)) == 34
    assert "最多的是乐清市、瑞安市和龙港市（各3条）" in done.said


def test_checking_twice_changes_nothing(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "校验A3")
    once = picture(book)

    desk.press(book, "校验A3")

    assert picture(book) == once


def test_a_corrected_cell_loses_its_mark_at_the_next_check(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "校验A3")
    sheet = book.sheets["A3"]
    row = 4 + [bool(text) for text in sheet["AI4:AI262"].value].index(True)
    heading = sheet[f"AI{row}"].value.strip("|")
    at = [c.heading for c in COLUMNS].index(heading) + 1

    sheet.range((row, at)).value = "掌上"
    desk.press(book, "校验A3")

    assert heading == "录入方式"
    assert sheet[f"AI{row}"].value is None


def test_a_column_put_between_the_marks_is_left_alone(
    desk: Desk, book: xw.Book
) -> None:
    sheet = book.sheets["A3"]
    sheet["AI3:AK3"].value = ["处理人", "错误列", "提示列"]
    sheet["AI4"].value = "张三"

    desk.press(book, "校验A3")

    assert sheet["AI4"].value == "张三"
    assert sheet["AJ194"].value == "|现场检查记录文书号|处罚决定书文号|处罚决定日期|"


def test_monthly_summary_fills_every_sheet(
    pressed: Callable[[str], Pressed],
) -> None:
    done = pressed("月度汇总")
    book = done.book

    front = book.sheets["首页"]
    assert front["C11:C19"].value == [
        248,
        87,
        299.74,
        299.74,
        100,
        35.08,
        299.74,
        100,
        3,
    ]
    assert front["F11"].value == "乐清市、永嘉县和鹿城区"
    assert front["B42:B44"].value == [
        "检查企业（家次）",
        "罚款总数（万元）",
        "行政处罚（起）",
    ]
    assert front.page_setup.print_area == "$A$1:$F$44"
    assert column(book, "附件1", "B") == FINES
    assert column(book, "附件2", "D") == HAZMAT
    assert book.sheets["填报质量"]["B4"].value == 31
    said = book.sheets["通报"]["B4:B30"].value
    assert any("共检查企业248家次" in text for text in said if text)
    assert "2021年1-2月汇总完成" in done.said


def test_undo_puts_back_every_cell(desk: Desk, book: xw.Book) -> None:
    before = picture(book)

    desk.press(book, "月度汇总")
    changed = picture(book)
    desk.press(book, "撤销")

    assert changed != before
    assert filled_cells(picture(book)) == filled_cells(before)
    desk.press(book, "撤销")
    assert "没有可以撤销" in desk.ask("Said")


def filled_cells(sheets: dict[str, Any]) -> dict[str, list[tuple[int, int, object]]]:
    """Return what is not blank, so that the extent of a sheet does not matter."""
    return {
        name: [
            (r, c, cell)
            for r, line in enumerate(lines)
            for c, cell in enumerate(line if isinstance(line, tuple | list) else [line])
            if cell not in {None, ""}
        ]
        for name, lines in sheets.items()
    }


def test_a_missing_period_is_said_and_nothing_changes(
    desk: Desk, example_workbook: bytes
) -> None:
    book = desk.open(example_workbook, "没有期间.xlsm")
    before = picture(book)

    desk.press(book, "生成附件")

    assert "请先在首页填写起始月份和截止月份" in desk.ask("Said")
    assert picture(book) == before


def test_a_failure_in_the_middle_leaves_the_workbook_as_it_was(
    desk: Desk, book: xw.Book
) -> None:
    book.sheets["附件2"]["A3:G3"].value = [["自己的表"] * 7]
    before = picture(book)

    desk.press(book, "月度汇总")

    assert "工作表“附件2”中找不到" in desk.ask("Said")
    assert filled_cells(picture(book)) == filled_cells(before)


def test_a_failed_button_takes_back_the_borders_of_a_table_it_drew(
    desk: Desk, book: xw.Book
) -> None:
    book.sheets["历史"]["A3:N3"].value = [["自己的表"] * 14]  # it is drawn last

    desk.press(book, "月度汇总")

    assert "工作表“历史”中找不到" in desk.ask("Said")
    report = book.sheets["校验报告"]
    assert is_underlined(report["A3"])
    assert not is_underlined(report["A20"])
    assert is_underlined(book.sheets["附件1"]["A16"])


def is_underlined(cell: xw.Range) -> bool:
    return bool(cell.impl.xl.TableBorder2.BottomLine.LineWidth)


def test_a_backup_stands_beside_the_workbook(
    pressed: Callable[[str], Pressed],
) -> None:
    book = pressed("生成附件").book

    folder = Path(book.fullname).parent / "备份"
    name = Path(book.fullname).stem
    assert [copy.suffix for copy in folder.glob(f"{name}_*")] == [".xlsm"]


def test_self_check_names_what_is_found(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "自检")

    assert "Python" in desk.ask("Said")


def test_every_button_has_its_python_function() -> None:
    for button in BUTTONS:
        macro, caption = button.macro, button.caption
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", macro).lower()
        assert callable(getattr(macros, name)), caption
