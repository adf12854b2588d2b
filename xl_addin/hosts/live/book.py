"""The workbook that is open: read in one block, drawn in blocks, every change recorded.

It speaks xlwings' public interface only, so it works in Excel and, through our own
engine, in LibreOffice. A host call crosses to another process and costs a
millisecond or more, so nothing here goes cell by cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from xl_addin.errors import SheetMissing, SheetProtected
from xl_addin.hosts.live import drawing
from xl_addin.hosts.live.block import area, formulas, kept, put, reach, rectangle
from xl_addin.hosts.live.change import Change, Lines, digest
from xl_addin.hosts.live.delivery import cells_of
from xl_addin.hosts.live.refusal import patiently
from xl_addin.hosts.live.standing import (
    length,
    print_area,
    refuse_text,
    standing,
    widths,
)
from xl_addin.hosts.live.stillness import still
from xl_addin.look.grid import Grid
from xl_addin.look.layout import Role
from xl_addin.look.theme import Style
from xl_addin.reading.cells import Rows

if TYPE_CHECKING:
    import xlwings as xw

TITLE = "安全生产执法统计"


@dataclass
class LiveBook:
    """An open workbook. `changes` is what was overwritten so far, oldest first.

    `answer` is what the user said to the button's question, if it has asked one.
    """

    book: xw.Book
    changes: list[Change] = field(default_factory=list)
    answer: bool | None = None

    @cached_property
    def path(self) -> str:
        """The full name of the workbook's file, asked for once.

        What needs it after the work has it then, whatever Excel refuses meanwhile.
        """
        return str(self.book.fullname)

    def rows(self, tab: str) -> Rows | None:
        """Return the cells of a sheet from A1 on, or None where there is no such sheet.

        Errors come as their text, #N/A; formulas as their values.
        """
        sheet = self._found(tab)
        if sheet is None:
            return None
        return cells_of(area(sheet, (1, 1), reach(sheet)))

    def named(self, name: str) -> object:
        """Return the value of a cell that the workbook has a name for."""
        ((cell,),) = cells_of(self.book.names[name].refers_to_range)
        return cell

    def selected(self) -> tuple[str, int, int] | None:
        """Return sheet, row and column of the selected cell, the first of several.

        None where something else is selected, or another workbook is in front. A chart
        has no address, of which xlwings' own engine makes an AttributeError; asking
        for more than the engine's answer would count the cells of a whole sheet.
        """
        chosen = getattr(self.book.app.impl, "selection", None)
        if chosen is None or chosen.sheet.book.fullname != self.path:
            return None
        return chosen.sheet.name, chosen.row, chosen.column

    def show(self, tab: str) -> None:
        """Bring a sheet to the front of its workbook, where a button was pressed.

        xlwings' own way asks Windows for the window first, and fails where another
        Excel is the one that Windows names.
        """
        self._there(tab).impl.activate()

    def add_sheet(self, tab: str, behind: Sequence[str]) -> None:
        """Add a sheet unless it is there, behind the first of these sheets that is.

        It goes again when its change is put back, unless something stands on it.
        Raises `SheetMissing` where the workbook takes no further sheet.
        """
        if self._found(tab) is not None:
            return
        if getattr(self.book.api, "ProtectStructure", False):
            raise SheetMissing(tab)
        sheets, places = self.book.sheets, map(self._found, behind)
        shown, place = sheets.active, next(filter(None, places))
        self._sheets[tab.lower()] = sheets.add(tab, after=place)
        shown.impl.activate()
        self.changes.append(Change(tab, 1, 1, [[""]], added=True))

    def write(
        self, tab: str, row: int, column: int, lines: Lines, *, hidden: bool = False
    ) -> None:
        """Write a block of values in one call, after keeping what was there.

        Its columns do not show when they are to be `hidden`.
        """
        sheet = self._sheet(tab)
        before = widths(sheet, column, len(lines[0])) if hidden else ()
        self._write(sheet, Change(tab, row, column, [], widths=before), lines)
        if hidden:  # one without width does not show
            rectangle(sheet, row, column, lines).column_width = 0

    def write_formulas(self, tab: str, row: int, column: int, lines: Lines) -> None:
        """Write a block of formulas in one call, after keeping what was there."""
        change, sheet = Change(tab, row, column, []), self._sheet(tab)
        self._write(sheet, change, lines, formulas=True)

    def write_list(
        self, tab: str, row: int, column: int, lines: Lines, last_column: int
    ) -> None:
        """Write lines that may be more or fewer than those they replace.

        The sheet prints as far as they go, and to `last_column`. What stands below,
        after a blank, stays. Raises `TextInTheWay` where it would be written over.
        """
        sheet, wanted, width = self._sheet(tab), row + len(lines) - 1, len(lines[0])
        bottom = max(reach(sheet)[0], wanted)
        there = formulas(area(sheet, (row, column), (bottom, column + width - 1)))
        last = row + length(there) - 1
        refuse_text(tab, there, last, wanted, row)
        printed = print_area(sheet, last, wanted, last_column)
        blanks = [[None] * width] * (last - wanted)
        change = Change(tab, row, column, [], print_area=printed)
        self._write(sheet, change, [*lines, *blanks])
        drawing.set_print_area(sheet, change)

    def draw(
        self, grid: Grid, theme: Mapping[Role, Style], read_back: Sequence[int] = ()
    ) -> None:
        """Draw a grid into its sheet, which stays where it is.

        Lines that are there already keep their looks and sizes; what the user wrote
        below the table, after a blank, stays. Lines in which a column of `read_back`
        is filled are the table's wherever they are. Formats come before values, so
        that text in a text cell stays as it is. Raises `HeadingMissing` or
        `TextInTheWay` before anything is written.
        """
        sheet = self._sheet(grid.tab)
        there = standing(sheet, grid, read_back)
        change = drawing.planned(sheet, grid, theme, there)
        self.changes.append(change)
        drawing.prepare(sheet, grid, theme, change)
        for block in grid.blocks:
            if block.row < grid.heading_row:
                place = Change(grid.tab, block.row, block.column, [])
                self._write(sheet, place, drawing.above(grid, block, there))
        put(sheet, (grid.heading_row, 1), drawing.table(grid, there))
        drawing.finish(sheet, grid, change)

    def settle(self) -> None:
        """Note what the changes left on the sheets, so that later ones can be told.

        No cell is read twice: a block that lies within another is told by that one.
        """
        seen: list[Change] = []
        for change in self.changes:
            known = any(other.covers(change) for other in seen)
            seen.append(replace(change, after="" if known else self._now(change)))
        self.changes = seen

    def moved(self) -> list[str]:
        """Return the sheets that no longer hold what the changes left there.

        Raises `SheetMissing` or `SheetProtected` where one cannot be written.
        """
        for tab in self.tabs():
            self._sheet(tab)
        told = (change for change in self.changes if change.after)
        moved = (c.tab for c in told if self._now(c) != c.after)
        return list(dict.fromkeys(moved))

    def tabs(self) -> list[str]:
        """Return the sheets that the changes are on."""
        return list(dict.fromkeys(change.tab for change in self.changes))

    def leave(self, tabs: Sequence[str]) -> None:
        """Forget the changes of these sheets: they stay as they are."""
        self.changes = [c for c in self.changes if c.tab not in tabs]

    def put_back(self) -> dict[str, Exception]:
        """Undo every change, the latest first, and forget it.

        A sheet that cannot be written does not stop the others: its changes are
        still there afterwards, and it is returned with what was wrong.
        """
        failed = {}
        for tab in self.tabs():
            try:
                patiently(partial(self._put_back, tab))
            except Exception as error:  # noqa: BLE001  the other sheets come first
                failed[tab] = error
        # a sheet that is half put back holds nothing that could be compared
        self.changes = [replace(change, after="") for change in self.changes]
        return failed

    def with_changes(self, changes: list[Change]) -> LiveBook:
        """Return the same workbook, with what an earlier button overwrote."""
        other = LiveBook(self.book, changes)
        other.__dict__.update(path=self.path, _sheets=self._sheets)
        return other

    def quiet(self) -> AbstractContextManager[None]:
        """Keep screen, events and calculation still; restore them whatever happens."""
        return still(self.book.app)

    def program(self) -> tuple[str, str]:
        """Return the program's name and folder, blank where it does not tell."""
        api = self.book.app.api
        return str(getattr(api, "Name", "")), str(getattr(api, "Path", ""))

    def progress(self, said: str) -> None:
        """Say in the status bar what is being done."""
        self.book.app.status_bar = said

    def say(self, said: str, *, bad: bool = False) -> None:
        """Show a message box from here, while the program waits for us."""
        mode = "critical" if bad else "info"
        self.book.app.alert(said, title=TITLE, mode=mode)

    def confirmed(self, question: str) -> bool:
        """Ask in a message box from here; return whether the answer was Yes."""
        return self.book.app.alert(question, title=TITLE, buttons="yes_no") == "yes"

    def _there(self, tab: str) -> Any:  # noqa: ANN401  xlwings' types are loose
        sheet = self._found(tab)
        if sheet is None:
            raise SheetMissing(tab)
        return sheet

    def _found(self, tab: str) -> Any:  # noqa: ANN401
        """Return a sheet by its name, in any case, as Excel finds it; None for none."""
        return self._sheets.get(tab.lower())

    @cached_property
    def _sheets(self) -> dict[str, Any]:
        """The sheets by name, looked at once. Of xlwings' `in` Excel knows nothing."""
        sheets = self.book.sheets
        found = map(sheets, range(1, len(sheets) + 1))
        return {sheet.name.lower(): sheet for sheet in found}

    def _sheet(self, tab: str) -> Any:  # noqa: ANN401
        """Return a sheet that we may write."""
        sheet = self._there(tab)
        if getattr(sheet.api, "ProtectContents", False):
            raise SheetProtected(tab)
        return sheet

    def _now(self, change: Change) -> str:
        """Return the digest of what stands now where a change was made."""
        sheet = self._there(change.tab)
        block = rectangle(sheet, change.row, change.column, change.before)
        return digest(formulas(block))

    def _put_back(self, tab: str) -> None:
        sheet = self._sheet(tab)
        for change in reversed([c for c in self.changes if c.tab == tab]):
            drawing.restore(sheet, change)
            if change.added and drawing.is_blank(sheet):
                sheet.delete()
                del self._sheets[tab.lower()]
            self.changes = [other for other in self.changes if other is not change]

    def _write(
        self,
        sheet: Any,  # noqa: ANN401
        change: Change,
        lines: Lines,
        *,
        formulas: bool = False,
    ) -> None:
        """Write lines after keeping what is in the cells that they go to."""
        block = rectangle(sheet, change.row, change.column, lines)
        self.changes.append(replace(change, before=kept(block)))
        put(sheet, (change.row, change.column), lines, formulas=formulas)
