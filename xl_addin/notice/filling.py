"""How complete and timely A3 was filled in: a paragraph, and the units behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from xl_addin.exact import percent
from xl_addin.figures.facts import shown
from xl_addin.figures.indicators import units_below
from xl_addin.month.summary import Summary
from xl_addin.notice.words import who
from xl_addin.sheets.settings import Settings
from xl_addin.tables.problems import Problem


class _Part(NamedTuple):
    """A column of 填报质量 beside `rows`, and how its shortfall is spoken of."""

    column: str
    rate: str
    done: str
    short: str


_PARTS = (
    _Part("timely", "及时率", "按时录入", "不及时"),
    _Part("complete", "完整率", "完整", "不完整"),
)


def filling(summary: Summary) -> tuple[str, tuple[Problem, ...]]:
    """Return the paragraph, "" where every record is complete and in time.

    City rates are from city sums. Units below them are counted, or named worst
    first; a unit without records has no rate and is not among them.
    """
    lines = summary.quality
    short = [part for part in _PARTS if (lines[part.column] < lines["rows"]).any()]
    if not short:
        return "", ()
    rows = int(lines["rows"].sum())
    what = "、".join(part.short for part in short)
    counts = "；".join(_count(lines, part, rows) for part in short)
    text = f"A3表填报{what}。本期填报记录{rows}条，其中{counts}。"
    text += _below_average(lines, short, summary.settings)
    return text, tuple(_problems(lines, short))


def _count(lines: pd.DataFrame, part: _Part, rows: int) -> str:
    count = int(lines[part.column].sum())
    return f"{part.done}{count}条，{part.rate}{shown(percent(count, rows))}%"


def _below_average(lines: pd.DataFrame, short: list[_Part], settings: Settings) -> str:
    """Return whose rates are below the city's, as a sentence; "" for nobody's.

    Units that are below in both are said once.
    """
    low: dict[tuple[str, ...], list[str]] = {}
    for part in short:
        low.setdefault(_below(lines, part), []).append(part.rate)
    said = [
        f"{who(names, settings)}的{'、'.join(r)}" for names, r in low.items() if names
    ]
    count = sum(len(rates) for names, rates in low.items() if names)
    every = "均" if count > 1 else ""
    return f"{'、'.join(said)}{every}低于全市平均水平。" if said else ""


def _below(lines: pd.DataFrame, part: _Part) -> tuple[str, ...]:
    city = percent(int(lines[part.column].sum()), int(lines["rows"].sum()))
    return tuple(units_below(lines["unit"], lines[f"{part.column}_rate"], city or 0))


def _problems(lines: pd.DataFrame, short: list[_Part]) -> Iterator[Problem]:
    for part in short:
        worse = lines[lines[part.column] < lines["rows"]]
        columns = ("unit", "rows", part.column, f"{part.column}_rate")
        cells = (worse[column] for column in columns)
        for unit, rows, count, rate in zip(*cells, strict=True):
            detail = f"记录{rows}条，{part.done}{count}条，{part.rate}{shown(rate)}%"
            yield Problem(unit, f"A3表{part.rate}不足100%", detail)
