"""The Word file's pages and paragraphs are those of GB/T 9704-2012.

The measures are the standard's: 3号 is 16 pt, 2号 is 22 pt, 4号 is 14 pt, and the text
of 156 x 225 mm holds 22 lines of 28 characters.
"""

import io
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Printed

from xl_addin.hosts.word import Annex, document
from xl_addin.notice.paragraph import Paragraph

FANGSONG, KAITI, HEITI = "仿宋_GB2312", "楷体_GB2312", "黑体"
XIAOBIAOSONG = "方正小标宋简体"
BLANK_LINE = pytest.approx(28.95, abs=0.06)


def opened(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


@pytest.fixture(scope="module")
def made(notice: list[Paragraph], word_annexes: list[Annex]) -> Document:
    return opened(document(notice, word_annexes))


def look(paragraph: Printed, tag: str, attribute: str) -> Any:
    """Return what a paragraph's style says, or the one that it is based on."""
    style: Any = paragraph.style
    while style is not None:
        for found in style.element.iter(qn(tag)):
            if found.get(qn(attribute)) is not None:
                return found.get(qn(attribute))
        style = style.base_style
    defaults = paragraph.part.styles.element.find(qn("w:docDefaults"))
    return next(defaults.iter(qn(tag))).get(qn(attribute))


def saying(made: Document, start: str) -> Printed:
    return next(p for p in made.paragraphs if p.text.startswith(start))


def indents(printed: Printed) -> dict[str, int]:
    """Return a paragraph's own indents, in characters as in points."""
    found = printed.paragraph_format.element.find(f".//{qn('w:ind')}")
    return {key.partition("}")[2]: int(value) for key, value in found.items()}


def test_all_that_was_said_is_there_in_order(
    made: Document, notice: list[Paragraph]
) -> None:
    texts = ["".join(p.text.split("\n")) for p in made.paragraphs if p.text]

    assert texts[:16] == [p.text for p in notice if p.text]
    assert texts[16:] == [
        "附件1",
        "2021年1-2月全市安全生产执法有关数据汇总表",
        "附件2",
        "2021年1-2月全市危险化学品打非治违报表",
    ]


def test_the_margins_leave_156_by_225_millimetres_of_a4(made: Document) -> None:
    page = made.sections[0]
    measures = (
        *(page.page_width, page.page_height),
        *(page.top_margin, page.right_margin, page.bottom_margin, page.left_margin),
    )

    millimetres = [length.mm for length in measures if length]
    assert millimetres == pytest.approx([210, 297, 37, 26, 35, 28], abs=0.1)


def test_a_page_has_22_lines(made: Document) -> None:
    grid = made.sections[0]._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - no API
    line = made.styles["Normal"].paragraph_format

    assert grid is not None
    assert int(grid.get(qn("w:linePitch"))) * 22 / 20 == pytest.approx(637.8, abs=1)
    assert line.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert line.line_spacing.pt == BLANK_LINE


@pytest.mark.parametrize(
    ("start", "font", "size"),
    [
        ("关于2021", XIAOBIAOSONG, 22),
        ("各县（市", FANGSONG, 16),
        ("全市共检", FANGSONG, 16),
        ("一、基本", HEITI, 16),
        ("（一）突", KAITI, 16),
        ("附件：1.", FANGSONG, 16),
        ("2021年3月", FANGSONG, 16),
        ("附件1", HEITI, 16),
        ("2021年1-2月全市安全", XIAOBIAOSONG, 22),
    ],
)
def test_every_kind_has_its_font(
    made: Document, start: str, font: str, size: int
) -> None:
    printed = saying(made, start)
    fonts = ("w:ascii", "w:eastAsia", "w:hAnsi")

    assert {look(printed, "w:rFonts", attribute) for attribute in fonts} == {font}
    assert int(look(printed, "w:sz", "w:val")) == 2 * size


@pytest.mark.parametrize(
    ("start", "side", "first"),
    [
        ("关于2021", "center", None),
        ("各县（市", "both", None),
        ("全市共检", "both", "200"),
        ("一、基本", "both", "200"),
        ("（一）突", "both", "200"),
        ("某某市应急管理局", "center", None),
        ("2021年3月", "right", None),
        ("附件1", "both", None),
    ],
)
def test_every_kind_has_its_place(
    made: Document, start: str, side: str, first: str | None
) -> None:
    printed = saying(made, start)
    style = printed.style.element  # type: ignore[union-attr]
    own = style.find(f".//{qn('w:ind')}")

    assert look(printed, "w:jc", "w:val") == side
    assert (own.get(qn("w:firstLineChars")) if own is not None else None) == first


def test_word_can_navigate_by_the_headings(made: Document) -> None:
    levels = {
        start: look(saying(made, start), "w:outlineLvl", "w:val")
        for start in ("一、基本", "（一）突", "附件1")
    }

    assert levels == {"一、基本": "0", "（一）突": "1", "附件1": "0"}
    assert saying(made, "一、基本").style.name == "Heading 1"  # type: ignore[union-attr]


def test_a_blank_line_stands_above_addressee_annexes_and_signature(
    made: Document,
) -> None:
    spaced = [p for p in made.paragraphs if p.paragraph_format.space_before]

    assert [p.text for p in spaced] == [
        "各县（市、区）、功能区应急管理局：",
        "附件：1.2021年1-2月全市安全生产执法有关数据汇总表",
        "某某市应急管理局",
    ]
    for printed in spaced:
        assert printed.paragraph_format.space_before.pt == BLANK_LINE  # type: ignore[union-attr]


def test_the_names_of_annexes_stand_below_each_other(made: Document) -> None:
    """附件： is three characters, 1. is one; the name starts six from the margin."""
    first, second = indents(saying(made, "附件：")), indents(saying(made, "2.2021"))

    assert first == {
        "leftChars": 600, "left": 6 * 320, "hangingChars": 400, "hanging": 4 * 320
    }  # fmt: skip
    assert second == {
        "leftChars": 600, "left": 6 * 320, "hangingChars": 100, "hanging": 320
    }  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "date", "right"),
    [
        # the date starts two to the right of the signature: 8 - 2 - 6.5 + 2 are left
        ("某某市应急管理局", "2021年3月10日", (200, 150)),
        # too long a date keeps two free, and the signature starts two before it
        ("市安委办", "2021年3月10日", (650, 200)),
    ],
)
def test_signature_and_date_stand_as_without_a_seal(
    signature: str, date: str, right: tuple[int, int]
) -> None:
    file = document([Paragraph("s", "落款", signature), Paragraph("d", "日期", date)])
    found = tuple(indents(p)["rightChars"] for p in opened(file).paragraphs[:2])

    assert found == right


def test_what_is_missing_is_marked_above_the_title(notice: list[Paragraph]) -> None:
    made = opened(document(notice, gaps=["发文字号"]))
    gap, title = made.paragraphs[:2]

    assert gap.text == "（发文字号：待编）"
    assert gap.runs[0].font.highlight_color == WD_COLOR_INDEX.YELLOW
    assert gap.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[union-attr]
    assert title.text == "某某市应急管理局"


def test_nothing_is_marked_unless_asked_for(made: Document) -> None:
    assert "待编" not in "".join(p.text for p in made.paragraphs)
