"""What a rule is told about cells that are read, blank or garbled."""

from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from xl_addin.reading import kinds
from xl_addin.reading.evidence import Evidence

MICRO = 1_000_000


def evidence(**columns: kinds.Reading) -> Evidence:
    rows = pd.DataFrame({key: reading.values for key, reading in columns.items()})
    return Evidence(rows, columns)


def raw(*cells: object) -> Any:
    found = np.empty(len(cells), dtype=object)
    found[:] = cells
    return found


def amounts(*cells: object) -> kinds.Reading:
    return kinds.read_amount(raw(*cells), ("万元",))


def test_a_cell_is_filled_where_it_was_read_however_it_is_written() -> None:
    found = evidence(fine=amounts(1, "２", None, "若干"))

    assert found.filled("fine").tolist() == [True, True, False, False]


def test_who_asks_for_blanks_is_silent_about_garbled_cells() -> None:
    found = evidence(fine=amounts(1, None, "若干"), paid=amounts(1, "若干", 1))

    assert found.silent.tolist() == [False, False, False]
    assert found.blank("fine").tolist() == [False, True, True]
    assert found.silent.tolist() == [False, False, True]
    assert found.asked == {"fine"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(lambda e: e.above("fine"), [True, False, False, False, True], id="above 0"),
        pytest.param(lambda e: e.above("fine", 2 * MICRO), [True, False, False, False, False], id="above 2"),
        pytest.param(lambda e: e.below("fine", 2 * MICRO), [False, True, False, False, False], id="below 2"),
        pytest.param(lambda e: e.zero("fine"), [False, True, False, False, False], id="zero"),
        pytest.param(lambda e: e.exceeds("fine", "paid"), [True, False, False, False, False], id="exceeds"),
    ],
)  # fmt: skip
def test_a_number_that_is_not_known_is_neither_above_nor_below(
    asked: Any, told: list[bool]
) -> None:
    found = evidence(
        fine=amounts(3, 0, None, "若干", 2), paid=amounts(1, 0, 1, 1, None)
    )

    assert asked(found).tolist() == told


def test_a_day_that_is_not_known_comes_before_no_other() -> None:
    first, second = datetime(2021, 1, 1), datetime(2021, 1, 2)  # noqa: DTZ001
    early = kinds.read_date(raw(first, second, None, "近日"))
    late = kinds.read_date(raw(second, first, second, second))

    found = evidence(filed_on=early, decided_on=late)

    assert found.before("filed_on", "decided_on").tolist() == [True, False, False, False]  # fmt: skip


def test_words_are_had_or_lacked_only_where_there_are_words() -> None:
    options = ("警告", "罚款")
    found = evidence(
        kinds=kinds.read_kinds(raw("罚款、警告", "警告", None, "？"), options)
    )

    assert found.has("kinds", "罚款").tolist() == [True, False, False, False]
    assert found.lacks("kinds", "罚款").tolist() == [False, True, False, False]


def test_a_choice_is_what_it_states() -> None:
    spellings = {"是": "是", "否": "否"}
    found = evidence(hazmat=kinds.read_choice(raw("是", "否", None, "？"), spellings))

    assert found.states("hazmat", "否").tolist() == [False, True, False, False]
