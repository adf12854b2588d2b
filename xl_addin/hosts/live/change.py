"""What a button overwrote: enough to put it back, and to see whether it still stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from xl_addin.look.theme import Style

Lines = Sequence[Sequence[object]]


class NumberFormat(NamedTuple):
    """The number format of a rectangle. Rows and columns count from 1."""

    row: int
    column: int
    last_row: int
    last_column: int
    code: str


class Look(NamedTuple):
    """How the lines of a table look, from one column to another."""

    first: int
    last: int
    style: Style


class Height(NamedTuple):
    """The height of neighbouring rows, in points; 0 where they are hidden."""

    first: int
    last: int
    points: float


class Span(NamedTuple):
    """The lines of a table, and what it takes to have as many as before again.

    `before` and `after` are its last rows; `before` is 0 where there was no table.
    `heights` are those of the rows that came or went. `fitted` lines have none: they
    are always fitted to their text, all of them.
    """

    first: int
    before: int
    after: int
    looks: tuple[Look, ...]
    heights: tuple[Height, ...] = ()
    fitted: bool = False


class PrintArea(NamedTuple):
    """The print area before, None for none, and after."""

    before: str | None
    after: str


@dataclass(frozen=True)
class Change:
    """A block as it was before we wrote over it: the formulas, or constants, in it.

    `formats` are number formats that text in it depends on, or that we set. `widths`
    are those that its columns had, from the first on, where we set others. `after` is
    the `digest` of what we left there; "" where that is not known, or another block
    that `covers` this one tells it. Where the sheet was `added`, its first cell stands
    for all of it.
    """

    tab: str
    row: int
    column: int
    before: list[list[object]]
    formats: tuple[NumberFormat, ...] = ()
    span: Span | None = None
    print_area: PrintArea | None = None
    widths: tuple[float, ...] = ()
    after: str = ""
    added: bool = False

    def covers(self, other: Change) -> bool:
        """Tell whether another block lies within this one, or is the same."""
        if self.tab != other.tab:
            return False
        down, right = other.row - self.row, other.column - self.column
        (height, width), (most, widest) = other._shape, self._shape
        return 0 <= down <= most - height and 0 <= right <= widest - width

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.before), len(self.before[0])

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Change:
        """Return a change that was kept as JSON. Raises whatever does not fit."""
        span, print_area = kept["span"], kept["print_area"]
        parts = {
            "formats": tuple(NumberFormat(*each) for each in kept["formats"]),
            "span": span and _span(span),
            "print_area": print_area and PrintArea(*print_area),
            "widths": tuple(kept["widths"]),
        }
        return cls(**{**kept, **parts})


def digest(lines: Lines) -> str:
    """Return a short text that differs where what is in the cells differs.

    >>> digest([[None, 1]]) == digest([["", 1]]) != digest([["1", 1]])
    True
    """
    cells = [["" if cell is None else cell for cell in line] for line in lines]
    said = json.dumps(cells, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def _span(kept: Sequence[Any]) -> Span:
    span = Span(*kept)
    looks = (Look(first, last, Style(**style)) for first, last, style in span.looks)  # type: ignore[arg-type]
    heights = tuple(Height(*each) for each in span.heights)
    return span._replace(looks=tuple(looks), heights=heights)
