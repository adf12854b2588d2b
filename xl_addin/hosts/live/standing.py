"""What stands on a sheet where a table shall be drawn: its lines, and whose text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from xl_addin.errors import HeadingMissing, TextInTheWay
from xl_addin.hosts.live.block import area, kept, letters, reach
from xl_addin.hosts.live.change import Height, Look, PrintArea, Span
from xl_addin.look.grid import Grid
from xl_addin.look.layout import SENTENCES, Role
from xl_addin.look.theme import Style
from xl_addin.reading.cells import heading_key

Formulas = list[list[object]]


@dataclass(frozen=True)
class Standing:
    """What stands where a table shall be: formulas from A1 on, and its last row.

    `last` is the heading row where the table has no lines, 0 where there is none.
    """

    lines: Formulas
    last: int


def standing(sheet: Any, grid: Grid, read_back: Sequence[int]) -> Standing:  # noqa: ANN401
    """Return what stands where a grid shall be drawn.

    A table goes as far as its first cells are filled; a cell of a column in
    `read_back` belongs to it wherever it is. Raises `HeadingMissing` where something
    else stands there, and `TextInTheWay`.
    """
    bottom = max(reach(sheet)[0], grid.last_row)
    lines = kept(area(sheet, (1, 1), (bottom, grid.last_column)))
    top = grid.heading_row
    headings = next(b.lines[0] for b in grid.blocks if b.row == top)
    ours = {heading_key(str(heading)) for heading in headings}
    if not ours & {heading_key(str(cell)) for cell in lines[top - 1] if cell}:
        if any(map(_filled, lines[: grid.last_row + 1])):
            raise HeadingMissing(grid.tab, str(headings[0]))
        return Standing(lines, 0)
    told_by = [at - 1 for at in read_back]
    known = (n for n, ln in enumerate(lines, 1) if _filled([ln[at] for at in told_by]))
    last = max(top + length(lines[top:]), *known, top)
    refuse_text(grid.tab, lines, last, grid.last_row)
    return Standing(lines, last)


def length(lines: Formulas) -> int:
    """Return how many lines there are before the first whose first cell is blank."""
    return next((n for n, ln in enumerate(lines) if not _filled(ln[:1])), len(lines))


def refuse_text(
    tab: str, lines: Formulas, last: int, wanted: int, top: int = 1
) -> None:
    """Raise `TextInTheWay` where a table that grows from row `last` meets text.

    The row below it has to stay blank, or else the text would be the table's the next
    time. `lines` begin in row `top`.
    """
    below = lines[last + 1 - top : wanted + 2 - top] if wanted > last else ()
    for row, line in enumerate(below, start=last + 1):
        if _filled(line):
            raise TextInTheWay(tab, row, wanted)


def table_span(
    sheet: Any,  # noqa: ANN401
    grid: Grid,
    theme: Mapping[Role, Style],
    before: int,
) -> Span:
    """Return how the number of lines changes when a grid is drawn."""
    first, last = sorted((before, grid.last_row))
    fitted = any(role in SENTENCES for role in grid.roles)
    known = before and first < last and not fitted
    sized = tuple(heights(sheet, first + 1, last)) if known else ()
    looks = tuple(_looks(grid, theme))
    top = grid.heading_row + 1
    return Span(top, before, grid.last_row, looks, sized, fitted)


def heights(sheet: Any, first: int, last: int) -> Iterator[Height]:  # noqa: ANN401
    """Yield the heights of rows; rows of several heights are halved, as formats are."""
    points = area(sheet, (first, 1), (last, 1)).row_height
    if points is not None:
        yield Height(first, last, points)
    elif first < last:
        middle = (first + last) // 2
        yield from heights(sheet, first, middle)
        yield from heights(sheet, middle + 1, last)


def widths(sheet: Any, first: int, count: int) -> tuple[float, ...]:  # noqa: ANN401
    """Return the widths of columns from one on, in characters; 0 where one is hidden."""
    columns = (area(sheet, (1, at), (1, at)) for at in range(first, first + count))
    return tuple(float(column.column_width) for column in columns)


def print_area(sheet: Any, before: int, after: int, column: int) -> PrintArea | None:  # noqa: ANN401
    """Return how the print area changes with the last row; None if it stays.

    One that the user made stays, unless the table no longer fits into it.
    """
    if before == after:
        return None
    printed, wanted = sheet.page_setup.print_area, _area(after, column)
    if before and printed != _area(before, column) and not _too_short(printed, after):
        return None
    return PrintArea(printed, wanted)


def _filled(line: Sequence[object]) -> bool:
    return any(cell not in {None, ""} for cell in line)


def _looks(grid: Grid, theme: Mapping[Role, Style]) -> Iterator[Look]:
    """Yield neighbouring columns that look alike."""
    columns = enumerate(grid.roles, start=1)
    for style, run in groupby(columns, key=lambda column: theme[column[1]]):
        places = [at for at, _ in run]
        yield Look(places[0], places[-1], style)


def _area(row: int, column: int) -> str:
    return f"$A$1:${letters(column)}${row}"


def _too_short(area: str | None, row: int) -> bool:
    """Return whether a print area ends above a row; no area is the whole sheet."""
    end = re.search(r"\d+$", area or "")
    return end is not None and int(end[0]) < row
