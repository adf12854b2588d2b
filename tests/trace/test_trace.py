"""Where the published figures come from, and why 5.10 万元 is in one annex only."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from xl_addin.errors import FigureUnknown
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.period import Period
from xl_addin.sheets.settings import Settings
from xl_addin.trace import table
from xl_addin.trace.answer import Trace, as_json, trace
from xl_addin.trace.figures import CITY, FIGURES, find_figure, find_unit

Row = dict[str, Any]


def asked(month: Summary, place: str, words: str, unit: str = CITY) -> Trace:
    return trace(month, find_figure(words, place), unit)


@pytest.fixture
def month(
    good_row: Callable[..., Row], sheet_of: Callable[..., Any], period: Period
) -> Callable[..., Summary]:
    """Return `month(*changes)`: a good row for each, summarised."""

    def month(*changes: Row) -> Summary:
        rows = [good_row(at, **change) for at, change in enumerate(changes, start=1)]
        return summarise(check({"A3": sheet_of(*rows)}, date(2021, 3, 10)), period)

    return month


# What the notice prints, and what its figures are made of.
PUBLISHED = [
    (("附件1", "检查处罚率", "鹿城区"), "40.00", "检查处罚率 = 行政处罚12起 ÷ 检查企业30家次 × 100 = 40.00%"),
    (("附件1", "检查处罚率", "乐清市"), "38.10", "检查处罚率 = 行政处罚16起 ÷ 检查企业42家次 × 100 ≈ 38.10%"),
    (("附件1", "检查处罚率排序", "鹿城区"), "4", "参加排序的有10个单位，检查处罚率高于鹿城区（40）的有3个，所以排第4（数值相同的名次相同）"),
    (("附件1", "收缴率", "鹿城区"), "100", "收缴率 = 实缴金额42.5万元 ÷ 罚款总数42.5万元 × 100 = 100%"),
    (("附件1", "罚款总数", "浙南产业集聚区"), "", "浙南产业集聚区本期没有计入的检查和处罚（零上报），附件1各栏留空"),
    (("附件2", "案件数", "永嘉县"), "5", "打非案件 = 已立案的打非记录5条 = 5起"),
    (("附件2", "处罚金额", "龙湾区"), "5.5", "打非处罚金额 = 5.5万元"),
    (("附件2", "处罚金额排序", "洞头区"), "8", "参加排序的有13个单位，处罚金额高于洞头区（0）的有7个，所以排第8（数值相同的名次相同）"),
    (("附件2", "查获危化品（吨）", "乐清市"), "0", "查获危化品 = 0 + 0 + 0 = 0吨"),
    (("首页", "检查处罚率", CITY), "35.08", "检查处罚率 = 行政处罚87起 ÷ 检查企业248家次 × 100 ≈ 35.08%"),
    (("首页", "责令停产停业整顿", CITY), "3", "责令停产停业整顿 = 不同的企业3家 = 3家"),
    (("首页", "检查处罚率低于下限", CITY), "龙港市、苍南县和泰顺县", "检查处罚率低于下限 = 检查处罚率低于20%的单位，由低到高 = 龙港市、苍南县和泰顺县"),
    (("首页", "零上报", CITY), "文成县、平阳县和浙南产业集聚区", "零上报 = 没有计入的检查和处罚的单位 = 文成县、平阳县和浙南产业集聚区"),
    (("首页", "检查处罚率排名前列", CITY), "龙湾区、永嘉县和洞头区", "检查处罚率排名前列 = 检查处罚率大于0的单位由高到低取前3位（并列的都列出，末位为42.86） = 龙湾区、永嘉县和洞头区"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "value", "formula"), PUBLISHED)
def test_a_published_figure_says_how_it_is_made(
    question: tuple[str, str, str], value: str, formula: str, example: Summary
) -> None:
    answer = asked(example, *question)

    assert (answer.printed, answer.formula) == (value, formula)


def test_the_rate_of_lucheng_lists_twelve_penalties_and_thirty_visits(
    example: Summary,
) -> None:
    answer = asked(example, "附件1", "penalty_rate", "鹿城区")

    counted = answer.lines[answer.lines["counted"]]
    assert counted["part"].value_counts().to_dict() == {
        "行政处罚（起）": 12,
        "检查企业（家次）": 30,
    }
    assert answer.title == "附件1 鹿城区 检查处罚率（%）"
    assert answer.left_out.empty


def test_the_fine_of_zhenan_says_why_annex_1_lacks_it(example: Summary) -> None:
    second = asked(example, "附件2", "处罚金额", "浙南产业集聚区")
    first = asked(example, "附件1", "罚款总数", "浙南产业集聚区")

    missing = "处罚决定书文号、处罚决定日期缺失或无法读取"
    (line,) = second.lines.to_dict("records")
    assert (line["amount"], line["counted"]) == (5.1, True)
    assert line["remark"] == f"附件1的罚款总数没有计入这笔罚款：{missing}"
    assert first.lines.empty
    left = first.left_out.loc[first.left_out["part"] == "罚款总数（万元）"]
    assert left[["row", "amount", "remark"]].to_numpy().tolist() == [
        [line["row"], 5.1, missing]
    ]


def test_a_list_shows_every_unit_and_where_the_cut_falls(example: Summary) -> None:
    answer = asked(example, "首页", "危化品打非排名前列")

    shown = answer.lines[["unit", "amount", "counted", "remark"]].to_numpy().tolist()
    assert len(shown) == 13
    assert shown[2:4] == [
        ["瑞安市", 17.01, True, "第3位"],
        ["瓯海区", 15.6, False, "第4位，不在前3位之内"],
    ]
    assert shown[-1] == ["苍南县", 0, False, "为0，不列入"]


def test_a_second_row_of_an_inspection_points_to_the_first(
    month: Callable[..., Summary],
) -> None:
    answer = asked(
        month({}, {"record_doc": "（鹿）应急检记〔2021〕1号"}), "首页", "检查企业"
    )

    assert answer.value == 1
    assert answer.lines["counted"].tolist() == [True, False]
    assert answer.lines["remark"].tolist() == ["", "与第2行是同一次检查，不重复计数"]


def test_a_repeated_decision_and_a_late_payment_are_listed_with_their_reasons(
    month: Callable[..., Summary],
) -> None:
    again = {"decision_doc": "（鹿）应急罚〔2021〕1号", "fine": 9}
    late, unpaid = {"collected_on": date(2021, 3, 1)}, dict.fromkeys(("collected", "collected_on"))  # fmt: skip
    rate = asked(month({}, again, late, unpaid), "附件1", "收缴率", "鹿城区")

    assert rate.formula == "收缴率 = 实缴金额1.5万元 ÷ 罚款总数4.5万元 × 100 ≈ 33.33%"
    near = rate.lines.loc[~rate.lines["counted"], ["row", "remark"]].to_numpy().tolist()
    assert near == [
        [4, "缴款日期晚于收缴截止日2021-02-28，不计入"],
        [5, "没有实缴"],
    ]
    assert rate.left_out[["row", "part", "remark"]].to_numpy().tolist() == [
        [3, "实缴金额（万元）", "处罚决定书文号与前面的行重复"],
        [3, "罚款总数（万元）", "处罚决定书文号与前面的行重复而罚款金额不同"],
    ]


def test_a_row_of_an_unreadable_unit_is_perhaps_of_each(
    month: Callable[..., Summary],
) -> None:
    answer = asked(month({}, {"unit": "某地"}), "附件1", "罚款总数", "鹿城区")

    (left,) = answer.left_out.to_dict("records")
    assert left["remark"] == "填报单位缺失或无法读取；填报单位无法读取，可能属于鹿城区"
    assert table.build(answer)["unit"].tolist() == ["鹿城区", "未知单位"]


def test_an_accidents_fine_is_no_part_of_the_other_fines(
    month: Callable[..., Summary],
) -> None:
    accident = {"fine_class": "事故类"}
    answer = asked(
        month(accident, accident | {"decision_doc": None}, {}), "附件1", "非事故类罚款额", "鹿城区"
    )  # fmt: skip

    assert answer.value == 1.5
    near = answer.lines.loc[~answer.lines["counted"], "remark"].tolist()
    assert near == ["事故类罚款，不计入"]
    assert answer.left_out.empty


def test_a_figure_is_found_by_key_by_name_and_with_its_measure() -> None:
    for words in ("penalty_rate", "检查处罚率", "检查处罚率（%）", "检查处罚率 (%)"):
        assert find_figure(words, "附件1").key == "penalty_rate"
    assert find_figure("案件数", "附件1", "附件2").place == "附件2"


def test_the_names_of_the_figures_of_a_sheet_differ() -> None:
    for figures in FIGURES.values():
        assert len({figure.name for figure in figures}) == len(figures)


def test_what_is_unknown_is_answered_with_what_there_is() -> None:
    with pytest.raises(
        FigureUnknown, match=r"没有附件2的指标“罚金”，可填案件数（cases）、"
    ):
        find_figure("罚金", "附件2")
    with pytest.raises(FigureUnknown, match="没有附件1的单位“某区”，可填鹿城区、"):
        find_unit(Settings(), find_figure("fines", "附件1"), "某区")
    with pytest.raises(FigureUnknown, match="没有首页的单位“鹿城区”，可填全市。"):
        find_unit(Settings(), find_figure("fines", "首页"), "鹿城区")


def test_the_table_puts_what_counts_first_and_what_is_left_out_last(
    example: Summary,
) -> None:
    answer = asked(example, "首页", "检查处罚率")
    lines = table.build(answer)

    counted = lines["counted"].tolist()
    assert counted == sorted(counted, key=["是", "否"].index)
    assert (counted.count("是"), len(lines)) == (87 + 248, 87 + 248 + 7 + 2)
    assert lines["remark"].tolist()[-1].startswith("应计未计：")
    assert table.counts_sentence(answer) == "计入335行，不计入7行，应计未计2行。"
    assert (
        table.sheet_of(answer).title == "2021年1-2月 首页 全市 检查处罚率（%）：35.08"
    )


def test_as_plain_values_nothing_is_lost(example: Summary) -> None:
    plain = as_json(asked(example, "附件1", "罚款总数", "浙南产业集聚区"))

    assert (plain["sheet"], plain["figure"], plain["value"]) == ("附件1", "fines", None)
    assert [line["day"] for line in plain["left_out"]] == [None, "2021-02-03", None]
    assert plain["left_out"][0]["amount"] == 5.1
