"""The annexes in the Word file: as on the sheet, each on pages of its own."""

import io
from typing import Any

import docx
import pandas as pd
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn

from xl_addin.hosts.word import Annex, document
from xl_addin.look.layout import Field, Sheet
from xl_addin.month.summary import Summary
from xl_addin.notice.paragraph import Paragraph
from xl_addin.sheets.settings import TWO_DECIMALS
from xl_addin.tables import annex1, annex2


def opened(*annexes: Annex, style: str = "通报样式") -> Document:
    notice = [Paragraph("t", "标题", "通报")]
    return docx.Document(io.BytesIO(document(notice, annexes, style)))


def lines(made: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.tables[table].rows]


@pytest.fixture(scope="module")
def made(word_annexes: list[Annex]) -> Document:
    return opened(*word_annexes)


def test_the_tables_print_what_was_published(
    made: Document, published: tuple[list[list[str]], ...]
) -> None:
    assert [lines(made, table)[1:] for table in (0, 1)] == list(published)


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
