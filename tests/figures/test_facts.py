"""The key figures of the notice, F1 to F11, and its figure sentence."""

from datetime import date

import pandas as pd
import pytest

from xl_addin.figures.facts import LABELS, Facts, facts, key_sentence, shown
from xl_addin.month.summary import Summary, check_table, summarise
from xl_addin.period import Period, parse_period
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings

SENTENCE = (
    "2021年1-2月，全市应急管理系统共检查企业248家次，实施行政处罚87起，"
    "罚款额299.74万元，非事故罚款额占比率100%，检查处罚率为35.08%，"
    "责令停产停业整顿企业3家。"
)

NOTICE = [
    pytest.param("inspections", 248, id="F1"),
    pytest.param("penalties", 87, id="F2"),
    pytest.param("fines", 299.74, id="F3"),
    pytest.param("nonaccident", 299.74, id="F4, its amount"),
    pytest.param("nonaccident_share", 100.0, id="F4"),
    pytest.param("penalty_rate", 35.08, id="F5"),
    pytest.param("suspended", 3, id="F6"),
    pytest.param("top_nonaccident", ["乐清市", "永嘉县", "鹿城区"], id="F7"),
    pytest.param("top_hazmat", ["永嘉县", "鹿城区", "瑞安市"], id="F8"),
    pytest.param("top_penalty_rate", ["龙湾区", "永嘉县", "洞头区"], id="F9"),
    pytest.param("below_threshold", ["龙港市", "苍南县", "泰顺县"], id="F10"),
    pytest.param("collected", 299.74, id="F11, its amount"),
    pytest.param("collection_rate", 100.0, id="F11"),
    pytest.param("zero_report", ["文成县", "平阳县", "浙南产业集聚区"], id="F13"),
]


@pytest.mark.parametrize(("name", "figure"), NOTICE)
def test_a_fact_of_the_example_is_that_of_the_notice(
    name: str, figure: object, example: Summary
) -> None:
    assert getattr(example.facts, name) == figure


def test_every_fact_is_in_the_notice_and_has_a_label() -> None:
    names = {case.values[0] for case in NOTICE}
    assert names == LABELS.keys() == Facts.__dataclass_fields__.keys()


def test_the_figure_sentence_is_the_notices(example: Summary, period: Period) -> None:
    assert key_sentence(example.facts, period) == SENTENCE


def test_the_sentence_does_not_speak_of_a_rate_of_nothing(period: Period) -> None:
    idle = Facts(0, 0, 0.0, 0.0, None, None, 0.0, None, 0, [], [], [], [], [])
    assert key_sentence(idle, period) == (
        "2021年1-2月，全市应急管理系统共检查企业0家次，实施行政处罚0起，罚款额0万元，"
        "责令停产停业整顿企业0家。"
    )


def test_the_sentence_of_a_city_that_only_inspected_has_its_penalty_rate(
    period: Period,
) -> None:
    mild = Facts(9, 0, 0.0, 0.0, None, 0.0, 0.0, None, 0, [], [], [], [], [])
    assert key_sentence(mild, period) == (
        "2021年1-2月，全市应急管理系统共检查企业9家次，实施行政处罚0起，罚款额0万元，"
        "检查处罚率为0%，责令停产停业整顿企业0家。"
    )


@pytest.mark.parametrize(
    ("start", "end", "cases", "fines"),
    [("2021-01", "2021-01", 13, 88.61), ("2021-02", "2021-02", 8, 52.3)],
)
def test_the_cases_fell_in_february(
    start: str, end: str, cases: int, fines: float, example: Summary
) -> None:
    """F12: 8 after 13 cases is 38 % less, 52.30 after 88.61万元 is 41 % less."""
    month = summarise(example.checked, parse_period(start, end))
    assert month.annex2["cases"].sum() == cases
    assert round(month.annex2["fines"].sum(), 2) == fines


def test_the_december_rows_count_in_december(example: Summary) -> None:
    found = summarise(example.checked, parse_period("2020-12", "2020-12")).facts
    assert (found.inspections, found.penalties, found.fines) == (3, 2, 4.9)


def test_threshold_and_number_of_names_are_the_bureaus_to_choose(
    example: Summary,
) -> None:
    chosen = Context(Settings(threshold=12.5, top=1), date(2021, 3, 10))
    found = summarise(check_table(example.checked.table, chosen), example.period).facts
    assert found.below_threshold == ["龙港市"]
    assert found.top_nonaccident == ["乐清市"]


def city(**lines: tuple[int, int]) -> Facts:
    """Return the facts of units with so many penalties of so many inspections."""
    totals = pd.DataFrame(
        {unit: {"penalties": p, "inspections": n} for unit, (p, n) in lines.items()}
    ).T
    columns = ("fines", "nonaccident", "collected", "suspended")
    totals = totals.assign(**dict.fromkeys(columns, 0))
    rates = [100 * p / n if n else None for p, n in lines.values()]
    first = pd.DataFrame({"unit": list(lines), "penalty_rate": rates})
    first = first.assign(fines=0.0, nonaccident=0.0)
    second = pd.DataFrame({"unit": list(lines), "fines": 0.0})
    return facts(totals, first, second, Settings())


def test_the_rate_of_the_city_is_not_the_average_of_its_units() -> None:
    found = city(甲=(1, 1), 乙=(0, 99))
    assert found.penalty_rate == 1.0


def test_zeros_are_never_among_the_best() -> None:
    found = city(甲=(0, 10), 乙=(1, 10), 丙=(0, 0))
    assert found.top_penalty_rate == ["乙"]
    assert (found.top_nonaccident, found.top_hazmat) == ([], [])
    assert found.below_threshold == ["甲", "乙"]
    assert (found.nonaccident_share, found.collection_rate) == (None, None)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (299.74, "299.74"),
        (100.0, "100"),
        (35.08, "35.08"),
        (7.7, "7.7"),
        (248, "248"),
        (0.0, "0"),
        (1234567.89, "1234567.89"),
        (None, "—"),
        ([], "无"),
        (["龙港市"], "龙港市"),
        (["龙港市", "苍南县", "泰顺县"], "龙港市、苍南县和泰顺县"),
    ],
)
def test_a_figure_as_a_sentence_prints_it(figure: object, said: str) -> None:
    assert shown(figure) == said
