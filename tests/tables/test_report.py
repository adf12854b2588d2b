"""校验报告: every issue once, by unit, and the issues of the example are the planted ones."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd

from examples.make_examples import FAULTS
from xl_addin.month.summary import Summary
from xl_addin.sheets.schema import Read
from xl_addin.sheets.settings import Settings
from xl_addin.tables import report

Row = dict[str, Any]
ORDER = Settings().in_order(1)


def build(read: Read) -> pd.DataFrame:
    return report.build(read.issues, read.rows, ORDER)


def test_the_report_goes_unit_by_unit_in_their_order(
    good_row: Callable[..., Row], read_rows: Callable[..., Read]
) -> None:
    read = read_rows(
        good_row(1, unit="龙港市", plan="?"),
        good_row(2, unit="某地"),
        good_row(3, filled_by=None, plan=None),
        good_row(4, unit="龙港市", entry=None),
    )
    found = build(read)[["unit", "row", "column"]].to_numpy().tolist()
    assert found == [
        ["鹿城区", 4, "检查类别"],
        ["鹿城区", 4, "填报人"],
        ["龙港市", 2, "检查类别"],
        ["龙港市", 5, "录入方式"],
        ["未知单位", 3, "填报单位"],
    ]


def test_a_line_says_it_all_in_chinese(
    good_row: Callable[..., Row], read_rows: Callable[..., Read]
) -> None:
    read = read_rows(good_row(1, filled_on=date(2021, 1, 11)), good_row(2, entry=None))
    late = "填报日期距检查日期超过规定天数，录入不及时，请今后按时录入。"
    assert build(read).to_numpy().tolist() == [
        ["鹿城区", "A3", 2, "填报日期", "提示", "A3-509", late],
        ["鹿城区", "A3", 3, "录入方式", "错误", "A3-110", "“录入方式”未填写，请补填。"],
    ]


def test_without_issues_the_report_is_empty(
    good_row: Callable[..., Row], read_rows: Callable[..., Read]
) -> None:
    found = build(read_rows(good_row()))
    assert len(found) == 0
    assert list(found) == [field.name for field in report.SHEET.fields]


def test_the_report_of_the_example_has_every_issue(example: Summary) -> None:
    found = report.build(example.checked.issues, example.checked.rows, ORDER)
    assert len(found) == len(example.checked.issues)
    places = [ORDER.index(unit) for unit in found["unit"]]
    assert places == sorted(places)


CODES = {
    "missing": "A3-1{:02}",
    "late": "A3-509",
    "check character": "A3-206",
    "alias": "A3-302",
    "blank inside": "A3-302",
    "date as text": "A3-303",
    "full-width digits": "A3-321",
    "number as text": "A3-312",
    "blanks around": "A3-304",
    "more mended than found": "A3-409",
    "duplicate": "A3-601",
}


def test_the_issues_of_the_example_are_the_planted_faults(
    example: Summary, headings: dict[str, str]
) -> None:
    """And one more: the case of 浙南 is in annex 2 only."""
    numbers = list(headings.values())
    planted = [
        (f.shown_as, f.heading, CODES[f.what].format(numbers.index(f.heading) + 1))
        for f in FAULTS
    ]
    planted.append(("330371-2021-0001", "处罚决定书文号", "A3-412"))
    record = dict(example.checked.rows[["row", "record_no"]].to_numpy().tolist())
    issues = example.checked.issues[["row", "column", "rule"]].to_numpy().tolist()
    found = [(record[row], column, rule) for row, column, rule in issues]
    assert sorted(found) == sorted(planted)
