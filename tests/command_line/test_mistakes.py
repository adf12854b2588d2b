"""What the user can mend: one Chinese line, code 2, and no file left behind."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "A3_2021-01_2021-02.xlsx"
MONTHS = ("--from", "2021-01", "--to", "2021-02")

Refused = Callable[..., str]
Sheets = dict[str, list[list[Any]]]
Workbook = Callable[[Path, Sheets], Path]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param("--from 2021-13 --to 2021-02", "起始月份“2021-13”", id="month 13"),
        pytest.param("--from 2021 --to 2021-02", "起始月份“2021”", id="no month"),
        pytest.param("--from 2021-03 --to 2021-02", "不能早于起始月份", id="backwards"),
        pytest.param(
            "--from 2021-01 --to 2021-02 --as-of 2021-02-30",
            "收缴截止日期",
            id="no day",
        ),
        pytest.param(
            "--from 2021-01 --to 2021-02 --as-of 2020-12-31", "不能早于", id="too early"
        ),
    ],
)
def test_an_impossible_period_is_refused_before_the_file_is_opened(
    refused: Refused, tmp_path: Path, words: str, message: str
) -> None:
    out = tmp_path / "月.xlsx"

    refused(message, "summary", tmp_path / "没有.xlsx", *words.split(), "--out", out)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param("", "缺少参数 命令", id="no command"),
        pytest.param("sum x", "参数 命令 不能是 'sum'", id="unknown command"),
        pytest.param("summary x.xlsx --to 2021-02", "缺少参数 --from", id="no --from"),
        pytest.param("summary x.xlsx --from", "参数 --from 后面没有", id="no month"),
        pytest.param("check x.xlsx y.xlsx", "不认识的参数 y.xlsx", id="two files"),
        pytest.param("check x.xlsx --jso y", "不认识的参数 --jso y", id="abbreviated"),
        pytest.param("build --host word", "不能是 'word'", id="unknown host"),
        pytest.param("install", "缺少参数 文件夹", id="no folder"),
        pytest.param("build --check=1", "命令写法有误", id="anything else"),
    ],
)
def test_a_mistyped_command_is_explained_in_one_chinese_line(
    refused: Refused, words: str, message: str
) -> None:
    assert " -h”查看用法。" in refused(message, *words.split())


GOOD_TABLE = [["填报单位", "记录编号"]]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        pytest.param({"表1": GOOD_TABLE}, "没有工作表“A3”", id="no sheet"),
        pytest.param(
            {"A3": [["单位"]]}, "找不到含“填报单位”的标题行", id="no headings"
        ),
        pytest.param({"A3": GOOD_TABLE}, "标题中缺少“检查日期”", id="no columns"),
        pytest.param(
            {"A3": GOOD_TABLE, "参数": [["项目"]]}, "工作表“参数”", id="broken settings"
        ),
    ],
)
def test_a_broken_workbook_is_one_line_and_leaves_nothing(
    refused: Refused, workbook: Workbook, tmp_path: Path, sheets: Sheets, message: str
) -> None:
    source = workbook(tmp_path / "坏的.xlsx", sheets)
    outputs = ("--out", tmp_path / "出.xlsx", "--json", tmp_path / "出.json")

    refused(message, "summary", source, *MONTHS, *outputs)
    refused(message, "check", source, *outputs)

    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param("没有.xlsx", None, "找不到文件", id="missing"),
        pytest.param("空的.xlsx", b"", "不是有效的 Excel 工作簿", id="empty"),
        pytest.param("文字.xlsx", "记录".encode(), "不是有效的", id="text"),
        pytest.param("一半.xlsx", EXAMPLE.read_bytes()[:9000], "已损坏", id="half"),
    ],
)
def test_a_file_that_is_no_workbook_is_one_line(
    refused: Refused, tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    refused(message, "check", tmp_path / name)


def test_a_line_break_in_a_value_does_not_break_the_line(
    refused: Refused, workbook: Workbook, tmp_path: Path
) -> None:
    settings = [["项目", "值", "说明", "单位"], ["数字样式", "两\n位\x07", "", "甲县"]]
    source = workbook(tmp_path / "a.xlsx", {"A3": GOOD_TABLE, "参数": settings})

    refused("“数字样式”的值“两 位 ”无效", "check", source)


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        pytest.param("--out", "月.xls", "请改为.xlsm、.xlsx", id="old format"),
        pytest.param("--out", "月", "扩展名不支持", id="no ending"),
        pytest.param("--json", "月.txt", "请改为.json", id="no json"),
        pytest.param("--out", "没有/月.xlsx", "确认文件夹存在", id="no folder"),
        pytest.param("--out", "", "扩展名不支持", id="a folder"),
    ],
)
def test_a_place_that_cannot_be_written_is_refused_before_reading(
    refused: Refused, tmp_path: Path, option: str, name: str, message: str
) -> None:
    missing = tmp_path / "没有.xlsx"

    refused(message, "summary", missing, *MONTHS, option, tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(refused: Refused, source: Path) -> None:
    folder = source.with_name("夹.xlsx")
    folder.mkdir()

    refused("无法写入", "check", source, "--out", folder)
    refused("“夹.xlsx”无法读取", "check", folder)


def test_a_check_is_not_written_with_macros(refused: Refused, source: Path) -> None:
    refused("请改为.xlsx", "check", source, "--out", source.with_suffix(".xlsm"))


@pytest.mark.parametrize("words", [("summary", *MONTHS), ("check",)])
def test_the_input_is_never_overwritten(
    refused: Refused, source: Path, words: tuple[str, ...]
) -> None:
    roundabout = source.parent / ".." / source.parent.name / source.name

    refused("输出文件与输入文件相同", *words, source, "--out", roundabout)

    assert source.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_the_input_is_not_overwritten_through_a_link(
    refused: Refused, source: Path
) -> None:
    link = source.with_name("link.xlsx")
    link.symlink_to(source)

    refused("输出文件与输入文件相同", "check", source, "--out", link)


@pytest.mark.parametrize("blocked", ["月.xlsx", "月.json", "月.docx"])
def test_when_one_file_is_open_none_is_written(
    refused: Refused, source: Path, blocked: str
) -> None:
    names = {"--out": "月.xlsx", "--json": "月.json", "--notice": "月.docx"}
    places = {option: source.with_name(name) for option, name in names.items()}
    older = source.with_name("月.docx")
    older.write_bytes(b"edited by hand")
    lock = source.with_name(f"~${blocked}")
    lock.touch()
    words = (word for place in places.items() for word in place)

    refused(f"无法写入“{source.with_name(blocked)}”", "summary", source, *MONTHS, *words)  # fmt: skip

    assert set(source.parent.iterdir()) == {source, older, lock}
    assert older.read_bytes() == b"edited by hand"
