"""附件1 in every cell as published, and as the rules of rates and ranks have it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from xl_addin.month.summary import Summary, check_table, summarise
from xl_addin.period import Period
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings, read_settings
from xl_addin.tables import annex1

# The notice: 单位, 罚款总数 = 非事故, 排序, 检查处罚率, 排序; 占比 and 收缴率 are all 100, 1.
PRINTED = {
    "鹿城区": (42.5, 3, 40.00, 4),
    "龙湾区": (34.3, 4, 92.86, 1),
    "瓯海区": (23, 6, 31.58, 6),
    "洞头区": (3.6, 8, 42.86, 3),
    "乐清市": (89.64, 1, 38.10, 5),
    "瑞安市": (33.4, 5, 30.30, 7),
    "永嘉县": (64.7, 2, 90.48, 2),
    "文成县": None,
    "平阳县": None,
    "泰顺县": (2, 9, 14.29, 8),
    "苍南县": (1.8, 10, 12.50, 9),
    "浙南产业集聚区": None,
    "龙港市": (4.8, 7, 7.69, 10),
}
PUBLISHED = [
    (unit, *(None,) * 9)
    if line is None
    else (unit, line[0], *line[:2], 100, 1, *line[2:], 100, 1)
    for unit, line in PRINTED.items()
]

IDLE = dict.fromkeys(
    ("inspections", "penalties", "fines", "nonaccident", "collected"), 0
)


def cells(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    blank = frame.astype(object).where(frame.notna(), None)
    return [tuple(line) for line in blank.to_numpy().tolist()]


def built(**units: dict[str, int]) -> pd.DataFrame:
    """Return annex 1, by unit, of these totals; other units are idle."""
    totals = pd.DataFrame({u: IDLE | units.get(u, {}) for u in PRINTED}).T
    return annex1.build(totals, Settings()).set_index("unit")


def test_annex_1_is_the_published_table(example: Summary) -> None:
    assert cells(example.annex1) == PUBLISHED


def test_the_headings_are_those_of_the_notice() -> None:
    words = ["".join(field.heading.split()) for field in annex1.SHEET.fields]
    assert words == [
        "单位", "罚款总数（万元）", "非事故类罚款额（万元）", "排序", "非事故罚款额占比（%）",
        "排序", "检查处罚率（%）", "排序", "收缴率（%）", "排序",
    ]  # fmt: skip


def test_the_line_of_the_city_comes_from_sums_and_has_no_ranks(
    example: Summary,
) -> None:
    assert cells(annex1.total_line(example.totals)) == [
        ("合计", 299.74, 299.74, None, 100.0, None, 35.08, None, 100.0, None)
    ]


@pytest.mark.parametrize(
    ("totals", "line"),
    [
        pytest.param({}, (None,) * 9, id="nothing to report"),
        pytest.param(
            {"inspections": 4}, (0, 0, 1, None, None, 0, 1, None, None), id="no penalty"
        ),
        pytest.param(
            {"penalties": 2, "fines": 3_000_000, "nonaccident": 1_000_000},
            (3, 1, 1, 33.33, 1, None, None, 0, 1),
            id="penalties without inspections",
        ),
        pytest.param(
            {"inspections": 2, "penalties": 3},
            (0, 0, 1, None, None, 150.0, 1, None, None),
            id="more penalties than inspections",
        ),
    ],
)
def test_a_rate_of_nothing_is_blank_and_unranked(
    totals: dict[str, int], line: tuple[float | None, ...]
) -> None:
    found = built(鹿城区=totals).loc[["鹿城区"]]
    assert cells(found) == [line]


def test_a_zero_is_ranked_below_the_others() -> None:
    found = built(鹿城区={"inspections": 9}, 龙湾区={"inspections": 9, "penalties": 1})
    assert found["penalty_rank"].dropna().to_dict() == {"鹿城区": 2, "龙湾区": 1}


def test_equal_print_is_equal_rank() -> None:
    """Of 100,000 inspections, 10,004 and 10,001 penalties are 10.004 % and 10.001 %."""
    exact = {"鹿城区": 10_004, "龙湾区": 10_001, "瓯海区": 10_006, "洞头区": 9_000}
    found = built(
        **{u: {"inspections": 100_000, "penalties": p} for u, p in exact.items()}
    )
    assert found["penalty_rate"].dropna().tolist() == [10.0, 10.0, 10.01, 9.0]
    assert found["penalty_rank"].dropna().tolist() == [2, 2, 1, 4]


@pytest.fixture
def summary_with(
    good_row: Callable[..., dict[str, Any]],
    sheet_of: Callable[..., list[list[Any]]],
    period: Period,
) -> Callable[..., Summary]:
    """Return `summary_with(sheet, *units)`: a row of each unit under a sheet 参数."""

    def summary(sheet: list[list[Any]], *units: str) -> Summary:
        rows = [good_row(at, unit=unit) for at, unit in enumerate(units, start=1)]
        context = Context(read_settings(sheet), date(2021, 3, 10))
        return summarise(check_table(A3.table(sheet_of(*rows)), context), period)

    return summary


def test_a_unit_is_added_and_renamed_by_a_line_of_the_settings(
    summary_with: Callable[..., Summary],
) -> None:
    sheet = [
        ["单位", "区划代码", "附件1顺序", "附件2顺序", "别名"],
        ["瓯江口产业集聚区", "", 3, 1, "瓯江口"],
        ["鹿城新区", "330302", 1, 2, "鹿城区"],
        ["龙港市", "330383", 2, 3, ""],
    ]
    found = summary_with(sheet, "瓯江口", "鹿城区")
    assert found.annex1["unit"].tolist() == ["鹿城新区", "龙港市", "瓯江口产业集聚区"]
    assert found.annex2["unit"].tolist() == ["瓯江口产业集聚区", "鹿城新区", "龙港市"]
    assert found.annex1["fines"].fillna(-1).tolist() == [1.5, -1, 1.5]
    assert set(found.checked.issues["rule"]) == {"A3-302"}


def test_a_unit_that_was_struck_off_does_not_count(
    summary_with: Callable[..., Summary],
) -> None:
    found = summary_with([["单位"], ["龙港市"]], "鹿城区", "龙港市")
    assert found.facts.inspections == 1
    assert set(found.checked.issues["rule"]) == {"A3-202"}
    assert found.left_out["row"].unique().tolist() == [2]
