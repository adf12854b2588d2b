"""The live host, on a workbook that counts every call that crosses to Excel."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Self

import pandas as pd
import pytest

from xl_addin.annexes import annex1
from xl_addin.errors import SheetMissing, SheetProtected
from xl_addin.grid import Grid, compose
from xl_addin.hosts.live import LiveBook
from xl_addin.settings import AS_PUBLISHED
from xl_addin.theme import theme

Cells = dict[tuple[int, int], Any]


@dataclass
class Api:
    ProtectContents: bool = False


class Looks:
    """Fonts and borders: they take anything and count it."""

    def __init__(self, calls: Counter[str]) -> None:
        self._calls = calls

    def set(self, *_: object, **__: object) -> None:
        self._calls["look"] += 1


class FakeRange:
    """A block of cells; reading or writing any property of it is one call."""

    counted = ("number_format", "color", "wrap_text", "horizontal_alignment", "vertical_alignment")  # fmt: skip

    def __init__(
        self, sheet: "FakeSheet", first: tuple[int, int], last: tuple[int, int]
    ) -> None:
        self.__dict__.update(sheet=sheet, first=first, last=last)
        self.__dict__["font"] = self.__dict__["borders"] = Looks(sheet.calls)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name in {*self.counted, "value", "formula"}, name
        self.sheet.calls[name if name in {"value", "formula"} else "look"] += 1
        if name in {"value", "formula"}:
            assert all(len(line) == self.last[1] - self.first[1] + 1 for line in value)
            for at, cell in self._places(value):
                self.sheet.cells[at] = cell

    def _places(self, lines: list[list[Any]]) -> list[tuple[tuple[int, int], Any]]:
        row, column = self.first
        return [
            ((row + r, column + c), cell)
            for r, line in enumerate(lines)
            for c, cell in enumerate(line)
        ]

    @property
    def formula(self) -> tuple[tuple[Any, ...], ...]:
        self.sheet.calls["read"] += 1
        return self._block(blank="")

    @property
    def value(self) -> Any:
        self.sheet.calls["read"] += 1
        return [list(line) for line in self._block(blank=None)]

    def _block(self, blank: Any) -> tuple[tuple[Any, ...], ...]:
        (top, left), (bottom, right) = self.first, self.last
        return tuple(
            tuple(self.sheet.cells.get((r, c), blank) for c in range(left, right + 1))
            for r in range(top, bottom + 1)
        )

    def options(self, **given: Any) -> Self:
        assert given["ndim"] == 2
        return self

    def clear_formats(self) -> None:
        self.sheet.calls["look"] += 1

    @property
    def last_cell(self) -> "FakeCell":
        return FakeCell(*self.last)

    @property
    def address(self) -> str:
        return f"{self.first}:{self.last}"


@dataclass
class FakeCell:
    row: int
    column: int


@dataclass
class PageSetup:
    print_area: str = ""


@dataclass
class FakeSheet:
    name: str
    calls: Counter[str]
    cells: Cells = field(default_factory=dict)
    api: Api = field(default_factory=Api)
    page_setup: PageSetup = field(default_factory=PageSetup)

    @property
    def used_range(self) -> FakeRange:
        rows = [row for row, _ in self.cells] or [1]
        columns = [column for _, column in self.cells] or [1]
        return FakeRange(self, (1, 1), (max(rows), max(columns)))

    def range(self, first: Any, last: Any) -> FakeRange:
        corner = (last.row, last.column) if isinstance(last, FakeCell) else last
        return FakeRange(self, first, corner)


class FakeSheets(dict[str, FakeSheet]):
    """The sheets by name."""


@dataclass
class FakeApp:
    screen_updating: bool = True
    enable_events: bool = True
    calculation: str = "automatic"
    status_bar: object = None


class FakeBook:
    """An open workbook with one sheet."""

    def __init__(self, tab: str) -> None:
        self.calls: Counter[str] = Counter()
        self.sheets = FakeSheets({tab: FakeSheet(tab, self.calls)})
        self.app = FakeApp()
        self.fullname = "book.xlsm"


def annex(count: int) -> Grid:
    frame = pd.DataFrame({f.name: range(count) for f in annex1.SHEET.fields})
    return compose(annex1.SHEET, frame, "2021年1-2月")


def drawn(book: FakeBook, grid: Grid) -> LiveBook:
    live = LiveBook(book)  # type: ignore[arg-type]
    live.draw(grid, theme(AS_PUBLISHED))
    return live


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
