"""The four rates of 互联网+监管 against 100 %: a paragraph, and the units behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from xl_addin.figures.facts import shown
from xl_addin.month.summary import Summary
from xl_addin.notice.words import who
from xl_addin.sheets.supervision import RATES, Rate, rate_of
from xl_addin.tables.problems import Problem


def platform(summary: Summary) -> tuple[str, tuple[Problem, ...]]:
    """Return the paragraph, "" where all rates are 100 % or nothing is known.

    It gives each rate that falls short with its reason: inspections entered on a
    PC, tasks done too late or not at all.
    """
    lines = summary.checked.supervision
    units = tuple(_problems(lines))
    short = [rate for rate in RATES if units and _falls_short(lines, rate)]
    if not short:
        return "", units
    rates = "、".join(f"{rate.name}{shown(rate_of(lines, rate))}%" for rate in short)
    reasons = "、".join(filter(None, (_reason(lines, rate) for rate in short)))
    because = f"，其中{reasons}" if reasons else ""
    names = list(dict.fromkeys(problem.unit for problem in units))
    text = (
        f"“互联网+监管”平台任务完成不到位。全市{rates}，"
        f"{'均' if len(short) > 1 else ''}未达到100%的要求{because}。"
        f"{who(names, summary.settings)}有指标未达到100%。"
    )
    return text, units


def _falls_short(lines: pd.DataFrame, rate: Rate) -> bool:
    """Tell whether a rate prints as less than 100."""
    value = rate_of(lines, rate)
    return value is not None and value < 100


def _reason(lines: pd.DataFrame, rate: Rate) -> str:
    """Return why a rate falls short, as far as the table tells."""
    total = {str(name): int(value) for name, value in _counts(lines).sum().items()}
    if rate.part == "mobile":
        return f"通过电脑端录入检查{total['inspections'] - total['mobile']}次"
    if rate.part != "timely_tasks":
        return ""
    late = total["done_tasks"] - total["timely_tasks"]
    undone = total["due_tasks"] - total["done_tasks"]
    said = ((late, "超期完成"), (undone, "未完成"))
    counts = "、".join(f"{how}{n}项" for n, how in said if n > 0)
    return f"双随机任务{counts}" if counts else ""


def _problems(lines: pd.DataFrame) -> Iterator[Problem]:
    for _, line in lines.iterrows():
        own = line.to_frame().T
        for rate in RATES:
            if _falls_short(own, rate):
                detail = "，".join(
                    filter(None, (f"{shown(rate_of(own, rate))}%", _reason(own, rate)))
                )
                yield Problem(str(line["unit"]), f"{rate.name}未达100%", detail)


def _counts(lines: pd.DataFrame) -> pd.DataFrame:
    return lines[["inspections", "mobile", "due_tasks", "done_tasks", "timely_tasks"]]
