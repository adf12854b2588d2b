"""A cell that holds the numbers of two documents is told from one that holds one."""

import pandas as pd
import pytest

from xl_addin.reading.documents import several_in_one

PLAIN = "（鹿）应急罚〔2021〕1号"


@pytest.mark.parametrize(
    ("number", "several"),
    [
        (f"{PLAIN}、（鹿）应急罚〔2021〕2号", True),
        ("（鹿）应急罚〔2021〕1号（鹿）应急罚〔2021〕2号", True),
        ("（鹿）应急罚〔2021〕1号、2号", True),
        ("（鹿）应急罚〔2021〕1、（鹿）应急罚〔2021〕2", True),
        ("〔2021〕1〔2021〕2", True),
        (PLAIN, False),
        ("（鹿）应急罚〔2021〕第1号", False),
        ("（鹿）应急罚〔2021〕1-2号", False),
        ("330302", False),
        (None, False),
    ],
)
def test_two_numbers_in_one_cell(number: str | None, several: bool) -> None:  # noqa: FBT001
    assert several_in_one(pd.Series([number], dtype=object)).tolist() == [several]
