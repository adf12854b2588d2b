"""The live host, on a workbook that counts every call that crosses to Excel."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.hosts.live.excel import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    FakeApp,
    FakeBook,
    FakeSheet,
    annex,
    drawn,
)
from xl_addin.errors import HeadingMissing, SheetMissing, SheetProtected, TextInTheWay
from xl_addin.hosts.live import refusal
from xl_addin.hosts.live.book import LiveBook
from xl_addin.hosts.live.delivery import cells_of


@pytest.fixture
def book() -> FakeBook:
    return FakeBook("附件1")


def test_every_cell_of_a_grid_is_drawn(book: FakeBook) -> None:
    grid = annex(13)
    drawn(book, grid)

    cells = {(r, c): v for b in grid.blocks for r, c, v in b.cells()}
    assert {
        at: v for at, v in book.sheets["附件1"].cells.items() if v is not None
    } == cells


@pytest.mark.parametrize("drawings", [1, 2])
def test_host_calls_do_not_grow_with_the_rows(drawings: int) -> None:
    few, many = FakeBook("附件1"), FakeBook("附件1")
    for book, count in ((few, 13), (many, 2_850)):
        for _ in range(drawings):
            book.calls.clear()
            drawn(book, annex(count))

    assert few.calls == many.calls
    assert few.calls["value"] == 3  # tag, title, and the whole table at once
    if drawings > 1:
        # what stands there, ten columns' number formats, what tag and title were
        assert few.calls["read"] == 1 + 10 + 2
        assert set(few.calls) == {"value", "read"}
    else:
        assert few.calls["row_height"] == 4  # tag, title, headings, all lines at once


def test_a_shorter_table_leaves_nothing_of_a_longer_one(book: FakeBook) -> None:
    drawn(book, annex(13))

    drawn(book, annex(5))

    sheet = book.sheets["附件1"]
    left = [at for at, v in sheet.cells.items() if v is not None]
    assert max(row for row, _ in left) == annex(5).last_row == 8
    assert max(row for _, row, _ in sheet.looks) == 8
    assert {sheet.heights[row] for row in range(9, 17)} == {DEFAULT_HEIGHT}
    assert sheet.page_setup.print_area == "$A$1:$J$8"


def test_text_below_the_table_stays_where_it_is(book: FakeBook) -> None:
    drawn(book, annex(13))
    sheet = book.sheets["附件1"]
    sheet.cells[18, 1] = "制表人：张三"

    for count in (5, 13, 13):
        drawn(book, annex(count))
        assert sheet.cells[18, 1] == "制表人：张三"


@pytest.mark.parametrize("count", [14, 15])
def test_a_table_does_not_grow_up_to_text_below_it(book: FakeBook, count: int) -> None:
    drawn(book, annex(13))
    sheet = book.sheets["附件1"]
    sheet.cells[18, 2] = "制表人：张三"
    before = dict(sheet.cells)

    with pytest.raises(TextInTheWay, match="“附件1”第18行有自己填写的内容"):
        drawn(book, annex(count))
    assert sheet.cells == before


def test_no_table_is_drawn_right_above_text(book: FakeBook) -> None:
    book.sheets["附件1"].cells[9, 1] = "制表人：张三"

    with pytest.raises(HeadingMissing):
        drawn(book, annex(5))


@pytest.mark.parametrize("wanted", [3, 4])
def test_a_list_does_not_grow_up_to_text_below_it(book: FakeBook, wanted: int) -> None:
    live, sheet = LiveBook(book), book.sheets["附件1"]  # type: ignore[arg-type]
    sheet.cells |= {(5, 2): "一", (6, 2): "二", (8, 2): "制表人：张三"}

    live.write_list("附件1", 5, 2, [["甲"], ["乙"]], 3)
    with pytest.raises(TextInTheWay, match=f"第8行.*写到第{wanted + 4}行"):
        live.write_list("附件1", 5, 2, [["丙"]] * wanted, 3)

    assert [sheet.cells[row, 2] for row in (5, 6, 8)] == ["甲", "乙", "制表人：张三"]


def test_a_line_that_is_read_back_is_the_tables_wherever_it_is(book: FakeBook) -> None:
    drawn(book, annex(13))
    sheet = book.sheets["附件1"]
    sheet.cells[20, 3] = "读回的"

    drawn(book, annex(13), read_back=[3])

    assert sheet.cells[20, 3] is None


def test_a_sheet_of_someone_elses_is_not_drawn_over(book: FakeBook) -> None:
    book.sheets["附件1"].cells[2, 1] = "另一张表"

    with pytest.raises(HeadingMissing, match="找不到含“单位”的标题行"):
        drawn(book, annex(13))
    assert book.sheets["附件1"].cells == {(2, 1): "另一张表"}


def test_a_print_area_of_ones_own_stays_while_the_table_fits(book: FakeBook) -> None:
    drawn(book, annex(13))
    page = book.sheets["附件1"].page_setup
    for area, count, printed in (
        ("$A$1:$J$18", 14, "$A$1:$J$18"),
        ("$A$1:$J$18", 16, "$A$1:$J$19"),
        (None, 17, None),
    ):
        page.print_area = area
        drawn(book, annex(count))
        assert page.print_area == printed


@pytest.mark.parametrize("count", [5, 13, 17])
def test_what_was_there_comes_back(book: FakeBook, count: int) -> None:
    drawn(book, annex(13))
    sheet = book.sheets["附件1"]
    sheet.cells |= {(5, 2): "=SUM(B6:B9)", (40, 3): 7, (14, 1): "007"}
    sheet.looks |= {("number_format", 6, 3): "0.000", ("color", 5, 2): (0, 255, 0)}
    sheet.heights[5] = 70
    before = _state(sheet)

    live = drawn(book, annex(count))
    assert _state(sheet) != before
    assert live.put_back() == {}

    assert _state(sheet) == before
    assert live.changes == []


def test_rows_that_were_no_lines_are_not_dressed_when_they_come_back(
    book: FakeBook,
) -> None:
    drawn(book, annex(13))
    sheet = book.sheets["附件1"]
    sheet.cells[22, 3] = "读回的"
    before = _state(sheet)

    live = drawn(book, annex(5), read_back=[3])
    live.put_back()

    assert _state(sheet) == before


def _state(sheet: FakeSheet) -> object:
    """Return everything a person sees of a sheet."""
    plain = {("number_format", "General"), ("color", None)}
    looks = {at: v for at, v in sheet.looks.items() if (at[0], v) not in plain}
    heights = {r: h for r, h in sheet.heights.items() if h != DEFAULT_HEIGHT}
    cells = {at: v for at, v in sheet.cells.items() if v not in {None, ""}}
    return cells, looks, heights, sheet.page_setup.print_area


def test_number_formats_come_back_before_the_text_that_needs_them(
    book: FakeBook,
) -> None:
    drawn(book, annex(13))
    live = drawn(book, annex(5))
    book.order.clear()

    live.put_back()

    assert "value" in book.order[book.order.index("number_format") :]


def test_a_sheet_that_cannot_be_put_back_does_not_stop_the_others() -> None:
    book = FakeBook("附件1", "附件2")
    live = LiveBook(book)  # type: ignore[arg-type]
    for tab in book.sheets:
        live.write(tab, 1, 1, [["新"]])
    book.sheets["附件2"].api.ProtectContents = True

    failed = live.put_back()

    assert list(failed) == ["附件2"]
    assert isinstance(failed["附件2"], SheetProtected)
    assert book.sheets["附件1"].cells == {(1, 1): None}
    assert book.sheets["附件2"].cells == {(1, 1): "新"}
    assert [change.tab for change in live.changes] == ["附件2"]


def test_a_column_that_was_hidden_shows_again(book: FakeBook) -> None:
    sheet = book.sheets["附件1"]
    sheet.widths[2] = 40
    live = LiveBook(book)  # type: ignore[arg-type]

    live.write("附件1", 3, 1, [["错误列", "提示列"]], hidden=True)
    assert sheet.widths == {1: 0, 2: 0}
    live.put_back()

    assert sheet.widths == {1: DEFAULT_WIDTH, 2: 40}


def test_what_was_changed_since_is_told(book: FakeBook) -> None:
    live = drawn(book, annex(13))
    live.settle()
    assert live.moved() == []

    book.sheets["附件1"].cells[5, 2] = 42

    assert live.moved() == ["附件1"]


def test_a_block_within_another_is_told_by_that_one(book: FakeBook) -> None:
    live = drawn(book, annex(13))
    live.write("附件1", 4, 2, [[1], [2]])
    live.write("附件1", 16, 10, [[1, 2]])  # a column too far
    book.calls.clear()

    live.settle()

    assert book.calls["read"] == 4  # tag, title, table, and what juts out
    book.sheets["附件1"].cells[5, 2] = 42
    assert live.moved() == ["附件1"]


def test_nothing_is_compared_where_a_sheet_cannot_be_written(book: FakeBook) -> None:
    live = drawn(book, annex(13))
    live.settle()
    book.sheets["附件1"].api.ProtectContents = True

    with pytest.raises(SheetProtected):
        live.moved()


def test_a_protected_sheet_is_named_and_left_alone(book: FakeBook) -> None:
    book.sheets["附件1"].api.ProtectContents = True

    with pytest.raises(SheetProtected, match="附件1"):
        drawn(book, annex(13))
    assert book.sheets["附件1"].cells == {}


def test_a_sheet_that_is_gone_is_named(book: FakeBook) -> None:
    del book.sheets["附件1"]

    with pytest.raises(SheetMissing, match="附件1"):
        drawn(book, annex(13))


def test_a_sheet_that_is_not_there_reads_as_nothing(book: FakeBook) -> None:
    assert LiveBook(book).rows("参数") is None  # type: ignore[arg-type]


def test_a_sheet_is_found_in_any_case_as_excel_finds_it() -> None:
    book = FakeBook("a3")

    assert LiveBook(book).rows("A3") == [[None]]  # type: ignore[arg-type]
    assert "a3" not in book.sheets  # Excel's own collection knows no such question


def test_an_amount_with_a_currency_format_is_the_number_itself() -> None:
    """Excel hands it over as a Decimal of four decimals, and exactly as `Value2`."""
    values = ((Decimal("0.1235"), "元", -2146826243), (1.5, None, True))
    exact = SimpleNamespace(Value2=((0.123456, "元", -2146826243), (1.5, None, True)))
    area = SimpleNamespace(raw_value=values, api=exact)

    assert cells_of(area) == [[0.123456, "元", "#SPILL!"], [1.5, None, True]]


def test_reading_is_one_call_and_begins_at_a1(book: FakeBook) -> None:
    book.sheets["附件1"].cells[3, 2] = "甲"

    rows = LiveBook(book).rows("附件1")  # type: ignore[arg-type]

    assert rows == [[None, None], [None, None], [None, "甲"]]
    assert book.calls["read"] == 1


def test_the_application_is_as_before_whatever_happens(book: FakeBook) -> None:
    book.app = FakeApp(calculation="manual", enable_events=False)
    live = LiveBook(book)  # type: ignore[arg-type]

    def fail() -> None:
        with live.quiet():
            assert not book.app.screen_updating
            live.progress("正在汇总…")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert book.app == FakeApp(True, False, "manual", status_bar=False)  # noqa: FBT003


class RefusingApp(FakeApp):
    """An application that refuses to set one of its switches, a few times."""

    def __init__(self, switch: str, times: int) -> None:
        super().__init__()
        object.__setattr__(self, "left", {switch: times})

    def __setattr__(self, name: str, value: object) -> None:
        left = self.__dict__.get("left", {})
        if left.get(name):
            left[name] -= 1
            raise OSError(-2147418111, "Call was rejected by callee.")
        super().__setattr__(name, value)


@pytest.mark.parametrize("times", [1, 99])
@pytest.mark.parametrize("switch", ["screen_updating", "enable_events", "calculation"])
def test_a_refused_switch_leaves_the_others_as_before(
    book: FakeBook, monkeypatch: pytest.MonkeyPatch, switch: str, times: int
) -> None:
    monkeypatch.setattr(refusal, "PAUSES", (0, 0))
    book.app = RefusingApp(switch, times)

    with pytest.raises(OSError, match="rejected"), LiveBook(book).quiet():  # type: ignore[arg-type]
        pass

    app = book.app
    now = app.screen_updating, app.enable_events, app.calculation, app.status_bar
    assert now == (True, True, "automatic", False)


@pytest.mark.parametrize("switch", ["screen_updating", "enable_events", "calculation"])
def test_a_switch_is_set_back_although_it_is_refused_at_first(
    book: FakeBook, monkeypatch: pytest.MonkeyPatch, switch: str
) -> None:
    monkeypatch.setattr(refusal, "PAUSES", (0, 0))
    app = book.app = RefusingApp(switch, 0)

    with LiveBook(book).quiet():  # type: ignore[arg-type]
        app.__dict__["left"][switch] = 2

    assert (app.screen_updating, app.enable_events) == (True, True)
    assert app.calculation == "automatic"


def test_the_program_says_its_name_or_nothing(book: FakeBook) -> None:
    live = LiveBook(book)  # type: ignore[arg-type]

    assert live.program() == ("", "")
    book.app.api = SimpleNamespace(Name="WPS 表格", Path=r"C:\\WPS Office")
    assert live.program() == ("WPS 表格", r"C:\\WPS Office")
