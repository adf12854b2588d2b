"""How each kind of cell is read: the table of spellings is the specification."""

from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from xl_addin.reading import kinds
from xl_addin.reading.kinds import Reading

READ, ODD, GARBLED, BLANK, MARK = "read", "odd", "garbled", "blank", "mark for nothing"
UNITS = {"浙南产业集聚区": "浙南产业集聚区", "经开区": "浙南产业集聚区", "甲": "甲"}
OPTIONS = ("警告", "罚款", "没收", "责令停产停业整顿")
JAN_5 = date(2021, 1, 5)
TRUE: object = True


def column(*cells: object) -> Any:
    raw = np.empty(len(cells), dtype=object)
    raw[:] = cells
    return raw


def fates(reading: Reading) -> list[str]:
    names = [BLANK, READ, ODD, GARBLED, MARK]
    return [names[status] for status in reading.status]


def values(reading: Reading) -> list[object]:
    """Return plain Python values, None where nothing was read."""
    cells = [None if pd.isna(cell) else cell for cell in reading.values.tolist()]
    return [c.date() if isinstance(c, datetime) else c for c in cells]


def check(reading: Reading, value: object, fate: str) -> None:
    assert (values(reading), fates(reading)) == ([value], [fate])


texts = [
    pytest.param("示例企业001", "示例企业001", READ, id="clean"),
    pytest.param(" 示例企业001 ", "示例企业001", ODD, id="blanks around"),
    pytest.param("示例\n企业", "示例企业", ODD, id="line break"),
    pytest.param("示例企业\u00a0", "示例企业", ODD, id="NBSP at the end"),
    pytest.param("示例\u200b企业", "示例企业", ODD, id="zero width"),
    pytest.param("\ufeff示例企业", "示例企业", ODD, id="byte order mark"),
    pytest.param("　示例企业", "示例企业", ODD, id="ideographic blank"),
    pytest.param("９１ＭＡａ", "91MAa", ODD, id="full-width digits and letters"),
    pytest.param("（鹿）应急罚〔2021〕1号", "（鹿）应急罚〔2021〕1号", READ, id="brackets"),
    pytest.param("A B", "A B", READ, id="a blank inside"),
    pytest.param(12.0, "12", READ, id="a float code has no .0"),
    pytest.param(330302, "330302", READ, id="an int code"),
    pytest.param(12.5, "12.5", READ, id="a fraction"),
    pytest.param(None, None, BLANK, id="nothing"),
    pytest.param("", None, BLANK, id="empty text"),
    pytest.param(" \n", None, BLANK, id="only white space"),
    pytest.param("\u200b", None, BLANK, id="only zero width"),
    pytest.param("#N/A", None, GARBLED, id="an error value"),
    pytest.param("#SPILL!", None, GARBLED, id="an error value of newer Excel"),
]  # fmt: skip
marks = ["/", "／", "－", "—", "——", "--", " - ", "\\\\", "无", "　无", "不适用", "N/A", "NULL", "nan"]  # fmt: skip
no_marks = ["无证照主体", "/鹿", "-1", "无。", "0", "N"]


@pytest.mark.parametrize(("cell", "value", "fate"), texts)
def test_text(cell: object, value: object, fate: str) -> None:
    check(kinds.read_text(column(cell)), value, fate)


@pytest.mark.parametrize(("cell", "value", "fate"), texts)
def test_nothing_is_odd_in_a_remark(cell: object, value: object, fate: str) -> None:
    check(kinds.read_remark(column(cell)), value, READ if fate == ODD else fate)


@pytest.mark.parametrize("truth", [TRUE, False, "TRUE"])
def test_true_is_no_text(truth: object) -> None:
    check(kinds.read_text(column(truth)), None, GARBLED)


@pytest.mark.parametrize("mark", marks)
def test_a_mark_for_nothing_is_a_blank_in_every_column_but_the_remarks(
    mark: str,
) -> None:
    raw = column(mark)
    for reading in (
        kinds.read_text(raw),
        kinds.read_choice(raw, UNITS),
        kinds.read_kinds(raw, OPTIONS),
        kinds.read_date(raw),
        kinds.read_count(raw),
        kinds.read_amount(raw, ("万元", "万")),
    ):
        check(reading, None, MARK)
        assert reading.blank.all()
    assert fates(kinds.read_remark(raw)) == [READ]


@pytest.mark.parametrize("cell", no_marks)
def test_what_only_begins_like_a_mark_for_nothing_is_none(cell: str) -> None:
    assert not kinds.read_text(column(cell)).blank.any()


def test_a_word_that_may_be_chosen_is_no_mark_for_nothing() -> None:
    check(kinds.read_choice(column("无"), {"有": "有", "无": "无"}), "无", READ)


