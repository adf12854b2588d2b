"""`xl-addin trace`: the formula of a figure and the rows of A3 behind it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MONTHS = ("--from", "2021-01", "--to", "2021-02")
RATE = ("--unit", "鹿城区", "--figure", "检查处罚率")

Run = Callable[..., Any]
Refused = Callable[..., str]


def test_trace_prints_formula_rows_and_how_many_count(
    run: Run, example_file: Path
) -> None:
    said = run("trace", example_file, *RATE, "--annex", "1", *MONTHS)

    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert (said.code, said.err) == (0, "")
    assert lines[0] == "2021年1-2月 附件1 鹿城区 检查处罚率（%）：40.00"
    assert lines[-2:] == [
        "检查处罚率 = 行政处罚12起 ÷ 检查企业30家次 × 100 = 40.00%",
        "计入42行，不计入1行。",
    ]
    of_lucheng = [line for line in lines if line.startswith("鹿城区 ")]
    assert sum("行政处罚（起） 1 是" in line for line in of_lucheng) == 12
    assert sum("检查企业（家次） 1 是" in line for line in of_lucheng) == 30
    assert sum("是同一次检查，不重复计数" in line for line in of_lucheng) == 1


def test_a_row_that_should_count_is_printed_with_its_reason(
    run: Run, example_file: Path
) -> None:
    words = ("--unit", "经开区", "--figure", "罚款总数")
    said = run("trace", example_file, *words, *MONTHS)

    assert "2021年1-2月 附件1 浙南产业集聚区 罚款总数（万元）：空白" in said.out
    assert "应计未计：处罚决定书文号、处罚决定日期缺失或无法读取" in said.out
    assert said.out.endswith("计入0行，应计未计3行。\n")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("--figure suspended", "首页 全市 责令停产停业整顿（家）：3", id="no unit"),
        pytest.param("--figure fines --annex 2 --unit 全市", "附件2 全市 处罚金额（万元）：140.91", id="the line 合计"),
        pytest.param("--figure fines --unit 永嘉", "附件1 永嘉县 罚款总数（万元）：64.7", id="in both annexes"),
        pytest.param("--figure 案件数 --unit 永嘉县", "附件2 永嘉县 案件数：5", id="only in annex 2"),
        pytest.param("--figure 零上报 --annex 首页", "零上报：文成县、平阳县和浙南产业集聚区", id="a list"),
    ],
)  # fmt: skip
def test_the_sheet_follows_from_what_is_asked(
    run: Run, example_file: Path, words: str, title: str
) -> None:
    said = run("trace", example_file, *words.split(), *MONTHS)

    assert said.code == 0
    assert title in said.out.splitlines()[0]


def test_money_counts_up_to_the_day_that_is_given(
    run: Run, one_row: Callable[..., Path]
) -> None:
    words = ("--unit", "鹿城区", "--figure", "收缴率", "--as-of", "2021-01-19")
    said = run("trace", one_row(), *words, *MONTHS)

    assert "收缴率 = 实缴金额0万元 ÷ 罚款总数1.5万元 × 100 = 0%" in said.out
    assert "缴款日期晚于收缴截止日2021-01-19，不计入" in said.out


def test_the_trace_is_written_as_json(run: Run, source: Path) -> None:
    out = source.with_name("追溯.json")

    assert run("trace", source, *RATE, *MONTHS, "--json", out).code == 0

    found = json.loads(out.read_text(encoding="utf-8"))
    assert list(found) == ["title", "sheet", "unit", "figure", "period", "value", "printed", "formula", "lines", "left_out"]  # fmt: skip
    assert (found["figure"], found["value"]) == ("penalty_rate", 40.0)
    counted = [line for line in found["lines"] if line["counted"]]
    assert sum(line["amount"] for line in counted) == 42
    assert set(counted[0]) == {"unit", "row", "record_no", "enterprise", "day", "part", "amount", "counted", "remark"}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param("--unit 某区 --figure fines", "没有附件1的单位“某区”，可填鹿城区、龙湾区、", id="unit"),
        pytest.param("--unit= --figure fines", "没有附件1的单位“”，可填鹿城区、", id="an empty unit"),
        pytest.param("--annex 2 --figure 收缴率", "没有附件2的指标“收缴率”，可填案件数（cases）、", id="figure"),
        pytest.param("--annex 首页 --unit 鹿城区 --figure fines", "没有首页的单位“鹿城区”，可填全市。", id="unit of 首页"),
        pytest.param("--annex 3 --figure fines", "参数 --annex 不能是 '3'", id="annex"),
        pytest.param("--annex 1", "缺少参数 --figure", id="no figure"),
        pytest.param("--figure fines --json a.txt", "请改为.json", id="no json"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_one_line_that_names_what_there_is(
    refused: Refused, example_file: Path, words: str, message: str
) -> None:
    refused(message, "trace", example_file, *words.split(), *MONTHS)


def test_an_unknown_figure_is_refused_before_the_file_is_opened(
    refused: Refused, tmp_path: Path
) -> None:
    refused(
        "的指标“罚金”", "trace", tmp_path / "没有.xlsx", "--figure", "罚金", *MONTHS
    )


def test_a_broken_period_is_one_line(refused: Refused, example_file: Path) -> None:
    period = ("--from", "2021-13", "--to", "2021-02")
    refused("起始月份“2021-13”", "trace", example_file, *RATE, *period)
