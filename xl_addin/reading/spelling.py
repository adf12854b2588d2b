"""How people type: stray blanks, full-width digits, marks that stand for nothing."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from xl_addin.reading.cells import ERRORS, UNKNOWN_ERROR

_WIDE = "".join(chr(c) for c in range(0xFF01, 0xFF5F) if chr(c).isalnum())
_PLAIN: dict[int, int | None] = dict.fromkeys([*range(32), 0x200B, 0xFEFF])
_PLAIN |= {ord(c): ord(c) - 0xFEE0 for c in _WIDE}
_NARROW = str.maketrans("．，－／：", ".,-/:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_STROKES = "/\\／＼-－—–―─~～*＊"
PLACEHOLDERS = frozenset(
    [stroke * times for stroke in _STROKES for times in range(1, 5)]
    + ["无", "暂无", "不适用", "N/A", "n/a", "NULL", "null", "None", "NaN", "nan"]
)
"""What is typed, or exported by a database, where nothing is to be filled in."""

ERROR_TEXTS = frozenset([*ERRORS.values(), UNKNOWN_ERROR])
"""What a cell with an error value shows."""


class Parsed(NamedTuple):
    """One cell's value, and whether it was oddly written."""

    value: Any
    odd: bool


def plain(text: str) -> str:
    r"""Return text without stray blanks, line breaks and full-width digits or letters.

    Full-width brackets and other punctuation are proper Chinese and stay.

    >>> plain(" 示例企业Ａ０１\n")
    '示例企业A01'
    """
    return text.translate(_PLAIN).strip()


def narrow(text: str) -> str:
    r"""Return text as `plain` gives it, with the marks of numbers and dates narrow too.

    A line break or other control character inside stays where it is: what stands on
    both sides of it is not one number.

    >>> narrow(" －１，２３４．５ \n"), narrow("5\n3")
    ('-1,234.5', '5\n3')
    """
    text = text.strip()
    if _CONTROL.search(text):
        return text
    return plain(text).translate(_NARROW)


def is_placeholder(cell: object) -> bool:
    """Tell whether a cell holds nothing but a mark that means: nothing here.

    >>> is_placeholder(" — "), is_placeholder("无证照主体"), is_placeholder(0)
    (True, False, False)
    """
    return isinstance(cell, str) and plain(cell) in PLACEHOLDERS
