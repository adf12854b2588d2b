"""A workbook: its sheets, found whatever the case of their names, and its names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.windows.excel.calls import BAD_INDEX, Failure, Thing, Traffic, refused
from tests.windows.excel.cells import Cell
from tests.windows.excel.places import Area
from tests.windows.excel.worksheet import Worksheet

if TYPE_CHECKING:
    from tests.windows.excel.application import Application
    from tests.windows.excel.ranges import Range

_LINK = re.compile(r'=HYPERLINK\(".*?",\s*(.*)\)')


def display(cell: Cell, sheet: Worksheet, row: int) -> object:  # noqa: ARG001
    """Return what a formula shows: links their text; nothing else is calculated."""
    link = _LINK.fullmatch(cell.formula)
    if not link:
        return 0.0
    text = link[1].strip('"')
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", link[1]) else text


@dataclass(eq=False)
class Workbook(Thing):
    """A workbook. `calculate` gives a formula's value, for nothing here calculates.

    In a `fixed` one sheets are neither added nor deleted.
    """

    app: Application
    path: str
    sheets: list[Worksheet] = field(default_factory=list)
    names: dict[str, tuple[str, Area]] = field(default_factory=dict)
    active: Any = None
    fixed: bool = False
    calculate: Callable[[Cell, Worksheet, int], object] = display

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.app.traffic

    def calculated(self, cell: Cell, sheet: Worksheet, row: int) -> object:
        """Return the value of a cell that was just written."""
        return self.calculate(cell, sheet, row) if cell.formula else cell.value

    def sheet(self, name: str) -> Worksheet:
        """Return a sheet. Raises what Excel says where there is none."""
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise Failure(BAD_INDEX, "下标越界")

    def rename(self, sheet: Worksheet, name: str) -> None:
        """Rename a sheet. Raises what Excel says to a name that it does not take."""
        taken = any(other.name.casefold() == name.casefold() for other in self.sheets)
        if not 0 < len(name) <= 31 or re.search(r"[\\/?*\[\]:]", name) or taken:
            raise refused("该名称无效")
        self.names = {
            key: (name if tab == sheet.name else tab, area)
            for key, (tab, area) in self.names.items()
        }
        sheet.name = name

    @property
    def Name(self) -> str:
        return re.split(r"[\\/]", self.path)[-1]

    @property
    def FullName(self) -> str:
        return self.path

    @property
    def Path(self) -> str:
        return re.sub(r"[\\/]?[^\\/]*$", "", self.path)

    @property
    def Application(self) -> Application:
        return self.app

    @property
    def Worksheets(self) -> Sheets:
        return Sheets(self)

    @property
    def Sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def Names(self) -> Names:
        return Names(self)

    @property
    def ProtectStructure(self) -> bool:
        return self.fixed

    @property
    def ActiveSheet(self) -> Worksheet:
        found: Worksheet = self.active or self.sheets[0]
        return found

    def Activate(self) -> None:
        self.app.front = self


@dataclass(eq=False)
class Sheets(Thing):
    """The sheets of a workbook."""

    book: Workbook

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.book.traffic

    @property
    def Count(self) -> int:
        return len(self.book.sheets)

    @property
    def Parent(self) -> Workbook:
        return self.book

    @property
    def Application(self) -> Application:
        return self.book.app

    def _item(self, key: Any = None) -> Worksheet:
        if isinstance(key, str):
            return self.book.sheet(key)
        if isinstance(key, int | float) and 1 <= key <= self.Count:
            return self.book.sheets[int(key) - 1]
        raise Failure(BAD_INDEX, "下标越界")

    def Item(self, key: Any) -> Worksheet:
        return self._item(key)

    def _each(self) -> list[Any]:
        return list(self.book.sheets)

    def Add(self, Before: Any = None, After: Any = None) -> Worksheet:  # noqa: N803
        if self.book.fixed:
            raise refused("Method 'Add' of object 'Sheets' failed")
        number = len(self.book.sheets) + 1
        made = Worksheet(self.book, f"Sheet{number}", f"Sheet{number}")
        made.plain = self.book.sheets[0].plain
        beside = Before or After or self.book.ActiveSheet
        at = self.book.sheets.index(beside) + (After is not None)
        self.book.sheets.insert(at, made)
        self.book.active = made
        return made


@dataclass(eq=False)
class Names(Thing):
    """The names that a workbook gives to cells."""

    book: Workbook

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.book.traffic

    @property
    def Count(self) -> int:
        return len(self.book.names)

    def _item(self, key: Any = None) -> Name:
        for name in self.book.names:
            if name.casefold() == str(key).casefold():
                return Name(self.book, name)
        raise refused("Application-defined or object-defined error")

    def Item(self, key: Any) -> Name:
        return self._item(key)

    def _each(self) -> list[Any]:
        return [Name(self.book, name) for name in self.book.names]


@dataclass(eq=False)
class Name(Thing):
    """A name, and the cells that it stands for."""

    book: Workbook
    name: str

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.book.traffic

    @property
    def Name(self) -> str:
        return self.name

    @property
    def RefersToRange(self) -> Range:
        tab, area = self.book.names[self.name]
        return self.book.sheet(tab).area(*area)

    @property
    def RefersTo(self) -> str:
        tab, _ = self.book.names[self.name]
        return f"='{tab}'!{self.RefersToRange.Address}"
