"""What becomes of a text that is entered: Excel reads it as if it had been typed.

Text "1,234" is a number with a format, "2021年3月10日" a date, "=A1" a formula, and
"'1" the text 1. Only a cell of the format @ keeps what it is given. The formats are
those that a Chinese Excel gives.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

from tests.windows.excel.calls import refused

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a serial number has no zone
ERRORS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#GETTING_DATA": 2043,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048,
    "#FIELD!": 2049,
    "#CALC!": 2050,
}


class Error(str):
    """An error value, by its text. `code` is what crosses instead of it."""

    __slots__ = ()

    @property
    def code(self) -> int:
        """Return it as VT_ERROR gives it to pywin32: an int below zero."""
        return ERRORS[self] - 2146828288


class Entered(NamedTuple):
    """What a text becomes; `number` is the format that a General cell takes on."""

    value: object
    formula: str = ""
    prefix: bool = False
    number: str = ""


_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<money>[¥￥$]?)"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)"
    r"(?P<power>[eE][+-]?\d+)?(?P<percent>%?)"
)
_DATES = (
    (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", "yyyy/m/d"),
    (r"(\d{4})年(\d{1,2})月(\d{1,2})日", 'yyyy"年"m"月"d"日"'),
    (r"(\d{4})[-/](\d{1,2})()", "mmm-yy"),
    (r"(\d{4})年(\d{1,2})月()", 'yyyy"年"m"月"'),
    (r"()(\d{1,2})[-/](\d{1,2})", 'm"月"d"日"'),
    (r"()(\d{1,2})月(\d{1,2})日", 'm"月"d"日"'),
)
_CLOCK = re.compile(r"(?:(.*\d[日]?)\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?")


def entered(text: str, number: str) -> Entered:
    """Return what Excel makes of a text in a cell of this number format."""
    if text.startswith("'"):
        return Entered(text[1:], prefix=True)
    if number == "@" or not text:
        return Entered(text or None)
    if text.startswith("=") and len(text) > 1:
        return Entered(0.0, formula=_checked(text))
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.upper() in {"TRUE", "FALSE"}:
        return Entered(plain.upper() == "TRUE")
    if plain.upper() in ERRORS:
        return Entered(Error(plain.upper()))
    return _number(plain) or _moment(plain) or Entered(text)


def serial(moment: datetime) -> float:
    """Return the number that a date is stored as."""
    passed = moment.replace(tzinfo=None) - EPOCH
    return passed.days + passed.seconds / 86400


def _number(text: str) -> Entered | None:
    bracketed = re.fullmatch(r"\((.+)\)", text)
    found = _NUMBER.fullmatch(bracketed[1] if bracketed else text)
    if not found:
        return None
    value = float(found["digits"].replace(",", "") + (found["power"] or ""))
    if found["sign"] == "-" or bracketed:
        value = -value
    places = "." in found["digits"]
    if found["percent"]:
        return Entered(value / 100, number="0.00%" if places else "0%")
    if found["money"]:
        return Entered(value, number="¥#,##0.00;¥-#,##0.00")
    if found["power"]:
        return Entered(value, number="0.00E+00")
    grouped = "#,##0.00" if places else "#,##0"
    return Entered(value, number=grouped if "," in found["digits"] else "")


def _moment(text: str) -> Entered | None:
    """Read a date, a time, or both."""
    clock = _CLOCK.fullmatch(text)
    hours, minutes, seconds = (int(n or 0) for n in (clock or (0,) * 5).group(2, 3, 4)) if clock else (0, 0, 0)  # fmt: skip
    part = (hours * 3600 + minutes * 60 + seconds) / 86400
    if clock and not clock[1]:
        return Entered(part, number="h:mm:ss" if clock[4] else "h:mm")
    day = _day(clock[1] if clock else text)
    if day is None:
        return None
    return Entered(day[0] + part, number="yyyy/m/d h:mm" if clock else day[1])


def _day(text: str) -> tuple[float, str] | None:
    for pattern, number in _DATES:
        if found := re.fullmatch(pattern, text):
            year, month, day = found.groups()
            this = date.today().year  # noqa: DTZ011  as Excel: the machine's year
            try:
                read = datetime(int(year or this), int(month), int(day or 1))  # noqa: DTZ001
            except ValueError:
                continue
            return serial(read), number
    return None


def _checked(formula: str) -> str:
    """Return a formula. Raises what Excel answers to one that it cannot read."""
    rest = re.sub(r'"[^"]*"', "0", formula[1:].strip())
    depth = 0
    for sign in re.sub(r"'[^']*'", "x", rest):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            break
    broken = depth or '"' in rest or re.match(r"[>*/,)&^<=]", rest)
    if broken or re.search(r"[-+*/&^<>=,(]$", rest) or len(formula) > 8192:
        raise refused("Application-defined or object-defined error")
    return formula
