"""`xl-addin summary`: what it prints and what it writes."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from xl_addin.month.summary import Summary, as_json

MONTHS = ("--from", "2021-01", "--to", "2021-02")

Run = Callable[..., Any]


def test_summary_prints_both_annexes_and_the_key_sentence(
    run: Run, example_file: Path
) -> None:
    said = run("summary", example_file, *MONTHS)

    assert said.code == 0
    assert "2021年1-2月全市安全生产执法有关数据汇总表" in said.out
    assert "2021年1-2月全市危险化学品打非治违报表" in said.out
    assert said.out.rstrip().splitlines()[-1] == (
        "2021年1-2月，全市应急管理系统共检查企业248家次，实施行政处罚87起，"
        "罚款额299.74万元，非事故罚款额占比率100%，检查处罚率为35.08%，"
        "责令停产停业整顿企业3家。"
    )


@pytest.mark.parametrize(
    "line",
    [
        "乐清市 89.64 89.64 1 100.00 1 38.10 5 100 1",
        "文成县",
        "苍南县 1.8 1.8 10 100.00 1 12.50 9 100 1",
        "瑞安市 3 46.8 17.01 3 1 6",
        "浙南产业集聚区 1 8.41 5.1 7 0 0",
    ],
)
def test_a_line_of_an_annex_is_printed_whole(
    run: Run, line: str, example_file: Path
) -> None:
    printed = run("summary", example_file, *MONTHS).out.splitlines()

    assert line in {" ".join(text.split()) for text in printed}


def test_summary_names_what_could_not_be_counted_where_and_why(
    run: Run, example_file: Path
) -> None:
    assert (
        "应计未计3项：A3第193行检查企业（家次）没有计入（现场检查记录文书号缺失或无法读取）；"
        "A3第193行罚款总数（万元）、行政处罚（起）没有计入（处罚决定书文号、处罚决定日期缺失或无法读取）。"
        "请核对后重新汇总。"
    ) in run("summary", example_file, *MONTHS).out


def test_progress_stays_out_of_files_and_pipes(run: Run, example_file: Path) -> None:
    assert run("summary", example_file, *MONTHS).err == ""


def test_json_holds_its_keys_and_no_others(run: Run, source: Path) -> None:
    out = source.with_name("结果 1.json")

    assert run("summary", source, *MONTHS, "--json", out).code == 0

    month = json.loads(out.read_text(encoding="utf-8"))
    assert {name: _keys(part) for name, part in month.items()} == {
        "period": "from to as_of",
        "annex1": "unit fines nonaccident nonaccident_rank nonaccident_share "
        "nonaccident_share_rank penalty_rate penalty_rank collection_rate "
        "collection_rank",
        "annex2": "unit cases tonnes fines rank transferred detained",
        "facts": "inspections penalties fines nonaccident nonaccident_share "
        "penalty_rate collected collection_rate suspended top_nonaccident "
        "top_hazmat top_penalty_rate below_threshold zero_report",
        "left_out": "row figure amount reason",
        "issues": "sheet row column rule severity message",
    }


def _keys(part: dict[str, Any] | list[dict[str, Any]]) -> str:
    """Return the keys of an object, or those that all objects of a list have."""
    if isinstance(part, dict):
        return " ".join(part)
    (keys,) = {" ".join(line) for line in part}
    return keys


def test_json_says_what_the_summary_says(
    run: Run, source: Path, example: Summary
) -> None:
    out = source.with_suffix(".json")
    run("summary", source, *MONTHS, "--json", out)

    month, expected = json.loads(out.read_text(encoding="utf-8")), as_json(example)
    for part in ("period", "annex1", "annex2", "facts"):
        assert month[part] == expected[part]
    assert month["facts"]["penalty_rate"] == 35.08
    assert month["annex1"][7]["fines"] is None


@pytest.mark.parametrize("ending", [".xlsm", ".xlsx", ".XLSM"])
def test_the_finished_month_has_macros_where_its_name_says_so(
    run: Run, source: Path, ending: str
) -> None:
    out = source.with_name(f"2021年 1-2月{ending}")

    said = run("summary", source, *MONTHS, "--out", out)

    assert (said.code, said.err) == (0, "")
    assert f"已写出：{out}" in said.out
    has_macros = "xl/vbaProject.bin" in ZipFile(out).namelist()
    assert has_macros == (ending.lower() == ".xlsm")
    assert "附件1" in openpyxl.load_workbook(out, read_only=True).sheetnames


def test_a_finished_month_can_be_summarised_again(run: Run, source: Path) -> None:
    out, again = source.with_name("月.xlsm"), source.with_name("again.json")
    first = run("summary", source, *MONTHS, "--out", out)

    second = run("summary", out, *MONTHS, "--json", again)

    assert second.code == 0
    assert first.out.splitlines()[:18] == second.out.splitlines()[:18]


def test_the_cut_off_date_can_be_given(run: Run, source: Path) -> None:
    out = source.with_suffix(".json")
    run("summary", source, *MONTHS, "--as-of", "2021-01-31", "--json", out)

    month = json.loads(out.read_text(encoding="utf-8"))
    assert month["period"]["as_of"] == "2021-01-31"
    assert month["facts"]["collected"] < 299


def test_an_older_result_is_replaced_and_nothing_else_is_left(
    run: Run, source: Path
) -> None:
    out = source.with_suffix(".json")
    out.write_text("旧", encoding="utf-8")

    run("summary", source, *MONTHS, "--json", out)

    assert json.loads(out.read_text(encoding="utf-8"))
    assert set(source.parent.iterdir()) == {out, source}


def test_the_buttons_of_a_finished_month_call_the_python_that_made_it(
    run: Run, source: Path
) -> None:
    out = source.with_name("成品.xlsm")

    run("summary", source, *MONTHS, "--out", out)

    conf = dict(openpyxl.load_workbook(out)["xlwings.conf"].values)
    assert conf["INTERPRETER_WIN"] == str(Path(sys.executable).absolute())
