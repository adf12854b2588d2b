"""A rectangle of cells: values, formulas, sizes and looks, as Excel gives and takes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.windows.excel.calls import (
    EXCEPTION,
    OVERFLOW,
    Failure,
    Thing,
    Traffic,
    refused,
)
from tests.windows.excel.cells import Cell, Format, formula, value, value2, with_value
from tests.windows.excel.entry import Error
from tests.windows.excel.looks import Borders, Font, Interior
from tests.windows.excel.worksheet import COLUMNS, ROWS, Area, Column, Row, Worksheet

MOST_CELLS = 10_000_000
"""A block of more is not handed out: no machine of an office has room for it."""


@dataclass(eq=False)
class Range(Thing):
    """Cells of a sheet. `by` says what Count counts and an item is."""

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
        self.sheet.writable()
        for place in self._kept_places():
            cell = self.sheet.at(*place)
            look = cell.format._replace(**looks)
            self.sheet.keep(*place, cell._replace(format=look))

    def _kept_places(self) -> list[tuple[int, int]]:
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

    def _item(self, row: Any = None, column: Any = None) -> Any:
        if row is None:
            return self.Value
        if self.by == "rows":
            at = self.top + int(row) - 1
            return Range(self.sheet, at, self.left, at, self.right)
        if self.by == "columns":
            at = self.left + int(row) - 1
            return Range(self.sheet, self.top, at, self.bottom, at)
        if column is None:  # counted along the rows
            down, right = divmod(int(row) - 1, self.shape[1])
        else:
            down, right = int(row) - 1, int(column) - 1
        return _within(self.sheet, self.top + down, self.left + right)

    def Item(self, row: Any, column: Any = None) -> Any:
        return self._item(row, column)

    def _each(self) -> list[Any]:
        if self.by != "cells":
            return [self._item(n) for n in range(1, self.Count + 1)]
        return [Range(self.sheet, *place, *place) for place in self.places()]

    def _read(self, of: Callable[[Cell], Any]) -> Any:
        cells, sheet = self.sheet.cells, self.sheet
        if self.shape == (1, 1):
            return of(sheet.at(self.top, self.left))
        if self.CountLarge > MOST_CELLS:
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

    def _write(self, given: object, *, dates: bool = True) -> None:
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

    @property
    def Value(self) -> Any:
        return self._read(value)

    @Value.setter
    def Value(self, given: object) -> None:
        self._write(given)

    @property
    def Value2(self) -> Any:
        return self._read(value2)

    @Value2.setter
    def Value2(self, given: object) -> None:
        self._write(given, dates=False)

    @property
    def Formula(self) -> Any:
        return self._read(formula)

    @Formula.setter
    def Formula(self, given: object) -> None:
        self._write(given)

    @property
    def Formula2(self) -> Any:
        return self._read(formula)

    @Formula2.setter
    def Formula2(self, given: object) -> None:
        self._write(given)

    @property
    def HasFormula(self) -> Any:
        return self.common(
            bool(self.sheet.at(*place).formula) for place in self.places()
        )

    @property
    def PrefixCharacter(self) -> Any:
        return self.common(
            "'" if self.sheet.at(*p).prefix else "" for p in self.places()
        )

    @property
    def Row(self) -> int:
        return self.top

    @property
    def Column(self) -> int:
        return self.left

    @property
    def Rows(self) -> Range:
        return Range(self.sheet, *self.area, by="rows")

    @property
    def Columns(self) -> Range:
        return Range(self.sheet, *self.area, by="columns")

    @property
    def Cells(self) -> Range:
        return Range(self.sheet, *self.area)

    @property
    def Count(self) -> int:
        if self.CountLarge > 2**31 - 1:
            raise Failure(EXCEPTION, "Overflow", OVERFLOW)
        return self.CountLarge

    @property
    def CountLarge(self) -> int:
        rows, columns = self.shape
        return {"rows": rows, "columns": columns}.get(self.by, rows * columns)

    @property
    def Worksheet(self) -> Worksheet:
        return self.sheet

    @property
    def Parent(self) -> Worksheet:
        return self.sheet

    @property
    def Application(self) -> Any:
        return self.sheet.book.app

    @property
    def Address(self) -> str:
        rows, columns = self.shape
        if columns == COLUMNS:
            return f"${self.top}:${self.bottom}"
        first, last = letters(self.left), letters(self.right)
        if rows == ROWS:
            return f"${first}:${last}"
        corner = f"${first}${self.top}"
        return corner if self.shape == (1, 1) else f"{corner}:${last}${self.bottom}"

    def Find(self, what: str, after: Range, *how: int) -> Range | None:
        """Search backwards from the first cell for anything: the one way that is asked."""
        if (what, after.area, how[:2], how[3]) != ("*", (1, 1, 1, 1), (-4123, 2), 2):
            raise Failure(EXCEPTION, "not modelled: another search")
        filled = [at for at, cell in self.sheet.cells.items() if formula(cell) != ""]
        by_rows = how[2] == 1
        found = max(filled, key=lambda at: at if by_rows else at[::-1], default=None)
        return found and Range(self.sheet, *found, *found)

    @property
    def EntireRow(self) -> Range:
        return Range(self.sheet, self.top, 1, self.bottom, COLUMNS)

    @property
    def EntireColumn(self) -> Range:
        return Range(self.sheet, 1, self.left, ROWS, self.right)

    @property
    def Hidden(self) -> Any:
        rows, columns = self.shape
        if columns == COLUMNS:
            return self.common(self.sheet.height(at) == 0 for at in self._rows())
        if rows == ROWS:
            return self.common(self.sheet.width(at) == 0 for at in self._columns())
        raise refused("Unable to get the Hidden property of the Range class")

    @Hidden.setter
    def Hidden(self, hidden: object) -> None:
        self.sheet.writable()
        rows, columns = self.shape
        if columns != COLUMNS and rows != ROWS:
            raise refused("Unable to set the Hidden property of the Range class")
        for at in self._rows() if columns == COLUMNS else ():
            self.sheet.rows.setdefault(at, Row()).hidden = bool(hidden)
        for at in self._columns() if rows == ROWS else ():
            self.sheet.columns.setdefault(at, Column()).hidden = bool(hidden)

    def _rows(self) -> range:
        return range(self.top, self.bottom + 1)

    def _columns(self) -> range:
        return range(self.left, self.right + 1)

    @property
    def RowHeight(self) -> Any:
        known = {row for row, _ in self.sheet.cells} | set(self.sheet.rows)
        rows = [at for at in self._rows() if at in known]
        rest = [self.sheet.low] if len(rows) < len(self._rows()) else []
        return self.common([*map(self.sheet.height, rows), *rest])

    @RowHeight.setter
    def RowHeight(self, points: float) -> None:
        self.sheet.writable()
        if not 0 <= points <= 409.5:
            raise refused("Unable to set the RowHeight property of the Range class")
        for at in self._rows():
            row = self.sheet.rows.setdefault(at, Row())
            row.hidden = points == 0
            if points:  # a row is so many pixels high, of three quarters of a point
                row.height = round(points / 0.75) * 0.75

    @property
    def ColumnWidth(self) -> Any:
        return self.common(map(self.sheet.width, self._columns()))

    @ColumnWidth.setter
    def ColumnWidth(self, characters: float) -> None:
        self.sheet.writable()
        if not 0 <= characters <= 255:
            raise refused("Unable to set the ColumnWidth property of the Range class")
        for at in self._columns():
            column = self.sheet.columns.setdefault(at, Column())
            column.hidden = characters == 0
            if characters:
                column.width = in_pixels(characters)

    def AutoFit(self) -> None:
        self.sheet.writable()
        if self.by != "rows":
            raise Failure(EXCEPTION, "not modelled: AutoFit of columns")
        for at in self._rows():
            if at in self.sheet.rows:
                self.sheet.rows[at] = Row()

    @property
    def NumberFormat(self) -> Any:
        return self.common(look.number for look in self.formats())

    @NumberFormat.setter
    def NumberFormat(self, number: str) -> None:
        self.dress(number=str(number))

    @property
    def HorizontalAlignment(self) -> Any:
        return self.common(look.horizontal for look in self.formats())

    @HorizontalAlignment.setter
    def HorizontalAlignment(self, align: int) -> None:
        self.dress(horizontal=align)

    @property
    def VerticalAlignment(self) -> Any:
        return self.common(look.vertical for look in self.formats())

    @VerticalAlignment.setter
    def VerticalAlignment(self, align: int) -> None:
        self.dress(vertical=align)

    @property
    def WrapText(self) -> Any:
        return self.common(look.wrap for look in self.formats())

    @WrapText.setter
    def WrapText(self, wrap: object) -> None:
        self.dress(wrap=bool(wrap))

    @property
    def Interior(self) -> Interior:
        return Interior(self)

    @property
    def Font(self) -> Font:
        return Font(self)

    @property
    def Borders(self) -> Borders:
        return Borders(self)

    @property
    def MergeCells(self) -> Any:
        whole = sum(_shared(self.area, merged) for merged in self.sheet.merged)
        return True if whole == self.CountLarge else None if whole else False

    @property
    def MergeArea(self) -> Range:
        found = [m for m in self.sheet.merged if _shared(self.area, m)]
        return Range(self.sheet, *(found[0] if found else self.area))

    def Merge(self, across: object = False) -> None:  # noqa: FBT002
        self.sheet.writable()
        if across:
            raise Failure(EXCEPTION, "not modelled: merged row by row")
        filled = [place for place in self.places() if not self.sheet.at(*place).blank]
        if len(filled) > 1:
            self.sheet.book.app.ask("合并单元格时，仅保留左上角的值")
        self.UnMerge()
        first = self.sheet.at(self.top, self.left)
        if filled and first.blank:
            first = self.sheet.at(*filled[0])._replace(format=first.format)
        for place in self.places():
            self.sheet.keep(*place, Cell(format=first.format))
        self.sheet.keep(self.top, self.left, first)
        self.sheet.merged.append(self.area)

    def UnMerge(self) -> None:
        self.sheet.writable()
        kept = [m for m in self.sheet.merged if not _shared(self.area, m)]
        self.sheet.merged[:] = kept

    def ClearContents(self) -> None:
        self._write(None)

    def ClearFormats(self) -> None:
        self.UnMerge()
        for place in self._kept_places():
            self.sheet.keep(*place, self.sheet.at(*place)._replace(format=Format()))

    def Select(self) -> None:
        if self.sheet.book.active is not self.sheet:
            raise refused("Select method of Range class failed")
        self.sheet.book.app.chosen = self


def between(sheet: Worksheet, first: object, last: object = None) -> Range:
    """Return the cells from one corner to another, each a range or an address."""
    corners = [_corner(sheet, at) for at in (first, first if last is None else last)]
    tops, lefts, bottoms, rights = zip(*corners, strict=True)
    return Range(sheet, min(tops), min(lefts), max(bottoms), max(rights))


def letters(column: int) -> str:
    """Return the name of a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(65 + rest) + named
    return named


