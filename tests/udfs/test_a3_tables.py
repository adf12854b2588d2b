"""The tables of the notice out of the example's A3, as cells."""

from datetime import date
from typing import Any

import pytest

from examples.published import UNITS
from xl_addin.month.summary import Summary
from xl_addin.reading.issues import ERROR
from xl_addin.sheets.settings import Settings

Cells = list[list[Any]]
MONTHS = ("2021-01", "2021-02")

# The notice; 占比 and 收缴率 are 100, 1 wherever there is anything.
ANNEX1 = [
    ["单位", "罚款总数（万元）", "非事故类罚款额（万元）", "排序", "非事故罚款额占比（%）", "排序",
     "检查处罚率（%）", "排序", "收缴率（%）", "排序"],
    ["鹿城区", 42.5, 42.5, 3, 100.0, 1, 40.0, 4, 100.0, 1],
    ["龙湾区", 34.3, 34.3, 4, 100.0, 1, 92.86, 1, 100.0, 1],
    ["瓯海区", 23.0, 23.0, 6, 100.0, 1, 31.58, 6, 100.0, 1],
    ["洞头区", 3.6, 3.6, 8, 100.0, 1, 42.86, 3, 100.0, 1],
    ["乐清市", 89.64, 89.64, 1, 100.0, 1, 38.1, 5, 100.0, 1],
    ["瑞安市", 33.4, 33.4, 5, 100.0, 1, 30.3, 7, 100.0, 1],
    ["永嘉县", 64.7, 64.7, 2, 100.0, 1, 90.48, 2, 100.0, 1],
    ["文成县", "", "", "", "", "", "", "", "", ""],
    ["平阳县", "", "", "", "", "", "", "", "", ""],
    ["泰顺县", 2.0, 2.0, 9, 100.0, 1, 14.29, 8, 100.0, 1],
    ["苍南县", 1.8, 1.8, 10, 100.0, 1, 12.5, 9, 100.0, 1],
    ["浙南产业集聚区", "", "", "", "", "", "", "", "", ""],
    ["龙港市", 4.8, 4.8, 7, 100.0, 1, 7.69, 10, 100.0, 1],
]  # fmt: skip
ANNEX2 = [
    ["地区", "案件数", "查获危化品（吨）", "处罚金额（万元）", "排序", "移送公安案件数", "刑事强制措施（人）"],
    ["鹿城区", 4, 26.3, 37.5, 2, 0, 0],
    ["龙湾区", 1, 1.25, 5.5, 6, 0, 0],
    ["瓯海区", 4, 5.61, 15.6, 4, 1, 0],
    ["洞头区", 0, 0, 0, 8, 0, 0],
    ["乐清市", 3, 0, 13.1, 5, 0, 0],
    ["瑞安市", 3, 46.8, 17.01, 3, 1, 6],
    ["永嘉县", 5, 4.62, 47.1, 1, 0, 0],
    ["文成县", 0, 0, 0, 8, 0, 0],
    ["平阳县", 0, 0, 0, 8, 0, 0],
    ["泰顺县", 0, 0, 0, 8, 0, 0],
    ["龙港市", 0, 0, 0, 8, 0, 0],
    ["苍南县", 0, 0, 0, 8, 0, 0],
    ["浙南产业集聚区", 1, 8.41, 5.1, 7, 0, 0],
]  # fmt: skip
FACTS = {
    "检查企业（家次）": 248,
    "行政处罚（起）": 87,
    "罚款总数（万元）": 299.74,
    "非事故类罚款额（万元）": 299.74,
    "非事故罚款额占比（%）": 100.0,
    "检查处罚率（%）": 35.08,
    "责令停产停业整顿（家）": 3,
    "非事故处罚额排名前列": "乐清市、永嘉县和鹿城区",
    "危化品打非排名前列": "永嘉县、鹿城区和瑞安市",
    "检查处罚率排名前列": "龙湾区、永嘉县和洞头区",
    "检查处罚率低于下限": "龙港市、苍南县和泰顺县",
    "零上报": "文成县、平阳县和浙南产业集聚区",
}


def test_annex_1_in_cells_is_the_published_table(
    call: Any, example_sheet: Cells
) -> None:
    assert call("A3_ANNEX1", example_sheet, *MONTHS) == ANNEX1


def test_annex_2_in_cells_is_the_published_table(
    call: Any, example_sheet: Cells
) -> None:
    assert call("A3_ANNEX2", example_sheet, *MONTHS) == ANNEX2


def test_the_key_figures_are_those_of_the_notice(
    call: Any, example_sheet: Cells
) -> None:
    found = dict(call("A3_FACTS", example_sheet, *MONTHS))
    assert found.items() >= FACTS.items()
    assert len(found) == 14


def test_titles_may_stand_above_the_headings_and_blanks_around_them(
    call: Any, example_sheet: Cells
) -> None:
    width = len(example_sheet[0]) + 2
    moved = [[None, *row, None] for row in example_sheet]
    sheet = [["表名", *[None] * (width - 1)], [None] * width, *moved, [None] * width]
    assert call("A3_ANNEX1", sheet, *MONTHS) == ANNEX1


