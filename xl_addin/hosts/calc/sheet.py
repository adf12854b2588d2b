"""A sheet: which cells an address means, its tables, its print area."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes

from xl_addin.hosts.calc.place import LAST_COLUMN, LAST_ROW, Box
from xl_addin.hosts.calc.range import Range
from xl_addin.hosts.calc.uno_api import uno

if TYPE_CHECKING:
    from xl_addin.hosts.calc.book import Book

_PLAIN = re.compile(r"[A-Z]{0,3}\d*(:[A-Z]{0,3}\d*)?", re.IGNORECASE)
_LONGEST_ADDRESS = 255  # Excel's Range() takes no more
Corner = str | tuple[int, ...] | Range


class Native:
    """LibreOffice's sheet, with what our code asks of Excel's under Excel's name."""

    def __init__(self, xl: Any) -> None:
        self._xl = xl

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's word
        """Tell whether cells are protected."""
        return bool(self._xl.isProtected())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._xl, name)


class Sheet(base_classes.Sheet):
    """A sheet; `xl` is LibreOffice's own object."""

    def __init__(self, book: Book, xl: Any) -> None:
        self._book, self.xl = book, xl

    api = property(lambda self: Native(self.xl))
    book = property(lambda self: self._book)
    index = property(lambda self: self.xl.RangeAddress.Sheet + 1)
    tables = property(lambda self: Tables(self))  # noqa: PLW0108
    page_setup = property(lambda self: PageSetup(self))  # noqa: PLW0108
    cells = property(lambda self: self.at(0, 0, LAST_ROW, LAST_COLUMN))

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.setName(value)

    @property
    def visible(self) -> bool:
        return bool(self.xl.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.xl.IsVisible = value in (True, -1)

    def activate(self) -> None:
        self._book.doc.CurrentController.setActiveSheet(self.xl)

    def delete(self) -> None:
        self._book.doc.Sheets.removeByName(self.name)

    def at(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Return a range by its corners, counted from 0."""
        return Range(self, (Box(top, left, bottom, right),))

    def range(self, first: Corner, second: Corner | None = None) -> Range:
        """Return the range that Excel would: an address, corners, a name, a union."""
        if isinstance(first, int) and isinstance(second, int):
            first, second = (first, second), None
        found = self._corner(first)
        if second is None:
            return found
        a, b = found.box, self._corner(second).box
        return self.at(
            min(a.top, b.top),
            min(a.left, b.left),
            max(a.bottom, b.bottom),
            max(a.right, b.right),
        )

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
        if len(address) > _LONGEST_ADDRESS:
            raise ValueError(
                f"Excel takes no address over {_LONGEST_ADDRESS} characters"
            )
        areas = [self._area(part.strip()) for part in address.split(",")]
        return Range(areas[0].sheet, tuple(area.box for area in areas))

    def _area(self, address: str) -> Range:
        plain = address.replace("$", "")
        if not _PLAIN.fullmatch(plain):
            return self._named(address)
        try:
            xl = self.xl.getCellRangeByName(plain)
        except uno().getClass("com.sun.star.uno.RuntimeException"):
            raise _unknown(address) from None
        return self.at(*Box.of(xl.RangeAddress))

    def _named(self, name: str) -> Range:
        if self._book.names.contains(name):
            named: Range = self._book.names(name).refers_to_range
            return named
        if name in self.tables:
            body: Range = self.tables(name).data_body_range
            return body
        raise _unknown(name)

    @property
    def used_range(self) -> Range:
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)  # noqa: FBT003 - UNO takes no keywords
        cursor.gotoEndOfUsedArea(True)  # noqa: FBT003
        return self.at(*Box.of(cursor.RangeAddress))


def _unknown(address: str) -> NoSuchObjectError:
    return NoSuchObjectError(f"The address/named range '{address}' doesn't exist.")


class Tables:
    """Excel's tables, which LibreOffice keeps as database ranges without a style."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    api = property(lambda self: self.sheet.book.doc.DatabaseRanges)

    def __iter__(self) -> Iterator[Table]:
        ranges = (self.api.getByName(name) for name in self.api.ElementNames)
        here = self.sheet.index - 1
        return (Table(self.sheet, xl) for xl in ranges if xl.DataArea.Sheet == here)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: str) -> bool:
        return any(table.name.lower() == key.lower() for table in self)

    def __call__(self, key: int | str) -> Table:
        tables = list(self)
        if isinstance(key, int):
            return tables[key - 1]
        for table in tables:
            if table.name.lower() == key.lower():
                return table
        raise KeyError(key)


class Table(base_classes.Table):
    """A table: its name, where it is, and where it should be."""

    def __init__(self, sheet: Sheet, xl: Any) -> None:
        self.sheet, self.xl = sheet, xl

    api = property(lambda self: self.xl)
    parent = property(lambda self: self.sheet)
    name = property(lambda self: self.xl.Name)
    display_name = name

    @property
    def range(self) -> Range:
        return self.sheet.at(*Box.of(self.xl.DataArea))

    @property
    def data_body_range(self) -> Range:
        top, left, bottom, right = self.range.box
        return self.sheet.at(min(top + 1, bottom), left, bottom, right)

    def resize(self, range: Any) -> None:  # noqa: A002 - xlwings' word
        """Move the table's edges; Excel keeps its heading row where it is."""
        target = range.impl
        if target.box.top != self.range.box.top:
            raise ValueError("Excel leaves the heading row of a table in its row")
        self.xl.setDataArea(target.xl.RangeAddress)


class PageSetup(base_classes.PageSetup):
    """The print area; `api` is the page style, which holds all the rest."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        styles = self.sheet.book.doc.StyleFamilies.getByName("PageStyles")
        return styles.getByName(self.sheet.xl.PageStyle)

    @property
    def print_area(self) -> str | None:
        boxes = tuple(map(Box.of, self.sheet.xl.PrintAreas))
        return Range(self.sheet, boxes).address if boxes else None

    @print_area.setter
    def print_area(self, value: str | None) -> None:
        areas = self.sheet.range(value).addresses if value else ()
        self.sheet.xl.setPrintAreas(areas)
