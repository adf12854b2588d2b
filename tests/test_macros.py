"""The work of a button, on a workbook that takes everything and shows nothing."""

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest

from xl_addin import macros
from xl_addin.hosts.live.book import LiveBook

Cells = list[list[Any]]


@pytest.fixture
def book(good_row: Callable[..., Any], sheet_of: Callable[..., Cells]) -> Mock:
    """Return a workbook that has A3 with one row, and asks for January."""
    sheets = {"A3": sheet_of(good_row(1))}
    period = {"PeriodFrom": "2021-01", "PeriodTo": "2021-01", "AsOf": None}
    rows = Mock(side_effect=sheets.get)
    return Mock(LiveBook, rows=rows, named=period.get, changes=[])


@pytest.mark.parametrize(
    ("press", "steps"),
    [
        (macros.check_a3, ["读取", "校验", "写入校验结果", "填报质量"]),
        (macros.make_annexes, ["读取", "校验", "汇总", "附件"]),
        (
            macros.monthly_summary,
            ["读取", "校验", "汇总", "写入校验结果", "附件", "填报质量", "通报"],
        ),
    ],
)
def test_each_step_is_said_in_the_status_bar(
    book: Mock, press: Any, steps: list[str]
) -> None:
    press.__wrapped__(book)

    said = [call.args[0] for call in book.progress.call_args_list]
    assert [step in line for step, line in zip(steps, said, strict=True)] == [True] * len(steps)  # fmt: skip
