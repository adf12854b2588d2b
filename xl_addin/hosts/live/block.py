"""Blocks of cells: found, read and written in as few calls as there are questions.

Every call to Excel crosses to another process. xlwings' own `value =` makes about a
hundred of them, for it looks at sizes and sheets anew each time; here it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from xl_addin.errors import WorkbookProblem
from xl_addin.hosts.live.change import Lines, NumberFormat
from xl_addin.reading.cells import rows_of

MANY = 1_000_000
"""Of more cells than this it is asked whether they are filled."""
MOST = 8_000_000
"""More cells than this nobody can read; the first columns of a tall sheet count."""
_NARROWEST = 16

_TYPED = re.compile(
    r"""\s*(?:
        [=+\-@'#].*
      | (?:[\d０-９\s.,:/()%¥￥$€£+\-年月日时分秒，．：／％]|[ap]m?|e[+-]?\d|[上下]午)+
      | true | false | (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*
    )\s*""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# xlFormulas, xlPart, xlByRows, xlByColumns, xlPrevious
_FORMULAS, _PART, _BY_ROWS, _BY_COLUMNS, _PREVIOUS = -4123, 2, 1, 2, 2


class CellFarOff(WorkbookProblem):
    """One cell lies so far from the others that the sheet cannot be read."""

    def __init__(self, sheet: str, cell: str) -> None:
        super().__init__(
            f"工作表“{sheet}”在 {cell} 附近有远离表格的内容，请删除该处多余的行或列后再试（按 Ctrl+End 可跳到该处）。"
        )


def area(sheet: Any, first: tuple[int, int], last: tuple[int, int]) -> Any:  # noqa: ANN401  xlwings' types are loose
    """Return cells by their corners: by address is one call, else it would be five."""
    (row, column), (last_row, last_column) = first, last
    return sheet.range(f"{letters(column)}{row}:{letters(last_column)}{last_row}")


def rectangle(sheet: Any, row: int, column: int, lines: Sequence[Any]) -> Any:  # noqa: ANN401
    """Return the cells that `lines` fill from a corner on."""
    last = row + len(lines) - 1, column + len(lines[0]) - 1
    return area(sheet, (row, column), last)


def letters(column: int) -> str:
    """Return the letters of a column.

    >>> letters(1), letters(28), letters(16_384)
    ('A', 'AB', 'XFD')
    """
    found = ""
    while column:
        column, digit = divmod(column - 1, 26)
        found = chr(ord("A") + digit) + found
    return found


def reach(sheet: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return the last row and the last column that are in use.

    Excel counts cells that are only formatted, too. Where that makes a sheet that
    nobody could read, the last that is filled are looked for. Raises `CellFarOff`
    where one cell is that far from the others.
    """
    found = _corner(str(sheet.used_range.address))
    if _size(found) <= MANY:
        return found
    filled = _filled_reach(sheet.api.Cells) if hasattr(sheet.api, "Cells") else found
    if _size(filled) > MOST:
        raise CellFarOff(sheet.name, f"{letters(filled[1])}{filled[0]}")
    return filled


def formulas(block: Any) -> list[list[object]]:  # noqa: ANN401
    """Return the formulas, or constants, of a block, in one call."""
    return [list(line) for line in rows_of(block.formula)]


def kept(block: Any) -> list[list[object]]:  # noqa: ANN401
    """Return what `put` writes to have a block as it is: formulas, or constants.

    A text that begins as a formula does is told by an apostrophe.
    """
    numbers = getattr(block.api, "Value2", None)
    values = rows_of(block.raw_value if numbers is None else numbers)
    both = zip(formulas(block), values, strict=True)
    return [list(map(_constant, *lines)) for lines in both]


def put(
    sheet: Any,  # noqa: ANN401
    first: tuple[int, int],
    lines: Lines,
    *,
    formulas: bool = False,
) -> None:
    """Write a block in one call; a text that Excel would read as more stays a text.

    It would make a date of 2021年3月10日, a number of 007, and a formula of =1+1 unless
    `formulas` are meant.
    """
    cells = [[_handed(cell, formulas=formulas) for cell in line] for line in lines]
    for at, column in enumerate(zip(*cells, strict=True)):
        risky = [row for row, cell in enumerate(column) if _would_be_read(cell)]
        if risky:
            top, left = first[0], first[1] + at
            spots = (top + risky[0], left), (top + risky[-1], left)
            texts = _text_rows(number_formats(sheet, *spots))
            for row in risky:
                bare = _bare(str(cells[row][at]))
                cells[row][at] = bare if top + row in texts else f"'{bare}"
    rectangle(sheet, *first, cells).raw_value = cells


def number_formats(
    sheet: Any,  # noqa: ANN401
    first: tuple[int, int],
    last: tuple[int, int],
) -> Iterator[NumberFormat]:
    """Yield the number formats of a block, each with its rectangle.

    The host tells only what is uniform, so a mixed block is halved, until it is.
    """
    (row, column), (last_row, last_column) = first, last
    code = area(sheet, first, last).number_format
    if code is not None or first == last:
        yield NumberFormat(row, column, last_row, last_column, code or "General")
    elif column < last_column:
        for at in range(column, last_column + 1):
            yield from number_formats(sheet, (row, at), (last_row, at))
    else:
        middle = (row + last_row) // 2
        yield from number_formats(sheet, first, (middle, column))
        yield from number_formats(sheet, (middle + 1, column), last)


def _corner(address: str) -> tuple[int, int]:
    """Return the last row and column of an address; whole rows reach to the last.

    >>> _corner("$A$1:$AB$30"), _corner("$C$4"), _corner("$2:$3"), _corner("$A:$B")
    ((30, 28), (4, 3), (3, 16384), (1048576, 2))
    """
    column, row = re.findall(r"\$?([A-Z]*)\$?(\d*)$", address)[0]
    number = 0
    for letter in column or "XFD":
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(row or 1_048_576), number


def _size(reached: tuple[int, int]) -> int:
    return reached[0] * max(reached[1], _NARROWEST)


def _filled_reach(cells: Any) -> tuple[int, int]:  # noqa: ANN401
    """Search backwards from the first cell for anything at all, hidden or not."""
    looked = "*", cells(1, 1), _FORMULAS, _PART
    last = cells.Find(*looked, _BY_ROWS, _PREVIOUS)
    if last is None:
        return 1, 1
    return int(last.Row), int(cells.Find(*looked, _BY_COLUMNS, _PREVIOUS).Column)


def _constant(formula: object, value: object) -> object:
    if isinstance(value, str) and value == formula:
        return f"'{value}" if value.startswith("=") else value
    if isinstance(formula, str) and formula.startswith("="):
        return formula
    if isinstance(value, bool | float):
        return value
    return f"={formula}" if isinstance(value, int) else formula or None  # an error


def _handed(cell: object, *, formulas: bool) -> object:
    """Return a cell as any host takes it; of None pywin32 makes a Null, no blank."""
    if cell is None or cell != cell:  # noqa: PLR0124  not a number
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith("=") and not formulas else cell
    return cell if isinstance(cell, bool | date) else float(cell)  # type: ignore[arg-type]


def _would_be_read(cell: object) -> bool:
    """Return whether Excel would read a text as something else; formulas are meant.

    >>> [_would_be_read(text) for text in ("2021年3月10日", "007", "'=1", "鹿城区", "=1")]
    [True, True, True, False, False]
    """
    if not isinstance(cell, str) or cell.startswith("="):
        return False
    return _TYPED.fullmatch(cell) is not None and cell.strip() != ""


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'=") else text


def _text_rows(formats: Iterator[NumberFormat]) -> set[int]:
    texts = (f for f in formats if f.code == "@")
    return {row for each in texts for row in range(each.row, each.last_row + 1)}
