"""What is no mistake of the user: bugs, interruptions, help, and the doctor."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xl_addin import __main__
from xl_addin.command_line import commands
from xl_addin.machine.installation import Finding

ROOT = Path(__file__).parents[2]
MONTHS = ("--from", "2021-01", "--to", "2021-02")

Run = Callable[..., Any]


def test_a_bug_keeps_its_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, example_file: Path
) -> None:
    def bug(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "summarise_rows", bug)

    with pytest.raises(ZeroDivisionError):
        run("summary", example_file, *MONTHS)


def test_an_interruption_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, example_file: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "read_sheets", interrupted)

    assert run("check", example_file) == (130, "", "已中断，操作没有完成。\n")


def test_it_runs_as_a_module_in_a_console_that_knows_no_chinese(
    tmp_path: Path,
) -> None:
    said = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "xl_addin", "check", tmp_path / "没有.xlsx"],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )

    assert said.returncode == 2
    assert said.stderr.count(b"\n") == 1
    assert b"Traceback" not in said.stderr


def test_doctor_gives_every_problem_its_remedy(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        Finding(ok=True, what="甲"),
        Finding(ok=True, what="乙", remedy="留意"),
        Finding(ok=False, what="丙", remedy="重装"),
    ]
    monkeypatch.setattr(__main__, "findings", lambda: found)

    assert run("doctor") == (
        1,
        "[正常] 甲\n[注意] 乙——留意\n[问题] 丙——重装\n有1个问题，请按上面的办法处理。\n",
        "",
    )


def test_what_doctor_finds_is_kept_in_a_file_that_any_editor_reads(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = [Finding(ok=False, what="丙", remedy="重装")]
    monkeypatch.setattr(__main__, "findings", lambda: found)

    said = run("doctor", "--out", str(tmp_path / "检查.txt"))

    kept = (tmp_path / "检查.txt").read_bytes()
    assert said.code == 1
    assert kept.startswith(b"\xef\xbb\xbf")
    assert kept.decode("utf-8-sig") == said.out.replace("\n", "\r\n")


def test_doctor_is_content_with_this_machine(run: Run) -> None:
    said = run("doctor")

    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("没有发现妨碍使用的问题。\n")


def test_doctor_runs_where_nothing_else_does() -> None:
    hidden = "import sys; sys.modules.update(dict.fromkeys(['pandas', 'rich'])); "
    start = "from xl_addin.__main__ import main; sys.exit(main(['doctor']))"
    said = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-X", "utf8", "-c", hidden + start],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (said.returncode, said.stderr) == (1, "")
    assert "[问题] 程序包 pandas 不能导入" in said.stdout


@pytest.mark.parametrize("command", ["", "summary", "check", "build", "install"])
def test_help_is_chinese(run: Run, command: str) -> None:
    said = run(*command.split(), "-h")

    assert said.code == 0
    assert said.out.startswith("用法：xl-addin")
    for english in ("usage", "options", "positional", "show this"):
        assert english not in said.out
