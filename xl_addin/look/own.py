"""A sheet that is the user's own, as it is carried from one workbook into another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Look = tuple[tuple[str, object], ...]
"""Properties of a format, as XlsxWriter calls them; sorted, so that it can be a key."""


@dataclass(frozen=True)
class Cell:
    """A cell, its place counted from 0.

    `formula` begins with = and is "" for a constant. `over` is the range that an
    array formula fills, as A1:B3.
    """

    row: int
    column: int
    value: object
    look: Look
    formula: str = ""
    over: str = ""
    comment: str = ""


class Span(NamedTuple):
    """Columns, or one row: first and last from 0, how large, and whether it shows."""

    first: int
    last: int
    size: float | None
    hidden: bool


class Listed(NamedTuple):
    """A table of Excel's on a sheet: name, range, headings, and whether it has totals."""

    name: str
    area: str
    headings: tuple[str, ...]
    total: bool


@dataclass(frozen=True)
class OwnSheet:
    """A sheet of the user's own. `lost` is what stands on it and cannot be read."""

    name: str
    cells: tuple[Cell, ...] = ()
    columns: tuple[Span, ...] = ()
    rows: tuple[Span, ...] = ()
    merged: tuple[str, ...] = ()
    tables: tuple[Listed, ...] = ()
    frozen: tuple[int, int] = (0, 0)
    state: str = "visible"
    filtered: str = ""
    lost: tuple[str, ...] = ()
