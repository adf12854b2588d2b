"""首页: which cell holds what. Nothing here draws."""

from __future__ import annotations

from datetime import date

from xl_addin.figures.facts import LABELS, Facts, shown
from xl_addin.reading.cells import Rows, is_blank
from xl_addin.workbook.content import Content

SHEET = "首页"
PERIOD_FROM, PERIOD_TO, AS_OF = "PeriodFrom", "PeriodTo", "AsOf"
"""The names of the period's cells; macros and formulas use them."""

FROM, TO, UNTIL = "起始月份", "截止月份", "收缴截止日"
"""What stands before them."""

WIDTHS = (2, 28, 14, 3, 26, 44)
PERIOD_ROW, BUTTON_ROW, FIGURES_ROW, CHART_ROW = 2, 6, 9, 20
LEFT_OUT_ROW, LAST_COLUMN = CHART_ROW + 20, len(WIDTHS)
"""Rows count from 0, as XlsxWriter counts them."""


def typed_period(
    rows: Rows | None,
) -> tuple[str | None, str | None, str | None] | None:
    """Return what stands in the cells of the period, from the cells of 首页.

    Two months and a day as text, None where one is blank; None where all are.

    >>> typed_period([["", "起始月份", "2021-01"], ["", "截止月份", "2021-02"]])
    ('2021-01', '2021-02', None)
    """
    labels = (FROM, TO, UNTIL)
    beside = {
        str(row[at]).strip(): _day_or_month(row[at + 1])
        for row in rows or ()
        for at in range(len(row) - 1)
        if str(row[at]).strip() in labels
    }
    start, end, as_of = map(beside.get, labels)
    if not any((start, end, as_of)):
        return None
    return start and start[:7], end and end[:7], as_of and as_of[:10]


def _day_or_month(cell: object) -> str | None:
    if is_blank(cell):
        return None
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else str(cell).strip()


def figures(facts: Facts) -> list[list[object]]:
    """Return the column of key figures."""
    return [[getattr(facts, key)] for key in LABELS if not is_list(key)]


def rankings(facts: Facts) -> list[list[object]]:
    """Return the column of names: who leads, who is below the limit, who is silent."""
    return [[shown(getattr(facts, key))] for key in LABELS if is_list(key)]


VALUES = {2: 3, 3: 3, 5: 6, 6: 6}
"""The column of a key figure's value, by the column of its label or value."""


def figure_at(row: int, column: int) -> str | None:
    """Return the key of the figure in a cell, or beside it; both count from 1.

    >>> figure_at(11, 3), figure_at(11, 4)
    ('inspections', None)
    """
    if column not in VALUES:
        return None
    keys = [key for key in LABELS if is_list(key) == (VALUES[column] == 6)]
    place = row - FIGURES_ROW - 2
    return keys[place] if 0 <= place < len(keys) else None


def is_list(key: str) -> bool:
    """Tell whether a key figure is a list of names."""
    return key.startswith("top_") or key in {"below_threshold", "zero_report"}


def left_out_lines(content: Content) -> list[tuple[object, ...]]:
    """Return the lines 应计未计: figure, amount, nothing, and where and why."""
    lines = content.left_out
    if lines is None:
        return []
    if lines.empty:
        return [("无", None, None, "没有应计未计的记录。")]
    rows = lines["row"].map(content.places)
    reasons = [
        f"A3第{n}行：{why}" for n, why in zip(rows, lines["reason"], strict=True)
    ]
    nothing = [None] * len(lines)
    return list(zip(lines["figure"], lines["amount"], nothing, reasons, strict=True))
