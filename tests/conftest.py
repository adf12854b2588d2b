"""A good row of A3, and the sheets that are made of such rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from examples.make_examples import HEADINGS as EXAMPLE_HEADINGS
from examples.make_examples import a3_rows
from xl_addin.hosts.word import Annex
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.notice.paragraph import Paragraph
from xl_addin.period import Month, Period
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Context, Read
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, annex2

Row = dict[str, Any]
Cells = list[list[Any]]

HERE = Path(__file__).parent
TODAY = date(2021, 3, 10)

# The headings in the order of the form.
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


CHEAP = ("test_", "reading/", "sheets/", "figures/", "look/", "tables/", "month/")
"""What is done first: a mistake in the domain is said within a minute."""
LONG = (
    "packaging/test_under_wine.py",
    "calc/test_button_realities.py",
    "calc/test_buttons.py",
    "calc/test_failures.py",
    "calc/test_undo",
    "windows/",
    "trace/",
    "calc/",
)
"""What is done next, the longest first, so that no worker ends long after the other."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files in an order; the tests of a file stay together as they are."""
    items.sort(key=lambda item: _turn(item.path))


def _turn(file: Path) -> int:
    """Return when it is a file's turn."""
    name = file.relative_to(HERE).as_posix() if file.is_relative_to(HERE) else ""
    long = [at for at, start in enumerate(LONG) if name.startswith(start)]
    return -1 if name.startswith(CHEAP) else min(long, default=len(LONG))


@pytest.fixture(scope="session")
def headings() -> dict[str, str]:
    """Return the headings of A3 by key."""
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


# As the notice printed them, but 5.10: we drop its zero like all others.
ANNEX_1 = """\
鹿城区 42.5 42.5 3 100.00 1 40.00 4 100 1
龙湾区 34.3 34.3 4 100.00 1 92.86 1 100 1
瓯海区 23 23 6 100.00 1 31.58 6 100 1
洞头区 3.6 3.6 8 100.00 1 42.86 3 100 1
乐清市 89.64 89.64 1 100.00 1 38.10 5 100 1
瑞安市 33.4 33.4 5 100.00 1 30.30 7 100 1
永嘉县 64.7 64.7 2 100.00 1 90.48 2 100 1
文成县
平阳县
泰顺县 2 2 9 100.00 1 14.29 8 100 1
苍南县 1.8 1.8 10 100.00 1 12.50 9 100 1
浙南产业集聚区
龙港市 4.8 4.8 7 100.00 1 7.69 10 100 1"""
ANNEX_2 = """\
鹿城区 4 26.3 37.5 2 0 0
龙湾区 1 1.25 5.5 6 0 0
瓯海区 4 5.61 15.6 4 1 0
洞头区 0 0 0 8 0 0
乐清市 3 0 13.1 5 0 0
瑞安市 3 46.8 17.01 3 1 6
永嘉县 5 4.62 47.1 1 0 0
文成县 0 0 0 8 0 0
平阳县 0 0 0 8 0 0
泰顺县 0 0 0 8 0 0
龙港市 0 0 0 8 0 0
苍南县 0 0 0 8 0 0
浙南产业集聚区 1 8.41 5.1 7 0 0"""


@pytest.fixture(scope="session")
def published() -> tuple[list[list[str]], ...]:
    """Return the cells of both annexes as published, without their headings."""
    tables = ((ANNEX_1, 10), (ANNEX_2, 7))
    return tuple(
        [(line.split(" ") + [""] * columns)[:columns] for line in text.splitlines()]
        for text, columns in tables
    )


@pytest.fixture(scope="session")
def published_numbers(
    published: tuple[list[list[str]], ...],
) -> tuple[list[tuple[Any, ...]], ...]:
    """Return the same as numbers: a unit and its figures, None for a blank."""
    return tuple(
        [(unit, *(float(c) if c else None for c in cells)) for unit, *cells in lines]
        for lines in published
    )


_MEASURES = "各单位要把检查、立案、处罚和整改复查衔接起来，做到“有检查必有记录、有问题必有整改”，逐条登记、逐条销号。"


@pytest.fixture(scope="session")
def notice() -> list[Paragraph]:
    """Return a notice of two pages: figures as published, words of our own."""
    said = (
        ("标题", "某某市应急管理局"),
        ("标题", "关于2021年1-2月全市安全生产执法工作情况的通报"),
        ("主送", "各县（市、区）、功能区应急管理局："),
        ("正文", "现将前两个月的情况通报如下："),
        ("一级标题", "一、基本情况"),
        ("正文", "全市共检查企业248家次，实施行政处罚87起，罚款额299.74万元。"),
        ("正文", "一是" + 4 * _MEASURES),
        ("正文", ""),
        ("一级标题", "二、下一步工作要求"),
        ("二级标题", "（一）突出重点，抓好专项执法"),
        ("正文", 4 * _MEASURES),
        ("二级标题", "（二）规范填报，抓好数据质量"),
        ("正文", 3 * _MEASURES),
        ("附件说明", "附件：1.2021年1-2月全市安全生产执法有关数据汇总表"),
        ("附件说明", "2.2021年1-2月全市危险化学品打非治违报表"),
        ("落款", "某某市应急管理局"),
        ("日期", "2021年3月10日"),
    )
    return [Paragraph(str(at), kind, text) for at, (kind, text) in enumerate(said)]


@pytest.fixture(scope="session")
def word_annexes(example: Summary) -> list[Annex]:
    """Return both annexes of the example, as a Word file takes them."""
    tables = (annex1.SHEET, example.annex1), (annex2.SHEET, example.annex2)
    return [Annex(sheet, lines, "2021年1-2月") for sheet, lines in tables]
