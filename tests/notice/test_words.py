"""How the notice says small numbers and places."""

import pytest

from xl_addin.notice.words import best, numeral

DIGITS = "一二三四五六七八九"


def value(said: str) -> int:
    """Read a numeral below a hundred as a Chinese reader does."""
    if "十" not in said:
        return DIGITS.index(said) + 1
    tens, ones = said.split("十")
    return 10 * (DIGITS.index(tens) + 1 if tens else 1) + (
        DIGITS.index(ones) + 1 if ones else 0
    )


@pytest.mark.parametrize("number", range(1, 100))
def test_a_numeral_reads_as_its_number(number: int) -> None:
    assert value(numeral(number)) == number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_a_numeral_is_written_as_usual(number: int, said: str) -> None:
    assert numeral(number) == said


@pytest.mark.parametrize(
    ("places", "said"),
    [(1, "第一位"), (2, "前两位"), (3, "前三位"), (10, "前十位"), (12, "前十二位")],
)
def test_places_are_said_as_usual(places: int, said: str) -> None:
    assert best(places) == said
