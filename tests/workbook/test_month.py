"""The finished month in a workbook: figures as published, marks, links, the user's rows."""

import re
import warnings
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.sheets.a3 import COLUMNS

LINK = r"""=HYPERLINK\("#'(.+)'![A-Z]+(\d+)",(\d+)\)"""

Lines = list[tuple[object, ...]]


def opened(path: Path) -> Workbook:
    with warnings.catch_warnings(action="ignore"):  # parts openpyxl does not know
        return openpyxl.load_workbook(path)


def body(sheet: Worksheet, first: int) -> Lines:
    return list(sheet.iter_rows(min_row=first, values_only=True))


@pytest.fixture(scope="module")
def month(month_file: Path) -> Workbook:
    return opened(month_file)


def test_annex_1_is_the_published_one_in_every_cell(
    month: Workbook, published_numbers: tuple[Lines, Lines]
) -> None:
    assert body(month["附件1"], 4) == published_numbers[0]


def test_annex_2_is_the_published_one_in_every_cell(
    month: Workbook, published_numbers: tuple[Lines, Lines]
) -> None:
    assert body(month["附件2"], 4) == published_numbers[1]


def test_figures_print_as_published(month: Workbook) -> None:
    sheet = month["附件1"]

    assert sheet["A2"].value == "2021年1-2月全市安全生产执法有关数据汇总表"
    formats = [sheet.cell(4, at).number_format for at in range(2, 11)]
    assert formats == [
        "General",
        "General",
        "0",
        "0.00",
        "0",
        "0.00",
        "0",
        "General",
        "0",
    ]


@pytest.mark.parametrize(("tab", "way"), [("附件1", "landscape"), ("附件2", None)])
def test_an_annex_prints_on_a4_with_its_headings_repeated(
    month: Workbook, tab: str, way: str | None
) -> None:
    sheet = month[tab]

    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == (way or "portrait")
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A4"].border.left.style == "thin"


def test_the_first_page_shows_the_key_figures(month: Workbook) -> None:
    sheet = month["首页"]

    assert [sheet[f"C{row}"].value for row in (3, 4, 5)] == [
        "2021-01",
        "2021-02",
        "2021-02-28",
    ]
    assert [sheet[f"C{row}"].value for row in range(11, 20)] == [248, 87, 299.74, 299.74, 100, 35.08, 299.74, 100, 3]  # fmt: skip
    assert sheet["F11"].value == "乐清市、永嘉县和鹿城区"
    assert sheet["F15"].value == "文成县、平阳县和浙南产业集聚区"


def test_what_was_left_out_names_the_row_where_it_now_stands(month: Workbook) -> None:
    lines = [row[1:5] for row in body(month["首页"], 42)]

    assert (
        "罚款总数（万元）",
        5.1,
        None,
        "A3第194行：处罚决定书文号、处罚决定日期缺失或无法读取",
    ) in lines
    assert month["A3"]["B194"].value == "浙南产业 集聚区"


def test_a_mark_stands_beside_its_row_and_names_the_cells(month: Workbook) -> None:
    sheet = month["A3"]
    names = [cell.value for cell in sheet[3]]
    at = names.index("错误列") + 1

    assert (
        sheet.cell(194, at).value == "|现场检查记录文书号|处罚决定书文号|处罚决定日期|"
    )
    assert sheet.cell(194, at + 1).value == "|填报单位|处罚决定书文号|"
    assert sheet.column_dimensions["AI"].hidden


def test_every_line_of_the_report_links_to_its_cell(
    month: Workbook, month_file: Path
) -> None:
    values = openpyxl.load_workbook(month_file, data_only=True)["校验报告"]
    lines = body(values, 4)
    formulas = [row[2] for row in body(month["校验报告"], 4)]

    # 48 on A3, three units without a report, one mismatch, one fine in no annex
    assert len(lines) == len(formulas) == 53
    assert ("浙南产业集聚区", "A3", 194, "处罚决定日期") in {line[:4] for line in lines}
    for line, formula in zip(lines, formulas, strict=True):
        link = re.fullmatch(LINK, str(formula))
        assert link is not None
        assert link.groups() == (line[1], str(line[2]), str(line[2]))


def test_the_rows_of_the_user_stand_in_the_finished_workbook_unchanged(
    month: Workbook,
) -> None:
    given = opened(Path("examples/A3_2021-01_2021-02.xlsx"))["A3"]

    ours = [row[: len(COLUMNS)] for row in body(month["A3"], 4)]
    assert ours == body(given, 3)


def test_text_columns_are_text_so_that_codes_stay_as_typed(month: Workbook) -> None:
    sheet = month["A3"]

    assert sheet["F4"].value == "9133030200000901XC"
    assert [sheet[f"{c}4"].number_format for c in "FCW"] == [
        "@",
        "yyyy-mm-dd",
        "General",
    ]
