"""What the statistician is to know about other months before the notice is printed."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.figures.indicators import name_list
from xl_addin.month.summary import Summary
from xl_addin.notice.comparison import (
    base_of,
    compared_months,
    hazmat_changes,
    hazmat_compared,
    hazmat_now,
    unknown_months,
)
from xl_addin.period import Month, Period, months_of


def remarks(summary: Summary) -> list[str]:
    """Return a sentence for each: on the comparison of 打非, and on the sheet 历史."""
    return [*_comparison(summary), *_rest_of_base(summary), *_fewer(summary)]


def _comparison(summary: Summary) -> Iterator[str]:
    """Yield the comparison where the notice itself does not print it, or why not."""
    settings, period = summary.settings, summary.period
    missing = unknown_months(summary.past, period, settings.base)
    if missing:
        where = "A3表和“历史”表中都没有，可在“历史”表补登后重新汇总"
        yield f"缺{_titles(missing)}数据，打非没有作比较（{where}）。"
    base = base_of(summary.past, period, settings.base)
    if base and not any(change.fell for change in hazmat_changes(base)):
        compared = hazmat_compared(base, settings.fall)
        yield f"打非没有下降，通报中没有写比较：{hazmat_now(base)}，{compared}。"


def _rest_of_base(summary: Summary) -> Iterator[str]:
    which = summary.settings.base
    _, months = compared_months(summary.period, which)
    rest = summary.past.unconfirmed(months)
    if rest:
        what = "取自A3表，“历史”表没有登记"
        yield f"打非比较的基期{_titles(rest)}数据{what}，请核对A3表中该月记录是否齐全。"


def _fewer(summary: Summary) -> Iterator[str]:
    for month in summary.period.months:
        units = summary.past.fewer(month, summary.period.as_of)
        if units:
            less = f"检查或处罚比“历史”表原登记的少（{name_list(units)}）"
            check = "“历史”表以本次汇总为准，请核对A3表中该月记录是否齐全"
            yield f"{month.title}{less}，{check}。"


def _titles(months: list[Month]) -> str:
    first, last = months[0], months[-1]
    if months == months_of(first, last):
        return Period(first, last, last.last_day).title
    return "、".join(month.title for month in months)
