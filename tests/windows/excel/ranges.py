"""A range: the members that a program reaches, as Excel gives and takes them."""

from __future__ import annotations

from typing import Any

from tests.windows.excel.calls import EXCEPTION, OVERFLOW, Failure, refused
from tests.windows.excel.cells import Cell, formula, value, value2
from tests.windows.excel.looks import Borders, Font, Interior
from tests.windows.excel.places import COLUMNS, ROWS, Area, corners, letters, shared
from tests.windows.excel.sizes import Sizes
from tests.windows.excel.worksheet import Worksheet


class Range(Sizes):
    """Cells of a sheet, or its rows or columns: that is what Count counts."""

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

    @property
    def Value(self) -> Any:
        return self.read(value)

    @Value.setter
    def Value(self, given: object) -> None:
        self.write(given)

    @property
    def Value2(self) -> Any:
        return self.read(value2)

    @Value2.setter
    def Value2(self, given: object) -> None:
        self.write(given, dates=False)

    @property
    def Formula(self) -> Any:
        return self.read(formula)

    @Formula.setter
    def Formula(self, given: object) -> None:
        self.write(given)

    @property
    def Formula2(self) -> Any:
        return self.read(formula)

    @Formula2.setter
    def Formula2(self, given: object) -> None:
        self.write(given)

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
        whole = sum(shared(self.area, merged) for merged in self.sheet.merged)
        return True if whole == self.CountLarge else None if whole else False

    @property
    def MergeArea(self) -> Range:
        found = [m for m in self.sheet.merged if shared(self.area, m)]
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
        kept = [m for m in self.sheet.merged if not shared(self.area, m)]
        self.sheet.merged[:] = kept

    def ClearContents(self) -> None:
        self.write(None)

    def ClearFormats(self) -> None:
        self.UnMerge()
        for place in self.kept_places():
            self.sheet.keep(
                *place, self.sheet.at(*place)._replace(format=self.sheet.plain)
            )

    def Select(self) -> None:
        if self.sheet.book.active is not self.sheet:
            raise refused("Select method of Range class failed")
        self.sheet.book.app.chosen = self


def between(sheet: Worksheet, first: object, last: object = None) -> Range:
    """Return the cells from one corner to another, each a range or an address."""
    corners = [_corner(sheet, at) for at in (first, first if last is None else last)]
    tops, lefts, bottoms, rights = zip(*corners, strict=True)
    return Range(sheet, min(tops), min(lefts), max(bottoms), max(rights))


def _within(sheet: Worksheet, row: int, column: int) -> Range:
    if not (1 <= row <= ROWS and 1 <= column <= COLUMNS):
        raise refused("Application-defined or object-defined error")
    return Range(sheet, row, column, row, column)


def _corner(sheet: Worksheet, at: object) -> Area:
    if isinstance(at, Range) and at.sheet is sheet:
        return at.area
    found = None if isinstance(at, Range) else corners(str(at))
    if found is None:
        raise refused("Method 'Range' of object '_Worksheet' failed")
    return found
