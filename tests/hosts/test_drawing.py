"""What drawing does to a sheet besides its cells: looks, sizes, merged rows."""

import pandas as pd

from tests.hosts.excel import DEFAULT_HEIGHT, FakeBook, annex, drawn
from xl_addin.annexes import annex1, report
from xl_addin.grid import Grid, compose


def sentences(*counts: int) -> Grid:
    """Return a report whose sentences have so many Chinese characters."""
    frame = pd.DataFrame({f.name: ["1"] * len(counts) for f in report.SHEET.fields})
    return compose(report.SHEET, frame.assign(message=["字" * n for n in counts]))


def test_neighbouring_columns_of_one_look_are_dressed_at_once() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))

    # headings, 单位, 罚款总数 to 非事故类罚款额, 排序, 占比, 排序, 检查处罚率, 排序,
    # 收缴率, 排序: each has six looks and borders
    assert book.calls["look"] == 10 * 7


def test_a_row_is_as_high_as_its_longest_sentence_needs() -> None:
    book = FakeBook("校验报告")

    drawn(book, sentences(10, 70, 70, 10))

    # 62 characters of the column hold 31 Chinese ones: 70 take three lines of 15
    heights = book.sheets["校验报告"].heights
    assert [heights[row] for row in range(1, 8)] == [40, 20, 24, 21, 51, 51, 21]
    assert book.calls["row_height"] == 6  # the two of 51 at once


def test_no_row_is_higher_than_excel_takes() -> None:
    book = FakeBook("校验报告")

    drawn(book, sentences(1_000))

    assert book.sheets["校验报告"].heights[4] == 409


def test_a_row_below_a_shorter_table_has_the_default_height() -> None:
    book = FakeBook("校验报告")
    drawn(book, sentences(70, 70, 70))

    drawn(book, sentences(10))

    heights = book.sheets["校验报告"].heights
    assert [heights[row] for row in range(4, 7)] == [21, DEFAULT_HEIGHT, DEFAULT_HEIGHT]


def test_columns_are_as_wide_as_declared() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))

    widths = [field.width for field in annex1.SHEET.fields]
    assert list(book.sheets["附件1"].widths.values()) == widths


def test_title_rows_are_merged_once() -> None:
    book = FakeBook("附件1")

    drawn(book, annex(13))
    drawn(book, annex(13))

    assert book.sheets["附件1"].merged == [2]  # the tag above it stays one cell
