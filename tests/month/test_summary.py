"""From the sheets of a workbook to the finished month and its JSON."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from xl_addin.errors import SheetMissing
from xl_addin.month.summary import (
    Summary,
    as_json,
    check,
    issues_json,
    left_out_sentence,
    rows_of,
    summarise,
)
from xl_addin.period import Period
from xl_addin.sheets.settings import Settings

Row = dict[str, Any]
Cells = list[list[Any]]

TODAY = date(2021, 3, 10)


@pytest.fixture(scope="module")
def told(example: Summary) -> dict[str, Any]:
    """Return the JSON of the example, written and read again."""
    return json.loads(json.dumps(as_json(example), allow_nan=False))


def test_without_a3_there_is_nothing_to_do() -> None:
    with pytest.raises(SheetMissing) as caught:
        check({"附件1": [[]]}, TODAY)
    assert str(caught.value) == (
        "工作簿中没有工作表“A3”，请检查表名，或从模板重新复制该表。"
    )


def test_the_settings_are_those_of_the_sheet(example_sheet: Cells) -> None:
    settings = [["项目", "值", None, "单位"], ["录入期限（天）", 9, None, "鹿城区"]]
    checked = check({"A3": example_sheet, "参数": settings}, TODAY)
    assert checked.context.settings.late_days == 9
    assert checked.context.settings.in_order(1) == ["鹿城区"]
    assert check({"A3": example_sheet}, TODAY).context.settings == Settings()


def test_errors_and_incomplete_rows_are_counted(
    good_row: Callable[..., Row], sheet_of: Callable[..., Cells]
) -> None:
    rows = [good_row(1, entry=None, plan="?"), good_row(2, filled_by=" 张三"), good_row(3)]  # fmt: skip
    checked = check({"A3": sheet_of(*rows)}, TODAY)
    assert (checked.errors, checked.incomplete) == (2, 1)
    assert len(checked.issues) == 3


def test_a_sheet_without_rows_makes_an_idle_month(
    sheet_of: Callable[..., Cells], period: Period
) -> None:
    idle = summarise(check({"A3": sheet_of()}, TODAY), period)
    assert idle.facts.inspections == 0
    assert idle.facts.zero_report == Settings().in_order(1)
    assert len(idle.annex1) == len(idle.annex2) == len(idle.quality) == 13
    assert idle.left_out.empty
    assert {issue.rule for _, issue in idle.cross_issues} == {"A3-802"}
    json.dumps(as_json(idle), allow_nan=False)


def test_json_has_all_its_parts(told: dict[str, Any]) -> None:
    assert list(told) == ["period", "annex1", "annex2", "facts", "left_out", "issues"]
    assert told["period"] == {"from": "2021-01", "to": "2021-02", "as_of": "2021-02-28"}
    keys = {part: list(told[part][0]) for part in ("annex1", "annex2", "left_out", "issues")}  # fmt: skip
    assert keys == {
        "annex1": ["unit", "fines", "nonaccident", "nonaccident_rank", "nonaccident_share", "nonaccident_share_rank", "penalty_rate", "penalty_rank", "collection_rate", "collection_rank"],
        "annex2": ["unit", "cases", "tonnes", "fines", "rank", "transferred", "detained"],
        "left_out": ["row", "figure", "amount", "reason"],
        "issues": ["sheet", "row", "column", "rule", "severity", "message"],
    }  # fmt: skip
    assert list(told["facts"]) == [
        "inspections", "penalties", "fines", "nonaccident", "nonaccident_share",
        "penalty_rate", "collected", "collection_rate", "suspended", "top_nonaccident",
        "top_hazmat", "top_penalty_rate", "below_threshold", "zero_report",
    ]  # fmt: skip


def test_json_holds_the_published_figures(told: dict[str, Any]) -> None:
    facts = told["facts"]
    assert (facts["fines"], facts["penalty_rate"]) == (299.74, 35.08)
    by_unit = {line["unit"]: line for line in told["annex1"]}
    assert by_unit["乐清市"]["penalty_rate"] == 38.1
    assert set(list(by_unit["文成县"].values())[1:]) == {None}
    assert told["annex2"][-1] == {"unit": "浙南产业集聚区", "cases": 1, "tonnes": 8.41, "fines": 5.1, "rank": 7, "transferred": 0, "detained": 0}  # fmt: skip


def test_json_holds_the_issues_of_rows_and_of_annexes(
    told: dict[str, Any], example: Summary
) -> None:
    sheets = [issue["sheet"] for issue in told["issues"]]
    assert sheets.count("A3") == len(example.checked.issues) + 1  # a fine left out
    assert sheets.count("附件1") + sheets.count("附件2") == 4


def test_a_blank_amount_is_null_in_json(
    good_row: Callable[..., Row], sheet_of: Callable[..., Cells], period: Period
) -> None:
    checked = check({"A3": sheet_of(good_row(fine="若干", collected=None))}, TODAY)
    found = json.loads(json.dumps(as_json(summarise(checked, period)), allow_nan=False))
    assert [line["amount"] for line in found["left_out"]] == [None]


def test_the_json_of_a_check_has_issues_and_quality(example: Summary) -> None:
    found = json.loads(json.dumps(issues_json(example.checked), allow_nan=False))
    assert list(found) == ["issues", "quality"]
    assert len(found["issues"]) == len(example.checked.issues)
    assert sum(line["rows"] for line in found["quality"]) == 259


@pytest.mark.parametrize(
    ("changes", "belongs"),
    [
        ({}, True),
        ({"inspected_on": date(2020, 12, 31)}, False),
        ({"inspected_on": date(2021, 3, 1)}, False),
        ({"inspected_on": "近日"}, True),
        ({"inspected_on": None, "filled_on": date(2021, 3, 1)}, False),
        ({"inspected_on": None, "filled_on": None}, True),
    ],
)
def test_a_row_belongs_to_the_period_of_its_inspection(
    changes: Row,
    *,
    belongs: bool,
    good_row: Callable[..., Row],
    read_rows: Callable[..., Any],
    period: Period,
) -> None:
    rows = rows_of(read_rows(good_row(**changes)).rows, period)
    assert len(rows) == belongs


def test_the_order_of_the_rows_changes_no_figure(
    example: Summary, example_sheet: Cells, period: Period
) -> None:
    top, *rows = example_sheet
    turned = summarise(check({"A3": [top, *rows[::-1]]}, TODAY), period)
    assert turned.facts == example.facts
    assert turned.annex1.equals(example.annex1)
    assert turned.annex2.equals(example.annex2)


def test_of_many_places_left_out_the_first_three_are_named(
    good_row: Callable[..., Row], sheet_of: Callable[..., Cells], period: Period
) -> None:
    rows = [good_row(number, record_doc=None) for number in range(1, 6)]
    summary = summarise(check({"A3": sheet_of(*rows)}, TODAY), period)

    said = left_out_sentence(summary)

    assert said.startswith("应计未计5项：A3第")
    assert (
        said.count("检查企业（家次）没有计入（现场检查记录文书号缺失或无法读取）") == 3
    )
    assert said.endswith("缺失或无法读取）等。请核对后重新汇总。")
