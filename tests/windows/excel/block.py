"""A block of cells: what is in it is read and written at once, and looks are shared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.windows.excel.calls import EXCEPTION, Failure, Thing, Traffic
from tests.windows.excel.cells import Cell, Format, with_value
from tests.windows.excel.entry import Error
from tests.windows.excel.places import Area
from tests.windows.excel.worksheet import Worksheet

MOST_CELLS = 10_000_000
"""A block of more is not handed out: no machine of an office has room for it."""


@dataclass(eq=False)
class Block(Thing):
    """Cells of a sheet. `by` says whether it is of cells, rows or columns."""

    sheet: Worksheet
    top: int
    left: int
    bottom: int
    right: int
    by: str = "cells"

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.sheet.traffic

    @property
    def area(self) -> Area:
        """Return first row, first column, last row, last column."""
        return self.top, self.left, self.bottom, self.right

    @property
    def shape(self) -> tuple[int, int]:
        """Return how many rows and columns it has."""
        return self.bottom - self.top + 1, self.right - self.left + 1

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield every cell's row and column, row by row."""
        rows = range(self.top, self.bottom + 1)
        return product(rows, range(self.left, self.right + 1))

    def formats(self) -> Iterator[Format]:
        """Yield the looks in it; of a vast block only those that are kept."""
        rows, columns = self.shape
        if rows * columns <= 500_000:
            yield from (self.sheet.at(*place).format for place in self.places())
            return
        top, left, bottom, right = self.area
        for column in range(left, right + 1):
            yield self.sheet.blank(column).format
        for (row, column), cell in self.sheet.cells.items():
            if top <= row <= bottom and left <= column <= right:
                yield cell.format

    def dress(self, **looks: Any) -> None:
        """Change how its cells look."""
        self.redress(lambda look, *_: look._replace(**looks))

    def redress(self, change: Callable[..., Format], *of: Callable[..., Any]) -> None:
        """Change looks, each once: by what they are, and by what `of` says of a place."""
        self.sheet.writable()
        known: dict[Any, Format] = {}
        for place in self.kept_places():
            value, formula, prefix, look = self.sheet.at(*place)
            key = look, *(told(*place) for told in of)
            if key not in known:
                known[key] = change(*key)
            self.sheet.keep(*place, Cell(value, formula, prefix, known[key]))

    def kept_places(self) -> list[tuple[int, int]]:
        """Return its cells; a whole column's looks are kept with the column."""
        rows, columns = self.shape
        if rows * columns > 500_000:
            raise Failure(EXCEPTION, "not modelled: the looks of a vast block")
        return list(self.places())

    def common(self, found: Iterable[Any]) -> Any:
        """Return what all have in common, or None where they differ."""
        several = iter(found)
        first = next(several)
        return first if all(other == first for other in several) else None

    def read(self, of: Callable[[Cell], Any]) -> Any:
        cells, sheet = self.sheet.cells, self.sheet
        if self.shape == (1, 1):
            return of(sheet.at(self.top, self.left))
        if math.prod(self.shape) > MOST_CELLS:
            raise Failure(-2147024882, "Not enough memory.")  # E_OUTOFMEMORY
        columns = range(self.left, self.right + 1)
        blanks = {at: of(sheet.blank(at)) for at in columns}
        return tuple(
            tuple(
                of(cells[row, at]) if (row, at) in cells else blanks[at]
                for at in columns
            )
            for row in range(self.top, self.bottom + 1)
        )

    def write(self, given: object, *, dates: bool = True) -> None:
        self.sheet.writable()
        rows, columns = self.shape
        if rows * columns > MOST_CELLS:
            raise Failure(-2147024882, "Not enough memory.")
        made = []
        for (row, column), one in zip(
            self.places(), _spread(given, rows, columns), strict=True
        ):
            if not self.sheet.covered(row, column):
                cell = self.sheet.at(row, column)
                made.append((row, column, with_value(cell, one, dates=dates)))
        for row, column, cell in made:
            value = self.sheet.book.calculated(cell, self.sheet, row)
            self.sheet.keep(row, column, cell._replace(value=value))


def _spread(given: object, rows: int, columns: int) -> Iterator[object]:
    """Yield what each cell of a block gets.

    A single row or column is repeated, too small a block leaves #N/A, of too large a
    one the rest is dropped; one value goes into every cell.
    """
    if not isinstance(given, tuple):
        yield from (given for _ in range(rows * columns))
        return
    lines = given if given and isinstance(given[0], tuple) else (given,)
    for row in range(rows):
        line = lines[0] if len(lines) == 1 else lines[row] if row < len(lines) else ()
        for at in range(columns):
            one = len(line) == 1 and len(lines) > 0
            known = one or at < len(line)
            yield line[0 if one else at] if known else Error("#N/A")
