"""An Excel for the tests: sheets that count every call that crosses to it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from types import SimpleNamespace
from typing import Any, Self

import pandas as pd
from xlwings.utils import col_name

from xl_addin.hosts.file.extent import column_number
from xl_addin.hosts.live.book import LiveBook
from xl_addin.look.grid import Grid, compose
from xl_addin.look.theme import theme
from xl_addin.sheets.settings import AS_PUBLISHED
from xl_addin.tables import annex1

Cells = dict[tuple[int, int], Any]
DEFAULT_HEIGHT = 15
DEFAULT_WIDTH = 8.43


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
    remembered = ("number_format", "color")
    sizes = ("row_height", "column_width")

    def __init__(
        self, sheet: "FakeSheet", first: tuple[int, int], last: tuple[int, int]
    ) -> None:
        self.__dict__.update(sheet=sheet, first=first, last=last)
        self.__dict__["font"] = self.__dict__["borders"] = Looks(sheet.calls)

    def __setattr__(self, name: str, value: Any) -> None:
        name = "value" if name == "raw_value" else name
        known = {*self.sizes, "value", "formula"}
        assert name in known.union(self.counted), name
        self.sheet.calls[name if name in known else "look"] += 1
        self.sheet.order.append(name)
        self._size(name, value)
        if name in self.remembered:
            for at in self._cells():
                self.sheet.looks[name, *at] = value
        if name in {"value", "formula"}:
            assert all(len(line) == self.last[1] - self.first[1] + 1 for line in value)
            for at, cell in self._places(value):
                self.sheet.cells[at] = cell

    def _size(self, name: str, value: Any) -> None:
        (top, left), (bottom, right) = self.first, self.last
        if name == "row_height":
            assert value <= 409.5, "Excel refuses it"
            self.sheet.heights |= dict.fromkeys(range(top, bottom + 1), value)
        elif name == "column_width":
            self.sheet.widths |= dict.fromkeys(range(left, right + 1), value)

    def _cells(self) -> Iterator[tuple[int, int]]:
        (top, left), (bottom, right) = self.first, self.last
        return product(range(top, bottom + 1), range(left, right + 1))

    @property
    def number_format(self) -> str | None:
        """The one of all cells, or None where they differ, as xlwings says."""
        self.sheet.calls["read"] += 1
        looks = self.sheet.looks
        found = {looks.get(("number_format", *at), "General") for at in self._cells()}
        return found.pop() if len(found) == 1 else None

    @property
    def row_height(self) -> float | None:
        self.sheet.calls["read"] += 1
        rows = range(self.first[0], self.last[0] + 1)
        found = {self.sheet.heights.get(row, DEFAULT_HEIGHT) for row in rows}
        return found.pop() if len(found) == 1 else None

    @property
    def column_width(self) -> float | None:
        self.sheet.calls["read"] += 1
        columns = range(self.first[1], self.last[1] + 1)
        found = {self.sheet.widths.get(at, DEFAULT_WIDTH) for at in columns}
        return found.pop() if len(found) == 1 else None

    @property
    def rows(self) -> Self:
        return self

    def autofit(self) -> None:
        self.sheet.calls["autofit"] += 1
        self._size("row_height", DEFAULT_HEIGHT)

    @property
    def merge_cells(self) -> bool:
        return self.first[0] in self.sheet.merged

    def merge(self) -> None:
        self.sheet.merged.append(self.first[0])

    def _places(self, lines: list[list[Any]]) -> list[tuple[tuple[int, int], Any]]:
        row, column = self.first
        return [
            ((row + r, column + c), _taken(cell))
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

    @property
    def raw_value(self) -> Any:
        return self.value

    @property
    def api(self) -> Any:
        found = (
            tuple(0.0 if str(cell).startswith("=") else cell for cell in line)
            for line in self._block(blank=None)
        )
        return SimpleNamespace(Value2=tuple(found))

    def clear_formats(self) -> None:
        self.sheet.calls["look"] += 1
        for name, at in product(self.remembered, self._cells()):
            self.sheet.looks.pop((name, *at), None)

    @property
    def last_cell(self) -> "FakeCell":
        return FakeCell(*self.last)

    @property
    def address(self) -> str:
        return ":".join(f"${col_name(c)}${r}" for r, c in (self.first, self.last))  # type: ignore[no-untyped-call]


def _taken(cell: Any) -> Any:
    """Return what stands in a cell that is given this: an empty text is no content."""
    if isinstance(cell, str):
        return cell.removeprefix("'") or None
    return cell


@dataclass
class FakeCell:
    row: int
    column: int


@dataclass
class PageSetup:
    print_area: str | None = None


@dataclass
class FakeSheet:
    name: str
    calls: Counter[str]
    order: list[str]
    cells: Cells = field(default_factory=dict)
    api: Api = field(default_factory=Api)
    page_setup: PageSetup = field(default_factory=PageSetup)
    heights: dict[int, float] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    merged: list[int] = field(default_factory=list)
    looks: dict[tuple[str, int, int], Any] = field(default_factory=dict)

    @property
    def used_range(self) -> FakeRange:
        filled = [at for at, cell in self.cells.items() if cell not in {None, ""}]
        rows = [row for row, _ in filled] or [1]
        columns = [column for _, column in filled] or [1]
        return FakeRange(self, (1, 1), (max(rows), max(columns)))

    def range(self, address: str) -> FakeRange:
        found = re.findall(r"([A-Z]+)(\d+)", address)
        corners = [(int(row), column_number(letters)) for letters, row in found]
        return FakeRange(self, corners[0], corners[-1])


class FakeSheets(dict[str, FakeSheet]):
    """The sheets by name, and by number from 1 on. Excel knows no `in`."""

    def __call__(self, number: int) -> FakeSheet:
        return list(self.values())[number - 1]

    def __contains__(self, key: object) -> bool:
        return any(sheet == key for sheet in self.values())


@dataclass
class FakeApp:
    screen_updating: bool = True
    enable_events: bool = True
    calculation: str = "automatic"
    status_bar: object = None
    api: object = None


class FakeBook:
    """An open workbook. `order` is what was written, by its kind, oldest first."""

    def __init__(self, *tabs: str) -> None:
        self.calls: Counter[str] = Counter()
        self.order: list[str] = []
        self.sheets = FakeSheets(
            {tab: FakeSheet(tab, self.calls, self.order) for tab in tabs}
        )
        self.app = FakeApp()
        self.fullname = "book.xlsm"


def annex(count: int) -> Grid:
    frame = pd.DataFrame({f.name: range(count) for f in annex1.SHEET.fields})
    return compose(annex1.SHEET, frame, "2021年1-2月")


def drawn(book: FakeBook, grid: Grid, read_back: Sequence[int] = ()) -> LiveBook:
    live = LiveBook(book)  # type: ignore[arg-type]
    live.draw(grid, theme(AS_PUBLISHED), read_back)
    return live
