"""Where cells are: areas, addresses, and the pixels of a width."""

import re

ROWS, COLUMNS = 1_048_576, 16_384
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


def letters(column: int) -> str:
    """Return the name of a column.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    named = ""
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(65 + rest) + named
    return named


def numbered(name: str) -> int:
    """Return the number of a column. It undoes `letters`."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter.upper()) - 64
    return number


def in_pixels(characters: float) -> float:
    """Return the width that a column gets: whole pixels, seven to a character."""
    if characters < 1:
        return round(int(characters * 12 + 0.5) / 12, 2)
    return round(int(characters * 7 + 0.5) / 7, 2)


def shared(one: Area, other: Area) -> int:
    """Return how many cells two areas have in common."""
    rows = min(one[2], other[2]) - max(one[0], other[0]) + 1
    columns = min(one[3], other[3]) - max(one[1], other[1]) + 1
    return max(0, rows) * max(0, columns)


def corners(address: str) -> Area | None:
    """Return the area of an address of cells, whole rows or whole columns.

    >>> corners("$A$1:$C$3"), corners("B2"), corners("2:3"), corners("?")
    ((1, 1, 3, 3), (2, 2, 2, 2), (2, 1, 3, 16384), None)
    """
    if whole := re.fullmatch(r"\$?([A-Za-z]+):\$?([A-Za-z]+)", address):
        return 1, numbered(whole[1]), ROWS, numbered(whole[2])
    if whole := re.fullmatch(r"\$?(\d+):\$?(\d+)", address):
        return int(whole[1]), 1, int(whole[2]), COLUMNS
    cells = r"\$?([A-Za-z]+)\$?(\d+)(?::\$?([A-Za-z]+)\$?(\d+))?"
    if not (found := re.fullmatch(cells, address)):
        return None
    first, top, last, bottom = found.groups()
    return int(top), numbered(first), int(bottom or top), numbered(last or first)
