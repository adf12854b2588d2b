"""The objects of the in-memory Excel: what they refuse, and what they give."""

import pytest
import xlwings as xw

from tests.windows.desk import Desk
from tests.windows.excel.application import Chart
from tests.windows.excel.calls import Busy
from tests.windows.excel.workbook import Workbook
from tests.windows.excel.worksheet import Worksheet
from tests.windows.pywin32.dispatch import com_error


@pytest.fixture
def model(desk: Desk) -> Workbook:
    book = Workbook(desk.app, r"C:\统计\月报.xlsm")
    book.sheets = [Worksheet(book, "首页"), Worksheet(book, "Data")]
    book.names["Start"] = ("Data", (3, 2, 3, 2))
    desk.app.books.append(book)
    return book


@pytest.fixture
def opened(desk: Desk, model: Workbook) -> xw.Book:
    return desk.xlwings(model)


def test_sheets_are_found_in_any_case_and_a_missing_one_is_an_error(
    opened: xw.Book,
) -> None:
    assert opened.sheets["DATA"].name == "Data"
    assert [sheet.name for sheet in opened.sheets] == ["首页", "Data"]
    assert len(opened.sheets) == 2
    with pytest.raises(com_error):
        opened.sheets["A3"]


def test_xlwings_engine_does_not_know_in(opened: xw.Book) -> None:
    assert "Data" not in opened.sheets


def test_a_name_that_is_missing_is_an_error(opened: xw.Book) -> None:
    assert opened.names["start"].refers_to_range.address == "$B$3"
    with pytest.raises(com_error):
        opened.names["Other"]


def test_unknown_members_are_refused(opened: xw.Book) -> None:
    with pytest.raises(AttributeError):
        _ = opened.api.NoSuchThing
    with pytest.raises(AttributeError):
        opened.api.NoSuchThing = 1


def test_the_number_of_cells_overflows(opened: xw.Book) -> None:
    whole = opened.sheets[0].cells

    assert whole.api.CountLarge == 1_048_576 * 16_384
    with pytest.raises(com_error) as overflow:
        _ = whole.count
    assert overflow.value.excepinfo[5] == -2146828282


def test_the_range_in_use_begins_and_ends_with_what_looks_like_anything(
    opened: xw.Book,
) -> None:
    sheet = opened.sheets[0]
    assert sheet.used_range.address == "$A$1"

    sheet["C4"].raw_value = 1
    sheet["B1048576"].number_format = "0.00"

    assert sheet.used_range.address == "$B$4:$C$1048576"


def test_a_protected_sheet_refuses_every_change(opened: xw.Book) -> None:
    sheet = opened.sheets[0]
    sheet.api.Protect()

    for name, value in (
        ("raw_value", 1),
        ("formula", "=1"),
        ("number_format", "0"),
        ("row_height", 20),
        ("color", None),
    ):
        with pytest.raises(com_error) as refused:
            setattr(sheet["A1"], name, value)
        assert refused.value.excepinfo[5] == -2146827284
    assert sheet.api.ProtectContents is True
    assert sheet["A1"].raw_value is None


def test_what_differs_is_none(opened: xw.Book) -> None:
    sheet = opened.sheets[0]
    sheet["A1"].row_height = 30
    sheet["A1"].column_width = 20
    sheet["A1"].number_format = "0"
    sheet["A1:B1"].merge()

    cells = sheet["A1:C2"]
    assert (cells.row_height, cells.column_width, cells.number_format) == (None,) * 3
    assert cells.merge_cells is None
    assert (sheet["A1"].row_height, sheet["A1"].column_width) == (30, 20)


def test_sizes_are_whole_pixels_and_have_bounds(opened: xw.Book) -> None:
    cell = opened.sheets[0]["B2"]
    cell.column_width, cell.row_height = 10.1, 20.3

    assert (cell.column_width, cell.row_height) == (10.14, 20.25)
    with pytest.raises(com_error):
        cell.row_height = 410
    cell.column_width = 0
    assert cell.api.EntireColumn.Hidden is True


def test_a_row_follows_its_wrapped_text_until_it_is_sized(opened: xw.Book) -> None:
    cell = opened.sheets[0]["A1"]
    cell.raw_value, cell.wrap_text = "字" * 20, True

    assert cell.row_height > 15
    cell.row_height = 18
    assert cell.row_height == 18
    cell.rows.autofit()
    assert cell.row_height > 18


def test_there_is_no_line_between_the_cells_of_one_row(opened: xw.Book) -> None:
    row = opened.sheets[0]["A1:C1"]

    row.borders.set(["edge_top", "inside_vertical"], line_style="continuous")
    with pytest.raises(com_error):
        row.borders.set(["inside_horizontal"], line_style="continuous")


def test_a_chart_that_is_selected_has_no_address(desk: Desk, opened: xw.Book) -> None:
    desk.app.chosen = Chart(desk.app)

    with pytest.raises(AttributeError):
        _ = opened.app.selection


def test_an_unhidden_question_would_hang_the_button(opened: xw.Book) -> None:
    cells = opened.sheets[0]["A1:B1"]
    cells.raw_value = [[1, 2]]

    with pytest.raises(Exception, match="合并单元格"):
        cells.api.Merge()


@pytest.mark.parametrize("form", Busy)
def test_a_call_is_refused_when_told_to(
    desk: Desk, opened: xw.Book, form: Busy
) -> None:
    cell = opened.sheets[0]["A1"]
    _ = cell.api
    desk.traffic.clear()
    desk.traffic.refuse(2, form, times=2)

    cell.raw_value = 1
    for _ in range(2):
        with pytest.raises((com_error, AttributeError)) as refused:
            cell.raw_value = 2
    cell.raw_value = 3

    codes = {
        Busy.REJECTED: (-2147418111, "Call was rejected by callee.", None, None),
        Busy.EDITING: (-2147352567, "Exception occurred.", (0, "Microsoft Excel", None, "xlmain11.chm", 0, -2146777998), None),
        Busy.NAMES: ("Property 'Range.Value' can not be set.",),
    }  # fmt: skip
    assert refused.value.args == codes[form]
    assert desk.traffic.refused == ["Range.Value="] * 2
    assert cell.raw_value == 3
    assert desk.traffic.counts == {"Range.Value=": 4, "Range.Value": 1}


def test_the_example_is_open_as_it_is_in_the_file(desk: Desk, book: Workbook) -> None:
    opened = desk.xlwings(book)
    a3 = opened.sheets["A3"]

    assert a3.used_range.address == "$A$1:$AJ$262"
    assert a3["A4"].raw_value.startswith("330302")
    assert a3["A4"].number_format == "@"
    assert a3["C4"].raw_value.tzinfo is not None
    assert opened.names["PeriodFrom"].refers_to_range.raw_value == "2021-01"
    assert a3["A1000"].number_format == "@"  # the column's own
    assert opened.sheets["附件1"]["A2:J2"].merge_cells is True
    assert opened.sheets["附件1"].page_setup.print_area == "$A$1:$J$16"
