"""What drawing does to a sheet besides its cells: looks, sizes, merged rows."""

import pandas as pd

from tests.windows.excel.places import in_pixels
from tests.windows.excel.worksheet import Column
from tests.windows.opened import GREEN, Opened, annex, drawn, numbers
from xl_addin.look.grid import Grid, compose
from xl_addin.look.theme import theme
from xl_addin.notice.draft import Line
from xl_addin.notice.sheet import SHEET as NOTICE
from xl_addin.notice.sheet import lines
from xl_addin.sheets.settings import TWO_DECIMALS
from xl_addin.tables import annex1, report

UNSIZED = Column().width


def sentences(*counts: int) -> Grid:
    """Return a report whose sentences have so many Chinese characters."""
    frame = pd.DataFrame({f.name: ["1"] * len(counts) for f in report.SHEET.fields})
    return compose(report.SHEET, frame.assign(message=["字" * n for n in counts]))


def test_neighbouring_columns_of_one_look_are_dressed_at_once() -> None:
    book = Opened("附件1")

    drawn(book, annex(13))

    # tag and title; headings, 单位, 罚款总数 to 非事故类罚款额, 排序, 占比, 排序, 检查处罚率, 排序,
    # 收缴率, 排序, of which all but tag and title have borders
    for look in ("Range.NumberFormat=", "Font.Name=", "Font.Bold=", "Range.WrapText="):
        assert book.calls[look] == 2 + 10
    # four edges each, inner lines where there are several rows or columns
    assert book.calls["Border.LineStyle="] == 10 * 4 + 10 + 1


def test_lines_with_sentences_are_fitted_by_the_program_all_at_once() -> None:
    calls = []
    for count in (4, 400):
        book = Opened("校验报告")
        for _ in range(2):
            drawn(book, sentences(*[10, 70] * (count // 2)))
        heights = [book.sheet("校验报告").height(row) for row in (1, 2, 3, 4, 5)]
        # 40, 20 and 24 points in whole pixels of three quarters; one line, three lines
        assert heights == [39.75, 20.25, 24, 15, 45]
        calls.append(book.calls["Range.AutoFit()"])

    assert calls == [2, 2]


def test_lines_without_sentences_have_the_height_of_the_layout() -> None:
    book = Opened("附件1")

    drawn(book, annex(13))

    sheet = book.sheet("附件1")
    assert {sheet.height(row) for row in range(4, 17)} == {24}


def test_a_hidden_column_is_given_no_width() -> None:
    book = Opened("通报")

    drawn(book, compose(NOTICE, lines((Line("opening", "正文", "如下："),))))

    columns = book.sheet("通报").columns
    assert sorted(at for at, c in columns.items() if c.width != UNSIZED) == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_columns_are_as_wide_as_declared() -> None:
    book = Opened("附件1")

    drawn(book, annex(13))

    widths = [in_pixels(field.width) for field in annex1.SHEET.fields]
    assert [book.sheet("附件1").width(at) for at in range(1, 11)] == widths


def test_columns_and_lines_that_are_there_keep_their_sizes() -> None:
    book = Opened("附件1")
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    sheet.columns[2].width, sheet.rows[3].height, sheet.rows[5].height = 40, 60, 75

    drawn(book, annex(14))

    assert (sheet.width(2), sheet.height(3), sheet.height(5)) == (40, 60, 75)
    assert (sheet.height(16), sheet.height(17)) == (24, 24)


def test_a_fill_stays_and_added_lines_are_dressed() -> None:
    book = Opened("附件1")
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    sheet.area(5, 2, 5, 2).dress(fill=GREEN)

    drawn(book, annex(14))

    assert sheet.at(5, 2).format.fill == GREEN
    assert numbers(sheet, 17, column=1) == ["@"]
    assert numbers(sheet, 17, column=9) == ["General"]


def test_number_formats_follow_the_setting_unless_they_are_the_users() -> None:
    book = Opened("附件1")
    drawn(book, annex(13))
    sheet = book.sheet("附件1")
    sheet.area(6, 2, 6, 2).dress(number="0.000")
    sheet.area(7, 2, 7, 2).dress(number="@")  # figures in it would be text
    sheet.area(8, 1, 8, 1).dress(number="General")  # text in it would be figures

    book.live().draw(annex(13), theme(TWO_DECIMALS))

    found = numbers(sheet, *range(4, 10), column=2)
    assert found == ["0.00", "0.00", "0.000", "0.00", "0.00", "0.00"]
    assert set(numbers(sheet, *range(4, 17), column=1)) == {"@"}


def test_title_rows_are_merged_once() -> None:
    book = Opened("附件1")

    drawn(book, annex(13))
    drawn(book, annex(13))

    assert book.calls["Range.Merge()"] == 1
    assert book.sheet("附件1").merged == [(2, 1, 2, 10)]  # the tag stays one cell
