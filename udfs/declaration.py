"""What xlwings' server is told of a worksheet function, and the workbook with it.

xlwings has decorators that write this down. They stand beside its server, which
needs pywin32, and to import xlwings on Windows is to let it end programs called
EXCEL.EXE when Python ends. So it is written down here, in the server's own words,
and whoever only builds a workbook needs no xlwings.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

CATEGORY = "执法统计"

Declared = dict[str, Any]


def declared(
    function: Callable[..., Any],
    about: str,
    arguments: Mapping[str, str],
    reader: object,
) -> Declared:
    """Return what goes under `__xlfunc__`; `reader` reads what an argument holds."""
    parameters = inspect.signature(function).parameters
    args = [
        _argument(at, parameter, arguments[name], reader)
        for at, (name, parameter) in enumerate(parameters.items())
    ]
    return {
        "name": function.__name__,
        "sub": False,
        "args": args,
        "argmap": {argument["name"]: argument for argument in args},
        "ret": {"doc": about, "options": {"convert": "raw"}},
        "category": CATEGORY,
        "call_in_wizard": True,
        "volatile": False,
        "async_mode": None,
    }


def _argument(
    at: int, parameter: inspect.Parameter, about: str, reader: object
) -> Declared:
    found = {
        "name": parameter.name,
        "pos": at,
        "vba": None,
        "doc": about,
        "vararg": False,
        "options": {"convert": reader},
    }
    if parameter.default is not inspect.Parameter.empty:
        found["optional"] = parameter.default
    return found