@pytest.mark.parametrize(
    ("cell", "value", "fate"),
    [
        pytest.param("浙南产业集聚区", "浙南产业集聚区", READ, id="the word itself"),
        pytest.param("经开区", "浙南产业集聚区", ODD, id="an alias"),
        pytest.param("浙南产业\n集聚区", "浙南产业集聚区", ODD, id="line break"),
        pytest.param("浙南产业 集聚区", "浙南产业集聚区", ODD, id="blank, as published"),
        pytest.param("甲\u00a0", "甲", ODD, id="NBSP"),
        pytest.param("甲\u200b", "甲", ODD, id="zero width"),
        pytest.param("乙", None, GARBLED, id="another word"),
        pytest.param("甲乙", None, GARBLED, id="more than the word"),
        pytest.param(1, None, GARBLED, id="a number"),
        pytest.param(JAN_5, None, GARBLED, id="a date"),
        pytest.param(TRUE, None, GARBLED, id="TRUE"),
        pytest.param(None, None, BLANK, id="nothing"),
        pytest.param("　", None, BLANK, id="white space"),
        pytest.param("\u200b", None, BLANK, id="only zero width"),
    ],
)  # fmt: skip
def test_choice(cell: object, value: object, fate: str) -> None:
    check(kinds.read_choice(column(cell), UNITS), value, fate)


@pytest.mark.parametrize(
    ("cell", "value", "fate"),
    [
        pytest.param("罚款", "罚款", READ, id="one"),
        pytest.param("罚款、没收", "罚款、没收", READ, id="two"),
        pytest.param("没收、罚款", "没收、罚款", READ, id="their order stays"),
        pytest.param("罚款,没收", "罚款、没收", ODD, id="comma"),
        pytest.param("罚款，没收", "罚款、没收", ODD, id="Chinese comma"),
        pytest.param("罚款；没收", "罚款、没收", ODD, id="semicolon"),
        pytest.param("罚款 没收", "罚款、没收", ODD, id="blank between"),
        pytest.param("罚款\n没收", "罚款、没收", ODD, id="line break between"),
        pytest.param(" 罚款", "罚款", ODD, id="blank before"),
        pytest.param("罚款、", "罚款", ODD, id="one mark too many"),
        pytest.param("罚款、罚款", "罚款", ODD, id="said twice"),
        pytest.param("、", None, GARBLED, id="only a mark"),
        pytest.param("罚金", None, GARBLED, id="another word"),
        pytest.param("罚款、罚金", None, GARBLED, id="one of two is another word"),
        pytest.param("罚款没收", None, GARBLED, id="not joined"),
        pytest.param(3, None, GARBLED, id="a number"),
        pytest.param(None, None, BLANK, id="nothing"),
        pytest.param(" ", None, BLANK, id="white space"),
    ],
)
def test_kinds(cell: object, value: object, fate: str) -> None:
    check(kinds.read_kinds(column(cell), OPTIONS), value, fate)


