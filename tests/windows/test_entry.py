"""What Excel makes of a text: the in-memory one reads it as the real one would."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlwings as xw

from tests.windows.desk import Desk
from tests.windows.excel.workbook import Workbook
from tests.windows.excel.worksheet import Worksheet
from tests.windows.pywin32.dispatch import com_error

DAY = datetime(2021, 3, 10, tzinfo=UTC)


@pytest.fixture
def sheet(desk: Desk) -> xw.Sheet:
    book = Workbook(desk.app, r"C:\book.xlsx")
    book.sheets = [Worksheet(book, "Sheet1")]
    return desk.xlwings(book).sheets[0]


@pytest.mark.parametrize(
    ("typed", "value", "number"),
    [
        ("1234", 1234.0, "General"),
        ("1,234", 1234.0, "#,##0"),
        ("-1,234.5", -1234.5, "#,##0.00"),
        ("(5)", -5.0, "General"),
        ("１２", 12.0, "General"),
        ("1e3", 1000.0, "0.00E+00"),
        ("12%", 0.12, "0%"),
        ("12.5%", 0.125, "0.00%"),
        ("¥5", Decimal("5.0000"), "¥#,##0.00;¥-#,##0.00"),
        ("2021年3月10日", DAY, 'yyyy"年"m"月"d"日"'),
        ("2021-03-10", DAY, "yyyy/m/d"),
        ("2021/3/10", DAY, "yyyy/m/d"),
        ("2021-03", DAY.replace(day=1), "mmm-yy"),
        ("2021-13", "2021-13", "General"),
        ("2021年3月", DAY.replace(day=1), 'yyyy"年"m"月"'),
        ("2021-03-10 12:00", DAY.replace(hour=12), "yyyy/m/d h:mm"),
        ("TRUE", True, "General"),
        ("#N/A", -2146826246, "General"),
        ("#SPILL!", -2146826243, "General"),
        ("'007", "007", "General"),
        ("鹿城区", "鹿城区", "General"),
        ("2021年1-2月", "2021年1-2月", "General"),
        ("330302-2021-0001", "330302-2021-0001", "General"),
    ],
)
@pytest.mark.parametrize("way", ["raw_value", "formula"])
def test_a_text_in_a_general_cell_is_read_as_if_typed(
    sheet: xw.Sheet, way: str, typed: str, value: object, number: str
) -> None:
    setattr(sheet["A1"], way, typed)

    assert sheet["A1"].raw_value == value
    assert type(sheet["A1"].raw_value).__name__ in {type(value).__name__, "TimeType"}
    assert sheet["A1"].number_format == number


def test_a_day_of_this_year_is_made_of_two_numbers(sheet: xw.Sheet) -> None:
    sheet["A1"].raw_value = "1/2"

    found = sheet["A1"].raw_value
    assert (found.month, found.day, found.year) == (1, 2, datetime.now(tz=UTC).year)
    assert found.tzinfo is not None


@pytest.mark.parametrize("typed", ["1,234", "2021-03-10", "TRUE", "=1+1", "0001"])
def test_a_text_cell_keeps_what_it_is_given(sheet: xw.Sheet, typed: str) -> None:
    sheet["A1"].number_format = "@"
    sheet["A1"].raw_value = typed

    assert sheet["A1"].raw_value == sheet["A1"].formula == typed


def test_an_apostrophe_is_kept_beside_the_text(sheet: xw.Sheet) -> None:
    sheet["A1"].raw_value = "'0001"

    assert sheet["A1"].raw_value == sheet["A1"].formula == "0001"
    assert sheet["A1"].api.PrefixCharacter == "'"


def test_a_formula_is_kept_and_one_that_cannot_be_read_is_refused(
    sheet: xw.Sheet,
) -> None:
    sheet["A1"].raw_value = '=HYPERLINK("#A3!A1",7)'

    assert (sheet["A1"].raw_value, sheet["A1"].formula) == (7, '=HYPERLINK("#A3!A1",7)')
    for broken in ("=>", "=(1", "=1+", '="'):
        with pytest.raises(com_error) as refused:
            sheet["A2"].raw_value = broken
        assert refused.value.excepinfo[5] == -2146827284
    assert sheet["A2"].raw_value is None


def test_what_a_program_gives_brings_its_format(sheet: xw.Sheet) -> None:
    day = datetime(2021, 3, 10, tzinfo=UTC)
    sheet["A1:C1"].raw_value = [[day, Decimal("5.1"), 7]]

    assert sheet["A1:C1"].raw_value == ((day, Decimal("5.1000"), 7.0),)
    assert type(sheet["C1"].raw_value) is float
    assert sheet["A1"].number_format == "yyyy/m/d"
    assert sheet["A1:C1"].number_format is None
    assert sheet["A1"].formula == "44265"


def test_currency_is_a_decimal_by_value_and_a_float_by_value2(sheet: xw.Sheet) -> None:
    sheet["A1"].raw_value = 299.74
    for code in ("¥#,##0.00", '_ "¥"* #,##0.00_ ', "[$¥-804]#,##0.00", "$0"):
        sheet["A1"].number_format = code
        assert sheet["A1"].raw_value == Decimal("299.7400"), code
        assert sheet["A1"].api.Value2 == 299.74
    for code in ("0.00%", "_ * #,##0.00_ ", '0.00"元"', "[Red]0"):
        sheet["A1"].number_format = code
        assert type(sheet["A1"].raw_value) is float, code


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([[1, 2], [3, 4]], ((1, 2), (3, 4))),
        ([[1, 2]], ((1, 2), (1, 2))),
        ([1, 2], ((1, 2), (1, 2))),
        ([[1], [3]], ((1, 1), (3, 3))),
        (5, ((5, 5), (5, 5))),
        ([[1, 2, 9], [3, 4, 9], [8, 8, 9]], ((1, 2), (3, 4))),
    ],
)
def test_a_block_of_another_shape(sheet: xw.Sheet, given: Any, found: Any) -> None:
    sheet["A1:B2"].raw_value = given

    assert sheet["A1:B2"].raw_value == found
    assert sheet["C1:C3"].raw_value == ((None,), (None,), (None,))


def test_what_too_small_a_block_leaves_is_not_available(sheet: xw.Sheet) -> None:
    sheet["A1:C3"].raw_value = [[1, 2], [3, 4]]

    missing = -2146826246
    assert sheet["C1:C3"].raw_value == ((missing,),) * 3
    assert sheet["A3"].raw_value == missing


def test_pywin32_hands_over_no_ragged_block_and_no_strange_type(
    sheet: xw.Sheet,
) -> None:
    with pytest.raises(ValueError, match="same size"):
        sheet["A1:B2"].raw_value = [[1, 2], [3]]
    with pytest.raises(TypeError, match="COM VARIANT"):
        sheet["A1"].raw_value = object()
    with pytest.raises(com_error):  # an integer of 64 bits
        sheet["A1"].raw_value = 2**31
    assert sheet["A1:B2"].raw_value == ((None, None), (None, None))
