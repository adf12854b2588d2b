"""How complete and timely A3 was filled in: a paragraph, and the units behind it."""

from __future__ import annotations

import pandas as pd

from xl_addin.annexes.problems import Problem
from xl_addin.exact import percent
from xl_addin.facts import shown
from xl_addin.indicators import name_list, units_below
from xl_addin.settings import YES
from xl_addin.summary import Summary

_RATES = (("complete", "完整率"), ("timely", "及时率"))


def filling(summary: Summary) -> tuple[str, tuple[Problem, ...]]:
    """Return the paragraph, "" where every record is complete and in time.

    City rates are from city sums. Units below them are counted, or named worst
    first; a unit without records has no rate and is not among them.
    """
    lines = summary.quality
    rows = int(lines["rows"].sum())
    counts = {part: int(lines[part].sum()) for part, _ in _RATES}
    if not rows or all(count == rows for count in counts.values()):
        return "", ()
    naming = summary.checked.context.settings.name_units == YES
    said = [f"本期填报记录{rows}条"]
    for part, name in _RATES:
        word = "完整" if part == "complete" else "按时录入"
        rate = percent(counts[part], rows)
        said.append(f"{word}的{counts[part]}条，{name}{shown(rate)}%")
    below = _below(lines, percent(counts["complete"], rows), naming=naming)
    text = f"A3表填报不及时、不完整。{'；'.join(said)}。{below}"
    return text, tuple(_problems(lines))


def _below(lines: pd.DataFrame, city: float | None, *, naming: bool) -> str:
    low = units_below(lines["unit"], lines["complete_rate"], city or 0)
    if not low:
        return ""
    who = name_list(low) if naming else f"{len(low)}个单位"
    return f"{who}的完整率低于全市平均水平。"


def _problems(lines: pd.DataFrame) -> list[Problem]:
    found: list[Problem] = []
    for part, name in _RATES:
        short = lines[lines[part] < lines["rows"]]
        for unit, rows, count, rate in zip(
            short["unit"],
            short["rows"],
            short[part],
            short[f"{part}_rate"],
            strict=True,
        ):
            detail = f"记录{rows}条，{name[:-1]}{count}条，{name}{shown(rate)}%"
            found.append(Problem(unit, f"A3表{name}不足100%", detail))
    return found
