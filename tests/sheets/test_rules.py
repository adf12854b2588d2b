"""Every rule about whole rows: what breaks it, and what it lets pass."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from xl_addin.sheets.rules import RULES
from xl_addin.sheets.settings import Settings

Rows = Callable[..., dict[str, Any]]
Found = Callable[..., set[tuple[int, str, str, str]]]
Changes = dict[str, Any]

ERROR, WARNING = "error", "warning"
UNFINED: Changes = {"kinds": "警告"} | dict.fromkeys(
    ("fine_class", "fine", "collected", "collected_on")
)
SPARED: Changes = {"penalised": "否", "filed_on": None, "closed_on": None} | dict.fromkeys(
    ("target", "kinds", "decision_doc", "decided_on", "fine_class", "fine", "collected", "collected_on")
)  # fmt: skip
RAID: Changes = {
    "hazmat": "是",
    "hazmat_tonnes": 0.5,
    "transferred": "是",
    "detained": 2,
}
TOMORROW = date(2021, 3, 11)  # the day after the day of the check
IN_1999 = date(1999, 12, 31)


def day(month: int, number: int) -> date:
    return date(2021, month, number)


# code, column, severity, what breaks it, and which other rules must break with it
ROW_RULES = [
    ("A3-206", "credit_code", ERROR, {"credit_code": "91350100M000100Y44"}, ()),
    ("A3-206", "credit_code", ERROR, {"credit_code": "91350100M000100Y4"}, ()),
    ("A3-206", "credit_code", ERROR, {"credit_code": 914403001922038216.0}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"target": "单位"}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"kinds": "警告"}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"decision_doc": "（鹿）应急罚〔2021〕9号"}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"decided_on": day(1, 15)}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"fine_class": "事故类"}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"fine": 1.5}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"collected": 1, "collected_on": day(1, 20)}, ()),
    ("A3-401", "penalised", ERROR, SPARED | {"collected_on": day(1, 20)}, ("A3-411",)),
    ("A3-402", "kinds", ERROR, {"kinds": "警告、没收"}, ()),
    ("A3-402", "kinds", ERROR, UNFINED | {"fine_class": "事故类"}, ()),
    ("A3-402", "kinds", ERROR, UNFINED | {"fine": 1, "collected": 1, "collected_on": day(1, 20)}, ()),
    ("A3-403", "fine", ERROR, {"fine": 0, "collected": None, "collected_on": None}, ()),
    ("A3-404", "collected", ERROR, {"collected": 1.500001}, ()),
    ("A3-405", "collected", ERROR, UNFINED | {"collected": 1, "collected_on": day(1, 20)}, ()),
    ("A3-406", "hazmat", ERROR, {"hazmat_tonnes": 0.001}, ()),
    ("A3-406", "hazmat", ERROR, {"detained": 1}, ()),
    ("A3-406", "hazmat", ERROR, {"transferred": "是", "detained": 0}, ()),
    ("A3-407", "transferred", ERROR, RAID | {"transferred": "否"}, ()),
    ("A3-408", "major_hazards", ERROR, {"major_hazards": 3}, ()),
    ("A3-409", "rectified", ERROR, {"rectified": 3}, ()),
    ("A3-410", "credit_code", WARNING, {"entity_kind": "无证照主体"}, ()),
    ("A3-411", "collected_on", WARNING, UNFINED | {"collected_on": day(1, 20)}, ()),
    ("A3-411", "collected_on", WARNING, UNFINED | {"collected": 0, "collected_on": day(1, 20)}, ()),
    ("A3-412", "decision_doc", WARNING, RAID | {"decision_doc": None}, ("A3-120",)),
    ("A3-412", "decision_doc", WARNING, RAID | {"decided_on": None}, ("A3-121",)),
    ("A3-501", "filed_on", ERROR, {"filed_on": day(1, 4)}, ()),
    ("A3-502", "decided_on", ERROR, {"decided_on": day(1, 5)}, ()),
    ("A3-502", "decided_on", ERROR, {"filed_on": None, "decided_on": day(1, 4)}, ("A3-119",)),
    ("A3-503", "collected_on", ERROR, {"collected_on": day(1, 14)}, ()),
    ("A3-504", "closed_on", ERROR, {"closed_on": day(1, 14)}, ()),
    ("A3-505", "inspected_on", ERROR, {"inspected_on": TOMORROW}, ("A3-501", "A3-502", "A3-506")),
    ("A3-505", "filed_on", ERROR, {"filed_on": TOMORROW}, ("A3-502",)),
    ("A3-505", "decided_on", ERROR, {"decided_on": TOMORROW}, ("A3-503", "A3-504")),
    ("A3-505", "collected_on", ERROR, {"collected_on": TOMORROW}, ()),
    ("A3-505", "closed_on", ERROR, {"closed_on": TOMORROW}, ()),
    ("A3-505", "filled_on", ERROR, {"filled_on": TOMORROW}, ("A3-509",)),
    ("A3-506", "filled_on", ERROR, {"filled_on": day(1, 4)}, ()),
    ("A3-507", "decided_on", WARNING, {"inspected_on": date(2020, 10, 1), "filled_on": date(2020, 10, 1), "filed_on": date(2020, 10, 16)}, ()),
    ("A3-508", "collected", WARNING, {"collected": 1.4}, ()),
    ("A3-508", "collected", WARNING, {"collected": None, "collected_on": None}, ()),
    ("A3-509", "filled_on", WARNING, {"filled_on": day(1, 11)}, ()),
    ("A3-605", "record_doc", ERROR, {"record_doc": "（鹿）应急检记〔2021〕1号、2号"}, ()),
    ("A3-605", "decision_doc", ERROR, {"decision_doc": "（鹿）应急罚〔2021〕1号\n（鹿）应急罚〔2021〕2号"}, ("A3-320",)),
    ("A3-701", "fine", WARNING, {"fine": 100.01, "collected": 100.01}, ()),
    ("A3-702", "fine", WARNING, {"fine": 0.009999, "collected": 0.009999}, ()),
    ("A3-704", "decision_doc", WARNING, {"decision_doc": "罚2021第1号"}, ()),
    ("A3-704", "decision_doc", WARNING, {"decision_doc": "（鹿）应急罚〔2021〕1"}, ()),
    ("A3-704", "decision_doc", WARNING, {"decision_doc": "（鹿）应急罚〔2021〕号"}, ()),
    ("A3-705", "inspected_on", WARNING, {"inspected_on": IN_1999}, ("A3-509",)),
    ("A3-705", "filed_on", WARNING, {"filed_on": IN_1999}, ("A3-501", "A3-507")),
    ("A3-705", "decided_on", WARNING, {"decided_on": IN_1999}, ("A3-502",)),
    ("A3-705", "collected_on", WARNING, {"collected_on": IN_1999}, ("A3-503",)),
    ("A3-705", "closed_on", WARNING, {"closed_on": IN_1999}, ("A3-504",)),
    ("A3-705", "filled_on", WARNING, {"filled_on": IN_1999}, ("A3-506",)),
]  # fmt: skip

# What the second of three rows must share with the first to break a rule.
SAME_FIRM: Changes = {"enterprise": "示例企业1", "credit_code": "914403001922038216"}
SAME_RECORD: Changes = {"record_doc": "（鹿）应急检记〔2021〕1号"}
SAME_DECISION: Changes = {"decision_doc": "（鹿）应急罚〔2021〕1号"}
REPEATED = [
    ("A3-601", "record_no", ERROR, {"record_no": "330302-2021-0001"}),
    ("A3-602", "decision_doc", ERROR, SAME_DECISION),
    ("A3-603", "enterprise", WARNING, SAME_FIRM),
    ("A3-603", "enterprise", WARNING, SAME_FIRM | {"enterprise": "示例企业一"}),
    ("A3-604", "record_doc", ERROR, SAME_RECORD),
    ("A3-604", "record_doc", ERROR, SAME_FIRM | SAME_RECORD | {"inspected_on": day(1, 4)}),
]  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="fined"),
        pytest.param(RAID, id="raided"),
        pytest.param(SPARED, id="not penalised"),
        pytest.param(UNFINED, id="warned only"),
        pytest.param({"entity_kind": "无证照主体", "credit_code": None}, id="no licence"),
        pytest.param({"violations": 0, "major_hazards": 0, "rectified": None, "order_doc": None}, id="nothing found"),
        pytest.param({"major_hazards": 2, "rectified": 0}, id="all major, none mended"),
        pytest.param({"fine": 100, "collected": 100}, id="the highest usual fine"),
        pytest.param({"fine": 0.01, "collected": 0.01}, id="the lowest usual fine"),
        pytest.param({"filled_on": day(1, 10)}, id="entered after five days"),
        pytest.param({"inspected_on": date(2020, 10, 17), "filled_on": date(2020, 10, 17), "filed_on": date(2020, 10, 17)}, id="decided after 90 days"),
        pytest.param({"decided_on": day(2, 23), "collected": None, "collected_on": None, "closed_on": None}, id="still time to pay"),
        pytest.param({"filed_on": day(1, 5), "decided_on": day(1, 5), "collected_on": day(1, 5), "closed_on": day(1, 5), "filled_on": day(1, 5)}, id="all on one day"),
        pytest.param({"closed_on": date(2021, 3, 10)}, id="closed today"),
        pytest.param({"decision_doc": "(鹿)应急罚[2021] 12 号"}, id="half-width brackets"),
        pytest.param({"detained": 0, "hazmat_tonnes": 0}, id="zeros without a raid"),
        pytest.param({"transferred": "否"}, id="not transferred, no raid"),
        pytest.param(SPARED | {"fine": 0, "collected": 0}, id="zeros without a penalty"),
        pytest.param(UNFINED | {"fine": 0, "collected": 0}, id="zeros without a fine"),
    ],
)  # fmt: skip
def test_a_good_row_passes_untouched(
    changes: Changes, good_row: Rows, found: Found
) -> None:
    assert found(good_row(1, **changes), good_row(2)) == set()


def test_days_from_2000_on_are_not_long_ago(good_row: Rows, found: Found) -> None:
    first = date(2000, 1, 1)
    keys = ("inspected_on", "filed_on", "decided_on", "collected_on", "closed_on")
    assert found(good_row(**dict.fromkeys((*keys, "filled_on"), first))) == set()


@pytest.mark.parametrize("case", ROW_RULES, ids=lambda case: f"{case[0]} {case[1]}")
def test_one_change_breaks_the_rule_and_spares_the_neighbour(
    case: tuple[Any, ...], good_row: Rows, found: Found, headings: dict[str, str]
) -> None:
    code, key, severity, changes, others = case
    issues = found(good_row(2), good_row(1, **changes))
    assert (3, headings[key], code, severity) in issues
    assert sorted(rule for _, _, rule, _ in issues) == sorted([code, *others])
    assert {row for row, *_ in issues} == {3}


@pytest.mark.parametrize("case", REPEATED, ids=lambda case: f"{case[0]} {case[1]}")
def test_the_later_of_two_equal_rows_breaks_the_rule(
    case: tuple[Any, ...], good_row: Rows, found: Found, headings: dict[str, str]
) -> None:
    code, key, severity, changes = case
    issues = found(good_row(1), good_row(3), good_row(2, **changes))
    assert issues == {(4, headings[key], code, severity)}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(SAME_FIRM | SAME_RECORD, id="a further decision of one inspection"),
        pytest.param(SAME_FIRM | {"inspected_on": day(1, 4)}, id="the firm on another day"),
        pytest.param(SAME_DECISION | SAME_RECORD | SAME_FIRM | {"unit": "龙湾区"}, id="another unit"),
        pytest.param(SPARED | {"penalised": "否"}, id="no decision at all"),
    ],
)  # fmt: skip
def test_what_may_come_twice(changes: Changes, good_row: Rows, found: Found) -> None:
    assert found(good_row(1), good_row(2, **changes)) == set()


def test_blanks_are_not_equal_to_each_other(good_row: Rows, found: Found) -> None:
    keys = ("record_no", "decision_doc", "record_doc")
    rows = [good_row(n, **dict.fromkeys(keys)) for n in (1, 2)]
    assert {rule for _, _, rule, _ in found(*rows)} == {"A3-101", "A3-111", "A3-120"}


def test_the_third_of_three_equal_rows_is_named_too(
    good_row: Rows, found: Found
) -> None:
    rows = [good_row(n, record_no="1") for n in (1, 2, 3)]
    assert {(row, rule) for row, _, rule, _ in found(*rows)} == {(3, "A3-601"), (4, "A3-601")}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            914403001922038216.0,
            "被存为数字，末几位已丢失",
        ),  # Excel keeps fifteen digits
        ("914403001922038000", "被存为数字，末几位已丢失"),
        ("914403001922038217", "不正确"),
        ("9144030019220380000", "不正确"),
    ],
)
def test_a_credit_code_that_excel_took_for_a_number_is_told_from_a_wrong_one(
    code: object, said: str, good_row: Rows, sheet_of: Any, read_sheet: Any
) -> None:
    (message,) = read_sheet(sheet_of(good_row(credit_code=code))).issues["message"]
    assert f"统一社会信用代码{said}" in message


def test_every_rule_has_its_example() -> None:
    tried = {(code, key) for code, key, *_ in ROW_RULES}
    tried |= {(code, key) for code, key, *_ in REPEATED}
    assert {(rule.code, rule.key) for rule in RULES} == tried


@pytest.mark.parametrize(
    ("change", "row", "code"),
    [
        (Settings(late_days=6), {"filled_on": day(1, 11)}, "A3-509"),
        (Settings(decide_days=91), {"inspected_on": date(2020, 10, 16), "filled_on": date(2020, 10, 16), "filed_on": date(2020, 10, 16)}, "A3-507"),
        (Settings(pay_days=39), {"collected": 1.4}, "A3-508"),
        (Settings(fine_high=100.01), {"fine": 100.01, "collected": 100.01}, "A3-701"),
        (Settings(fine_low=0.009), {"fine": 0.009, "collected": 0.009}, "A3-702"),
    ],
)  # fmt: skip
def test_a_limit_is_the_bureaus_to_move(
    change: Settings, row: Changes, code: str, good_row: Rows, found: Found
) -> None:
    assert code in {rule for _, _, rule, _ in found(good_row(**row))}
    # 39 days after the decision of 15 January is 23 February.
    today = date(2021, 2, 23)
    assert found(good_row(**row), settings=change, today=today) == set()


def test_payment_is_overdue_on_the_sixteenth_day(good_row: Rows, found: Found) -> None:
    unpaid = good_row(collected=None, collected_on=None, closed_on=None)
    last = date(2021, 1, 15) + timedelta(days=15)
    assert found(unpaid, today=last) == set()
    late = found(unpaid, today=last + timedelta(days=1))
    assert {rule for _, _, rule, _ in late} == {"A3-508"}
