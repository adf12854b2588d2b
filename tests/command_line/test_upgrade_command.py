"""`xl-addin upgrade`: the files it writes, what it says, and what it refuses."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xl_addin.hosts.file.reader import read_sheets
from xl_addin.sheets.version import PRESENT

Run = Callable[..., Any]
Refused = Callable[..., str]


def test_an_upgrade_says_and_writes_what_was_carried_and_what_was_not(
    run: Run, tmp_path: Path, one_row: Callable[..., Path]
) -> None:
    old, new, data = one_row(), tmp_path / "新.xlsm", tmp_path / "新.json"

    said = run("upgrade", old, "--out", new, "--json", data)

    assert (said.code, said.err) == (0, "")
    assert f"工作簿已由0.1.0版升级，现为{PRESENT}版。" in said.out
    assert "没有遗留的内容。" in said.out
    assert json.loads(data.read_text(encoding="utf-8")) == {
        "from": "0.1.0",
        "to": PRESENT,
        "carried": [{"sheet": "A3", "cells": 29}],
        "left_behind": [],
    }
    assert read_sheets(new, ("A3",))["A3"][3][1] == "鹿城区"


def test_an_earlier_file_of_that_name_is_kept(
    run: Run, tmp_path: Path, one_row: Callable[..., Path]
) -> None:
    new = tmp_path / "新.xlsm"
    new.write_bytes(b"mine")

    said = run("upgrade", one_row(), "--out", new)

    assert "原有文件已存入“备份”" in said.out
    assert [copy.read_bytes() for copy in (tmp_path / "备份").iterdir()] == [b"mine"]
    assert new.read_bytes() != b"mine"


def test_the_old_workbook_is_never_the_new_one(
    refused: Refused, tmp_path: Path, example_file: Path
) -> None:
    old = Path(shutil.copy(example_file, tmp_path / "旧.xlsm"))

    refused("输出文件与输入文件相同", "upgrade", old, "--out", old)

    assert old.read_bytes() == example_file.read_bytes()


def test_the_new_workbook_has_macros(refused: Refused, tmp_path: Path) -> None:
    refused("请改为.xlsm", "upgrade", "旧.xlsm", "--out", tmp_path / "新.xlsx")


def test_a_new_workbook_that_is_open_stays(
    refused: Refused, tmp_path: Path, example_file: Path
) -> None:
    new = tmp_path / "新.xlsm"
    new.write_bytes(b"mine")
    (tmp_path / "~$新.xlsm").touch()

    refused("无法写入", "upgrade", example_file, "--out", new)

    assert new.read_bytes() == b"mine"
    assert not (tmp_path / "备份").exists()


@pytest.mark.parametrize("content", [b"", b"PK not a zip"])
def test_a_damaged_workbook_is_one_sentence(
    refused: Refused, tmp_path: Path, content: bytes
) -> None:
    old, new = tmp_path / "坏.xlsm", tmp_path / "新.xlsm"
    old.write_bytes(content)

    refused("不是有效的 Excel 工作簿或已损坏", "upgrade", old, "--out", new)

    assert not new.exists()
