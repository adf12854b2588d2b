"""`xl-addin summary --notice`: the notice as a Word file from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

MONTHS = ("--from", "2021-01", "--to", "2021-02")
Run = Callable[..., Any]


@pytest.fixture(autouse=True)
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xl_addin.hosts.office.pdf.find_office", lambda: None)


def test_the_notice_is_written_from_title_to_date(
    run: Run, example_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "通报.docx"

    said = run("summary", example_file, *MONTHS, "--notice", file)

    assert said.code == 0
    texts = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    assert "温州市应急管理局" in texts
    assert "关于2021年1-2月全市\n安全生产执法工作情况的通报" in texts
    assert "2021年3月10日" in texts
    assert "付印前请核对：" in said.out


def test_an_earlier_notice_goes_to_the_backups_first(
    run: Run, example_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "通报.docx").write_bytes(b"edited by hand")

    said = run("summary", example_file, *MONTHS, "--notice", tmp_path / "通报.docx")

    (kept,) = (tmp_path / "备份").iterdir()
    assert kept.read_bytes() == b"edited by hand"
    assert "原有文件已存入“备份”。" in said.out


@pytest.mark.parametrize("name", ["notice.doc", "notice.pdf", "notice"])
def test_another_format_is_refused_before_any_work(
    run: Run, example_file: Path, tmp_path: Path, name: str
) -> None:
    said = run("summary", example_file, *MONTHS, "--notice", tmp_path / name)

    assert said.code == 2
    assert said.err == f"输出文件“{name}”的扩展名不支持，请改为.docx。\n"
    assert list(tmp_path.glob("notice*")) == []


def test_a_sheet_of_that_name_in_another_form_is_no_hindrance(
    run: Run, tmp_path: Path, example_file: Path
) -> None:
    import openpyxl  # noqa: PLC0415

    book = openpyxl.load_workbook(example_file)
    book.create_sheet("通报").append(["上月的通报，手工写的。"])
    mine = tmp_path / "mine.xlsx"
    book.save(mine)

    said = run("summary", mine, *MONTHS, "--notice", tmp_path / "通报.docx")

    assert (said.code, said.err) == (0, "")
