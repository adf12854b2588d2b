"""首页: which cell holds what. Nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import NamedTuple

from xl_addin.figures.facts import LABELS, Facts, shown
from xl_addin.reading.cells import Rows, is_blank
from xl_addin.workbook.buttons import HOME, on
from xl_addin.workbook.content import Content

SHEET = HOME
PERIOD_FROM, PERIOD_TO, AS_OF = "PeriodFrom", "PeriodTo", "AsOf"
"""The names of the period's cells; macros and formulas use them."""

FROM, TO, UNTIL = "起始月份", "截止月份", "收缴截止日"
"""What stands before them."""

WIDTHS = (2, 28, 14, 3, 26, 44)
"""Of the columns, in characters."""
LAST_COLUMN = len(WIDTHS)
PERIOD_ROW, BUTTON_ROW = 2, 6
"""Rows count from 0, as XlsxWriter counts them."""
CHART_ROWS = 10
"""So many rows a line of charts takes."""
FIGURES, LEFT_OUT = "主要指标", "应计未计"
"""The headings above the key figures and above what was left out."""

_COLUMN, _PADDING = 7, 5  # pixels: a character's width, and what a column adds
ROOM = sum(width * _COLUMN + _PADDING for width in WIDTHS[1:])
"""The width between the margins, in pixels: from the second column to the last."""
_MOST_IN_LINE, _WIDEST, _GAP, _HEIGHT = 8, 104, 17, 34


class Box(NamedTuple):
    """Where a button stands: its line from 0, and pixels from the line's corner."""

    line: int
    x: int
    width: int
    height: int = _HEIGHT


def boxes(count: int, room: int = ROOM) -> list[Box]:
    """Return where buttons stand: in as few lines as hold them, equally filled.

    >>> boxes(2), [(box.line, box.x) for box in boxes(9)][4:6]
    ([Box(line=0, x=0, width=104, height=34), Box(line=0, x=121, width=104, height=34)], [(0, 484), (1, 0)])
    """
    in_line = ceil(count / max(1, _lines(count)))
    pitch = min(_WIDEST + _GAP, (room + _GAP) // max(1, in_line))
    return [
        Box(at // in_line, at % in_line * pitch, pitch - _GAP) for at in range(count)
    ]


def _lines(count: int) -> int:
    return ceil(count / _MOST_IN_LINE)


@dataclass(frozen=True)
class Places:
    """The rows of 首页 (from 0), which give way to further buttons and key figures."""

    note: int
    figures: int
    charts: int
    left_out: int

    def figure_at(self, row: int, column: int) -> str | None:
        """Return the key of the figure in a cell, or beside it; both count from 1.

        >>> PLACES.figure_at(11, 3), PLACES.figure_at(11, 4)
        ('inspections', None)
        """
        if column not in VALUES:
            return None
        keys = [key for key in LABELS if is_list(key) == (VALUES[column] == 6)]
        place = row - self.figures - 2
        return keys[place] if 0 <= place < len(keys) else None


def places(buttons: int) -> Places:
    """Return where everything is below so many buttons."""
    note = BUTTON_ROW + max(1, _lines(buttons))
    figures = note + 2
    numbers = sum(not is_list(key) for key in LABELS)
    charts = figures + max(numbers, len(LABELS) - numbers) + 2
    return Places(note, figures, charts, charts + 2 * CHART_ROWS)


def found(rows: Rows | None) -> Places:
    """Return where everything is on a 首页 that may be older, told by its headings."""
    seen = {
        line[1]: at for at, line in reversed([*enumerate(rows or ())]) if len(line) > 1
    }
    figures = seen.get(FIGURES, PLACES.figures)
    return replace(
        PLACES, figures=figures, left_out=seen.get(LEFT_OUT, PLACES.left_out)
    )


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


PLACES = places(len(on(SHEET)))
"""Of the 首页 that is built today."""
