"""Cells that are missing, garbled or oddly written; rules are silent about the unread."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

Rows = Callable[..., dict[str, Any]]
Found = Callable[..., set[tuple[int, str, str, str]]]
Changes = dict[str, Any]

UNFINED: Changes = {"kinds": "警告"} | dict.fromkeys(
    ("fine_class", "fine", "collected", "collected_on")
)
SPARED: Changes = UNFINED | {"penalised": "否", "kinds": None} | dict.fromkeys(
    ("target", "filed_on", "decision_doc", "decided_on", "closed_on")
)  # fmt: skip
RAID: Changes = {
    "hazmat": "是",
    "hazmat_tonnes": 0.5,
    "transferred": "是",
    "detained": 2,
}
SAME_FIRM: Changes = {"enterprise": "示例企业1", "credit_code": "914403001922038216"}

REQUIRED = [
    "record_no",
    "unit",
    "inspected_on",
    "enterprise",
    "entity_kind",
    "credit_code",
    "industry",
    "plan",
    "random",
    "entry",
    "record_doc",
    "violations",
    "rectified",
    "order_doc",
    "penalised",
    "target",
    "kinds",
    "filed_on",
    "decision_doc",
    "decided_on",
    "fine_class",
    "fine",
    "collected_on",
    "hazmat",
    "hazmat_tonnes",
    "transferred",
    "detained",
    "filled_by",
    "filled_on",
]
CHOICES = [
    "entity_kind",
    "industry",
    "plan",
    "random",
    "entry",
    "penalised",
    "target",
    "fine_class",
    "hazmat",
    "transferred",
    "kinds",
    "unit",
]
DAYS = [
    "inspected_on",
    "filed_on",
    "decided_on",
    "collected_on",
    "closed_on",
    "filled_on",
]
NUMBERS = [
    "violations",
    "major_hazards",
    "rectified",
    "fine",
    "collected",
    "hazmat_tonnes",
    "detained",
]
TEXTS = [
    "record_no",
    "enterprise",
    "credit_code",
    "record_doc",
    "order_doc",
    "decision_doc",
    "filled_by",
]


def number_of(key: str, headings: dict[str, str]) -> str:
    return f"{list(headings).index(key) + 1:02}"


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize("blank", [None, " \n"])
def test_a_required_cell_that_is_blank_is_missing(
    key: str, blank: str | None, good_row: Rows, found: Found, headings: dict[str, str]
) -> None:
    raided = RAID if key in {"hazmat_tonnes", "transferred", "detained"} else {}
    issues = found(good_row(1, **raided | {key: blank}), good_row(2))
    code = f"A3-1{number_of(key, headings)}"
    # Two rows of a raid would speak of annex 2 as well: see A3-412.
    assert issues == {(2, headings[key], code, "error")}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"entity_kind": "无证照主体", "credit_code": None}, id="no licence"),
        pytest.param({"violations": 0, "major_hazards": None, "rectified": None, "order_doc": None}, id="nothing found"),
        pytest.param(SPARED, id="no penalty"),
        pytest.param(UNFINED, id="no fine"),
        pytest.param({"hazmat": "否", "hazmat_tonnes": None, "transferred": None, "detained": None}, id="no raid"),
        pytest.param(RAID | {"transferred": "否", "detained": None}, id="not transferred"),
        pytest.param({"major_hazards": None, "closed_on": None, "remark": None}, id="optional"),
        pytest.param({"fine": 0.02, "collected": 0, "collected_on": None, "decided_on": date(2021, 3, 1), "closed_on": None}, id="nothing paid yet"),
    ],
)  # fmt: skip
def test_a_cell_is_not_missing_where_it_is_not_asked_for(
    changes: Changes, good_row: Rows, found: Found
) -> None:
    assert found(good_row(**changes)) == set()


@pytest.mark.parametrize(
    ("other", "keys"),
    [
        ("entity_kind", ["credit_code"]),
        ("violations", ["rectified", "order_doc"]),
        ("penalised", ["target", "kinds", "filed_on", "decision_doc", "decided_on"]),
        ("kinds", ["fine_class", "fine"]),
        ("collected", ["collected_on"]),
        ("hazmat", ["hazmat_tonnes", "transferred"]),
        ("transferred", ["detained"]),
    ],
)
def test_nothing_is_asked_for_on_the_word_of_an_unread_cell(
    other: str, keys: list[str], good_row: Rows, found: Found, headings: dict[str, str]
) -> None:
    blank = dict.fromkeys(keys)
    issues = found(good_row(**RAID | blank | {other: "不详"}))
    asked = {f"A3-1{number_of(key, headings)}" for key in keys}
    assert f"A3-2{number_of(other, headings)}" in {rule for _, _, rule, _ in issues}
    assert not asked & {rule for _, _, rule, _ in issues}


@pytest.mark.parametrize("key", [*CHOICES, *DAYS, *NUMBERS])
def test_a_garbled_cell_is_named_and_nothing_else_is_said(
    key: str, good_row: Rows, found: Found, headings: dict[str, str]
) -> None:
    raided = RAID if key in {"hazmat_tonnes", "transferred", "detained"} else {}
    issues = found(good_row(2), good_row(1, **raided | {key: "不详"}))
    code = f"A3-2{number_of(key, headings)}"
    assert issues == {(3, headings[key], code, "error")}


def oddly(cell: object) -> object:
    """Write a cell as a careless hand does."""
    return f"{cell:%Y.%m.%d}" if isinstance(cell, date) else f" {cell} "


@pytest.mark.parametrize("key", [*CHOICES, *DAYS, *NUMBERS, *TEXTS])
def test_an_oddly_written_cell_is_read_and_named(
    key: str, good_row: Rows, found: Found, headings: dict[str, str]
) -> None:
    row = good_row(1, **RAID)
    issues = found(good_row(2), row | {key: oddly(row[key])})
    code = f"A3-3{number_of(key, headings)}"
    assert issues == {(3, headings[key], code, "warning")}


def test_nothing_is_said_about_a_remark(good_row: Rows, found: Found) -> None:
    assert found(good_row(remark="　９月\n补录 ")) == set()


SILENT = [
    ("A3-401", SPARED | {"fine": 1}, ["penalised", "fine"]),
    ("A3-402", {"kinds": "警告"}, ["kinds"]),
    ("A3-403", {"fine": 0, "collected": None, "collected_on": None}, ["kinds", "fine"]),
    ("A3-404", {"collected": 9}, ["fine", "collected"]),
    ("A3-405", UNFINED | {"collected": 9, "collected_on": date(2021, 1, 20)}, ["kinds", "collected", "fine"]),
    ("A3-406", {"hazmat_tonnes": 1}, ["hazmat", "hazmat_tonnes"]),
    ("A3-407", RAID | {"transferred": "否"}, ["transferred", "detained"]),
    ("A3-408", {"major_hazards": 3}, ["major_hazards", "violations"]),
    ("A3-409", {"rectified": 3}, ["rectified", "violations"]),
    ("A3-410", {"entity_kind": "无证照主体"}, ["entity_kind"]),
    ("A3-411", UNFINED | {"collected_on": date(2021, 1, 20)}, ["collected_on", "collected"]),
    ("A3-412", RAID | {"decision_doc": None}, ["hazmat", "filed_on", "fine"]),
    ("A3-501", {"filed_on": date(2021, 1, 4)}, ["filed_on", "inspected_on"]),
    ("A3-502", {"decided_on": date(2021, 1, 5)}, ["decided_on", "filed_on"]),
    ("A3-503", {"collected_on": date(2021, 1, 14)}, ["collected_on", "decided_on"]),
    ("A3-504", {"closed_on": date(2021, 1, 14)}, ["closed_on", "decided_on"]),
    ("A3-505", {"closed_on": date(2022, 1, 14)}, ["closed_on"]),
    ("A3-506", {"filled_on": date(2021, 1, 4)}, ["filled_on", "inspected_on"]),
    ("A3-507", {"inspected_on": date(2020, 10, 1), "filed_on": date(2020, 10, 1)}, ["filed_on", "decided_on"]),
    ("A3-508", {"collected": 1.4}, ["decided_on", "fine", "collected"]),
    ("A3-509", {"filled_on": date(2021, 2, 1)}, ["filled_on", "inspected_on"]),
    ("A3-602", {"decision_doc": "（鹿）应急罚〔2021〕1号"}, ["unit"]),
    ("A3-603", SAME_FIRM, ["unit", "inspected_on"]),
    ("A3-604", {"record_doc": "（鹿）应急检记〔2021〕1号"}, ["unit", "inspected_on"]),
    ("A3-701", {"fine": 101, "collected": 101}, ["fine"]),
    ("A3-702", {"fine": 0.001, "collected": 0.001}, ["fine"]),
    ("A3-705", {"closed_on": date(1999, 1, 1)}, ["closed_on"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "changes", "key"),
    [(code, changes, key) for code, changes, keys in SILENT for key in keys],
)
def test_a_rule_is_silent_where_a_cell_it_needs_did_not_read(
    code: str, changes: Changes, key: str, good_row: Rows, found: Found
) -> None:
    def rules(**more: object) -> set[str]:
        issues = found(good_row(1), good_row(2, **changes | more))
        return {rule for _, _, rule, _ in issues}

    assert code in rules()
    assert code not in rules(**{key: "不详"})
