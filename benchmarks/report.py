"""The tables as text: on the screen and in README.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.machine import describe
from benchmarks.timing import Line, Table

README = Path(__file__).with_name("README.md")

_PAGE = """\
# How fast

Written by `python -m benchmarks --write` on {day}, {rows:,} rows of 33 columns.

Machine: {machine}.

The rows are made from a seed: 13 units, about 35 % penalties, 10 % hazardous goods,
2 to 3 cells in a hundred at fault. All peers run in the same run, in turns.
"First" is the first run, "best" the quickest of several; the ratio is of the best
runs, ours being 1. Peaks of memory are of the whole process.

{tables}

## What we aim for

- Reading: at most 1.5 times the bare reader.
- Checking 100,000 rows: below 0.3 s, and at most half of pandera's time.
- Both annexes from 100,000 typed rows: below 0.1 s.

The figures above say how far we are; they depend on the machine and what else it
does. No test asserts a time.
"""


def text(tables: list[Table]) -> str:
    """Return the tables in Markdown."""
    return "\n\n".join(map(_table, tables))


def write(tables: list[Table], rows: int) -> None:
    """Write README.md beside this file."""
    page = _PAGE.format(
        day=date.today().isoformat(),  # noqa: DTZ011  a day on the calendar here
        rows=rows,
        machine=describe(),
        tables=text(tables),
    )
    README.write_text(page, encoding="utf-8", newline="\n")


def _table(table: Table) -> str:
    head = [
        f"## {table.title}",
        "",
        table.note,
        "",
        "| | first s | best s | ratio | peak MB |",
        "|--|--:|--:|--:|--:|",
    ]
    ours = table.lines[0].timed.best
    return "\n".join([*head, *(_line(line, ours) for line in table.lines)])


def _line(line: Line, ours: float) -> str:
    first, best, memory = line.timed
    peak = "" if memory is None else f"{memory:,.0f}"
    return f"| {line.name} | {first:.3f} | {best:.3f} | {best / ours:.2f} | {peak} |"
