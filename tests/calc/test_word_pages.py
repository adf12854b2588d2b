"""The notice on paper, as LibreOffice prints it: pages, sides, numbers, all its words."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from xl_addin.hosts.office.pdf import to_pdf
from xl_addin.hosts.word import Annex, document
from xl_addin.month.summary import Summary
from xl_addin.notice.paragraph import Paragraph
from xl_addin.period import Month, Period
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, year

pytestmark = [
    pytest.mark.calc,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not here"),
]

POINTS = 72 / 25.4
NEXT_TO_THE_TEXT = 33  # millimetres from the left of a turned page
WORD = re.compile(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)</word>')


@dataclass(frozen=True)
class Page:
    """Millimetres from the left and from above; a word is its middle and its text."""

    width: float
    height: float
    words: list[tuple[float, float, str]]

    @property
    def text(self) -> str:
        return "".join(text for _, _, text in self.words)

    @property
    def number(self) -> tuple[float, float, str]:
        """The number of the page, which stands between two dashes."""
        threes = zip(self.words, self.words[1:], self.words[2:], strict=False)
        return next(b for a, b, c in threes if a[2] == c[2] == "—")

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The text between the margins, line by line, each with its middle."""
        found: list[tuple[float, str]] = []
        inside = [word for word in self.words if word[0] > NEXT_TO_THE_TEXT]
        for _, y, word in sorted(inside, key=lambda w: (round(w[1] / 4), w[0])):
            if found and abs(found[-1][0] - y) < 2:
                found[-1] = (found[-1][0], found[-1][1] + word)
            else:
                found.append((y, word))
        return found


