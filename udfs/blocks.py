"""Ranges of cells as functions take them: their shape, their numbers, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Any

from udfs.cell import Cells, Finished, Result, as_cells, said
from xl_addin.errors import AddinError, ArgumentInvalid
from xl_addin.reading.cells import ERRORS, UNKNOWN_ERROR, is_blank, rows_of
from xl_addin.reading.spelling import narrow

Block = Sequence[Sequence[Any]]

MOST = 10**308
"""No cell holds a number from here on."""
MOST_EXACT = 10**15
"""Of a whole number from here on Excel has lost the last digits."""

_NUMBER = re.compile(r"[+-]?(?:(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)")
_PERCENT = "%％ \u3000"
_ERROR_TEXTS = {*ERRORS.values(), UNKNOWN_ERROR}


def height(cells: Cells) -> int:
    """Return the number of rows of an argument."""
    return len(rows_of(cells))


def content(cells: Cells) -> Block:
    """Return the rows of an argument down to the last that holds anything, at least one.

    A whole column, such as A:A, has a million rows, nearly all of them blank.

    >>> content([["甲"], [""], ["乙"], [None], [""]])
    [['甲'], [''], ['乙']]
    """
    rows = rows_of(cells)
    last = len(rows)
    while last > 1 and _is_empty(rows[last - 1]):
        last -= 1
    return rows if last == len(rows) else rows[:last]


def down_to(rows: int, lines: Result) -> Finished:
    """Return lines, and blank ones below them, so many rows together."""
    cells = as_cells(lines)
    blank = ("",) * len(cells[0])
    return Finished(cells + (blank,) * (rows - len(cells)))


def flat(cells: Cells) -> list[Any]:
    """Return the cells of an argument, row by row."""
    return [cell for row in rows_of(cells) for cell in row]


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
    if abs(found.numerator) >= MOST:  # quicker than a comparison of fractions
        raise ArgumentInvalid(what, "数字过大")
    return found


def each(
    figure: Callable[..., float | None], /, *signed: str, **arguments: Cells
) -> Finished:
    """Return `figure` of the numbers in each cell, in the shape of the ranges.

    A single cell goes with every cell of a range. A blank among the numbers gives
    a blank; a cell that is no number says so in its place, and so does one below
    zero unless its argument is among the `signed`.
    """

    def one(cells: Sequence[object]) -> float | None:
        found = [number(c, what) for c, what in zip(cells, arguments, strict=True)]
        for value, what in zip(found, arguments, strict=True):
            if value and value.numerator < 0 and what not in signed:
                raise ArgumentInvalid(what, "不能小于0")
        try:
            return None if None in found else figure(*found)
        except OverflowError:
            first = next(iter(arguments))
            raise ArgumentInvalid(first, "数字过大，算不出结果") from None

    lines = [[_said(one, cells) for cells in row] for row in _together(arguments)]
    return down_to(max(map(height, arguments.values())), lines)


def each_text(tell: Callable[[str], str], cells: Cells, what: str) -> Finished:
    """Return what `tell` says of the text in each cell; a blank stays blank."""

    def one(cell: object) -> str:
        return "" if is_blank(cell) else tell(text(cell, what))

    lines = [[_said(one, cell) for cell in row] for row in content(cells)]
    return down_to(height(cells), lines)


def text(cell: Any, what: str) -> str:  # noqa: ANN401  a cell may hold anything
    """Return a cell as the text that it shows: a number as digits, a day as 2021-01-31.

    Raises `ArgumentInvalid` for a number so long that it is not what was typed.
    """
    known = _known(cell, what)
    if isinstance(known, bool):
        return str(known).upper()
    if isinstance(known, date):
        return f"{known:%Y-%m-%d}"
    if isinstance(known, float) and abs(known) >= MOST_EXACT:
        raise ArgumentInvalid(
            what, "被存为数字，末几位已丢失，请把单元格设为文本后重新录入"
        )
    return f"{known:.15g}" if isinstance(known, float) else str(known)


def numbers(cells: Cells, what: str) -> list[list[Fraction | None]]:
    """Return the numbers of a range in its shape, without blank rows at its end.

    None stands for a blank and for a word, such as a heading. What else is no
    number is refused, and so are words alone: a list that passed over a cell in
    silence would be wrong. Raises `ArgumentInvalid`.

    >>> numbers([["件数", 0.1 + 0.2, "4", None]], "数值")
    [[None, Fraction(3, 10), Fraction(4, 1), None]]
    """
    rows = content(cells)
    if len(rows) == height(cells) and all(_is_word(c) for row in rows for c in row):
        raise ArgumentInvalid(what, "请使用数字")
    return [[None if _is_word(c) else number(c, what) for c in row] for row in rows]


def _is_empty(row: Sequence[object]) -> bool:
    return row.count(None) + row.count("") == len(row)


def _is_word(cell: object) -> bool:
    """Tell whether a cell holds a word: no number, no percentage, no error value."""
    if not isinstance(cell, str) or is_blank(cell) or cell in _ERROR_TEXTS:
        return False
    return _spelt(cell.rstrip(_PERCENT)) is None


def _known(cell: Any, what: str) -> Any:  # noqa: ANN401  ditto
    if isinstance(cell, str) and cell in _ERROR_TEXTS:
        name = f"错误值{cell.removeprefix(UNKNOWN_ERROR)}"
        raise ArgumentInvalid(what, f"单元格是{name}，请先改正")
    return cell


def _shown(cell: object) -> Fraction | None:
    """Return the number that a cell shows; None where it shows none."""
    if cell is None or isinstance(cell, bool | date):
        return None
    if isinstance(cell, Fraction):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < MOST_EXACT:
        return Fraction(int(cell))  # nearly all cells, and quicker than by way of text
    if isinstance(cell, int | float):
        return Fraction(f"{cell:.15g}") if isfinite(cell) else None
    return _spelt(cell) if isinstance(cell, str) else None


def _spelt(cell: str) -> Fraction | None:
    """Return the number that a text spells; None where it spells none."""
    typed = narrow(cell)
    if len(typed) > 400 or not _NUMBER.fullmatch(typed):
        return None
    return Fraction(typed.replace(",", ""))


def _said(tell: Callable[[Any], object], cell: object) -> object:
    try:
        return tell(cell)
    except AddinError as error:
        return said(error)


def _together(arguments: dict[str, Cells]) -> Iterator[list[tuple[object, ...]]]:
    """Yield rows of the cells that belong together, one of each argument.

    They end where all the ranges hold nothing more.
    """
    blocks = {what: rows_of(cells) for what, cells in arguments.items()}
    shapes = {what: (len(b), len(b[0])) for what, b in blocks.items()}
    many = {what: shape for what, shape in shapes.items() if shape != (1, 1)}
    if len(set(many.values())) > 1:
        raise ArgumentInvalid(list(many)[-1], f"行数和列数应与“{next(iter(many))}”相同")
    _, columns = next(iter(many.values()), (1, 1))
    last = max((len(content(blocks[what])) for what in many), default=1)
    filled = [
        b[:last] if what in many else [[b[0][0]] * columns] * last
        for what, b in blocks.items()
    ]
    for lines in zip(*filled, strict=True):
        yield list(zip(*lines, strict=True))
