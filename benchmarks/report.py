"""The tables as text: on the screen and in README.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.buttons import Buttons, Press
from benchmarks.inside import FILES, KEEP, LOOKS, OURS, READ, WRITE
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
_BUTTONS = """\
From the press of the form button to the closing message, on {rows:,} rows of A3 in the
template, opened in LibreOffice without a window. No Excel was measured: there, each
call crosses to another process, while here Python runs inside of LibreOffice, and
Excel's own work on a cell takes another time than LibreOffice's. Opening the workbook
(a fresh copy for each press), importing the packages and painting are not included;
backup, undo file and the return to automatic calculation are.

Calls are members of our engine (Range, Font, Sheet, App …) that xlwings read, set or
called; what such a member asks of LibreOffice in its turn is not counted. Shares are
of the best press. Ours is Python that touches no cell: rows typed, rules, totals,
annexes, sentences, backup and undo file. Transfer is reading cells, keeping what will
be overwritten, writing, and looks, with what xlwings and the engine do to the values
on the way. The rest is the press, Basic, status bar and calculation."""

_COLUMNS = (
    "first s", "best s", "calls", "ours", "transfer", "reading", "keeping", "writing",
    "looks", "rest", "the longest",
)  # fmt: skip
_SHARES = (
    (OURS, FILES),
    (READ, KEEP, WRITE, LOOKS),
    (READ,),
    (KEEP,),
    (WRITE,),
    (LOOKS,),
)


def text(tables: list[Table], buttons: Buttons) -> str:
    """Return the tables in Markdown."""
    return "\n\n".join([*map(_table, tables), _buttons(buttons)])


def write(tables: list[Table], buttons: Buttons, rows: int) -> None:
    """Write README.md beside this file."""
    page = _PAGE.format(
        day=date.today().isoformat(),  # noqa: DTZ011  a day on the calendar here
        rows=rows,
        machine=describe(),
        tables=text(tables, buttons),
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


def _buttons(buttons: Buttons) -> str:
    head = "## The buttons, pressed in LibreOffice\n\n"
    if buttons.missing:
        return f"{head}Not measured: {buttons.missing}"
    lines = [
        _BUTTONS.format(rows=buttons.rows),
        "",
        f"| | {' | '.join(_COLUMNS)} |",
        f"|--|{'--:|' * (len(_COLUMNS) - 1)}--|",
        *map(_pressed, buttons.presses),
    ]
    return head + "\n".join(lines)


def _pressed(presses: tuple[Press, ...]) -> str:
    best = min(presses, key=lambda press: press.whole)
    shares = [best.share(*names) for names in _SHARES]
    shares.append(1 - shares[0] - shares[1])
    cells = (
        best.caption,
        f"{presses[0].whole:.2f}",
        f"{best.whole:.2f}",
        f"{sum(best.calls.values()):,}",
        *(f"{share:.0%}" for share in shares),
        best.longest,
    )
    return f"| {' | '.join(cells)} |"
