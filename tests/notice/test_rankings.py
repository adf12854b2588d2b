"""The sentence of rankings in months that are not like the published one."""

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.month.summary import Summary
from xl_addin.notice.rankings import rankings
from xl_addin.notice.writing import write
from xl_addin.sheets.settings import UNITS as ALL_UNITS
from xl_addin.sheets.settings import Unit

Row = dict[str, Any]
Make = Callable[..., Row]
Month = Callable[..., Summary]

NAMES = [unit.name for unit in ALL_UNITS]
UNITS = ("鹿城区", "龙湾区", "瓯海区", "洞头区", "乐清市")
OPENING = "1-2月非事故处罚额、危化品打非、检查处罚率、罚款实际收缴率等指标排名分别为："


def clauses(summary: Summary) -> list[str]:
    """Return the clauses on 非事故处罚额, 打非, 处罚率 and 收缴率."""
    said = rankings(summary)
    assert said.startswith(OPENING)
    return said.removeprefix(OPENING).removesuffix("。").split("；")


@pytest.mark.parametrize(
    ("fines", "top", "said"),
    [
        pytest.param((5, 4, 3, 3), 3, "排名前三位为鹿城区、龙湾区、瓯海区和洞头区（瓯海区和洞头区并列第三）", id="a tie at the last place"),
        pytest.param((5, 4, 4, 3), 3, "排名前三位为鹿城区、龙湾区和瓯海区（龙湾区和瓯海区并列第二）", id="a tie in the middle"),
        pytest.param((4, 4, 3, 3), 3, "排名前三位为鹿城区、龙湾区、瓯海区和洞头区（鹿城区和龙湾区并列第一，瓯海区和洞头区并列第三）", id="two ties"),
        pytest.param((4, 4, 4, 4), 3, "有数据的单位均为4万元", id="all tied"),
        pytest.param((4, 4, 4, 4, 1), 3, "鹿城区、龙湾区、瓯海区和洞头区并列第一", id="all named tied"),
        pytest.param((4, 4, 1), 1, "鹿城区和龙湾区并列第一", id="one place for two"),
        pytest.param((2, 5), 3, "排名前两位为龙湾区和鹿城区", id="two units"),
        pytest.param((5, 5), 3, "有数据的鹿城区和龙湾区均为5万元", id="two units tied"),
        pytest.param((5,), 3, "排名第一位为鹿城区", id="one unit"),
        pytest.param((5, 4, 3, 2), 2, "排名前两位为鹿城区和龙湾区", id="two places"),
        pytest.param((5, 4), 1, "排名第一位为鹿城区", id="one place"),
    ],
)  # fmt: skip
def test_leaders_are_named_with_their_ties(
    fines: tuple[float, ...], top: int, said: str, fined: Make, month: Month
) -> None:
    rows = [fined(unit, fine) for unit, fine in zip(UNITS, fines, strict=False)]
    first = clauses(month(*rows, top=top))[0]
    assert first == f"非事故处罚额{said}"


def test_a_month_without_hazmat_fines_says_so(fined: Make, month: Month) -> None:
    assert clauses(month(fined("鹿城区")))[1] == "危化品打非处罚额各单位均为0"


def test_hazmat_is_ranked_by_fines_and_not_by_cases(case: Make, month: Month) -> None:
    rows = [case("鹿城区", fine=3), *(case("龙湾区") for _ in range(2)), case("瓯海区", fine=None)]  # fmt: skip
    assert clauses(month(*rows))[1] == "危化品打非排名前两位为鹿城区和龙湾区"


def test_where_nobody_is_below_the_limit_there_is_no_such_clause(
    fined: Make, visited: Make, month: Month
) -> None:
    rows = [fined("鹿城区"), *(visited("鹿城区") for _ in range(4))]
    assert clauses(month(*rows))[2] == "检查处罚率列第一位为鹿城区"  # 20 % is not below


def test_the_worst_come_first_below_the_limit(
    fined: Make, visited: Make, month: Month
) -> None:
    rows = [fined("鹿城区"), fined("龙湾区"), visited("瓯海区")]
    rows += [visited("鹿城区") for _ in range(5)] + [fined("龙湾区"), visited("龙湾区")]
    found = month(*rows, threshold=50.5)
    assert clauses(found)[2] == (
        "检查处罚率列前两位为龙湾区和鹿城区，检查处罚率未达50.5%为瓯海区和鹿城区"
    )


