"""The worksheet functions: every one through xlwings' DLL, as its VBA wrapper calls it.

What they give is compared with the notice, with sums done by hand, or with what the
same function gives on Linux.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import udfs
from tests.windows.excel.workbook import Workbook
from wine.proof import Proof, proof

AS_ON_LINUX = object()
OMITTED = {"omitted": True}
NOT_AVAILABLE, SPILL = -2146826246, -2146826243
"""#N/A and #SPILL! as Excel hands them over."""
MONTHS = ("2021-01", "2021-02")


@dataclass(frozen=True)
class Asked:
    """A function with its arguments, and what it must give."""

    function: str
    arguments: tuple[Any, ...]
    gives: Any = AS_ON_LINUX


def asked(book: Workbook) -> list[Asked]:
    """Return what is asked of a workbook that holds the example."""
    rows, settings = _whole(book, "A3"), _whole(book, "参数")
    return [*_tables(rows, settings), *_rates(), *_ranks(), *_names(), *_refusals(rows)]


def _tables(rows: Any, settings: Any) -> Iterator[Asked]:
    """Yield the tables of A3; figures of the notice where a cell holds one."""
    period = (rows, *MONTHS, settings, OMITTED)
    for name in ("A3_ANNEX1", "A3_ANNEX2", "A3_QUALITY", "A3_FACTS", "A3_LEFT_OUT"):
        yield Asked(name, period)
    today = {"day": "2021-03-05"}
    yield Asked("A3_ISSUES", (rows, settings, today))
    yield Asked("A3_STATUS", (rows, settings, today))
    yield Asked(
        "A3_VALUE", (rows, "全市", "罚款总数", *MONTHS, settings, OMITTED), 299.74
    )
    yield Asked(
        "A3_VALUE", (rows, "全市", "检查处罚率", *MONTHS, settings, OMITTED), 35.08
    )
    yield Asked("A3_ANNEX1", (rows, 44197.0, {"day": "2021-02-01"}, OMITTED, OMITTED))


def _rates() -> Iterator[Asked]:
    column = [[8.0], [None], [{"amount": "3.5"}], ["无"]]
    yield Asked("PENALTY_RATE", (8.0, 21.0), 38.1)
    yield Asked("PENALTY_RATE", (87.0, 248.0), 35.08)
    yield Asked(
        "PENALTY_RATE",
        ([[8.0], [1.0], [None]], [[21.0], [3.0], [5.0]]),
        [[38.1], [33.33], [""]],
    )
    yield Asked("PENALTY_RATE", (column, 21.0))
    yield Asked("NONACC_SHARE", (1.0, 8.0), 12.5)
    yield Asked("COLLECTION_RATE", (1.0, 3.0), 33.33)
    yield Asked("RECTIFY_RATE", ([[1.0, 2.0]], [[2.0, 2.0]]), [50, 100])
    yield Asked("CHANGE_RATE", (3.0, 4.0), -25)
    yield Asked("SHARE_OF_TOTAL", ([[1.0], [3.0]],), [[25], [75]])
    yield Asked("WAN", ({"amount": "51000"},), 5.1)
    yield Asked("WAN", ([[{"amount": "51000"}], [None]],), [[5.1], [""]])


def _ranks() -> Iterator[Asked]:
    scores = [[3.0], [7.0], [None], [3.0], [1.0]]
    names = [["鹿城区"], ["龙湾区"], ["㐂𠮷区"]]
    yield Asked("COMPETITION_RANK", (scores, OMITTED), [[2], [1], [""], [2], [4]])
    yield Asked("RANK_IN", (3.0, scores, 1.0), 2)
    yield Asked("TOP_UNITS", (names, [[1.0], [5.0], [3.0]], 2.0), "龙湾区和㐂𠮷区")
    yield Asked(
        "UNITS_BELOW", (names, [[10.0], [50.0], [15.0]], 20.0), "鹿城区和㐂𠮷区"
    )
    yield Asked("JOIN_UNITS", (names,), "鹿城区、龙湾区和㐂𠮷区")


def _names() -> Iterator[Asked]:
    yield Asked("UNIT_NAME", ("经开区", OMITTED), "浙南产业集聚区")
    yield Asked("MONTH_TITLE", MONTHS, "2021年1-2月")
    yield Asked("CREDIT_CODE_STATUS", ([["91330300MA2H0UKE4A"], ["1"]],))


def _refusals(rows: Any) -> Iterator[Asked]:
    """Yield what cannot be computed: each gives a sentence in its cell."""
    yield Asked("PENALTY_RATE", (NOT_AVAILABLE, 21.0))
    yield Asked("PENALTY_RATE", ([[SPILL], [1.0]], 4.0))
    yield Asked("PENALTY_RATE", (True, 2.0))
    yield Asked("A3_ANNEX1", (rows, "2021-13", "2021-02", OMITTED, OMITTED))
    yield Asked("A3_ANNEX1", ([["乱"]], *MONTHS, OMITTED, OMITTED))


def steps(wanted: Sequence[Asked]) -> list[dict[str, Any]]:
    """Return the steps of a session that ask for these."""
    return [
        {"do": "call", "function": one.function, "arguments": list(one.arguments)}
        for one in wanted
    ]


def proofs(
    wanted: Sequence[Asked], answers: Sequence[Any], book: Workbook
) -> Iterator[Proof]:
    """Compare the answers."""
    missing = sorted(set(udfs.__all__) - {one.function for one in wanted})
    yield proof(f"{len(udfs.__all__)} 个函数各至少算了一次", missing)
    pairs = list(zip(wanted, answers, strict=True))
    known = [pair for pair in pairs if pair[0].gives is not AS_ON_LINUX]
    yield proof(
        f"{len(known)} 个结果与通报和手算的相同",
        [
            f"{one.function}: 得到 {got!r}，应为 {one.gives!r}"
            for one, got in known
            if got != one.gives
        ],
    )
    rest = [
        (one, got, on_linux(one, book))
        for one, got in pairs
        if one.gives is AS_ON_LINUX
    ]
    yield proof(
        f"{len(rest)} 个结果（整张表、区域、错误值）与 Linux 的相同",
        [
            f"{one.function}: 得到 {got!r:.300}，应为 {here!r:.300}"
            for one, got, here in rest
            if got != here
        ],
    )


def on_linux(one: Asked, book: Workbook) -> Any:
    """Return what a function gives here, in the shape in which xlwings hands it over."""
    given = [_value(argument, book) for argument in one.arguments]
    lines = [list(line) for line in getattr(udfs, one.function)(*given)]
    if len(lines) == 1:
        return lines[0][0] if len(lines[0]) == 1 else lines[0]
    return lines


def _whole(book: Workbook, tab: str) -> dict[str, Any]:
    """Return all of a sheet, as a Range."""
    rows, columns = book.sheet(tab).last_cell()
    return {"cells": [tab, 1, 1, rows, columns]}


def _value(argument: Any, book: Workbook) -> Any:
    """Return an argument as Python has it once it was handed over."""
    if isinstance(argument, list):
        return tuple(_value(one, book) for one in argument)
    if not isinstance(argument, dict):
        return argument
    ((kind, what),) = argument.items()
    if kind == "cells":
        tab, *area = what
        return book.sheet(tab).area(*area).Value
    if kind == "amount":
        return Decimal(what)
    return datetime.fromisoformat(what) if kind == "day" else None
