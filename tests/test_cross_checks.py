"""What only the two annexes together show: the checks 801 to 803."""

import pandas as pd
import pytest

from xl_addin.cross_checks import cross_check
from xl_addin.issues import Issue
from xl_addin.summary import Summary

MORE = "请补全该单位A3的处罚决定信息。"


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
    pairs = cross_check(first, second)
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
    ((unit, issue),) = cross_check(first, second)
    assert unit == "甲"
    assert issue.message.startswith("附件2有处罚42.5万元，附件1只有4.5万元：")
