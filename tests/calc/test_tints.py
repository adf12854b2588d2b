"""The cells of A3 that a check names are tinted: LibreOffice computes the sheet's rules."""

import pytest
import xlwings as xw

from benchmarks.data import make_rows
from tests.calc.desk import Desk
from tests.calc.test_buttons import column
from xl_addin.hosts.calc.uno_api import struct
from xl_addin.sheets.a3 import SHEET
from xl_addin.workbook.build import filled

pytestmark = pytest.mark.calc

BESIDE = "KN1"
"""A cell beside everything that a rule looks at."""


def is_tinted(book: xw.Book, address: str, marks: str = "错误列") -> bool:
    """Tell whether the rule that looks into a column of marks holds for a cell of A3."""
    xl, cell = book.sheets["A3"].impl.xl, book.sheets["A3"][address]
    parser = book.impl.doc.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    for rules in xl.ConditionalFormats.getConditionalFormats():
        area = rules.Range.RangeAddresses[0]
        inside = area.StartRow < cell.row <= area.EndRow + 1
        for rule in map(rules.getByIndex, range(rules.Count if inside else 0)):
            if f'"{marks}"' not in rule.Formula1:
                continue
            first = struct("table.CellAddress", Row=area.StartRow)
            here = struct("table.CellAddress", Row=cell.row - 1, Column=cell.column - 1)
            parser.FormulaConvention = 3  # with commas
            tokens = parser.parseFormula(rule.Formula1, first)
            parser.FormulaConvention = 0  # with semicolons
            beside = xl.getCellRangeByName(BESIDE)
            beside.setFormula("=" + parser.printFormula(tokens, here))
            return bool(beside.getValue())
    return False


def test_cells_that_fail_are_tinted_and_no_others(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "校验A3")

    assert [is_tinted(book, f"{at}194") for at in "JKLTU"] == [False, True, False, True, True]  # fmt: skip
    assert not is_tinted(book, "K193")
    assert is_tinted(book, "B194", "提示列")


@pytest.mark.parametrize("spelled", ["现场检查记录\n文书号", " 现场检查记录文书号 "])
def test_a_heading_spelled_otherwise_is_tinted_too(
    desk: Desk, book: xw.Book, spelled: str
) -> None:
    book.sheets["A3"]["K3"].value = spelled

    desk.press(book, "校验A3")

    assert is_tinted(book, "K194")


def test_half_width_brackets_in_a_heading_are_no_hindrance(
    desk: Desk, book: xw.Book
) -> None:
    sheet = book.sheets["A3"]
    sheet["L3"].value, sheet["L50"].value = "查处违法行为(项)", "若干"

    desk.press(book, "校验A3")

    assert is_tinted(book, "L50")


def test_marks_that_were_deleted_come_back_hidden_and_tint_until_undone(
    desk: Desk, book: xw.Book
) -> None:
    columns = book.sheets["A3"].impl.xl.Columns
    columns.removeByIndex(33, 3)

    desk.press(book, "校验A3")

    assert book.sheets["A3"]["AH3:AJ3"].value == ["校验结果", "错误列", "提示列"]
    assert [columns.getByIndex(at).IsVisible for at in (33, 34, 35)] == [True, False, False]  # fmt: skip
    assert is_tinted(book, "K194")
    assert not is_tinted(book, "K193")
    desk.press(book, "撤销")
    assert book.sheets["A3"]["AH3:AJ3"].value == [None, None, None]
    assert all(columns.getByIndex(at).IsVisible for at in (33, 34, 35))


def test_marks_that_were_moved_tint(desk: Desk, book: xw.Book) -> None:
    columns = book.sheets["A3"].impl.xl.Columns
    columns.insertByIndex(33, 1)

    desk.press(book, "校验A3")

    assert column(book, "A3", "AJ", 194, 194).startswith("|现场检查")
    assert is_tinted(book, "K194")


def test_the_last_of_ten_thousand_rows_and_more_to_come_are_tinted(desk: Desk) -> None:
    rows = make_rows(10_000)
    book = desk.open(filled({SHEET: rows}), "一万行.xlsm")
    last = len(rows) + 10_000
    book.sheets["A3"][f"AI{last}"].value = "|双随机|"

    assert is_tinted(book, f"I{last}")
    assert not is_tinted(book, f"J{last}")
