"""The workbook that is open: read in one block, drawn in blocks, every change recorded.

It speaks xlwings' public interface only, so it works in Excel and, through our own
engine, in LibreOffice. A host call crosses to another process and costs a
millisecond or more, so nothing here goes cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import xlwings as xw

from xl_addin.cells import Rows
from xl_addin.errors import SheetMissing, SheetProtected
from xl_addin.grid import Grid, Value
from xl_addin.layout import Role
from xl_addin.theme import Style

Lines = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Change:
    """A block as it was before we wrote over it: the formulas, or constants, in it."""

    tab: str
    row: int
    column: int
    before: list[list[object]]


@dataclass
class LiveBook:
    """An open workbook. `changes` is what was overwritten so far, oldest first."""

    book: xw.Book
    changes: list[Change] = field(default_factory=list)

    def rows(self, tab: str) -> Rows | None:
        """Return the cells of a sheet from A1 on, or None where there is no such sheet.

        Errors come as their text, #N/A; formulas as their values.
        """
        if tab not in self.book.sheets:
            return None
        sheet = self.book.sheets[tab]
        area = sheet.range((1, 1), sheet.used_range.last_cell)
        rows: Rows = area.options(ndim=2, err_to_str=True).value
        return rows

    def named(self, name: str) -> object:
        """Return the value of a cell that the workbook has a name for."""
        return self.book.names[name].refers_to_range.value

    def selected(self) -> tuple[str, int, int] | None:
        """Return sheet, row and column of the selected cell, the first of several.

        None where something else is selected, or another workbook is in front.
        """
        chosen = self.book.app.selection
        if chosen is None or chosen.sheet.book.fullname != self.book.fullname:
            return None
        return chosen.sheet.name, chosen.row, chosen.column

    def show(self, tab: str) -> None:
        """Bring a sheet to the front."""
        self._there(tab).activate()

    def write(self, tab: str, row: int, column: int, lines: Lines) -> None:
        """Write a block of values in one call, after keeping what was there."""
        block = self._block(tab, row, column, lines)
        self._keep(tab, row, column, block)
        block.value = [list(line) for line in lines]

    def write_formulas(self, tab: str, row: int, column: int, lines: Lines) -> None:
        """Write a block of formulas in one call, after keeping what was there."""
        block = self._block(tab, row, column, lines)
        self._keep(tab, row, column, block)
        block.formula = [list(line) for line in lines]

    def draw(self, grid: Grid, theme: Mapping[Role, Style]) -> None:
        """Draw a grid into its sheet, which stays where it is.

        Formats come before values, so that text in a text cell stays as it is.
        Lines that an earlier, longer table left below are emptied.
        """
        last = max(grid.last_row, self._sheet(grid.tab).used_range.last_cell.row)
        self.dress(grid, theme)
        for block in grid.blocks:
            if block.row < grid.heading_row:
                self.write(grid.tab, block.row, block.column, block.lines)
        self.write(grid.tab, grid.heading_row, 1, _table(grid, last))

    def dress(self, grid: Grid, theme: Mapping[Role, Style]) -> None:
        """Give a grid's cells their looks, those below it none, and set the print area."""
        sheet = self._sheet(grid.tab)
        last = sheet.used_range.last_cell.row
        if last > grid.last_row:
            below = (grid.last_row + 1, 1), (last, grid.last_column)
            sheet.range(*below).clear_formats()
        for block in grid.blocks:
            if block.row >= grid.heading_row:
                place = self._block(grid.tab, block.row, block.column, block.lines)
                _dress(place, theme[block.role])
        corner = sheet.range((1, 1), (grid.last_row, grid.last_column))
        sheet.page_setup.print_area = corner.address

    def put_back(self) -> None:
        """Undo every change, the latest first, and forget them."""
        while self.changes:
            change = self.changes.pop()
            place = self._block(change.tab, change.row, change.column, change.before)
            place.formula = change.before

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Keep screen, events and calculation still; restore them whatever happens."""
        app = self.book.app
        before = app.screen_updating, app.enable_events, app.calculation
        app.screen_updating, app.enable_events = False, False
        app.calculation = "manual"
        try:
            yield
        finally:
            app.screen_updating, app.enable_events, app.calculation = before
            app.status_bar = False

    def progress(self, said: str) -> None:
        """Say in the status bar what is being done."""
        self.book.app.status_bar = said

    def say(self, said: str, *, bad: bool = False) -> None:
        """Show a message box."""
        mode = "critical" if bad else "info"
        self.book.app.alert(said, title="安全生产执法统计", mode=mode)

    def _block(self, tab: str, row: int, column: int, lines: Lines) -> Any:  # noqa: ANN401
        last = row + len(lines) - 1, column + len(lines[0]) - 1
        return self._sheet(tab).range((row, column), last)

    def _there(self, tab: str) -> Any:  # noqa: ANN401  xlwings' types are loose
        if tab not in self.book.sheets:
            raise SheetMissing(tab)
        return self.book.sheets[tab]

    def _sheet(self, tab: str) -> Any:  # noqa: ANN401
        """Return a sheet that we may write."""
        sheet = self._there(tab)
        if getattr(sheet.api, "ProtectContents", False):
            raise SheetProtected(tab)
        return sheet

    def _keep(self, tab: str, row: int, column: int, block: Any) -> None:  # noqa: ANN401
        formulas = block.formula
        if not isinstance(formulas, tuple | list):
            formulas = ((formulas,),)
        before = [list(line) for line in formulas]
        self.changes.append(Change(tab, row, column, before))


def _table(grid: Grid, last: int) -> list[list[Value]]:
    """Return headings, lines, and blanks down to row `last`, as one block."""
    height = last - grid.heading_row + 1
    table: list[list[Value]] = [[None] * grid.last_column for _ in range(height)]
    for block in grid.blocks:
        if block.row >= grid.heading_row:
            for row, column, value in block.cells():
                table[row - grid.heading_row][column - 1] = value
    return table


def _dress(place: Any, style: Style) -> None:  # noqa: ANN401
    place.number_format = style.number
    place.font.set(name=style.font, size=style.size, bold=style.bold)
    place.horizontal_alignment = style.align
    place.vertical_alignment = "center"
    place.wrap_text = style.wrap
    place.color = style.fill
    if style.border:
        place.borders.set("all", line_style="continuous", weight="thin")
