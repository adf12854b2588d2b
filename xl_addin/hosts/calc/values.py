"""What Excel makes of a value that is written to a cell. Pure: knows no LibreOffice.

Excel reads a text as if it had been typed: "007" becomes 7 and "2024-1-2" a date,
unless the cell's number format is text, @. LibreOffice would keep the text, and
product code that forgets the format would look right here and be wrong there.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import Any, NamedTuple

from xl_addin.reading.cells import ERRORS

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no time zone
DATE, MOMENT, MONTH, DAY = "yyyy/m/d", "yyyy/m/d h:mm", "mmm-yy", "d-mmm"
LOGICAL, TEXT = "BOOLEAN", "@"


class Entry(NamedTuple):
    """What to put into a cell, "" for nothing, and its format if it has none yet."""

    cell: str | float
    format: str | None = None
    is_formula: bool = False


class CellError(str):
    """The text of an error value, such as #N/A."""

    __slots__ = ()


_ERRORS = {
    502: "#VALUE!",
    503: "#NUM!",
    521: "#NULL!",
    523: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
ERROR_NUMBERS = {text: number for number, text in ERRORS.items()}
"""What COM hands over for an error value."""
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)?(?P<decimals>\.\d*)?"
    r"(?P<power>[eE][+-]?\d+)?(?P<percent>%)?(?(open)\))"
)
_DATES = {
    r"(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)": DATE,
    r"(?P<year>\d{4})年(?P<month>\d\d?)月(?P<day>\d\d?)日": DATE,
    r"(?P<year>\d{4})[-/](?P<month>\d\d?)": MONTH,
    r"(?P<year>\d{4})年(?P<month>\d\d?)月": MONTH,
    r"(?P<month>\d\d?)[-/](?P<day>\d\d?)": DAY,
    r"(?P<month>\d\d?)月(?P<day>\d\d?)日": DAY,
}


def error_text(code: int) -> CellError:
    """Return what Excel shows for an error of LibreOffice."""
    return CellError(_ERRORS.get(code, "#VALUE!"))


def error_number(code: int) -> int:
    """Return what a worksheet function of Excel is given for such an error."""
    return ERROR_NUMBERS[error_text(code)]


def serial(day: dt.date) -> float:
    """Return the number that stands for a date or a moment."""
    if not isinstance(day, dt.datetime):
        day = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
    passed = day.replace(tzinfo=None) - EPOCH
    return passed.days + (passed.seconds + passed.microseconds / 1e6) / 86400


def moment(number: float) -> dt.datetime:
    """Return the moment that a number stands for, to the millisecond."""
    days = int(number // 1)
    return EPOCH + dt.timedelta(days=days, seconds=round((number - days) * 86400, 3))


def entry(value: Any, code: str) -> Entry:  # noqa: ANN401 - any value at all
    """Return what becomes of `value` in a cell of this number format."""
    as_text = code == TEXT
    if value is None or value == "":
        return Entry("")
    if isinstance(value, str):
        return Entry(value) if as_text else typed(value)
    if isinstance(value, bool):
        return Entry(float(value), LOGICAL)
    if isinstance(value, dt.date):
        return (
            Entry(f"{value.year}/{value.month}/{value.day}")
            if as_text
            else _dated(value)
        )
    return Entry(plain(float(value))) if as_text else Entry(float(value))


def typed(text: str) -> Entry:
    """Return what Excel understands when `text` is typed into an ordinary cell."""
    if text.startswith("'"):
        return Entry(text[1:])
    if text.startswith("=") and len(text) > 1:
        return Entry(text, is_formula=True)
    if text.strip().upper() in {"TRUE", "FALSE"}:
        return Entry(float(text.strip().upper() == "TRUE"), LOGICAL)
    return _number(text.strip()) or _date(text.strip()) or Entry(text)


def plain(number: float) -> str:
    """Return a number as Excel shows it in a formula bar: 15 digits, no more.

    >>> plain(7.0), plain(0.1), plain(1e20)
    ('7', '0.1', '1E+20')
    """
    return f"{number:.15G}"


def _dated(day: dt.date) -> Entry:
    clock = isinstance(day, dt.datetime) and day.time() != dt.time()
    return Entry(serial(day), MOMENT if clock else DATE)


def _number(text: str) -> Entry | None:
    found = _NUMBER.fullmatch(text)
    if not found or not (found["digits"] or (found["decimals"] or "").strip(".")):
        return None
    digits = (found["digits"] or "0").replace(",", "")
    amount = float(f"{digits}{found['decimals'] or ''}{found['power'] or ''}")
    amount = float(f"{amount:.15g}")  # the digits after the fifteenth are lost
    negative = found["sign"] == "-" or found["open"]
    value = (-amount if negative else amount) / (100 if found["percent"] else 1)
    return Entry(value, _number_format(found))


def _number_format(found: re.Match[str]) -> str | None:
    decimals = ".00" if len(found["decimals"] or "") > 1 else ""
    if found["percent"]:
        return f"0{decimals}%"
    if found["power"]:
        return "0.00E+00"
    return f"#,##0{decimals}" if "," in (found["digits"] or "") else None


def _date(text: str) -> Entry | None:
    this_year = dt.date.today().year  # noqa: DTZ011 - on the user's wall
    for pattern, code in _DATES.items():
        if found := re.fullmatch(pattern, text):
            said = {name: int(number) for name, number in found.groupdict().items()}
            with suppress(ValueError):  # 2021-02-30 stays a text
                day = dt.date(**{"year": this_year, "day": 1} | said)
                return Entry(serial(day), code)
    return None
