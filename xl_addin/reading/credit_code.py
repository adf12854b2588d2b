"""Unified social credit codes (统一社会信用代码), by GB 32100-2015.

Eighteen characters; the last one is computed from the seventeen before it.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z: too like 1, 0, 5, U, 2
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
# Indexed by code point. NaN survives the weighted sum, so one foreign character
# makes the whole code invalid without a second look.
_TABLE = np.full(128, np.nan, dtype=np.float32)
_TABLE[[ord(character) for character in ALPHABET]] = range(len(ALPHABET))
# The check character completes the sum to a multiple of 31: its weight is 1.
_ALL_WEIGHTS = np.array([*WEIGHTS, 1], dtype=np.float32)


def check_character(first17: str) -> str:
    """Return the check character of GB 32100-2015 for the first 17 characters.

    Raises `ValueError` unless there are 17 characters of the standard's alphabet.

    >>> check_character("91350100M000100Y4")
    '3'
    """
    if len(first17) != LENGTH - 1 or not set(first17) <= _VALUES.keys():
        message = f"not 17 characters of GB 32100-2015: {first17!r}"
        raise ValueError(message)
    total = sum(_VALUES[c] * w for c, w in zip(first17, WEIGHTS, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def is_valid(code: str) -> bool:
    """Tell whether a code has 18 characters and ends in the right one.

    Small letters, blanks and full-width characters make it invalid: mend the
    cell before asking.

    >>> is_valid("91350100M000100Y43"), is_valid("91350100M000100Y44")
    (True, False)
    """
    try:
        return check_character(code[:-1]) == code[-1:]
    except ValueError:
        return False


def are_valid(codes: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell for a whole column which codes are valid; blanks are not.

    >>> are_valid(np.array(["91350100M000100Y43", None], dtype=object)).tolist()
    [True, False]
    """
    # One place too many, so that a longer text is seen and not cut to size.
    texts = np.ascontiguousarray(codes, dtype=f"U{LENGTH + 1}")
    points = texts.view(np.uint32).reshape(-1, LENGTH + 1)
    totals = _TABLE.take(points[:, :LENGTH], mode="clip") @ _ALL_WEIGHTS
    valid: NDArray[np.bool_] = (totals % len(ALPHABET) == 0) & (points[:, LENGTH] == 0)
    return valid