def pages(pdf: Path) -> list[Page]:
    found = subprocess.run(  # noqa: S603 - our own file
        ["pdftotext", "-bbox", str(pdf), "-"],  # noqa: S607
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [page(text) for text in found.stdout.split("<page ")[1:]]


def page(text: str) -> Page:
    width, height = re.findall(r'(?:width|height)="(.+?)"', text)[:2]
    words = [
        ((float(a) + float(c)) / 2 / POINTS, (float(b) + float(d)) / 2 / POINTS, word)
        for a, b, c, d, word in WORD.findall(text)
    ]
    return Page(float(width) / POINTS, float(height) / POINTS, words)


@pytest.fixture(scope="module")
def print_out(
    office: Path,  # noqa: ARG001 - skips where there is none
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., list[Page]]:
    """Give `print_out(paragraphs, annexes)`: the pages of the notice."""

    def print_out(
        paragraphs: list[Paragraph], annexes: list[Annex] | None = None
    ) -> list[Page]:
        file = tmp_path_factory.mktemp("notice") / "通报.docx"
        file.write_bytes(document(paragraphs, annexes or []))
        to_pdf(file, file.with_suffix(".pdf"))
        return pages(file.with_suffix(".pdf"))

    return print_out


@pytest.fixture(scope="module")
def printed(
    print_out: Callable[..., list[Page]],
    notice: list[Paragraph],
    word_annexes: list[Annex],
) -> list[Page]:
    return print_out(notice, word_annexes)


def joined(text: str) -> str:
    return "".join(text.split())


def test_two_pages_of_text_and_one_for_each_annex(printed: list[Page]) -> None:
    sides = [(round(page.width), round(page.height)) for page in printed]

    assert sides == [(210, 297), (210, 297), (297, 210), (210, 297)]


def test_not_a_comma_is_lost(printed: list[Page], notice: list[Paragraph]) -> None:
    numbers = re.compile(r"—\d—")
    text = "".join(numbers.sub("", page.text) for page in printed[:2])

    assert text == joined("".join(p.text for p in notice))


@pytest.mark.parametrize(
    ("at", "begins", "top"),
    [
        (2, ["附件1", "2021年1-2月全市安全生产执法有关数据汇总表"], 28),
        (3, ["附件2", "2021年1-2月全市危险化学品打非治违报表"], 37),
    ],
)
def test_an_annex_begins_a_page_its_title_on_the_third_line(
    printed: list[Page], at: int, begins: list[str], top: float
) -> None:
    (tag, title), line = printed[at].lines[:2], 28.95 / POINTS

    assert [tag[1], title[1]] == begins
    assert top < tag[0] < top + line
    assert top + 2 * line < title[0] < top + 3 * line


@pytest.mark.parametrize(
    ("months", "titles"),
    [
        ("2021年1月", ["关于2021年1月全市", "安全生产执法工作情况的通报"]),
        ("2021年1-2月", ["关于2021年1-2月全市", "安全生产执法工作情况的通报"]),
        ("2020年12月-2021年1月", ["关于2020年12月-2021年1月全市", "安全生产执法工作情况的通报"]),
    ],
)  # fmt: skip
def test_no_title_breaks_inside_its_sense(
    print_out: Callable[..., list[Page]],
    word_annexes: list[Annex],
    months: str,
    titles: list[str],
) -> None:
    about = f"关于{months}全市安全生产执法工作情况的通报"
    annexes = [replace(annex, period_title=months) for annex in word_annexes]
    found = print_out([Paragraph("t", "标题", about)], annexes)
    first, second, third = ([text for _, text in page.lines] for page in found)

    assert first[:2] == titles
    assert second[1] == f"{months}全市安全生产执法有关数据汇总表"
    one_line = f"{months}全市危险化学品打非治违报表"
    two_lines = [f"{months}全市", "危险化学品打非治违报表"]
    assert third[1:3] == two_lines if len(months) > 10 else third[1] == one_line


def test_a_signature_never_stands_alone_on_a_page(
    print_out: Callable[..., list[Page]],
) -> None:
    full = [Paragraph(str(at), "正文", "汉" * 26) for at in range(21)]
    ends = Paragraph("s", "落款", "某局"), Paragraph("d", "日期", "2021年3月10日")
    found = print_out([*full, *ends])

    assert [page.text.count("汉") for page in found] == [20 * 26, 26]


def test_the_rows_of_the_annexes_are_printed_as_published(printed: list[Page]) -> None:
    first, second = ([text for _, text in page.lines] for page in printed[2:])

    assert "乐清市89.6489.641100.00138.1051001" in first
    assert first[first.index("文成县") + 1] == "平阳县"
    assert "瑞安市346.817.01316" in second


@pytest.mark.parametrize(
    ("at", "place"),
    [
        # the dashes are 7 mm below the text, one character from its edge
        (0, (210 - 26 - 12.7, 297 - 35 + 7)),
        (1, (28 + 12.7, 297 - 35 + 7)),
        # an odd turned page: at the left below; upright pages have it there, too
        (2, (35 - 7, 210 - 26 - 12.7)),
        (3, (28 + 12.7, 297 - 35 + 7)),
    ],
)
def test_the_number_stands_outside_below(
    printed: list[Page], at: int, place: tuple[float, float]
) -> None:
    x, y, number = printed[at].number

    assert number == str(at + 1)
    assert (x, y) == pytest.approx(place, abs=2)


def test_a_single_turned_even_page_has_its_number_at_the_left_above(
    print_out: Callable[..., list[Page]], word_annexes: list[Annex]
) -> None:
    found = print_out([Paragraph("t", "标题", "通报")], word_annexes)

    x, y, number = found[1].number

    assert number == "2"
    assert (x, y) == pytest.approx((35 - 7, 28 + 12.7), abs=2)


def test_a_full_page_has_22_lines_of_28_characters(
    print_out: Callable[..., list[Page]],
) -> None:
    """Two characters of the first line are its indent; the last is for the 23rd."""
    text = "汉" * (22 * 28 - 2)
    full = print_out([Paragraph("b", "正文", text)])
    over = print_out([Paragraph("b", "正文", text + "字")])

    assert len(full) == 1
    assert [page.text.count("汉") for page in over] == [22 * 28 - 2, 0]
    assert "字" in over[1].text


def test_the_heading_of_a_long_annex_returns_on_every_page(
    print_out: Callable[..., list[Page]], example: Summary
) -> None:
    forty = pd.concat([example.annex1] * 4, ignore_index=True).head(40)
    units = [f"第{at}单位" for at in range(1, 41)]
    long = Annex(annex1.SHEET, forty.assign(unit=units), "2021年1-2月")
    found = print_out([Paragraph("t", "标题", "通报")], [long])[1:]

    assert len(found) == 3
    assert all("罚款总数" in page.text and "收缴率" in page.text for page in found)
    assert [page.text.count("附件1") for page in found] == [1, 0, 0]
    rows = [text for page in found for _, text in page.lines]
    assert [row.partition("位")[0] + "位" for row in rows if row[0] == "第"] == units


def test_thirteen_units_and_the_total_fit_on_one_page(
    print_out: Callable[..., list[Page]], example: Summary
) -> None:
    total = pd.concat([example.annex1, annex1.total_line(example.totals)])
    sheet = Annex(annex1.SHEET, total, "2020年12月-2021年1月")

    assert len(print_out([Paragraph("t", "标题", "通报")], [sheet])) == 2


def test_the_years_table_with_its_total_fits_on_one_page_in_small_type(
    print_out: Callable[..., list[Page]], example: Summary
) -> None:
    lines = [year.build(example.totals, Settings()), year.total_line(example.totals)]
    sheet = year.sheet_of(
        Period(Month(2021, 1), Month(2021, 12), date(2021, 12, 31)), []
    )
    annex = Annex(replace(sheet, tag="附件3", note=""), pd.concat(lines), "")
    found = print_out([Paragraph("t", "标题", "通报")], [annex])

    assert len(found) == 2
    texts = [text for _, text in found[1].lines]
    assert texts[1:3] == [
        "2021年1-12月安全生产执法累计数据表",
        "（年终目标责任制考核）",
    ]
    assert "浙南产业集聚区0015.17" in texts  # the longest name on one line
    assert texts[-1] == "合计2488735.08299.74299.74100.0010021140.91"
