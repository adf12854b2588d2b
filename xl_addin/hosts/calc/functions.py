"""Worksheet functions in LibreOffice: what xlwings' server does for Excel."""

# ruff: noqa: ANN401 - arguments and results of functions are anything

from __future__ import annotations

import datetime as dt
import importlib
import sys
from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

import xlwings as xw
from xlwings import conversion

from xl_addin.hosts.calc.uno_api import struct
from xl_addin.hosts.calc.values import serial


def call(module: str, name: str, arguments: Sequence[Any]) -> Any:
    """Return the result of a function of `module`, as a cell or a block of cells."""
    use_real_decorators()
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


@cache
def use_real_decorators() -> None:
    """Make xlwings' decorators do their work on a system that is not Windows.

    They stand beside the server for Excel, which needs pywin32 when it is
    imported, though not for this: empty modules will do.
    """
    for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
        sys.modules.setdefault(name, ModuleType(name))
    pythoncom: Any = sys.modules["pythoncom"]
    pythoncom.CoInitialize = lambda: None
    client: Any = sys.modules["win32com.client"]
    client.Dispatch = None
    udfs = importlib.import_module("xlwings.udfs")
    xw.func, xw.arg, xw.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret


def _argument(value: Any, declared: dict[str, Any]) -> Any:
    """Return an argument as the function wants it; a range comes as its values."""
    if value is None and "optional" in declared:
        return declared["optional"]
    value = getattr(value, "Value", value)  # VBA's Range
    value = getattr(value, "Array", value)  # com.sun.star.script.ArrayWrapper
    if isinstance(value, tuple):
        value = [list(line) for line in value]
    return conversion.read(None, value, declared["options"])  # type: ignore[no-untyped-call]


def _cell(value: Any) -> str | float | bool:
    if isinstance(value, dt.date):
        return serial(value)
    return "" if value is None else value
