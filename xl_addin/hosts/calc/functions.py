"""Worksheet functions in LibreOffice: what xlwings' server does for Excel."""

# ruff: noqa: ANN401 - arguments and results of functions are anything

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Sequence
from typing import Any

from xlwings import conversion

from xl_addin.hosts.calc.place import Box
from xl_addin.hosts.calc.uno_api import struct
from xl_addin.hosts.calc.values import ERROR_NUMBERS, error_number, moment, serial

_ERRORS = 4  # com.sun.star.sheet.FormulaResult
_AS_THEY_ARE = {str, float, bool, type(None)}


def call(module: str, name: str, arguments: Sequence[Any]) -> Any:
    """Return the result of a function of `module`, as a cell or a block of cells."""
    function = getattr(importlib.import_module(module), name)
    declared = function.__xlfunc__
    given = [
        _argument(value, declared["args"][min(at, len(declared["args"]) - 1)])
        for at, value in enumerate(arguments)
    ]
    how = {k: v for k, v in declared["ret"]["options"].items() if k != "expand"}
    lines: Any = conversion.write(function(*given), None, how)  # type: ignore[no-untyped-call]
    cells = tuple(tuple(map(_cell, line)) for line in lines)
    if len(cells) == 1 and len(cells[0]) == 1:
        return cells[0][0]
    return struct("script.ArrayWrapper", IsZeroIndex=True, Array=cells)


def _argument(value: Any, declared: dict[str, Any]) -> Any:
    """Return an argument as Excel's server would: a range comes as its values."""
    if value is None and "optional" in declared:
        return declared["optional"]
    value = _plain(_of_range(value) if hasattr(value, "CellRange") else value)
    return conversion.read(None, value, declared["options"])  # type: ignore[no-untyped-call]


def _of_range(range_: Any) -> Any:
    """Return the values of VBA's Range, its error values as Excel hands them over."""
    value = _unwrapped(range_.Value)
    errors = range_.CellRange.queryFormulaCells(_ERRORS).RangeAddresses
    if not errors:
        return value
    block = [list(line) for line in value] if isinstance(value, tuple) else [[value]]
    own = range_.CellRange.RangeAddress
    for address in errors:
        for row, column in Box.of(address).cells():
            at = row - own.StartRow, column - own.StartColumn
            cell = range_.CellRange.getCellByPosition(at[1], at[0])
            block[at[0]][at[1]] = error_number(cell.getError())
    return block if isinstance(value, tuple) else block[0][0]


def _plain(value: Any) -> Any:
    """Return cells in the types that Excel gives: lists of floats, text, dates."""
    if type(value) in _AS_THEY_ARE:  # nearly all cells
        return value
    value = _unwrapped(value)
    if isinstance(value, list | tuple):
        return [_plain(line) for line in value]
    if getattr(value, "typeName", "").endswith("oleautomation.Date"):
        return moment(value.Value)
    is_count = type(value) is int and value not in ERROR_NUMBERS.values()
    return float(value) if is_count else value


def _unwrapped(value: Any) -> Any:
    return getattr(value, "Array", value)  # com.sun.star.script.ArrayWrapper


def _cell(value: Any) -> str | float | bool:
    if isinstance(value, dt.date):
        return serial(value)
    return "" if value is None else value
