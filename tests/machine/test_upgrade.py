"""What an upgrade carries from an older workbook into the present template."""

import datetime as dt
import hashlib
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table
from openxml_audit import OpenXmlValidator

from xl_addin.errors import (
    Encrypted,
    FileMissing,
    NotAWorkbook,
    SheetMissing,
)
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.machine.old_workbook import WorkbookNewer
from xl_addin.machine.upgrade import Upgrade, upgrade
from xl_addin.month.summary import as_json, check, summarise
from xl_addin.notice import draft
from xl_addin.period import parse_period
from xl_addin.sheets.version import PRESENT, TAB, version_of
from xl_addin.workbook.content import SHEETS

Filling = Callable[..., Any]
DAY = dt.datetime(2021, 2, 3)  # noqa: DTZ001  a cell has no zone


def _upgraded(path: Path) -> tuple[Upgrade, Path]:
    made = upgrade(path, {"INTERPRETER_WIN": "py"}, lambda _: None)
    new = path.with_name("新.xlsm")
    new.write_bytes(made.workbook)
    return made, new


def _book(path: Path) -> Any:
    with warnings.catch_warnings(action="ignore"):
        return openpyxl.load_workbook(path)


def _month(path: Path) -> dict[str, Any]:
    checked = check(read_sheets(path, SHEETS), dt.date(2021, 3, 10))
    return as_json(summarise(checked, parse_period("2021-01", "2021-02")))


def _left(made: Upgrade) -> dict[str, str]:
    return {line.what: line.sheet for line in made.left}


def test_the_month_of_old_and_new_is_one_and_the_old_file_stays(
    filling: Filling,
) -> None:
    with filling() as (book, path):
        book["参数"]["B4"] = 50
        book["参数"]["I6"] = "瓯海老区、瓯海"
    before = hashlib.sha256(path.read_bytes()).digest()

    made, new = _upgraded(path)

    assert made.before == "0.1.0"
    assert version_of(read_sheets(new, (TAB,))[TAB]) == PRESENT
    assert _month(new) == _month(path)
    assert _month(new)["facts"]["fines"] == 1.75
    assert hashlib.sha256(path.read_bytes()).digest() == before
    assert (_book(new)["参数"]["B4"].value, _book(new)["参数"]["I6"].value) == (
        50,
        "瓯海老区、瓯海",
    )


def test_the_period_and_the_settings_of_this_machine_are_in_the_new_one(
    filling: Filling,
) -> None:
    with filling() as (book, path):
        book["首页"]["C4"] = dt.date(2021, 2, 1)
        book["首页"]["C5"] = "2021-03-05"
        book["xlwings.conf"]["B1"] = "C:\\theirs\\python.exe"

    book = _book(_upgraded(path)[1])

    assert [book["首页"][f"C{row}"].value for row in (3, 4, 5)] == [
        "2021-01",
        "2021-02",
        "2021-03-05",
    ]
    conf = dict(line[:2] for line in book["xlwings.conf"].values)
    assert conf["INTERPRETER_WIN"] == "py"


def test_columns_of_the_users_own_keep_order_type_and_formula(
    filling: Filling,
) -> None:
    with filling() as (book, path):
        sheet = book["A3"]
        for at, heading in enumerate(("经办 人", "编号", "核对日", "差额"), start=37):
            sheet.cell(3, at, heading)
        sheet["AK4"], sheet["AL4"], sheet["AM4"] = "=1+1", "007", DAY
        sheet["AK4"].data_type = "s"
        sheet["AM4"].number_format = "yyyy-mm-dd"
        sheet["AN4"] = "=W4-X4"

    made, new = _upgraded(path)

    sheet = _book(new)["A3"]
    assert [sheet.cell(3, at).value for at in range(37, 41)] == [
        "经办 人",
        "编号",
        "核对日",
        "差额",
    ]
    assert (sheet["AK4"].value, sheet["AK4"].data_type) == ("=1+1", "s")
    assert (sheet["AL4"].value, sheet["AL4"].data_type) == ("007", "s")
    assert sheet["AM4"].value == DAY
    assert (sheet["AN4"].value, sheet["AN4"].data_type) == ("=W4-X4", "f")
    assert made.left == ()


