"""The annexes in the Word file: as on the sheet, each on pages of its own."""

import io
from typing import Any

import docx
import pandas as pd
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn

from xl_addin.annexes import annex1, annex2
from xl_addin.hosts.word import Annex, document
from xl_addin.layout import Field, Sheet
from xl_addin.notice.paragraph import Paragraph
from xl_addin.settings import TWO_DECIMALS
from xl_addin.summary import Summary

# As the notice printed them, but 5.10: we drop its zero like all others.
ANNEX_1 = """\
鹿城区 42.5 42.5 3 100.00 1 40.00 4 100 1
龙湾区 34.3 34.3 4 100.00 1 92.86 1 100 1
瓯海区 23 23 6 100.00 1 31.58 6 100 1
洞头区 3.6 3.6 8 100.00 1 42.86 3 100 1
乐清市 89.64 89.64 1 100.00 1 38.10 5 100 1
瑞安市 33.4 33.4 5 100.00 1 30.30 7 100 1
永嘉县 64.7 64.7 2 100.00 1 90.48 2 100 1
文成县
平阳县
泰顺县 2 2 9 100.00 1 14.29 8 100 1
苍南县 1.8 1.8 10 100.00 1 12.50 9 100 1
浙南产业集聚区
龙港市 4.8 4.8 7 100.00 1 7.69 10 100 1"""
ANNEX_2 = """\
鹿城区 4 26.3 37.5 2 0 0
龙湾区 1 1.25 5.5 6 0 0
瓯海区 4 5.61 15.6 4 1 0
洞头区 0 0 0 8 0 0
乐清市 3 0 13.1 5 0 0
瑞安市 3 46.8 17.01 3 1 6
永嘉县 5 4.62 47.1 1 0 0
文成县 0 0 0 8 0 0
平阳县 0 0 0 8 0 0
泰顺县 0 0 0 8 0 0
龙港市 0 0 0 8 0 0
苍南县 0 0 0 8 0 0
浙南产业集聚区 1 8.41 5.1 7 0 0"""


def opened(*annexes: Annex, style: str = "通报样式") -> Document:
    notice = [Paragraph("t", "标题", "通报")]
    return docx.Document(io.BytesIO(document(notice, annexes, style)))


def lines(made: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.tables[table].rows]


@pytest.fixture(scope="module")
def made(word_annexes: list[Annex]) -> Document:
    return opened(*word_annexes)


@pytest.mark.parametrize(
    ("table", "published", "columns"), [(0, ANNEX_1, 10), (1, ANNEX_2, 7)]
)
def test_the_tables_print_what_was_published(
    made: Document, table: int, published: str, columns: int
) -> None:
    cells = [line.split(" ") for line in published.splitlines()]
    blank = [line + [""] * (columns - len(line)) for line in cells]

    assert lines(made, table)[1:] == blank


@pytest.mark.parametrize(("table", "sheet"), [(0, annex1.SHEET), (1, annex2.SHEET)])
def test_the_headings_are_those_of_the_sheet(
    made: Document, table: int, sheet: Sheet
) -> None:
    assert lines(made, table)[0] == [field.heading for field in sheet.fields]


def test_under_two_decimals_every_amount_and_rate_has_two(
    word_annexes: list[Annex],
) -> None:
    made = opened(*word_annexes, style=TWO_DECIMALS)

    assert lines(made, 0)[3] == (
        ["瓯海区", "23.00", "23.00", "6", "100.00", "1", "31.58", "6", "100.00", "1"]
    )
    assert lines(made, 1)[4] == ["洞头区", "0", "0.00", "0.00", "8", "0", "0"]


def test_a_half_is_rounded_as_excel_shows_it() -> None:
    sheet = Sheet("附件", "表", (Field("rate", "率", "rate"),))
    made = opened(Annex(sheet, pd.DataFrame({"rate": [0.125, 1.005, 2.675]}), ""))

    assert lines(made, 0)[1:] == [["0.13"], ["1.01"], ["2.68"]]


def test_a_table_without_lines_has_its_headings() -> None:
    empty = pd.DataFrame(columns=[field.name for field in annex2.SHEET.fields])

    assert len(lines(opened(Annex(annex2.SHEET, empty, "2021年1月")), 0)) == 1


def test_only_annex_1_lies_on_its_side(made: Document) -> None:
    turned = [section.orientation for section in made.sections]

    assert turned == [
        WD_ORIENTATION.PORTRAIT,
        WD_ORIENTATION.LANDSCAPE,
        WD_ORIENTATION.PORTRAIT,
    ]


def test_the_margins_turn_with_the_page(made: Document) -> None:
    """Clockwise: what is on the left of an upright page is above on a turned one."""
    page = made.sections[1]
    measures = (
        *(page.page_width, page.page_height),
        *(page.top_margin, page.right_margin, page.bottom_margin, page.left_margin),
    )

    millimetres = [length.mm for length in measures if length]
    assert millimetres == pytest.approx([297, 210, 28, 37, 26, 35], abs=0.1)


@pytest.mark.parametrize(("table", "width"), [(0, 297 - 72), (1, 210 - 54)])
def test_the_columns_share_the_width_of_the_text_as_on_the_sheet(
    made: Document, table: int, width: int
) -> None:
    sheet = (annex1.SHEET, annex2.SHEET)[table]
    share = width / sum(field.width for field in sheet.fields)
    cells = made.tables[table].rows[1].cells

    found = [cell.width.mm for cell in cells if cell.width]
    wanted = [field.width * share for field in sheet.fields]
    assert found == pytest.approx(wanted, abs=0.1)


def test_the_heading_returns_and_no_row_is_torn(made: Document) -> None:
    def marks(row: Any) -> set[str]:
        found = {mark.tag.partition("}")[2] for mark in row._tr.trPr}  # noqa: SLF001 - no API
        return found & {"tblHeader", "cantSplit"}

    first, *rest = made.tables[0].rows

    assert marks(first) == {"tblHeader", "cantSplit"}
    assert [marks(row) for row in rest] == [{"cantSplit"}] * 13


def test_numbers_of_pages_stand_outside_and_go_on(made: Document) -> None:
    for section in made.sections:
        for footer, side in (
            (section.footer, "单页码"),
            (section.even_page_footer, "双页码"),
        ):
            root = footer._element  # noqa: SLF001 - no API for fields
            styles = {s.get(qn("w:val")) for s in root.iter(qn("w:pStyle"))}
            fields = [f.get(qn("w:instr")) for f in root.iter(qn("w:fldSimple"))]
            said = "".join(text.text or "" for text in root.iter(qn("w:t")))
            known = {s.style_id for s in made.styles if s.name == side}

            assert known <= styles
            assert (fields, said) == ([" PAGE "], "— 1 —")
            assert not footer.is_linked_to_previous
        assert section._sectPr.find(qn("w:pgNumType")) is None  # noqa: SLF001 - no API

    assert made.settings.odd_and_even_pages_header_footer


def test_a_note_stands_between_title_and_table(example: Summary) -> None:
    sheet = Sheet("附件", "{period}表", annex2.SHEET.fields, note="单位：万元")
    made = opened(Annex(sheet, example.annex2, "2021年1月"))

    texts = [p.text for p in made.paragraphs if p.text]
    assert texts == ["通报", "2021年1月表", "单位：万元"]
