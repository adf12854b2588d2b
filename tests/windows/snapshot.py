"""A workbook as the person before it has it: every cell, look, size and setting."""

from __future__ import annotations

from typing import Any

from tests.windows.excel.workbook import Workbook
from tests.windows.excel.worksheet import Worksheet

Snapshot = dict[tuple[str, str, object], Any]


def taken(book: Workbook) -> Snapshot:
    """Return everything that could change, by sheet, kind and place.

    A row's height is what shows: whether it was set, or follows its text, is not told,
    and one as low as any is none.
    """
    app = book.app
    state = (app.screen, app.events, app.calculation, app.said, app.alerts)
    found: Snapshot = {("", "state", ""): state, ("", "names", ""): dict(book.names)}
    for sheet in book.sheets:
        found |= _sheet(sheet)
    return found


def changed(before: Snapshot, after: Snapshot) -> dict[tuple[str, str, object], Any]:
    """Return what differs, with what it was and what it is; {} for nothing."""
    places = sorted(before.keys() | after.keys(), key=str)
    both = ((place, before.get(place), after.get(place)) for place in places)
    return {place: (was, now) for place, was, now in both if was != now}


def cells(book: Workbook, tab: str) -> dict[tuple[int, int], object]:
    """Return what is in the cells of a sheet, by row and column; of a link its text."""
    kept = {at: c for at, c in book.sheet(tab).cells.items() if not c.blank}
    return {
        at: cell.value if "HYPERLINK" in cell.formula else cell.formula or cell.value
        for at, cell in kept.items()
    }


def _sheet(sheet: Worksheet) -> Snapshot:
    name = sheet.name
    found: Snapshot = {
        (name, "set-up", ""): (
            sheet.visible,
            sheet.protected,
            sheet.setup.area,
            sorted(sheet.merged),
        )
    }
    found |= {(name, "cell", place): cell for place, cell in sheet.cells.items()}
    found |= {(name, "width", at): (sheet.width(at), c.format) for at, c in sheet.columns.items()}  # fmt: skip
    rows = {row for row, _ in sheet.cells} | set(sheet.rows)
    heights = {(name, "height", at): sheet.height(at) for at in rows}
    return found | {at: points for at, points in heights.items() if points != sheet.low}
