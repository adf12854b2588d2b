"""The Word file as a file: valid, free of others' traces, the same every time."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from xl_addin.hosts.word import Annex, document
from xl_addin.notice.paragraph import Paragraph

ANYTHING = st.text(st.characters(exclude_categories=()))  # halves of characters, too
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(*said: Paragraph) -> list[tuple[str, str]]:
    made = docx.Document(io.BytesIO(document(said)))
    return [(str(p.style and p.style.name), p.text) for p in made.paragraphs]


@pytest.fixture(scope="module")
def file(notice: list[Paragraph], word_annexes: list[Annex]) -> bytes:
    return document(notice, word_annexes, gaps=["发文字号"], dated=date(2021, 3, 10))


def test_the_file_is_valid(file: bytes, tmp_path: Path) -> None:
    path = tmp_path / "通报.docx"
    path.write_bytes(file)

    assert OpenXmlValidator().validate(str(path)).errors == []


def test_the_same_notice_gives_the_same_bytes(
    file: bytes, notice: list[Paragraph], word_annexes: list[Annex]
) -> None:
    again = document(
        list(notice), tuple(word_annexes), gaps=("发文字号",), dated=date(2021, 3, 10)
    )

    assert again == file
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


def test_its_properties_name_the_title_and_the_day_and_no_author(file: bytes) -> None:
    known = docx.Document(io.BytesIO(file)).core_properties

    assert (
        known.title == "某某市应急管理局关于2021年1-2月全市安全生产执法工作情况的通报"
    )
    assert known.created is not None
    assert known.created.date() == date(2021, 3, 10)
    assert (known.author, known.last_modified_by, known.comments) == ("", "", "")
    assert known.language == "zh-CN"


def test_nothing_of_a_foreign_template_is_left(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    assert not {name for name in parts if "customXml" in name or "thumbnail" in name}
    for foreign in (b"Calibri", b"Cambria", b"python-docx", b"4F81BD", b"ja-JP"):
        assert not [name for name, part in parts.items() if foreign in part], foreign


def test_a_font_that_is_not_there_has_another_in_its_place(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        table = fromstring(package.read("word/fontTable.xml"))
        names = {name for name in package.namelist() if "font" in name}
    others = {
        font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val").split(",")
        for font in table
    }

    assert others["仿宋_GB2312"][0] == "仿宋"
    assert others["楷体_GB2312"][0] == "楷体"
    assert "华文中宋" in others["方正小标宋简体"]
    assert names == {"word/fontTable.xml"}  # none is embedded


def test_every_font_that_a_style_names_is_in_the_table(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        table = fromstring(package.read("word/fontTable.xml"))
        styles = fromstring(package.read("word/styles.xml"))
    used = {
        name for fonts in styles.iter(f"{W}rFonts") for name in fonts.attrib.values()
    }

    assert used <= {font.get(f"{W}name") for font in table}


def test_a_line_break_makes_two_paragraphs_of_the_kind() -> None:
    found = texts(Paragraph("a", "正文", "　　一是有。\r\n\n二是无。\u2028三是“有”。"))

    assert found == [
        ("公文正文", "一是有。"),
        ("公文正文", "二是无。"),
        ("公文正文", "三是“有”。"),
    ]


def test_an_empty_paragraph_is_skipped() -> None:
    assert texts(Paragraph("a", "正文", ""), Paragraph("b", "主送", " \n ")) == []


def test_what_no_file_can_hold_is_left_out() -> None:
    said = "甲\x00乙\x07丙\ud800丁\uffff𠮷"

    assert texts(Paragraph("a", "正文", said)) == [("公文正文", "甲乙丙丁𠮷")]


@given(ANYTHING, ANYTHING)
def test_any_text_makes_a_file_that_opens(title: str, body: str) -> None:
    said = [Paragraph("t", "标题", title), Paragraph("b", "附件说明", body)]
    made = docx.Document(io.BytesIO(document(said, gaps=[body])))

    assert made.paragraphs[0].text.endswith("：待编）")