def test_a_formula_follows_a_column_that_was_moved_and_rows_that_were_blank(
    filling: Filling,
) -> None:
    with filling() as (book, path):
        sheet = book["A3"]
        sheet.move_range("A3:A5", cols=40)  # 记录编号 stands last
        sheet.move_range("A5:AO5", rows=2)  # rows 5 and 6 are blank
        own = book.create_sheet("台账")
        own["A1"], own["A2"] = "=A3!AO7", "=SUM('A3'!$W$4:$W$7)"
        own["A3"], own["A4"] = "=COUNTA(A3!AO:AO)", "=SUM(A3!V4:AO4)"

    made, new = _upgraded(path)

    own = _book(new)["台账"]
    assert [own[f"A{row}"].value for row in (1, 2, 3)] == [
        "=A3!A5",
        "=SUM('A3'!$W$4:$W$5)",
        "=COUNTA(A3!A:A)",
    ]
    assert own["A4"].data_type != "f"
    assert _left(made)["公式1个"] == "台账"


def test_own_sheets_keep_values_formulas_formats_and_sizes(filling: Filling) -> None:
    with filling() as (book, path):
        own = book.create_sheet("我的 表", 0)
        own["B2"], own["B3"], own["B4"] = "007", 0.25, DAY
        own["B3"].number_format, own["B4"].number_format = "0.0%", "yyyy年m月d日"
        own["B5"], own["B5"].data_type = "=不是公式", "s"
        own["B6"], own["B7"] = "=B3*2+附件1!B6", True
        own["B8"], own["B9"] = "#N/A", dt.time(6, 30)
        own["D1"] = ArrayFormula("D1:D2", "=B3:B4*2")
        own["B2"].font, own["B2"].fill = (
            Font(name="黑体", sz=15, b=True, color="FFFF0000"),
            PatternFill("solid", fgColor="FFFFFF00"),
        )
        own["B2"].comment = Comment("核对过", "张三")
        own.column_dimensions["B"].width, own.row_dimensions[2].height = 33, 40
        own.merge_cells("F1:G2")
        own["F1"], own.freeze_panes = "合并", "A3"
        book.create_sheet("藏").sheet_state = "hidden"

    made, new = _upgraded(path)

    book = _book(new)
    own = book["我的 表"]
    cells = [(own[f"B{row}"].value, own[f"B{row}"].data_type) for row in range(2, 10)]
    assert cells == [
        ("007", "s"),
        (0.25, "n"),
        (DAY, "d"),
        ("=不是公式", "s"),
        ("=B3*2+附件1!B6", "f"),
        (True, "b"),
        ("=#N/A", "f"),
        (dt.time(6, 30), "d"),
    ]
    assert [own[c].number_format for c in ("B3", "B4")] == ["0.0%", "yyyy年m月d日"]
    assert (own["D1"].value.ref, own["D1"].value.text) == ("D1:D2", "=B3:B4*2")
    font = own["B2"].font
    assert (font.name, font.sz, font.b, font.color.rgb) == (
        "黑体",
        15,
        True,
        "FFFF0000",
    )
    assert own["B2"].fill.fgColor.rgb == "FFFFFF00"
    assert own["B2"].comment.text == "核对过"
    sizes = own.column_dimensions["B"].width, own.row_dimensions[2].height
    assert sizes == pytest.approx((33, 40), abs=0.3)
    assert ([str(area) for area in own.merged_cells.ranges], own["F1"].value) == (
        ["F1:G2"],
        "合并",
    )
    assert own.freeze_panes == "A3"
    assert book["藏"].sheet_state == "hidden"
    assert made.left == ()


def test_a_table_of_ones_own_is_a_table_again_and_names_stay(filling: Filling) -> None:
    with filling() as (book, path):
        own = book.create_sheet("表")
        for line in (["名称", "数"], ["甲", 1], ["乙", 2]):
            own.append(line)
        own.add_table(Table(displayName="tblMine", ref="A1:B3"))
        own["D1"] = "=SUM(tblMine[数])"
        name = openpyxl.workbook.defined_name.DefinedName
        book.defined_names["我的率"] = name("我的率", attr_text="表!$B$2")

    book = _book(_upgraded(path)[1])

    assert (book["表"].tables["tblMine"].ref, book["表"]["D1"].value) == (
        "A1:B3",
        "=SUM(tblMine[数])",
    )
    assert book.defined_names["我的率"].attr_text == "表!$B$2"


