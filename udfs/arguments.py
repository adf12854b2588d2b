"""What the arguments of functions mean: months, days, settings, switches, counts."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from udfs.blocks import number, single, text
from udfs.cell import Cells
from xl_addin.errors import ArgumentInvalid, FigureUnknown, HeadingMissing
from xl_addin.period import Month, Period, parse_period
from xl_addin.reading.cells import is_blank, rows_of
from xl_addin.reading.issues import short
from xl_addin.reading.kinds import read_date
from xl_addin.reading.spelling import narrow, plain
from xl_addin.sheets.settings import Settings, read_settings
from xl_addin.trace.figures import (
    ANNEX_1,
    ANNEX_2,
    CITY,
    FRONT,
    TOTAL,
    Figure,
    Names,
    find_figure,
)

_MONTH = re.compile(r"(20\d\d)(?:[-/.年](\d{1,2})月?|(\d\d))")
PERCENT = "请填写不带%的数字，如20%填20"
_UPWARDS = {
    "1": True,
    "升序": True,
    "true": True,
    "0": False,
    "降序": False,
    "false": False,
}


def period_of(start: Cells, end: Cells, as_of: Cells = None) -> Period:
    """Return the months from `start` to `end`, and the cut-off day if there is one.

    Raises `ArgumentInvalid`, and `PeriodInvalid` for an end before the start.
    """
    first, last = month_of(start, "起始月份"), month_of(end, "截止月份")
    day = day_of(as_of, "收缴截止日期")
    return parse_period(str(first), str(last), day.isoformat() if day else None)


def month_of(cells: Cells, what: str) -> Month:
    """Return a month written 2021-01, 2021年1月 or 202101, or the month of a date."""
    cell = single(cells, what)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    typed = "".join(narrow(str(cell)).split()) if isinstance(cell, str | int) else ""
    if found := _MONTH.fullmatch(typed):
        year, month = int(found[1]), int(found[2] or found[3])
    else:
        day = _day(cell)
        year, month = (day.year, day.month) if day else (0, 0)
    if not (2000 <= year <= 2099 and 1 <= month <= 12):
        raise ArgumentInvalid(what, "请按 2021-01 的形式填写")
    return Month(year, month)


def day_of(cells: Cells, what: str) -> date | None:
    """Return the day that a cell holds as date, serial number or text; None for a blank.

    0 is what a formula makes of a blank, and LibreOffice of an argument left out
    between two commas.
    """
    cell = single(cells, what)
    if cell is None or cell == 0:
        return None
    day = _day(cell)
    if day is None:
        raise ArgumentInvalid(what, "请使用日期，如 2021-02-28")
    return day


def unit_of(cells: Cells, settings: Settings) -> str:
    """Return the unit that a cell means by name or alias, or 全市."""
    everyone = {CITY: CITY, TOTAL: CITY}
    return unit_named(word_of(cells, "单位"), settings.spellings() | everyone)


def word_of(cells: Cells, what: str) -> str:
    """Return a text that must be there."""
    cell = single(cells, what)
    if cell is None:
        raise ArgumentInvalid(what, "请填写名称")
    return text(cell, what)


def unit_named(name: str, spellings: dict[str, str]) -> str:
    """Return the proper name of a unit for any of these spellings."""
    known = spellings.get("".join(plain(name).split()))
    if known is None:
        raise ArgumentInvalid("单位", f"“{short(name)}”不在参数表中")
    return known


def figure_of(cells: Cells, unit: str) -> Figure:
    """Return a figure by its name or key: of the annexes first, of 首页 for 全市.

    The lists of 首页 are those of 全市 only.
    """
    words = word_of(cells, "指标")
    annexes = (ANNEX_1, ANNEX_2)
    places = (FRONT, *annexes) if unit == CITY else (*annexes, FRONT)
    try:
        found = find_figure(words, *places)
    except FigureUnknown:
        asked = f"没有“{short(words)}”，请填附件或首页上的名称，如“检查处罚率”"
        raise ArgumentInvalid("指标", asked) from None
    if unit != CITY and isinstance(found.source, Names):
        raise ArgumentInvalid("指标", f"“{found.name}”只有{CITY}的")
    return found


def settings_of(cells: Cells) -> Settings:
    """Return what the range of the sheet 参数 says; the default where it is omitted.

    0 is what LibreOffice makes of an argument left out between two commas.
    """
    rows = rows_of(cells)
    if all(is_blank(cell) or cell == 0 for row in rows for cell in row):
        return Settings()
    try:
        return read_settings(rows)
    except HeadingMissing:
        raise ArgumentInvalid("参数", "区域中应有含“单位”的标题行") from None


def upwards(cells: Cells) -> bool:
    """Tell whether ranks go from the smallest up; omitted means from the largest down."""
    cell = single(cells, "升序")
    word = f"{cell:g}" if isinstance(cell, int | float) else plain(str(cell)).lower()
    if cell is not None and word not in _UPWARDS:
        raise ArgumentInvalid("升序", "从小到大填1，从大到小填0或省略")
    return cell is not None and _UPWARDS[word]


def count_of(cells: Cells, what: str, usual: int) -> int:
    """Return a whole number from one up; `usual` where it is omitted.

    0 is what LibreOffice makes of an argument left out between two commas.
    """
    found = number(single(cells, what), what)
    if found and (found < 0 or found.denominator > 1):
        raise ArgumentInvalid(what, "请使用大于0的整数")
    return int(found) if found else usual


def limit_of(cells: Cells, what: str) -> float:
    """Return a number that must be there; percentages are numbers such as 20."""
    cell = single(cells, what)
    if isinstance(cell, str) and narrow(cell).endswith(("%", "％")):
        raise ArgumentInvalid(what, PERCENT)
    found = number(cell, what)
    if found is None:
        raise ArgumentInvalid(what, "请使用数字")
    return float(found)


def _day(cell: object) -> date | None:
    if cell is None or isinstance(cell, bool):
        return None
    reading = read_date(np.array([cell], dtype=object))
    return None if reading.values.isna()[0] else reading.values[0].date()
