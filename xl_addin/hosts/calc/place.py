"""Where a range is: its rectangles, its address, LibreOffice's own object."""

# ruff: noqa: ANN401, D102, FBT001 - no types in UNO; xlwings documents the members

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from xlwings import base_classes
from xlwings.utils import col_name

from xl_addin.hosts.calc.uno_api import struct

if TYPE_CHECKING:
    from xl_addin.hosts.calc.range import Range
    from xl_addin.hosts.calc.sheet import Sheet

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383  # from 0


class Box(NamedTuple):
    """A rectangle of cells, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, address: Any) -> Self:
        """Return LibreOffice's own address of a range as a box."""
        start = address.StartRow, address.StartColumn
        return cls(*start, address.EndRow, address.EndColumn)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of each cell."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


class Place(base_classes.Range):
    """Cells of a sheet in one rectangle or, written with commas, in several.

    As in Excel, what is read is the first rectangle; what is set, all of them.
    """

    def __init__(self, sheet: Sheet, boxes: tuple[Box, ...]) -> None:
        self._sheet, self.boxes = sheet, boxes

    sheet = property(lambda self: self._sheet)
    book = property(lambda self: self._sheet.book)
    box = property(lambda self: self.boxes[0])
    row = property(lambda self: self.box.top + 1)
    column = property(lambda self: self.box.left + 1)
    api = property(lambda self: self.xl)
    arg1_input = property(lambda self: self.address)
    address = property(lambda self: self.get_address(True, True, False))  # noqa: FBT003

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.box
        return bottom - top + 1, right - left + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self._sheet.name, self.row, self.column, *self.shape

    @property
    def addresses(self) -> tuple[Any, ...]:
        """The rectangles as LibreOffice writes them."""
        return self.addresses_of(self.boxes)

    @cached_property
    def xl(self) -> Any:
        """LibreOffice's own object: one range, or a collection of several."""
        return self.ranges_of(self.boxes) if len(self.boxes) > 1 else self.xl_area

    @cached_property
    def xl_area(self) -> Any:
        """LibreOffice's object of the first rectangle."""
        top, left, bottom, right = self.box
        return self._sheet.xl.getCellRangeByPosition(left, top, right, bottom)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, first: int, second: int | None = None) -> Range:
        width = self.shape[1]
        if second is None:
            first, second = (first - 1) // width + 1, (first - 1) % width + 1
        row, column = self.box.top + first - 1, self.box.left + second - 1
        return self._sheet.at(row, column, row, column)

    @property
    def rows(self) -> list[Range]:
        top, left, bottom, right = self.box
        return [self._sheet.at(r, left, r, right) for r in range(top, bottom + 1)]

    @property
    def columns(self) -> list[Range]:
        top, left, bottom, right = self.box
        return [self._sheet.at(top, c, bottom, c) for c in range(left, right + 1)]

    def get_address(
        self, row_absolute: bool, col_absolute: bool, external: bool
    ) -> str:
        column, row = "$" * bool(col_absolute), "$" * bool(row_absolute)

        def written(box: Box) -> str:
            ends = {(box.top, box.left): 0, (box.bottom, box.right): 0}
            return ":".join(f"{column}{_letters(c)}{row}{r + 1}" for r, c in ends)

        said = ",".join(map(written, self.boxes))
        return f"[{self.book.name}]{self._sheet.name}!{said}" if external else said

    def addresses_of(self, boxes: Iterable[Box]) -> tuple[Any, ...]:
        at = self._sheet.index - 1
        names = ("StartRow", "StartColumn", "EndRow", "EndColumn")
        return tuple(
            struct(
                "table.CellRangeAddress", Sheet=at, **dict(zip(names, box, strict=True))
            )
            for box in boxes
        )

    def ranges_of(self, boxes: Iterable[Box]) -> Any:
        made = self.book.doc.createInstance("com.sun.star.sheet.SheetCellRanges")
        made.addRangeAddresses(self.addresses_of(boxes), False)  # noqa: FBT003
        return made


def _letters(column: int) -> str:
    return str(col_name(column + 1))  # type: ignore[no-untyped-call]
