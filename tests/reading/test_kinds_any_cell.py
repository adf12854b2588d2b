"""Whatever stands in the cells, reading ends, and each cell has one fate."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xl_addin.reading import kinds
from xl_addin.reading.cells import is_blank
from xl_addin.reading.kinds import Reading
from xl_addin.reading.spelling import is_placeholder

WORDS = ("是", "否", "鹿城区")
OPTIONS = ("警告", "罚款", "没收")
READERS = {
    "text": kinds.read_text,
    "remark": kinds.read_remark,
    "choice": lambda raw: kinds.read_choice(raw, {word: word for word in WORDS}),
    "kinds": lambda raw: kinds.read_kinds(raw, OPTIONS),
    "date": kinds.read_date,
    "count": kinds.read_count,
    "amount": lambda raw: kinds.read_amount(raw, ("万元", "万")),
}
every_reader = pytest.mark.parametrize("kind", READERS)
few = settings(max_examples=60, deadline=None)

# Every character that a cell of a workbook can hold: no half of a surrogate pair.
written = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
likely = st.text("０1２.,-/年月日 \n\u200b\u00a0万元项人罚款、警告是", max_size=10)
cells = st.one_of(
    st.none(),
    written,
    likely,
    st.sampled_from([*WORDS, *OPTIONS, "2021-01-05", "20210105", "3", "5.1万元"]),
    st.floats(),
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
columns = st.lists(cells, max_size=8)


def column(values: list[object]) -> np.ndarray:
    raw = np.empty(len(values), dtype=object)
    raw[:] = values
    return raw


def cell_by_cell(kind: str, values: list[object]) -> list[int]:
    return [int(READERS[kind](column([value])).status[0]) for value in values]


@every_reader
@given(values=columns)
@few
def test_each_cell_has_one_fate_and_a_value_exactly_if_it_was_read(
    kind: str, values: list[object]
) -> None:
    reading: Reading = READERS[kind](column(values))
    assert len(reading.values) == len(reading.status) == len(values)
    assert set(reading.status.tolist()) <= {0, 1, 2, 3, 4}
    unread = reading.blank | reading.garbled
    assert reading.values.isna().tolist() == unread.tolist()


@every_reader
@given(values=columns)
@few
def test_blank_cells_are_blank_and_no_others(kind: str, values: list[object]) -> None:
    reading = READERS[kind](column(values))
    expected = [
        is_blank(value)
        or (isinstance(value, float) and value != value)  # noqa: PLR0124  nan
        or (isinstance(value, str) and not kinds.plain(value))
        for value in values
    ]
    assert (reading.blank & ~reading.placeholder).tolist() == expected


@every_reader
@given(values=columns)
@few
def test_a_cell_reads_alone_as_it_reads_among_others(
    kind: str, values: list[object]
) -> None:
    together = READERS[kind](column(values)).status.tolist()
    assert together == cell_by_cell(kind, values)


@given(st.text())
@settings(deadline=None)
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    once = kinds.plain(text)
    assert kinds.plain(once) == once


@given(st.text(st.characters(categories=["L", "N"], max_codepoint=0xFEFF)))
@settings(deadline=None)
def test_plain_text_reads_clean(text: str) -> None:
    plain = kinds.plain(text)
    assume(not is_placeholder(plain) and plain not in {"TRUE", "FALSE"})
    reading = kinds.read_text(column([plain, text]))
    assert reading.odd.tolist()[0] is False
    assert reading.values[1] == (plain or None)
    assert reading.odd.tolist()[1] == (plain not in {text, ""})


def in_words(day: date) -> str:
    ones = "〇一二三四五六七八九"
    year = "".join(ones[int(digit)] for digit in f"{day.year}")
    numbers = [""] + [
        f"{'' if n < 20 else ones[n // 10]}{'十' if n > 9 else ''}{ones[n % 10] if n % 10 else ''}"
        for n in range(1, 32)
    ]
    return f"{year}年{numbers[day.month]}月{numbers[day.day]}日"


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
@settings(deadline=None)
def test_a_day_reads_the_same_in_every_spelling(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    spellings = [
        day,
        datetime(day.year, day.month, day.day),  # noqa: DTZ001
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day.isoformat()} 00:00:00.0",
        f"{day.isoformat()}T07:59:59Z",
        f"{day.year}. {day.month}. {day.day}",
        f"{day.isoformat()} 星期{'一二三四五六日'[day.weekday()]}",
        in_words(day),
        *([serial, float(serial)] if 20_000 <= serial <= 73_000 else []),
    ]
    reading = kinds.read_date(column(spellings))
    assert set(reading.values) == {pd.Timestamp(day)}
    assert reading.odd.tolist() == [False] * 2 + [True] * (len(spellings) - 2)


@given(st.integers(0, 10**9 - 1))
@settings(deadline=None)
def test_a_count_comes_back(number: int) -> None:
    reading = kinds.read_count(column([number, float(number), str(number)]))
    assert reading.values.tolist() == [number] * 3
    assert reading.odd.tolist() == [False, False, True]


@given(st.integers(0, 10**12))
@settings(deadline=None)
def test_an_amount_comes_back_to_the_last_fen(fen: int) -> None:
    """A cell holds the float nearest to the decimal."""
    decimal = Decimal(fen).scaleb(-6)
    reading = READERS["amount"](column([float(decimal), f"{decimal:f}万元"]))
    assert reading.values.tolist() == [fen, fen]
    assert reading.odd.tolist() == [False, True]


@given(st.integers(0, 10**6), st.integers(1, 4))
@settings(deadline=None)
def test_a_sum_of_amounts_is_read_as_people_add(fen: int, times: int) -> None:
    """Excel adds binary floats; what it shows is what we read."""
    total = sum([float(Decimal(fen).scaleb(-6))] * times)
    assert READERS["amount"](column([total])).values.tolist() == [fen * times]


@given(st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True))
@settings(deadline=None)
def test_kinds_come_back(words: list[str]) -> None:
    reading = kinds.read_kinds(column(["、".join(words), ",".join(words)]), OPTIONS)
    assert reading.values.tolist() == ["、".join(words)] * 2
    assert reading.odd.tolist() == [False, len(words) > 1]


def test_a_duration_is_never_a_date() -> None:
    assert kinds.read_date(column([timedelta(days=44201)])).garbled.tolist() == [True]


def test_characters_that_only_files_hold_do_not_shift_the_others() -> None:
    """A file may hold NUL as _x0000_; half a surrogate pair comes from a host."""
    cells = ["a\0b", "\0c ", " d", "\ud800e "]
    reading = kinds.read_text(column(cells))
    assert reading.values.tolist() == ["ab", "c", "d", "\ud800e"]


def test_no_character_is_overlooked_in_a_long_column() -> None:
    """A column is searched for suspects as a whole: each one must be known there."""
    marks = [chr(n) for n in range(1, 0x10000) if not 0xD800 <= n < 0xE000]
    cells = [f"甲{mark}" for mark in marks]
    reading = kinds.read_text(column(cells))
    assert reading.values.tolist() == [kinds.plain(cell) for cell in cells]
    blanks = [at for at, mark in enumerate(marks) if mark.isspace()]
    assert set(reading.values[blanks]) == {"甲"}
    assert reading.odd[blanks].all()


@given(
    st.sampled_from(["12", "3.5", "2021-01-05", "20210105", "1,234"]),
    st.sampled_from([*map(chr, range(1, 32)), "\x7f", "\x85", "\u2028"]),
    st.data(),
)
@settings(deadline=None)
def test_a_control_character_never_joins_what_stands_on_its_sides(
    text: str, control: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(text) - 1))
    broken = column([f"{text[:at]}{control}{text[at:]}"])
    for kind in ("date", "count", "amount"):
        assert READERS[kind](broken).garbled.tolist() == [True]
