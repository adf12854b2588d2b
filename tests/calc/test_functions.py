"""Every worksheet function in a cell, through the workbook's own VBA, in LibreOffice.

The cells are saved with a wrong value on purpose: LibreOffice hands back saved values
without a word where it does not compute.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import xlsxwriter
from pyopenvba import ExcelFile

from examples.published import UNITS
from tests.calc.desk import Desk
from xl_addin.hosts.calc import desktop

pytestmark = pytest.mark.calc

Fill = Callable[[xlsxwriter.Workbook], None]
WRONG = "not computed"
# 检查处罚率 and its rank as published, of the ten units that have one.
RATES = [40, 92.86, 31.58, 42.86, 38.1, 30.3, 90.48, 14.29, 12.5, 7.69]
RANKS = [4, 1, 6, 3, 5, 7, 2, 8, 9, 10]


def cells(formulas: Mapping[str, str], numbers: Mapping[str, Any]) -> Fill:
    """Write numbers, and formulas with a wrong value saved in each."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("数")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for place, value in numbers.items():
            sheet.write(place, value, day if isinstance(value, datetime) else None)
        for place, formula in formulas.items():
            sheet.write_formula(place, formula, None, WRONG)

    return fill


def test_single_cells_give_the_published_rates(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    active = [unit for unit in UNITS if unit.inspections]
    numbers = {
        f"{column}{row}": value
        for row, unit in enumerate(active, start=1)
        for column, value in (("A", unit.penalties), ("B", unit.inspections))
    }
    last = len(active)
    formulas = {
        f"C{row}": f"=PENALTY_RATE(A{row},B{row})" for row in range(1, last + 1)
    }
    formulas |= {
        f"D{row}": f"=RANK_IN(C{row},C$1:C${last})" for row in range(1, last + 1)
    }
    formulas["F1"] = f"=PENALTY_RATE(SUM(A1:A{last}),SUM(B1:B{last}))"

    book = desk.open(with_functions(cells(formulas, numbers)), "单格.xlsm")

    sheet = book.sheets["数"]
    assert sheet[f"C1:C{last}"].value == RATES
    assert sheet[f"D1:D{last}"].value == RANKS
    assert sheet["F1"].value == 35.08


def test_arguments_of_every_kind_are_understood(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    numbers = {"A1": datetime(2021, 1, 31), "A2": " ８ ", "A3": 21, "A4": True}  # noqa: DTZ001
    formulas = {
        "B1": "=MONTH_TITLE(A1,A1)",
        "B2": "=PENALTY_RATE(A2,A3)",
        "B3": "=PENALTY_RATE(A9,A3)",
        "B4": "=PENALTY_RATE(A4,A3)",
        "A5": "=1/0",
        "B5": "=PENALTY_RATE(A5,A3)",
        "B6": "=RANK_IN(2,{1,2,3})",
        "B7": "=RANK_IN(2,{1;2;5;6},1)",
        "B8": "=PENALTY_RATE(8,0)",
        "B9": "=MONTH_TITLE(202101,202102)",
        "B10": "=PENALTY_RATE(DATE(1900,1,8),21)",
    }

    book = desk.open(with_functions(cells(formulas, numbers)), "参数.xlsm")

    assert book.sheets["数"]["B1:B10"].value == [
        "2021年1月",
        38.1,
        None,
        "#参数“行政处罚起数”无效：请使用数字",
        "#参数“行政处罚起数”无效：单元格是错误值#DIV/0!，请先改正",
        2,
        2,
        None,
        "2021年1-2月",
        42.86,
    ]


def test_a_formula_without_its_arguments_leaves_its_neighbours_alive(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    mistyped = ["=PENALTY_RATE()", "=PENALTY_RATE(A1)", "=A3_ANNEX1()"]
    formulas = {f"C{row}": formula for row, formula in enumerate(mistyped, start=1)}
    formulas["D1"] = "=PENALTY_RATE(A1,B1)"
    package = with_functions(cells(formulas, {"A1": 8, "B1": 20}))
    sheet = desk.open(package, "缺参数.xlsm").sheets["数"]

    before, said = sheet["D1"].value, sheet["C1:C3"].value
    sheet["A1"].value = 5

    assert before == 40
    assert said == ["#参数不全或无法传递，请检查公式"] * 3
    assert sheet["D1"].value == 25


def test_a_column_of_codes_and_of_names_is_answered_cell_by_cell(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("数")
        sheet.write_column("A1", ["91350100M000100Y43", None, "91350100M000100Y44"])
        sheet.write_column("B1", ["经开区", "龙港", "北京"])
        for place, name in (
            ("D1:D3", "CREDIT_CODE_STATUS(A1:A3)"),
            ("E1:E3", "UNIT_NAME(B1:B3)"),
        ):
            sheet.write_array_formula(place, f"{{={name}}}", None, WRONG)

    sheet = desk.open(with_functions(fill), "代码.xlsm").sheets["数"]

    assert sheet["D1:D3"].value == ["正确", None, "校验位不符，请对照营业执照核对"]
    assert sheet["E1:E3"].value == [
        "浙南产业集聚区",
        "龙港市",
        "#参数“单位”无效：“北京”不在参数表中",
    ]


# Ten rows on one sheet and, in its column B, four on another.
WHOLE = {
    "=TOP_UNITS(数!C:C,数!A:A)": "u9、u8和u7",
    "=RANK_IN(数!A3,数!A:A)": 8,
    "=SUM(COMPETITION_RANK(数!A:A))": 55,
    "=SUM(COMPETITION_RANK(数!A2:A1048576))": 45,
    "=ROWS(PENALTY_RATE(数!A:A,数!B:B))": 10,
    "=INDEX(PENALTY_RATE(数!A:A,数!B:B),10,1)": 64.29,
    "=ROWS(PENALTY_RATE(数!A:A,数!Z:Z))": 10,
    "=ROWS(PENALTY_RATE(另!B:B,数!B:B))": 10,
    "=INDEX(PENALTY_RATE(另!B:B,数!B:B),4,1)": 50,
    "=INDEX(PENALTY_RATE(另!B:B,数!B:B),5,1)": None,
    "=ROWS(PENALTY_RATE(另!B:B,1))": 4,
    "=INDEX(PENALTY_RATE(另!B:B,100),3,1)": 3,
    "=COLUMNS(WAN(数!2:2))": 5,
    "=WAN(数!Z500:Z1048576)": None,
}


def test_whole_columns_end_where_the_sheet_is_blank_and_stay_aligned(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("数")
        for row in range(10):
            sheet.write_row(row, 0, (row, row + 5, f"u{row}"))
        other = book.add_worksheet("另")
        for row, value in enumerate((2, 2, 3, 4)):
            other.write(row, 1, value)
        asked = book.add_worksheet("问")
        for row, formula in enumerate(WHOLE):
            asked.write_formula(row, 0, formula, None, WRONG)
        sheet.write_formula("E1", "=ROWS(PENALTY_RATE(A:A,B:B))", None, WRONG)

    started = monotonic()
    book = desk.open(with_functions(fill), "整列.xlsm")

    said = book.sheets["问"][f"A1:A{len(WHOLE)}"].value
    assert dict(zip(WHOLE, said, strict=True)) == WHOLE
    assert book.sheets["数"]["E1"].value == 10
    assert monotonic() - started < 20  # a million cells each would take minutes


def test_a_module_that_does_not_compile_would_be_noticed(
    desk: Desk, with_functions: Callable[[Fill], bytes], tmp_path: Path
) -> None:
    package = tmp_path / "坏.xlsm"
    package.write_bytes(with_functions(cells({"A1": "=WAN(5000)"}, {})))
    with ExcelFile(package) as book:
        book.vba_project().add_module(
            "Broken", 'Attribute VB_Name = "Broken"\r\nSub x(\r\n'
        )
        book.save()

    opened = desk.open(package.read_bytes(), "坏.xlsm")

    assert opened.sheets["数"]["A1"].value != 0.5


@pytest.mark.parametrize(
    ("working", "said"),
    [
        ('GetConfig = paths.substituteVariables("$(user)/Scripts/python/bridge.py", True)', "#尚未安装，函数不能计算，请联系信息人员"),
        ("bridge.py$", "#未连接到Python，请按首页的“自检”"),
    ],
    ids=["not installed", "not reached"],
)  # fmt: skip
def test_without_python_a_cell_says_so_in_chinese_and_the_rest_computes(
    desk: Desk,
    with_functions: Callable[[Fill], bytes],
    monkeypatch: pytest.MonkeyPatch,
    working: str,
    said: str,
) -> None:
    ours = desktop.transport()["xlwings"]
    assert working in ours
    carried = {"xlwings": ours.replace(working, "")}
    monkeypatch.setattr(desktop, "transport", lambda: carried)
    formulas = {f"A{row}": f"=WAN({row})" for row in range(1, 201)} | {"B1": "=1+1"}

    book = desk.open(with_functions(cells(formulas, {})), "断开.xlsm")

    assert set(book.sheets["数"]["A1:A200"].value) == {said}
    assert book.sheets["数"]["B1"].value == 2
