"""The notice as a Word file in the format of official documents, GB/T 9704-2012."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import docx
from docx.document import Document

from xl_addin.archive import packed, repack
from xl_addin.hosts.word.annex import Annex, write_annex
from xl_addin.hosts.word.body import write_body
from xl_addin.hosts.word.page import end_section
from xl_addin.hosts.word.text import clean_lines
from xl_addin.look.theme import theme
from xl_addin.notice.paragraph import Paragraph
from xl_addin.sheets.settings import AS_PUBLISHED

__all__ = ["Annex", "document"]

_BLANK = Path(__file__).parent / "blank"
_LONGEST_TITLE = 255  # of the properties of a file


def document(
    paragraphs: Sequence[Paragraph],
    annexes: Sequence[Annex] = (),
    style: str = AS_PUBLISHED,
    *,
    gaps: Sequence[str] = (),
    dated: date | None = None,
) -> bytes:
    """Return the .docx of the notice: its paragraphs, then each annex on a new page.

    A paragraph without text is skipped; a line break in one makes two of its kind.
    Characters that no Word file can hold are left out. `style` is the setting
    数字样式. Each of `gaps` names something that the office has yet to add, and is
    a marked line above the title. `dated` goes into the file's properties; the
    same arguments give the same bytes.

    >>> notice = [Paragraph("title", "标题", "关于某事的通报")]
    >>> document(notice, gaps=["发文字号"])[:2]
    b'PK'
    """
    notice = _blank()
    write_body(notice, paragraphs, gaps)
    looks = theme(style)
    for annex in annexes:
        end_section(notice, landscape=annex.sheet.page.landscape)
        write_annex(notice, annex, looks)
    _describe(notice, paragraphs, dated)
    made = io.BytesIO()
    notice.save(made)
    return repack(made.getvalue())


def _blank() -> Document:
    """Return an empty document of ours: python-docx' own has blue headings."""
    files = (file for file in sorted(_BLANK.rglob("*")) if file.is_file())
    parts = {
        # read as text, so that a checkout with other line ends gives the same bytes
        file.relative_to(_BLANK).as_posix(): file.read_text(encoding="utf-8").encode()
        for file in files
    }
    return docx.Document(io.BytesIO(packed(parts)))


def _describe(
    notice: Document, paragraphs: Sequence[Paragraph], dated: date | None
) -> None:
    titles = (p.text for p in paragraphs if p.kind == "标题")
    title = "".join(line for text in titles for line in clean_lines(text))
    notice.core_properties.title = title[:_LONGEST_TITLE]
    if dated:
        noon = datetime.combine(dated, time(12))  # the same day in every time zone
        notice.core_properties.created = noon
        notice.core_properties.modified = noon
