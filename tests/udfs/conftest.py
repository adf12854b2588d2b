"""Functions called as xlwings' server for Excel calls them, without an Excel."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlwings as xw
from xlwings import conversion, main

import udfs
from udfs import records
from xl_addin.hosts.calc.engine import ENGINE

Call = Callable[..., Any]

MISSING = -2147352572
"""What COM hands over for an argument that is left out."""


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let xlwings find an engine under the name that it asks for."""
    monkeypatch.setitem(xw.engines.engines_by_name, "excel", main.Engine(impl=ENGINE))


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    records.kept.clear()
    yield
    records.kept.clear()


@pytest.fixture(scope="session")
def call() -> Call:
    """Return `call("NAME", …)`: the rows of cells that the host is given back.

    Arguments are taken and the result is given through xlwings' own converters, as
    `xlwings.udfs.call_udf` does it. Lists of rows become what COM makes of a range.
    """

    def call(name: str, *arguments: Any) -> Any:
        function = getattr(udfs, name)
        declared = function.__xlfunc__
        given = [
            about["optional"]
            if value == MISSING
            else conversion.read(None, _com(value), about["options"])
            for value, about in zip(arguments, declared["args"], strict=False)
        ]
        how = declared["ret"]["options"]
        return [list(line) for line in conversion.write(function(*given), None, how)]

    return call


@pytest.fixture(scope="session")
def cell(call: Call) -> Call:
    """Return `cell("NAME", …)`: the single cell that the host is given back."""

    def cell(name: str, *arguments: Any) -> Any:
        ((only,),) = call(name, *arguments)
        return only

    return cell


def _com(value: Any) -> Any:
    """Return a value as COM hands it over: tuples, floats, moments with a time zone."""
    if isinstance(value, list):
        return tuple(map(_com, value))
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    is_count = type(value) is int and value > -2_000_000_000
    return float(value) if is_count else None if value == "" else value
