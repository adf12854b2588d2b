"""What each role looks like: fonts, borders, number formats. One place for looks.

Sizes are those of GB/T 9704 where it speaks (附件 and title of an annex) and
small enough for thirteen units on a page where it does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

import pandas as pd

from xl_addin.look.layout import Role
from xl_addin.sheets.settings import AS_PUBLISHED, TWO_DECIMALS

Align = Literal["left", "center", "right"]

FANGSONG, HEITI, XIAOBIAOSONG = "仿宋", "黑体", "方正小标宋简体"
PAPER_BLUE, PALE_BLUE, PALE_GREY = "#1F4E79", "#DDEBF7", "#F2F2F2"
MISSING, DOUBTFUL = "#FFC7CE", "#FFEB9C"
"""Tints of cells: an error, and a warning."""


@dataclass(frozen=True)
class Style:
    """How a cell looks. `number` is an Excel number format."""

    font: str = FANGSONG
    size: float = 12
    bold: bool = False
    align: Align = "center"
    wrap: bool = False
    border: bool = True
    border_color: str = "#000000"
    fill: str | None = None
    color: str | None = None
    number: str = "General"


_STYLES: dict[Role, Style] = {
    "tag": Style(HEITI, 16, align="left", border=False),
    "title": Style(XIAOBIAOSONG, 20, border=False, wrap=True),
    "note": Style(size=11, align="left", border=False, wrap=True),
    "heading": Style(HEITI, 11, wrap=True, fill=PALE_GREY),
    "text": Style(number="@"),
    "prose": Style(size=11, align="left", wrap=True, number="@"),
    "formula": Style(size=11, align="left", wrap=True),
    "entry": Style(size=11, align="left", wrap=True, fill="#FFF2CC", number="@"),
    "amount": Style(),
    "rate": Style(number="0.00"),
    "plain_rate": Style(),
    "count": Style(number="0"),
    "rank": Style(number="0"),
    "link": Style(number="0", color="#0563C1"),
}


def theme(style: str) -> dict[Role, Style]:
    """Return the style of every role under the setting 数字样式.

    As published, amounts and the collection rate show just the decimals they
    have (42.5, 23, 100); otherwise everything has two.
    """
    if style != TWO_DECIMALS:
        return dict(_STYLES)
    two: dict[Role, Style] = {
        role: replace(_STYLES[role], number="0.00") for role in ("amount", "plain_rate")
    }
    return _STYLES | two


NUMBERS: dict[Role, frozenset[str]] = {
    role: frozenset(theme(style)[role].number for style in (AS_PUBLISHED, TWO_DECIMALS))
    for role in _STYLES
}
"""The number formats that a role may have, under either setting; others are the user's."""


def printed(value: Any, number: str) -> str:  # noqa: ANN401  a cell of any column
    """Return a figure as a cell of this number format prints it; a blank is nothing.

    The formats are those of the theme. A half is rounded away from zero, as Excel does.

    >>> printed(38.1, "0.00"), printed(0.125, "0.00"), printed(2.5, "0")
    ('38.10', '0.13', '3')
    >>> printed(100.0, "General"), printed(42.5, "General"), printed(None, "0")
    ('100', '42.5', '')
    """
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return ""
    if number in {"General", "@"}:
        return f"{value:.10g}"
    unit = Decimal(1).scaleb(-len(number.partition(".")[2]))
    return str(Decimal(str(value)).quantize(unit, ROUND_HALF_UP))
