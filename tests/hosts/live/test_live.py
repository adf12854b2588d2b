"""The live host, on a workbook that counts every call that crosses to Excel."""

from decimal import Decimal

import pytest

from tests.windows.excel.application import AUTOMATIC, MANUAL
from tests.windows.excel.calls import Busy
from tests.windows.excel.entry import Error
from tests.windows.excel.places import in_pixels
from tests.windows.excel.worksheet import Column
from tests.windows.opened import GREEN, Opened, annex, drawn, fill
from tests.windows.pywin32.dispatch import com_error
from tests.windows.snapshot import cells, changed, taken
from xl_addin.errors import HeadingMissing, SheetMissing, SheetProtected, TextInTheWay
from xl_addin.hosts.live import refusal, stillness
from xl_addin.hosts.live.delivery import cells_of


@pytest.fixture
def book() -> Opened:
    return Opened("附件1")


def test_every_cell_of_a_grid_is_drawn(book: Opened) -> None:
    grid = annex(13)
    drawn(book, grid)

    wanted = {(r, c): v for b in grid.blocks for r, c, v in b.cells()}
    assert cells(book, "附件1") == wanted


@pytest.mark.parametrize("drawings", [1, 2])
def test_host_calls_do_not_grow_with_the_rows(drawings: int) -> None:
    few, many = Opened("附件1"), Opened("附件1")
    for book, count in ((few, 13), (many, 2_850)):
        for _ in range(drawings):
            book.calls.clear()
            drawn(book, annex(count))

    assert few.calls == many.calls
    assert few.calls["Range.Value="] == 3  # tag, title, and the whole table at once
    if drawings > 1:
        # what stands there, and what tag and title were
        assert few.calls["Range.Formula"] == few.calls["Range.Value2"] == 1 + 2
        assert few.calls["Range.NumberFormat"] == 10  # the columns'
        assert {call for call in few.calls if call.endswith("=")} == {"Range.Value="}
    else:
        # tag, title, headings, all lines at once
        assert few.calls["Range.RowHeight="] == 4


def test_a_shorter_table_leaves_nothing_of_a_longer_one(book: Opened) -> None:
    drawn(book, annex(13))

    drawn(book, annex(5))

    sheet = book.sheet("附件1")
    # nothing is in a cell, nor does one look like anything, below the last line
    assert max(row for row, _ in sheet.cells) == annex(5).last_row == 8
    assert {sheet.height(row) for row in range(9, 17)} == {sheet.low}
    assert sheet.setup.area == "$A$1:$J$8"


def test_text_below_the_table_stays_where_it_is(book: Opened) -> None:
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    fill(sheet, {(18, 1): "制表人：张三"})

    for count in (5, 13, 13):
        drawn(book, annex(count))
        assert sheet.at(18, 1).value == "制表人：张三"


@pytest.mark.parametrize("count", [14, 15])
def test_a_table_does_not_grow_up_to_text_below_it(book: Opened, count: int) -> None:
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    fill(sheet, {(18, 2): "制表人：张三"})
    before = taken(book)

    with pytest.raises(TextInTheWay, match="“附件1”第18行有自己填写的内容"):
        drawn(book, annex(count))
    assert changed(before, taken(book)) == {}


def test_no_table_is_drawn_right_above_text(book: Opened) -> None:
    fill(book.sheet("附件1"), {(9, 1): "制表人：张三"})

    with pytest.raises(HeadingMissing):
        drawn(book, annex(5))


@pytest.mark.parametrize("wanted", [3, 4])
def test_a_list_does_not_grow_up_to_text_below_it(book: Opened, wanted: int) -> None:
    live, sheet = book.live(), book.sheet("附件1")
    fill(sheet, {(5, 2): "一", (6, 2): "二", (8, 2): "制表人：张三"})

    live.write_list("附件1", 5, 2, [["甲"], ["乙"]], 3)
    with pytest.raises(TextInTheWay, match=f"第8行.*写到第{wanted + 4}行"):
        live.write_list("附件1", 5, 2, [["丙"]] * wanted, 3)

    told = [sheet.at(row, 2).value for row in (5, 6, 8)]
    assert told == ["甲", "乙", "制表人：张三"]


