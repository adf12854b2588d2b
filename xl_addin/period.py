"""The months that a summary covers, and the day up to which money counts."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from xl_addin.errors import PeriodInvalid

Days = TypeVar("Days", bound=Any)
"""A column of days, or what stands for one in a query."""


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month.

    >>> Month(2021, 2).last_day
    datetime.date(2021, 2, 28)
    """

    year: int
    month: int

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(
            self.year, self.month, calendar.monthrange(self.year, self.month)[1]
        )

    def back(self, months: int) -> Month:
        """Return the month so many months earlier.

        >>> str(Month(2021, 1).back(1)), str(Month(2021, 1).back(12))
        ('2020-12', '2020-01')
        """
        year, month = divmod(self.year * 12 + self.month - 1 - months, 12)
        return Month(year, month + 1)

    @property
    def title(self) -> str:
        """The month as titles print it: 2021年2月."""
        return f"{self.year}年{self.month}月"

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months_of(start: Month, end: Month) -> list[Month]:
    """Return the months from `start` to `end`, both among them.

    >>> [str(month) for month in months_of(Month(2020, 12), Month(2021, 1))]
    ['2020-12', '2021-01']
    """
    count = (end.year - start.year) * 12 + end.month - start.month
    return [end.back(months) for months in range(count, -1, -1)]


@dataclass(frozen=True)
class Period:
    """Whole months from `start` to `end`, and the cut-off date for collections.

    >>> Period(Month(2021, 1), Month(2021, 2), date(2021, 2, 28)).title
    '2021年1-2月'
    """

    start: Month
    end: Month
    as_of: date

    @property
    def first_day(self) -> date:
        """The first day that counts."""
        return self.start.first_day

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return self.end.last_day

    @property
    def title(self) -> str:
        """The period as titles print it: 2021年2月, 2021年1-2月, 2020年12月-2021年1月."""
        if self.start == self.end:
            return self.start.title
        if self.start.year == self.end.year:
            return f"{self.start.year}年{self.start.month}-{self.end.month}月"
        return f"{self.start.title}-{self.end.title}"

    @property
    def months(self) -> list[Month]:
        """The months of the period."""
        return months_of(self.start, self.end)

    @property
    def short_title(self) -> str:
        """The period as a sentence repeats it: 1-2月, or with its years where two."""
        if self.start.year != self.end.year:
            return self.title
        return self.title.removeprefix(f"{self.start.year}年")


def within(days: Days, span: Period | Month) -> Days:
    """Tell which days lie in a span, its first and last day among them.

    `days` are a column of days of any engine; a day that is not known lies nowhere.
    """
    first = datetime.combine(span.first_day, time())
    last = datetime.combine(span.last_day, time())
    inside: Days = (days >= first) & (days <= last)
    return inside


def parse_month(text: str, what: str) -> Month:
    """Read a month written as 2021-01; `what` names it in the message.

    Raises `PeriodInvalid`.

    >>> parse_month("2021-1", "起始月份")
    Month(year=2021, month=1)
    """
    match = re.fullmatch(r"\s*(20\d\d)-(\d{1,2})\s*", text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise PeriodInvalid(what, text, "请按 2021-01 的形式填写")
    return Month(int(match[1]), int(match[2]))


def parse_period(start: str, end: str, as_of: str | None = None) -> Period:
    """Read a period from its months and, if given, its cut-off date.

    Without a cut-off date the last day of the period is meant. Raises
    `PeriodInvalid` for a month or date that cannot be read, for an end before
    the start, and for a cut-off date before the period begins.

    >>> parse_period("2021-01", "2021-02").as_of
    datetime.date(2021, 2, 28)
    """
    first, last = parse_month(start, "起始月份"), parse_month(end, "截止月份")
    if last < first:
        raise PeriodInvalid("截止月份", end, f"不能早于起始月份{first}")
    if as_of is None:
        return Period(first, last, last.last_day)
    return Period(first, last, _parse_cut_off(as_of, first))


def _parse_cut_off(text: str, first: Month) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise PeriodInvalid(
            "收缴截止日期", text, "请按 2021-02-28 的形式填写"
        ) from None
    if day < first.first_day:
        raise PeriodInvalid("收缴截止日期", text, f"不能早于{first.first_day}")
    return day
