"""What the command line prints: tables, sentences, and how far the work has come."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from xl_addin.figures.facts import key_sentence
from xl_addin.look.layout import Role, Sheet
from xl_addin.look.theme import printed, theme
from xl_addin.machine.upgrade import Upgrade
from xl_addin.month.summary import Checked, Summary, left_out_sentence
from xl_addin.reading.issues import SEVERITIES, Severity
from xl_addin.tables import annex1, annex2, quality
from xl_addin.trace import table as trace_table
from xl_addin.trace.answer import Trace

FIRST = 20
"""So many issues are printed; all of them are in the report."""

_WIDE = 200  # into a file or a pipe, so that no cell is cut
_NARROWEST = 80  # here the widest table just fits, its names broken
_NUMBERS: set[Role] = {"amount", "rate", "plain_rate", "count", "rank"}


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that shows the stage of the work, while it lasts.

    It stands on a terminal's stderr only, and leaves nothing behind.
    """
    with Console(stderr=True, markup=False).status("") as status:
        yield lambda stage: status.update(f"{stage}…")


def say(sentence: str) -> None:
    """Print a sentence on one line, however long it is."""
    _console().print(sentence, soft_wrap=True)


def show_summary(summary: Summary) -> None:
    """Print both annexes, what could not be counted, and the key sentence."""
    style, period = summary.settings.style, summary.period.title
    show(_table(annex1.SHEET, summary.annex1, period, style))
    show(_table(annex2.SHEET, summary.annex2, period, style))
    if not summary.left_out.empty:
        say(left_out_sentence(summary))
    say(key_sentence(summary.facts, summary.period))


def show_trace(answer: Trace, style: str) -> None:
    """Print the formula of a figure, and the rows behind it."""
    lines = trace_table.build(answer)
    show(_table(trace_table.sheet_of(answer), lines, "", style))
    say(answer.formula)
    say(trace_table.counts_sentence(answer))


def show_checked(checked: Checked) -> None:
    """Print the quality by unit, the issues by rule, and the first of the issues."""
    by_unit = checked.quality
    names = by_unit["unit"].where(by_unit["rows"] > 0, by_unit["unit"] + "（零上报）")
    show(_table(quality.SHEET, by_unit.assign(unit=names), "", ""))
    if len(checked.issues):
        show(_by_rule(checked.issues))
        show(_first(checked.issues))


def show_upgrade(made: Upgrade) -> None:
    """Print what was carried into the new workbook, and what was not."""
    for sentence in made.sentences():
        say(sentence)


def advise(sentence: str) -> None:
    """Print a word of advice, where there is one."""
    if sentence:
        say(sentence)


def written(paths: Iterable[Path]) -> None:
    """Say which files were written."""
    for path in paths:
        say(f"已写出：{path}")


def show(table: Table) -> None:
    """Print a table and an empty line."""
    _console().print(table)
    say("")


def _console() -> Console:
    """Return the console of the present stdout; cells are text, never markup."""
    console = Console(markup=False, emoji=False, highlight=False)
    console.width = max(console.width, _NARROWEST) if sys.stdout.isatty() else _WIDE
    return console


def _table(sheet: Sheet, lines: pd.DataFrame, period: str, style: str) -> Table:
    numbers = {role: look.number for role, look in theme(style).items()}
    headings = [(field.heading, field.role in _NUMBERS) for field in sheet.fields]
    body = (
        [printed(line[f.name], numbers[f.role]) for f in sheet.fields]
        for line in lines.to_dict("records")
    )
    return _filled(sheet.title.replace("{period}", period), headings, body)


def _by_rule(issues: pd.DataFrame) -> Table:
    headings = [("规则", False), ("程度", False), ("列", False), ("处数", True)]
    body = (
        [kind.rule, SEVERITIES[kind.severity], kind.column, str(count)]
        for kind, count in _counts(issues)
    )
    return _filled("问题统计", headings, body)


def _first(issues: pd.DataFrame) -> Table:
    names = {"row": "行号", "column": "列", "severity": "程度", "rule": "规则", "message": "问题与处理办法"}  # fmt: skip
    errors_first = issues.sort_values("severity", kind="stable").head(FIRST)
    lines = errors_first.assign(severity=errors_first["severity"].map(SEVERITIES))
    body = (list(map(str, line)) for line in lines[list(names)].to_numpy())
    rest = f"（前{FIRST}处，共{len(issues)}处）" if len(issues) > FIRST else ""
    headings = [(name, name == "行号") for name in names.values()]
    return _filled(f"问题清单{rest}", headings, body)


class _Kind(NamedTuple):
    """What issues are counted by; sorts errors before warnings."""

    severity: Severity
    rule: str
    column: str


def _counts(issues: pd.DataFrame) -> list[tuple[_Kind, int]]:
    """Return how often each kind of issue occurs: errors first, then the frequent."""
    columns = [issues[name] for name in _Kind._fields]
    counted = Counter(_Kind(*values) for values in zip(*columns, strict=True))
    return sorted(counted.items(), key=lambda i: (i[0].severity, -i[1], i[0]))


def _filled(
    title: str, headings: list[tuple[str, bool]], body: Iterable[list[str]]
) -> Table:
    """Return a table; on a narrow terminal names break, numbers do not."""
    table = Table(title=title, box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.title_justify = "left"
    lines = list(body)
    for at, (heading, number) in enumerate(headings):
        table.add_column(
            heading,
            justify="right" if number else "left",
            overflow="fold",
            min_width=max((len(line[at]) for line in lines), default=1)
            if number
            else None,
        )
    for line in lines:
        table.add_row(*line)
    return table
