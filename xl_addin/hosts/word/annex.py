"""An annex: its tag, its title and its table, as on the sheet.

Section 7.3.7 of GB/T 9704-2012: the tag on the first line, the title on the third.
The standard leaves the table to us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Length, Pt, Twips
from docx.table import Table, _Cell, _Row

from xl_addin.hosts.word.page import BREAK
from xl_addin.hosts.word.text import clean_lines
from xl_addin.hosts.word.title import balanced, room_of
from xl_addin.look.grid import Grid, Value, compose
from xl_addin.look.layout import Role, Sheet
from xl_addin.look.theme import Align, Style, printed

Looks = Mapping[Role, Style]

_ABOVE: dict[Role, str] = {
    "tag": "附件标识",
    "title": "附件标题",
    "note": "附件说明文字",
}
_TABLE = "附件表格"
_SIDES: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_HEADING_HEIGHT = Pt(36)


@dataclass(frozen=True)
class _Type:
    """The styles of a table's cells, and how high its rows are at least."""

    text: str
    heading: str
    row: Length


_USUAL = _Type("表文", "表头", Pt(21))
_SMALL = _Type("小号表文", "小号表头", Pt(16))
"""Thirteen units and a total fit on a turned page in either."""
_WIDE = 120
"""A table whose sheet is wider, in characters, is printed in small type."""


@dataclass(frozen=True)
class Annex:
    """What an annex prints: a sheet, its table, and the period in its title.

    `lines` has a column for each field of the sheet; a missing value prints as a
    blank cell.
    """

    sheet: Sheet
    lines: pd.DataFrame
    period_title: str


def write_annex(document: Document, annex: Annex, looks: Looks) -> None:
    """Write an annex at the top of a page; its title fills in the period."""
    grid = compose(annex.sheet, annex.lines, annex.period_title)
    room = room_of(document.sections[-1])
    above = (block for block in grid.blocks if block.role in _ABOVE)
    for block in above:
        for text in clean_lines(str(block.lines[0][0])):
            said = balanced(text, room) if block.role == "title" else text
            document.add_paragraph(said, _ABOVE[block.role])
    _write_table(document, annex.sheet, grid, looks)
    document.add_paragraph(style=BREAK)  # Word wants a paragraph below a table


def _write_table(document: Document, sheet: Sheet, grid: Grid, looks: Looks) -> None:
    rows = list(_rows(sheet, grid, looks))
    table = document.add_table(len(rows), len(sheet.fields), _TABLE)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = _widths(document, sheet)
    sides = [_SIDES[looks[field.role].align] for field in sheet.fields]
    size = _SMALL if sum(field.width for field in sheet.fields) > _WIDE else _USUAL
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, texts in zip(table.rows, rows, strict=True):
        _keep_whole(row, size)
        for cell, text, width, side in zip(
            row.cells, texts, widths, sides, strict=True
        ):
            cell.width = width
            _write_cell(cell, text, side, size)
    _head(table, size)


def _rows(sheet: Sheet, grid: Grid, looks: Looks) -> Iterator[tuple[str, ...]]:
    """Yield the texts of each row of the table, headings first."""
    yield tuple(_text(field.heading, "@") for field in sheet.fields)
    columns = [block for block in grid.blocks if block.row == sheet.first_row]
    texts = ([_text(v, looks[b.role].number) for (v,) in b.lines] for b in columns)
    yield from zip(*texts, strict=True)


def _text(value: Value, number: str) -> str:
    """Return the lines of a cell, without what a Word file cannot hold."""
    return "\n".join(clean_lines(printed(value, number)))


def _widths(document: Document, sheet: Sheet) -> list[Length]:
    """Share the width of the text out as the sheet does."""
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    free = Length((section.page_width or 0) - margins)
    characters = sum(field.width for field in sheet.fields)
    return [Twips(int(free.twips * f.width / characters)) for f in sheet.fields]


def _keep_whole(row: _Row, size: _Type) -> None:
    """Make a row as high as its text needs, and never torn between two pages."""
    row.height, row.height_rule = size.row, WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way


def _write_cell(cell: _Cell, text: str, side: WD_ALIGN_PARAGRAPH, size: _Type) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style = size.text
    paragraph.add_run(text)
    if side is not WD_ALIGN_PARAGRAPH.CENTER:
        paragraph.alignment = side


def _head(table: Table, size: _Type) -> None:
    """Let the first row look like a heading, and return on every further page."""
    row = table.rows[0]
    row.height = _HEADING_HEIGHT
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public way
    for cell in row.cells:
        cell.paragraphs[0].style = size.heading
        cell.paragraphs[0].alignment = None
