"""The answer to "where does this number come from?", for every figure we print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from xl_addin.exact import unscaled
from xl_addin.figures.counts import COUNTS, CountKey, Ratio
from xl_addin.figures.facts import shown
from xl_addin.look.theme import printed, theme
from xl_addin.month.summary import Summary, records
from xl_addin.tables import annex1, annex2
from xl_addin.trace import rows, standings, words
from xl_addin.trace.figures import (
    ANNEX_1,
    CITY,
    FRONT,
    Figure,
    Names,
    Rank,
    basis_of,
    parts_of,
)

_Found = tuple[str, pd.DataFrame, pd.DataFrame]
"""A formula, the lines, and the lines left out."""

_ACTIVITY: tuple[CountKey, ...] = ("inspections", "penalties")
"""Without any of these a unit is blank throughout annex 1."""


@dataclass(frozen=True)
class Trace:
    """A figure, and everything that makes it up.

    `value` is the figure as its sheet holds it: a number, names, or None where it
    is blank; `printed` is what one reads there. `lines` and `left_out` have the
    columns `contributions.COLUMNS`: the rows of A3 that add to the figure or come
    near, and those that should and cannot; for a rank or a list of names `lines`
    are the units. The counted lines recompute to the figure.
    """

    figure: Figure
    unit: str
    period: str
    value: float | list[str] | None
    printed: str
    formula: str
    lines: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def title(self) -> str:
        """The figure in words: 附件1 鹿城区 检查处罚率（%）."""
        return f"{self.figure.place} {self.unit} {self.figure.label}"


def trace(summary: Summary, figure: Figure, unit: str = CITY) -> Trace:
    """Return where a figure of a finished month comes from.

    `unit` is the name of a unit, or 全市. The figures of 首页 are those of 全市,
    whatever `unit` says; in an annex 全市 is the line 合计, which has no ranks.

    For 鹿城区 of January-February 2021 the formula of 检查处罚率 is
    检查处罚率 = 行政处罚12起 ÷ 检查企业30家次 × 100 = 40.00%.
    """
    whose = CITY if figure.place == FRONT else unit
    value = value_of(summary, figure, whose)
    said = _printed(summary, figure, value)
    ordered = isinstance(figure.source, Rank | Names)
    found = (
        _of_units(summary, figure, whose)
        if ordered
        else _of_rows(summary, figure, whose, said)
    )
    return Trace(figure, whose, summary.period.title, value, said, *found)


def as_json(answer: Trace) -> dict[str, Any]:
    """Return a trace as plain values, in the words of `Trace`."""
    return {
        "title": answer.title,
        "sheet": answer.figure.place,
        "unit": answer.unit,
        "figure": answer.figure.key,
        "period": answer.period,
        "value": answer.value,
        "printed": answer.printed,
        "formula": answer.formula,
        "lines": records(answer.lines),
        "left_out": records(answer.left_out),
    }


def value_of(summary: Summary, figure: Figure, unit: str) -> float | list[str] | None:
    """Return a figure as its sheet holds it: a number, names, or None for a blank.

    What 首页 adds up for 全市 is added up for a unit in the same way.
    """
    if figure.place == FRONT and unit != CITY:
        (part,) = parts_of(figure)
        return _totals(summary, unit)[part]
    if figure.place == FRONT:
        found: float | list[str] | None = getattr(summary.facts, figure.key)
        return found
    first = figure.place == ANNEX_1
    lines = summary.annex1 if first else summary.annex2
    if unit == CITY:
        total_line = annex1.total_line if first else annex2.total_line
        lines = total_line(summary.totals).assign(unit=CITY)
    (value,) = lines.loc[lines["unit"] == unit, figure.key].tolist()
    return None if pd.isna(value) else value


def _printed(summary: Summary, figure: Figure, value: float | list[str] | None) -> str:
    if figure.place == FRONT:
        return shown(value)
    looks = theme(summary.settings.style)
    return printed(value, looks[figure.role].number)


def _of_rows(summary: Summary, figure: Figure, unit: str, said: str) -> _Found:
    """Trace what rows add up to."""
    totals, parts = _totals(summary, unit), parts_of(figure)
    idle = not (totals["inspections"] or totals["penalties"])
    blank = idle and figure.place == ANNEX_1
    if blank:
        parts = tuple(dict.fromkeys((*parts, *_ACTIVITY)))
    lines = rows.lines_of(summary, parts, unit)
    if blank:
        formula = words.silent(unit, figure.place)
    elif isinstance(figure.source, Ratio):
        formula = words.quotient(figure.name, figure.source, totals, said)
    else:
        (key,) = parts
        formula = words.amount(COUNTS[key], lines[lines["counted"]], totals[key])
    return formula, lines, rows.left_out_of(summary, parts, unit)


def _of_units(summary: Summary, figure: Figure, unit: str) -> _Found:
    """Trace a rank or a list of names: any unit's missing row may change it."""
    of = basis_of(figure).name
    lines = standings.lines(summary, figure)
    if isinstance(figure.source, Names):
        settings = summary.settings
        formula = words.names(figure.name, figure.source, of, lines, settings)
    else:
        formula = words.rank(unit, of, lines)
    return formula, lines, rows.left_out_of(summary, parts_of(figure), CITY)


def _totals(summary: Summary, unit: str) -> dict[CountKey, float]:
    """Return the parts of a unit in their measures."""
    of = summary.totals
    counts = (of if unit == CITY else of.loc[[unit]]).sum().astype("int64")
    return {
        key: unscaled(int(counts.loc[key])) if part.scaled else int(counts.loc[key])
        for key, part in COUNTS.items()
    }
