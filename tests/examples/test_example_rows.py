"""The example counted by hand: plain Python, exact numbers, nothing of ours.

Each figure is what the notice of January and February 2021 printed.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from examples import make_examples

ROWS: list[dict[str, Any]] = make_examples.a3_rows()

NAMES = {"洞头": "洞头区", "浙南产业 集聚区": "浙南产业集聚区"}
START, END = date(2021, 1, 1), date(2021, 2, 28)
EARLY, LATE = (START, date(2021, 1, 31)), (date(2021, 2, 1), END)

# 检查, 处罚; annex 1: 罚款总数, 检查处罚率; annex 2: 案件, 吨, 万元, 移送, 人.
# Written as printed; the blanks of annex 1 are None.
PUBLISHED = {
    "鹿城区": (30, 12, "42.5", "40.00", 4, "26.3", "37.5", 0, 0),
    "龙湾区": (14, 13, "34.3", "92.86", 1, "1.25", "5.5", 0, 0),
    "瓯海区": (19, 6, "23", "31.58", 4, "5.61", "15.6", 1, 0),
    "洞头区": (7, 3, "3.6", "42.86", 0, "0", "0", 0, 0),
    "乐清市": (42, 16, "89.64", "38.10", 3, "0", "13.1", 0, 0),
    "瑞安市": (33, 10, "33.4", "30.30", 3, "46.8", "17.01", 1, 6),
    "永嘉县": (21, 19, "64.7", "90.48", 5, "4.62", "47.1", 0, 0),
    "文成县": (0, 0, "0", None, 0, "0", "0", 0, 0),
    "平阳县": (0, 0, "0", None, 0, "0", "0", 0, 0),
    "泰顺县": (14, 2, "2", "14.29", 0, "0", "0", 0, 0),
    "苍南县": (16, 2, "1.8", "12.50", 0, "0", "0", 0, 0),
    "浙南产业集聚区": (0, 0, "0", None, 1, "8.41", "5.10", 0, 0),
    "龙港市": (52, 4, "4.8", "7.69", 0, "0", "0", 0, 0),
}
units = pytest.mark.parametrize("unit", PUBLISHED)


def as_date(cell: object) -> date | None:
    """Read a date as a patient person would."""
    if cell is None or isinstance(cell, date):
        return cell
    text = unicodedata.normalize("NFKC", str(cell)).replace(".", "-")
    return date(*(int(part) for part in text.split("-")))


def of(unit: str | None) -> list[dict[str, Any]]:
    """Return the rows of a unit, or of the city."""
    named = [(NAMES.get(row["填报单位"], row["填报单位"]), row) for row in ROWS]
    return [row for name, row in named if unit in (name, None)]


def within(row: dict[str, Any], heading: str, span: tuple[date, date]) -> bool:
    day = as_date(row[heading])
    return day is not None and span[0] <= day <= span[1]


def inspections(unit: str | None) -> int:
    rows = [row for row in of(unit) if within(row, "检查日期", (START, END))]
    return len({row["现场检查记录文书号"] for row in rows} - {None})


def penalties(unit: str | None) -> list[dict[str, Any]]:
    return [
        row
        for row in of(unit)
        if row["是否行政处罚"] == "是"
        and row["处罚决定书文号"]
        and within(row, "处罚决定日期", (START, END))
    ]


def cases(
    unit: str | None, span: tuple[date, date] = (START, END)
) -> list[dict[str, Any]]:
    hazmat = [row for row in of(unit) if row["危化品打非"] == "是"]
    return [row for row in hazmat if within(row, "立案日期", span)]


def total(rows: Iterable[dict[str, Any]], heading: str) -> Decimal:
    return sum((Decimal(str(row[heading] or 0)) for row in rows), Decimal(0))


def percent(part: Decimal | int, whole: Decimal | int) -> str | None:
    if not whole:
        return None
    exact = Fraction(part) / Fraction(whole) * 100
    quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
    return str(quotient.quantize(Decimal("0.01"), ROUND_HALF_UP))


@units
def test_inspections_and_penalties_of_a_unit(unit: str) -> None:
    decided = penalties(unit)
    assert (inspections(unit), len(decided)) == PUBLISHED[unit][:2]
    assert len({row["处罚决定书文号"] for row in decided}) == len(decided)


@units
def test_annex_1(unit: str) -> None:
    decided = penalties(unit)
    fines, rate = PUBLISHED[unit][2:4]
    assert total(decided, "罚款金额（万元）") == Decimal(str(fines))
    assert percent(len(decided), inspections(unit)) == rate
    assert {row["罚款类别"] for row in decided} <= {"非事故类"}
    assert all(row["实缴金额（万元）"] == row["罚款金额（万元）"] for row in decided)
    assert all(within(row, "缴款日期", (START, END)) for row in decided)


@units
def test_annex_2(unit: str) -> None:
    count, tonnes, fines, transferred, detained = PUBLISHED[unit][4:]
    rows = cases(unit)
    assert len(rows) == count
    assert total(rows, "查获危化品（吨）") == Decimal(str(tonnes))
    assert total(rows, "罚款金额（万元）") == Decimal(str(fines))
    assert sum(row["移送公安"] == "是" for row in rows) == transferred
    assert total(rows, "刑事强制措施（人）") == detained


def test_the_figures_of_the_city() -> None:
    decided = penalties(None)
    assert (inspections(None), len(decided)) == (248, 87)
    assert total(decided, "罚款金额（万元）") == Decimal("299.74")
    assert total(decided, "实缴金额（万元）") == Decimal("299.74")
    assert percent(87, 248) == "35.08"
    assert len(cases(None)) == 21
    assert total(cases(None), "查获危化品（吨）") == Decimal("92.99")


def test_three_firms_were_suspended() -> None:
    closed = [r for r in penalties(None) if "责令停产停业整顿" in r["处罚种类"]]
    assert len({row["被检查单位"] for row in closed}) == len(closed) == 3


def test_february_fell_by_more_than_thirty_percent() -> None:
    january, february = cases(None, EARLY), cases(None, LATE)
    before, after = (total(r, "罚款金额（万元）") for r in (january, february))
    assert (len(january), len(february)) == (13, 8)
    assert (before, after) == (Decimal("88.61"), Decimal("52.30"))
    assert percent(13 - 8, 13) == "38.46"
    assert percent(before - after, before) == "40.98"


def test_the_case_of_zhenan_is_in_annex_2_only() -> None:
    (row,) = of("浙南产业集聚区")
    assert row["填报单位"] == "浙南产业 集聚区"
    assert (row["是否行政处罚"], row["处罚种类"], row["罚款类别"]) == (
        "是",
        "罚款",
        "非事故类",
    )
    blank = ("现场检查记录文书号", "处罚决定书文号", "处罚决定日期", "实缴金额（万元）")
    assert [row[heading] for heading in blank] == [None] * 4


def test_the_shape_of_the_sheet() -> None:
    assert all(tuple(row) == make_examples.HEADINGS for row in ROWS)
    assert len(make_examples.HEADINGS) == 33
    # 248 inspections, 7 second decisions, 浙南, and 3 rows of December.
    assert len(ROWS) == 248 + 7 + 1 + 3
    assert sum(as_date(row["检查日期"]) < START for row in ROWS) == 3  # type: ignore[operator]


def test_seven_heads_were_fined_beside_their_firm() -> None:
    documents = Counter(row["现场检查记录文书号"] for row in ROWS)
    twice = [row for row in ROWS if documents[row["现场检查记录文书号"]] == 2]
    assert len(twice) == 14
    assert {row["处罚对象"] for row in twice} == {"单位", "主要负责人"}
    assert len({row["处罚决定书文号"] for row in twice}) == 14


def test_dates_follow_each_other() -> None:
    order = ("检查日期", "立案日期", "处罚决定日期", "缴款日期", "结案日期")
    for row in ROWS:
        days = [day for day in (as_date(row[h]) for h in order) if day]
        assert days == sorted(days)
        assert days[-1] <= END
        assert days[0] <= row["填报日期"] <= END


def test_a_firm_is_inspected_once_a_day() -> None:
    seen = Counter(
        (row["被检查单位"], row["检查日期"])
        for row in ROWS
        if row["处罚对象"] != "主要负责人"
    )
    assert max(seen.values()) == 1


def test_the_platform_agrees_with_a3() -> None:
    rows: list[dict[str, Any]] = make_examples.supervision_rows()
    assert [row["填报单位"] for row in rows] == list(PUBLISHED)
    for row in rows:
        unit = row["填报单位"]
        by_computer = [r for r in of(unit) if r["录入方式"] == "电脑端"]
        assert row["检查次数"] == PUBLISHED[unit][0]
        assert row["移动端（次）"] == row["检查次数"] - len(by_computer)


@pytest.mark.parametrize(
    ("done", "due", "below"),
    [
        ("已开通（人）", "应开通（人）", ["文成县"]),
        ("已激活（人）", "已开通（人）", ["文成县", "泰顺县"]),
        ("移动端（次）", "检查次数", ["永嘉县", "苍南县"]),
        ("双随机已完成", "双随机应完成", ["文成县"]),
        ("按时完成", "双随机应完成", ["瑞安市", "文成县"]),
    ],
)
def test_one_or_two_units_are_below(done: str, due: str, below: list[str]) -> None:
    rows: list[dict[str, Any]] = make_examples.supervision_rows()
    assert [row["填报单位"] for row in rows if row[done] < row[due]] == below


def parts(path: Path) -> dict[str, bytes]:
    """Return what is in the workbook; how it is compressed depends on zlib."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_workbook_is_what_the_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = make_examples.WORKBOOK
    monkeypatch.setattr(make_examples, "WORKBOOK", tmp_path / "again.xlsx")
    make_examples.main()
    assert parts(tmp_path / "again.xlsx") == parts(committed)
