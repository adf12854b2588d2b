"""A good row of A3, and the sheets that are made of such rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from examples.make_examples import HEADINGS as EXAMPLE_HEADINGS
from examples.make_examples import a3_rows
from xl_addin.a3 import A3
from xl_addin.period import Month, Period
from xl_addin.schema import Context, Read
from xl_addin.settings import Settings
from xl_addin.summary import Summary, check, summarise

Row = dict[str, Any]
Cells = list[list[Any]]

TODAY = date(2021, 3, 10)

# The contract, design.md §3: headings in the order of the form.
HEADINGS = {
    "record_no": "记录编号",
    "unit": "填报单位",
    "inspected_on": "检查日期",
    "enterprise": "被检查单位",
    "entity_kind": "主体类别",
    "credit_code": "统一社会信用代码",
    "industry": "所属行业",
    "plan": "检查类别",
    "random": "双随机",
    "entry": "录入方式",
    "record_doc": "现场检查记录文书号",
    "violations": "查处违法行为（项）",
    "major_hazards": "其中重大隐患（项）",
    "rectified": "已整改（项）",
    "order_doc": "责令限期整改文书号",
    "penalised": "是否行政处罚",
    "target": "处罚对象",
    "kinds": "处罚种类",
    "filed_on": "立案日期",
    "decision_doc": "处罚决定书文号",
    "decided_on": "处罚决定日期",
    "fine_class": "罚款类别",
    "fine": "罚款金额（万元）",
    "collected": "实缴金额（万元）",
    "collected_on": "缴款日期",
    "closed_on": "结案日期",
    "hazmat": "危化品打非",
    "hazmat_tonnes": "查获危化品（吨）",
    "transferred": "移送公安",
    "detained": "刑事强制措施（人）",
    "filled_by": "填报人",
    "filled_on": "填报日期",
    "remark": "备注",
}

# Real firms print these codes in public: their check characters are not ours.
CODES = (
    "91350100M000100Y43",
    "914403001922038216",
    "9144030071526726XG",
    "91110000802100433B",
    "91330100799655058B",
)

GOOD: Row = {
    "unit": "鹿城区",
    "inspected_on": date(2021, 1, 5),
    "entity_kind": "企业",
    "industry": "工贸",
    "plan": "计划执法",
    "random": "是",
    "entry": "掌上",
    "violations": 2,
    "major_hazards": 1,
    "rectified": 2,
    "order_doc": "（鹿）应急责改〔2021〕1号",
    "penalised": "是",
    "target": "单位",
    "kinds": "警告、罚款",
    "filed_on": date(2021, 1, 6),
    "decided_on": date(2021, 1, 15),
    "fine_class": "非事故类",
    "fine": 1.5,
    "collected": 1.5,
    "collected_on": date(2021, 1, 20),
    "closed_on": date(2021, 1, 25),
    "hazmat": "否",
    "filled_by": "张三",
    "filled_on": date(2021, 1, 7),
}


def _good_row(number: int = 1, /, **changes: object) -> Row:
    own = {
        "record_no": f"330302-2021-{number:04}",
        "enterprise": f"示例企业{number}",
        "credit_code": CODES[number % len(CODES)],
        "record_doc": f"（鹿）应急检记〔2021〕{number}号",
        "decision_doc": f"（鹿）应急罚〔2021〕{number}号",
    }
    unknown = changes.keys() - HEADINGS.keys()
    assert not unknown, unknown
    return dict.fromkeys(HEADINGS) | GOOD | own | changes


def _sheet_of(*rows: Row) -> Cells:
    body = [[row.get(key) for key in HEADINGS] for row in rows]
    return [list(HEADINGS.values()), *body]


def _read_sheet(
    cells: Cells, settings: Settings | None = None, today: date = TODAY
) -> Read:
    return A3.read(A3.table(cells), Context(settings or Settings(), today))


def _read_rows(
    *rows: Row, settings: Settings | None = None, today: date = TODAY
) -> Read:
    return _read_sheet(_sheet_of(*rows), settings, today)


def _found(
    *rows: Row, settings: Settings | None = None, today: date = TODAY
) -> set[tuple[int, str, str, str]]:
    """Return (row, column, rule, severity) of every issue."""
    issues = _read_rows(*rows, settings=settings, today=today).issues
    columns = [issues[name] for name in ("row", "column", "rule", "severity")]
    return set(zip(*columns, strict=True))


@pytest.fixture(scope="session")
def headings() -> dict[str, str]:
    """Return the headings of the contract by key."""
    return HEADINGS


@pytest.fixture(scope="session")
def good_row() -> Callable[..., Row]:
    """Return `good_row(number, **changes)`: a faultless row but for the changes."""
    return _good_row


@pytest.fixture(scope="session")
def sheet_of() -> Callable[..., Cells]:
    """Return `sheet_of(*rows)`: headings in row 1, then the rows."""
    return _sheet_of


@pytest.fixture(scope="session")
def read_sheet() -> Callable[..., Read]:
    """Return `read_sheet(cells, settings=…, today=…)`: cells read as A3."""
    return _read_sheet


@pytest.fixture(scope="session")
def read_rows() -> Callable[..., Read]:
    """Return `read_rows(*rows, settings=…, today=…)`: rows read as A3."""
    return _read_rows


@pytest.fixture(scope="session")
def found() -> Callable[..., set[tuple[int, str, str, str]]]:
    """Return `found(*rows)`: what is wrong, as (row, column, rule, severity)."""
    return _found


@pytest.fixture(scope="session")
def period() -> Period:
    """Return January and February 2021."""
    return Period(Month(2021, 1), Month(2021, 2), date(2021, 2, 28))


@pytest.fixture(scope="session")
def example_sheet() -> Cells:
    """Return the example's A3 as a sheet, headings in row 1."""
    rows = [list(row.values()) for row in a3_rows()]
    return [list(EXAMPLE_HEADINGS), *rows]


@pytest.fixture(scope="session")
def example(example_sheet: Cells, period: Period) -> Summary:
    """Return the example, checked and summarised over its two months."""
    return summarise(check({"A3": example_sheet}, TODAY), period)
