"""Formulas are written and read in Excel's words, whole blocks at a time."""

import datetime as dt
from unittest.mock import Mock

import pytest
import xlwings as xw

from xl_addin.hosts.calc import formulas

pytestmark = pytest.mark.calc

NEW_YEAR = dt.datetime(2021, 1, 1)  # noqa: DTZ001 - a cell has no time zone


def test_formulas_are_written_and_read_in_excels_words(sheet: xw.Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1:C1"].formula = [["=SUM($A$1:A3,10)", '=IF(A1>1,"大","小")']]

    assert sheet["B1:C1"].value == [16.0, "小"]
    assert sheet["B1"].formula == "=SUM($A$1:A3,10)"
    block = (("1", "=SUM($A$1:A3,10)", '=IF(A1>1,"大","小")'),)
    assert sheet["A1:C1"].formula == block


def test_one_value_for_several_cells_is_refused_for_excel_would_move_formulas_along(
    sheet: xw.Sheet,
) -> None:
    with pytest.raises(NotImplementedError):
        sheet["B1:B3"].formula = "=A1*2"
    with pytest.raises(NotImplementedError):
        sheet["B1:B3"].value = 7

    assert sheet["B1:B3"].value == [None, None, None]


def test_what_formula_says_can_be_put_back(sheet: xw.Sheet) -> None:
    sheet["C1"].number_format = "@"
    sheet["A1:E1"].value = [1.5, NEW_YEAR, "007", "=A1*2", None]
    before = sheet["A1:E1"].formula
    values = sheet["A1:E1"].value
    sheet["A1:E1"].value = ["x"] * 5

    sheet["A1:E1"].formula = before

    assert sheet["A1:E1"].value == values == [1.5, NEW_YEAR, "007", 3.0, None]


def test_references_of_a_block_are_each_cells_own(sheet: xw.Sheet) -> None:
    sheet["A1:B3"].value = [[1, 10], [2, 20], [3, 30]]

    sheet["C1:D3"].formula = [[f"=A{row}*2", f"=SUM(A$1:$B{row})"] for row in (1, 2, 3)]

    assert sheet["C1:D3"].value == [[2.0, 11.0], [4.0, 33.0], [6.0, 66.0]]
    assert sheet["C3:D3"].formula == (("=A3*2", "=SUM(A$1:$B3)"),)


def test_formulas_and_values_stand_side_by_side(sheet: xw.Sheet) -> None:
    lines = [[1, "=A1+1", "甲"], ["=B1*2", None, "=A2+B1"], [7, "乙", "=A3&B3"]]

    sheet["A1:C3"].value = lines

    assert sheet["A1:C3"].value == [
        [1.0, 2.0, "甲"],
        [4.0, None, 6.0],
        [7.0, "乙", "7乙"],
    ]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SUM('2021-01, 其他''s'!A1:A2,0.5)&\"\"", "3.5"),
        ('=IF(1>2,"1,2;3","他说""5""")', '他说"5"'),
        ("=SUM({1,-2;3,4.5})", 6.5),
        ("=SUM(1:1,A3:B3)", 6.0),
        ("=LOG10(1E+3)+10%", 3.1),
        ('=VLOOKUP(2,A1:B3,2,FALSE)&"项"', "20项"),
        ("=IFERROR(#REF!+1,-1)", -1.0),
        ("=HYPERLINK(\"#'A3'!A5\",5)", 5.0),
    ],
)
def test_a_formula_means_what_it_says(
    blank: xw.Book, sheet: xw.Sheet, formula: str, value: object
) -> None:
    blank.impl.doc.Sheets.insertNewByName("2021-01, 其他's", 1)
    blank.sheets[1]["A1:A2"].value = [[1], [2]]
    sheet["A1:B3"].value = [[1, 2], [2, 20], [3, 0]]

    sheet["D5"].formula = formula

    assert sheet["D5"].value == value
    sheet["D5"].formula = sheet["D5"].formula
    assert sheet["D5"].value == value


def test_what_formula_says_of_a_block_can_be_put_back(sheet: xw.Sheet) -> None:
    lines = [["=$B1+A$3", '=IF(B2>=1.5,"1",A2)'], ["=NA()", "=SUM($2:3,C:D)"]]
    sheet["C7:D8"].formula = lines

    said = sheet["C7:D8"].formula

    assert said == tuple(map(tuple, lines))


def test_an_array_formula_is_read_as_its_formula(sheet: xw.Sheet) -> None:
    sheet["A1:A2"].value = [[1], [2]]
    sheet["B1:B2"].impl.xl.setArrayFormula("A1:A2*2")

    assert sheet["B1:B2"].formula == (("=A1:A2*2",), ("=A1:A2*2",))


def test_the_format_of_a_text_keeps_a_formula_from_working(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "@"

    sheet["A1:A3"].formula = [["=1+1"], ["=1+2"], ["=1+3"]]

    assert sheet["A1:A3"].value == ["=1+1", 3.0, 4.0]


def test_a_boolean_formula_gives_a_boolean(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].formula = [["=1=1", "=1+1"]]
    assert sheet["A1:B1"].value == [True, 2.0]

    sheet["A1"].formula = "=1+1"

    assert sheet["A1"].value == 2.0


def test_formulas_that_differ_in_constants_are_translated_once(
    sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    translated = Mock(side_effect=formulas._in_words)  # noqa: SLF001
    monkeypatch.setattr(formulas, "_in_words", translated)
    links = [[f"=HYPERLINK(\"#'A3'!B{row}\",{row})"] for row in range(4, 504)]

    sheet["C1:C500"].formula = links

    assert translated.call_count == 1
    assert sheet["C1:C500"].value == [float(row) for row in range(4, 504)]
    assert sheet["C1:C500"].formula == tuple(map(tuple, links))
    assert translated.call_count == 2  # once each way
