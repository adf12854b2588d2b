"""What is said of other months before printing, and when nothing is."""

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.month.summary import Summary
from xl_addin.notice.remarks import remarks
from xl_addin.period import parse_period
from xl_addin.sheets.settings import Unit

Row = dict[str, Any]
Make = Callable[..., Row]
Month = Callable[..., Summary]
Two = tuple[Unit, ...]

JANUARY = parse_period("2021-01", "2021-01")
FEBRUARY = parse_period("2021-02", "2021-02")
UNSAID = "打非没有下降，通报中没有写比较："


def kept(month: str, unit: str = "鹿城区", visits: int = 1, cases: int = 1) -> list[Any]:  # fmt: skip
    """Return a line of 历史: each visit punished, each case fined 1万元."""
    return [month, unit, *[visits] * 5, 0, cases, 0, cases, 0, 0, None]


def test_what_the_notice_itself_compares_is_not_said_again(
    example: Summary, month: Month, two_units: Two
) -> None:
    assert remarks(example) == []
    to_nothing = month(past=[kept("2021-01")], over=FEBRUARY, units=two_units)
    assert remarks(to_nothing) == []


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        pytest.param(1, 3, "2月份危化品打非立案3件、处罚金额3万元，与1月份的1件、1万元相比，立案数上升200%，处罚金额上升200%。", id="a rise"),
        pytest.param(2, 2, "2月份危化品打非立案2件、处罚金额2万元，与1月份的2件、2万元相比，立案数持平，处罚金额持平。", id="no change"),
        pytest.param(0, 2, "2月份危化品打非立案2件、处罚金额2万元，1月份没有立案（基期为0），不计算升降幅度。", id="from 0"),
        pytest.param(0, 0, "2月份没有危化品打非立案，1月份没有立案（基期为0），不计算升降幅度。", id="0 and 0"),
    ],
)  # fmt: skip
def test_a_comparison_that_the_notice_has_no_use_for_is_said(
    before: int, now: int, said: str, case: Make, month: Month
) -> None:
    rows = [case("鹿城区", 1) for _ in range(before)]
    rows += [case("鹿城区", 2) for _ in range(now)]
    assert remarks(month(*rows)) == [UNSAID + said]


@pytest.mark.parametrize(
    ("base", "months"),
    [("上月", "2020年12月"), ("上年同期", "2020年1月")],
)
def test_the_month_that_is_missing_for_the_comparison_is_named(
    base: str, months: str, case: Make, month: Month
) -> None:
    assert remarks(month(case("鹿城区"), over=JANUARY, base=base)) == [
        (
            f"缺{months}数据，打非没有作比较"
            "（A3表和“历史”表中都没有，可在“历史”表补登后重新汇总）。"
        )
    ]


def test_every_month_that_is_missing_is_named(case: Make, month: Month) -> None:
    past = [kept("2020-02")]
    (one,) = remarks(month(case("鹿城区"), past=past, base="上年同期"))
    assert one.startswith("缺2020年1月数据，")
    over = parse_period("2021-01", "2021-03")
    (gap,) = remarks(month(case("鹿城区"), past=past, base="上年同期", over=over))
    assert gap.startswith("缺2020年1月、2020年3月数据，")
    (two,) = remarks(month(case("鹿城区"), base="上年同期"))
    assert two.startswith("缺2020年1-2月数据，")


def test_a_base_from_rows_that_were_never_entered_may_be_incomplete(
    case: Make, month: Month
) -> None:
    rows = [case("鹿城区", 1, 1) for _ in range(2)] + [case("鹿城区", 12, 1, 2020)]
    unsure, past = month(*rows, over=JANUARY), [kept("2020-12")]
    assert remarks(unsure)[1] == (
        "打非比较的基期2020年12月数据取自A3表，“历史”表没有登记，"
        "请核对A3表中该月记录是否齐全。"
    )
    assert len(remarks(month(*rows, over=JANUARY, past=past))) == 1


def test_a_month_with_less_than_was_entered_is_named_with_its_units(
    case: Make, month: Month
) -> None:
    """A3 holds one visit of each unit; 历史 had two, one and three."""
    rows = [case("鹿城区", 2), case("龙湾区", 2), case("鹿城区", 1), case("瓯海区", 1)]
    past = [
        kept("2021-01", "鹿城区", 2),
        kept("2021-01", "龙湾区", 3),
        kept("2021-01", "瓯海区", 1),
        kept("2021-02", "鹿城区", 1),
    ]
    said = remarks(month(*rows, past=past))
    assert said[1:] == [
        (
            "2021年1月检查或处罚比“历史”表原登记的少（鹿城区和龙湾区），"
            "“历史”表以本次汇总为准，请核对A3表中该月记录是否齐全。"
        )
    ]