def test_days_of_the_calendar_of_1904_stay_the_same_days(filling: Filling) -> None:
    with filling() as (book, path):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        own = book.create_sheet("日期")
        own["A1"] = DAY

    _, new = _upgraded(path)

    assert _book(new)["日期"]["A1"].value == DAY
    assert _month(new)["facts"]["penalties"] == 2


def test_own_texts_of_the_notice_and_the_months_before_are_carried(
    filling: Filling,
) -> None:
    with filling() as (book, path):
        notice, past = book["通报"], book["历史"]
        top = next(
            r for r in range(1, 9) if notice.cell(r, 2).value == draft.HEADINGS[1]
        )
        for at, text in enumerate(
            ("正文", "生成的", "自己写的\n两段", None, None, "p1"), start=1
        ):
            notice.cell(top + 1, at, text)
        head = next(r for r in range(1, 9) if past.cell(r, 2).value == "填报单位")
        for at, value in enumerate(
            ("2020-02", "鹿城区", 9, 4, 3.5, 3, 3, 0, 1, 0.5, 1.5, 0, 0), start=1
        ):
            past.cell(head + 1, at, value)
        past.cell(head, 15, "备忘")
        past.cell(head + 1, 15, "手工补登")

    made, new = _upgraded(path)

    (line,) = draft.read(read_sheets(new, ("通报",))["通报"])
    assert (line.own, line.key, line.generated) == ("自己写的\n两段", "p1", "生成的")
    lines = [row for row in read_sheets(new, ("历史",))["历史"] if row[0] == "2020-02"]
    assert [lines[0][at] for at in (1, 2, 4, 14)] == ["鹿城区", 9, 3.5, "手工补登"]
    assert ("通报", 1) in made.carried


def test_what_cannot_be_carried_is_named(filling: Filling) -> None:
    with filling() as (book, path):
        own = book.create_sheet("图")
        own["A1"], own["A2"] = 1, "='[1]Sheet1'!B2"
        chart = openpyxl.chart.BarChart()
        chart.add_data(openpyxl.chart.Reference(own, min_col=1, min_row=1, max_row=1))
        own.add_chart(chart, "D4")
        rule = DataValidation(type="list", formula1='"甲,乙"')
        own.add_data_validation(rule)
        rule.add("A1")
        own["A3"].hyperlink = "https://example.com"
        own.protection.sheet = True
        book["A3"]["B4"].comment = Comment("问过了", "李四")
        book["附件1"]["A30"] = "制表人：王五"
        book["参数"].cell(40, 1, "自己的项目")
        book["参数"].cell(40, 2, 7)
        book["参数"].cell(3, 20, "问过财政局")
        book["参数"].cell(9, 20, "还没有答复")
        book["首页"]["J3"] = "下月交给赵六"
        book.create_chartsheet("图表页").add_chart(openpyxl.chart.BarChart())

    made, _ = _upgraded(path)

    left = _left(made)
    assert {
        what: left.get(what)
        for what in (
            "图表1个",
            "数据验证（下拉列表等）1处",
            "超链接1处",
            "工作表保护",
            "公式1个",
        )
    } == dict.fromkeys(
        ("图表1个", "数据验证（下拉列表等）1处", "超链接1处", "工作表保护", "公式1个"),
        "图",
    )
    assert left["批注"] == "A3"
    assert left["表格以外的内容“制表人：王五”"] == "附件1"
    assert left["“自己的项目”"] == "参数"
    assert left["表格以外的内容“问过财政局”"] == "参数"
    assert left["表格以外的内容“还没有答复”"] == "参数"
    assert left["表格以外的内容“下月交给赵六”"] == "首页"
    assert "图表页“图表页”" in left
    assert all(line.reason for line in made.left)


