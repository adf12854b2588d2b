"""The workbook that is open: read in one block, drawn in blocks, every change recorded.

It speaks xlwings' public interface only, so it works in Excel and, through our own
engine, in LibreOffice. A host call crosses to another process and costs a
millisecond or more, so nothing here goes cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import xlwings as xw

from xl_addin.cells import Rows
from xl_addin.errors import SheetMissing, SheetProtected
from xl_addin.grid import Block, Grid, Value
from xl_addin.layout import SENTENCES, Role
from xl_addin.theme import Style

Lines = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Change:
    """A block as it was before we wrote over it: the formulas, or constants, in it."""

    tab: str
    row: int
    column: int
    before: list[list[object]]


class Place(NamedTuple):
    """Where a block begins."""

    tab: str
    row: int
    column: int


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
        self._write(self._sheet(tab), Place(tab, row, column), lines)

    def write_formulas(self, tab: str, row: int, column: int, lines: Lines) -> None:
        """Write a block of formulas in one call, after keeping what was there."""
        block = self._kept(self._sheet(tab), Place(tab, row, column), lines)
        block.formula = [list(line) for line in lines]

    def draw(self, grid: Grid, theme: Mapping[Role, Style]) -> None:
        """Draw a grid into its sheet, which stays where it is.

        Formats come before values, so that text in a text cell stays as it is.
        Lines that an earlier, longer table left below are emptied. Title rows are
        merged last, when they hold nothing but the title.
        """
        sheet = self._sheet(grid.tab)
        last = sheet.used_range.last_cell.row
        _dress(sheet, grid, theme, last)
        for block in grid.blocks:
            if block.row < grid.heading_row:
                lines = _above(grid, block)
                self._write(sheet, Place(grid.tab, block.row, block.column), lines)
        lines = _table(grid, max(grid.last_row, last))
        self._write(sheet, Place(grid.tab, grid.heading_row, 1), lines)
        _fit(sheet, grid)
        for row in grid.merged:
            _merge(sheet.range((row, 1), (row, grid.last_column)))

    def dress(self, grid: Grid, theme: Mapping[Role, Style]) -> None:
        """Give a grid's cells their looks and sizes, those below it none.

        The print area is set, too.
        """
        sheet = self._sheet(grid.tab)
        _dress(sheet, grid, theme, sheet.used_range.last_cell.row)
        _fit(sheet, grid)

    def prints_to(self, tab: str, row: int, column: int) -> None:
        """Let a sheet print from A1 to this cell."""
        sheet = self._sheet(tab)
        sheet.page_setup.print_area = sheet.range((1, 1), (row, column)).address

    def hide_column(self, tab: str, column: int) -> None:
        """Hide a column: one without width does not show."""
        self._sheet(tab).range((1, column)).column_width = 0

    def put_back(self) -> None:
        """Undo every change, the latest first, and forget them."""
        while self.changes:
            change = self.changes.pop()
            sheet = self._sheet(change.tab)
            place = _block(sheet, change.row, change.column, change.before)
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

    def program(self) -> tuple[str, str]:
        """Return the program's name and folder, blank where it does not tell."""
        api = self.book.app.api
        return str(getattr(api, "Name", "")), str(getattr(api, "Path", ""))

    def progress(self, said: str) -> None:
        """Say in the status bar what is being done."""
        self.book.app.status_bar = said

    def say(self, said: str, *, bad: bool = False) -> None:
        """Show a message box."""
        mode = "critical" if bad else "info"
        self.book.app.alert(said, title="安全生产执法统计", mode=mode)

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

    def _write(self, sheet: Any, place: Place, lines: Lines) -> None:  # noqa: ANN401
        block = self._kept(sheet, place, lines)
        block.value = [list(line) for line in lines]

    def _kept(self, sheet: Any, place: Place, lines: Lines) -> Any:  # noqa: ANN401
        """Return the cells that `lines` go to, after keeping what is in them."""
        block = _block(sheet, place.row, place.column, lines)
        formulas = block.formula
        if not isinstance(formulas, tuple | list):
            formulas = ((formulas,),)
        before = [list(line) for line in formulas]
        self.changes.append(Change(place.tab, place.row, place.column, before))
        return block


