"""填报质量 counted by hand: how complete and how timely each unit's rows are."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from xl_addin.month.summary import Summary
from xl_addin.sheets.schema import Context, Read
from xl_addin.sheets.settings import Settings
from xl_addin.tables import quality

Row = dict[str, Any]
Lines = dict[str, tuple[Any, ...]]

CONTEXT = Context(Settings(), date(2021, 3, 10))


def rate(part: int, whole: int) -> float | None:
    """Return percent with two decimals, half up."""
    return (
        floor(Fraction(10_000 * part, whole) + Fraction(1, 2)) / 100 if whole else None
    )


def lines(frame: Any) -> Lines:
    blank = frame.astype(object).where(frame.notna(), None)
    return {line[0]: tuple(line[1:]) for line in blank.to_numpy().tolist()}


def build(read: Read, context: Context = CONTEXT) -> Lines:
    return lines(quality.build(read.rows, read.issues, context))


def test_a_row_is_complete_without_errors_and_timely_within_the_days(
    good_row: Callable[..., Row], read_rows: Callable[..., Read]
) -> None:
    read = read_rows(
        good_row(1),
        good_row(2, filled_by=None, entry=None),  # two errors, one row
        good_row(3, filled_on="2021.1.10"),  # a warning, and the fifth day
        good_row(4, filled_on=date(2021, 1, 11)),  # the sixth day: late, a warning
        good_row(5, filled_on=None),  # not timely, and an error
        good_row(6, unit="龙港市"),
        good_row(7, unit="某地"),  # whose row, nobody knows
    )
    found = build(read)
    assert found["鹿城区"] == (5, 3, 60.0, 2, 3, 60.0, 2)
    assert found["龙港市"] == (1, 1, 100.0, 1, 1, 100.0, 1)
    assert found["文成县"] == (0, 0, None, None, 0, None, None)
    assert list(found) == Settings().in_order(1)


def test_the_days_are_the_bureaus_to_choose(
    good_row: Callable[..., Row], read_rows: Callable[..., Read]
) -> None:
    read = read_rows(good_row(filled_on=date(2021, 1, 11)))
    assert build(read)["鹿城区"][4] == 0
    chosen = Context(Settings(late_days=6), date(2021, 3, 10))
    assert build(read, chosen)["鹿城区"][4] == 1


def test_an_empty_sheet_has_a_line_for_each_unit(
    read_rows: Callable[..., Read],
) -> None:
    found = build(read_rows())
    assert set(found.values()) == {(0, 0, None, None, 0, None, None)}
    assert len(found) == 13


def test_the_example_counted_row_by_row(example: Summary) -> None:
    rows = example.checked.rows.astype(object).to_dict("records")
    wrong = {
        row
        for row, severity in example.checked.issues[["row", "severity"]].to_numpy()
        if severity == "error"
    }
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        if row["inspected_on"].date() >= date(2021, 1, 1):
            late = (row["filled_on"] - row["inspected_on"]).days > 5
            marks = (1, row["row"] not in wrong, not late)
            counts[row["unit"]] = [a + b for a, b in zip(counts[row["unit"]], marks, strict=True)]  # fmt: skip
    found = lines(example.quality)
    for unit, line in found.items():
        n, complete, timely = counts[unit]
        assert line[:3] == (n, complete, rate(complete, n))
        assert line[4:6] == (timely, rate(timely, n))


def test_the_example_has_256_rows_in_the_period_and_twenty_are_late(
    example: Summary,
) -> None:
    """248 inspections, 7 second decisions and the case of 浙南."""
    assert example.quality["rows"].sum() == 256
    assert example.quality["timely"].sum() == 256 - 20
