"""The live host, on a workbook that counts every call that crosses to Excel."""

from types import SimpleNamespace

import pytest

from tests.hosts.excel import FakeApp, FakeBook, annex, drawn
from xl_addin.errors import SheetMissing, SheetProtected
from xl_addin.hosts.live import LiveBook


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


def test_host_calls_do_not_grow_with_the_rows() -> None:
    few, many = FakeBook("附件1"), FakeBook("附件1")

    drawn(few, annex(13))
    drawn(many, annex(2_850))

    assert few.calls == many.calls
    assert few.calls["value"] == 3  # tag, title, and the whole table at once
    assert few.calls["row_height"] == 4  # tag, title, headings, and all lines at once


def test_a_shorter_table_leaves_nothing_of_a_longer_one(book: FakeBook) -> None:
    drawn(book, annex(13))

    drawn(book, annex(5))

    left = [at for at, v in book.sheets["附件1"].cells.items() if v is not None]
    assert max(row for row, _ in left) == annex(5).last_row


def test_what_was_there_comes_back(book: FakeBook) -> None:
    sheet = book.sheets["附件1"]
    sheet.cells |= {(1, 1): "旧", (5, 2): "=SUM(B6:B9)", (40, 3): 7}
    before = dict(sheet.cells)

    live = drawn(book, annex(13))
    live.put_back()

    assert {at: v for at, v in sheet.cells.items() if v not in {None, ""}} == before
    assert live.changes == []


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


def test_the_program_says_its_name_or_nothing(book: FakeBook) -> None:
    live = LiveBook(book)  # type: ignore[arg-type]

    assert live.program() == ("", "")
    book.app.api = SimpleNamespace(Name="WPS 表格", Path=r"C:\\WPS Office")
    assert live.program() == ("WPS 表格", r"C:\\WPS Office")
