"""Worksheet functions, Python's side: from the host's cells to cells for the host."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date, datetime
from hashlib import blake2b

import xlwings as xw
from xlwings import conversion, main

import udfs
from benchmarks.data import Cells
from benchmarks.timing import Table, in_turn
from udfs import records
from udfs.blocks import Block
from xl_addin.hosts.calc.engine import ENGINE

MONTHS = ("2021-01", "2021-02")
CALLS = 1_000

_NUMBERS = """\
{calls:,} rates, in one call on two columns or in as many calls on two cells each. The
host's way to Python comes on top of every call and is not included: that is what a
column at once saves."""
_TABLES = """\
Functions on a range of {rows:,} rows and {columns} columns, {cells:,} cells, as Excel hands them
over: text, floats, moments. Each run has cells of its own, equal to those before but
not the same objects. Before "first", what was kept of the range is cleared. The eight are
those that the workbook itself computes at every entry: A3_ANNEX1, A3_ANNEX2, A3_QUALITY,
A3_FACTS, A3_ISSUES, A3_STATUS, A3_VALUE and A3_LEFT_OUT. The last two lines are what we
do without: a key made of the cells, and xlwings' conversion of arguments
(with our engine for LibreOffice; the one for Excel also goes cell by cell)."""


def tables(rows: Cells) -> list[Table]:
    """Return the time of functions on numbers and of functions on the A3 table."""
    return [_numbers(), _tables(rows)]


def _numbers() -> Table:
    parts = [[float(number)] for number in range(CALLS)]
    wholes = [[float(number + 7)] for number in range(CALLS)]
    cells = [(p, w) for (p,), (w,) in zip(parts, wholes, strict=True)]
    lines = in_turn(
        {
            "one call": lambda: udfs.PENALTY_RATE(parts, wholes),
            f"{CALLS:,} calls": lambda: [udfs.PENALTY_RATE(p, w) for p, w in cells],
            "ranks, one call": lambda: udfs.COMPETITION_RANK(parts),
        }
    )
    note = _NUMBERS.format(calls=CALLS)
    return Table("Worksheet functions on numbers", note, tuple(lines))


def _tables(rows: Cells) -> Table:
    xw.engines.engines_by_name.setdefault("excel", main.Engine(impl=ENGINE))
    one, other = as_excel_hands_over(rows), as_excel_hands_over(rows)
    options = {"ndim": 2, "err_to_str": True}
    steps: dict[str, Callable[[], object]] = {
        "A3_ANNEX1, first": lambda: _first(lambda: udfs.A3_ANNEX1(one, *MONTHS)),
        "all eight, first": lambda: _first(lambda: eight(one)),
        "A3_ANNEX1, again": lambda: udfs.A3_ANNEX1(other, *MONTHS),
        "A3_STATUS, again": lambda: udfs.A3_STATUS(other),
        "all eight, again": lambda: eight(other),
        "of which the cells recognised, once": lambda: records.records_of(other),
        "pickled and hashed": lambda: blake2b(pickle.dumps(one, 5)).digest(),
        "converted by xlwings": lambda: conversion.read(None, one, options),  # type: ignore[no-untyped-call]
    }
    lines = in_turn(steps)
    records.kept.clear()
    width = len(rows[0])
    note = _TABLES.format(rows=len(rows) - 1, columns=width, cells=len(rows) * width)
    return Table("Worksheet functions on the A3 table", note, tuple(lines))


def eight(cells: Block) -> list[object]:
    """Return what the eight functions give that the workbook has on its A3."""
    return [
        udfs.A3_ANNEX1(cells, *MONTHS),
        udfs.A3_ANNEX2(cells, *MONTHS),
        udfs.A3_QUALITY(cells, *MONTHS),
        udfs.A3_FACTS(cells, *MONTHS),
        udfs.A3_ISSUES(cells),
        udfs.A3_STATUS(cells),
        udfs.A3_VALUE(cells, "全市", "检查处罚率", *MONTHS),
        udfs.A3_LEFT_OUT(cells, *MONTHS),
    ]


def as_excel_hands_over(rows: Cells) -> Block:
    """Return the same cells as other objects: tuples of text, floats and moments."""
    return tuple(tuple(map(_cell, row)) for row in rows)


def _first(ask: Callable[[], object]) -> object:
    records.kept.clear()
    return ask()


def _cell(cell: object) -> object:
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001  a day in a cell
    if isinstance(cell, str):
        return f"{cell} "[:-1] or None
    return cell + 0.0 if isinstance(cell, float) else cell
