"""Lay a frame out on a sheet: layout and frame become blocks. Still no Excel.

All arithmetic of addresses happens here, once, so that two hosts cannot
disagree. A grid holds blocks, not cells: a live workbook is drawn with one call
for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

import pandas as pd

from xl_addin.look.layout import SENTENCES, Page, Role, Sheet

_LINE_HEIGHT = 15

Value = str | int | float | None


@dataclass(frozen=True)
class Block:
    """A rectangle of values in one role. Rows and columns count from 1."""

    row: int
    column: int
    lines: tuple[tuple[Value, ...], ...]
    role: Role

    def cells(self) -> Iterator[tuple[int, int, Value]]:
        """Yield (row, column, value) for each cell."""
        for row, line in enumerate(self.lines, start=self.row):
            for column, value in enumerate(line, start=self.column):
                yield row, column, value


@dataclass(frozen=True)
class Grid:
    """Everything a host needs to draw one sheet.

    `roles` are those of the columns. `merged` are rows whose cells are one from the
    first to the last column, `hidden` are columns that hold what only the program needs.
    """

    tab: str
    blocks: tuple[Block, ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    merged: tuple[int, ...]
    heading_row: int
    last_row: int
    roles: tuple[Role, ...]
    page: Page = field(default_factory=Page)
    hidden: tuple[int, ...] = ()

    @property
    def last_column(self) -> int:
        """The last column that is used."""
        return max(self.widths)

    def __str__(self) -> str:
        """Show the grid as text, one line a row: tests compare this."""
        rows: dict[int, list[str]] = {}
        for block in sorted(self.blocks, key=lambda b: b.column):
            for row, _, value in block.cells():
                rows.setdefault(row, []).append("" if value is None else str(value))
        return "\n".join(f"{row}: {' | '.join(rows[row])}" for row in sorted(rows))


def compose(sheet: Sheet, frame: pd.DataFrame, period: str = "") -> Grid:
    """Return the blocks of `sheet`, its table filled with `frame`.

    `frame` has a column for each field. `period` replaces {period} in the title
    and the note.
    """
    top = sheet.heading_row
    headings = tuple(field.heading for field in sheet.fields)
    body = [
        Block(sheet.first_row, at, _column(frame[field.name]), field.role)
        for at, field in enumerate(sheet.fields, start=1)
        if len(frame)
    ]
    return Grid(
        tab=sheet.tab,
        blocks=(
            *_above(sheet, period),
            Block(top, 1, (headings,), "heading"),
            *body,
        ),
        widths={at: f.width for at, f in enumerate(sheet.fields, start=1)},
        heights=_heights(sheet, frame),
        merged=tuple(range(1 + bool(sheet.tag), top)),
        heading_row=top,
        last_row=top + len(frame),
        roles=tuple(f.role for f in sheet.fields),
        page=sheet.page,
        hidden=tuple(at for at, f in enumerate(sheet.fields, start=1) if f.hidden),
    )


def _above(sheet: Sheet, period: str) -> Iterator[Block]:
    said: list[tuple[str, Role]] = [
        (sheet.tag, "tag"),
        (sheet.title, "title"),
        (sheet.note, "note"),
    ]
    used = [(text, role) for text, role in said if text]
    for row, (text, role) in enumerate(used, start=1):
        yield Block(row, 1, ((text.replace("{period}", period),),), role)


def _heights(sheet: Sheet, frame: pd.DataFrame) -> dict[int, float]:
    heights = {1 + bool(sheet.tag): 40.0, sheet.heading_row: sheet.heading_height}
    if sheet.tag:
        heights[1] = 26.0
    if sheet.note:
        heights[sheet.heading_row - 1] = sheet.note_height
    lines = [1] * len(frame)
    for column in sheet.fields:
        if column.role in SENTENCES and not column.hidden:
            needed = (_lines(str(text), column.width) for text in frame[column.name])
            lines = list(map(max, lines, needed))
    for row, count in enumerate(lines, start=sheet.first_row):
        heights[row] = max(sheet.row_height, 6 + _LINE_HEIGHT * count)
    return heights


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column `width` characters wide.

    At 11 points a Chinese character is 15 pixels wide and others, where the font
    has to be replaced, two thirds of that; a width of 1 is 7 pixels. A broken line
    may hold one fewer, for none begins with a punctuation mark. Hosts do not agree
    on when to fit a row to its text, so its height is set.
    """
    return sum(_wrapped(line, width * 7 / 15) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    wide = sum(2 / 3 if character.isascii() else 1 for character in line)
    return 1 if wide <= room else ceil(wide / (room - 1))


def _column(values: pd.Series) -> tuple[tuple[Value, ...], ...]:
    return tuple((None if pd.isna(value) else value,) for value in values.tolist())


def letters(column: int) -> str:
    """Return the letters by which a sheet calls a column, counted from 1.

    >>> letters(1), letters(26), letters(27), letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    above, last = divmod(column - 1, 26)
    return (letters(above) if above else "") + chr(ord("A") + last)
