"""Values go into cells and come back as xlwings documents it of Excel."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
import xlwings as xw

pytestmark = pytest.mark.calc

NEW_YEAR = dt.datetime(2021, 1, 1)  # noqa: DTZ001 - a cell has no time zone


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("A1", 1.5, id="a number"),
        pytest.param("A1", "罚款", id="a text"),
        pytest.param("A1", True, id="a boolean"),
        pytest.param("A1", NEW_YEAR, id="a date"),
        pytest.param("A1", dt.datetime(2021, 1, 1, 8, 30), id="a moment"),  # noqa: DTZ001
        pytest.param("A1:C1", [1.0, "甲", None], id="a row"),
        pytest.param("A1:A2", [1.0, 2.0], id="a column, flat"),
        pytest.param("B2:C3", [[1.0, "甲"], [None, NEW_YEAR]], id="a block"),
    ],
)
def test_a_value_comes_back(sheet: xw.Sheet, place: str, value: object) -> None:
    column = place == "A1:A2"

    sheet[place].options(transpose=column).value = value

    assert sheet[place].value == value


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("A1", [[1.0]]),
        ("A1:B1", [[1.0, 2.0]]),
        ("A1:A2", [[1.0], [3.0]]),
        ("A1:B2", [[1.0, 2.0], [3.0, 4.0]]),
    ],
)
def test_with_two_dimensions_every_range_is_a_list_of_rows(
    sheet: xw.Sheet, place: str, value: object
) -> None:
    sheet["A1"].value = [[1, 2], [3, 4]]

    assert sheet[place].options(ndim=2).value == value


def test_none_empties_a_cell(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = ["x", "y"]

    sheet["A1:B1"].value = [None, "z"]

    assert sheet["A1:B1"].value == [None, "z"]


def test_a_block_starts_where_it_is_written_and_takes_the_room_it_needs(
    sheet: xw.Sheet,
) -> None:
    sheet["B2"].value = [[1, 2], [3, 4]]

    assert sheet.used_range.address == "$B$2:$C$3"
    assert sheet.range((1, 1), sheet.used_range.last_cell).address == "$A$1:$C$3"


def test_nothing_of_pandas_reaches_a_cell(sheet: xw.Sheet) -> None:
    sheet["A1:D1"].value = [pd.NA, float("nan"), pd.NaT, pd.Timestamp(NEW_YEAR)]

    assert sheet["A1:D1"].value == [None, None, None, NEW_YEAR]


def test_errors_are_none_or_their_text(sheet: xw.Sheet) -> None:
    sheet["A1:C1"].formula = [["=1/0", "=NA()", "=1+1"]]

    assert sheet["A1:C1"].value == [None, None, 2.0]
    texts = sheet["A1:C1"].options(err_to_str=True).value
    assert texts == ["#DIV/0!", "#N/A", 2.0]


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("007", 7.0, "General"),
        ("2024-1-2", dt.datetime(2024, 1, 2), "yyyy/m/d"),  # noqa: DTZ001
        ("2021-01", NEW_YEAR, "mmm-yy"),
        ("2021年1月1日", NEW_YEAR, "yyyy/m/d"),
        ("2021-02-30", "2021-02-30", "General"),
        ("50%", 0.5, "0%"),
        ("1,234.5", 1234.5, "#,##0.00"),
        ("914403001922038216", 914403001922038000.0, "General"),
        ("TRUE", True, "General"),
        ("=1+1", 2.0, "General"),
        ("A-007", "A-007", "General"),
    ],
)
def test_a_text_is_taken_as_if_it_were_typed(
    sheet: xw.Sheet, text: str, value: object, code: str
) -> None:
    sheet["A1"].value = text

    assert (sheet["A1"].value, sheet["A1"].number_format) == (value, code)


def test_an_apostrophe_keeps_a_text_and_is_no_part_of_it(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "'007"

    assert sheet["A1"].value == "007"


@pytest.mark.parametrize("text", ["007", "2024-1-2", "2021-01", "=1+1", "50%"])
def test_in_a_text_cell_it_stays_as_it_is(sheet: xw.Sheet, text: str) -> None:
    sheet["A1:A2"].number_format = "@"

    sheet["A1"].value = text

    assert sheet["A1"].value == text
    assert sheet["A1"].formula == text


def test_a_number_in_a_text_cell_becomes_text(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "@"

    sheet["A1"].value = 12

    assert sheet["A1"].value == "12"


def test_a_cell_with_a_format_of_its_own_keeps_it(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "0.00"

    sheet["A1"].value = NEW_YEAR

    assert (sheet["A1"].value, sheet["A1"].number_format) == (44197.0, "0.00")


def test_a_number_after_a_boolean_is_a_number(sheet: xw.Sheet) -> None:
    sheet["A1"].value = True

    sheet["A1"].value = 5

    assert sheet["A1"].value == 5.0


def test_money_comes_as_a_decimal_as_excel_hands_it_over(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "[$¥-804]#,##0.00"

    sheet["A1"].value = 89.64

    assert sheet["A1"].value == Decimal("89.64")
