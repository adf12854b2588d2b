"""Ranges, sheets, workbooks and the application, as xlwings documents them of Excel."""

from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from tests.calc.desk import Desk

pytestmark = pytest.mark.calc


def test_rows_and_columns_of_a_range(sheet: xw.Sheet) -> None:
    assert [row.address for row in sheet["B2:C3"].rows] == ["$B$2:$C$2", "$B$3:$C$3"]
    assert [c.address for c in sheet["B2:C3"].columns] == ["$B$2:$B$3", "$C$2:$C$3"]
    assert sheet["B2:C3"][1, 0].address == "$B$3"
    assert sheet["B2"].offset(1, 1).resize(2, 2).address == "$C$3:$D$4"


def test_names_are_found_in_any_case(desk: Desk, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "named.xlsx") as workbook:
        workbook.add_worksheet("其他")
        workbook.add_worksheet("首页").write("B2", "2021-01")
        workbook.define_name("PeriodFrom", "=首页!$B$2")

    book = desk.app.books.open(tmp_path / "named.xlsx")

    place = book.names["PERIODFROM"].refers_to_range
    assert (place.sheet.name, place.address) == ("首页", "$B$2")
    assert place.value == "2021-01"


def test_an_address_that_does_not_exist_is_said(sheet: xw.Sheet) -> None:
    with pytest.raises(xw.NoSuchObjectError, match="XYZ123456789"):
        sheet.range("XYZ123456789")


def test_a_range_is_named_by_its_corners_in_any_order(sheet: xw.Sheet) -> None:
    assert sheet.range((3, 3), (2, 1)).address == "$A$2:$C$3"
    assert sheet.range("A1", "B2").address == "$A$1:$B$2"
    assert sheet["$A$2:$C$3"].last_cell.address == "$C$3"
    with pytest.raises(IndexError):
        sheet.range((0, 1))


def test_sheets_are_found_in_any_case(blank: xw.Book) -> None:
    blank.sheets[0].impl.xl.setName("Notice")

    assert blank.sheets["notice"].name == "Notice"
    assert blank.sheets["NOTICE"].name == "Notice"
    with pytest.raises(xw.NoSuchObjectError):
        blank.sheets["通报"]


def test_print_area(sheet: xw.Sheet) -> None:
    assert sheet.page_setup.print_area is None
    sheet.page_setup.print_area = "$A$1:$C$3"
    assert sheet.page_setup.print_area == "$A$1:$C$3"


def test_protection_is_asked_in_excels_words(sheet: xw.Sheet) -> None:
    assert not sheet.api.ProtectContents
    sheet.impl.xl.protect("")
    assert sheet.api.ProtectContents


def test_the_application(desk: Desk, blank: xw.Book) -> None:
    app = desk.app
    app.screen_updating, app.enable_events, app.calculation = False, False, "manual"
    app.status_bar = "读取中"

    state = (app.screen_updating, app.enable_events, app.calculation, app.status_bar)

    app.screen_updating, app.calculation, app.status_bar = True, "automatic", False
    assert state == (False, False, "manual", "读取中")
    assert (app.status_bar, app.calculation) == (False, "automatic")
    assert app.alert("完成", title="甲", mode="info") == "ok"
    assert blank.app == app
