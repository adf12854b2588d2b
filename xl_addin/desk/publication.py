"""The notice as files: a Word document, and a PDF where a program here can make one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from xl_addin.errors import OfficeProblem, OutputBlocked
from xl_addin.hosts.file.output import refuse_in_use, replace_atomically
from xl_addin.hosts.live import journal
from xl_addin.hosts.office.pdf import to_pdf
from xl_addin.hosts.word import Annex, document
from xl_addin.month.summary import Summary
from xl_addin.notice.draft import in_force
from xl_addin.notice.writing import annexes, sign_day
from xl_addin.workbook.content import Content
from xl_addin.workbook.drawn import table_of

NO_NUMBER = "发文字号"
"""What the office has yet to add; we invent no number."""


def file_name(summary: Summary) -> str:
    """Return the name of the Word file of a month, without a folder."""
    return f"{summary.period.title}通报.docx"


def word_file(summary: Summary, content: Content) -> bytes:
    """Return the notice as a .docx: the text in force, then its annexes."""
    title, settings = content.period_title, content.settings
    sheets = annexes(settings, summary.period, content.unknown_months)
    return document(
        in_force(content.notice),
        [Annex(sheet, table_of(sheet.tab).lines(content), title) for sheet in sheets],
        settings.style,
        gaps=[NO_NUMBER],
        dated=sign_day(summary.period, settings),
    )


def publish(summary: Summary, content: Content, folder: Path, now: datetime) -> str:
    """Write the Word file and the PDF into a folder; return what became of them.

    Earlier files of these names go to 备份 first. Raises any `OutputProblem`, before
    anything is written or copied.
    """
    path = folder / file_name(summary)
    file = word_file(summary, content)
    refuse_in_use([path])
    kept = keep(path, now)
    replace_atomically(path, file)
    return f"已导出到工作簿所在文件夹：{path.name}。{kept}{pdf_beside(path)}"


def keep(path: Path, now: datetime) -> str:
    """Copy an earlier Word file and its PDF to 备份; return what to say of it.

    They may have been edited by hand, or sent out. "" where there are none.
    """
    return keep_all((path, path.with_suffix(".pdf")), now)


def keep_all(paths: Iterable[Path], now: datetime) -> str:
    """Copy earlier files to 备份; return what to say of it, "" where there are none.

    Raises `OutputBlocked`.
    """
    try:
        copies = [journal.back_up(str(path), now) for path in paths]
    except OSError as error:
        raise OutputBlocked(Path(journal.BACKUPS)) from error
    return f"原有文件已存入“{journal.BACKUPS}”。" if any(copies) else ""


def pdf_beside(path: Path) -> str:
    """Make a PDF beside a Word file; return what became of it.

    The Word file is done, so that no program here can make a PDF is no failure. An
    earlier PDF stays then, and is called old.
    """
    target = path.with_suffix(".pdf")
    try:
        to_pdf(path, target)
    except (OfficeProblem, OutputBlocked) as problem:
        old = f"旁边的“{target.name}”是以前的，与新的Word文件不一致。"
        return f"PDF没有生成：{problem}{old if target.exists() else ''}"
    return f"PDF文件：{target.name}。"