def test_days_may_come_as_numbers(call: Any, example_sheet: Cells) -> None:
    def number(cell: Any) -> Any:
        return (cell - date(1899, 12, 30)).days if isinstance(cell, date) else cell

    sheet = [[number(cell) for cell in row] for row in example_sheet]
    assert call("A3_ANNEX1", sheet, 202101, 44228) == ANNEX1
    assert call("A3_ISSUES", sheet) == call("A3_ISSUES", example_sheet)


def test_what_is_paid_after_the_cut_off_does_not_count(
    call: Any, example_sheet: Cells
) -> None:
    early = call("A3_ANNEX1", example_sheet, *MONTHS, None, date(2021, 1, 1))
    assert early[1][8] == 0.0


def test_quality_has_a_line_for_each_unit(
    call: Any, example_sheet: Cells, example: Summary
) -> None:
    found = call("A3_QUALITY", example_sheet, *MONTHS, None, date(2021, 3, 10))
    assert [line[0] for line in found] == ["填报单位", *Settings().in_order(1)]
    assert sum(line[1] for line in found[1:]) == 256
    assert [line[2] for line in found[1:]] == example.quality["complete"].tolist()
    assert [line[3] for line in found if line[1] == 0] == [""] * 2


def test_issues_are_those_of_the_check(
    call: Any, example_sheet: Cells, example: Summary
) -> None:
    found = call("A3_ISSUES", example_sheet, None, date(2021, 3, 10))
    headings, *lines = found
    assert headings == [
        "填报单位",
        "记录编号",
        "行号",
        "列",
        "程度",
        "规则",
        "问题与处理办法",
    ]
    issues = example.checked.issues
    assert sorted((line[2], line[3], line[5]) for line in lines) == sorted(
        zip(issues["row"], issues["column"], issues["rule"], strict=True)
    )
    number = example_sheet[0].index("记录编号")
    assert all(example_sheet[line[2] - 1][number] == line[1] for line in lines)


