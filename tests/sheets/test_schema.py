"""A3 as the form has it, found on any sheet, typed and numbered."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from xl_addin.errors import ColumnsMissing, ColumnTwice, HeadingMissing
from xl_addin.reading.conditions import When
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import ALWAYS, Read, Schema
from xl_addin.sheets.supervision import SUPERVISION

Rows = Callable[..., dict[str, Any]]
Cells = list[list[Any]]

YES_NO = ("是", "否")
PENALISED = When("penalised", "is", "是")
FINED = When("kinds", "has", "罚款")
VIOLATED = When("violations", "above 0")
HAZMAT = When("hazmat", "is", "是")
LICENSED = When("entity_kind", "is not", "无证照主体")

# The columns of the form, from left to right.
FORM = [
    ("text", ALWAYS, ()),
    ("unit", ALWAYS, ()),
    ("date", ALWAYS, ()),
    ("text", ALWAYS, ()),
    ("choice", ALWAYS, ("企业", "个体工商户", "无证照主体")),
    ("text", LICENSED, ()),
    ("choice", ALWAYS, ("危险化学品", "烟花爆竹", "非煤矿山", "工贸", "其他")),
    ("choice", ALWAYS, ("计划执法", "专项执法", "其他执法")),
    ("choice", ALWAYS, YES_NO),
    ("choice", ALWAYS, ("掌上", "电脑端")),
    ("text", ALWAYS, ()),
    ("count", ALWAYS, ()),
    ("count", None, ()),
    ("count", VIOLATED, ()),
    ("text", VIOLATED, ()),
    ("choice", ALWAYS, YES_NO),
    ("choice", PENALISED, ("单位", "主要负责人", "其他人员")),
    ("kinds", PENALISED, ("警告", "罚款", "没收", "责令停产停业整顿", "暂扣或吊销许可证", "关闭", "其他")),
    ("date", PENALISED, ()),
    ("text", PENALISED, ()),
    ("date", PENALISED, ()),
    ("choice", FINED, ("事故类", "非事故类")),
    ("money", FINED, ()),
    ("money", None, ()),
    ("date", When("collected", "above 0"), ()),
    ("date", None, ()),
    ("choice", ALWAYS, YES_NO),
    ("tonnes", HAZMAT, ()),
    ("choice", HAZMAT, YES_NO),
    ("count", When("transferred", "is", "是"), ()),
    ("text", ALWAYS, ()),
    ("date", ALWAYS, ()),
    ("remark", None, ()),
]  # fmt: skip


def test_a3_is_declared_as_the_form_has_it(headings: dict[str, str]) -> None:
    declared = [(c.key, c.heading, c.kind, c.required, c.options) for c in A3.columns]
    form = zip(headings.items(), FORM, strict=True)
    assert declared == [(*pair, *line) for pair, line in form]
    assert A3.sheet == "A3"


def test_a_good_row_is_read_whole(
    good_row: Rows, read_rows: Callable[..., Read]
) -> None:
    read = read_rows(good_row(collected=0.5, collected_on=datetime(2021, 1, 20, 8)))  # noqa: DTZ001
    line = read.rows.iloc[0]
    assert (line["unit"], line["enterprise"]) == ("鹿城区", "示例企业1")
    assert line["inspected_on"] == pd.Timestamp(2021, 1, 5)
    assert line["collected_on"] == pd.Timestamp(2021, 1, 20)
    assert (line["violations"], line["fine"], line["collected"]) == (2, 1_500_000, 500_000)  # fmt: skip
    assert line["kinds"] == "警告、罚款"
    assert line["remark"] is None
    assert pd.isna(line["hazmat_tonnes"])
    assert line["row"] == 2


def test_columns_may_come_in_any_order_under_titles_and_with_strangers(
    good_row: Rows,
    sheet_of: Callable[..., Cells],
    read_sheet: Callable[[Cells], Read],
) -> None:
    sheet = sheet_of(good_row(1, violations="x"), good_row(2))
    turned = [["审核", *line[::-1]] for line in sheet]
    read = read_sheet([["A3表"], [], *turned])
    assert read.rows["row"].tolist() == [4, 5]
    assert read.issues[["row", "rule"]].to_numpy().tolist() == [[4, "A3-212"]]
    plain = read_sheet(sheet).rows.drop(columns="row").to_numpy().tolist()
    again = read.rows.drop(columns="row").to_numpy().tolist()
    assert str(again) == str(plain)


def test_blank_rows_are_skipped_and_the_others_keep_their_numbers(
    good_row: Rows,
    sheet_of: Callable[..., Cells],
    read_sheet: Callable[[Cells], Read],
) -> None:
    top, first, second = sheet_of(good_row(1), good_row(2, unit=None))
    blank = [None] * len(top)
    read = read_sheet([top, blank, first, [" ", *blank[1:]], second, blank])
    assert read.rows["row"].tolist() == [3, 5]
    assert read.issues["row"].tolist() == [5]


@pytest.mark.parametrize("key", ["major_hazards", "collected", "closed_on", "remark"])
def test_an_optional_column_may_be_absent(
    key: str, good_row: Rows, headings: dict[str, str], read_sheet: Callable[[Cells], Read]
) -> None:  # fmt: skip
    unfined = dict.fromkeys(("fine", "fine_class", "collected", "collected_on"))
    row = good_row(**unfined | {key: None, "kinds": "警告"})
    keys = [other for other in headings if other != key]
    read = read_sheet([[headings[k] for k in keys], [row[k] for k in keys]])
    assert read.issues.empty
    assert read.rows[key].isna().all()


def test_every_missing_required_column_is_named(headings: dict[str, str]) -> None:
    for key, heading in headings.items():
        others = [h for h in headings.values() if h != heading]
        if key in {"major_hazards", "collected", "closed_on", "remark"}:
            assert list(A3.table([others])) == list(headings.values())
        elif key == "unit":
            with pytest.raises(HeadingMissing, match="“填报单位”"):
                A3.table([others])
        else:
            with pytest.raises(ColumnsMissing) as caught:
                A3.table([others])
            said = f"工作表“A3”第1行标题中缺少“{heading}”列，请按模板补上该列。"
            assert str(caught.value) == said


def test_a_heading_that_comes_twice_is_refused(headings: dict[str, str]) -> None:
    with pytest.raises(ColumnTwice, match="“罚款金额（万元）”出现两次"):
        A3.table([[*headings.values(), "罚款金额\n(万元)"]])


def test_a_sheet_without_rows_has_no_issues(
    sheet_of: Callable[..., Cells], read_sheet: Callable[[Cells], Read]
) -> None:
    read = read_sheet(sheet_of())
    assert (len(read.rows), len(read.issues)) == (0, 0)
    assert list(read.issues) == ["sheet", "row", "column", "rule", "severity", "message"]  # fmt: skip


def test_issues_come_in_the_order_of_the_sheet(
    good_row: Rows, read_rows: Callable[..., Read]
) -> None:
    read = read_rows(
        good_row(1, filled_by=None, unit=None), good_row(2, plan="?", entry=None)
    )
    places = read.issues[["row", "column"]].to_numpy().tolist()
    assert places == [[2, "填报单位"], [2, "填报人"], [3, "检查类别"], [3, "录入方式"]]
    assert set(read.issues["sheet"]) == {"A3"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"filled_by": None}, "“填报人”未填写，请补填。"),
        ({"order_doc": None}, "“查处违法行为（项）”大于0，“责令限期整改文书号”未填写，请补填。"),
        ({"target": None}, "“是否行政处罚”为“是”，“处罚对象”未填写，请补填。"),
        ({"fine": None}, "“处罚种类”含“罚款”，“罚款金额（万元）”未填写，请补填。"),
        ({"credit_code": None}, "“主体类别”不为“无证照主体”，“统一社会信用代码”未填写，请补填。"),
        ({"filed_on": "近日"}, "“近日”不是有效日期，请按 2021-01-31 的形式填写。"),
        ({"random": "随机"}, "“随机”不在选项中，请改为是、否之一。"),
        ({"unit": "杭州市"}, "“杭州市”不是“参数”表中的填报单位，请从下拉列表中选择。"),
        ({"filed_on": "2021.1.6"}, "“2021.1.6”写法不规范，已按“2021-01-06”读取，请改正。"),
        ({"fine": "1.50"}, "“1.50”写法不规范，已按“1.5”读取，请改正。"),
        ({"unit": "鹿城"}, "“鹿城”写法不规范，已按“鹿城区”读取，请改正。"),
        ({"violations": "２"}, "“２”写法不规范，已按“2”读取，请改正。"),
    ],
)  # fmt: skip
def test_a_message_says_what_and_what_to_do(
    changes: dict[str, Any], message: str, good_row: Rows, read_rows: Callable[..., Read]
) -> None:  # fmt: skip
    assert read_rows(good_row(**changes)).issues["message"].tolist() == [message]


def test_the_handbook_lists_each_rule_once_with_its_column() -> None:
    for schema in (A3, SUPERVISION):
        texts = schema.rule_texts()
        assert len(set(texts)) == len(texts)
        assert {text.severity for text in texts} <= {"错误", "提示"}
        assert {text.column for text in texts} <= {c.heading for c in schema.columns}
        assert [text.code for text in texts] == sorted(text.code for text in texts)


def handbook(schema: Schema, code: str) -> list[tuple[str, str]]:
    texts = [text for text in schema.rule_texts() if text.code == code]
    return [(text.severity, text.column) for text in texts]


def test_the_last_two_digits_are_the_number_of_the_column() -> None:
    assert handbook(A3, "A3-123") == [("错误", "罚款金额（万元）")]
    assert handbook(A3, "A3-223") == [("错误", "罚款金额（万元）")]
    assert handbook(A3, "A3-323") == [("提示", "罚款金额（万元）")]
    assert handbook(A3, "A3-124") == []
    assert handbook(A3, "A3-211") == [("错误", "现场检查记录文书号")]
    assert handbook(A3, "A3-911") == [("提示", "现场检查记录文书号")]
    assert handbook(A3, "A3-933") == []
    assert handbook(SUPERVISION, "JG-106") == [("错误", "移动端（次）")]


@pytest.mark.parametrize(
    ("when", "formula"),
    [
        (PENALISED, '$P3="是"'),
        (LICENSED, 'AND($P3<>"",$P3<>"无证照主体")'),
        (FINED, 'ISNUMBER(SEARCH("罚款",$P3))'),
        (VIOLATED, "N($P3)>0"),
    ],
)
def test_a_condition_in_the_language_of_excel(when: When, formula: str) -> None:
    assert when.formula("$P3") == formula


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        ("penalised", {"是": True, "否": False, None: False, "?": False}),
        ("entity_kind", {"企业": True, "无证照主体": False, None: False, "?": False}),
        ("kinds", {"罚款": True, "警告、罚款": True, "警告": False, None: False}),
        ("violations", {1: True, 0: False, None: False, "x": False, "2": True}),
    ],
)
def test_a_condition_holds_only_where_it_is_known_to(
    key: str, cells: dict[object, bool], read_rows: Callable[..., Read]
) -> None:
    when = {w.key: w for w in (PENALISED, LICENSED, FINED, VIOLATED)}[key]
    rows = read_rows(*({key: cell, "remark": "1"} for cell in cells)).rows
    assert when.holds(rows).tolist() == list(cells.values())


def test_a_day_is_a_day_whatever_the_clock_says(
    good_row: Rows, read_rows: Callable[..., Read]
) -> None:
    rows = read_rows(good_row(inspected_on=datetime(2021, 1, 5, 23, 59))).rows  # noqa: DTZ001
    assert rows["inspected_on"].tolist() == [pd.Timestamp(date(2021, 1, 5))]
