"""LibreOffice as a converter, and what it says when it cannot."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from xl_addin.errors import FileMissing, OutputBlocked, OutputIsInput
from xl_addin.hosts.office import convert as lo

Program = Callable[[str], None]
Recalculate = Callable[[Path], dict[str, list[list[object]]]]

pytestmark = pytest.mark.calc


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "表 一.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("甲").write("A1", "罚款")
    return path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Put a script of ours in the place of LibreOffice."""

    def install(script: str) -> None:
        path = tmp_path / "soffice"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("XL_SOFFICE", str(path))

    return install


@pytest.mark.usefixtures("office")
def test_a_workbook_becomes_a_pdf(book: Path, tmp_path: Path) -> None:
    made = lo.convert(book, "pdf", tmp_path)

    assert made == tmp_path / "表 一.pdf"
    assert made.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("office")
def test_nothing_but_the_result_is_left_behind(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))

    lo.convert(book, "pdf", tmp_path)

    assert not list(scratch.iterdir())
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_saved_values_stay_unless_fresh_ones_are_asked_for(
    recalculated: Recalculate, tmp_path: Path
) -> None:
    book = tmp_path / "stale.xlsx"
    with xlsxwriter.Workbook(book) as workbook:
        sheet = workbook.add_worksheet("甲")
        sheet.write_formula("A1", "=6*7", None, 41)
        sheet.write_formula("A2", "=1/0", None, 41)
        sheet.write_formula("A3", '=IF(1=1,"",1)', None, 41)

    assert recalculated(book) == {"甲": [[42], ["#DIV/0!"], [None]]}


@pytest.mark.usefixtures("office")
def test_a_broken_workbook_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")

    with pytest.raises(lo.OfficeFailed, match=r"“坏\.xlsx”转换为 pdf（没有产生结果）"):
        lo.convert(broken, "pdf", tmp_path)


def test_the_source_is_never_overwritten(book: Path) -> None:
    with pytest.raises(OutputIsInput):
        lo.convert(book, "xlsx", book.parent)


def test_a_missing_source_is_named(program: Program, tmp_path: Path) -> None:
    program("exit 0")

    with pytest.raises(FileMissing, match=r"无\.xlsx"):
        lo.convert(tmp_path / "无.xlsx", "pdf", tmp_path)


@pytest.mark.usefixtures("office")
def test_a_missing_folder_is_named(book: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputBlocked, match="没有这里"):
        lo.convert(book, "pdf", tmp_path / "没有这里")


def test_without_libreoffice_the_remedy_is_named(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XL_SOFFICE", str(tmp_path / "nowhere"))

    assert lo.find_office() is None
    with pytest.raises(lo.OfficeMissing, match="XL_SOFFICE"):
        lo.convert(book, "pdf", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="there a file has no right to run")
def test_a_program_that_cannot_be_run_is_as_good_as_none(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "soffice.txt"
    text.write_text("not a program")
    text.chmod(0o755)
    monkeypatch.setenv("XL_SOFFICE", str(text))

    with pytest.raises(lo.OfficeMissing, match="可以运行的 LibreOffice"):
        lo.convert(book, "pdf", tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_hanging_program_is_ended_with_its_children(
    program: Program, book: Path, tmp_path: Path
) -> None:
    survived = tmp_path / "survived"
    program(f"(sleep 2; touch '{survived}') &\nwait")

    with pytest.raises(lo.OfficeFailed, match="超过时限"):
        lo.convert(book, "pdf", tmp_path, seconds=0.5)

    time.sleep(2)
    assert not survived.exists()
