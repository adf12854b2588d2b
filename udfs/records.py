"""The A3 table out of a range: read once, whichever functions ask for it.

Six functions on a sheet, all on the same range, hand over the same cells six times.
What was made of a range is kept under its content, cell by cell with the types of
the cells, for the last few ranges.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any, TypeVar

import pandas as pd

from udfs.blocks import ERRORS, Block, block
from udfs.cell import Cells, Result
from xl_addin.a3 import A3
from xl_addin.annexes import annex1, annex2, quality, report
from xl_addin.cells import Rows, heading_row
from xl_addin.facts import LABELS, facts, shown
from xl_addin.issues import ERROR
from xl_addin.layout import Field, Sheet
from xl_addin.period import Period
from xl_addin.schema import Context
from xl_addin.settings import Settings
from xl_addin.summary import Checked, check_table, rows_of, unit_totals

RANGES, RESULTS = 4, 64
"""How many ranges are kept, and how many results of each."""

COMPLETE, STATUS = "完整", "是否完整"

_MARKER = A3.heading("unit")
_NUMBER = Field("record_no", A3.heading("record_no"))
_ISSUES = replace(
    report.SHEET,
    fields=tuple(_NUMBER if f.name == "sheet" else f for f in report.SHEET.fields),
)
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
            if len(self.made) >= RESULTS:
                self.made.clear()
            self.made[key] = make()
        return self.made[key]  # type: ignore[no-any-return]

    def checked(self, settings: Settings, today: date | None = None) -> Checked:
        """Return the rows, typed and checked."""
        context = Context(settings, today)
        return self.once(context, lambda: check_table(self.table, context))

    def totals(self, settings: Settings, period: Period) -> pd.DataFrame:
        """Return totals per unit over a period. They do not depend on the day."""
        rows = self.checked(settings).rows
        return self.once(
            (settings, period), lambda: unit_totals(rows, period, settings)
        )


_kept: deque[Records] = deque(maxlen=RANGES)


def records_of(cells: Cells) -> Records:
    """Return the A3 table of a range that holds its headings.

    Raises what `Schema.table` raises.
    """
    given = block(cells)
    types = tuple(map(type, chain.from_iterable(given)))
    for known in _kept:
        # TRUE, 1 and 1.0 are equal to Python, so their types are compared, too.
        if known.types == types and known.cells == given:
            return known
    table = _with_dates(A3.table(plain_cells(given)), types)
    _kept.append(Records(given, types, table))
    return _kept[-1]


def quality_of(
    records: Records, settings: Settings, today: date | None, period: Period
) -> Result:
    """Return 填报质量 of the period, under its headings."""

    def make() -> Result:
        found = records.checked(settings, today)
        rows = rows_of(found.rows, period)
        built = quality.build(rows, found.issues, found.context)
        return printed(quality.SHEET, built)

    return records.once((quality.SHEET.tab, settings, today, period), make)


def issues_of(records: Records, settings: Settings, today: date | None) -> Result:
    """Return every issue under the headings of 校验报告, with the number of its record.

    The number of the record stands in the place of the sheet's name: which sheet it
    is, the user knows, and the row is counted from the top of the range.
    """

    def make() -> Result:
        found = records.checked(settings, today)
        lines = report.build(found.issues, found.rows, settings.in_order(1))
        by_row = found.rows.set_index("row")["record_no"]
        return printed(_ISSUES, lines.assign(record_no=lines["row"].map(by_row)))

    return records.once((_ISSUES.tab, settings, today), make)


def status_of(records: Records, settings: Settings, today: date | None) -> Result:
    """Return a text for each row of the range: what to mend in it, or 完整.

    It is blank above the headings and where a row is.
    """

    def make() -> Result:
        found = records.checked(settings, today)
        wrong = found.issues[found.issues["severity"] == ERROR]
        said = wrong["message"].groupby(wrong["row"]).agg("".join).to_dict()
        texts = dict.fromkeys(found.rows["row"], COMPLETE) | said
        top = heading_row(records.cells, _MARKER) or 1
        lines = [[texts.get(row, "")] for row in range(1, len(records.cells) + 1)]
        lines[top - 1] = [STATUS]
        return lines

    return records.once((STATUS, settings, today), make)


def facts_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return the name and the value of each key figure; lists as the notice has them."""
    totals = records.totals(settings, period)
    first, second = annex1.build(totals, settings), annex2.build(totals, settings)
    found = facts(totals, first, second, settings)
    values = ((label, getattr(found, key)) for key, label in LABELS.items())
    return [
        [label, shown(value) if isinstance(value, list) else value]
        for label, value in values
    ]


def plain_cells(given: Block) -> Rows:
    """Return cells in the types that a reader hands over: errors as their text."""
    return [
        [cell if type(cell) in _PLAIN else _plain(cell) for cell in row]
        for row in given
    ]


def printed(sheet: Sheet, frame: pd.DataFrame) -> Result:
    """Return the lines of a printed table under its headings."""
    headings = ["".join(f.heading.split()) for f in sheet.fields]
    columns = [frame[f.name].astype(object).tolist() for f in sheet.fields]
    return [headings, *map(list, zip(*columns, strict=True))]


_PLAIN = {str, float, bool, type(None)}


def _plain(cell: Any) -> object:  # noqa: ANN401  a cell may hold anything
    if isinstance(
        cell, datetime
    ):  # COM's own kind, with a time zone that means nothing
        return cell.replace(tzinfo=None)
    if isinstance(cell, Decimal):  # a cell with a currency format
        return float(cell)
    return ERRORS.get(cell, cell) if type(cell) is int else cell


def _with_dates(table: pd.DataFrame, types: tuple[type, ...]) -> pd.DataFrame:
    """Return the table with days for numbers where the host hands over no dates."""
    if any(issubclass(kind, date) for kind in set(types)):
        return table
    days = [c.heading for c in A3.columns if c.kind == "date"]
    return table.assign(**{heading: table[heading].map(_day) for heading in days})


def _day(cell: object) -> object:
    if isinstance(cell, float) and 20_000 <= cell < 80_000:
        return datetime(1899, 12, 30) + timedelta(days=int(cell))  # noqa: DTZ001
    return cell
