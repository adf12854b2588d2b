"""A table drawn in place: only what the number of its lines changes is dressed anew.

Lines that are there keep the looks, widths and heights that the user gave them;
lines that are added are dressed, lines that fall away are cleared. What the user
wrote below a table, after a blank line, is not the table's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from xl_addin.hosts.live.block import area, formulas, number_formats, put
from xl_addin.hosts.live.change import Change, NumberFormat, Span
from xl_addin.hosts.live.standing import (
    Standing,
    print_area,
    table_span,
    widths,
)
from xl_addin.look.grid import Block, Grid, Value
from xl_addin.look.layout import Role
from xl_addin.look.theme import NUMBERS, Style

_GENERAL = {"G/通用格式": "General"}
"""What a Chinese Excel may call it when it is asked."""


def planned(
    sheet: Any,  # noqa: ANN401
    grid: Grid,
    theme: Mapping[Role, Style],
    there: Standing,
) -> Change:
    """Return what drawing a grid will change: what is to be kept of the sheet."""
    top, height = grid.heading_row, len(table(grid, there))
    span = table_span(sheet, grid, theme, there.last)
    formats = tuple(
        found
        for found in _formats(sheet, grid, span)
        if _needed(grid, theme, span, found)
    )
    printed = print_area(sheet, there.last, grid.last_row, grid.last_column)
    lines = there.lines[top - 1 :][:height]
    sized = () if there.last else widths(sheet, 1, grid.last_column)
    return Change(grid.tab, top, 1, lines, formats, span, printed, sized)


def prepare(
    sheet: Any,  # noqa: ANN401
    grid: Grid,
    theme: Mapping[Role, Style],
    change: Change,
) -> None:
    """Dress the lines that are added, clear those that fall away.

    Where there was no table, its title and headings are dressed, too.
    """
    span = _of_table(change)
    if not span.before:
        _size(sheet, grid)
        _dress_above(sheet, grid, theme)
    if span.after < span.before:
        _clear(sheet, span.after + 1, span.before, grid.last_column)
    else:
        _dress(sheet, max(span.before, grid.heading_row) + 1, span)
    _follow(sheet, grid, theme, change)


def finish(sheet: Any, grid: Grid, change: Change) -> None:  # noqa: ANN401
    """Size the lines once their text is in place, merge titles, set what is printed."""
    span = _of_table(change)
    last = max(grid.heading_row, min(span.before, span.after))
    grown = span.after > span.before
    height = grid.heights.get(grid.heading_row + 1) if grown else None
    _fit(sheet, span, last, height)
    for row in grid.merged if not span.before else ():
        cells = area(sheet, (row, 1), (row, grid.last_column))
        if not cells.merge_cells:
            cells.merge()
    set_print_area(sheet, change)


def set_print_area(sheet: Any, change: Change) -> None:  # noqa: ANN401
    """Set the print area where a change moves it."""
    if change.print_area:
        sheet.page_setup.print_area = change.print_area.after


def above(grid: Grid, block: Block, there: Standing) -> list[list[Value]]:
    """Return what stands above the headings; before it is merged, the whole row."""
    (line,) = block.lines
    whole = block.row in grid.merged and not there.last
    return [[*line, *[None] * (grid.last_column - len(line) if whole else 0)]]


def table(grid: Grid, there: Standing) -> list[list[Value]]:
    """Return headings, lines, and blanks over what is left of the table before."""
    height = max(grid.last_row, there.last) - grid.heading_row + 1
    lines: list[list[Value]] = [[None] * grid.last_column for _ in range(height)]
    for block in grid.blocks:
        if block.row >= grid.heading_row:
            for row, column, value in block.cells():
                lines[row - grid.heading_row][column - 1] = value
    return lines


def is_blank(sheet: Any) -> bool:  # noqa: ANN401
    """Tell whether nothing stands on a sheet."""
    return not any(cell for line in formulas(sheet.used_range) for cell in line)


def restore(sheet: Any, change: Change) -> None:  # noqa: ANN401
    """Put a block back as it was: looks and number formats first, then formulas."""
    if change.span:
        _undress(sheet, change, change.span)
    for row, column, last_row, last_column, code in change.formats:
        area(sheet, (row, column), (last_row, last_column)).number_format = code
    put(sheet, (change.row, change.column), change.before, formulas=True)
    if change.span:
        _resize(sheet, change.span)
    _widen(sheet, dict(enumerate(change.widths, start=change.column)))
    if change.print_area and sheet.page_setup.print_area == change.print_area.after:
        sheet.page_setup.print_area = change.print_area.before


def _undress(sheet: Any, change: Change, span: Span) -> None:  # noqa: ANN401
    if span.after > span.before:
        _clear(sheet, span.before + 1, span.after, span.looks[-1].last)
    for first, last, _ in _runs(dict.fromkeys(_dressed(change, span), 0)):
        _dress(sheet, first, span._replace(after=last))


def _resize(sheet: Any, span: Span) -> None:  # noqa: ANN401
    """Give back their heights to the rows that came or went."""
    if span.fitted or not span.before:
        _fit(sheet, span, span.before, None)
    for first, last, points in span.heights:
        area(sheet, (first, 1), (last, 1)).row_height = points


def _dressed(change: Change, span: Span) -> set[int]:
    """Return the rows that fell away and were dressed as lines.

    Not all were: text may stand apart, below rows that are blank. A line is told by
    number formats: it has one in every column for which the theme has one.
    """
    themed = {
        at
        for look in span.looks
        if look.style.number != "General"
        for at in range(look.first, look.last + 1)
    }
    plain = {
        row
        for found in change.formats
        if found.column in themed and _named(found.code) == "General"
        for row in range(found.row, found.last_row + 1)
    }
    return set(range(span.after + 1, span.before + 1)) - plain


def _of_table(change: Change) -> Span:
    assert change.span, "of a block, not of a table"  # noqa: S101  for mypy
    return change.span


def _formats(
    sheet: Any,  # noqa: ANN401
    grid: Grid,
    span: Span,
) -> Iterator[NumberFormat]:
    """Yield the number formats of the lines that are there, and of those added."""
    first, last, columns = span.first, span.before, grid.last_column
    if not last:
        return
    for column in range(1, columns + 1) if last >= first else ():
        yield from number_formats(sheet, (first, column), (last, column))
    if span.after > last:
        yield from number_formats(sheet, (last + 1, 1), (span.after, columns))


def _needed(
    grid: Grid, theme: Mapping[Role, Style], span: Span, found: NumberFormat
) -> bool:
    """Return whether undoing depends on a number format: it changes, or keeps text."""
    if span.after < span.before or found.code == "@":
        return True
    if found.row > span.before:
        return found.code != "General"
    return _differs(found.code, grid.roles[found.column - 1], theme)


def _follow(
    sheet: Any,  # noqa: ANN401
    grid: Grid,
    theme: Mapping[Role, Style],
    change: Change,
) -> None:
    """Let the lines that stay have the number formats of the theme."""
    stay = min(_of_table(change).before, grid.last_row)
    for row, column, last_row, last_column, code in change.formats:
        role = grid.roles[column - 1]
        if row <= stay and _differs(code, role, theme):
            cells = area(sheet, (row, column), (min(last_row, stay), last_column))
            cells.number_format = theme[role].number


def _fit(sheet: Any, span: Span, last: int, height: float | None) -> None:  # noqa: ANN401
    """Make lines as high as they must be.

    Sentences are fitted by the program, all rows in one call. Of other tables only
    the rows after `last` are sized.
    """
    first = span.first if span.fitted else last + 1
    bottom = max(span.before, span.after)
    if first > bottom:
        return
    rows = area(sheet, (first, 1), (bottom, span.looks[-1].last))
    if span.fitted or height is None:
        rows.rows.autofit()
    else:
        rows.row_height = height


def _dress_above(sheet: Any, grid: Grid, theme: Mapping[Role, Style]) -> None:  # noqa: ANN401
    """Dress title, note and headings."""
    for block in grid.blocks:
        if block.row <= grid.heading_row:
            width = len(block.lines[0])
            last = block.row, block.column + width - 1
            place = area(sheet, (block.row, block.column), last)
            _style(place, theme[block.role], 1, width)


def _differs(code: str, role: Role, theme: Mapping[Role, Style]) -> bool:
    """Return whether a number format has to follow the theme.

    One of the user's own stays; but what is text and what is a number is ours to say.
    """
    wanted, found = theme[role].number, _named(code)
    if found == wanted:
        return False
    return found in NUMBERS[role] or "@" in {found, wanted}


def _named(code: str) -> str:
    """Return a number format by the name that the theme has for it."""
    return _GENERAL.get(code, code)


def _dress(sheet: Any, row: int, span: Span) -> None:  # noqa: ANN401
    for look in span.looks if row <= span.after else ():
        place = area(sheet, (row, look.first), (span.after, look.last))
        width = look.last - look.first + 1
        _style(place, look.style, span.after - row + 1, width)


def _clear(sheet: Any, row: int, last: int, last_column: int) -> None:  # noqa: ANN401
    area(sheet, (row, 1), (last, last_column)).clear_formats()


def _size(sheet: Any, grid: Grid) -> None:  # noqa: ANN401
    """Set widths, and the heights above the table.

    A hidden column would show itself if it were given a width.
    """
    shown = {at: w for at, w in grid.widths.items() if at not in grid.hidden}
    _widen(sheet, shown)
    head = {row: h for row, h in grid.heights.items() if row <= grid.heading_row}
    for first, last, height in _runs(head):
        area(sheet, (first, 1), (last, 1)).row_height = height


def _widen(sheet: Any, sizes: Mapping[int, float]) -> None:  # noqa: ANN401
    for first, last, width in _runs(sizes):
        area(sheet, (1, first), (1, last)).column_width = width


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


def _style(place: Any, style: Style, rows: int, columns: int) -> None:  # noqa: ANN401
    place.number_format = style.number
    place.font.set(name=style.font, size=style.size, bold=style.bold)
    place.horizontal_alignment = style.align
    place.vertical_alignment = "center"
    place.wrap_text = style.wrap
    place.color = style.fill
    if style.border:
        sides = _sides(rows, columns)
        place.borders.set(sides, line_style="continuous", weight="thin")


def _sides(rows: int, columns: int) -> list[str]:
    """Return the lines of a block: Excel refuses inner ones where there are none."""
    inner = ["inside_vertical"] * (columns > 1) + ["inside_horizontal"] * (rows > 1)
    return ["edge_top", "edge_bottom", "edge_left", "edge_right", *inner]
