"""A healthy workbook is read whatever else is in it that the reader stumbles over."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from xl_addin.archive import packed, unpacked
from xl_addin.errors import NotAWorkbook
from xl_addin.hosts.file.reader import read_sheets

Parts = dict[str, bytes]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
NAME = "甲<&\"'乙"
ROWS = [["编号", "金额", "日期"], ["007", 1.5, date(2021, 1, 5)]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.xlsx"


def workbook(path: Path, change: Callable[[Parts], None]) -> Path:
    """Write a sheet of text, number and day, then change the parts of the file."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(NAME)
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        book.add_worksheet("其他").write(0, 0, "丙")
    parts = unpacked(path.read_bytes())
    change(parts)
    path.write_bytes(packed(parts))
    return path


def replaced(parts: Parts, part: str, old: bytes, new: bytes) -> None:
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)


def merge_of_columns(parts: Parts) -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A:A"/></mergeCells>'
    replaced(parts, SHEET, b"</sheetData>", merge)


def dimension_of_rows(parts: Parts) -> None:
    replaced(parts, SHEET, b'ref="A1:C2"', b'ref="1:2"')


def module_without_a_part(parts: Parts) -> None:
    tab = b'<sheet name="Module1" sheetId="99" state="veryHidden" r:id=""/></sheets>'
    replaced(parts, BOOK, b"</sheets>", tab)


def macro_sheet_of_excel_4(parts: Parts) -> None:
    kind = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    tab = b'<sheet name="Macro1" sheetId="98" r:id="rId98"/></sheets>'
    relation = (
        b'<Relationship Id="rId98" Type="%s" Target="macrosheets/sheet1.xml"/>' % kind
    )
    replaced(parts, BOOK, b"</sheets>", tab)
    end = b"</Relationships>"
    replaced(parts, "xl/_rels/workbook.xml.rels", end, relation + end)
    parts["xl/macrosheets/sheet1.xml"] = parts[SHEET]


def prefix_and_merge(parts: Parts) -> None:
    """Put the sheet under a prefix, as some programs do, with a merge of columns."""
    merge_of_columns(parts)
    xml = parts[SHEET].replace(b"</", b"</x:").replace(b"xmlns=", b"xmlns:x=")
    for tag in (b"worksheet", b"sheetData", b"row", b"c ", b"v>", b"merge", b"dim", b"sheetV", b"sheetF", b"page"):  # fmt: skip
        xml = xml.replace(b"<" + tag, b"<x:" + tag)
    parts[SHEET] = xml


stumbling = pytest.mark.parametrize(
    "change",
    [
        merge_of_columns,
        dimension_of_rows,
        module_without_a_part,
        macro_sheet_of_excel_4,
        prefix_and_merge,
    ],
)


@stumbling
def test_cells_are_read_though_the_reader_stumbles_over_the_rest(
    path: Path, change: Callable[[Parts], None]
) -> None:
    assert read_sheets(workbook(path, change), [NAME]) == {NAME: ROWS}


@stumbling
def test_days_counted_from_1904_stay_the_same_days(
    path: Path, change: Callable[[Parts], None]
) -> None:
    def both(parts: Parts) -> None:
        change(parts)
        replaced(parts, BOOK, b"<workbookPr ", b'<workbookPr date1904="1" ')

    day = read_sheets(workbook(path, both), [NAME])[NAME][1][2]
    assert day == date(2025, 1, 6)  # 1,462 days later than the same number from 1900


def test_a_number_too_large_for_its_format_of_hours_is_a_number(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        hours = book.add_format({"num_format": "[h]:mm"})
        book.add_worksheet("A3").write(0, 0, 99_999_999_999, hours)

    assert read_sheets(path, ["A3"]) == {"A3": [[99_999_999_999.0]]}


def test_a_sheet_without_an_end_is_no_workbook(path: Path) -> None:
    def cut(parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].partition(b"</row>")[0]

    with pytest.raises(NotAWorkbook):
        read_sheets(workbook(path, cut), [NAME])
