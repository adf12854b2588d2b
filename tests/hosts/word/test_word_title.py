"""Titles that are wider than a line break where the sense allows, in the Word file only."""

import io

import docx
import pytest
from docx.document import Document

from xl_addin.hosts.word import Annex, document
from xl_addin.hosts.word.title import balanced
from xl_addin.month.summary import Summary
from xl_addin.notice.paragraph import Paragraph
from xl_addin.tables import annex1

UPRIGHT = 19
ABOUT = "关于{}全市安全生产执法工作情况的通报"
HAZMAT = "{}全市危险化学品打非治违报表"


@pytest.mark.parametrize(
    ("title", "first_line"),
    [
        (ABOUT.format("2021年1月"), "关于2021年1月全市"),
        (ABOUT.format("2021年1-2月"), "关于2021年1-2月全市"),
        (ABOUT.format("2021年10-12月"), "关于2021年10-12月全市"),
        (ABOUT.format("2020年12月-2021年1月"), "关于2020年12月-2021年1月全市"),
        (HAZMAT.format("2021年10-12月"), "2021年10-12月全市"),
        (HAZMAT.format("2020年12月-2021年1月"), "2020年12月-2021年1月全市"),
    ],
)
def test_a_title_has_two_lines_each_of_them_whole(title: str, first_line: str) -> None:
    first, second = balanced(title, UPRIGHT).split("\n")

    assert first == first_line
    assert first + second == title


@pytest.mark.parametrize("months", ["2021年1月", "2021年1-2月", "2021年12月"])
def test_a_title_that_fits_stays_on_one_line(months: str) -> None:
    assert "\n" not in balanced(HAZMAT.format(months), UPRIGHT)


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("汉" * 30, id="no part that we know"),
        pytest.param("全市" + "汉" * 45, id="no two lines would do"),
    ],
)
def test_a_title_that_we_cannot_break_is_left_to_word(title: str) -> None:
    assert balanced(title, UPRIGHT) == title


@pytest.fixture(scope="module")
def made(notice: list[Paragraph], word_annexes: list[Annex]) -> Document:
    return docx.Document(io.BytesIO(document(notice, word_annexes)))


def test_the_break_is_a_line_of_the_same_paragraph(made: Document) -> None:
    titles = [p for p in made.paragraphs if p.style and p.style.name == "Title"]

    assert [p.text for p in titles] == [
        "某某市应急管理局",
        "关于2021年1-2月全市\n安全生产执法工作情况的通报",
    ]


def test_on_a_turned_page_a_line_holds_more(example: Summary) -> None:
    """225 mm hold 28 characters of 2号; upright this title of 25 would need two lines."""
    annex = Annex(annex1.SHEET, example.annex1, "2020年12月-2021年1月")
    made = docx.Document(io.BytesIO(document([], [annex])))

    texts = [p.text for p in made.paragraphs]
    assert "2020年12月-2021年1月全市安全生产执法有关数据汇总表" in texts


def test_the_property_of_the_file_is_one_line(made: Document) -> None:
    assert made.core_properties.title == (
        "某某市应急管理局关于2021年1-2月全市安全生产执法工作情况的通报"
    )
