"""What only the finished annexes show: the checks 801 to 805."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from xl_addin.month.cross_checks import cross_check, to_settle
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.period import Period
from xl_addin.reading.issues import Issue

Row = dict[str, Any]
Cells = list[list[Any]]

NOTHING_LEFT = pd.DataFrame(columns=["row", "figure", "amount", "reason"])


@pytest.fixture
def month(sheet_of: Callable[..., Cells], period: Period) -> Callable[..., Summary]:
    """Return `month(*rows)`: January and February 2021 of these rows."""
    return lambda *rows: summarise(check({"A3": sheet_of(*rows)}, TODAY), period)


@pytest.fixture
def case(good_row: Callable[..., Row]) -> Callable[..., Row]:
    """Return `case(number, fine, **changes)`: a hazmat case with a fine, not yet paid."""

    def row(number: int, fine: float, **changes: object) -> Row:
        hazmat = {"hazmat": "是", "hazmat_tonnes": 1, "transferred": "否"}
        unpaid = dict.fromkeys(("collected", "collected_on", "closed_on"))
        return good_row(number, fine=fine, **(hazmat | unpaid | changes))

    return row


def settled(summary: Summary) -> list[str]:
    return to_settle(
        summary.left_out, summary.lacks, summary.checked.rows, summary.period
    )


@pytest.mark.parametrize(
    ("fines", "rate", "issues"),
    [
        pytest.param(5.0, 20.0, [], id="nothing to doubt"),
        pytest.param(5.0, None, [], id="penalties without inspections"),
        pytest.param(0.0, 0.0, [("A3-803", "附件1", 5)], id="no penalty"),
        pytest.param(None, None, [("A3-802", "附件1", 5)], id="no report"),
    ],
)
def test_an_idle_unit_is_named_at_its_line(
    fines: float | None,
    rate: float | None,
    issues: list[tuple[str, str, int]],
    example: Summary,
) -> None:
    """An annex has tag, title and headings above: its second line is row 5."""
    first = pd.DataFrame(
        {
            "unit": ["甲", "乙", "丙"],
            "fines": pd.Series([9.0, fines, 9.0], dtype="float64"),
            "penalty_rate": pd.Series([50.0, rate, 50.0], dtype="float64"),
        }
    )
    second = pd.DataFrame({"unit": ["乙", "丙", "甲"]})
    none = example.checked.rows.head(0)
    pairs = cross_check(first, second, NOTHING_LEFT, [], none)
    assert {unit for unit, _ in pairs} <= {"乙"}
    assert [(i.rule, i.sheet, i.row) for _, i in pairs] == issues


def test_the_example_shows_what_the_notice_hides(example: Summary) -> None:
    by_rule: dict[str, list[str]] = {}
    for unit, issue in example.cross_issues:
        by_rule.setdefault(issue.rule, []).append(unit)
    assert by_rule == {
        "A3-801": ["浙南产业集聚区"],
        "A3-802": ["文成县", "平阳县", "浙南产业集聚区"],
        "A3-805": ["浙南产业集聚区"],
    }


def test_the_case_of_zhenan_is_said_at_its_line_and_at_its_row(
    example: Summary,
) -> None:
    found = {issue.rule: issue for _, issue in example.cross_issues}
    missing = "处罚决定书文号、处罚决定日期缺失或无法读取"
    assert found["A3-801"] == Issue(
        "附件2", 16, "处罚金额（万元）", "A3-801", "warning",
        "附件2的处罚金额中有5.1万元没有计入附件1，请按本单位的A3-805各行核对。",
    )  # fmt: skip
    assert found["A3-805"].message == (
        f"罚款5.1万元计入附件2而没有计入附件1（{missing}），请补全。"
    )


def test_the_case_of_zhenan_is_settled_in_one_sentence_with_its_row(
    example: Summary,
) -> None:
    rows = example.checked.rows
    (row,) = rows.loc[rows["unit"] == "浙南产业集聚区", "row"]
    assert settled(example) == [
        (
            f"浙南产业集聚区：A3第{row}行罚款5.1万元计入附件2而没有计入附件1"
            "（处罚决定书文号、处罚决定日期缺失或无法读取），"
            "检查企业、行政处罚也没有计入，请补全。"
        )
    ]


def test_a_fine_that_only_annex_2_holds_is_found_behind_larger_sums(
    month: Callable[..., Summary], case: Callable[..., Row]
) -> None:
    found = month(case(1, 5, penalised="否"), case(2, 10, hazmat="否"))

    line = found.annex2.set_index("unit").loc["鹿城区"]
    assert line["fines"] < found.annex1.set_index("unit").loc["鹿城区", "fines"]
    assert settled(found) == [
        (
            "鹿城区：A3第2行罚款5万元计入附件2而没有计入附件1"
            "（“是否行政处罚”为“否”而填有罚款），请核对。"
        )
    ]
    assert "A3-801" in {issue.rule for _, issue in found.cross_issues}


def test_a_case_decided_after_the_period_asks_for_nothing(
    month: Callable[..., Summary], case: Callable[..., Row]
) -> None:
    found = month(case(1, 5, decided_on=date(2021, 3, 2)))

    assert settled(found) == [
        (
            "鹿城区：A3第2行罚款5万元计入附件2而没有计入附件1"
            "（处罚决定日期在统计期间之后），应计入决定所在月份的附件1，本期无需处理。"
        )
    ]


def test_a_case_decided_before_it_was_filed_is_doubted(
    month: Callable[..., Summary], case: Callable[..., Row]
) -> None:
    found = month(case(1, 5, decided_on=date(2020, 12, 2)))

    assert settled(found) == [
        (
            "鹿城区：A3第2行罚款5万元计入附件2而没有计入附件1"
            "（处罚决定日期在统计期间之前），请核对立案日期和处罚决定日期。"
        )
    ]


def test_a_decision_entered_again_with_another_fine_is_listed(
    month: Callable[..., Summary], good_row: Callable[..., Row]
) -> None:
    number = good_row(1)["decision_doc"]
    again = good_row(2, decision_doc=number, fine=4, collected=None, collected_on=None)

    (said,) = settled(month(good_row(1), again))

    assert said.startswith("鹿城区：A3第3行罚款4万元没有计入附件1")
    assert "处罚决定书文号与前面的行重复而罚款金额不同" in said
    assert said.endswith("请更正文号或删除重复的行。")


def test_more_collected_than_levied_names_unit_and_rows(
    month: Callable[..., Summary], good_row: Callable[..., Row]
) -> None:
    rows = [good_row(n, unit="龙湾区", fine=2, collected=3.5) for n in (1, 2)]

    assert settled(month(*rows, good_row(3))) == [
        "龙湾区：A3第2、3行实缴金额大于罚款金额，收缴率因此偏高，请核对两个金额。"
    ]


def test_a_payment_after_the_cut_off_raises_no_rate(
    month: Callable[..., Summary], good_row: Callable[..., Row]
) -> None:
    late = good_row(1, fine=2, collected=3.5, collected_on=date(2021, 3, 1))
    assert settled(month(late)) == []


def test_of_many_rows_ten_are_named(
    month: Callable[..., Summary], good_row: Callable[..., Row]
) -> None:
    rows = [good_row(n, decided_on=None, collected=None, collected_on=None) for n in range(1, 16)]  # fmt: skip
    assert settled(month(*rows)) == [
        (
            "鹿城区：A3第2、3、4、5、6、7、8、9、10、11等行罚款共22.5万元没有计入附件1"
            "（处罚决定日期缺失或无法读取），行政处罚也没有计入，请补全。"
        )
    ]


def test_what_else_was_left_out_is_one_sentence(
    month: Callable[..., Summary], good_row: Callable[..., Row]
) -> None:
    """A fine that lacks its class, a row that nobody has, an inspection unnumbered."""
    paid = dict.fromkeys(("collected", "collected_on"))
    rows = [good_row(1, fine_class=None, **paid), good_row(2, unit="不明"), good_row(3, record_doc=None)]  # fmt: skip

    assert settled(month(*rows)) == [
        "鹿城区：A3第2行罚款1.5万元没有计入附件1（罚款类别缺失或无法读取），请补全。",
        "A3第3行填报单位缺失或无法识别，全市和各单位数据都没有计入，请补填。",
        "另有应计未计1项（A3第4行），请补全或核对。",
    ]


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
        pytest.param({"fine_class": None}, [("鹿城区", "A3-805", 2)], id="no class"),
        pytest.param({"penalised": "否"}, [("鹿城区", "A3-805", 2)], id="no penalty"),
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
