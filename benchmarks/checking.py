"""Checking 100,000 rows: ours, and pandera with the same rules on typed columns."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from benchmarks.data import CONTEXT
from benchmarks.pandera_rules import UNREAD, failing
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Read

Cell = tuple[int, str, str]
"""Row of the sheet, heading, code of the rule."""

PARSING = replace(
    A3, rules=(), columns=tuple(replace(c, required=None) for c in A3.columns)
)
"""A3 without any rule: cells are typed, and what did not read or is odd is listed."""

RULES = len(A3.rules) + sum(c.required is not None for c in A3.columns)
"""How many rules are compared: those of whole rows and those of cells to be filled."""


def parse(table: pd.DataFrame) -> Read:
    """Type the raw cells; no rule is applied."""
    return PARSING.read(table, CONTEXT)


def check(table: pd.DataFrame) -> Read:
    """Type the raw cells and apply every rule: what the product does."""
    return A3.read(table, CONTEXT)


def frame_for_pandera(parsed: Read) -> pd.DataFrame:
    """Return the typed rows with the flags that tell garbled cells from blank ones."""
    unread = _unreadable(parsed.issues)
    flags = {
        f"unread_{key}": [
            (row, A3.heading(key)) in unread for row in parsed.rows["row"]
        ]
        for key in UNREAD
    }
    return parsed.rows.assign(**flags)


def check_with_pandera(frame: pd.DataFrame) -> pd.DataFrame:
    """Apply the same rules with pandera to typed rows."""
    return failing(frame, CONTEXT)


def our_cells(found: pd.DataFrame) -> set[Cell]:
    """Return what breaks a rule, without what parsing alone finds."""
    rules = found[~found["rule"].map(_is_of_parsing)]
    return set(zip(rules["row"], rules["column"], rules["rule"], strict=True))


def pandera_cells(failures: pd.DataFrame, parsed: Read) -> set[Cell]:
    """Return pandera's failures likewise.

    To pandera a garbled cell is missing. That it is not blank was said when it
    was parsed, so this is left out.
    """
    codes = {c.key: f"A3-1{n:02}" for n, c in enumerate(A3.columns, start=1)}
    unread = _unreadable(parsed.issues)
    found: set[Cell] = set()
    for key, check, row in failures[["column", "check", "index"]].to_numpy():
        code = codes[key] if check == "not_nullable" else check
        missing = code.startswith("A3-1")
        if not (missing and (row, A3.heading(key)) in unread):
            found.add((row, A3.heading(key), code))
    return found


def _unreadable(issues: pd.DataFrame) -> set[tuple[int, str]]:
    some = issues[issues["rule"].map(lambda code: code in _UNREADABLE)]
    return set(zip(some["row"], some["column"], strict=True))


def _is_of_parsing(code: str) -> bool:
    return code in _UNREADABLE or code.startswith("A3-3")


_UNREADABLE = {f"A3-2{n:02}" for n in range(1, len(A3.columns) + 1)}
"""Codes of unreadable cells; A3-206 is text, which always reads, and is a rule."""
_UNREADABLE -= {f"A3-2{n:02}" for n, c in enumerate(A3.columns, 1) if c.kind == "text"}