@pytest.mark.parametrize(
    ("cell", "value", "fate"),
    [
        pytest.param(JAN_5, JAN_5, READ, id="a date"),
        pytest.param(datetime(2021, 1, 5, 9, 30), JAN_5, READ, id="a moment"),  # noqa: DTZ001
        pytest.param("2021-01-05", JAN_5, ODD, id="text"),
        pytest.param("2021-1-5", JAN_5, ODD, id="short text"),
        pytest.param("2021/1/5", JAN_5, ODD, id="slashes"),
        pytest.param("2021.1.5", JAN_5, ODD, id="points"),
        pytest.param("2021年1月5日", JAN_5, ODD, id="in words"),
        pytest.param("2021年 1月 5日", JAN_5, ODD, id="in words with blanks"),
        pytest.param("２０２１-01-05", JAN_5, ODD, id="full-width digits"),
        pytest.param("20210105", JAN_5, ODD, id="compact"),
        pytest.param(20210105, JAN_5, ODD, id="compact number"),
        pytest.param("44201", JAN_5, ODD, id="a serial number as text"),
        pytest.param("２０２１－０１－０５", JAN_5, ODD, id="all full-width"),
        pytest.param("2021-01-05 10:30", JAN_5, ODD, id="with time"),
        pytest.param(" 2021-01-05\n", JAN_5, ODD, id="blanks around"),
        pytest.param("2021-01-05 00:00:00", JAN_5, ODD, id="midnight"),
        pytest.param(44201, JAN_5, ODD, id="a serial number"),
        pytest.param(44201.75, JAN_5, ODD, id="a serial number with time"),
        pytest.param("2021-01-05 00:00:00.0", JAN_5, ODD, id="JDBC"),
        pytest.param("2021-01-05T00:00:00.000Z", JAN_5, ODD, id="JSON"),
        pytest.param("2021-01-04T16:00:00.000Z", JAN_5, ODD, id="midnight in China, as JSON has it"),
        pytest.param("2021-01-05T00:00:00+08:00", JAN_5, ODD, id="with China's zone"),
        pytest.param("2021-01-05 08:30:00.123456", JAN_5, ODD, id="microseconds"),
        pytest.param("2021. 1. 5", JAN_5, ODD, id="points and blanks"),
        pytest.param("2021.01.05.", JAN_5, ODD, id="a point at the end"),
        pytest.param("2021-1-5 星期二", JAN_5, ODD, id="weekday"),
        pytest.param("2021年1月5日（周二）", JAN_5, ODD, id="weekday in brackets"),
        pytest.param("2021/1/5 上午 8:30", JAN_5, ODD, id="morning"),
        pytest.param("2021/1/5 8:30:00 AM", JAN_5, ODD, id="AM"),
        pytest.param("2021年1月5日8时30分", JAN_5, ODD, id="hour in words"),
        pytest.param("二〇二一年一月五日", JAN_5, ODD, id="as official documents are dated"),
        pytest.param("二○二一年十二月三十一日", date(2021, 12, 31), ODD, id="the last of a year in words"),
        pytest.param("二〇二一年二月三十日", None, GARBLED, id="no such day in words"),
        pytest.param("2021-1-5 星期三", None, GARBLED, id="the weekday of another day"),
        pytest.param("1/5/2021", None, GARBLED, id="day or month first: not to be known"),
        pytest.param("05-01-2021", None, GARBLED, id="the year last"),
        pytest.param("21-1-5", None, GARBLED, id="a year of two digits"),
        pytest.param("2021-01\n-05", None, GARBLED, id="a line break inside"),
        pytest.param("2021-01-05 25:00", None, GARBLED, id="hour 25"),
        pytest.param("2021-01-05\n2021-01-06", None, GARBLED, id="two days"),
        pytest.param("#REF!", None, GARBLED, id="an error value"),
        pytest.param("2021-02-29", None, GARBLED, id="a day that does not exist"),
        pytest.param("2021-13-01", None, GARBLED, id="month 13"),
        pytest.param("1月5日", None, GARBLED, id="no year"),
        pytest.param("2021-01", None, GARBLED, id="no day"),
        pytest.param("昨天", None, GARBLED, id="a word"),
        pytest.param(5, None, GARBLED, id="a small number"),
        pytest.param(-44201, None, GARBLED, id="a negative number"),
        pytest.param(float("inf"), None, GARBLED, id="infinity"),
        pytest.param(TRUE, None, GARBLED, id="TRUE"),
        pytest.param(time(9, 30), None, GARBLED, id="a time of day"),
        pytest.param(timedelta(days=3), None, GARBLED, id="a duration"),
        pytest.param(None, None, BLANK, id="nothing"),
        pytest.param("  ", None, BLANK, id="white space"),
        pytest.param("\u200b", None, BLANK, id="only zero width"),
    ],
)  # fmt: skip
def test_date(cell: object, value: object, fate: str) -> None:
    check(kinds.read_date(column(cell)), value, fate)


@pytest.mark.parametrize(
    ("cell", "value", "fate"),
    [
        pytest.param(3, 3, READ, id="an integer"),
        pytest.param(3.0, 3, READ, id="a whole float, as Excel hands it over"),
        pytest.param(0, 0, READ, id="zero"),
        pytest.param("3", 3, ODD, id="text"),
        pytest.param("３", 3, ODD, id="full-width digit"),
        pytest.param("3项", 3, ODD, id="with 项"),
        pytest.param("3 人", 3, ODD, id="with 人"),
        pytest.param("1,234", 1234, ODD, id="thousands"),
        pytest.param(TRUE, None, GARBLED, id="TRUE"),
        pytest.param("1\n2", None, GARBLED, id="a line break inside"),
        pytest.param("1\t2", None, GARBLED, id="a tab inside"),
        pytest.param("12\n", 12, ODD, id="a line break behind"),
        pytest.param(3.5, None, GARBLED, id="a fraction"),
        pytest.param("3.5", None, GARBLED, id="a fraction as text"),
        pytest.param(-1, None, GARBLED, id="negative"),
        pytest.param("-1", None, GARBLED, id="negative text"),
        pytest.param("2万", None, GARBLED, id="万 is no count of things"),
        pytest.param(float("inf"), None, GARBLED, id="infinity"),
        pytest.param("inf", None, GARBLED, id="infinity as text"),
        pytest.param("nan", None, MARK, id="nan as text"),
        pytest.param("1e3", None, GARBLED, id="an exponent"),
        pytest.param("若干", None, GARBLED, id="a word"),
        pytest.param(JAN_5, None, GARBLED, id="a date"),
        pytest.param(10**12, None, GARBLED, id="beyond all reason"),
        pytest.param(None, None, BLANK, id="nothing"),
        pytest.param("\u3000", None, BLANK, id="white space"),
    ],
)
def test_count(cell: object, value: object, fate: str) -> None:
    check(kinds.read_count(column(cell)), value, fate)


