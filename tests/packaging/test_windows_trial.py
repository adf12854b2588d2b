"""What of the trial under wine needs no wine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from wine import __main__ as trial
from wine import functions, shims
from wine.proof import Proof, Refuted, Report, equal, proof
from wine.windows import value_in

import udfs
from tests.windows.dump import dump
from tests.windows.excel.application import Application
from tests.windows.excel.stored import load
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")


def test_every_function_is_asked_for_something() -> None:
    book = load(Application(), dump(filled(read_sheets(EXAMPLE, SHEETS))), "b.xlsm")

    asked = {one.function for one in functions.asked(book)}

    assert asked == set(udfs.__all__)


def test_a_long_double_of_microsoft_is_a_double() -> None:
    names = {"tan", "tanf", "tanl", "strtol", "strtod"}

    lines = shims.exports(names, {"cabs"}).splitlines()

    assert lines[2:] == [
        '  "cabs" = "our_cabs"',
        '  "strtod" = "winecrt.strtod"',
        '  "strtol" = "winecrt.strtol"',
        '  "tan" = "winecrt.tan"',
        '  "tanf" = "winecrt.tanf"',
        '  "tanl" = "winecrt.tan"',
    ]


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
def test_without_wine_it_is_passed_over_in_one_sentence_unless_it_is_required(
    required: str,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv(trial.REQUIRED, required)

    assert trial.main([]) == code
    assert capsys.readouterr().out.count("\n") == 1


def test_what_another_machine_says_after_a_failure_is_not_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = Report()
    with pytest.raises(Refuted):
        report.show([equal("甲", 1, 2)], "一")

    with pytest.raises(Refuted):
        report.show([proof("乙")], "二")

    assert "乙" not in capsys.readouterr().out


def test_a_text_of_the_registry_is_read_whatever_the_code_page() -> None:
    exported = '"Path"="C:\\\\users\\\\张三\\\\"\r\n"AllowSubfolders"=dword:00000000'

    assert value_in(exported, "Path") == "C:\\users\\张三\\"
    assert not value_in(exported, "Folder")


def test_nothing_is_shown_after_a_proof_that_does_not_hold(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def proofs() -> Iterator[Proof]:
        yield proof("甲")
        yield equal("乙", 1, 2)
        yield proof("丙")

    with pytest.raises(Refuted, match="乙"):
        Report().show(proofs(), "试验")

    said = capsys.readouterr().out
    assert "✓ [试验] 甲" in said
    assert "✗ [试验] 乙" in said
    assert "得到 1，应为 2" in said
    assert "丙" not in said
