"""The tables: which steps are compared, in what order, and what is included."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from benchmarks import checking, counting, formulas, reading
from benchmarks.timing import FEW, MANY, Line, Table, Timed, alone, in_turn
from xl_addin.hosts.office.convert import find_office


class EnginesDisagree(AssertionError):
    """Two engines gave different results, so that their times mean nothing."""


def read_table(book: Path, *, quick: bool) -> Table:
    """Compare the readers, each in a process of its own."""
    slow = 1 if quick else FEW
    steps = {
        "ours: guard and fast reader": (reading.cells_of, MANY),
        "python-calamine alone": (reading.bare, MANY),
        "ours, and the table found in the cells": (reading.ours, MANY),
        "pandas, calamine": (reading.pandas_calamine, MANY),
        "openpyxl, read only": (reading.openpyxl_rows, slow),
        "pandas, openpyxl": (reading.pandas_openpyxl, slow),
    }
    return Table(
        "Reading the workbook",
        "From the file to Python objects, each in a process of its own. Ours "
        "includes every check that the guard makes before the reader may start.",
        tuple(alone(steps, book)),
    )


def check_table(table: pd.DataFrame) -> tuple[Table, pd.DataFrame]:
    """Compare ours with pandera; return the typed rows, too."""
    parsed, read = checking.parse(table), checking.check(table)
    frame = checking.frame_for_pandera(parsed)
    ours = checking.our_cells(read.issues)
    if ours != checking.pandera_cells(checking.check_with_pandera(frame), parsed):
        raise EnginesDisagree("pandera")
    full, parse, pandera = in_turn(
        {
            "ours: raw cells parsed, rules applied, sentences made": (
                lambda: checking.check(table)
            ),
            "of which parsing (no rules)": lambda: checking.parse(table),
            "pandera on columns already typed": (
                lambda: checking.check_with_pandera(frame)
            ),
        }
    )
    rules = Line("of which the rules (difference)", _less(full.timed, parse.timed))
    both = Line("our parsing and pandera's rules", _plus(parse.timed, pandera.timed))
    lines = (full, parse, rules, pandera, both)
    note = (
        f"{checking.RULES} rules; both find the same {len(ours):,} cells (row, column, "
        "rule). Ours starts from raw cells, and its result holds a sentence for each "
        "cell; pandera starts from our typed columns, with lazy=True, and its result "
        "is failure_cases. Cells that do not read or are oddly written are found by "
        "parsing and not counted here."
    )
    return Table("Checking the rows", note, lines), read.rows


def count_table(rows: pd.DataFrame) -> Table:
    """Compare ours with bare engines on rows that each holds in its own way."""
    in_polars, in_duckdb = counting.polars_rows(rows), counting.duckdb_rows(rows)
    ours = counting.plain(*counting.ours(rows))
    for engine, result in (
        ("polars", counting.with_polars(in_polars)),
        ("DuckDB", counting.with_duckdb(in_duckdb)),
    ):
        if result != ours:
            raise EnginesDisagree(engine)
    lines = in_turn(
        {
            "ours": lambda: counting.ours(rows),
            "polars alone": lambda: counting.with_polars(in_polars),
            "DuckDB alone, SQL": lambda: counting.with_duckdb(in_duckdb),
        }
    )
    note = (
        "Typed rows in memory to the finished lines of both annexes; all numbers are "
        "equal. Bringing the rows into polars or DuckDB is not included. "
    )
    if find_office() is None:
        return Table("Both annexes", f"{note}No LibreOffice here.", tuple(lines))
    bare, net = _formulas(rows, ours)
    lines.append(Line("formulas in LibreOffice (calculation alone)", net))
    note += (
        "The formulas are SUMIFS, COUNTIFS, ROUND and RANK; loading and saving the "
        f"same workbook without them, {bare:.1f} s, is taken off. Columns that mark "
        "distinct inspections and decisions are written as values."
    )
    return Table("Both annexes", note, tuple(lines))


def _formulas(rows: pd.DataFrame, ours: counting.Annexes) -> tuple[float, Timed]:
    """Return what LibreOffice takes without formulas, and what they add to it."""
    took: dict[bool, list[float]] = {True: [], False: []}
    with TemporaryDirectory() as name:
        folder = Path(name)
        cells = formulas.sheet_rows(rows)
        for asked in took:
            formulas.write(cells, folder / f"{asked}.xlsx", formulas=asked)
        (folder / "out").mkdir()
        for _ in range(FEW):
            for asked, seconds in took.items():
                book = folder / f"{asked}.xlsx"
                took_now, result = formulas.calculated(book, folder / "out")
                seconds.append(took_now)
                if asked and result != ours:
                    raise EnginesDisagree("LibreOffice")
    first, best = took[True][0] - took[False][0], min(took[True]) - min(took[False])
    return min(took[False]), Timed(first, best)


def _less(whole: Timed, part: Timed) -> Timed:
    return Timed(whole.first - part.first, whole.best - part.best)


def _plus(one: Timed, other: Timed) -> Timed:
    return Timed(one.first + other.first, one.best + other.best)
