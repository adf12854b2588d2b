"""The engine says of LibreOffice what xlwings documents of Excel."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import pandas as pd
import pytest
import xlwings as xw

from xl_addin.errors import OutputFormat

pytestmark = pytest.mark.calc


class Desk(Protocol):
    """What conftest.py gives."""

    app: xw.App


NEW_YEAR = dt.datetime(2021, 1, 1)  # noqa: DTZ001 - a cell has no time zone


@pytest.fixture
def book(desk: Desk) -> xw.Book:
    return desk.app.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]


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


def test_a_scalar_fills_the_range(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = 7

    assert sheet["A1:B2"].value == [[7.0, 7.0], [7.0, 7.0]]


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


def test_formulas_are_written_and_read_in_excels_words(sheet: xw.Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1:C1"].formula = [["=SUM($A$1:A3,10)", '=IF(A1>1,"大","小")']]

    assert sheet["B1:C1"].value == [16.0, "小"]
    assert sheet["B1"].formula == "=SUM($A$1:A3,10)"
    block = (("1", "=SUM($A$1:A3,10)", '=IF(A1>1,"大","小")'),)
    assert sheet["A1:C1"].formula == block


def test_one_formula_fills_a_range_and_moves_along(sheet: xw.Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]

    sheet["B1:B3"].formula = "=A1*2"

    assert sheet["B1:B3"].value == [2.0, 4.0, 6.0]
    assert sheet["B3"].formula == "=A3*2"


def test_what_formula_says_can_be_put_back(sheet: xw.Sheet) -> None:
    sheet["C1"].number_format = "@"
    sheet["A1:E1"].value = [1.5, NEW_YEAR, "007", "=A1*2", None]
    before = sheet["A1:E1"].formula
    values = sheet["A1:E1"].value
    sheet["A1:E1"].value = ["x"] * 5

    sheet["A1:E1"].formula = before

    assert sheet["A1:E1"].value == values == [1.5, NEW_YEAR, "007", 3.0, None]


def test_a_format_that_cells_do_not_share_is_none(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "0.00"

    assert sheet["A1"].number_format == "0.00"
    assert sheet["B1"].number_format == "General"
    assert sheet["A1:B1"].number_format is None


def test_colours_are_tuples_and_none_takes_them_away(sheet: xw.Sheet) -> None:
    sheet["A1"].color = "#FFC7CE"
    sheet["B1"].color = (255, 199, 206)

    assert sheet["A1"].color == sheet["B1"].color == (255, 199, 206)
    sheet["A1"].color = None
    assert sheet["A1"].color is None


def test_a_colour_reaches_every_part_of_a_union(sheet: xw.Sheet) -> None:
    union = sheet.range("A1,C3:C5")

    union.color = (1, 2, 3)

    assert union.address == "$A$1,$C$3:$C$5"
    assert sheet["A1"].color == sheet["C5"].color == (1, 2, 3)
    assert sheet["B2"].color is None


def test_an_address_can_be_as_long_as_excel_takes(sheet: xw.Sheet) -> None:
    fits = ",".join(f"A{row}" for row in range(100, 151))
    assert len(fits) <= 255

    assert sheet.range(fits).row == 100
    with pytest.raises(ValueError, match="255"):
        sheet.range(f"{fits},{fits}")


def test_fonts(sheet: xw.Sheet) -> None:
    sheet["A1"].font.set(name="仿宋", size=12, bold=True, color="#C00000")

    font = sheet["A1"].font
    assert (font.name, font.size, font.bold) == ("仿宋", 12, True)
    assert font.color == (192, 0, 0)
    assert sheet["A1:B1"].font.bold is None


def test_alignment(sheet: xw.Sheet) -> None:
    assert sheet["A1"].horizontal_alignment == "general"
    assert sheet["A1"].vertical_alignment == "bottom"

    sheet["A1"].horizontal_alignment = sheet["A1"].vertical_alignment = "center"
    sheet["A1"].wrap_text = True

    assert sheet["A1"].horizontal_alignment == "center"
    assert sheet["A1"].vertical_alignment == "center"
    assert sheet["A1"].wrap_text


def test_borders(sheet: xw.Sheet) -> None:
    sheet["B2:C3"].borders.set("all", line_style="continuous", weight="thin")

    assert sheet["B2:C3"].borders.line_style == "continuous"
    assert sheet["B2"].borders["edge_left"].weight == "thin"
    sheet["B2:C3"].borders.clear()
    assert sheet["B2:C3"].borders.line_style == "none"


def test_a_merged_range_keeps_its_first_cell_only(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = [["标题", 1], [2, 3]]

    sheet["A1:B2"].merge()

    assert sheet["B2"].merge_cells
    assert sheet["B2"].merge_area.address == "$A$1:$B$2"
    assert sheet["A1:B2"].value == [["标题", None], [None, None]]
    sheet["A1:B2"].unmerge()
    assert not sheet["A1"].merge_cells


def test_sizes_are_in_characters_and_points(sheet: xw.Sheet) -> None:
    sheet["B2"].column_width, sheet["B2"].row_height = 28, 40

    assert sheet["B5"].column_width == pytest.approx(28, abs=0.05)
    assert sheet["D2"].row_height == pytest.approx(40, abs=0.05)
    assert sheet["A1:B1"].column_width is None
    sheet["B:B"].autofit()
    assert sheet["B1"].column_width < 28


def test_rows_and_columns_of_a_range(sheet: xw.Sheet) -> None:
    assert [row.address for row in sheet["B2:C3"].rows] == ["$B$2:$C$2", "$B$3:$C$3"]
    assert [c.address for c in sheet["B2:C3"].columns] == ["$B$2:$B$3", "$C$2:$C$3"]
    assert sheet["B2:C3"][1, 0].address == "$B$3"
    assert sheet["B2"].offset(1, 1).resize(2, 2).address == "$C$3:$D$4"


def test_names_are_found_in_any_case(book: xw.Book, sheet: xw.Sheet) -> None:
    sheet["B2"].value = "2021-01"

    book.names.add("PeriodFrom", f"={sheet.name}!$B$2")

    assert "periodfrom" in book.names
    assert book.names["PERIODFROM"].refers_to == f"={sheet.name}!$B$2"
    assert book.names["PeriodFrom"].refers_to_range.address == "$B$2"
    assert sheet["PeriodFrom"].address == "$B$2"


def test_links(sheet: xw.Sheet) -> None:
    sheet["A1"].add_hyperlink("https://example.org/", "看")

    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("看", "https://example.org/")


def test_clearing_takes_contents_or_formats_or_both(sheet: xw.Sheet) -> None:
    def dressed() -> xw.Range:
        cell = sheet["A1"]
        cell.value, cell.color, cell.number_format = 1, (1, 2, 3), "0.00"
        return cell

    dressed().clear_contents()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (None, "0.00")
    dressed().clear_formats()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (1.0, "General")
    dressed().clear()
    assert (sheet["A1"].value, sheet["A1"].color) == (None, None)


def test_sheets_are_found_in_any_case(book: xw.Book) -> None:
    book.sheets[0].name = "Notice"

    assert "notice" in book.sheets
    assert book.sheets["NOTICE"].name == "Notice"
    assert "通报" not in book.sheets
    assert book.sheets["Notice"].visible


def test_print_area(sheet: xw.Sheet) -> None:
    assert sheet.page_setup.print_area is None
    sheet.page_setup.print_area = "$A$1:$C$3"
    assert sheet.page_setup.print_area == "$A$1:$C$3"


def test_protection_is_asked_in_excels_words(sheet: xw.Sheet) -> None:
    assert not sheet.api.ProtectContents
    sheet.api.protect("")
    assert sheet.api.ProtectContents


def test_the_application(desk: Desk, book: xw.Book) -> None:
    app = desk.app
    app.screen_updating, app.enable_events, app.calculation = False, False, "manual"
    app.status_bar = "读取中"

    state = (app.screen_updating, app.enable_events, app.calculation, app.status_bar)

    app.screen_updating, app.calculation, app.status_bar = True, "automatic", False
    assert state == (False, False, "manual", "读取中")
    assert (app.status_bar, app.calculation) == (False, "automatic")
    assert app.alert("完成", title="甲", mode="info") == "ok"
    assert app.version.major >= 7
    assert book.app == app


def test_an_xlsm_is_never_saved(book: xw.Book, tmp_path: Path) -> None:
    with pytest.raises(OutputFormat):
        book.save(tmp_path / "x.xlsm")

    book.save(tmp_path / "甲.xlsx")
    assert (book.name, book.fullname) == ("甲.xlsx", str(tmp_path / "甲.xlsx"))
