"""The notice of the example, against that of January and February 2021 (F1 to F15)."""

from collections.abc import Callable
from datetime import date

import pytest

from examples.make_examples import supervision_rows
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.notice.paragraph import Paragraph
from xl_addin.notice.writing import sign_day, write
from xl_addin.period import Period, parse_period
from xl_addin.sheets.demands import Demand
from xl_addin.sheets.settings import HEADINGS, Settings, as_rows

FIXED = [
    ("标题", "温州市应急管理局"),
    ("标题", "关于2021年1-2月全市安全生产执法工作情况的通报"),
    ("主送", "各县（市、区）、省级产业集聚区应急管理局："),
    ("正文", "2021年1-2月全市安全生产监察执法工作情况通报如下："),
    ("一级标题", "一、基本情况"),
    (
        "正文",
        "2021年1-2月，全市应急管理系统共检查企业248家次，实施行政处罚87起，罚款额299.74万元，非事故罚款额占比率100%，检查处罚率为35.08%，责令停产停业整顿企业3家。",
    ),
    (
        "正文",
        "1-2月非事故处罚额、危化品打非、检查处罚率、罚款实际收缴率等指标排名分别为：非事故处罚额排名前三位为乐清市、永嘉县和鹿城区；危化品打非排名前三位为永嘉县、鹿城区和瑞安市；检查处罚率列前三位为龙湾区、永嘉县和洞头区，检查处罚率未达20%为龙港市、苍南县和泰顺县；罚款收缴率均达100%。",
    ),
    ("一级标题", "二、存在的主要问题"),
    ("一级标题", "三、下一步工作要求"),
    ("二级标题", "（一）积极推进危险化学品打非治违三年行动"),
    ("二级标题", "（二）切实做好“互联网+监管”平台使用工作"),
    ("二级标题", "（三）严格按照规定做好执法数据统计工作"),
    ("附件说明", "附件：1.2021年1-2月全市安全生产执法有关数据汇总表"),
    ("附件说明", "2.2021年1-2月全市危险化学品打非治违报表"),
    ("落款", "温州市应急管理局"),
    ("日期", "2021年3月10日"),
]


@pytest.fixture(scope="module")
def notice(example: Summary) -> tuple[Paragraph, ...]:
    """Return the notice of the example."""
    return write(example)


def test_headings_and_figure_sentences_are_the_notices(
    notice: tuple[Paragraph, ...],
) -> None:
    said = [(p.kind, p.text) for p in notice if (p.kind, p.text) in FIXED]
    assert said == FIXED


def test_the_rest_is_problems_and_demands(notice: tuple[Paragraph, ...]) -> None:
    rest = [p for p in notice if (p.kind, p.text) not in FIXED]
    assert {p.kind for p in rest} == {"正文"}
    assert [p.key for p in rest] == [
        "hazmat",
        "silent",
        "filling",
        "demand-1-text",
        "demand-2-text",
        "demand-3-text",
    ]


def test_keys_are_unique_and_no_text_is_blank(notice: tuple[Paragraph, ...]) -> None:
    assert len({p.key for p in notice}) == len(notice)
    assert all(p.text.strip() for p in notice)


def test_february_fell_by_more_than_the_limit(notice: tuple[Paragraph, ...]) -> None:
    """F12: 8 of 13 cases, 52.30 of 88.61万元; six units have none in annex 2."""
    (said,) = [p.text for p in notice if p.key == "hazmat"]
    assert said == (
        "一是危险化学品打非治违力度下降。2月份危化品打非立案8件、处罚金额52.3万元，"
        "与1月份的13件、88.61万元相比，立案数下降38.46%，处罚金额下降40.98%，"
        "降幅均超过30%。1-2月有6个单位没有立案。"
    )


def test_there_are_units_that_report_nothing(notice: tuple[Paragraph, ...]) -> None:
    """F13: annex 1 is blank for three units, of which one has a case in annex 2."""
    (said,) = [p.text for p in notice if p.key == "silent"]
    assert said == (
        "二是执法工作开展不平衡。1-2月，2个单位零上报；"
        "1个单位有打非案件，但没有可以计入的检查和处罚。"
    )


def test_the_four_rates_of_the_platform_fall_short(
    example_sheet: list[list[object]],
) -> None:
    """F14. The sums of the example's table are counted here by hand."""
    lines = [list(row.values()) for row in supervision_rows()]
    sheets = {"A3": example_sheet, "监管平台": [list(supervision_rows()[0]), *lines]}
    found = write(
        summarise(check(sheets, date(2021, 3, 10)), parse_period("2021-01", "2021-02"))
    )
    (said,) = [p.text for p in found if p.key == "platform"]
    due, opened, active, checks, mobile, tasks, done, timely = (
        sum(line[at] for line in lines) for at in range(1, 9)
    )
    for name, part, whole in (
        ("开通率", opened, due),
        ("激活率", active, opened),
        ("执法率", mobile, checks),
        ("按时完成率", timely, tasks),
    ):
        assert part < whole
        assert f"{name}{round(100 * part / whole, 2):g}%" in said
    assert f"通过电脑端录入检查{checks - mobile}次" in said
    assert f"超期完成{done - timely}项、未完成{tasks - done}项" in said
    assert said.startswith("四是“互联网+监管”平台任务完成不到位。")


def test_named_units_are_those_of_the_annexes(
    example_sheet: list[list[object]], period: Period
) -> None:
    lines = [list(line) for line in as_rows(Settings(name_units="是"))]
    sheets = {"A3": example_sheet, "参数": [list(HEADINGS), *lines]}
    named = write(summarise(check(sheets, date(2021, 3, 10)), period))
    said = {p.key: p.text for p in named}
    assert said["silent"].endswith(
        "1-2月，文成县和平阳县零上报；"
        "浙南产业集聚区有打非案件，但没有可以计入的检查和处罚。"
    )
    assert said["hazmat"].endswith(
        "1-2月，洞头区、文成县、平阳县、泰顺县、龙港市和苍南县没有立案。"
    )


@pytest.mark.parametrize(
    "typed", ["各县应急管理局", "各县应急管理局：", "各县应急管理局:"]
)
def test_the_addressee_has_one_colon(typed: str, month: Callable[..., Summary]) -> None:
    said = {p.key: p.text for p in write(month(addressee=typed))}
    assert said["addressee"] == "各县应急管理局："


@pytest.mark.parametrize(
    ("end", "day", "signed"),
    [
        ("2021-02", 10, date(2021, 3, 10)),
        ("2020-12", 28, date(2021, 1, 28)),
        ("2024-01", 28, date(2024, 2, 28)),
    ],
)
def test_the_notice_is_signed_in_the_month_after(
    end: str, day: int, signed: date
) -> None:
    assert sign_day(parse_period(end, end), Settings(sign_day=day)) == signed


def test_bureau_addressee_and_demands_are_the_settings(
    month: Callable[..., Summary],
) -> None:
    found = month(
        bureau="某市应急管理局",
        addressee="各县应急管理局",
        demands=(Demand("甲", "一。"), Demand("", "二。"), Demand("乙", "")),
    )
    said = [(p.kind, p.text) for p in write(found)]
    assert said[0] == ("标题", "某市应急管理局")
    assert ("主送", "各县应急管理局：") in said
    assert ("落款", "某市应急管理局") in said
    start = said.index(("一级标题", "三、下一步工作要求"))
    assert said[start + 1 : start + 5] == [
        ("二级标题", "（一）甲"),
        ("正文", "一。"),
        ("正文", "二。"),
        ("二级标题", "（二）乙"),
    ]
