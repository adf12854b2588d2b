"""Which figure a selected cell holds, on the sheets as they are drawn."""

import re
import warnings
import zipfile
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from xl_addin.desk import open_workbook
from xl_addin.errors import NoFigureSelected
from xl_addin.month.summary import Summary
from xl_addin.period import Period
from xl_addin.sheets.settings import Settings
from xl_addin.trace.answer import trace
from xl_addin.trace.figures import CITY, FIGURES, find_figure
from xl_addin.workbook.build import TEMPLATE

Cells = list[list[Any]]
ANNEX_1 = ["附件1", "标题", "排序"]


def a_book(tab: str, row: int, column: int, cells: Cells) -> Any:
    """Return a workbook in which one cell of a sheet is selected."""
    return SimpleNamespace(
        selected=lambda: (tab, row, column), rows=lambda wanted: {tab: cells}[wanted]
    )


def annex(*lines: list[Any]) -> Cells:
    return [*([name] for name in ANNEX_1), *lines]


@pytest.fixture(scope="module")
def template() -> Any:
    with warnings.catch_warnings(action="ignore"):  # parts openpyxl does not know
        return openpyxl.load_workbook(TEMPLATE)


def test_every_cell_of_a_drawn_annex_is_the_figure_above_it(template: Any) -> None:
    for tab in ("附件1", "附件2"):
        sheet = template[tab]
        cells = [list(line) for line in sheet.iter_rows(values_only=True)]
        headings = ["".join(str(cell.value).split()) for cell in sheet[3]]
        for column, heading in enumerate(headings[1:], start=2):
            book = a_book(tab, 5, column, cells)
            selected = open_workbook.read_selected(book, Settings())
            assert selected.unit == "龙湾区"
            said = selected.figure.label
            assert said == heading or (heading == "排序" and said.endswith("排序"))


def test_every_figure_of_the_first_page_is_found_by_its_label_and_its_value(
    template: Any,
) -> None:
    cells = [list(line) for line in template["首页"].iter_rows(values_only=True)]
    found = []
    for label, value, rows in ((2, 3, range(11, 20)), (5, 6, range(11, 16))):
        for row in rows:
            cells[row - 1][value - 1] = f"第{row}行的值"
            for column in (label, value):
                book = a_book("首页", row, column, cells)
                figure, unit, cell = open_workbook.read_selected(book, Settings())
                assert (figure.label, unit) == (cells[row - 1][label - 1], CITY)
                assert cell == f"第{row}行的值"
            found.append(figure)
    assert tuple(found) == FIGURES["首页"]


def test_the_unit_is_the_one_that_the_line_names_wherever_it_was_moved() -> None:
    cells = annex(["龙港", 4.8], ["合计", 299.74], ["鹿城区", 42.5])

    def unit(row: int) -> str:
        return open_workbook.read_selected(
            a_book("附件1", row, 2, cells), Settings()
        ).unit

    assert [unit(4), unit(5), unit(6)] == ["龙港市", CITY, "鹿城区"]


@pytest.mark.parametrize(
    ("tab", "row", "column"),
    [
        pytest.param("附件1", 3, 2, id="a heading"),
        pytest.param("附件1", 4, 1, id="a unit"),
        pytest.param("附件1", 4, 11, id="beside the table"),
        pytest.param("附件1", 5, 2, id="below the table"),
        pytest.param("附件1", 1_000, 2, id="far below"),
        pytest.param("首页", 10, 2, id="the heading of the key figures"),
        pytest.param("首页", 16, 5, id="below the lists"),
        pytest.param("首页", 12, 4, id="between the tables"),
        pytest.param("通报", 3, 2, id="another sheet"),
        pytest.param("", 0, 0, id="no cell"),
    ],
)
def test_any_other_cell_is_no_figure(tab: str, row: int, column: int) -> None:
    cells = annex(["鹿城区", 42.5], ["制表人：张三", None])

    with pytest.raises(NoFigureSelected, match="请先选中附件1或附件2"):
        open_workbook.read_selected(a_book(tab, row, column, cells), Settings())


@pytest.mark.parametrize(
    ("words", "cell", "said"),
    [
        ("检查处罚率", 40.0, ""),
        ("检查处罚率", 41.5, "表中是41.5，"),
        ("检查处罚率", None, "表中是空白，"),
        ("罚款总数", 42.5, ""),
    ],
)
def test_a_cell_that_is_out_of_date_is_doubted(
    words: str, cell: object, said: str, example: Summary, period: Period
) -> None:
    figure = find_figure(words, "附件1")
    answer = trace(example, figure, "鹿城区")
    found = open_workbook.doubt(open_workbook.Selected(figure, "鹿城区", cell), answer)

    assert period == example.period
    assert said in found
    assert bool(found) == bool(said)


def test_a_blank_line_of_annex_1_is_not_doubted(example: Summary) -> None:
    figure = find_figure("罚款总数", "附件1")
    answer = trace(example, figure, "浙南产业集聚区")

    assert (
        open_workbook.doubt(open_workbook.Selected(figure, answer.unit, None), answer)
        == ""
    )
    assert "应为空白" in open_workbook.doubt(
        open_workbook.Selected(figure, answer.unit, 5.1), answer
    )


def test_each_annex_has_its_own_button_outside_of_what_is_printed() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        drawings = [n for n in package.namelist() if n.endswith(".vml")]
        texts = [package.read(name).decode() for name in drawings]

    bound = [re.findall(r"<x:FmlaMacro>\[0\]!(\w+)<", text) for text in texts]
    assert [macros for macros in bound if macros == ["TraceFigure"]] == [["TraceFigure"]] * 2  # fmt: skip
    columns = [int(re.findall(r"<x:Anchor>\s*(\d+)", t)[0]) for t, m in zip(texts, bound, strict=True) if m == ["TraceFigure"]]  # fmt: skip
    assert sorted(columns) == [7 + 1, 10 + 1]
