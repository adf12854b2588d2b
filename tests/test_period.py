"""Months, periods and cut-off dates, as people write them."""

from datetime import date

import pytest

from xl_addin.errors import PeriodInvalid
from xl_addin.period import Month, Period, parse_month, parse_period


@pytest.mark.parametrize(
    ("month", "last"),
    [
        pytest.param(Month(2021, 1), date(2021, 1, 31), id="31 days"),
        pytest.param(Month(2021, 2), date(2021, 2, 28), id="February"),
        pytest.param(Month(2024, 2), date(2024, 2, 29), id="leap year"),
        pytest.param(Month(2021, 12), date(2021, 12, 31), id="December"),
    ],
)
def test_a_month_has_its_first_and_last_day(month: Month, last: date) -> None:
    assert (month.first_day, month.last_day) == (last.replace(day=1), last)


@pytest.mark.parametrize(
    ("start", "end", "title"),
    [
        pytest.param("2021-02", "2021-02", "2021年2月", id="one month"),
        pytest.param("2021-01", "2021-02", "2021年1-2月", id="as the notice prints it"),
        pytest.param("2020-12", "2021-01", "2020年12月-2021年1月", id="over New Year"),
        pytest.param("2020-02", "2021-02", "2020年2月-2021年2月", id="a year later"),
    ],
)
def test_the_title_of_a_period(start: str, end: str, title: str) -> None:
    assert parse_period(start, end).title == title


def test_the_cut_off_date_is_the_last_day_unless_given() -> None:
    assert parse_period("2021-01", "2021-02").as_of == date(2021, 2, 28)
    assert parse_period("2021-01", "2021-02", "2021-03-10").as_of == date(2021, 3, 10)
    assert parse_period("2021-01", "2021-02", " 2021-01-01 ").as_of == date(2021, 1, 1)


def test_a_period_reaches_from_its_first_to_its_last_day() -> None:
    period = parse_period("2020-12", "2021-02")
    assert period.first_day == date(2020, 12, 1)
    assert period.last_day == date(2021, 2, 28)
    assert period == Period(Month(2020, 12), Month(2021, 2), date(2021, 2, 28))


@pytest.mark.parametrize("text", ["2021-01", "2021-1", " 2021-01 "])
def test_a_month_is_read(text: str) -> None:
    assert parse_month(text, "起始月份") == Month(2021, 1)


def test_a_month_is_written_with_two_digits() -> None:
    assert [str(Month(2021, 1)), str(Month(2021, 12))] == ["2021-01", "2021-12"]


@pytest.mark.parametrize(
    "text", ["", "2021", "2021-13", "2021-00", "2021/01", "1月", "2021-01-05", "202101"]
)
def test_what_is_no_month_is_named_with_its_remedy(text: str) -> None:
    with pytest.raises(PeriodInvalid) as caught:
        parse_month(text, "起始月份")
    assert str(caught.value) == f"起始月份“{text}”无效，请按 2021-01 的形式填写。"


@pytest.mark.parametrize(
    ("start", "end", "as_of", "said"),
    [
        pytest.param(
            "2021-02",
            "2021-01",
            None,
            "截止月份“2021-01”无效，不能早于起始月份2021-02。",
            id="the end before the start",
        ),
        pytest.param(
            "2021-01",
            "二月",
            None,
            "截止月份“二月”无效，请按 2021-01 的形式填写。",
            id="an end in words",
        ),
        pytest.param(
            "2021-01",
            "2021-02",
            "2021-02-30",
            "收缴截止日期“2021-02-30”无效，请按 2021-02-28 的形式填写。",
            id="a day that does not exist",
        ),
        pytest.param(
            "2021-01",
            "2021-02",
            "2020-12-31",
            "收缴截止日期“2020-12-31”无效，不能早于2021-01-01。",
            id="a cut-off before the period",
        ),
    ],
)
def test_a_period_that_cannot_be_says_why(
    start: str, end: str, as_of: str | None, said: str
) -> None:
    with pytest.raises(PeriodInvalid) as caught:
        parse_period(start, end, as_of)
    assert str(caught.value) == said
