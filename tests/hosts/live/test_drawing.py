"""What drawing does to a sheet besides its cells: looks, sizes, merged rows."""

import pandas as pd

from tests.hosts.live.excel import DEFAULT_HEIGHT, FakeBook, annex, drawn
from xl_addin.hosts.live.book import LiveBook
from xl_addin.look.grid import Grid, compose
from xl_addin.look.theme import theme
from xl_addin.notice.draft import Line
from xl_addin.notice.sheet import SHEET as NOTICE
from xl_addin.notice.sheet import lines
from xl_addin.sheets.settings import TWO_DECIMALS
from xl_addin.tables import annex1, report


def sentences(*counts: int) -> Grid:
    """Return a report whose sentences have so many Chinese characters."""
    frame = pd.DataFrame({f.name: ["1"] * len(counts) for f in report.SHEET.fields})
    return compose(report.SHEET, frame.assign(message=["字" * n for n in counts]))


def test_neighbouring_columns_of_one_look_are_dressed_at_once() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))

    # tag and title with six looks each; headings, 单位, 罚款总数 to 非事故类罚款额, 排序, 占比, 排序, 检查处罚率, 排序,
    # 收缴率, 排序: each has six looks and borders
    assert book.calls["look"] == 2 * 6 + 10 * 7


def test_lines_with_sentences_are_fitted_by_the_program_all_at_once() -> None:
    calls = []
    for count in (4, 400):
        book = FakeBook("校验报告")
        for _ in range(2):
            drawn(book, sentences(*[10, 70] * (count // 2)))
        heights = book.sheets["校验报告"].heights
        assert [heights[row] for row in (1, 2, 3, 4)] == [40, 20, 24, DEFAULT_HEIGHT]
        calls.append(book.calls["autofit"])

    assert calls == [2, 2]


def test_lines_without_sentences_have_the_height_of_the_layout() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))

    heights = book.sheets["附件1"].heights
    assert {heights[row] for row in range(4, 17)} == {24}


def test_a_hidden_column_is_given_no_width() -> None:
    book = FakeBook("通报")

    drawn(book, compose(NOTICE, lines((Line("opening", "正文", "如下："),))))

    assert sorted(book.sheets["通报"].widths) == [1, 2, 3, 4, 5]


def test_columns_are_as_wide_as_declared() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))

    widths = [field.width for field in annex1.SHEET.fields]
    assert list(book.sheets["附件1"].widths.values()) == widths


def test_columns_and_lines_that_are_there_keep_their_sizes() -> None:
    book = FakeBook("附件1")
    drawn(book, annex(13))
    sheet = book.sheets["附件1"]
    sheet.widths[2], sheet.heights[3], sheet.heights[5] = 40, 60, 70

    drawn(book, annex(14))

    assert (sheet.widths[2], sheet.heights[3], sheet.heights[5]) == (40, 60, 70)
    assert (sheet.heights[16], sheet.heights[17]) == (24, 24)


def test_a_fill_stays_and_added_lines_are_dressed() -> None:
    book = FakeBook("附件1")
    drawn(book, annex(13))
    looks = book.sheets["附件1"].looks
    looks["color", 5, 2] = (0, 255, 0)

    drawn(book, annex(14))

    assert looks["color", 5, 2] == (0, 255, 0)
    assert looks["number_format", 17, 1] == "@"
    assert looks["number_format", 17, 9] == "General"


def test_number_formats_follow_the_setting_unless_they_are_the_users() -> None:
    book = FakeBook("附件1")
    drawn(book, annex(13))
    looks = book.sheets["附件1"].looks
    looks["number_format", 6, 2] = "0.000"
    looks["number_format", 7, 2] = "@"  # figures in it would be text
    looks["number_format", 8, 1] = "General"  # text in it would be figures

    LiveBook(book).draw(annex(13), theme(TWO_DECIMALS))  # type: ignore[arg-type]

    found = [looks["number_format", row, 2] for row in range(4, 10)]
    assert found == ["0.00", "0.00", "0.000", "0.00", "0.00", "0.00"]
    assert {looks["number_format", row, 1] for row in range(4, 17)} == {"@"}


def test_title_rows_are_merged_once() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))
    drawn(book, annex(13))

    assert book.sheets["附件1"].merged == [2]  # the tag above it stays one cell
