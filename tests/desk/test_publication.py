"""The notice as files: what is written, what is kept, and what is said about it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from examples.make_examples import HEADINGS, a3_rows
from xl_addin.desk import publication
from xl_addin.errors import OutputBlocked
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.period import Period
from xl_addin.sheets.settings import HEADINGS as SETTINGS_HEADINGS
from xl_addin.sheets.settings import Settings, as_rows
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
    monkeypatch.setattr("xl_addin.hosts.office.pdf.find_office", lambda: None)


def test_the_file_is_named_by_its_months(example: Summary) -> None:
    assert publication.file_name(example) == "2021年1-2月通报.docx"


def test_every_figure_of_the_file_is_that_of_the_published_annexes(
    example: Summary,
    content: Content,
    published: tuple[list[list[str]], ...],
    tmp_path: Path,
) -> None:
    path = tmp_path / "notice.docx"
    path.write_bytes(publication.word_file(example, content))

    written = docx.Document(str(path))
    assert SENTENCE in [paragraph.text for paragraph in written.paragraphs]
    tables = [[[c.text for c in row.cells] for row in t.rows] for t in written.tables]
    assert [table[1:] for table in tables] == list(published)


@pytest.fixture(scope="module")
def with_year(
    example_sheet: list[list[Any]],
    period: Period,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Document]:
    """Return `with_year(rows, **settings)`: the Word file with 年终考核 behind it."""

    def written(rows: list[list[Any]] | None = None, **values: str) -> Document:
        chosen: Any = {"year_annex": "是"} | values
        lines = [list(line) for line in as_rows(Settings(**chosen))]
        sheets = {
            "A3": rows or example_sheet,
            "参数": [list(SETTINGS_HEADINGS), *lines],
        }
        month = summarise(check(sheets, date(2021, 3, 10)), period)
        path = tmp_path_factory.mktemp("year") / "notice.docx"
        path.write_bytes(publication.word_file(month, of_summary(month, sheets)))
        return docx.Document(str(path))

    return written


YEAR_TITLE = "2021年1-2月安全生产执法累计数据表（年终目标责任制考核）"


def test_the_years_figures_follow_as_a_third_annex_where_that_is_set(
    with_year: Callable[..., Document],
) -> None:
    made = with_year()

    texts = [paragraph.text for paragraph in made.paragraphs]
    assert f"3.{YEAR_TITLE}" in texts
    assert texts.index("附件3") + 1 == texts.index(YEAR_TITLE)
    assert not any("历史" in text for text in texts)
    line = [cell.text for cell in made.tables[2].rows[5].cells]
    assert line == [
        "乐清市",
        "42",
        "16",
        "38.10",
        "5",
        "89.64",
        "89.64",
        "1",
        "100.00",
        "1",
        "100",
        "1",
        "3",
        "13.1",
        "5",
    ]
    assert made.tables[2].rows[-1].cells[0].text == "龙港市"


def test_it_has_the_line_of_all_units_where_the_others_have_it(
    with_year: Callable[..., Document],
) -> None:
    tables = with_year(total_row="是").tables

    assert [table.rows[-1].cells[0].text for table in tables] == ["合计"] * 3
    assert [cell.text for cell in tables[2].rows[-1].cells][:3] == ["合计", "248", "87"]


def test_unless_that_is_set_the_annexes_are_the_two_of_the_published_notice(
    example: Summary, content: Content, tmp_path: Path
) -> None:
    path = tmp_path / "notice.docx"
    path.write_bytes(publication.word_file(example, content))
    made = docx.Document(str(path))

    assert len(made.tables) == 2
    assert not any("累计数据表" in paragraph.text for paragraph in made.paragraphs)


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
    assert "原有文件已存入“备份”。" in said


@pytest.mark.usefixtures("no_office")
def test_an_earlier_pdf_is_kept_and_called_old_where_no_new_one_is_made(
    example: Summary, content: Content, tmp_path: Path
) -> None:
    (tmp_path / "2021年1-2月通报.pdf").write_bytes(b"%PDF of last week")

    said = publication.publish(example, content, tmp_path, NOW)

    kept = tmp_path / "备份" / "2021年1-2月通报_20210310-093000.pdf"
    assert kept.read_bytes() == b"%PDF of last week"
    assert said.endswith("旁边的“2021年1-2月通报.pdf”是以前的，与新的Word文件不一致。")


@pytest.mark.parametrize(
    "lock", ["~$21年1-2月通报.docx", ".~lock.2021年1-2月通报.docx#"]
)
def test_a_word_file_that_is_open_is_neither_copied_nor_written(
    example: Summary, content: Content, tmp_path: Path, lock: str
) -> None:
    mine = tmp_path / "2021年1-2月通报.docx"
    mine.write_bytes(b"being edited")
    (tmp_path / lock).touch()

    with pytest.raises(OutputBlocked):
        publication.publish(example, content, tmp_path, NOW)

    assert mine.read_bytes() == b"being edited"
    assert {path.name for path in tmp_path.iterdir()} == {mine.name, lock}
