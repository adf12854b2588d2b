"""The built workbooks: whole, valid, and what the statistician expects to see."""

import re
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator
from pyopenvba import ExcelFile
from pyvbaanalysis import analyze_office_file

from xl_addin.a3 import COLUMNS
from xl_addin.settings import SETTINGS, UNITS
from xl_addin.workbook.build import TEMPLATE, template
from xl_addin.workbook.front import BUTTONS

# design.md §6, in this order
SHEETS = ["首页", "A3", "监管平台", "参数", "附件1", "附件2", "年终考核", "填报质量", "校验报告", "通报", "问题单位", "历史", "追溯", "试算", "函数说明", "使用说明", "图表数据", "命名区域", "xlwings.conf", "文字", "函数"]  # fmt: skip
ANNEX_1 = [
    ("鹿城区", 42.5, 42.5, 3, 100, 1, 40, 4, 100, 1),
    ("龙湾区", 34.3, 34.3, 4, 100, 1, 92.86, 1, 100, 1),
    ("瓯海区", 23, 23, 6, 100, 1, 31.58, 6, 100, 1),
    ("洞头区", 3.6, 3.6, 8, 100, 1, 42.86, 3, 100, 1),
    ("乐清市", 89.64, 89.64, 1, 100, 1, 38.1, 5, 100, 1),
    ("瑞安市", 33.4, 33.4, 5, 100, 1, 30.3, 7, 100, 1),
    ("永嘉县", 64.7, 64.7, 2, 100, 1, 90.48, 2, 100, 1),
    ("文成县", *[None] * 9),
    ("平阳县", *[None] * 9),
    ("泰顺县", 2, 2, 9, 100, 1, 14.29, 8, 100, 1),
    ("苍南县", 1.8, 1.8, 10, 100, 1, 12.5, 9, 100, 1),
    ("浙南产业集聚区", *[None] * 9),
    ("龙港市", 4.8, 4.8, 7, 100, 1, 7.69, 10, 100, 1),
]
ANNEX_2 = [
    ("鹿城区", 4, 26.3, 37.5, 2, 0, 0),
    ("龙湾区", 1, 1.25, 5.5, 6, 0, 0),
    ("瓯海区", 4, 5.61, 15.6, 4, 1, 0),
    ("洞头区", 0, 0, 0, 8, 0, 0),
    ("乐清市", 3, 0, 13.1, 5, 0, 0),
    ("瑞安市", 3, 46.8, 17.01, 3, 1, 6),
    ("永嘉县", 5, 4.62, 47.1, 1, 0, 0),
    ("文成县", 0, 0, 0, 8, 0, 0),
    ("平阳县", 0, 0, 0, 8, 0, 0),
    ("泰顺县", 0, 0, 0, 8, 0, 0),
    ("龙港市", 0, 0, 0, 8, 0, 0),
    ("苍南县", 0, 0, 0, 8, 0, 0),
    ("浙南产业集聚区", 1, 8.41, 5.1, 7, 0, 0),
]
FILES = ["template_file", "month_file"]


def opened(path: Path) -> Workbook:
    with warnings.catch_warnings(action="ignore"):  # parts openpyxl does not know
        return openpyxl.load_workbook(path)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def body(sheet: Worksheet, first: int) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=first, values_only=True))


@pytest.fixture(params=FILES)
def built(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


@pytest.fixture(scope="session")
def month(month_file: Path) -> Workbook:
    return opened(month_file)


def test_the_committed_template_is_what_the_sources_give() -> None:
    assert Path(TEMPLATE).read_bytes() == template()


def test_the_sheets_are_those_of_the_contract(built: Path) -> None:
    assert opened(built).sheetnames == SHEETS


def test_only_what_is_not_for_the_user_is_very_hidden(built: Path) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in opened(built).worksheets}

    assert {t for t, state in states.items() if state != "visible"} == {*SHEETS[-5:]}
    assert {states[tab] for tab in SHEETS[-5:]} == {"veryHidden"}


def test_the_package_is_valid_and_links_to_nothing_outside(built: Path) -> None:
    findings = OpenXmlValidator().validate(str(built))
    with zipfile.ZipFile(built) as package:
        names = package.namelist()
        relations = [package.read(n).decode() for n in names if n.endswith(".rels")]

    assert findings.errors == []
    assert not any("externalLink" in name for name in names)
    assert not any('TargetMode="External"' in text for text in relations)


def test_the_vba_project_is_sound(built: Path) -> None:
    with ExcelFile(built) as book:
        assert book.validate() == []
    ours = {
        "Bridge",
        "Charts",
        "Macros",
        "Ranges",
        "Ribbon",
        "ThisWorkbook",
        "Wizard",
        "xlwings_udfs",
    }
    for module, findings in analyze_office_file(str(built)).items():
        if module in ours:
            assert [f for f in findings if f.severity.value == "error"] == []