def test_a_line_that_is_read_back_is_the_tables_wherever_it_is(book: Opened) -> None:
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    fill(sheet, {(20, 3): "读回的"})

    drawn(book, annex(13), read_back=[3])

    assert sheet.at(20, 3).blank


def test_a_sheet_of_someone_elses_is_not_drawn_over(book: Opened) -> None:
    fill(book.sheet("附件1"), {(2, 1): "另一张表"})
    before = taken(book)

    with pytest.raises(HeadingMissing, match="找不到含“单位”的标题行"):
        drawn(book, annex(13))
    assert changed(before, taken(book)) == {}


def test_a_print_area_of_ones_own_stays_while_the_table_fits(book: Opened) -> None:
    drawn(book, annex(13))
    page = book.sheet("附件1").setup
    for area, count, printed in (
        ("$A$1:$J$18", 14, "$A$1:$J$18"),
        ("$A$1:$J$18", 16, "$A$1:$J$19"),
        ("", 17, ""),
    ):
        page.area = area
        drawn(book, annex(count))
        assert page.area == printed


@pytest.mark.parametrize("count", [5, 13, 17])
def test_what_was_there_comes_back(book: Opened, count: int) -> None:
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    fill(sheet, {(5, 2): "=SUM(B6:B9)", (40, 3): 7.0, (14, 1): "007"})
    sheet.area(6, 3, 6, 3).dress(number="0.000")
    sheet.area(5, 2, 5, 2).dress(fill=GREEN)
    sheet.rows[5].height = 75
    before = taken(book)

    live = drawn(book, annex(count))
    assert changed(before, taken(book)) != {}
    assert live.put_back() == {}

    assert changed(before, taken(book)) == {}
    assert live.changes == []


def test_rows_that_were_no_lines_are_not_dressed_when_they_come_back(
    book: Opened,
) -> None:
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    fill(sheet, {(22, 3): "读回的"})
    before = taken(book)

    live = drawn(book, annex(5), read_back=[3])
    live.put_back()

    assert changed(before, taken(book)) == {}


def test_number_formats_come_back_before_the_text_that_needs_them(
    book: Opened,
) -> None:
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    fill(sheet, {(14, 1): "007"})
    before, live = sheet.at(14, 1), drawn(book, annex(5))
    assert sheet.at(14, 1) == sheet.blank(1)

    live.put_back()

    assert sheet.at(14, 1) == before  # no number, and no apostrophe
    assert (before.value, before.format.number) == ("007", "@")


def test_a_sheet_that_cannot_be_put_back_does_not_stop_the_others() -> None:
    book = Opened("附件1", "附件2")
    live = book.live()
    for sheet in book.sheets:
        live.write(sheet.name, 1, 1, [["新"]])
    book.sheet("附件2").protected = True

    failed = live.put_back()

    assert list(failed) == ["附件2"]
    assert isinstance(failed["附件2"], SheetProtected)
    assert cells(book, "附件1") == {}
    assert cells(book, "附件2") == {(1, 1): "新"}
    assert [change.tab for change in live.changes] == ["附件2"]


def test_a_column_that_was_hidden_shows_again(book: Opened) -> None:
    sheet = book.sheet("附件1")
    sheet.columns |= {1: Column(in_pixels(9)), 2: Column(in_pixels(40))}
    live = book.live()

    live.write("附件1", 3, 1, [["错误列", "提示列"]], hidden=True)
    assert (sheet.width(1), sheet.width(2)) == (0, 0)
    live.put_back()

    assert (sheet.width(1), sheet.width(2)) == (9, 40)


def test_what_was_changed_since_is_told(book: Opened) -> None:
    live = drawn(book, annex(13))
    live.settle()
    assert live.moved() == []

    fill(book.sheet("附件1"), {(5, 2): 42.0})

    assert live.moved() == ["附件1"]


def test_a_block_within_another_is_told_by_that_one(book: Opened) -> None:
    live = drawn(book, annex(13))
    live.write("附件1", 4, 2, [[1], [2]])
    live.write("附件1", 16, 10, [[1, 2]])  # a column too far
    book.calls.clear()

    live.settle()

    # tag, title, table, and what juts out
    assert book.calls["Range.Formula"] == 4
    fill(book.sheet("附件1"), {(5, 2): 42.0})
    assert live.moved() == ["附件1"]


