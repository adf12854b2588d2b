"""A workbook file as plain data, for `tests.windows.excel.stored` to load anywhere.

    python -m tests.windows.dump BOOK.xlsm OUT.json

openpyxl reads it, so formulas come with the values that were stored beside them.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from tests.windows.excel.entry import serial
from tests.windows.excel.places import in_pixels

_NAMED = re.compile(r"'?([^'!]+)'?!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
_VISIBLE = {"visible": -1, "hidden": 0, "veryHidden": 2}
_ACROSS = {"left": -4131, "center": -4108, "right": -4152, "justify": -4130, "fill": 5, "centerContinuous": 7, "distributed": -4117}  # fmt: skip
_DOWN = {"top": -4160, "center": -4108, "justify": -4130, "distributed": -4117}
_LINES = {"hair": (1, 1), "thin": (1, 2), "medium": (1, -4138), "thick": (1, 4), "dotted": (-4118, 2), "dashed": (-4115, 2), "double": (-4119, 4)}  # fmt: skip

Looks = dict[tuple[Any, ...], int]


def dump(package: bytes) -> dict[str, Any]:
    """Return the workbook in a file: JSON can hold it. The first format is the plain one."""
    book = openpyxl.load_workbook(io.BytesIO(package), rich_text=False)
    stored = openpyxl.load_workbook(io.BytesIO(package), data_only=True)
    looks: Looks = {}
    plain = book._named_styles["Normal"]  # noqa: SLF001  there is no other way
    _look(plain, looks)  # number 0: of cells nobody dressed
    sheets = [_sheet(sheet, stored[sheet.title], looks) for sheet in book.worksheets]
    return {"sheets": sheets, "formats": list(looks), "names": dict(_names(book))}


def _sheet(sheet: Any, stored: Any, looks: Looks) -> dict[str, Any]:
    area = sheet.print_area
    return {
        "name": sheet.title,
        "code": sheet.sheet_properties.codeName or "",
        "visible": _VISIBLE[sheet.sheet_state],
        "low": sheet.sheet_format.defaultRowHeight,
        "protected": bool(sheet.protection.sheet),
        "print_area": area.rpartition("!")[2] if isinstance(area, str) else "",
        "merged": [_corners(str(merged)) for merged in sheet.merged_cells.ranges],
        "rows": [
            (at, row.height if row.customHeight else None, bool(row.hidden))
            for at, row in sheet.row_dimensions.items()
        ],
        "columns": list(_columns(sheet, looks)),
        "cells": [
            _cell(cell, stored.cell(cell.row, cell.column), looks)
            for line in sheet.iter_rows()
            for cell in line
            if cell.value is not None or cell.has_style
        ],
    }


def _columns(sheet: Any, looks: Looks) -> Iterator[tuple[Any, ...]]:
    for column in sheet.column_dimensions.values():
        width = in_pixels((round(column.width * 7) - 5) / 7)
        for at in range(column.min, column.max + 1):
            yield at, width, bool(column.hidden), _look(column, looks)


def _cell(cell: Any, stored: Any, looks: Looks) -> tuple[Any, ...]:
    typed = getattr(cell.value, "text", cell.value)  # an array formula holds its own
    formula = typed if cell.data_type == "f" else ""
    value = _value(stored.value if formula else typed, stored.data_type)
    return cell.row, cell.column, value, formula, bool(cell.quotePrefix), _look(cell, looks)  # fmt: skip


def _value(value: Any, kind: str) -> Any:
    if isinstance(value, datetime):
        return serial(value)
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute).total_seconds() / 86400
    if kind == "e":
        return {"error": value}
    if isinstance(value, bool) or value is None:
        return value
    return float(value) if isinstance(value, int | float) else str(value)


def _look(styled: Any, looks: Looks) -> int:
    """Return the number of a look; a new one is added."""
    font, align, fill = styled.font, styled.alignment, styled.fill
    color = fill.fgColor.rgb if fill.fill_type == "solid" else None
    sides = (
        getattr(styled.border, side) for side in ("left", "top", "bottom", "right")
    )
    look = (
        styled.number_format,
        font.name,
        float(font.sz),
        bool(font.b),
        _color(color) if isinstance(color, str) else None,
        _ACROSS.get(align.horizontal, 1),
        _DOWN.get(align.vertical, -4107),
        bool(align.wrap_text),
        tuple(_LINES.get(side.style if side else None, (-4142, 2)) for side in sides),
    )
    return looks.setdefault(look, len(looks))


def _color(rgb: str) -> int:
    """Return Excel's number of a colour: blue counts most."""
    red, green, blue = (int(rgb[-6:][at : at + 2], 16) for at in (0, 2, 4))
    return red + green * 256 + blue * 65536


def _names(book: Any) -> Iterator[tuple[str, tuple[str, list[int]]]]:
    """Yield the names that stand for plain cells."""
    for name, defined in book.defined_names.items():
        if found := _NAMED.fullmatch(defined.attr_text or ""):
            yield name, (found[1], _corners(found[2]))


def _corners(address: str) -> list[int]:
    left, top, right, bottom = range_boundaries(address)
    return [top, left, bottom, right]


def main(source: str, out: str) -> None:
    """Dump a file into another."""
    text = json.dumps(dump(Path(source).read_bytes()), ensure_ascii=False)
    Path(out).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
