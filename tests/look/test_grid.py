"""A sheet and a frame become blocks: each value once, at its place, in its role."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.look.grid import Grid, compose
from xl_addin.look.layout import Field, Page, Sheet
from xl_addin.look.theme import theme
from xl_addin.month.summary import Summary
from xl_addin.tables import annex1, annex2, quality, report

FIELDS = (
    Field("unit", "单位", width=18),
    Field("fines", "罚款\n（万元）", "amount", 13),
    Field("rank", "排序", "rank", 7),
)
FRAME = pd.DataFrame(
    {
        "rank": pd.array([1, None], dtype="Int64"),
        "unit": ["鹿城区", "文成县"],
        "fines": [42.5, None],
        "not printed": [1, 2],
    }
)


def sheet(tag: str = "附件1", note: str = "") -> Sheet:
    return Sheet("附件1", "{period}汇总表", FIELDS, tag=tag, note=note)


def at(grid: Grid) -> dict[tuple[int, int], object]:
    """Return every cell by its place; none may be written twice."""
    cells = [((r, c), v) for block in grid.blocks for r, c, v in block.cells()]
    assert len(dict(cells)) == len(cells)
    return dict(cells)


def test_a_grid_reads_as_printed() -> None:
    assert str(compose(sheet(), FRAME, "2021年1-2月")) == (
        "1: 附件1\n"
        "2: 2021年1-2月汇总表\n"
        "3: 单位 | 罚款\n（万元） | 排序\n"
        "4: 鹿城区 | 42.5 | 1\n"
        "5: 文成县 |  | "
    )


def test_cells_stand_at_their_places_and_blanks_are_none() -> None:
    cells = at(compose(sheet(), FRAME))
    assert cells[4, 1] == "鹿城区"
    assert (cells[4, 2], cells[4, 3]) == (42.5, 1)
    assert (cells[5, 2], cells[5, 3]) == (None, None)


def test_values_are_those_of_plain_python() -> None:
    for value in at(compose(sheet(), FRAME)).values():
        assert type(value) in {str, int, float, type(None)}


@pytest.mark.parametrize(
    ("tag", "note", "headings", "merged"),
    [
        pytest.param("附件1", "", 3, (2,), id="tag and title"),
        pytest.param("", "", 2, (1,), id="title alone"),
        pytest.param("", "注", 3, (1, 2), id="title and note"),
        pytest.param("附件1", "注", 4, (2, 3), id="all three"),
    ],
)
def test_what_stands_above_the_table_moves_it_down(
    tag: str, note: str, headings: int, merged: tuple[int, ...]
) -> None:
    grid = compose(sheet(tag, note), FRAME)
    assert (grid.heading_row, grid.last_row) == (headings, headings + 2)
    assert grid.merged == merged
    assert at(grid)[headings, 1] == "单位"
    assert at(grid)[headings + 1, 1] == "鹿城区"


def test_the_period_stands_in_title_and_note() -> None:
    cells = at(compose(sheet(note="{period}的数据"), FRAME, "2021年2月"))
    assert (cells[2, 1], cells[3, 1]) == ("2021年2月汇总表", "2021年2月的数据")


def test_a_grid_knows_its_size() -> None:
    grid = compose(sheet(), FRAME)
    assert grid.last_column == 3
    assert dict(grid.widths) == {1: 18, 2: 13, 3: 7}
    assert grid.heights[3] == 36
    assert grid.heights[4] == grid.heights[5] == 24
    assert grid.page == Page()


def test_a_table_without_lines_has_its_headings() -> None:
    grid = compose(sheet(), FRAME.iloc[:0])
    assert grid.last_row == grid.heading_row == 3
    assert [block.role for block in grid.blocks] == ["tag", "title", "heading"]


@given(st.lists(st.floats(0, 1e9) | st.none(), max_size=20))
@settings(deadline=None, max_examples=40)
def test_a_column_is_one_block(fines: list[float | None]) -> None:
    frame = pd.DataFrame(
        {"unit": "甲", "fines": pd.Series(fines, dtype="float64"), "rank": 1}
    )
    grid = compose(sheet(), frame)
    drawn = [line for b in grid.blocks if b.role == "amount" for (line,) in b.lines]
    assert drawn == fines
    assert len(grid.blocks) <= 3 + len(FIELDS)


@pytest.mark.parametrize("module", [annex1, annex2, quality, report])
def test_every_role_of_a_sheet_has_a_look(module: object) -> None:
    declared: Sheet = module.SHEET  # type: ignore[attr-defined]
    for style in ("通报样式", "两位小数"):
        looks = theme(style)
        assert {field.role for field in declared.fields} <= looks.keys()
        assert {"tag", "title", "note", "heading"} <= looks.keys()


def test_amounts_print_their_own_decimals_unless_two_are_wanted() -> None:
    published, strict = theme("通报样式"), theme("两位小数")
    assert [published[role].number for role in ("amount", "rate", "plain_rate")] == ["General", "0.00", "General"]  # fmt: skip
    assert [strict[role].number for role in ("amount", "rate", "plain_rate")] == ["0.00"] * 3  # fmt: skip


def test_the_annexes_of_the_example_fill_their_sheets(example: Summary) -> None:
    first = compose(annex1.SHEET, example.annex1, example.period.title)
    second = compose(annex2.SHEET, example.annex2, example.period.title)
    assert at(first)[2, 1] == "2021年1-2月全市安全生产执法有关数据汇总表"
    assert at(second)[2, 1] == "2021年1-2月全市危险化学品打非治违报表"
    assert (first.last_row, first.last_column) == (16, 10)
    assert (second.last_row, second.last_column) == (16, 7)
    assert None not in [v for (row, _), v in at(second).items() if row > 3]
