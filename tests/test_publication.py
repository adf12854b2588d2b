"""The notice as files: what is written, what is kept, and what is said about it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import docx
import pytest

from examples.make_examples import HEADINGS, a3_rows
from xl_addin import publication
from xl_addin.notice.draft import Line
from xl_addin.summary import Summary
from xl_addin.workbook.content import Content, of_summary

NOW = datetime(2021, 3, 10, 9, 30)  # noqa: DTZ001  the user's own clock
SENTENCE = (
    "2021年1-2月，全市应急管理系统共检查企业248家次，实施行政处罚87起，"
    "罚款额299.74万元，非事故罚款额占比率100%，检查处罚率为35.08%，"
    "责令停产停业整顿企业3家。"
)


@pytest.fixture(scope="module")
def content(example: Summary) -> Content:
    rows = [list(HEADINGS), *[list(row.values()) for row in a3_rows()]]
    sheets: Mapping[str, list[list[object]]] = {"A3": rows}
    return of_summary(example, sheets)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no LibreOffice be found; there is no Word on this system either."""
    monkeypatch.setattr("xl_addin.hosts.pdf.find_office", lambda: None)


def test_the_file_is_named_by_its_months(example: Summary) -> None:
    assert publication.file_name(example) == "2021年1-2月通报.docx"


def test_every_figure_of_the_file_is_that_of_the_annexes(
    example: Summary, content: Content, tmp_path: Path
) -> None:
    path = tmp_path / "notice.docx"
    path.write_bytes(publication.word_file(example, content))

    written = docx.Document(str(path))
    assert SENTENCE in [paragraph.text for paragraph in written.paragraphs]
    first, second = written.tables
    assert [cell.text for cell in first.rows[1].cells] == ["鹿城区", "42.5", "42.5", "3", "100.00", "1", "40.00", "4", "100", "1"]  # fmt: skip
    assert [cell.text for cell in second.rows[13].cells] == ["浙南产业集聚区", "1", "8.41", "5.1", "7", "0", "0"]  # fmt: skip


@pytest.mark.usefixtures("no_office")
def test_without_a_program_for_it_the_pdf_is_missed_in_one_sentence(
    example: Summary, content: Content, tmp_path: Path
) -> None:
    said = publication.publish(example, content, tmp_path, NOW)

    assert said == (
        "已导出到工作簿所在文件夹：2021年1-2月通报.docx。"
        "PDF没有生成：本机没有找到 Word 或 LibreOffice，不能生成 PDF，"
        "请在装有 Word 的电脑上打开“2021年1-2月通报.docx”，另存为 PDF。"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["2021年1-2月通报.docx"]


@pytest.mark.usefixtures("no_office")
def test_an_earlier_file_goes_to_the_backups_first(
    example: Summary, content: Content, tmp_path: Path
) -> None:
    (tmp_path / "2021年1-2月通报.docx").write_bytes(b"edited by hand")

    said = publication.publish(example, content, tmp_path, NOW)

    kept = tmp_path / "备份" / "2021年1-2月通报_20210310-093000.docx"
    assert kept.read_bytes() == b"edited by hand"
    assert "（原有文件已存入“备份”）" in said


def test_what_disagrees_is_listed_with_its_rows_before_printing(
    example: Summary, content: Content
) -> None:
    said = publication.before_printing(example, content).splitlines()

    assert said[1] == "付印前请核对："
    assert said[2].startswith("· 浙南产业集聚区：附件2有处罚5.1万元，附件1无数据：")
    assert said[3].startswith("· 浙南产业集聚区：A3第192行罚款没有计入附件1")


def test_a_text_of_ones_own_on_changed_figures_is_listed_too(example: Summary) -> None:
    line = Line("figures", "正文", "新的数字。", "旧的数字，我写的一段。", "旧的数字。", "旧的数字，我写的一段。")  # fmt: skip

    said = publication.before_printing(example, Content(notice=(line,)))

    assert said.endswith("· 改写过的段落数据已变化，请核对：旧的数字，我写的一段。")
