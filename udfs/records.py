"""The A3 table out of a range: read once, whichever functions ask for it.

Eight functions of a workbook, all on the same range, hand over the same cells eight
times.
What was made of a range is kept under its content, for the last few ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any, TypeVar

import pandas as pd

from udfs.blocks import Block, content
from udfs.cell import Cells
from xl_addin.errors import ArgumentInvalid, HeadingMissing
from xl_addin.month.summary import Checked, Summary, check_table, summarise
from xl_addin.period import Period
from xl_addin.reading.cells import delivered
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings

MOST_CELLS = 8_000_000
"""So many cells are kept, of all ranges: two tables of 100,000 rows.

A range of more cells is not kept at all."""
MOST_RESULTS = 64
"""So many results are kept of each range."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Records:
    """The A3 table of a range, and what was made of it so far."""

    cells: Block
    types: tuple[type, ...]
    table: pd.DataFrame
    made: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes, made only the first time that `key` is asked for."""
        if key not in self.made:
            if len(self.made) >= MOST_RESULTS:
                self.made.clear()
            self.made[key] = make()
        return self.made[key]  # type: ignore[no-any-return]

    def checked(self, settings: Settings, today: date | None = None) -> Checked:
        """Return the rows, typed and checked."""
        context = Context(settings, today)
        return self.once(context, lambda: check_table(self.table, context))

    def totals(self, settings: Settings, period: Period) -> pd.DataFrame:
        """Return totals per unit over a period; they do not depend on the day."""
        return self._check(settings).tally.over(period)

    def summary(self, settings: Settings, period: Period) -> Summary:
        """Return the finished month; all but its quality do not depend on the day."""
        return self.once(
            (Summary, settings, period),
            lambda: summarise(self._check(settings), period),
        )

    def _check(self, settings: Settings) -> Checked:
        """Return whichever check there is: the typed rows are the same in all."""
        checks = (made for made in self.made.values() if isinstance(made, Checked))
        known = (c for c in checks if c.context.settings == settings)
        return next(known, None) or self.checked(settings)


kept: list[Records] = []
"""The ranges read last, the latest at the end."""


def records_of(cells: Cells) -> Records:
    """Return the A3 table of a range that holds its headings.

    Blank rows at its end are none of its content. Raises `ArgumentInvalid` where it
    has no headings, and what `Schema.table` raises.
    """
    given = tuple(map(tuple, content(cells)))  # the caller may change its lists
    types = tuple(map(type, chain.from_iterable(given)))
    found = _known(given, types)
    if found is None and any(map(_is_nan, chain.from_iterable(given))):
        # A blank to us, but equal to no other: it would never be recognised.
        return records_of([[None if _is_nan(c) else c for c in row] for row in given])
    found = found or Records(given, types, _table(given, types))
    if len(types) <= MOST_CELLS:
        kept.append(found)  # the latest, behind all others
    while sum(len(r.types) for r in kept) > MOST_CELLS:
        del kept[0]
    return found


def _known(given: Block, types: tuple[type, ...]) -> Records | None:
    """Take a range of the same content from those that are kept."""
    for at, known in enumerate(kept):
        # TRUE, 1 and 1.0 are equal to Python, so their types are compared, too.
        if known.types == types and known.cells == given:
            return kept.pop(at)
    return None


def _is_nan(cell: object) -> bool:
    return type(cell) is float and cell != cell  # noqa: PLR0124


def _table(given: Block, types: tuple[type, ...]) -> pd.DataFrame:
    try:
        table = A3.table(delivered(given))
    except HeadingMissing:
        raise ArgumentInvalid(
            "A3表", "区域中应有含“填报单位”的标题行，如 A3All"
        ) from None
    if any(issubclass(kind, date) for kind in set(types)):
        return table
    # Cells that other functions put together, such as VSTACK, hold days as numbers.
    days = [c.heading for c in A3.columns if c.kind == "date"]
    return table.assign(**{heading: table[heading].map(_day) for heading in days})


def _day(cell: object) -> object:
    if isinstance(cell, float) and 20_000 <= cell < 80_000:
        return datetime(1899, 12, 30) + timedelta(days=int(cell))  # noqa: DTZ001
    return cell
