"""The boundary of every worksheet function: what comes out of cells and goes into them.

Arguments come as the host has them, without xlwings' conversion, and through the one
door for cells. Results go back as lists of rows that hold nothing but text, numbers
and truth values: of a tuple pywin32 would hand over the first row, for it takes the
others for results by reference.

An expected error is one sentence in the cell; any other goes to the log with its
trace, and the cell shows a short code.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ParamSpec

import numpy as np
import pandas as pd

from udfs.declaration import declared
from xl_addin.errors import AddinError
from xl_addin.figures.indicators import name_list
from xl_addin.hosts.live import journal
from xl_addin.hosts.live.delivery import values_of
from xl_addin.hosts.live.link import spare_others
from xl_addin.reading.cells import delivered

spare_others()  # the server has imported xlwings

LONGEST = 255
"""Excel shows #VALUE! for a longer text out of a function, and cuts longer help."""

Cells = Any
"""An argument as it came through the door: rows of cells, or None for none."""
TABLE = "records"
"""The argument that is a whole A3 table: `records_of` lets it in, once for all."""
Lines = tuple[tuple[object, ...], ...]
"""Rows of cells. Nobody can change them, so they may be kept."""
Given = list[list[object]]
"""Rows of cells for the host: a copy, to do with as it likes."""
Asked = ParamSpec("Asked")


@dataclass(frozen=True)
class Finished:
    """Rows of cells that any host takes as they are: made once, given many times."""

    lines: Lines


Result = Finished | Sequence[Sequence[object]] | str | float | None
"""What a function gives: rows of cells, or one cell; None is a blank."""


def worksheet_function(
    about: str, **arguments: str
) -> Callable[[Callable[Asked, Result]], Callable[Asked, Given]]:
    """Make a function one that cells can call, with its help for the function wizard.

    `about` and the description of each argument are Chinese, without line breaks
    and no longer than `LONGEST`.
    """

    def of(function: Callable[Asked, Result]) -> Callable[Asked, Given]:
        names = tuple(inspect.signature(function).parameters)

        @functools.wraps(function)
        def safe(*given: Asked.args, **named: Asked.kwargs) -> Given:
            asked = dict(zip(names, given, strict=False)) | named
            return [list(line) for line in _lines(function, asked)]

        told: Any = safe
        told.__xlfunc__ = declared(function, about, arguments, AsItIs)
        return safe

    return of


class AsItIs:
    """What xlwings asks for an argument: one that nobody has converted."""

    @staticmethod
    def reader(_options: object) -> Callable[[Any], None]:
        """Return what reads the cells of an argument that is a range."""
        return _read


def _read(argument: Any) -> None:  # noqa: ANN401  xlwings' own
    if argument.range is not None:
        argument.value = values_of(argument.range)


def _lines(function: Callable[..., Result], asked: dict[str, Cells]) -> Lines:
    try:
        return as_cells(function(**{k: _let_in(k, v) for k, v in asked.items()}))
    except AddinError as error:
        return ((said(error),),)
    except Exception as error:  # noqa: BLE001  the boundary: a bug is a text in the cell
        return ((_bug(function.__name__, error),),)


def _let_in(name: str, argument: Cells) -> Cells:
    if argument is None or name == TABLE:
        return argument
    return delivered(argument)


def said(error: AddinError) -> str:
    """Return an expected error as the cell shows it."""
    return _fitting(f"#{error}".rstrip("。"))


def listed(names: Sequence[str]) -> str:
    """Return names as the notice lists them: 甲、乙和丙.

    Of more than a cell holds come the first, and how many there are: 甲、乙等99个单位.
    """
    whole, ending = name_list(names), f"等{len(names)}个单位"
    if len(whole) <= LONGEST:
        return whole
    room = LONGEST - len(ending)
    return "、".join(names)[: room + 1].rpartition("、")[0] + ending


def as_cells(result: Result) -> Lines:
    """Return a result as rows of cells that any host takes.

    >>> as_cells(None), as_cells([["甲", np.int64(1)], [None, float("nan")]])
    ((('',),), (('甲', 1), ('', '')))
    """
    if isinstance(result, Finished):
        return result.lines
    if result is None or isinstance(result, str | float | int):
        return ((_cell(result),),)
    return tuple([tuple([_cell(value) for value in row]) for row in result])


def _cell(value: Any) -> object:  # noqa: ANN401  a cell may hold anything
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return _fitting(value)
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    return "" if value != value else value  # noqa: PLR0124  not a number


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _bug(name: str, error: Exception) -> str:
    """Log a bug and return what the cell shows of it."""
    code = journal.bug(name, error)
    return f"#计算出错（代码{code}），详情见日志"
