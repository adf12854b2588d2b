"""`xl-addin check`: what is wrong, and the exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xl_addin.command_line import console

Run = Callable[..., Any]
Sheets = dict[str, list[list[Any]]]
Workbook = Callable[[Path, Sheets], Path]


def test_check_ends_with_the_verdict_and_tells_of_errors(
    run: Run, example_file: Path
) -> None:
    said = run("check", example_file)

    assert said.code == 1
    assert said.err == ""
    assert said.out.rstrip().splitlines()[-1] == (
        "共259条记录，其中19条不完整或有错误（共21处），"
        "最多的是乐清市、瑞安市和龙港市（各3条）；另有提示27处。"
    )


def test_check_lists_idle_units_rules_and_errors_first(
    run: Run, example_file: Path
) -> None:
    lines = [" ".join(x.split()) for x in run("check", example_file).out.splitlines()]

    assert any("文成县（零上报）" in line for line in lines)
    assert "A3-509 提示 填报日期 20" in lines
    assert "问题清单（前20处，共48处）" in lines
    listed = [line.split()[2] for line in lines[:-1] if line.endswith("。")]
    assert listed == ["错误"] * console.FIRST


@pytest.mark.parametrize(
    ("changes", "code", "verdict"),
    [
        pytest.param({}, 0, "共1条记录，全部完整，没有发现问题。", id="faultless"),
        pytest.param(
            {"unit": "鹿城"},
            0,
            "共1条记录，没有错误，有提示1处。",
            id="warning",
        ),
        pytest.param(
            {"filled_by": None},
            1,
            "共1条记录，其中1条不完整或有错误（共1处），最多的是鹿城区（1条）。",
            id="error",
        ),
    ],
)
def test_check_fails_on_errors_only(
    run: Run,
    one_row: Callable[..., Path],
    changes: dict[str, Any],
    code: int,
    verdict: str,
) -> None:
    said = run("check", one_row(**changes))

    assert (said.code, said.out.splitlines()[-1]) == (code, verdict)


def test_check_of_an_empty_table_says_so(
    run: Run,
    tmp_path: Path,
    sheet_of: Callable[..., list[list[Any]]],
    workbook: Workbook,
) -> None:
    source = workbook(tmp_path / "a.xlsx", {"A3": sheet_of()})

    said = run("check", source)

    assert (said.code, said.out.splitlines()[-1]) == (
        0,
        "A3表中没有记录，请从标题行的下一行起填写，或检查是否打开了别的文件。",
    )


def test_check_writes_a_report_and_json(run: Run, source: Path) -> None:
    out, data = source.with_name("校验 1.xlsx"), source.with_name("校验 1.json")

    assert run("check", source, "--out", out, "--json", data).code == 1

    assert "校验报告" in openpyxl.load_workbook(out, read_only=True).sheetnames
    found = json.loads(data.read_text(encoding="utf-8"))
    assert list(found["issues"][0]) == [
        "sheet", "row", "column", "rule", "severity", "message",
    ]  # fmt: skip
    assert len(found["issues"]) == 48


def test_brackets_in_a_cell_are_text(run: Run, one_row: Callable[..., Path]) -> None:
    said = run("check", one_row(entry="[red]:smile:[/]"))

    assert "“[red]:smile:[/]”不在选项中" in said.out
