"""A workbook, its sheets as a collection, its names, and how it writes numbers."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import NoSuchObjectError, base_classes

from xl_addin.errors import OutputFormat
from xl_addin.hosts.calc.place import Box
from xl_addin.hosts.calc.sheet import Sheet
from xl_addin.hosts.calc.uno_api import properties, struct, uno

if TYPE_CHECKING:
    from xl_addin.hosts.calc.app import App
    from xl_addin.hosts.calc.range import Range

_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
_DATE_OR_TIME, _TEXT = 6, 256  # of com.sun.star.util.NumberFormat
_AS_EXCEL, _AS_CALC = 3, 0  # grammars of formulas; 3 is the one with commas


class Book(base_classes.Book):
    """An open workbook; `doc` is LibreOffice's own object."""

    def __init__(self, app: App, doc: Any) -> None:
        self._app, self.doc = app, doc
        self._formats: dict[int, tuple[int, str]] = {}
        self.excel = self._parser(_AS_EXCEL)

    api = property(lambda self: self.doc)
    app = property(lambda self: self._app)
    sheets = property(lambda self: Sheets(self))  # noqa: PLW0108
    names = property(lambda self: Names(self))  # noqa: PLW0108
    name = property(lambda self: Path(self.fullname).name)

    @property
    def fullname(self) -> str:
        if self.doc.hasLocation():
            return str(uno().fileUrlToSystemPath(self.doc.getLocation()))
        return str(self.doc.Title)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save as .xlsx or .ods: LibreOffice spoils the macros of an .xlsm."""
        if password:
            raise NotImplementedError
        target = Path(path or self.fullname).resolve()
        if target.suffix.lower() not in _FILTERS:
            raise OutputFormat(target, tuple(_FILTERS))
        how = properties(FilterName=_FILTERS[target.suffix.lower()])
        self.doc.storeAsURL(target.as_uri(), how)

    def to_pdf(self, path: str, quality: str = "standard") -> None:  # noqa: ARG002
        """Print the visible sheets to a PDF; there is one quality.

        LibreOffice would print hidden sheets that have a print area, too.
        """
        ranges = self.doc.createInstance("com.sun.star.sheet.SheetCellRanges")
        for sheet in self.doc.Sheets:
            if sheet.IsVisible:
                ranges.addRangeAddresses(sheet.PrintAreas, False)  # noqa: FBT003
        chosen = uno().Any(
            "[]com.sun.star.beans.PropertyValue", properties(Selection=ranges)
        )
        how = properties(FilterName="calc_pdf_Export", FilterData=chosen)
        self.doc.storeToURL(Path(path).resolve().as_uri(), how)

    def activate(self) -> None:
        self.doc.CurrentController.Frame.activate()

    def close(self) -> None:
        self.doc.close(True)  # noqa: FBT003 - UNO takes no keywords

    def selected(self) -> Range | None:
        """Return what is selected, its first rectangle, or None where it is no cell."""
        selection = self.doc.CurrentSelection
        if hasattr(selection, "RangeAddresses"):
            addresses = selection.RangeAddresses
        elif hasattr(selection, "RangeAddress"):
            addresses = (selection.RangeAddress,)
        else:
            addresses = ()
        return next((self._range(address) for address in addresses), None)

    def _range(self, address: Any) -> Range:
        sheet = Sheet(self, self.doc.Sheets.getByIndex(address.Sheet))
        return sheet.at(*Box.of(address))

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
            is_general = key == formats.getStandardIndex(found.Locale)
            code = "General" if is_general else str(found.FormatString)
            is_date = found.Type & _DATE_OR_TIME
            self._formats[key] = found.Type, code.lower() if is_date else code
        return self._formats[key]

    def is_text(self, key: int) -> bool:
        """Tell whether it is the number format of text, @."""
        return bool(self.format_of(key)[0] & _TEXT)

    def in_calc_words(self, formula: str) -> str:
        """Return an Excel formula in the words that LibreOffice keeps names in."""
        origin = struct("table.CellAddress")
        tokens = self.excel.parseFormula(formula.lstrip("="), origin)
        return str(self._parser(_AS_CALC).printFormula(tokens, origin))

    def _parser(self, grammar: int) -> Any:
        parser = self.doc.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, grammar
        return parser


class Sheets(base_classes.Sheets):
    """The sheets of a workbook, found by name in any case."""

    def __init__(self, book: Book) -> None:
        self.book = book

    api = property(lambda self: self.book.doc.Sheets)

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.doc.CurrentController.ActiveSheet)

    def __call__(self, key: int | str) -> Sheet:
        if isinstance(key, int):
            return Sheet(self.book, self.api.getByIndex(key - 1))
        for name in self.api.ElementNames:
            if name.lower() == key.lower():
                return Sheet(self.book, self.api.getByName(name))
        raise NoSuchObjectError(f"Sheet {key} doesn't exist.")

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, self.api.getByIndex(at)) for at in range(len(self)))

    def __contains__(self, key: str) -> bool:
        return key.lower() in map(str.lower, self.api.ElementNames)


class Names(base_classes.Names):
    """The names of a workbook, without those that LibreOffice keeps for itself."""

    def __init__(self, book: Book) -> None:
        self.book = book

    api = property(lambda self: self.book.doc.NamedRanges)

    def snapshot(self) -> list[tuple[str, Name]]:
        names = (n for n in self.api.ElementNames if not n.startswith("_xlnm"))
        return [(name, Name(self.book, self.api.getByName(name))) for name in names]

    def __call__(self, key: str) -> Name:
        for name, found in self.snapshot():
            if name.lower() == key.lower():
                return found
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self.snapshot())

    def contains(self, key: str) -> bool:
        return any(name.lower() == key.lower() for name, _ in self.snapshot())

    def add(self, name: str, refers_to: str) -> Name:
        if self.contains(name):
            self(name).delete()
        content = self.book.in_calc_words(refers_to)
        self.api.addNewByName(name, content, struct("table.CellAddress"), 0)
        return self(name)


class Name(base_classes.Name):
    """A name of a workbook."""

    def __init__(self, book: Book, xl: Any) -> None:
        self.book, self.xl = book, xl

    api = property(lambda self: self.xl)

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.setName(value)

    def delete(self) -> None:
        self.book.doc.NamedRanges.removeByName(self.xl.Name)

    @property
    def refers_to(self) -> str:
        place = self.refers_to_range
        quoted = place.sheet.name.replace("'", "''")
        sheet = quoted if quoted.isidentifier() else f"'{quoted}'"
        return f"={sheet}!{place.address}"

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.xl.setContent(self.book.in_calc_words(value))

    @property
    def refers_to_range(self) -> Range:
        cells = self.xl.getReferredCells()
        if cells is None:
            raise NoSuchObjectError(f"{self.xl.Name} refers to no range.")
        at = cells.RangeAddress
        sheet = Sheet(self.book, self.book.doc.Sheets.getByIndex(at.Sheet))
        return sheet.at(at.StartRow, at.StartColumn, at.EndRow, at.EndColumn)