def test_a_sheet_of_ones_own_that_has_the_name_of_a_new_one_is_renamed(
    filling: Filling,
) -> None:
    with filling() as (book, path):
        book.remove(book["追溯"])
        own = book.create_sheet("追溯")
        own.sheet_properties.codeName = "Sheet7"
        own["A1"] = 5
        book.create_sheet("看")["A1"] = "=追溯!A1"

    made, new = _upgraded(path)

    book = _book(new)
    assert book["追溯（原）"]["A1"].value == 5
    assert book["看"]["A1"].value == "='追溯（原）'!A1"
    assert _left(made)["表名“追溯”"] == "追溯（原）"


def test_a_sheet_of_ours_that_was_renamed_is_ours_again(filling: Filling) -> None:
    with filling() as (book, path):
        book["首页"].title = "封面"
        book.create_sheet("看")["A1"] = "=封面!C3"

    book = _book(_upgraded(path)[1])

    assert (book["首页"]["C3"].value, book["看"]["A1"].value) == ("2021-01", "=首页!C3")
    assert "封面" not in book.sheetnames


@pytest.mark.parametrize(
    "tab", ["历史", "年终考核", "通报", "参数", "监管平台", "首页"]
)
def test_a_sheet_that_the_old_one_lacks_is_in_the_new_one(
    filling: Filling, tab: str
) -> None:
    with filling() as (book, path):
        book.remove(book[tab])

    assert tab in _book(_upgraded(path)[1]).sheetnames


def test_columns_that_the_old_one_lacks_are_made(filling: Filling) -> None:
    with filling() as (book, path):
        for tab, heading in (
            ("A3", "填报日期"),
            ("历史", "刑事强制措施（人）"),
            ("监管平台", "按时完成"),
        ):
            for cell in (c for line in book[tab].iter_rows(max_row=6) for c in line):
                if str(cell.value).replace("\n", "") == heading:
                    cell.value = None

    book = _book(_upgraded(path)[1])

    assert "填报日期" in [cell.value for cell in book["A3"][3]]


def test_the_new_workbook_is_valid_with_all_that_went_along(filling: Filling) -> None:
    with filling() as (book, path):
        own = book.create_sheet("我的 表")
        own["A1"], own["A1"].comment = "=SUM(A3!W4:W9)", Comment("问", "甲")
        own["C1"], own["C2"] = "数", 1
        own.add_table(Table(displayName="tblMine", ref="C1:C2"))
        own.merge_cells("F1:G2")
        own["H1"] = ArrayFormula("H1:H2", "=C1:C2")

    new = _upgraded(path)[1]

    assert OpenXmlValidator().validate(str(new)).errors == []


def test_upgrading_again_changes_nothing(filling: Filling) -> None:
    with filling() as (book, path):
        book.create_sheet("台账")["A1"] = "=A3!W4"
        book["A3"]["AK3"], book["A3"]["AK4"] = "经办人", "张三"

    first, new = _upgraded(path)
    second = upgrade(new, {"INTERPRETER_WIN": "py"}, lambda _: None)

    assert second.before == PRESENT
    assert second.workbook == first.workbook


def test_a_newer_workbook_is_refused(filling: Filling) -> None:
    with filling(mark="9.0.0") as (_, path):
        pass

    with pytest.raises(WorkbookNewer, match=r"新版（9\.0\.0）"):
        _upgraded(path)


def test_files_that_are_no_such_workbook_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "其他.xlsx"
    openpyxl.Workbook().save(other)
    damaged = tmp_path / "坏.xlsm"
    damaged.write_bytes(other.read_bytes()[:900])
    locked = tmp_path / "密.xlsm"
    mark = "EncryptedPackage".encode("utf-16-le")
    locked.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + mark)

    for path, error in (
        (other, SheetMissing),
        (damaged, NotAWorkbook),
        (locked, Encrypted),
        (tmp_path / "无", FileMissing),
    ):
        with pytest.raises(error):
            _upgraded(path)


def test_an_a3_with_the_head_of_a_form_above_it_is_carried(filling: Filling) -> None:
    with filling() as (book, path):
        book["A3"]["A1"] = "填报单位"

    _, new = _upgraded(path)

    assert _month(new) == _month(path)
