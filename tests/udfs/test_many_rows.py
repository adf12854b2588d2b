"""A hundred thousand rows, and columns of a million of them nearly all blank."""

import random
from bisect import bisect_right
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from udfs import blocks, ranks, records
from xl_addin.reading.cells import is_blank
from xl_addin.sheets.settings import UNITS

Cells = list[list[Any]]
ROWS, WHOLE_COLUMN = 100_000, 1_048_576
MONTHS = ("2021-01", "2021-02")


def chance() -> random.Random:
    return random.Random(20210228)  # noqa: S311  the same numbers every time


def column(values: list[Any]) -> Cells:
    return [[value] for value in values]


def whole(values: list[Any]) -> tuple[tuple[Any], ...]:
    """Return a whole column as Excel hands it over, blank below the values."""
    blanks = [None] * (WHOLE_COLUMN - len(values))
    return tuple((value,) for value in (*values, *blanks))


def half_up(part: int, whole: int) -> float:
    """Return a share in percent by whole numbers alone."""
    return (20_000 * part + whole) // (2 * whole) / 100


@pytest.fixture(scope="module")
def numbers() -> list[int | None]:
    some = chance()
    return [
        None if some.random() < 0.05 else some.randint(1, 50_000) for _ in range(ROWS)
    ]


@pytest.fixture(scope="module")
def fines() -> list[Decimal]:
    some = chance()
    return [Decimal(some.randint(1, 5_000)) / 100 for _ in range(ROWS)]


@pytest.fixture(scope="module")
def a3(good_row: Any, sheet_of: Any, fines: list[Decimal]) -> Cells:
    """Return good rows of all units; the decision of every fifth is of March.

    Every thousandth lacks 检查类别, on which no figure rests.
    """
    rows = []
    for n, fine in enumerate(fines):
        late = {"decided_on": date(2021, 3, 5), "collected_on": None, "collected": None}
        own = {
            "unit": UNITS[n % 13].name,
            "fine": float(fine),
            "collected": float(fine),
        }
        own |= (late | {"closed_on": None}) if n % 5 == 0 else {}
        rows.append(good_row(n, **own | ({"plan": None} if n % 1000 == 7 else {})))
    return sheet_of(*rows)


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the list that fills with each cell that is asked whether it is blank."""
    cells: list[object] = []

    def noted(cell: object) -> bool:
        cells.append(cell)
        return is_blank(cell)

    for module in (blocks, ranks):
        monkeypatch.setattr(module, "is_blank", noted)
    return cells


def test_a_rate_for_each_of_a_hundred_thousand_rows(
    call: Any, numbers: list[int | None]
) -> None:
    wholes = [n % 977 for n in range(ROWS)]
    expected = [
        half_up(part, whole) if part and whole else ""
        for part, whole in zip(numbers, wholes, strict=True)
    ]
    assert call("PENALTY_RATE", column(numbers), column(wholes)) == column(expected)


def test_the_ranks_of_a_hundred_thousand_numbers(
    call: Any, numbers: list[int | None]
) -> None:
    order = sorted(n for n in numbers if n)
    expected = [1 + len(order) - bisect_right(order, n) if n else "" for n in numbers]
    assert call("COMPETITION_RANK", column(numbers)) == column(expected)
    assert call("RANK_IN", column(numbers), column(numbers)) == column(expected)


def test_the_shares_of_a_hundred_thousand_numbers(
    call: Any, numbers: list[int | None]
) -> None:
    total = sum(n or 0 for n in numbers)
    expected = [half_up(n, total) if n else "" for n in numbers]
    assert call("SHARE_OF_TOTAL", column(numbers)) == column(expected)


def test_the_annex_of_a_hundred_thousand_rows_is_what_they_add_up_to(
    call: Any, a3: Cells, fines: list[Decimal]
) -> None:
    counted = [n for n in range(ROWS) if n % 5]
    visits = Counter(n % 13 for n in range(ROWS))
    penalties = Counter(n % 13 for n in counted)
    sums = [sum(fines[n] for n in counted if n % 13 == at) for at in range(13)]
    expected = {
        unit.name: (
            float(sums[at]),
            float(sums[at]),
            half_up(penalties[at], visits[at]),
        )
        for at, unit in enumerate(UNITS)
    }

    annex = call("A3_ANNEX1", a3, *MONTHS)

    assert {line[0]: (line[1], line[2], line[6]) for line in annex[1:]} == expected


def test_a_hundred_thousand_rows_are_answered_line_by_line(
    call: Any, a3: Cells
) -> None:
    missing = "“检查类别”未填写，请补填。"

    status = call("A3_STATUS", a3)
    issues = call("A3_ISSUES", a3)

    body = [missing if n % 1000 == 7 else "完整" for n in range(ROWS)]
    assert status == column(["是否完整", *body])
    wrong = [(line[2], line[6]) for line in issues[1:] if line[4] == "错误"]
    assert sorted(wrong) == [(n + 2, missing) for n in range(7, ROWS, 1000)]


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("PENALTY_RATE", [21], 38.1),
        ("SHARE_OF_TOTAL", [], 100.0),
        ("COMPETITION_RANK", [], 1),
        ("CREDIT_CODE_STATUS", [], "应为18位，现为1位"),
        ("UNIT_NAME", [], "#参数“单位”无效：“8”不在参数表中"),
    ],
)
def test_a_whole_column_is_answered_down_to_its_end(
    name: str, others: list[Any], expected: Any, call: Any, looked: list[object]
) -> None:
    columns = [whole([8.0]), *(whole([float(other)]) for other in others)]

    found = call(name, *columns)

    assert len(looked) < 10
    assert found[0] == [expected]
    assert len(found) == WHOLE_COLUMN
    assert found[1] == found[-1] == [""]


def test_lists_of_whole_columns_name_what_is_there(
    cell: Any, looked: list[object]
) -> None:
    units, values = whole(["甲", "乙", "丙"]), whole([1.0, 3.0, 2.0])

    assert cell("TOP_UNITS", units, values, 2) == "乙和丙"
    assert cell("UNITS_BELOW", units, values, 3) == "甲和丙"
    assert cell("JOIN_UNITS", units) == "甲、乙和丙"
    assert cell("RANK_IN", 2, values) == 2
    assert len(looked) < 50


def test_the_whole_columns_of_a3_are_its_rows(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    sheet = tuple(map(tuple, sheet_of(good_row(1), good_row(2, plan=None))))
    blank = (None,) * len(sheet[0])
    columns = (*sheet, *[blank] * (WHOLE_COLUMN - len(sheet)))

    status = call("A3_STATUS", columns)

    assert len(status) == WHOLE_COLUMN
    assert status[:3] == call("A3_STATUS", sheet)
    assert all(line == [""] for line in status[3:])
    assert call("A3_ANNEX1", columns, *MONTHS) == call("A3_ANNEX1", sheet, *MONTHS)
    assert [len(known.cells) for known in records.kept] == [3]
