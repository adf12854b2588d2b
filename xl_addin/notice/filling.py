"""How complete and timely A3 was filled in: a paragraph, and the units behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from xl_addin.annexes.problems import Problem
from xl_addin.exact import percent
from xl_addin.facts import shown
from xl_addin.indicators import name_list, units_below
from xl_addin.settings import YES
from xl_addin.summary import Summary


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
    naming = summary.checked.context.settings.name_units == YES
    rows = int(lines["rows"].sum())
    what = "、".join(part.short for part in short)
    counts = "；".join(_count(lines, part, rows) for part in short)
    low = [_below(lines, part, naming=naming) for part in short]
    below = ("，" if naming else "、").join(filter(None, low))
    text = f"A3表填报{what}。本期填报记录{rows}条，其中{counts}。"
    text += f"{below}低于全市平均水平。" if below else ""
    return text, tuple(_problems(lines, short))


def _count(lines: pd.DataFrame, part: _Part, rows: int) -> str:
    count = int(lines[part.column].sum())
    return f"{part.done}{count}条，{part.rate}{shown(percent(count, rows))}%"


def _below(lines: pd.DataFrame, part: _Part, *, naming: bool) -> str:
    city = percent(int(lines[part.column].sum()), int(lines["rows"].sum()))
    low = units_below(lines["unit"], lines[f"{part.column}_rate"], city or 0)
    if not low:
        return ""
    return f"{name_list(low) if naming else f'{len(low)}个单位'}的{part.rate}"


def _problems(lines: pd.DataFrame, short: list[_Part]) -> Iterator[Problem]:
    for part in short:
        worse = lines[lines[part.column] < lines["rows"]]
        columns = ("unit", "rows", part.column, f"{part.column}_rate")
        cells = (worse[column] for column in columns)
        for unit, rows, count, rate in zip(*cells, strict=True):
            detail = f"记录{rows}条，{part.done}{count}条，{part.rate}{shown(rate)}%"
            yield Problem(unit, f"A3表{part.rate}不足100%", detail)
