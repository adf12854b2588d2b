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

from xl_addin.sheets.a3 import COLUMNS
from xl_addin.sheets.settings import SETTINGS
from xl_addin.sheets.units import UNITS
from xl_addin.workbook.build import TEMPLATE, template
from xl_addin.workbook.buttons import BUTTONS
from xl_addin.workbook.drawn import DRAWN

# The tabs from left to right
SHEETS = ["首页", "A3", "监管平台", "参数", *(table.tab for table in DRAWN), "试算", "函数说明", "使用说明", "图表数据", "命名区域", "xlwings.conf", "文字", "函数"]  # fmt: skip
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


def test_the_committed_template_is_what_the_sources_give() -> None:
    assert Path(TEMPLATE).read_bytes() == template()


def test_the_sheets_stand_in_their_order(built: Path) -> None:
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

    assert bound == [button.macro for button in BUTTONS if "首页" in button.on]
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
