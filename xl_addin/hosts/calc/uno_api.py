"""LibreOffice's `uno`: found when it is first needed, and its small change.

`uno` belongs to LibreOffice and is rarely installed for the Python that runs us.
"""

# ruff: noqa: ANN401 - what UNO hands out has no types

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from xl_addin.errors import OfficeProblem


class UnoMissing(OfficeProblem):
    """Our Python cannot talk to LibreOffice."""

    def __init__(self) -> None:
        super().__init__(
            "当前 Python 不能与 LibreOffice 通信（缺少 uno 模块）。Debian、Ubuntu、统信、麒麟请安装"
            " python3-uno 和 libreoffice-script-provider-python，并用系统自带的 /usr/bin/python3 安装本程序。"
        )


@cache
def uno() -> Any:
    """Return the module `uno`; `UnoMissing` where there is none."""
    try:
        return importlib.import_module("uno")
    except ImportError as error:
        raise UnoMissing from error


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