def test_every_button_on_the_first_page_has_its_macro(built: Path) -> None:
    bound = re.findall(
        r"<x:FmlaMacro>\[0\]!(\w+)<", part(built, "xl/drawings/vmlDrawing1.vml")
    )
    with ExcelFile(built) as book:
        macros = re.findall(r"Public Sub (\w+)\(", book.get_module("Macros"))

    assert bound == [macro for macro, _ in BUTTONS]
    assert set(bound) <= set(macros)


def test_the_columns_of_the_excel_table_are_unique_and_equal_to_the_cells(
    built: Path,
) -> None:
    sheet = opened(built)["A3"]
    table = sheet.tables["tblA3"]
    names = [column.name for column in table.tableColumns]
    cells = [cell.value for cell in sheet[table.ref][0]]

    assert names == cells
    assert len(set(names)) == len(names)
    assert names[: len(COLUMNS)] == [column.heading for column in COLUMNS]


def test_a3_helps_while_typing_without_python(template_file: Path) -> None:
    sheet = opened(template_file)["A3"]
    messages = {
        str(v.sqref).split(":")[0]: v.prompt
        for v in sheet.data_validations.dataValidation
    }
    tinted = {str(area.sqref).split(":")[0] for area in sheet.conditional_formatting}

    assert sheet.freeze_panes == "E4"
    assert len(messages) == len(COLUMNS)
    assert messages["Z4"] == "选填。"
    assert messages["Y4"] == "“实缴金额（万元）”大于0时必填。"
    assert {"A4", "F4", "N4", "S4", "AC4", "AF4"} <= tinted
    assert "AG4" not in tinted  # 备注 is never required


def test_text_columns_are_text_so_that_codes_stay_as_typed(month: Workbook) -> None:
    sheet = month["A3"]

    assert sheet["F4"].value == "9133030200000901XC"
    assert [sheet[f"{c}4"].number_format for c in "FCW"] == [
        "@",
        "yyyy-mm-dd",
        "General",
    ]


def test_the_settings_sheet_lists_every_setting_and_unit(template_file: Path) -> None:
    sheet = opened(template_file)["参数"]
    labels = [row[0] for row in body(sheet, 4)]
    units = [row[4] for row in body(sheet, 4)]
    demands = [row[10] for row in body(sheet, 4)]

    assert [label for label in labels if label] == [s.label for s in SETTINGS]
    assert [name for name in units if name] == [unit.name for unit in UNITS]
    assert [heading for heading in demands if heading] == [
        "积极推进危险化学品打非治违三年行动",
        "切实做好“互联网+监管”平台使用工作",
        "严格按照规定做好执法数据统计工作",
    ]


def test_annex_1_is_the_published_one_in_every_cell(month: Workbook) -> None:
    assert body(month["附件1"], 4) == ANNEX_1


def test_annex_2_is_the_published_one_in_every_cell(month: Workbook) -> None:
    assert body(month["附件2"], 4) == ANNEX_2


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


def test_the_charts_plot_the_units_of_the_annexes(month_file: Path) -> None:
    plotted = [
        re.findall(r"<c:f>([^<]+)</c:f>", part(month_file, f"xl/charts/chart{n}.xml"))
        for n in (1, 2, 3)
    ]
    data = opened(month_file)["图表数据"]

    assert plotted[0] == ["图表数据!$A$2:$A$61", "图表数据!$B$2:$B$61"]
    assert plotted[1][:2] == ["图表数据!$A$2:$A$61", "图表数据!$C$2:$C$61"]
    assert plotted[2] == ["图表数据!$E$2:$E$61", "图表数据!$F$2:$F$61"]
    assert [data[f"{c}2"].value for c in "BCF"] == ["='附件1'!B4", "='附件1'!G4", "='附件2'!D4"]  # fmt: skip
    hidden = [row for row in range(1, 62) if data.row_dimensions[row].hidden]
    assert hidden == list(range(15, 62))  # headings, then thirteen units


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


def test_every_line_of_the_report_links_to_its_cell(month: Workbook) -> None:
    sheet = month["校验报告"]
    lines = body(sheet, 4)
    targets = {
        f"C{row}": sheet[f"C{row}"].hyperlink.location
        for row in range(4, 4 + len(lines))
    }

    # 48 on A3, three units without a report, one mismatch, one fine in no annex
    assert len(lines) == 53
    assert ("浙南产业集聚区", "A3", 194, "处罚决定日期") in {line[:4] for line in lines}
    for row, line in enumerate(lines, start=4):
        tab, number = targets[f"C{row}"].split("!")
        assert tab.strip("'") == line[1]
        assert number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(line[2])


def test_the_rows_of_the_user_stand_in_the_finished_workbook_unchanged(
    month: Workbook,
) -> None:
    given = opened(Path("examples/A3_2021-01_2021-02.xlsx"))["A3"]

    ours = [row[: len(COLUMNS)] for row in body(month["A3"], 4)]
    assert ours == body(given, 3)