def test_where_everybody_is_below_the_limit_nobody_is_named_for_it(
    fined: Make, visited: Make, month: Month, two_units: tuple[Unit, ...]
) -> None:
    """1 of 6 and 1 of 11 are 16.67 and 9.09 %."""
    rows = [fined("鹿城区"), fined("龙湾区")]
    rows += [visited("鹿城区") for _ in range(5)] + [
        visited("龙湾区") for _ in range(10)
    ]
    leaders = "检查处罚率列前两位为鹿城区和龙湾区"
    all_units = month(*rows, units=two_units)
    assert clauses(all_units)[2] == f"{leaders}，各单位均未达20%"
    some = "有数据的鹿城区和龙湾区均"
    assert clauses(month(*rows))[2] == f"{leaders}，{some}未达20%"
    assert clauses(month(*rows, top=1))[2] == (
        "检查处罚率列第一位为鹿城区，有数据的单位均未达20%"
    )


def test_everybody_at_100_percent_is_said_once(fined: Make, month: Month) -> None:
    rates, collected = clauses(month(*map(fined, NAMES)))[2:]
    assert rates == "检查处罚率各单位均为100%"
    assert collected == "罚款收缴率均达100%"


def test_where_some_reported_nothing_the_others_are_meant(
    fined: Make, visited: Make, month: Month
) -> None:
    rows = [made(u) for u in UNITS[:2] for made in (fined, *[visited] * 9)]
    assert clauses(month(*rows))[2] == (
        "检查处罚率有数据的鹿城区和龙湾区均为10%，未达20%"
    )
    assert clauses(month(*map(fined, UNITS[:4])))[2] == (
        "检查处罚率有数据的单位均为100%"
    )


def test_who_has_not_collected_is_named(fined: Make, month: Month) -> None:
    """2 of 4 and 1 of 2 and 3 of 3万元 are 6 of 9: 66.67 %."""
    rows = [
        fined("鹿城区", 4, collected=2),
        fined("龙湾区", 2, collected=1),
        fined("瓯海区", 3),
    ]
    assert clauses(month(*rows))[3] == ("罚款收缴率为66.67%，未达100%为鹿城区和龙湾区")


def test_more_than_all_collected_is_not_all_at_100(fined: Make, month: Month) -> None:
    rows = [fined("鹿城区", 1, collected=2), fined("龙湾区", 1)]
    assert clauses(month(*rows))[3] == "罚款收缴率为150%，超过100%为鹿城区"


def test_too_much_here_and_too_little_there_are_both_said(
    fined: Make, month: Month
) -> None:
    rows = [fined("鹿城区", 2, collected=3), fined("龙湾区", 2, collected=1)]
    assert clauses(month(*rows))[3] == (
        "罚款收缴率为100%，超过100%为鹿城区，未达100%为龙湾区"
    )


def test_what_is_rounded_to_100_percent_is_said_to_be(
    fined: Make, month: Month
) -> None:
    """299.99 of 300万元 are 99.997 %, 0.99 of 1 are 99 %."""
    rows = [fined("鹿城区", 299), fined("龙湾区", 1, collected=0.99)]
    assert clauses(month(*rows))[3] == "罚款收缴率约为100%，未达100%为龙湾区"


def test_where_nobody_has_collected_all_are_meant(fined: Make, month: Month) -> None:
    rows = [fined(unit, 2, collected=0) for unit in UNITS[:2]]
    assert clauses(month(*rows))[3] == "罚款收缴率均为0%"


def test_a_month_of_visits_only_has_neither_fines_nor_collection(
    visited: Make, month: Month
) -> None:
    assert clauses(month(visited("鹿城区"))) == [
        "非事故处罚额有数据的鹿城区为0",
        "危化品打非处罚额各单位均为0",
        "检查处罚率有数据的鹿城区为0%，未达20%",
        "本期无罚款收缴数据",
    ]


def test_an_empty_month_ranks_nobody(month: Month) -> None:
    said = {p.key: p.text for p in write(month())}
    assert said["rankings"] == "1-2月没有可以排名的执法数据。"
    assert said["figures"].endswith("罚款额0万元，责令停产停业整顿企业0家。")
    assert "—" not in "".join(said.values())
