"""Every bad file has its own sentence, and the fast reader never sees it."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from xl_addin import errors
from xl_addin.hosts.file.guard import check_sheet, open_package

Write = Callable[[bytes], Path]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
NOT_A_WORKBOOK = "“坏.xlsx”不是有效的 Excel 工作簿或已损坏，请用 Excel 打开后另存为 .xlsx 或 .xlsm 再试。"
PARTS = {
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="A3" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
}


def zipped(parts: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(name: str, content: str) -> bytes:
    return zipped({**PARTS, name: content})


def with_rows(rows: str) -> bytes:
    xml = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    return with_part("xl/worksheets/sheet1.xml", xml)


@pytest.fixture
def file(tmp_path: Path) -> Write:
    def write(content: bytes) -> Path:
        path = tmp_path / "坏.xlsx"
        path.write_bytes(content)
        return path

    return write


def refusal(path: Path) -> tuple[type, str]:
    with pytest.raises(errors.FileProblem) as caught:
        check_sheet(open_package(path), "A3")
    return type(caught.value), str(caught.value)


def test_a_good_workbook_passes(file: Write) -> None:
    package = open_package(file(zipped(PARTS)))

    assert package.sheets == {"A3": "xl/worksheets/sheet1.xml"}
    assert check_sheet(package, "A3") == {}


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "无此文件.xlsx"

    assert refusal(path) == (
        errors.FileMissing,
        f"找不到文件“{path}”，请检查路径和文件名。",
    )


def test_a_file_below_a_file_is_missing(file: Write) -> None:
    assert refusal(file(b"") / "a.xlsx")[0] is errors.FileMissing


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        errors.FileUnreadable,
        f"文件“{tmp_path.name}”无法读取，请确认它不是文件夹、没有被其他程序独占，且本人有读取权限。",
    )


def test_a_file_that_the_system_withholds_is_unreadable(
    file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(b"")

    def withhold(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(type(path), "read_bytes", withhold)

    assert refusal(path)[0] is errors.FileUnreadable


def test_an_old_workbook_is_to_be_saved_anew(file: Write) -> None:
    assert refusal(file(OLE + "Workbook".encode("utf-16-le"))) == (
        errors.OldFormat,
        "“坏.xlsx”是旧版格式（.xls），请在 Excel 或 WPS 中另存为 .xlsx 再试。",
    )


ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("name", "content", "kind", "program"),
    [
        ("月报.ods", zipped({"mimetype": ODS, "content.xml": "<a/>"}), ".ods", "LibreOffice"),
        ("月报.xlsm", zipped({"mimetype": ODS}), ".ods", "LibreOffice"),
        ("月报.fods", b'<?xml version="1.0"?>\n\n<office:document xmlns="u"/>', ".fods", "LibreOffice"),
        ("月报.xlsb", zipped({"xl/workbook.bin": "x"}), ".xlsb", "Excel"),
        ("月报.et", OLE + b"Workbook", ".et", "WPS"),
    ],
)  # fmt: skip
def test_another_programs_own_format_has_a_sentence_of_its_own(
    tmp_path: Path, name: str, content: bytes, kind: str, program: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal(path)[1].startswith(
        f"“{name}”是 {kind} 格式，不能直接读取，请在 {program} 中另存为 .xlsx 再试"
    )


def test_a_password_is_to_be_taken_off(file: Write) -> None:
    assert refusal(file(OLE + "EncryptedPackage".encode("utf-16-le"))) == (
        errors.Encrypted,
        "“坏.xlsx”设有打开密码，请在 Excel 中取消密码（文件→信息→保护工作簿）后再试。",
    )


GOOD = zipped(PARTS)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param("单位,日期\n甲,2021".encode(), id="text"),
        pytest.param(b"PK\x03\x04" + bytes(100), id="only looks like a zip"),
        pytest.param(GOOD[: len(GOOD) // 2], id="cut off"),
        pytest.param(GOOD[:60] + b"????" + GOOD[64:], id="damaged inside"),
        pytest.param(zipped({"word/document.xml": "<w/>"}), id="docx"),
        pytest.param(zipped({"content.xml": "<w/>"}), id="ods"),
        pytest.param(with_part("xl/workbook.xml", "<workbook>"), id="broken XML"),
        pytest.param(
            with_part("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            id="own entities",
        ),
        pytest.param(with_part("XL\\Workbook.xml", "<workbook/>"), id="two of a name"),
        pytest.param(
            with_part("xl/_rels/workbook.xml.rels", "<R/>"), id="no relations"
        ),
        pytest.param(with_rows("<row><c s='1'>"), id="sheet cut off"),
        pytest.param(
            with_part("xl/sharedStrings.xml", '<sst uniqueCount="4000000000"/>'),
            id="more texts claimed than there is room for",
        ),
        pytest.param(
            with_part("xl/sharedStrings.xml", '<a><sst uniqueCount="4000000000"/></a>'),
            id="texts inside something else",
        ),
        pytest.param(
            zipped({n: p for n, p in PARTS.items() if "sheet1" not in n}),
            id="without its sheet",
        ),
    ],
)
def test_anything_else_is_not_a_workbook(file: Write, content: bytes) -> None:
    assert refusal(file(content)) == (errors.NotAWorkbook, NOT_A_WORKBOOK)


def test_two_sheets_of_one_name_are_not_a_workbook(file: Write) -> None:
    twice = PARTS["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="A3" sheetId="2" r:id="r1"/></sheets>'
    )

    assert refusal(file(with_part("xl/workbook.xml", twice)))[0] is errors.NotAWorkbook


BOMB = with_rows(" " * (40 << 20))
LYING = BOMB.replace(
    struct.pack(
        "<I", (40 << 20) + len("<worksheet><sheetData></sheetData></worksheet>")
    ),
    struct.pack("<I", 100),
)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        pytest.param(BOMB, "xl/worksheets/sheet1.xml", id="sheet"),
        pytest.param(LYING, "xl/worksheets/sheet1.xml", id="sheet that says 100 bytes"),
        pytest.param(
            with_part("xl/sharedStrings.xml", " " * (40 << 20)),
            "xl/sharedStrings.xml",
            id="texts",
        ),
        pytest.param(
            with_part("xl/styles.xml", " " * (40 << 20)), "xl/styles.xml", id="styles"
        ),
    ],
)
def test_a_part_that_unpacks_beyond_reason_is_refused(
    file: Write, content: bytes, part: str
) -> None:
    assert refusal(file(content)) == (
        errors.FileTooLarge,
        f"“坏.xlsx”解压后异常庞大（{part}），可能已损坏，请把数据复制到新工作簿后再试。",
    )


def test_a_file_too_large_to_hold_is_refused_unread(
    file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xl_addin.hosts.file.guard.MAX_FILE", 10)

    assert refusal(file(GOOD))[0] is errors.FileTooLarge


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "AAA9000"])
def test_a_far_value_is_refused_and_named(file: Write, cell: str) -> None:
    near = "".join(f'<c r="{column}1"><v>1</v></c>' for column in "ABCDEFGHIJKLMNOPQRS")
    rows = f'<row r="1">{near}</row><row><c r="{cell}"><v>1</v></c></row>'

    kind, message = refusal(file(with_rows(rows)))

    assert kind is errors.FarCell
    assert f"“坏.xlsx”的工作表“A3”在 {cell} 处有远离表格的内容" in message


def test_a_far_cell_with_only_a_style_passes(file: Write) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row><c r="XFD1048576" s="1"/></row>'

    assert check_sheet(open_package(file(with_rows(rows))), "A3") == {}


def test_errors_are_found(file: Write) -> None:
    rows = '<row r="3"><c r="AA3" t="e"><v>#DIV/0!</v></c></row>'

    assert check_sheet(open_package(file(with_rows(rows))), "A3") == {
        (3, 27): "#DIV/0!"
    }


def test_hidden_sheets_are_sheets_and_charts_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A&B")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='A&B'!$A$1:$A$2"})
        book.add_chartsheet("图").set_chart(chart)
        book.add_worksheet("隐藏").very_hidden()

    assert list(open_package(path).sheets) == ["A&B", "隐藏"]


def test_a_long_sheet_of_equal_rows_is_no_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("A3")
        for row in range(30_000):
            sheet.write_row(row, 0, [0] * 33)

    assert check_sheet(open_package(path), "A3") == {}
