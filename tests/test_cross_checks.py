"""What only the finished annexes show: the checks 801 to 805."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from xl_addin.cross_checks import cross_check, to_settle
from xl_addin.issues import Issue
from xl_addin.period import Period
from xl_addin.summary import Summary, check, summarise

Row = dict[str, Any]
Cells = list[list[Any]]

MORE = "请补全该单位A3的处罚决定信息。"
NOTHING_LEFT = pd.DataFrame(columns=["row", "figure", "amount", "reason"])
NO_ROWS = pd.DataFrame({"row": [], "unit": []})


def found(
    fines: float | None, rate: float | None, hazmat_fines: float
) -> list[tuple[str, str, int]]:
    """Return (rule, sheet, row) for the second of three units."""
    first = pd.DataFrame(
        {
            "unit": ["甲", "乙", "丙"],
            "fines": pd.Series([9.0, fines, 9.0], dtype="float64"),
            "penalty_rate": pd.Series([50.0, rate, 50.0], dtype="float64"),
        }
    )
    second = pd.DataFrame({"unit": ["乙", "丙", "甲"], "fines": [hazmat_fines, 0.0, 9]})
    pairs = cross_check(first, second, NOTHING_LEFT, NO_ROWS)
    assert {unit for unit, _ in pairs} <= {"乙"}
    return [(issue.rule, issue.sheet, issue.row) for _, issue in pairs]


@pytest.mark.parametrize(
    ("fines", "rate", "hazmat_fines", "issues"),
    [
        pytest.param(5.0, 20.0, 5.0, [], id="as much in annex 2"),
        pytest.param(5.0, 20.0, 5.1, [("A3-801", "附件2", 4)], id="more in annex 2"),
        pytest.param(5.0, None, 4.0, [], id="penalties without inspections"),
        pytest.param(0.0, 0.0, 0.0, [("A3-803", "附件1", 5)], id="no penalty"),
        pytest.param(None, None, 0.0, [("A3-802", "附件1", 5)], id="no report"),
        pytest.param(
            None,
            None,
            5.1,
            [("A3-802", "附件1", 5), ("A3-801", "附件2", 4)],
            id="the case of 浙南",
        ),
    ],
)
def test_a_doubt_names_the_line_of_its_annex(
    fines: float | None,
    rate: float | None,
    hazmat_fines: float,
    issues: list[tuple[str, str, int]],
) -> None:
    """An annex has tag, title and headings above: its second line is row 5."""
    assert found(fines, rate, hazmat_fines) == issues


def test_the_example_shows_what_the_notice_hides(example: Summary) -> None:
    by_rule: dict[str, list[str]] = {}
    for unit, issue in example.cross_issues:
        by_rule.setdefault(issue.rule, []).append(unit)
    assert by_rule == {
        "A3-801": ["浙南产业集聚区"],
        "A3-802": ["文成县", "平阳县", "浙南产业集聚区"],
        "A3-805": ["浙南产业集聚区"],
    }


def test_the_case_of_zhenan_is_said_in_full(example: Summary) -> None:
    (issue,) = [issue for _, issue in example.cross_issues if issue.rule == "A3-801"]
    said = (
        f"附件2有处罚5.1万元，附件1无数据：附件2的处罚金额大于附件1的罚款总数，{MORE}"
    )
    assert issue == Issue("附件2", 16, "处罚金额（万元）", "A3-801", "warning", said)


def test_the_smaller_fine_is_named() -> None:
    first = pd.DataFrame({"unit": ["甲"], "fines": [4.5], "penalty_rate": [10.0]})
    second = pd.DataFrame({"unit": ["甲"], "fines": [42.5]})
    ((unit, issue),) = cross_check(first, second, NOTHING_LEFT, NO_ROWS)
    assert unit == "甲"
    assert issue.message.startswith("附件2有处罚42.5万元，附件1只有4.5万元：")


TODAY = date(2021, 3, 10)


@pytest.fixture
def doubts(
    good_row: Callable[..., Row], sheet_of: Callable[..., Cells], period: Period
) -> Callable[..., list[tuple[str, str, int]]]:
    """Return `doubts(**changes)`: (unit, rule, row) of the doubts about one row of A3."""

    def found(**changes: object) -> list[tuple[str, str, int]]:
        sheet = sheet_of(good_row(1, **changes), good_row(2))
        pairs = summarise(check({"A3": sheet}, TODAY), period).cross_issues
        return [(u, i.rule, i.row) for u, i in pairs if i.sheet == "A3"]

    return found


@pytest.mark.parametrize(
    ("changes", "issues"),
    [
        pytest.param({}, [], id="nothing missing"),
        pytest.param({"unit": "不明"}, [("未知单位", "A3-804", 2)], id="no unit"),
        pytest.param({"decided_on": None}, [("鹿城区", "A3-805", 2)], id="no decision day"),
        pytest.param({"decision_doc": None}, [("鹿城区", "A3-805", 2)], id="no number"),
        pytest.param({"fine": "若干"}, [("鹿城区", "A3-805", 2)], id="no amount"),
        pytest.param({"collected_on": None}, [], id="only the payment is in doubt"),
        pytest.param({"record_doc": None}, [], id="only the inspection is in doubt"),
    ],
)  # fmt: skip
def test_a_part_that_the_whole_lacks_is_said_once_at_its_row(
    changes: Row,
    issues: list[tuple[str, str, int]],
    doubts: Callable[..., list[tuple[str, str, int]]],
) -> None:
    assert doubts(**changes) == issues


def test_a_decision_that_comes_twice_is_not_a_missing_part(
    good_row: Callable[..., Row], sheet_of: Callable[..., Cells], period: Period
) -> None:
    again = good_row(2, decision_doc=good_row(1)["decision_doc"])
    checked = check({"A3": sheet_of(good_row(1), again)}, TODAY)
    pairs = summarise(checked, period).cross_issues
    assert [issue for _, issue in pairs if issue.sheet == "A3"] == []


def test_what_makes_the_figures_disagree_is_to_be_settled(example: Summary) -> None:
    first, second = to_settle(example.cross_issues)
    assert first.startswith("浙南产业集聚区：附件2有处罚5.1万元，附件1无数据：")
    assert second.startswith("浙南产业集聚区：A3第")
    assert second.endswith("行罚款没有计入附件1，请补全处罚决定信息。")


def test_rows_of_one_unit_are_settled_in_one_sentence(
    good_row: Callable[..., Row], sheet_of: Callable[..., Cells], period: Period
) -> None:
    rows = [good_row(n, decided_on=None) for n in (1, 2)]
    pairs = summarise(check({"A3": sheet_of(*rows)}, TODAY), period).cross_issues
    said = "鹿城区：A3第2、3行罚款没有计入附件1，请补全处罚决定信息。"
    assert to_settle(pairs) == [said]
