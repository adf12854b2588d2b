"""The mistakes planted in the example are there, and there are no others."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from examples.make_examples import FAULTS, Fault, a3_rows
from xl_addin.reading.credit_code import is_valid

ROWS: list[dict[str, Any]] = a3_rows()


def delay(row: dict[str, Any]) -> int:
    """Days from inspection to entry; a date as text is not among the late ones."""
    inspected = row["检查日期"]
    return (row["填报日期"] - inspected).days if isinstance(inspected, date) else 0


FAULTY = {(fault.shown_as, fault.heading): fault for fault in FAULTS}

TRIALS: dict[str, Callable[[dict[str, Any], str], bool]] = {
    "missing": lambda row, heading: row[heading] is None,
    "check character": lambda row, heading: (
        row[heading] is not None and not is_valid(row[heading])
    ),
    "alias": lambda row, heading: row[heading] == "洞头",
    "blank inside": lambda row, heading: heading == "填报单位" and " " in row[heading],
    "date as text": lambda row, heading: row[heading] == "2021.2.3",
    "full-width digits": lambda row, heading: row[heading] == "２０２１-01-20",
    "number as text": lambda row, heading: row[heading] == "3",
    "blanks around": lambda row, heading: row[heading] != row[heading].strip(),
    "more mended than found": lambda row, heading: (
        int(row[heading]) > int(row["查处违法行为（项）"])
    ),
    "duplicate": lambda row, heading: (
        [other[heading] for other in ROWS].count(row[heading]) == 2
    ),
    "late": lambda row, _: delay(row) > 5,
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.shown_as} {f.heading}")
def test_a_planted_fault_is_in_its_cell(fault: Fault) -> None:
    rows = [row for row in ROWS if row["记录编号"] == fault.shown_as]
    assert any(row[fault.heading] == fault.value for row in rows)
    assert all(TRIALS[fault.what](row, fault.heading) for row in rows)


def expected(row: dict[str, Any]) -> list[str]:
    """Return the headings that a complete row fills, as A3 declares it."""
    always = ["记录编号", "填报单位", "检查日期", "被检查单位", "主体类别", "所属行业"]
    always += ["检查类别", "双随机", "录入方式", "现场检查记录文书号"]
    always += ["查处违法行为（项）", "是否行政处罚", "危化品打非", "填报人", "填报日期"]
    conditions = {
        ("统一社会信用代码",): row["主体类别"] != "无证照主体",
        ("已整改（项）", "责令限期整改文书号"): row["查处违法行为（项）"] != 0,
        ("处罚对象", "处罚种类", "立案日期"): row["是否行政处罚"] == "是",
        ("处罚决定书文号", "处罚决定日期"): row["是否行政处罚"] == "是",
        ("罚款类别", "罚款金额（万元）"): "罚款" in (row["处罚种类"] or ""),
        ("缴款日期",): row["实缴金额（万元）"] is not None,
        ("查获危化品（吨）", "移送公安"): row["危化品打非"] == "是",
        ("刑事强制措施（人）",): row["移送公安"] == "是",
    }
    return always + [h for hs, needed in conditions.items() if needed for h in hs]


def planted(what: str) -> set[tuple[str, str]]:
    return {place for place, fault in FAULTY.items() if fault.what == what}


def test_nothing_else_is_missing() -> None:
    blank = {
        (row["记录编号"], heading)
        for row in ROWS
        for heading in expected(row)
        if row[heading] is None
    }
    assert blank == planted("missing")
    assert len({number[:6] for number, _ in blank}) >= 6  # units, by region code


def test_nothing_else_is_late() -> None:
    late = {(r["记录编号"], "填报日期") for r in ROWS if TRIALS["late"](r, "填报日期")}
    assert late == planted("late")
    assert len(late) == 20


def test_no_other_code_is_wrong() -> None:
    codes = [(r["记录编号"], r["统一社会信用代码"]) for r in ROWS]
    wrong = {
        (number, "统一社会信用代码") for number, c in codes if c and not is_valid(c)
    }
    assert wrong == planted("check character")


def test_nothing_else_stands_as_text() -> None:
    """Dates, counts and amounts are typed, and texts have no stray blanks."""
    stray = {
        (row["记录编号"], heading)
        for row in ROWS
        for heading, cell in row.items()
        if isinstance(cell, str)
        and (heading.endswith(("日期", "）")) or cell != cell.strip())
    }
    text = ("date as text", "full-width digits", "number as text", "blanks around")
    assert stray == set().union(*(planted(what) for what in text))


def test_no_other_record_number_is_used_twice() -> None:
    numbers = [row["记录编号"] for row in ROWS]
    twice = {(number, "记录编号") for number in numbers if numbers.count(number) > 1}
    assert twice == planted("duplicate")


def test_nowhere_else_is_more_mended_than_found() -> None:
    found, mended = "查处违法行为（项）", "已整改（项）"
    over = {
        (row["记录编号"], mended)
        for row in ROWS
        if (row[mended] or 0) > int(row[found])
    }
    assert over == planted("more mended than found")
