"""Sums, signatures and numbers filled in ahead are no records, and said once."""

from datetime import date
from typing import Any

import pytest

from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Context, Read
from xl_addin.sheets.settings import Settings
from xl_addin.sheets.supervision import SUPERVISION

HEADINGS = [column.heading for column in A3.columns]
TODAY = date(2021, 3, 1)
Line = dict[str, Any]


def read(lines: list[Line]) -> Read:
    rows = [HEADINGS, *([line.get(h) for h in HEADINGS] for line in lines)]
    return A3.read(A3.table(rows), Context(Settings(), TODAY))


def said(found: Read) -> list[tuple[int, str]]:
    lines = found.issues[found.issues["rule"] == "A3-900"]
    return list(zip(lines["row"], lines["message"], strict=True))


RECORD = {"填报单位": "鹿城区", "被检查单位": "示例企业1"}
surplus: list[Line] = [
    {"记录编号": "7"},
    {"记录编号": 7.0},
    {"备注": 12.0},
    {"记录编号": "8", "双随机": "/", "备注": "—"},
    {"记录编号": "/", "填报单位": "/"},
    {"记录编号": "合计", "查处违法行为（项）": 500.0, "罚款金额（万元）": 299.74},
    {"填报单位": "小 计", "罚款金额（万元）": 12.5},
    {"检查日期": "本页合计：", "罚款金额（万元）": 12.5},
    {"记录编号": "填表人：某某    审核人：某某    填报日期：2021年2月28日"},
    {"记录编号": "填报人", "填报单位": "张三"},
    {"记录编号": "单位负责人：李四", "被检查单位": "统计负责人：王五"},
    {"填报单位": "说明：罚款金额以万元为单位。"},
    {"备注": "注：本表一行一条。"},
]
records: list[Line] = [
    RECORD,
    {"被检查单位": "示例企业1"},
    {"记录编号": "7", "被检查单位": "示例企业1"},
    {"填报单位": "某某区", "罚款金额（万元）": 1.5},
    {"填报单位": "鹿城区"},
    {"填报单位": "鹿城区", "记录编号": "合计"},
    {"检查日期": date(2021, 1, 5), "罚款金额（万元）": 1.5},
    {"被检查单位": "合计有限公司", "罚款金额（万元）": 1.5},
    {"被检查单位": "说明书印刷厂", "罚款金额（万元）": 1.5},
    {"被检查单位": "负责人才服务公司", "记录编号": "9"},
]


@pytest.mark.parametrize("line", surplus)
def test_a_line_that_is_no_record_is_not_read_and_said_once(line: Line) -> None:
    found = read([RECORD, line, RECORD, line])

    assert found.rows["row"].tolist() == [2, 4]
    ((row, sentence),) = said(found)
    assert row == 3
    assert "有2行" in sentence


@pytest.mark.parametrize("line", records)
def test_a_record_stays_one_however_incomplete(line: Line) -> None:
    found = read([line])

    assert found.rows["row"].tolist() == [2]
    assert said(found) == []


def test_issues_of_the_records_name_their_own_rows() -> None:
    found = read([{"记录编号": "7"}, RECORD])
    missing = found.issues[found.issues["rule"] == "A3-103"]
    assert missing["row"].tolist() == [3]


def test_an_unknown_unit_alone_in_another_sheet_is_still_a_line() -> None:
    headings = [column.heading for column in SUPERVISION.columns]
    rows = [headings, ["某某区", *[None] * (len(headings) - 1)]]
    found = SUPERVISION.read(SUPERVISION.table(rows), Context(Settings(), TODAY))
    assert found.rows["row"].tolist() == [2]
    assert "JG-900" not in set(found.issues["rule"])
