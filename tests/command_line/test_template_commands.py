"""`xl-addin build` and `xl-addin install`: the template and its copies."""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from xl_addin.command_line import commands
from xl_addin.machine.interpreter import settings_for
from xl_addin.workbook.build import TEMPLATE, template

Run = Callable[..., Any]
Refused = Callable[..., str]


def test_build_writes_the_template_into_the_current_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("build").out == f"已写出：{TEMPLATE}\n"
    assert run("build", "--check") == (0, f"“{TEMPLATE}”与源文件一致。\n", "")
    assert (tmp_path / TEMPLATE).read_bytes() == template()


def test_build_check_names_the_first_part_that_differs(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "模板.xlsm"
    run("build", "--out", path)
    path.write_bytes(_with(path.read_bytes(), "xl/workbook.xml", b"changed"))

    said = run("build", "--check", "--out", path)

    assert said.code == 1
    assert "首个不同之处：xl/workbook.xml；" in said.out


def _with(package: bytes, name: str, content: bytes) -> bytes:
    changed = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(changed, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return changed.getvalue()


def test_a_difference_outside_the_parts_has_a_name() -> None:
    built = template()
    zipped_anew = _with(built, "", b"")

    assert commands.first_difference(built, built) is None
    assert commands.first_difference(zipped_anew, built) == "压缩包的结构"
    assert commands.first_difference(b"", built) == "整个文件（不是有效的工作簿）"


def test_a_part_too_many_is_a_difference() -> None:
    more = BytesIO(template())
    with ZipFile(more, "a") as archive:
        archive.writestr("extra.xml", "")

    assert commands.first_difference(more.getvalue(), template()) == "extra.xml"


def test_build_check_without_a_file_is_one_line(
    refused: Refused, tmp_path: Path
) -> None:
    refused("找不到文件", "build", "--check", "--out", tmp_path / "x.xlsm")


def test_install_gives_the_workbook_this_python(run: Run, tmp_path: Path) -> None:
    said = run("install", tmp_path)

    assert said.code == 0
    conf = openpyxl.load_workbook(tmp_path / TEMPLATE)["xlwings.conf"]
    written = {str(key): value or "" for key, value in conf.values}
    assert written == settings_for(Path(sys.executable).absolute())
    assert conf.sheet_state == "veryHidden"


def test_install_never_overwrites(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / TEMPLATE).write_text("我的数据", encoding="utf-8")

    refused("已存在，不会覆盖", "install", tmp_path)

    assert (tmp_path / TEMPLATE).read_text(encoding="utf-8") == "我的数据"


def test_install_beside_an_older_workbook_says_how_to_upgrade(
    refused: Refused, tmp_path: Path, workbook: Callable[..., Path]
) -> None:
    path = workbook(tmp_path / TEMPLATE, {"A3": [["填报单位"], ["鹿城区"]]})
    before = path.read_bytes()

    said = refused("旧版（0.1.0）", "install", tmp_path)

    assert "xl-addin upgrade" in said
    assert "删除" not in said
    assert path.read_bytes() == before


def test_install_beside_a_present_workbook_advises_another_name(
    run: Run, refused: Refused, tmp_path: Path
) -> None:
    run("install", tmp_path)

    said = refused("--name", "install", tmp_path)

    assert "upgrade" not in said
    assert "删除" not in said


def test_install_makes_the_folder_and_gives_the_name(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "文档" / "执法统计"

    assert run("install", folder, "--name", "执法统计工作簿.xlsm").code == 0

    assert [path.name for path in folder.iterdir()] == ["执法统计工作簿.xlsm"]


@pytest.mark.parametrize("name", ["../x.xlsm", "a/x.xlsm", "..", "."])
def test_the_name_of_the_workbook_is_no_path(
    refused: Refused, tmp_path: Path, name: str
) -> None:
    refused("请只写文件名", "install", tmp_path / "新", "--name", name)

    assert list(tmp_path.iterdir()) == []


def test_install_refuses_a_name_that_cannot_hold_macros(
    refused: Refused, tmp_path: Path
) -> None:
    refused("请改为.xlsm", "install", tmp_path / "新", "--name", "x.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_install_where_a_file_has_the_name_of_the_folder(
    refused: Refused, tmp_path: Path
) -> None:
    (tmp_path / "文档").touch()

    refused("无法写入", "install", tmp_path / "文档" / "执法统计")


def test_install_warns_of_a_chinese_path(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "执法"
    folder.mkdir()

    assert "工作簿路径含有非英文字符" in run("install", folder).out