def test_the_status_stands_beside_its_row(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    rows = [good_row(1), good_row(2, entry=None, random=None), good_row(3, plan="甲")]
    headings, *body = sheet_of(*rows, good_row(4, filled_on=date(2021, 1, 30)))
    blank = [None] * len(headings)
    sheet = [["题", *blank[1:]], headings, *body[:2], blank, *body[2:]]
    assert call("A3_STATUS", sheet) == [
        [""],
        ["是否完整"],
        ["完整"],
        ["“双随机”未填写，请补填。“录入方式”未填写，请补填。"],
        [""],
        ["“甲”不在选项中，请改为计划执法、专项执法、其他执法之一。"],
        ["完整"],  # late is a warning
    ]


def test_a_row_with_too_much_wrong_still_fits_a_cell(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    bad = dict.fromkeys(good_row(1)) | {"unit": "鹿城区", "penalised": "是"}
    ((_,), (status,)) = call("A3_STATUS", sheet_of(bad))
    assert len(status) == 255
    assert status.endswith("…")


def test_incomplete_rows_are_as_many_as_the_check_says(
    call: Any, example_sheet: Cells, example: Summary
) -> None:
    found = call("A3_STATUS", example_sheet, None, date(2021, 3, 10))
    assert len(found) == len(example_sheet)
    issues = example.checked.issues
    wrong = set(issues.loc[issues["severity"] == ERROR, "row"])
    incomplete = {
        row for row, (said,) in enumerate(found, 1) if said not in {"完整", "是否完整"}
    }
    assert incomplete == wrong


def test_without_a_day_nothing_is_in_the_future_or_overdue(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    later = {"closed_on": date(2030, 1, 25)}
    unpaid = {"collected": None, "collected_on": None, "closed_on": None}
    sheet = sheet_of(good_row(1, **later), good_row(2, **unpaid))

    def rules(*today: Any) -> set[str]:
        return {line[5] for line in call("A3_ISSUES", sheet, None, *today)[1:]}

    assert rules() == set()
    assert len(rules(date(2021, 12, 31))) == 2
    assert rules(date(2021, 12, 31)) == rules("2021-12-31") == rules(44561)


def test_the_settings_are_those_of_the_range(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    settings = [
        ["项目", "值", "说明", None, "单位", "附件1顺序"],
        ["排名列出前几位", 1, None, None, "龙港市", 2],
        [None, None, None, None, "鹿城新区", 1],
    ]
    sheet = sheet_of(good_row(1, unit="鹿城新区"), good_row(2, unit="龙港市", fine=9))
    found = call("A3_ANNEX1", sheet, *MONTHS, settings)
    assert [line[:2] for line in found[1:]] == [["鹿城新区", 1.5], ["龙港市", 9.0]]
    facts = dict(call("A3_FACTS", sheet, *MONTHS, settings))
    assert facts["非事故处罚额排名前列"] == "龙港市"


@pytest.mark.parametrize("name", ["A3_ANNEX1", "A3_ANNEX2", "A3_FACTS", "A3_QUALITY"])
def test_a_table_without_records_is_a_table(
    name: str, call: Any, sheet_of: Any
) -> None:
    found = call(name, sheet_of(), *MONTHS)
    assert len(found) == 14
    assert {len(line) for line in found} == {len(found[0])}


def test_an_empty_a3_has_no_issues_and_no_status(call: Any, sheet_of: Any) -> None:
    assert len(call("A3_ISSUES", sheet_of())) == 1
    assert call("A3_STATUS", sheet_of()) == [["是否完整"]]


@pytest.mark.parametrize(
    ("table", "items"),
    [
        (ANNEX1, ["罚款总数", "非事故类罚款额", "非事故类罚款额排序", "非事故罚款额占比", "非事故罚款额占比排序",
                  "检查处罚率", "检查处罚率排序", "收缴率", "收缴率排序"]),
        (ANNEX1, ["fines", "nonaccident", "nonaccident_rank", "nonaccident_share", "nonaccident_share_rank",
                  "penalty_rate", "penalty_rank", "collection_rate", "collection_rank"]),
        (ANNEX2, ["案件数", "查获危化品（吨）", "处罚金额", "处罚金额排序", "移送公安案件数", "刑事强制措施（人）"]),
    ],
    ids=["annex 1 by name", "annex 1 by key", "annex 2"],
)  # fmt: skip
def test_each_figure_of_an_annex_can_be_had_alone(
    table: Cells, items: list[str], cell: Any, example_sheet: Cells
) -> None:
    for unit, *figures in table[1:]:
        found = [cell("A3_VALUE", example_sheet, unit, i, *MONTHS) for i in items]
        assert found == figures, unit


def test_each_key_figure_can_be_had_alone(cell: Any, example_sheet: Cells) -> None:
    for name, figure in FACTS.items():
        assert cell("A3_VALUE", example_sheet, "全市", name, *MONTHS) == figure
    cases = sum(line[1] for line in ANNEX2[1:])
    assert cell("A3_VALUE", example_sheet, "合计", "案件数", *MONTHS) == cases
    assert cell("A3_VALUE", example_sheet, "全市", "检查处罚率排序", *MONTHS) == ""


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_has_the_counts_of_the_first_page_too(
    unit: Any, cell: Any, example_sheet: Cells
) -> None:
    def value(item: str) -> Any:
        return cell("A3_VALUE", example_sheet, unit.name, item, *MONTHS)

    assert value("检查企业（家次）") == value("inspections") == unit.inspections
    assert value("行政处罚") == unit.penalties
    assert value("责令停产停业整顿") == unit.suspended


def test_a_figure_follows_settings_and_cut_off(
    cell: Any, good_row: Any, sheet_of: Any
) -> None:
    settings = [["单位", "别名"], ["新区", "老区"]]
    sheet = sheet_of(good_row(1, unit="老区"))
    asked = (sheet, "老区", "实缴金额", *MONTHS, settings)
    assert cell("A3_VALUE", *asked) == 1.5
    assert cell("A3_VALUE", *asked, date(2021, 1, 19)) == 0  # paid on the 20th


@pytest.mark.parametrize(
    ("unit", "item", "said"),
    [
        ("杭州市", "罚款总数", "“单位”无效：“杭州市”不在参数表中"),
        ("鹿城区", "罚款总", "“指标”无效：没有“罚款总”，请填附件或首页上的名称，如“检查处罚率”"),
        ("鹿城区", "零上报", "“指标”无效：“零上报”只有全市的"),
        (None, "罚款总数", "“单位”无效：请填写名称"),
        ([["鹿城区"], ["瓯海区"]], "罚款总数", "“单位”无效：只能是一个单元格或一个值"),
    ],
)  # fmt: skip
def test_a_figure_that_is_not_there_says_so(
    unit: Any, item: Any, said: str, cell: Any, example_sheet: Cells
) -> None:
    assert cell("A3_VALUE", example_sheet, unit, item, *MONTHS) == f"#参数{said}"


def test_what_should_count_and_cannot_is_listed_with_row_and_amount(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    lacking = good_row(2, unit="龙湾区", fine=2.5, fine_class=None, collected=2)
    nobodys = good_row(3, unit=None, penalised="否", fine=None, collected=None)
    sheet = sheet_of(good_row(1), lacking, nobodys)
    assert call("A3_LEFT_OUT", sheet, *MONTHS)[:3] == [
        ["行号", "填报单位", "指标", "应计未计", "原因"],
        [3, "龙湾区", "实缴金额（万元）", 2.0, "罚款类别缺失或无法读取"],
        [3, "龙湾区", "罚款总数（万元）", 2.5, "罚款类别缺失或无法读取"],
    ]
    assert call("A3_LEFT_OUT", sheet, *MONTHS)[3] == [
        4, "", "检查企业（家次）", 1, "填报单位缺失或无法读取",
    ]  # fmt: skip


def test_where_everything_counts_only_the_headings_are_listed(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    found = call("A3_LEFT_OUT", sheet_of(good_row(1)), *MONTHS)
    assert found == [["行号", "填报单位", "指标", "应计未计", "原因"]]