def numbered(name: str) -> int:
    """Return the number of a column. It undoes `letters`."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter.upper()) - 64
    return number


def in_pixels(characters: float) -> float:
    """Return the width that a column gets: whole pixels, seven to a character."""
    if characters < 1:
        return round(int(characters * 12 + 0.5) / 12, 2)
    return round(int(characters * 7 + 0.5) / 7, 2)


def _within(sheet: Worksheet, row: int, column: int) -> Range:
    if not (1 <= row <= ROWS and 1 <= column <= COLUMNS):
        raise refused("Application-defined or object-defined error")
    return Range(sheet, row, column, row, column)


def _corner(sheet: Worksheet, at: object) -> Area:
    if isinstance(at, Range):
        if at.sheet is not sheet:
            raise refused("Method 'Range' of object '_Worksheet' failed")
        return at.area
    if whole := re.fullmatch(r"\$?([A-Za-z]+):\$?([A-Za-z]+)", str(at)):
        return 1, numbered(whole[1]), ROWS, numbered(whole[2])
    if whole := re.fullmatch(r"\$?(\d+):\$?(\d+)", str(at)):
        return int(whole[1]), 1, int(whole[2]), COLUMNS
    found = re.fullmatch(r"\$?([A-Za-z]+)\$?(\d+)(?::\$?([A-Za-z]+)\$?(\d+))?", str(at))
    if not found:
        raise refused("Method 'Range' of object '_Worksheet' failed")
    first, top, last, bottom = found.groups()
    return int(top), numbered(first), int(bottom or top), numbered(last or first)


def _shared(one: Area, other: Area) -> int:
    """Return how many cells two areas have in common."""
    rows = min(one[2], other[2]) - max(one[0], other[0]) + 1
    columns = min(one[3], other[3]) - max(one[1], other[1]) + 1
    return max(0, rows) * max(0, columns)


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
