"""LibreOffice's `uno`: found when it is first needed, and its small change."""

# ruff: noqa: ANN401 - what UNO hands out has no types

from __future__ import annotations

import builtins
import importlib
import sys
from functools import cache
from typing import Any

from xl_addin.hosts.calc.interpreter import UnoMissing, lends_uno


@cache
def uno() -> Any:
    """Return the module `uno`; `UnoMissing` where there is none.

    It belongs to LibreOffice's own Python. Ours borrows it from there, if both
    are of one version. The module puts an import function of its own in the place
    of Python's; we have no use for that, so it does not stay.
    """
    before = builtins.__import__, list(sys.path)
    try:
        return importlib.import_module("uno")
    except ImportError:
        sys.path.append(str(lends_uno()))
        return importlib.import_module("uno")
    finally:
        builtins.__import__, sys.path[:] = before


def struct(name: str, **fields: Any) -> Any:
    """Return a UNO struct, such as table.CellRangeAddress, with these fields."""
    made = uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def choice(name: str, value: str) -> Any:
    """Return the value of a UNO enumeration, such as table.CellHoriJustify."""
    return uno().Enum(f"com.sun.star.{name}", value)


def properties(**values: Any) -> tuple[Any, ...]:
    """Return named values as LibreOffice takes them."""
    return tuple(
        struct("beans.PropertyValue", Name=name, Value=value)
        for name, value in values.items()
    )


__all__ = ["UnoMissing", "choice", "properties", "struct", "uno"]
