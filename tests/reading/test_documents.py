"""Two spellings of a document's number are one document; two numbers are two."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.reading.documents import document_key, document_keys, several_in_one

PLAIN = "（鹿）应急罚〔2021〕1号"


@pytest.mark.parametrize(
    "spelling",
    [
        "(鹿)应急罚(2021)1号",
        "(鹿)应急罚[2021]1号",
        "【鹿】应急罚【2021】1号",
        "｛鹿｝应急罚｛2021｝1号",
        "﹝鹿﹞应急罚﹝2021﹞1号",
        "（鹿）应急罚〔２０２１〕１号",
        "（鹿） 应急罚 〔2021〕 1 号",
        "（鹿）应急罚〔2021〕\u30001号",
        "（鹿）应急罚〔2021〕第1号",
        "（鹿）应急罚〔2021〕第 001 号",
        "（鹿）应急罚〔2021〕0001号",
    ],
)
def test_a_spelling_of_the_same_number(spelling: str) -> None:
    assert document_key(spelling) == document_key(PLAIN)


@pytest.mark.parametrize(
    "other",
    [
        "（鹿）应急罚〔2021〕10号",
        "（鹿）应急罚〔2021〕100号",
        "（鹿）应急罚〔2020〕1号",
        "（瑞）应急罚〔2021〕1号",
        "（鹿）应急检记〔2021〕1号",
        "（鹿）应急罚〔2021〕1-1号",
    ],
)
def test_another_number_stays_another(other: str) -> None:
    assert document_key(other) != document_key(PLAIN)


def test_a_serial_of_nothing_but_zeros_keeps_one() -> None:
    assert document_key("（鹿）〔2021〕000号") == "(鹿)(2021)0号"


def test_a_number_without_brackets_keeps_its_zeros_in_front() -> None:
    """What stands alone is the number itself, not a serial behind a year."""
    assert document_key("007") == "007"


@given(
    st.sampled_from("鹿瓯瑞乐"),
    st.integers(2000, 2099),
    st.integers(1, 9999),
    st.data(),
)
@settings(deadline=None)
def test_any_mixture_of_spellings_is_one_document(
    place: str, year: int, serial: int, data: st.DataObject
) -> None:
    pairs = st.sampled_from(["〔〕", "[]", "【】", "()", "（）", "﹝﹞", "{}"])
    blank = st.sampled_from(["", " ", "\u3000", "\n", "\u00a0"])

    def spelt() -> str:
        (a, b), (c, d) = data.draw(pairs), data.draw(pairs)
        gap, first = data.draw(blank), data.draw(st.sampled_from(["", "第"]))
        digits = f"{serial:0{data.draw(st.integers(1, 6))}d}"
        if data.draw(st.booleans()):
            digits = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
        return f"{a}{place}{b}应急罚{c}{year}{d}{gap}{first}{digits}{gap}号"

    assert document_key(spelt()) == document_key(spelt())
    assert document_key(spelt()).endswith(f"({year}){serial}号")


def test_keys_of_a_column_are_missing_where_the_numbers_are() -> None:
    numbers = pd.Series([PLAIN, None, "(鹿)应急罚[2021]01号"], index=[3, 5, 9], dtype=object)  # fmt: skip
    keys = document_keys(numbers)
    assert keys.index.tolist() == [3, 5, 9]
    assert keys.isna().tolist() == [False, True, False]
    assert keys[3] == keys[9]


@pytest.mark.parametrize(
    ("number", "several"),
    [
        (f"{PLAIN}、（鹿）应急罚〔2021〕2号", True),
        ("（鹿）应急罚〔2021〕1号（鹿）应急罚〔2021〕2号", True),
        ("（鹿）应急罚〔2021〕1号、2号", True),
        ("（鹿）应急罚〔2021〕1、（鹿）应急罚〔2021〕2", True),
        (PLAIN, False),
        ("（鹿）应急罚〔2021〕第1号", False),
        ("（鹿）应急罚〔2021〕1-2号", False),
        ("330302", False),
        (None, False),
    ],
)
def test_two_numbers_in_one_cell(number: str | None, several: bool) -> None:  # noqa: FBT001
    assert several_in_one(pd.Series([number], dtype=object)).tolist() == [several]
