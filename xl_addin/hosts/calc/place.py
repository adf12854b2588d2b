"""Where a range is: its rectangle, its address, LibreOffice's own object."""

# ruff: noqa: ANN401, D102 - no types in UNO; xlwings documents the members

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, Self

from xlwings import base_classes

from xl_addin.hosts.calc.parents import HoldsCells


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
        return chain.from_iterable(self.lines())

    def lines(self) -> Iterator[list[tuple[int, int]]]:
        """Yield the cells row by row."""
        for row in range(self.top, self.bottom + 1):
            yield [(row, column) for column in range(self.left, self.right + 1)]


def runs(cells: Iterable[tuple[int, int]]) -> list[Box]:
    """Return cells, which come column by column, as boxes one column wide."""
    boxes: list[Box] = []
    for row, column in cells:
        if boxes and boxes[-1][2:] == (row - 1, column):
            boxes[-1] = boxes[-1]._replace(bottom=row)
        else:
            boxes.append(Box(row, column, row, column))
    return boxes


class Place(base_classes.Range):
    """Cells of a sheet in one rectangle."""

    def __init__(self, sheet: HoldsCells, box: Box) -> None:
        self._sheet, self.box = sheet, box

    sheet = property(lambda self: self._sheet)
    book = property(lambda self: self._sheet.book)
    row = property(lambda self: self.box.top + 1)
    column = property(lambda self: self.box.left + 1)
    whole = property(lambda self: Box(0, 0, self.shape[0] - 1, self.shape[1] - 1))

    @property
    def shape(self) -> tuple[int, int]:
        top, left, bottom, right = self.box
        return bottom - top + 1, right - left + 1

    @cached_property
    def xl(self) -> Any:
        """LibreOffice's own object."""
        top, left, bottom, right = self.box
        return self._sheet.xl.getCellRangeByPosition(left, top, right, bottom)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, first: int, second: int | None = None) -> Any:
        width = self.shape[1]
        if second is None:
            first, second = (first - 1) // width + 1, (first - 1) % width + 1
        row, column = self.box.top + first - 1, self.box.left + second - 1
        return self._sheet.at(row, column, row, column)

    @property
    def address(self) -> str:
        return str(self.xl.AbsoluteName).rpartition(".")[2]

    def inside(self, box: Box) -> Iterator[tuple[int, int]]:
        """Yield the cells of a part of this range, counted from its own corner."""
        for row, column in box.cells():
            yield row - self.box.top, column - self.box.left

    def part(self, box: Box) -> Any:
        """Return a part of this range, given as counted from its own corner."""
        top, left = self.box[:2]
        return self._sheet.at(
            top + box.top, left + box.left, top + box.bottom, left + box.right
        )
