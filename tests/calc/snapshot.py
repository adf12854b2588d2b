"""A workbook as the person before it has it: read by LibreOffice's own Python.

The tests copy this file to where macros find it; it needs nothing of ours.
"""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

ROWS, COLUMNS = 64, 16
LOOKS = ("CellBackColor", "CharFontName", "CharHeight", "CharWeight", "IsMerged", "IsTextWrapped")  # fmt: skip
UNPRINTED = {"A3", "参数", "监管平台", "函数说明", "使用说明", "xlwings.conf", "试算"}
"""Sheets whose looks no button has to do with; their cells are compared all the same."""


def take(document: Any, path: str) -> None:
    """Write everything that could change, a line for each cell, row and column."""
    found = [line for sheet in document.Sheets for line in _sheet(document, sheet)]
    Path(path).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


def _sheet(document: Any, sheet: Any) -> list[Any]:
    areas = [_corners(area) for area in sheet.PrintAreas]
    widths = [sheet.Columns.getByIndex(at).Width for at in range(COLUMNS)]
    lines = [*_cells(sheet), [sheet.Name, "printed", "", areas]]
    lines.append([sheet.Name, "widths", "", widths])
    for at in range(ROWS):
        row = sheet.Rows.getByIndex(at)
        lines.append([sheet.Name, "height", at + 1, row.Height if row.IsVisible else 0])
    if sheet.Name not in UNPRINTED:
        lines += _looks(document, sheet)
    return lines


def _looks(document: Any, sheet: Any) -> list[Any]:
    """Return the look of each cell; cells of one format are looked at together."""
    block = sheet.getCellRangeByPosition(0, 0, COLUMNS - 1, ROWS - 1)
    lines = []
    for alike in block.getUniqueCellFormatRanges():
        areas = list(alike.RangeAddresses)
        first = sheet.getCellByPosition(areas[0].StartColumn, areas[0].StartRow)
        look = _look(document, first)
        lines += [[sheet.Name, "look", _name(*at), look] for at in _places(areas)]
    return lines


def _places(areas: list[Any]) -> Iterator[tuple[int, int]]:
    for area in areas:
        rows = range(area.StartRow, area.EndRow + 1)
        yield from product(rows, range(area.StartColumn, area.EndColumn + 1))


def _cells(sheet: Any) -> list[Any]:
    """Return each cell that is not blank: what was typed, and whether it is text."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 - UNO takes no keywords
    end = cursor.RangeAddress
    block = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
    both = zip(block.getFormulaArray(), block.getDataArray(), strict=True)
    return [
        [sheet.Name, "cell", _name(row, column), [typed, type(value).__name__]]
        for row, (formulas, values) in enumerate(both)
        for column, (typed, value) in enumerate(zip(formulas, values, strict=True))
        if typed != ""
    ]


def _look(document: Any, cell: Any) -> list[Any]:
    borders = cell.TableBorder2
    code = document.NumberFormats.getByKey(cell.NumberFormat).FormatString
    code = "General" if code == "常规" else code  # one format, in two languages
    sides = (borders.TopLine, borders.BottomLine, borders.LeftLine, borders.RightLine)
    looks = cell.getPropertyValues(tuple(sorted(LOOKS)))
    return [code, *looks, *(side.LineWidth for side in sides)]


def _name(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}" if column < 26 else f"{column + 1}/{row + 1}"


def _corners(area: Any) -> list[int]:
    return [area.StartRow, area.StartColumn, area.EndRow, area.EndColumn]
