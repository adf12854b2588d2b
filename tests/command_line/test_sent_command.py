"""`xl-addin sent`: results beside the files, and one message at the end."""

import ctypes
import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from xl_addin.__main__ import main
from xl_addin.command_line import arguments, message, sent
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.sheets.version import PRESENT

Run = Callable[..., Any]
Sheets = dict[str, list[list[Any]]]


@pytest.fixture(autouse=True)
def _own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "本机"))


@pytest.fixture
def in_boxes(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, int]]:
    """Return `in_boxes(*words)`: a run on Windows without a console, and its one box."""
    asked: list[tuple[str, int]] = []

    class User32:
        def MessageBoxW(self, owner: None, said: str, title: str, look: int) -> int:  # noqa: N802
            assert (owner, title) == (None, "安全生产执法统计")
            asked.append((said, look))
            return 1

    def in_boxes(*words: object) -> tuple[int, str, int]:
        library = type("Library", (), {"user32": User32()})
        with monkeypatch.context() as patch:
            patch.setattr(ctypes, "windll", library, raising=False)
            patch.setattr(message.sys, "platform", "win32")
            for stream in ("stdout", "stderr", "stdin"):
                patch.setattr(sys, stream, None)
            code = main(["sent", *map(str, words)])
        ((said, look),) = asked
        return code, said, look

    return in_boxes


def _names(source: Path) -> set[str]:
    return {path.name for path in source.parent.iterdir()} - {source.name}


def test_every_task_has_its_word_on_the_command_line() -> None:
    assert set(sent.TASKS) == set(arguments.TASKS)


def test_a_check_lies_beside_the_file(run: Run, source: Path) -> None:
    before = source.read_bytes()

    said = run("sent", "check", source)

    assert (said.code, said.err) == (0, "")
    assert said.out.count("条记录，其中") == 1
    assert _names(source) == {"A3 表 2021年1-2月_校验结果.xlsx"}
    assert source.read_bytes() == before


def test_a_summary_without_a_first_page_goes_from_january_to_the_latest_month(
    run: Run, source: Path
) -> None:
    said = run("sent", "summary", source)

    assert said.code == 0
    assert said.out.startswith("2021年1-2月汇总完成。")
    assert "付印前请核对" in said.out
    stem = "A3 表 2021年1-2月_2021年1-2月"
    assert _names(source) == {f"{stem}汇总.xlsx", f"{stem}通报.docx"}
    book = openpyxl.load_workbook(source.with_name(f"{stem}汇总.xlsx"))
    assert dict(line[:2] for line in book["附件1"].values)["鹿城区"] == 42.5
    texts = [
        p.text for p in docx.Document(source.with_name(f"{stem}通报.docx")).paragraphs
    ]
    assert any("检查企业248家次" in text for text in texts)


def test_the_months_are_those_on_the_first_page(
    run: Run,
    tmp_path: Path,
    workbook: Callable[[Path, Sheets], Path],
    example_sheet: list[list[Any]],
) -> None:
    page = [["", "起始月份", "2021-02"], ["", "截止月份", "2021-02"]]
    path = workbook(tmp_path / "表.xlsx", {"首页": page, "A3": example_sheet})

    assert run("sent", "summary", path).out.startswith("2021年2月汇总完成。")


def test_half_a_period_is_asked_for_and_not_guessed(
    run: Run, tmp_path: Path, workbook: Callable[[Path, Sheets], Path]
) -> None:
    page = [["", "起始月份", "2021-02"], ["", "截止月份", ""]]
    path = workbook(tmp_path / "表.xlsx", {"首页": page, "A3": [["填报单位"]]})

    said = run("sent", "summary", path)

    assert said.code == 2
    assert said.out.count("\n") == 1


def test_a_day_that_is_yet_to_come_makes_no_month(
    run: Run, one_row: Callable[..., Path]
) -> None:
    path = one_row(inspected_on=dt.date(2199, 3, 1))

    assert run("sent", "summary", path).out.startswith("2021年1月汇总完成。")


def test_an_upgrade_lies_beside_the_file_with_its_report(
    run: Run, source: Path
) -> None:
    said = run("sent", "upgrade", source)

    assert said.code == 0
    assert "工作簿已由0.1.0版升级" in said.out
    new = f"A3 表 2021年1-2月_升级到{PRESENT}.xlsm"
    assert _names(source) == {new, "A3 表 2021年1-2月_升级报告.txt"}
    assert read_sheets(source.with_name(new), ("A3",))["A3"][3][0]


def test_earlier_results_are_kept(run: Run, source: Path) -> None:
    run("sent", "check", source)
    result = source.with_stem(f"{source.stem}_校验结果")
    result.write_bytes(b"mine")

    assert "原有文件已存入“备份”" in run("sent", "check", source).out

    assert [copy.read_bytes() for copy in (source.parent / "备份").iterdir()] == [
        b"mine"
    ]


def test_several_files_are_one_box_and_one_failure_does_not_stop_the_others(
    in_boxes: Callable[..., tuple[int, str, int]], source: Path
) -> None:
    bad = source.with_name("坏 文件.xlsm")
    bad.write_bytes(b"no workbook")

    code, said, look = in_boxes("check", bad, source)

    assert (code, look & 0x10) == (2, 0x10)
    assert "“坏 文件.xlsm”：“坏 文件.xlsm”不是有效的 Excel 工作簿" in said
    assert source.with_stem(f"{source.stem}_校验结果").exists()


def test_without_a_console_a_good_end_is_one_box(
    in_boxes: Callable[..., tuple[int, str, int]], source: Path
) -> None:
    code, said, look = in_boxes("summary", source)

    assert (code, look & 0x10) == (0, 0)
    assert "汇总完成" in said


def test_a_bug_is_one_box_with_the_code_of_its_trace_in_the_log(
    in_boxes: Callable[..., tuple[int, str, int]],
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: Path) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(sent, "TASKS", {"check": broken})

    code, said, _ = in_boxes("check", source)

    assert code == 2
    assert re.fullmatch(
        r"没有完成（代码E\d{4}）；详情见 .*xl_addin\.log，请把该文件发给信息人员。",
        said,
    )


def test_a_file_that_is_open_is_read_as_it_was_saved_and_that_is_said(
    run: Run, source: Path
) -> None:
    source.with_name(f"~${source.name}").touch()

    assert "读取的是上次保存的内容" in run("sent", "check", source).out


def test_an_older_workbook_of_ours_is_named(
    run: Run, tmp_path: Path, workbook: Callable[[Path, Sheets], Path]
) -> None:
    sheets: Sheets = {"A3": read_sheets(Path("workbook_template.xlsm"), ("A3",))["A3"]}
    path = workbook(tmp_path / "旧.xlsx", sheets | {"文字": [["title", "统计"]]})

    assert "由旧版（0.1.0）生成" in run("sent", "check", path).out


@pytest.mark.parametrize("name", ["无.xlsx", "."])
def test_what_cannot_be_read_is_one_sentence(
    run: Run, tmp_path: Path, name: str
) -> None:
    said = run("sent", "summary", tmp_path / name)

    assert (said.code, said.out.count("\n"), said.err) == (2, 1, "")


def test_a_task_that_there_is_not_is_one_line(refused: Callable[..., str]) -> None:
    refused("参数 操作 不能是 'print'", "sent", "print", "x.xlsx")


def test_results_of_the_names_of_folders_are_refused(run: Run, source: Path) -> None:
    source.with_stem(f"{source.stem}_校验结果").mkdir()

    assert "无法写入" in run("sent", "check", source).out
