"""The table 互联网+监管 is read as it is declared."""

from datetime import date
from typing import Any

import pytest

from examples.make_examples import supervision_rows
from xl_addin.sheets.schema import Context, Read
from xl_addin.sheets.settings import Settings
from xl_addin.sheets.supervision import RATES, SUPERVISION, rate_of
from xl_addin.sheets.supervision import read as read_lines

HEADINGS = (
    "填报单位",
    "应开通（人）",
    "已开通（人）",
    "已激活（人）",
    "检查次数",
    "移动端（次）",
    "双随机应完成",
    "双随机已完成",
    "按时完成",
)


def read(*rows: Any) -> Read:
    table = SUPERVISION.table([["“互联网+监管”"], list(HEADINGS), *map(list, rows)])
    return SUPERVISION.read(table, Context(Settings(), date(2021, 3, 10)))


def test_the_columns_are_those_of_the_platform() -> None:
    assert SUPERVISION.sheet == "监管平台"
    assert tuple(column.heading for column in SUPERVISION.columns) == HEADINGS


def test_the_example_is_read_without_issues() -> None:
    rows = [tuple(row.values()) for row in supervision_rows()]
    found = read(*rows)
    assert found.issues.empty
    assert found.rows["unit"].tolist() == Settings().in_order(1)
    line = found.rows.set_index("unit").loc["文成县"]
    expected = (13, 12, 11, 0, 0, 4, 3, 3)
    keys = [column.key for column in SUPERVISION.columns[1:]]
    assert tuple(line[keys]) == expected
    assert found.rows["row"].tolist() == list(range(3, 16))


@pytest.mark.parametrize("at", range(9))
def test_every_cell_is_asked_for(at: int) -> None:
    cells: list[object] = ["鹿城区", 3, 3, 3, 3, 3, 3, 3, 3]
    cells[at] = None
    issues = read(cells).issues[["row", "column", "rule", "severity"]]
    code = f"JG-1{at + 1:02}"
    assert issues.to_numpy().tolist() == [[3, HEADINGS[at], code, "error"]]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("三", "JG-203"), (2.5, "JG-203"), (-1, "JG-203"), ("３", "JG-303"), (0, None)],
)
def test_a_count_is_a_count(cell: object, rule: str | None) -> None:
    issues = read(["鹿城区", 3, cell, 0, 3, 3, 3, 3, 3]).issues
    assert issues["rule"].tolist() == ([rule] if rule else [])


def test_a_column_that_the_sheet_lacks_is_said_once_and_nothing_is_made_of_it() -> None:
    lines = [["鹿城区", *[3] * 7], ["龙湾区", *[3] * 7]]
    table = SUPERVISION.table([list(HEADINGS[:-1]), *lines])

    usable, found = read_lines(table, Context(Settings(), None))

    assert usable.empty
    assert [(issue.row, issue.rule) for issue in found] == [(2, "JG-109")]
    assert "没有“按时完成”列" in found[0].message


@pytest.mark.parametrize(
    ("at", "rule"),
    [(2, "JG-401"), (3, "JG-402"), (5, "JG-403"), (7, "JG-404"), (8, "JG-405")],
)
def test_a_part_is_not_more_than_its_whole(at: int, rule: str) -> None:
    """Else a rate above 100 % would make up for another unit's shortfall."""
    cells: list[object] = ["鹿城区", 5, 5, 5, 5, 5, 5, 5, 5]
    cells[at] = 6
    assert read(cells).issues["rule"].tolist() == [rule]


def test_a_unit_stands_once() -> None:
    line = ["鹿城区", 3, 3, 3, 3, 3, 3, 3, 3]
    issues = read(line, ["鹿城", *line[1:]]).issues
    assert issues["rule"].tolist() == ["JG-301", "JG-601"]
    assert issues["row"].tolist() == [4, 4]


def test_a_line_with_an_error_is_not_used_at_all() -> None:
    good = ["鹿城区", 3, 3, 3, 3, 3, 3, 3, 3]
    table = SUPERVISION.table([list(HEADINGS), good, ["龙湾区", *good[1:-1], "?"]])
    lines, issues = read_lines(table, Context(Settings(), date(2021, 3, 10)))
    assert lines["unit"].tolist() == ["鹿城区"]
    assert [(issue.row, issue.rule) for issue in issues] == [(3, "JG-209")]


@pytest.mark.parametrize(
    ("figures", "wrong"), [([None] * 8, 0), ([""] * 8, 0), ([0, *[None] * 7], 15)]
)
def test_a_table_of_units_alone_was_not_filled_in(
    figures: list[Any], wrong: int
) -> None:
    """As soon as one cell is, all others of both units are asked for."""
    units = [["鹿城区", *figures], ["龙湾区", *[None] * 8]]
    table = SUPERVISION.table([list(HEADINGS), *units])
    lines, issues = read_lines(table, Context(Settings(), date(2021, 3, 10)))
    assert lines.empty
    assert len(issues) == wrong


def test_the_rates_of_the_example_are_city_sums_of_its_table() -> None:
    rows = [tuple(row.values()) for row in supervision_rows()]
    lines = read(*rows).rows
    sums = [sum(row[at] for row in rows) for at in range(1, 9)]
    due, opened, active, checks, mobile, tasks, _, timely = sums
    parts = [(opened, due), (active, opened), (mobile, checks), (timely, tasks)]
    expected = [round(100 * part / whole, 2) for part, whole in parts]
    assert [rate_of(lines, rate) for rate in RATES] == expected


def test_a_rate_of_nothing_is_unknown() -> None:
    lines = read(["鹿城区", 0, 0, 0, 0, 0, 0, 0, 0]).rows
    assert [rate_of(lines, rate) for rate in RATES] == [None] * 4
