"""A workbook, its sheets as a collection, its names, and how it writes numbers."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from xlwings import NoSuchObjectError, base_classes

from xl_addin.hosts.calc.formulas import Formulas
from xl_addin.hosts.calc.place import Box
from xl_addin.hosts.calc.range import Range
from xl_addin.hosts.calc.sheet import Sheet
from xl_addin.hosts.calc.uno_api import struct, uno
from xl_addin.hosts.calc.values import LOGICAL

# com.sun.star.util.NumberFormat
_DATE_OR_TIME, _LOGICAL = 6, 1024


class Book(base_classes.Book):
    """An open workbook; `doc` is LibreOffice's own object."""

    def __init__(self, app: base_classes.App, doc: Any) -> None:
        self._app, self.doc = app, doc
        self._formats: dict[int, tuple[int, str]] = {}
        self.formulas = Formulas(doc)

    api = property(
        lambda self: SimpleNamespace(ProtectStructure=self.doc.isProtected())
    )
    app = property(lambda self: self._app)
    sheets = property(lambda self: Sheets(self))  # noqa: PLW0108
    names = property(lambda self: Names(self))  # noqa: PLW0108
    name = property(lambda self: Path(self.fullname).name)

    @property
    def fullname(self) -> str:
        if self.doc.hasLocation():
            return str(uno().fileUrlToSystemPath(self.doc.getLocation()))
        return str(self.doc.Title)

    def activate(self) -> None:
        self.doc.CurrentController.Frame.activate()

    def close(self) -> None:
        self.doc.close(True)  # noqa: FBT003 - UNO takes no keywords

    def at(self, address: Any) -> Range:
        """Return the range that an address of LibreOffice's means."""
        sheet = Sheet(self, self.doc.Sheets.getByIndex(address.Sheet))
        return sheet.at(*Box.of(address))

    def selected(self) -> Range | None:
        """Return what is selected, its first rectangle, or None where it is no cell."""
        selection = self.doc.CurrentSelection
        if hasattr(selection, "RangeAddresses"):
            selection = next(iter(selection), None)
        address = getattr(selection, "RangeAddress", None)
        return self.at(address) if address else None

    def format_key(self, code: str) -> int:
        """Return LibreOffice's number for an Excel number format."""
        formats = self.doc.NumberFormats
        english = struct("lang.Locale", Language="en", Country="US")
        key = formats.queryKey(code, english, False)  # noqa: FBT003
        return int(formats.addNew(code, english) if key == -1 else key)

    def format_of(self, key: int) -> tuple[int, str]:
        """Return the kind of a number format, as bits, and its code in Excel's words."""
        if key not in self._formats:
            formats = self.doc.NumberFormats
            found = formats.getByKey(key)
            code = str(found.FormatString)
            if key == formats.getStandardIndex(found.Locale):
                code = "General"
            elif found.Type & _LOGICAL:
                code = LOGICAL
            elif found.Type & _DATE_OR_TIME:
                code = code.lower()
            self._formats[key] = found.Type, code
        return self._formats[key]


class Sheets(base_classes.Sheets):
    """The sheets of a workbook; LibreOffice finds names in any case, as Excel does."""

    def __init__(self, book: Book) -> None:
        self.book, self.xl = book, book.doc.Sheets

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            return Sheet(self.book, self.xl.getByIndex(key - 1))
        if not self.xl.hasByName(key):
            raise NoSuchObjectError(f"Sheet {key} doesn't exist.")
        return Sheet(self.book, self.xl.getByName(key))

    def __len__(self) -> int:
        return int(self.xl.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (self(at + 1) for at in range(len(self)))

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.doc.CurrentController.ActiveSheet)

    def add(
        self,
        before: Sheet | None = None,
        after: Sheet | None = None,
        name: str | None = None,
    ) -> Sheet:
        beside = before or after
        at = self.xl.ElementNames.index(beside.name) if beside else len(self)
        name = name or f"Sheet{len(self) + 1}"
        self.xl.insertNewByName(name, at + bool(after and not before))
        return self(name)


class Names(base_classes.Names):
    """The names of a workbook, found in any case, too."""

    def __init__(self, book: Book) -> None:
        self.book, self.xl = book, book.doc.NamedRanges

    def __call__(self, key: str) -> Name:
        return Name(self.book, self.xl.getByName(key))


class Name(base_classes.Name):
    """A name of a workbook."""

    def __init__(self, book: Book, xl: Any) -> None:
        self.book, self.xl = book, xl

    @property
    def refers_to_range(self) -> Range:
        return self.book.at(self.xl.getReferredCells().RangeAddress)
