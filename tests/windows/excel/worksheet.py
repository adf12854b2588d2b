"""A sheet: its cells, widths, heights, merged areas, page set-up and protection."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.windows.excel.calls import Thing, Traffic, refused
from tests.windows.excel.cells import PLAIN, Cell, Format
from tests.windows.excel.places import COLUMNS, ROWS, Area

if TYPE_CHECKING:
    from tests.windows.excel.ranges import Range
    from tests.windows.excel.workbook import Workbook


@dataclass
class Column:
    """A column: its width in characters, and how its cells look until written to."""

    width: float = 8.38
    hidden: bool = False
    format: Format = PLAIN


@dataclass
class Row:
    """A row: its height in points, None where it follows its text."""

    height: float | None = None
    hidden: bool = False


@dataclass(eq=False)
class PageSetup(Thing):
    """What of a sheet is printed."""

    sheet: Worksheet
    area: str = ""

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.sheet.traffic

    @property
    def PrintArea(self) -> str:
        return self.area

    @PrintArea.setter
    def PrintArea(self, area: object) -> None:
        if self.sheet.protected:
            raise refused("Unable to set the PrintArea property of the PageSetup class")
        # None crosses as a null, and Excel takes that for no area
        self.area = "" if area in {None, False} else str(area)


@dataclass(eq=False)
class Worksheet(Thing):
    """A sheet. Cells that hold nothing and look like their column are not kept.

    `low` is the height of a row that nobody sized, `plain` the looks of a cell that
    nobody dressed, `widest` a column that none is beyond.
    """

    book: Workbook
    name: str
    code: str = ""
    visible: int = -1
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    columns: dict[int, Column] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    protected: bool = False
    low: float = 15.0
    plain: Format = PLAIN
    widest: int = 1

    def __post_init__(self) -> None:
        self.setup = PageSetup(self)

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.book.app.traffic

    def area(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Return a rectangle of cells."""
        from tests.windows.excel.ranges import Range  # noqa: PLC0415  a circle of two

        return Range(self, top, left, bottom, right)

    def blank(self, column: int) -> Cell:
        """Return a cell of a column that was never written to."""
        known = self.columns.get(column)
        return Cell(format=known.format if known else self.plain)

    def at(self, row: int, column: int) -> Cell:
        """Return a cell."""
        return self.cells.get((row, column)) or self.blank(column)

    def keep(self, row: int, column: int, cell: Cell) -> None:
        """Put a cell in its place."""
        self.widest = max(self.widest, column)
        if cell == self.blank(column):
            self.cells.pop((row, column), None)
        else:
            self.cells[row, column] = cell

    def writable(self) -> None:
        """Raise what Excel says of a sheet that is protected."""
        if self.protected:
            raise refused("您试图更改的单元格或图表位于受保护的工作表中。")

    def covered(self, row: int, column: int) -> bool:
        """Tell whether a cell lies under the first one of a merged area."""
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                return (row, column) != (top, left)
        return False

    def height(self, at: int) -> float:
        """Return the height of a row: its own, or what its wrapped text takes."""
        row = self.rows.get(at, Row())
        if row.hidden:
            return 0.0
        return self.fitted(at) if row.height is None else row.height

    def fitted(self, at: int) -> float:
        """Return the height that the text of a row takes."""
        lines = [1, *(self._lines(at, column) for column in self._wrapped(at))]
        return min(409.5, self.low * max(lines))

    def width(self, at: int) -> float:
        """Return the width of a column in characters, 0 where it is hidden."""
        column = self.columns.get(at, Column())
        return 0.0 if column.hidden else column.width

    def _wrapped(self, at: int) -> Iterator[int]:
        for column in range(1, self.widest + 1):
            cell = self.cells.get((at, column))
            if cell and cell.format.wrap and isinstance(cell.value, str):
                yield column

    def _lines(self, at: int, column: int) -> int:
        room = max(1.0, self.width(column))
        parts = str(self.cells[at, column].value).split("\n")
        return sum(max(1, math.ceil(_breadth(part) / room)) for part in parts)

    def last_cell(self) -> tuple[int, int]:
        """Return the last row and column that hold or look like anything."""
        rows = [row for row, _ in self.cells]
        sized = [at for at, row in self.rows.items() if row.height is not None]
        columns = [column for _, column in self.cells]
        return max([1, *rows, *sized]), max([1, *columns])

    @property
    def Name(self) -> str:
        return self.name

    @Name.setter
    def Name(self, name: str) -> None:
        self.book.rename(self, name)

    @property
    def CodeName(self) -> str:
        return self.code

    @property
    def Index(self) -> int:
        return self.book.sheets.index(self) + 1

    @property
    def Visible(self) -> int:
        return self.visible

    @Visible.setter
    def Visible(self, visible: int) -> None:
        self.visible = -1 if visible is True else int(visible)

    @property
    def Parent(self) -> Workbook:
        return self.book

    @property
    def Application(self) -> Any:
        return self.book.app

    @property
    def ProtectContents(self) -> bool:
        return self.protected

    def Protect(self, Password: object = None) -> None:  # noqa: ARG002, N803
        self.protected = True

    def Unprotect(self, Password: object = None) -> None:  # noqa: ARG002, N803
        self.protected = False

    @property
    def UsedRange(self) -> Range:
        filled = [
            *self.cells,
            *((at, 1) for at, row in self.rows.items() if row.height),
        ]
        top = min((row for row, _ in filled), default=1)
        left = min((column for _, column in self.cells), default=1)
        return self.area(top, left, *self.last_cell())

    @property
    def Cells(self) -> Range:
        return self.area(1, 1, ROWS, COLUMNS)

    @property
    def PageSetup(self) -> PageSetup:
        return self.setup

    def Range(self, first: object, last: object = None) -> Range:
        from tests.windows.excel.ranges import between  # noqa: PLC0415

        return between(self, first, last)

    def Activate(self) -> None:
        if self.visible != -1:
            raise refused("Activate method of Worksheet class failed")
        self.book.active = self

    def Move(self, Before: Worksheet) -> None:  # noqa: N803
        sheets = self.book.sheets
        sheets.remove(self)
        sheets.insert(sheets.index(Before), self)
        self.book.active = self

    def Delete(self) -> None:
        shown = [sheet for sheet in self.book.sheets if sheet.visible == -1]
        if self.book.fixed or shown == [self]:
            raise refused("Delete method of Worksheet class failed")
        self.book.app.ask("Excel 将永久删除此工作表")
        self.book.sheets.remove(self)
        if self.book.active is self:
            self.book.active = next(s for s in shown if s is not self)

    def Select(self) -> None:
        self.Activate()


def _breadth(text: str) -> int:
    """Return the width of a text in characters; a Chinese one takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
