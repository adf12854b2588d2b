"""Days as people and databases write them; never a guess between day and month."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta, timezone

from xl_addin.reading.spelling import Parsed, narrow

_EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a calendar has no time zone
_CHINA = timezone(timedelta(hours=8))
_DAY = (
    r"(?P<year>\d{4}) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2}) ?[日.]?"
)
_WEEKDAY = r" ?[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[)）]?"
_CLOCK = (
    r"(?:T| ?(?:上午|下午|中午|晚上|凌晨)? ?)(?P<hour>\d{1,2})[:时](?P<minute>\d\d)"
    r"(?:[:分](?P<second>\d\d)(?:\.\d+)?)?[分秒]?(?: ?[AaPp][Mm])?"
)
_ZONE = r" ?(?P<zone>Z|[+-]\d\d:?\d\d)"
_DATE = re.compile(rf"{_DAY}(?:{_WEEKDAY})?(?:{_CLOCK}(?:{_ZONE})?)?(?:{_WEEKDAY.replace('weekday', 'after')})?")  # fmt: skip
_SERIAL = re.compile(r"[2-7]\d{4}")  # days since 1900, when a format is lost
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_WORDS = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")  # fmt: skip
_DIGITS = {word: at for at, word in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
}
_WEEKDAYS = {word: at for at, word in enumerate("一二三四五六日")} | {"天": 6}


def parse_day(cell: object) -> Parsed | None:
    """Return the day that a cell holds; written as text or bare number it is odd.

    Year, month and day must stand in this order: 1/5/2021 is a day in January to one
    and in May to another, and does not read. A weekday must be that of the day. A
    moment with a time zone is the day that it is in China.

    >>> parse_day("2021-1-5 星期二")
    Parsed(value=datetime.datetime(2021, 1, 5, 0, 0), odd=True)
    >>> parse_day("2021-1-5 星期三") is None
    True
    """
    if isinstance(cell, date):  # a datetime is one, too
        return Parsed(datetime(cell.year, cell.month, cell.day), odd=False)  # noqa: DTZ001
    if isinstance(cell, int | float) and math.isfinite(cell):
        cell = str(math.floor(cell))  # the fraction of a serial number is the hour
    if not isinstance(cell, str):
        return None
    text = re.sub(r"[ \u00a0\u3000]+", " ", narrow(cell))
    if _SERIAL.fullmatch(text):
        return Parsed(_EXCEL_EPOCH + timedelta(days=int(text)), odd=True)
    found = _DATE.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        day = _written(found.groupdict()) if found else _in_words(text)
    except ValueError:  # the 30th of February, the 25th hour
        return None
    return None if day is None else Parsed(day, odd=True)


def _written(parts: dict[str, str | None]) -> datetime | None:
    """Return the day of a match. Raises `ValueError` where there is no such day."""
    names = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, *at = (int(parts.get(name) or 0) for name in names)
    hour, minute, second = at
    moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    if zone := parts.get("zone"):
        aware = datetime.strptime(f"{moment:%Y-%m-%dT%H:%M:%S}{zone}", "%Y-%m-%dT%H:%M:%S%z")  # fmt: skip
        moment = aware.astimezone(_CHINA)
    named = {parts.get("weekday"), parts.get("after")} - {None}
    if any(_WEEKDAYS[name] != moment.weekday() for name in named if name):
        return None
    return datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001


def _in_words(text: str) -> datetime | None:
    """Return the day of 二〇二一年一月五日, as official documents are dated."""
    found = _WORDS.fullmatch("".join(text.split()))
    if not found:
        return None
    year = int("".join(str(_DIGITS[word]) for word in found[1]))
    month, day = _below_100(found[2]), _below_100(found[3])
    return datetime(year, month, day)  # noqa: DTZ001


def _below_100(words: str) -> int:
    """Return a number such as 五, 十, 十五, 二十 or 三十一; 0 where it is none."""
    tens, ten, ones = words.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
