"""The rows of the A3 table, as they would stand if nobody ever made a mistake."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from examples.published import UNFINISHED, UNITS, Case, Unit
from examples.visits import Visit, draw, punished, visits_of
from xl_addin.reading.credit_code import check_character

Row = dict[str, object]

HEADINGS = (
    "记录编号",
    "填报单位",
    "检查日期",
    "被检查单位",
    "主体类别",
    "统一社会信用代码",
    "所属行业",
    "检查类别",
    "双随机",
    "录入方式",
    "现场检查记录文书号",
    "查处违法行为（项）",
    "其中重大隐患（项）",
    "已整改（项）",
    "责令限期整改文书号",
    "是否行政处罚",
    "处罚对象",
    "处罚种类",
    "立案日期",
    "处罚决定书文号",
    "处罚决定日期",
    "罚款类别",
    "罚款金额（万元）",
    "实缴金额（万元）",
    "缴款日期",
    "结案日期",
    "危化品打非",
    "查获危化品（吨）",
    "移送公安",
    "刑事强制措施（人）",
    "填报人",
    "填报日期",
    "备注",
)

_INDUSTRIES = ("工贸",) * 5 + ("危险化学品",) * 2 + ("烟花爆竹", "非煤矿山", "其他")
_PLANS = ("计划执法",) * 6 + ("专项执法",) * 3 + ("其他执法",)


@dataclass(frozen=True)
class Firm:
    """Who was inspected; a den without a licence has no code."""

    name: str
    kind: str
    code: str | None
    industry: str


def a3_clean() -> list[Row]:
    """Return every row of the example before the mistakes, unit by unit."""
    firsts = accumulate((unit.inspections for unit in UNITS), initial=1)
    rows = [
        row
        for unit, first in zip(UNITS, firsts, strict=False)
        for row in _rows(unit, visits_of(unit), first_firm=first)
    ]
    return [*rows, _unfinished(), *_december()]


def _rows(
    unit: Unit, visits: list[Visit], *, first_firm: int, first_number: int = 1
) -> list[Row]:
    """Return the rows of one unit, numbered as they came in."""
    rows: list[Row] = []
    for at, visit in enumerate(visits):
        firm = _firm(unit, first_firm + _returned_to(visits, at), visit)
        number = first_number + at
        inspection = _inspection(unit, firm, visit, number)
        if at in range(1, 1 + unit.by_computer):
            inspection["录入方式"] = "电脑端"
        penalties = list(_penalties(firm, visit)) or [_no_penalty()]
        rows += [_blank() | inspection | penalty for penalty in penalties]
    _number(unit, rows, first_number)
    return rows


def _blank() -> Row:
    return dict.fromkeys(HEADINGS)


def _returned_to(visits: list[Visit], at: int) -> int:
    """Return the place of the visit whose firm is inspected; some get a second one."""
    first = at - 8
    again = at % 9 == 8 and not visits[at].case and not visits[first].case
    return first if again else at


def _firm(unit: Unit, serial: int, visit: Visit) -> Firm:
    lot = draw(6, "firm", serial)
    industry = _INDUSTRIES[draw(len(_INDUSTRIES), "industry", serial)]
    if visit.case:
        industry = "危险化学品"
        if lot < 3 and visit.case != UNFINISHED:
            return Firm(f"示例窝点{serial:03}", "无证照主体", None, industry)
    name, kind, prefix = (
        ("示例经营部", "个体工商户", "92") if lot == 0 else ("示例企业", "企业", "91")
    )
    first17 = f"{prefix}{unit.region}{serial:08}X"
    code = first17 + check_character(first17)
    return Firm(f"{name}{serial:03}", kind, code, industry)


def _inspection(unit: Unit, firm: Firm, visit: Visit, number: int) -> Row:
    """Return what the officer entered about the inspection itself."""
    key = (unit.name, number)
    plan = "专项执法" if visit.case else _PLANS[draw(len(_PLANS), "plan", *key)]
    at_random = plan == "计划执法" and draw(2, "random", *key)
    return {
        "填报单位": unit.name,
        "检查日期": visit.day,
        "被检查单位": firm.name,
        "主体类别": firm.kind,
        "统一社会信用代码": firm.code,
        "所属行业": firm.industry,
        "检查类别": plan,
        "双随机": "是" if at_random else "否",
        "录入方式": "掌上",
        "现场检查记录文书号": _document(unit, "检记", visit.day, number),
        "填报人": f"示例人员{1 + UNITS.index(unit) * 3 + draw(3, 'by', *key):02}",
        "填报日期": visit.day + timedelta(days=draw(3, "entered", *key)),
    } | _found(unit, visit, number)


def _found(unit: Unit, visit: Visit, number: int) -> Row:
    """Return what the officer found wrong, and how much of it is mended."""
    key = (unit.name, number)
    found = 2 + draw(8, "found", *key) if visit.fines else draw(6, "found", *key)
    if not found:
        return {"查处违法行为（项）": 0}
    still_open = found > 1 and draw(12, "open", *key) == 0
    return {
        "查处违法行为（项）": found,
        "其中重大隐患（项）": draw(2, "major", *key) if visit.fines else 0,
        "已整改（项）": found - still_open,
        "责令限期整改文书号": _document(unit, "责改", visit.day, number),
    }


def _no_penalty() -> Row:
    return {"是否行政处罚": "否", "危化品打非": "否"}


def _penalties(firm: Firm, visit: Visit) -> Iterator[Row]:
    """Yield one decision per fine: on the firm, then on its head."""
    for n, fine in enumerate(visit.fines):
        on_the_head = n > 0
        closed = visit.paid if draw(4, "closed", firm.name) else None
        yield {
            "是否行政处罚": "是",
            "处罚对象": "主要负责人" if on_the_head else _target(firm),
            "处罚种类": "罚款" if on_the_head else _kinds(firm, visit),
            "立案日期": visit.filed,
            "处罚决定日期": visit.decided,
            "罚款类别": "非事故类",
            "罚款金额（万元）": fine,
            "实缴金额（万元）": fine,
            "缴款日期": visit.paid,
            "结案日期": closed,
            "备注": "同一检查的另一份处罚决定" if on_the_head else None,
        } | _hazmat(visit.case)


def _target(firm: Firm) -> str:
    return "单位" if firm.code else "其他人员"


def _kinds(firm: Firm, visit: Visit) -> str:
    if visit.suspended:
        return "责令停产停业整顿、罚款"
    if visit.case:
        return "没收、罚款" if visit.case.tonnes else "罚款"
    return "罚款" if draw(3, "kinds", firm.name) else "警告、罚款"


def _hazmat(case: Case | None) -> Row:
    if not case:
        return {"危化品打非": "否"}
    return {
        "危化品打非": "是",
        "查获危化品（吨）": case.tonnes,
        "移送公安": "是" if case.transferred else "否",
        "刑事强制措施（人）": case.detained if case.transferred else None,
    }


def _document(unit: Unit, kind: str, day: date, number: int) -> str:
    return f"（{unit.short}）应急{kind}〔{day.year}〕{number}号"


def _number(unit: Unit, rows: list[Row], first: int) -> None:
    """Give records and decisions their numbers, each in the order of its dates."""
    for number, row in enumerate(rows, first):
        year = str(row["检查日期"])[:4]
        row["记录编号"] = f"{unit.region}-{year}-{number:04}"
    decided = [row for row in rows if row["处罚决定日期"]]
    decided.sort(key=lambda row: str(row["处罚决定日期"]))
    for number, row in enumerate(decided, first):
        day = date.fromisoformat(str(row["处罚决定日期"]))
        row["处罚决定书文号"] = _document(unit, "罚", day, number)


def _unfinished() -> Row:
    """Return the case of 浙南, with all that is known of it."""
    unit = next(unit for unit in UNITS if unit.short == "浙南")
    fines = (UNFINISHED.fine,)
    visit = punished(date(2021, 2, 3), fines, UNFINISHED, suspended=False)
    (row,) = _rows(unit, [visit], first_firm=801)
    unpaid = dict.fromkeys(("实缴金额（万元）", "缴款日期", "结案日期"))
    return row | unpaid | {"处罚种类": "罚款"}


def _december() -> list[Row]:
    """Return three faultless rows of the year before, which must not count."""
    days = [date(2020, 12, day) for day in (2, 4, 8)]
    case = Case(month=12, fine=3.3, tonnes=0.7)
    visits = [
        Visit(days[0]),
        punished(days[1], (1.6,), suspended=False),
        punished(days[2], (case.fine,), case, suspended=False),
    ]
    return _rows(UNITS[0], visits, first_firm=901, first_number=411)