@pytest.mark.parametrize(
    ("cell", "value", "fate"),
    [
        pytest.param(5.1, 5_100_000, READ, id="5.1"),
        pytest.param(299.74, 299_740_000, READ, id="299.74"),
        pytest.param(0.1 + 0.2, 300_000, READ, id="a binary sum"),
        pytest.param(1.005, 1_005_000, READ, id="1.005"),
        pytest.param(0, 0, READ, id="zero"),
        pytest.param(0.000001, 1, READ, id="one 分"),
        pytest.param("5.10", 5_100_000, ODD, id="text"),
        pytest.param("５.１", 5_100_000, ODD, id="full-width digits"),
        pytest.param("５．１", 5_100_000, ODD, id="full-width point"),
        pytest.param("5.1万元", 5_100_000, ODD, id="with 万元"),
        pytest.param("5.1 万元", 5_100_000, ODD, id="with blank and 万元"),
        pytest.param("1,234.5", 1_234_500_000, ODD, id="thousands"),
        pytest.param(0.0000014, 1, ODD, id="finer than 分"),
        pytest.param(0.0020145, 2015, ODD, id="half a 分 goes up by the decimal shown"),
        pytest.param(0.0020144999, 2014, ODD, id="less than half goes down"),
        pytest.param("0.0020145", 2015, ODD, id="half a 分 as text"),
        pytest.param(2.675, 2_675_000, READ, id="a float below its decimal"),
        pytest.param(1_000_000, 10**12, READ, id="the most that is read"),
        pytest.param(999_999_999, None, GARBLED, id="beyond all reason"),
        pytest.param(TRUE, None, GARBLED, id="TRUE"),
        pytest.param("5\n3", None, GARBLED, id="two amounts in a cell"),
        pytest.param("5\x0b3", None, GARBLED, id="a control character inside"),
        pytest.param("#N/A", None, GARBLED, id="an error value"),
        pytest.param("5100元", None, GARBLED, id="元 is another unit"),
        pytest.param(-5.1, None, GARBLED, id="negative"),
        pytest.param("五万元", None, GARBLED, id="in words"),
        pytest.param("5.1吨", None, GARBLED, id="吨 is no money"),
        pytest.param("1,5", None, GARBLED, id="a comma is no point"),
        pytest.param("5.1.2", None, GARBLED, id="two points"),
        pytest.param(float("inf"), None, GARBLED, id="infinity"),
        pytest.param(JAN_5, None, GARBLED, id="a date"),
        pytest.param(None, None, BLANK, id="nothing"),
    ],
)
def test_amount(cell: object, value: object, fate: str) -> None:
    check(kinds.read_amount(column(cell), ("万元", "万")), value, fate)


def test_true_is_no_number_beside_a_one() -> None:
    for cells in ([1, TRUE], [TRUE, 1], [TRUE, 1, TRUE], [1.0, TRUE]):
        expected = [GARBLED if cell is TRUE else READ for cell in cells]
        assert fates(kinds.read_count(column(*cells))) == expected


def test_true_does_not_change_how_its_neighbours_read() -> None:
    cells = (2, "3", None, "x", 3.5)
    assert fates(kinds.read_count(column(*cells, TRUE)))[:-1] == fates(
        kinds.read_count(column(*cells))
    )


def test_an_empty_column_is_read() -> None:
    readings = [
        kinds.read_text(column()),
        kinds.read_choice(column(), UNITS),
        kinds.read_kinds(column(), OPTIONS),
        kinds.read_date(column()),
        kinds.read_count(column()),
        kinds.read_amount(column(), ()),
    ]
    assert [values(reading) for reading in readings] == [[]] * 6


def test_the_types_of_columns() -> None:
    blank = column(None)
    assert kinds.read_date(blank).values.dtype == "datetime64[s]"
    assert kinds.read_count(blank).values.dtype == "Int64"
    assert kinds.read_amount(blank, ()).values.dtype == "Int64"
    assert kinds.read_choice(blank, UNITS).values.dtype == "category"
    assert kinds.read_text(blank).values.dtype == object


def test_a_weight_may_end_in_its_unit_only() -> None:
    reading = kinds.read_amount(column("5.1吨", "5.1 吨", "5.1万元", 5.1), ("吨",))
    assert values(reading) == [5_100_000, 5_100_000, None, 5_100_000]
    assert fates(reading) == [ODD, ODD, GARBLED, READ]
