"""The table 互联网+监管 is read as it is declared."""

from datetime import date
from typing import Any

import pytest

from examples.make_examples import supervision_rows
from xl_addin.errors import ColumnsMissing
from xl_addin.schema import Context, Read
from xl_addin.settings import Settings
from xl_addin.supervision import SUPERVISION

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
    [("三", "JG-202"), (2.5, "JG-202"), (-1, "JG-202"), ("３", "JG-302"), (0, None)],
)
def test_a_count_is_a_count(cell: object, rule: str | None) -> None:
    issues = read(["鹿城区", cell, 3, 3, 3, 3, 3, 3, 3]).issues
    assert issues["rule"].tolist() == ([rule] if rule else [])


def test_a_missing_column_is_named() -> None:
    with pytest.raises(
        ColumnsMissing, match="工作表“监管平台”第1行标题中缺少“按时完成”列"
    ):
        SUPERVISION.table([list(HEADINGS[:-1])])
