"""A workbook as the person before it has it: every cell, look, size and setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
    order = [sheet.name for sheet in book.sheets]
    found: Snapshot = {("", "state", ""): state, ("", "sheets", ""): order}
    found["", "names", ""] = dict(book.names)
    for sheet in book.sheets:
        found |= _sheet(sheet)
    return found


def changed(before: Snapshot, after: Snapshot) -> dict[tuple[str, str, object], Any]:
    """Return what differs, with what it was and what it is; {} for nothing."""
    if before == after:
        return {}
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


def keep(book: Workbook) -> Callable[[], None]:
    """Return what makes the workbook again what it is now."""
    parts = [(sheet, _parts(sheet)) for sheet in book.sheets]
    active, names, app = book.active, dict(book.names), dict(vars(book.app))
    sheets = list(book.sheets)
    state = {
        name: app[name]
        for name in ("screen", "events", "calculation", "said", "chosen")
    }

    def restore() -> None:
        book.active, book.names, book.sheets = active, dict(names), list(sheets)
        vars(book.app).update(state)
        for sheet, kept in parts:
            sheet.setup.area, sheet.protected = kept["area"], kept["protected"]
            sheet.cells, sheet.merged = dict(kept["cells"]), list(kept["merged"])
            sheet.rows = {at: replace(row) for at, row in kept["rows"].items()}
            sheet.columns = {at: replace(c) for at, c in kept["columns"].items()}

    return restore


def _parts(sheet: Worksheet) -> dict[str, Any]:
    return {
        "area": sheet.setup.area,
        "protected": sheet.protected,
        "cells": dict(sheet.cells),
        "merged": list(sheet.merged),
        "rows": {at: replace(row) for at, row in sheet.rows.items()},
        "columns": {at: replace(column) for at, column in sheet.columns.items()},
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
