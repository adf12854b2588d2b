"""An engine for xlwings that drives LibreOffice: the part of xlwings that we use.

    with started(profile) as office:
        app = activate(office)
        book = app.books.open(path)

From there on everything is plain xlwings. What is not used by the product is not
here, and xlwings says NotImplementedError. Where Excel does something of its own
to a value or an address, this engine does the same, so that code which is right
here is right there.
"""

# ruff: noqa: ANN401 - cells hold anything; xlwings documents the members

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
import xlwings as xw
from xlwings import base_classes, main

from xl_addin.hosts.calc.app import App
from xl_addin.hosts.calc.link import Office
from xl_addin.hosts.calc.values import CellError

NAME = "libreoffice"
_PARTS = ("year", "month", "day", "hour", "minute", "second", "microsecond")


class Apps(base_classes.Apps):
    """The LibreOffice that we are connected to: one at a time."""

    def __init__(self) -> None:
        self.running: dict[int, App] = {}

    def __iter__(self) -> Iterator[App]:
        return iter(list(self.running.values()))


class Engine:
    """What xlwings asks of an engine: its apps, and values made ready both ways."""

    name = NAME
    type: Literal["desktop"] = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Mapping[str, object]) -> Any:
        """Return a value as the range takes it: none of numpy's or pandas' own."""
        if pd.isna(value):
            return ""
        if isinstance(value, np.datetime64):
            return pd.Timestamp(value)
        return value.item() if isinstance(value, np.generic) else value

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,  # noqa: FBT001 - xlwings passes it so
    ) -> list[list[object]]:
        """Return what was read in the types that the caller asked for."""

        def clean(value: object) -> object:
            if value is None or value == "":
                return empty_as
            if isinstance(value, CellError):
                return str(value) if err_to_str else None
            if isinstance(value, dt.datetime):
                parts = {name: getattr(value, name) for name in _PARTS}
                return datetime_builder(**parts, tzinfo=None)
            if number_builder and type(value) is float:
                return number_builder(value)
            return value

        return [[clean(value) for value in row] for row in data]


ENGINE = Engine()


def activate(office: Office) -> xw.App:
    """Make xlwings drive this LibreOffice, and return its app.

    The engine answers to the name "excel" too, where Excel itself is not: xlwings
    asks for that name when it converts the arguments of a worksheet function.
    """
    if NAME not in xw.engines.engines_by_name:
        xw.engines.add(main.Engine(impl=ENGINE))
    engine = xw.engines[NAME]
    xw.engines.engines_by_name.setdefault("excel", engine)
    engine.activate()
    if office.pid not in ENGINE.apps.running:
        ENGINE.apps.running[office.pid] = App(ENGINE, office)
    return xw.App(impl=ENGINE.apps.running[office.pid])


def release(office: Office) -> None:
    """Forget this LibreOffice, which has ended or is about to."""
    ENGINE.apps.running.pop(office.pid, None)