def _block(sheet: Any, row: int, column: int, lines: Lines) -> Any:  # noqa: ANN401
    last = row + len(lines) - 1, column + len(lines[0]) - 1
    return sheet.range((row, column), last)


def _above(grid: Grid, block: Block) -> list[list[Value]]:
    """Return what stands above the headings, as wide as the cell will be."""
    (line,) = block.lines
    blanks = grid.last_column - len(line) if block.row in grid.merged else 0
    return [[*line, *[None] * blanks]]


def _table(grid: Grid, last: int) -> list[list[Value]]:
    """Return headings, lines, and blanks down to row `last`, as one block."""
    height = last - grid.heading_row + 1
    table: list[list[Value]] = [[None] * grid.last_column for _ in range(height)]
    for block in grid.blocks:
        if block.row >= grid.heading_row:
            for row, column, value in block.cells():
                table[row - grid.heading_row][column - 1] = value
    return table


def _dress(
    sheet: Any,  # noqa: ANN401
    grid: Grid,
    theme: Mapping[Role, Style],
    last: int,
) -> None:
    if last > grid.last_row:
        below = sheet.range((grid.last_row + 1, 1), (last, grid.last_column))
        below.clear_formats()
        below.rows.autofit()
    _size(sheet, grid)
    body = (block for block in grid.blocks if block.row >= grid.heading_row)
    for (row, height, style), blocks in groupby(
        body, key=lambda block: (block.row, len(block.lines), theme[block.role])
    ):
        alike = list(blocks)
        last_column = alike[-1].column + len(alike[-1].lines[0]) - 1
        area = (row, alike[0].column), (row + height - 1, last_column)
        _style(sheet.range(*area), style)
    printed = sheet.range((1, 1), (grid.last_row, grid.last_column))
    sheet.page_setup.print_area = printed.address


def _size(sheet: Any, grid: Grid) -> None:  # noqa: ANN401
    """Set widths, and the heights above the table.

    A hidden column would show itself if it were given a width.
    """
    shown = {at: w for at, w in grid.widths.items() if at not in grid.hidden}
    for first, last, width in _runs(shown):
        sheet.range((1, first), (1, last)).column_width = width
    head = {row: h for row, h in grid.heights.items() if row <= grid.heading_row}
    for first, last, height in _runs(head):
        sheet.range((first, 1), (last, 1)).row_height = height


def _fit(sheet: Any, grid: Grid) -> None:  # noqa: ANN401
    """Make the lines of the table, whose text is in place, as high as they must be.

    Where there are sentences, the program fits them, all rows in one call.
    """
    body = [block for block in grid.blocks if block.row > grid.heading_row]
    if not body:
        return
    lines = sheet.range((body[0].row, 1), (grid.last_row, grid.last_column))
    if any(block.role in SENTENCES for block in body):
        lines.rows.autofit()
    else:
        lines.row_height = grid.heights[body[0].row]


def _runs(sizes: Mapping[int, float]) -> Iterator[tuple[int, int, float]]:
    """Yield first, last and size of neighbours that are of one size.

    >>> list(_runs({3: 36, 4: 24, 5: 24, 7: 24}))
    [(3, 3, 36), (4, 5, 24), (7, 7, 24)]
    """
    for (_, size), run in groupby(
        enumerate(sorted(sizes)), key=lambda at: (at[1] - at[0], sizes[at[1]])
    ):
        places = [place for _, place in run]
        yield places[0], places[-1], size


def _merge(row: Any) -> None:  # noqa: ANN401
    if not row.merge_cells:
        row.merge()


def _style(place: Any, style: Style) -> None:  # noqa: ANN401
    place.number_format = style.number
    place.font.set(name=style.font, size=style.size, bold=style.bold)
    place.horizontal_alignment = style.align
    place.vertical_alignment = "center"
    place.wrap_text = style.wrap
    place.color = style.fill
    if style.border:
        place.borders.set("all", line_style="continuous", weight="thin")
