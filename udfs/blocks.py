"""Ranges of cells as functions take them: their shape, their numbers, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any

from udfs.cell import Cells, said
from xl_addin.cells import is_blank
from xl_addin.errors import AddinError, ArgumentInvalid
from xl_addin.kinds import plain

Block = Sequence[Sequence[Any]]

# What COM hands over for an error value, which xlwings knows only to its own reading.
ERRORS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?")


def block(cells: Cells) -> Block:
    """Return an argument as rows of cells, whatever its shape.

    >>> block(1.5), block((1.0, 2.0)), block([["甲"], ["乙"]])
    ([[1.5]], [(1.0, 2.0)], [['甲'], ['乙']])
    """
    if not isinstance(cells, list | tuple):
        return [[cells]]
    if cells and isinstance(cells[0], list | tuple):
        return cells
    return [cells]


def flat(cells: Cells) -> list[Any]:
    """Return the cells of an argument, row by row."""
    return [cell for row in block(cells) for cell in row]


def single(cells: Cells, what: str) -> Any:  # noqa: ANN401  a cell may hold anything
    """Return the only cell of an argument; None where it is omitted or blank."""
    found = flat(cells)
    if len(found) != 1:
        raise ArgumentInvalid(what, "只能是一个单元格或一个值")
    return None if is_blank(found[0]) else _known(found[0], what)


def number(cell: Any, what: str) -> Fraction | None:  # noqa: ANN401  ditto
    """Return the number that a cell shows, exactly; None for a blank.

    Excel shows fifteen digits, so that 0.1+0.2 is 0.3. A number written as text is
    a number. Raises `ArgumentInvalid`.
    """
    if is_blank(cell):
        return None
    found = _shown(_known(cell, what))
    if found is None:
        raise ArgumentInvalid(what, "请使用数字")
    return Fraction(found)


def each(
    figure: Callable[..., float | None], /, **arguments: Cells
) -> list[list[object]]:
    """Return `figure` of the numbers in each cell, in the shape of the ranges.

    A single cell goes with every cell of a range. A blank among the numbers gives
    a blank; a cell that is no number says so in its place.
    """

    def one(cells: Sequence[object]) -> float | None:
        found = [number(c, what) for c, what in zip(cells, arguments, strict=True)]
        return None if None in found else figure(*found)

    return [[_said(one, cells) for cells in row] for row in _together(arguments)]


def each_text(
    tell: Callable[[str], str], cells: Cells, what: str
) -> list[list[object]]:
    """Return what `tell` says of the text in each cell; a blank stays blank."""

    def one(cell: object) -> str:
        return "" if is_blank(cell) else tell(text(cell, what))

    return [[_said(one, cell) for cell in row] for row in block(cells)]


def text(cell: Any, what: str) -> str:  # noqa: ANN401  a cell may hold anything
    """Return a cell as its text, a number as its digits."""
    known = _known(cell, what)
    return f"{known:.15g}" if isinstance(known, float) else str(known)


def numbers(cells: Cells) -> list[list[str | None]]:
    """Return the numbers of a range in its shape, as Excel shows them; None for others.

    Text is none, even if it looks like a number: a heading is not to be counted.

    >>> numbers([["件数", 0.1 + 0.2, None]])
    [[None, '0.3', None]]
    """
    return [
        [None if isinstance(c, str) or _is_error(c) else _shown(c) for c in row]
        for row in block(cells)
    ]


def _known(cell: Any, what: str) -> Any:  # noqa: ANN401  ditto
    error = ERRORS[cell] if _is_error(cell) else cell
    if isinstance(error, str) and error in ERRORS.values():
        raise ArgumentInvalid(what, f"单元格是错误值{error}，请先改正")
    return cell


def _is_error(cell: object) -> bool:
    return type(cell) is int and cell in ERRORS


def _shown(cell: object) -> str | None:
    """Return the decimal that a cell shows; None where it shows none."""
    if cell is None or isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float | Decimal):
        return f"{cell:.15g}" if isfinite(cell) else None
    typed = plain(cell) if isinstance(cell, str) else ""
    return typed.replace(",", "") if _NUMBER.fullmatch(typed) else None


def _said(tell: Callable[[Any], object], cell: object) -> object:
    try:
        return tell(cell)
    except AddinError as error:
        return said(error)


def _together(arguments: dict[str, Cells]) -> Iterator[list[tuple[object, ...]]]:
    """Yield rows of the cells that belong together, one of each argument."""
    blocks = {what: block(cells) for what, cells in arguments.items()}
    shapes = {what: (len(b), len(b[0])) for what, b in blocks.items()}
    many = {what: shape for what, shape in shapes.items() if shape != (1, 1)}
    if len(set(many.values())) > 1:
        raise ArgumentInvalid(list(many)[-1], f"行数和列数应与“{next(iter(many))}”相同")
    rows, columns = next(iter(many.values()), (1, 1))
    filled = [
        b if shapes[what] != (1, 1) else [[b[0][0]] * columns] * rows
        for what, b in blocks.items()
    ]
    for lines in zip(*filled, strict=True):
        yield list(zip(*lines, strict=True))