def test_nothing_is_compared_where_a_sheet_cannot_be_written(book: Opened) -> None:
    live = drawn(book, annex(13))
    live.settle()
    book.sheet("附件1").protected = True

    with pytest.raises(SheetProtected):
        live.moved()


def test_a_protected_sheet_is_named_and_left_alone(book: Opened) -> None:
    book.sheet("附件1").protected = True

    with pytest.raises(SheetProtected, match="附件1"):
        drawn(book, annex(13))
    assert cells(book, "附件1") == {}


def test_a_sheet_that_is_gone_is_named(book: Opened) -> None:
    book.sheets.clear()

    with pytest.raises(SheetMissing, match="附件1"):
        drawn(book, annex(13))


def test_a_sheet_that_is_not_there_reads_as_nothing(book: Opened) -> None:
    assert book.live().rows("参数") is None


def test_a_sheet_is_found_in_any_case_as_excel_finds_it() -> None:
    book = Opened("a3")

    assert book.live().rows("A3") == [[None]]
    assert (
        "a3" not in book.live().book.sheets
    )  # Excel's own collection knows no such question


def test_an_amount_with_a_currency_format_is_the_number_itself() -> None:
    """Excel hands it over as a Decimal of four decimals, and exactly as `Value2`."""
    book, errors = Opened("A3"), Error("#SPILL!")
    fill(book.sheet("A3"), {(1, 1): 0.123456, (1, 2): "元", (1, 3): errors})
    fill(book.sheet("A3"), {(2, 1): 1.5, (2, 3): True})
    book.sheet("A3").area(1, 1, 1, 1).dress(number="¥#,##0.00")
    block = book.live().book.sheets[0].range("A1:C2")

    assert block.raw_value[0][0] == Decimal("0.1235")
    assert cells_of(block) == [[0.123456, "元", "#SPILL!"], [1.5, None, True]]


def test_reading_is_one_call_and_begins_at_a1(book: Opened) -> None:
    fill(book.sheet("附件1"), {(1, 1): "乙", (3, 2): "甲"})

    rows = book.live().rows("附件1")

    assert rows == [("乙", None), (None, None), (None, "甲")]
    assert book.calls["Range.Value"] == 1


def test_the_application_is_as_before_whatever_happens(book: Opened) -> None:
    app = book.app
    app.events, app.calculation, app.said = False, MANUAL, "就绪"
    live = book.live()

    def fail() -> None:
        with live.quiet():
            assert not app.screen
            live.progress("正在汇总…")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert app.statuses == ["正在汇总…", False]
    assert (app.screen, app.events, app.calculation) == (True, False, MANUAL)


SWITCHES = ("ScreenUpdating", "EnableEvents", "Calculation")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait, and nothing be left from an earlier button."""
    monkeypatch.setattr(refusal, "PAUSES", (0, 0))
    monkeypatch.setattr(stillness, "_owed", {})


def switches(book: Opened) -> object:
    """Return what a button keeps still, and the status bar."""
    app = book.app
    return app.screen, app.events, app.calculation, app.said


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("times", [1, 99])
@pytest.mark.parametrize("switch", SWITCHES)
def test_a_refused_switch_leaves_the_others_as_before(
    book: Opened, switch: str, times: int
) -> None:
    book.traffic.refuse(1, Busy.REJECTED, times, only=f"Application.{switch}=")

    with pytest.raises(com_error, match="rejected"), book.live().quiet():
        pass

    assert book.traffic.refused
    assert switches(book) == (True, True, AUTOMATIC, False)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_is_set_back_although_it_is_refused_at_first(
    book: Opened, switch: str
) -> None:
    call = f"Application.{switch}="

    with book.live().quiet():
        book.traffic.refuse(book.calls[call] + 1, times=2, only=call)

    assert book.traffic.refused == [call, call]
    assert switches(book) == (True, True, AUTOMATIC, False)


def test_the_program_says_its_name_or_nothing(
    book: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = book.live()

    assert live.program() == (book.app.Name, book.app.Path)
    assert book.app.Path.endswith("Office16")
    monkeypatch.delattr(type(book.app), "Name")
    monkeypatch.delattr(type(book.app), "Path")
    assert live.program() == ("", "")
