"""A sheet: which cells an address means, and what of it is printed."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from xlwings import NoSuchObjectError, base_classes

from xl_addin.hosts.calc.parents import HoldsSheets
from xl_addin.hosts.calc.place import Box
from xl_addin.hosts.calc.range import Range
from xl_addin.hosts.calc.uno_api import uno

Corner = str | tuple[int, ...] | Range


class Sheet(base_classes.Sheet):
    """A sheet; `xl` is LibreOffice's own object."""

    def __init__(self, book: HoldsSheets, xl: Any) -> None:
        self._book, self.xl = book, xl

    # what our code asks of Excel's own sheet
    api = property(lambda self: SimpleNamespace(ProtectContents=self.xl.isProtected()))
    book = property(lambda self: self._book)
    name = property(lambda self: self.xl.Name)
    page_setup = property(lambda self: PageSetup(self))  # noqa: PLW0108

    def activate(self) -> None:
        self._book.doc.CurrentController.setActiveSheet(self.xl)

    def delete(self) -> None:
        self._book.doc.Sheets.removeByName(self.name)

    def at(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Return a range by its corners, counted from 0."""
        return Range(self, Box(top, left, bottom, right))

    def range(self, first: Corner, second: Corner | None = None) -> Range:
        """Return the range that Excel would: an address or corners."""
        found = self._corner(first)
        if second is None:
            return found
        ends = found.box, self._corner(second).box
        tops, lefts, bottoms, rights = zip(*ends, strict=True)
        return self.at(min(tops), min(lefts), max(bottoms), max(rights))

    def _corner(self, corner: Corner) -> Range:
        if isinstance(corner, Range):
            return corner
        if isinstance(corner, str):
            return self._by_address(corner)
        if 0 in corner[:2]:
            raise IndexError("xlwings/Excel Ranges are 1-based.")
        row, column, height, width = (*corner, 1, 1)[:4]
        return self.at(row - 1, column - 1, row + height - 2, column + width - 2)

    def _by_address(self, address: str) -> Range:
        try:
            found = self.xl.getCellRangeByName(address).RangeAddress
        except uno().getClass("com.sun.star.uno.RuntimeException"):
            message = f"The address/named range '{address}' doesn't exist."
            raise NoSuchObjectError(message) from None
        return self.at(*Box.of(found))

    @property
    def used_range(self) -> Range:
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 - UNO takes no keywords
        cursor.gotoEndOfUsedArea(True)  # noqa: FBT003
        return self.at(*Box.of(cursor.RangeAddress))


class PageSetup(base_classes.PageSetup):
    """The print area; all the rest is in the template."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def print_area(self) -> str | None:
        areas = (self.sheet.at(*Box.of(a)) for a in self.sheet.xl.PrintAreas)
        return ",".join(area.address for area in areas) or None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = (self.sheet.range(value).xl.RangeAddress,) if value else ()
        self.sheet.xl.setPrintAreas(areas)
