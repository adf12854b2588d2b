"""A workbook from plain data: what `tests.windows.dump` makes of a file, as JSON holds it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.windows.excel.application import Application
from tests.windows.excel.cells import Cell, Format
from tests.windows.excel.entry import Error
from tests.windows.excel.workbook import Workbook
from tests.windows.excel.worksheet import Column, Row, Worksheet


def load(app: Application, data: Mapping[str, Any], path: str) -> Workbook:
    """Open a workbook that was dumped, and bring it to the front."""
    book = Workbook(app, path)
    looks = [_format(look) for look in data["formats"]]
    book.sheets = [_sheet(book, sheet, looks) for sheet in data["sheets"]]
    book.names = {
        name: (tab, tuple(area)) for name, (tab, area) in data["names"].items()
    }
    book.active = next(sheet for sheet in book.sheets if sheet.visible == -1)
    app.books.append(book)
    app.front = book
    return book


def _sheet(book: Workbook, data: Mapping[str, Any], looks: list[Format]) -> Worksheet:
    sheet = Worksheet(book, data["name"], data["code"], data["visible"])
    sheet.low, sheet.protected, sheet.plain = data["low"], data["protected"], looks[0]
    sheet.setup.area = data["print_area"]
    sheet.merged = [tuple(area) for area in data["merged"]]
    sheet.rows = {at: Row(height, hidden) for at, height, hidden in data["rows"]}
    sheet.columns = {
        at: Column(width, hidden, looks[look])
        for at, width, hidden, look in data["columns"]
    }
    for row, column, value, formula, prefix, look in data["cells"]:
        known = Error(value["error"]) if isinstance(value, dict) else value
        sheet.keep(row, column, Cell(known, formula, prefix, looks[look]))
    return sheet


def _format(data: list[Any]) -> Format:
    *looks, borders = data
    return Format(*looks, tuple((style, weight) for style, weight in borders))
