"""The table 历史: months are entered once, kept, and known again when A3 is cleared."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from xl_addin.figures.history import COLUMNS, HISTORY, RULES, merged, read
from xl_addin.figures.past import Past, month_lines
from xl_addin.figures.totals import Tally
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.period import Month, Period, parse_period
from xl_addin.reading.cells import table_of
from xl_addin.reading.issues import Issue
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings

Row = dict[str, Any]

TODAY = date(2021, 3, 10)
HEADINGS = [
    "月份",
    "填报单位",
    "检查企业（家次）",
    "行政处罚（起）",
    "罚款总数（万元）",
    "非事故类罚款额（万元）",
    "实缴金额（万元）",
    "停产停业整顿（家）",
    "打非案件数",
    "查获危化品（吨）",
    "打非处罚金额（万元）",
    "移送公安案件数",
    "刑事强制措施（人）",
    "登记日期",
]
JANUARY, FEBRUARY = Month(2021, 1), Month(2021, 2)


def line(month: object, unit: str = "鹿城区", cases: int = 1) -> list[object]:
    return [month, unit, 9, 5, 2.5, 2.5, 2.5, 0, cases, 1.25, 2.5, 1, 2, TODAY]


def table(*lines: list[object], own: tuple[str, ...] = ()) -> pd.DataFrame:
    cells = [[*HEADINGS, *own], *lines]
    return table_of(cells, "历史", HEADINGS, marker="月份", required=HEADINGS)


def known(*lines: list[object]) -> tuple[pd.DataFrame, list[Issue]]:
    return read(HISTORY.table([HEADINGS, *lines]), Context(Settings(), TODAY))


@pytest.fixture(scope="module")
def lines(example: Summary) -> pd.DataFrame:
    """Return what the example enters for January and February."""
    return month_lines(example.checked.tally, example.period, TODAY)


def test_the_columns_are_those_of_the_annexes_and_a_day() -> None:
    assert [column.heading for column in COLUMNS] == HEADINGS


def test_each_month_has_a_line_for_each_unit(lines: pd.DataFrame) -> None:
    assert list(lines) == HEADINGS
    assert lines["月份"].tolist() == ["2021-01"] * 13 + ["2021-02"] * 13
    assert lines["填报单位"].tolist() == Settings().in_order(1) * 2
    assert set(lines["登记日期"]) == {"2021-03-10"}


def test_hazmat_fell_from_january_to_february(lines: pd.DataFrame) -> None:
    """F12: 13 cases and 88.61万元, then 8 and 52.30."""
    by_month = lines.groupby("月份")[["打非案件数", "打非处罚金额（万元）"]].sum()
    found = [(cases, round(fines, 2)) for cases, fines in by_month.to_numpy()]
    assert found == [(13, 88.61), (8, 52.3)]


@pytest.mark.parametrize(
    ("heading", "published"),
    [
        ("检查企业（家次）", 248),
        ("行政处罚（起）", 87),
        ("罚款总数（万元）", 299.74),
        ("非事故类罚款额（万元）", 299.74),
        ("实缴金额（万元）", 299.74),
        ("停产停业整顿（家）", 3),
        ("打非案件数", 21),
        ("查获危化品（吨）", 92.99),
        ("打非处罚金额（万元）", 140.91),
        ("移送公安案件数", 2),
        ("刑事强制措施（人）", 6),
    ],
)
def test_the_months_add_up_to_the_published_sums(
    heading: str, published: float, lines: pd.DataFrame
) -> None:
    assert round(lines[heading].sum(), 2) == published


def test_a_month_without_a_row_is_not_entered(example: Summary) -> None:
    over = parse_period("2021-02", "2021-04")
    found = month_lines(example.checked.tally, over, TODAY)
    assert set(found["月份"]) == {"2021-02"}


def test_the_lines_are_read_back_as_they_were_counted(
    lines: pd.DataFrame, example: Summary
) -> None:
    kept, issues = known(*lines.to_numpy().tolist())
    assert issues == []
    empty = Tally(example.checked.rows.iloc[:0], Settings())
    total, missing = Past(empty, kept).over([JANUARY, FEBRUARY], TODAY)
    assert missing == []
    assert total is not None
    assert total.to_dict() == example.totals.to_dict()


def test_entering_a_month_again_changes_nothing(lines: pd.DataFrame) -> None:
    assert merged(None, lines).equals(lines)
    assert merged(merged(None, lines), lines).equals(lines)


def test_a_month_replaces_itself_and_no_other(lines: pd.DataFrame) -> None:
    old = table(line("2020-12"), line("2021-01", cases=99), line("2021-03"))
    january = lines[lines["月份"] == "2021-01"]
    found = merged(old, january)
    assert found["月份"].tolist() == ["2020-12", *["2021-01"] * 13, "2021-03"]
    assert 99 not in found["打非案件数"].tolist()
    assert found.iloc[0].tolist() == line("2020-12")
    assert found.iloc[-1].tolist() == line("2021-03")
    assert merged(found, january).equals(found)


@pytest.mark.parametrize("month", [date(2021, 1, 1), "2021-1", "2021-01-31"])
def test_a_month_is_replaced_however_it_is_written(
    month: object, lines: pd.DataFrame
) -> None:
    assert merged(table(line(month)), lines).equals(lines)


def test_months_come_in_order_and_what_is_none_comes_last(lines: pd.DataFrame) -> None:
    old = table(line("二月"), line("2021-12"), line(None), line(date(2020, 3, 1)))
    found = merged(old, lines)["月份"].tolist()
    assert found[0] == date(2020, 3, 1)
    assert found[1:27] == ["2021-01"] * 13 + ["2021-02"] * 13
    assert found[27:] == ["2021-12", "二月", None]


def test_what_people_note_beside_a_line_stays_beside_it(lines: pd.DataFrame) -> None:
    noted = table(
        [*line("2020-12"), "甲"],
        [*line("2021-01", "龙湾区"), "乙"],
        [*line("随便"), "丙"],
        own=("说明",),
    )
    found = merged(noted, lines)
    notes = found.dropna(subset="说明")
    assert notes[["月份", "填报单位", "说明"]].to_numpy().tolist() == [
        ["2020-12", "鹿城区", "甲"],
        ["2021-01", "龙湾区", "乙"],
        ["随便", "鹿城区", "丙"],
    ]
    assert merged(found, lines).equals(found)
    assert len(found) == 28


@pytest.mark.parametrize("month", ["2021-01", "2021-1", date(2021, 1, 15), " 2021-01 "])
def test_a_month_may_be_written_as_a_day(month: object) -> None:
    kept, issues = known(line(month))
    assert kept["month"].tolist() == ["2021-01"]
    assert {issue.severity for issue in issues} <= {"warning"}


@pytest.mark.parametrize(
    "month", ["一月", "2021-13", "2021年1月", "202101", "2021-011", 3]
)
def test_a_month_that_is_none_is_an_issue_and_its_line_unused(month: object) -> None:
    kept, issues = known(line("2021-01"), line(month, "龙湾区"))
    assert kept["unit"].tolist() == ["鹿城区"]
    said = "月份须按 2021-01 的形式填写，请改正。"
    assert issues == [Issue("历史", 3, "月份", "LS-401", "error", said)]


def test_a_line_with_a_bad_cell_is_not_half_used() -> None:
    bad = line("2021-01", "龙湾区")
    bad[3] = "若干"
    kept, issues = known(line("2021-01"), bad, line(None, "瓯海区"))
    assert kept["unit"].tolist() == ["鹿城区"]
    assert [(i.row, i.rule) for i in issues] == [(3, "LS-204"), (4, "LS-101")]


def test_a_unit_that_stands_twice_in_a_month_counts_once() -> None:
    again = line(date(2021, 1, 31), "鹿城", cases=7)
    kept, issues = known(line("2021-01"), again, line("2021-02"))
    assert kept[["month", "cases"]].to_numpy().tolist() == [["2021-01", 1], ["2021-02", 1]]  # fmt: skip
    assert [(i.row, i.rule) for i in issues if i.severity == "error"] == [(3, "LS-601")]


def test_every_rule_has_its_own_code() -> None:
    codes = [rule.code for rule in RULES]
    assert {"LS-101", "LS-401", "LS-601"} <= set(codes)
    assert len(set(codes)) == len(codes)


def test_a_bad_line_is_an_issue_of_the_finished_month(
    good_row: Callable[..., Row], sheet_of: Callable[..., Any], period: Period
) -> None:
    sheets = {"A3": sheet_of(good_row()), "历史": [HEADINGS, line("一月")]}
    pairs = summarise(check(sheets, TODAY), period).cross_issues
    found = [(u, i.row, i.rule) for u, i in pairs if i.sheet == "历史"]
    assert found == [("鹿城区", 2, "LS-401")]


def test_a_count_that_an_older_sheet_lacks_is_unknown_and_no_failed_month(
    example_sheet: list[list[Any]], period: Period
) -> None:
    kept = [
        line(f"2020-{month:02}", unit)
        for month in (1, 2)
        for unit in ("鹿城区", "乐清市")
    ]
    old = [
        [cell for at, cell in enumerate(cells) if at != 8]
        for cells in (HEADINGS, *kept)
    ]

    checked = check({"A3": example_sheet, "历史": old}, TODAY)
    month = summarise(checked, period)

    found = [issue for _, issue in checked.other_issues]
    assert [(issue.sheet, issue.row, issue.column) for issue in found] == [
        ("历史", 2, "打非案件数")
    ]
    assert month.past.month(Month(2020, 1), TODAY) is None
    assert month.facts.inspections == 248
