"""Section two: what is a problem, what is none, and who is named."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from xl_addin.month.summary import Summary
from xl_addin.notice.problems import shortcomings
from xl_addin.period import parse_period
from xl_addin.sheets.units import Unit

Row = dict[str, Any]
Cells = list[list[Any]]
Make = Callable[..., Row]
Month = Callable[..., Summary]
Problems = Callable[[Summary], dict[str, str]]
Two = tuple[Unit, ...]

NOTHING = {"no-problem": "从执法数据看，本期未发现突出问题。"}


def february(case: Make, before: list[float | None], now: list[float | None]) -> list[Row]:  # fmt: skip
    """Return cases of 鹿城区 with these fines in January and in February."""
    rows = [case("鹿城区", 1, fine) for fine in before]
    return rows + [case("鹿城区", 2, fine) for fine in now]


@pytest.fixture(scope="module")
def one_unit(two_units: Two) -> Two:
    """Return the first unit alone, so that nobody is idle beside it."""
    return two_units[:1]


def test_a_month_without_problems_says_so_in_one_sentence(
    case: Make, month: Month, problems: Problems, two_units: Two
) -> None:
    rows = [case(unit.name, at) for unit in two_units for at in (1, 2)]
    assert problems(month(*rows, units=two_units)) == NOTHING


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        pytest.param([1], [1, 1], "", id="a rise"),
        pytest.param([1, 1], [1, 1], "", id="no change"),
        pytest.param([1] * 10, [1] * 7, "危险化学品打非治违力度下降。2月份危化品打非立案7件、处罚金额7万元，与1月份的10件、10万元相比，立案数下降30%，处罚金额下降30%。", id="just at the limit"),
        pytest.param([1] * 10, [1] * 6, "危险化学品打非治违力度下降。2月份危化品打非立案6件、处罚金额6万元，与1月份的10件、10万元相比，立案数下降40%，处罚金额下降40%，降幅均超过30%。", id="beyond it"),
        pytest.param([1] * 10, [0.5] * 7, "危险化学品打非治违力度下降。2月份危化品打非立案7件、处罚金额3.5万元，与1月份的10件、10万元相比，立案数下降30%，处罚金额下降65%，其中处罚金额降幅超过30%。", id="one of the two beyond it"),
        pytest.param([1, 1], [3], "危险化学品打非治违部分指标下降。2月份危化品打非立案1件、处罚金额3万元，与1月份的2件、2万元相比，立案数下降50%，处罚金额上升50%，其中立案数降幅超过30%。", id="a fall and a rise"),
        pytest.param([2], [1, 1], "", id="as much fined, more cases"),
        pytest.param([2, 2], [4], "危险化学品打非治违部分指标下降。2月份危化品打非立案1件、处罚金额4万元，与1月份的2件、4万元相比，立案数下降50%，处罚金额持平，其中立案数降幅超过30%。", id="a fall and no change"),
        pytest.param([None, None], [5], "危险化学品打非治违部分指标下降。2月份危化品打非立案1件、处罚金额5万元，与1月份的2件、零罚款相比，立案数下降50%，处罚金额上升（基期为0），其中立案数降幅超过30%。", id="from 0 there is no percentage"),
        pytest.param([1], [], "危险化学品打非治违力度下降。2月份没有危化品打非立案，与1月份的1件、1万元相比，立案数下降100%，处罚金额下降100%，降幅均超过30%。", id="to nothing"),
        pytest.param([2, 2], [None], "危险化学品打非治违力度下降。2月份危化品打非立案1件、零罚款，与1月份的2件、4万元相比，立案数下降50%，处罚金额下降100%，降幅均超过30%。", id="to no fine"),
        pytest.param([100], [99.999999], "", id="by a cent"),
        pytest.param([], [1, 1, 1], "", id="from nothing"),
    ],
)  # fmt: skip
def test_hazmat_is_a_problem_where_it_fell(
    *,
    before: list[float | None],
    now: list[float | None],
    said: str,
    case: Make,
    visited: Make,
    month: Month,
    one_unit: Two,
) -> None:
    known = visited("鹿城区", inspected_on=date(2021, 2, 5), filled_on=date(2021, 2, 7))
    rows = [*february(case, before, now), known]
    texts = {f.key: f.text for f in shortcomings(month(*rows, units=one_unit))}
    assert texts["hazmat"] == said


def test_the_limit_is_the_bureaus_to_choose(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    rows = february(case, [1] * 10, [1] * 7)
    said = problems(month(*rows, units=one_unit, fall=29.5))["hazmat"]
    assert said.endswith("，降幅均超过29.5%。")


def test_a_city_without_any_case_says_so(
    fined: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    found = problems(month(fined("鹿城区"), units=one_unit))
    text = "危险化学品打非治违力度不足。1-2月全市没有危化品打非立案。"
    assert found == {"hazmat": text}  # alone, so without 一是


def test_a_month_without_any_case_is_compared_where_the_base_is_known(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    rows, over = february(case, [10] * 10, []), parse_period("2021-02", "2021-02")
    said = problems(month(*rows, units=one_unit, over=over))["hazmat"]
    assert said == (
        "一是危险化学品打非治违力度不足。2月全市没有危化品打非立案，"
        "与1月份的10件、100万元相比，立案数下降100%，处罚金额下降100%，"
        "降幅均超过30%。"
    )


def test_without_a_base_nothing_is_said(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    only = month(
        case("鹿城区", 2), units=one_unit, over=parse_period("2021-02", "2021-02")
    )
    assert problems(only) == NOTHING


def test_the_same_months_of_last_year_may_be_the_base(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    rows = [case("鹿城区", at, 4, year) for year in (2020, 2021) for at in (1, 2)]
    found = month(*rows, case("鹿城区", 1, 2, 2020), units=one_unit, base="上年同期")
    assert problems(found)["hazmat"] == (
        "危险化学品打非治违力度下降。1-2月危化品打非立案2件、处罚金额8万元，"
        "与上年同期的3件、10万元相比，立案数下降33.33%，处罚金额下降20%，"
        "其中立案数降幅超过30%。"
    )


def kept(month: str, cases: int, fines: float) -> list[Any]:
    """Return a line of 历史 of 鹿城区."""
    return [month, "鹿城区", 9, 9, fines, fines, fines, 0, cases, 0, fines, 0, 0, None]


def test_last_year_may_be_known_from_the_history(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    rows = february(case, [3], [3])
    past = [kept("2020-01", 2, 5), kept("2020-02", 3, 7)]
    found = month(*rows, past=past, units=one_unit, base="上年同期")
    said = problems(found)["hazmat"]
    assert "与上年同期的5件、12万元相比，立案数下降60%，处罚金额下降50%" in said


def test_half_a_base_is_none(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    rows, past = february(case, [1], [1]), [kept("2020-01", 9, 9)]
    found = month(*rows, past=past, units=one_unit, base="上年同期")
    assert problems(found) == NOTHING


def test_a_month_that_is_summed_again_is_not_taken_from_the_history(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    """A case of February that A3 no longer has is not counted in the comparison."""
    rows, past = february(case, [1] * 4, [1] * 3), [kept("2021-02", 99, 99)]
    said = problems(month(*rows, past=past, units=one_unit))["hazmat"]
    assert "2月份危化品打非立案3件、处罚金额3万元" in said


def test_january_is_compared_with_december_of_the_year_before(
    case: Make, month: Month, problems: Problems, one_unit: Two
) -> None:
    over = parse_period("2021-01", "2021-01")
    past = [kept("2020-12", 2, 2)]
    found = month(case("鹿城区"), past=past, units=one_unit, over=over)
    said = problems(found)["hazmat"]
    assert "1月份危化品打非立案1件、处罚金额1万元，与2020年12月份的2件、2万元" in said


@pytest.mark.parametrize(
    ("naming", "hazmat", "silent"),
    [
        ("是", "1-2月，龙湾区没有立案。", "1-2月，龙湾区有检查而无处罚。"),
        ("否", "1-2月有1个单位没有立案。", "1-2月，1个单位有检查而无处罚。"),
    ],
)
def test_units_are_named_where_the_bureau_wants_it(
    *,
    naming: str,
    hazmat: str,
    silent: str,
    case: Make,
    visited: Make,
    month: Month,
    problems: Problems,
    two_units: Two,
) -> None:
    rows = [*february(case, [2, 2], [1]), visited("龙湾区")]
    said = problems(month(*rows, units=two_units, name_units=naming))
    assert said["hazmat"].endswith(hazmat)
    assert said["silent"] == f"二是执法工作开展不平衡。{silent}"


def test_the_units_behind_are_always_listed(
    case: Make, visited: Make, month: Month, two_units: Two
) -> None:
    found = shortcomings(month(case("鹿城区", 2), visited("龙湾区"), units=two_units))
    listed = [(f.key, *problem) for f in found for problem in f.units]
    assert listed == [
        ("hazmat", "龙湾区", "危化品打非没有立案", "本期立案0件"),
        ("silent", "龙湾区", "零处罚", "检查1家次，处罚0起"),
    ]


def test_a_silent_unit_with_a_case_is_to_be_looked_at(example: Summary) -> None:
    silent = {f.key: f.units for f in shortcomings(example)}["silent"]
    assert {unit: "请先核对" in detail for unit, _, detail in silent} == {
        "文成县": False,
        "平阳县": False,
        "浙南产业集聚区": True,
    }


def test_where_nobody_reported_nothing_is_out_of_balance(
    case: Make, month: Month, problems: Problems, two_units: Two
) -> None:
    assert problems(month(units=two_units))["silent"] == (
        "二是执法数据报送不到位。1-2月，各单位均零上报。"
    )
    only_a_case = case("龙湾区") | {"record_doc": None, "decision_doc": None}
    found = month(only_a_case, units=two_units, name_units="是")
    assert problems(found)["silent"].endswith(
        "执法数据报送不到位。1-2月，鹿城区零上报；"
        "龙湾区有打非案件，但没有可以计入的检查和处罚。"
    )


def test_where_nobody_punished_nothing_is_out_of_balance(
    visited: Make, month: Month, problems: Problems, two_units: Two
) -> None:
    both = month(*(visited(unit.name) for unit in two_units), units=two_units)
    assert problems(both)["silent"] == (
        "二是行政处罚力度不足。1-2月，各单位均有检查而无处罚。"
    )
    one = month(visited("鹿城区"), units=two_units, name_units="是")
    assert problems(one)["silent"] == (
        "二是执法工作开展不平衡。1-2月，龙湾区零上报；鹿城区有检查而无处罚。"
    )


def test_who_is_silent_in_one_month_is_not_called_silent_until_today(
    fined: Make, month: Month, problems: Problems, two_units: Two
) -> None:
    over = parse_period("2021-01", "2021-01")
    march = dict.fromkeys(("inspected_on", "filed_on", "decided_on"), date(2021, 3, 2))
    rows = fined("鹿城区"), fined("龙湾区", **march)
    assert problems(month(*rows, units=two_units, over=over))["silent"] == (
        "二是执法工作开展不平衡。1月，1个单位零上报。"
    )
