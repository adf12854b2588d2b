"""The sizes of a range: heights, widths, what is hidden."""

from __future__ import annotations

from typing import Any

from tests.windows.excel.block import Block
from tests.windows.excel.calls import EXCEPTION, Failure, refused
from tests.windows.excel.places import COLUMNS, ROWS, in_pixels
from tests.windows.excel.worksheet import Column, Row


class Sizes(Block):
    """A block with the members that are about its sizes."""

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
            self.sheet.columns.setdefault(
                at, Column(format=self.sheet.plain)
            ).hidden = bool(hidden)

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
            column = self.sheet.columns.setdefault(at, Column(format=self.sheet.plain))
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
