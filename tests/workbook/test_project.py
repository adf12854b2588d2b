"""The finished .xlsm holds our VBA as source, whole, and the same every time."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import xlsxwriter
from openxml_audit import OpenXmlValidator
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyvbaanalysis import analyze_office_file

from xl_addin.hosts.office.convert import convert, find_office
from xl_addin.workbook import project, ribbon
from xl_addin.workbook.buttons import BUTTONS

MACROS = {button.macro for button in BUTTONS}
SHEETS = {
    "首页": "Home",
    "文字": "Texts",
    "xlwings.conf": "Conf",
    "函数": "FunctionHelp",
    "图表数据": "ChartData",
}
TEXTS = {
    "title": "执法统计",
    "not_installed": "尚未安装。",
    "python_failed": "程序没有运行成功。",
    "not_excel": "请用 Excel 打开。",
    "cell_not_installed": "#没有安装",
    "cell_unreached": "#没有连接",
    "cell_arguments": "#参数不全",
    "cell_failed": "#出错",
}
HELP = ("WAN", "把元换算为万元。", "执法统计", "金额（元）")
CUSTOM_UI = "{http://schemas.microsoft.com/office/2006/01/customui}"
# The interpreter of pyOpenVBA cannot read xlwings' own module.
TRANSPORT = """\
Attribute VB_Name = "xlwings"
Public Function GetConfig(key As String, Optional default As String, _
                          Optional source As String)
    GetConfig = "C:\\python\\python.exe"
End Function
Public Function FileExists(ByVal path As String) As Boolean
    FileExists = {installed}
End Function
Public Function RunPython(command As String)
    {run}
End Function
Public Function XLPy() As Object
    Set XLPy = New Server
End Function
"""
# How often a question was answered stands in a cell: the object is made anew.
SERVER = """\
VERSION 1.0 CLASS
BEGIN
  MultiUse = -1
END
Attribute VB_Name = "Server"
Public Function CallUDF(package, name, arguments)
    {reply}
End Function
"""
BOX = """\
Attribute VB_Name = "Box"
Public Function Shown(said, title, style)
    MsgBox said, style, title
    Shown = {pressed}
End Function
"""


def written() -> bytes:
    """Return a small workbook as the caller of `finish` writes it."""
    package = io.BytesIO()
    with xlsxwriter.Workbook(package) as book:
        book.set_properties({"created": datetime(2021, 3, 1)})  # noqa: DTZ001
        book.set_vba_name("ThisWorkbook")
        for name, code in SHEETS.items():
            book.add_worksheet(name).set_vba_name(code)
        home, texts, _, help_, _ = book.worksheets()
        for row, macro in enumerate(sorted(MACROS)):
            home.insert_button(row * 3, 1, {"macro": macro, "caption": "校验"})
        for row, line in enumerate(TEXTS.items()):
            texts.write_row(row, 0, line)
        help_.write_row(0, 0, HELP)
        texts.very_hidden()
    return package.getvalue()


def finished(**options: bool) -> bytes:
    return project.finish(written(), project.sources(), ribbon.xml(), **options)


def part(package: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name).decode()


def subs(text: str) -> set[str]:
    return set(re.findall(r"^Public Sub (\w+)\(", text, re.MULTILINE))


@pytest.fixture(scope="module")
def xlsm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("project") / "工作簿.xlsm"
    path.write_bytes(finished(stored=True))
    return path


@pytest.fixture
def excel(tmp_path: Path) -> Callable[..., ExcelApplication]:
    """Return a function that opens the workbook where its VBA can be run."""

    def opened(
        *,
        run: str = "",
        installed: bool = True,
        reply: str = "",
        pressed: int = 1,
    ) -> ExcelApplication:
        transport = {
            "xlwings": TRANSPORT.format(run=run, installed=installed),
            "Server": SERVER.format(reply=reply),
            "Box": BOX.format(pressed=pressed),
        }
        path = tmp_path / "run.xlsm"
        path.write_bytes(project.finish(written(), project.sources(transport)))
        return ExcelApplication.open(path)

    return opened


def said(application: ExcelApplication) -> list[tuple[str, str]]:
    return [(text, title) for _, text, title, _ in application.dialogs]


@pytest.mark.parametrize(
    ("module", "text", "line"), [("Bad", "Option Explicit\r\n' 注释", 2), ("坏", "", 0)]
)
def test_chinese_in_vba_source_stops_the_build(
    module: str, text: str, line: int
) -> None:
    with pytest.raises(project.NotAscii, match=f"VBA module {module}, line {line}: "):
        project.finish(written(), {module: text})


def test_the_bytes_are_the_same_in_every_process(tmp_path: Path) -> None:
    script = tmp_path / "again.py"
    script.write_text(
        f"import hashlib, runpy\nnames = runpy.run_path({__file__!r})\n"
        "print(hashlib.sha256(names['finished'](stored=True)).hexdigest())\n"
    )

    for seed in ("1", "2"):
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, script],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(__file__).parents[2]),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        expected = hashlib.sha256(finished(stored=True)).hexdigest()
        assert done.stdout.strip() == expected


def test_content_types_come_first_and_the_template_is_not_compressed() -> None:
    for stored, method in ((True, zipfile.ZIP_STORED), (False, zipfile.ZIP_DEFLATED)):
        with zipfile.ZipFile(io.BytesIO(finished(stored=stored))) as archive:
            entries = archive.infolist()

        assert entries[0].filename == "[Content_Types].xml"
        assert {entry.compress_type for entry in entries} == {method}


def test_every_module_reads_back_as_it_was_written(xlsm: Path) -> None:
    with ExcelFile(xlsm) as book:
        assert book.validate() == []
        stored = book.vba_modules()

    for name, text in project.sources().items():
        assert "\n" not in text.replace("\r\n", "")
        # a class or document module gets the header that Excel wants of it
        code = text.partition("Option Explicit")[2] if name != "xlwings" else text
        assert stored[name].endswith(code)


def test_another_reader_of_vba_sees_the_same_text(xlsm: Path) -> None:
    olevba = pytest.importorskip("oletools.olevba")

    with ExcelFile(xlsm) as book:
        ours = {name: text.split() for name, text in book.vba_modules().items()}
    parser = olevba.VBA_Parser(str(xlsm))
    theirs = {Path(m[2]).stem: m[3].split() for m in parser.extract_all_macros()}

    assert theirs == ours


def test_xlwings_module_is_that_of_the_installed_package() -> None:
    import xlwings  # noqa: PLC0415 - slow, and only needed here

    text = project.sources()["xlwings"]
    shipped = Path(xlwings.__file__).with_name("xlwings.bas")

    assert text.encode() == shipped.read_bytes()
    assert f'XLWINGS_VERSION As String = "{xlwings.__version__}"' in text


def test_static_analysis_finds_no_error_in_our_vba(xlsm: Path) -> None:
    findings = {
        name: [item.message for item in found if item.severity.value == "error"]
        for name, found in analyze_office_file(str(xlsm)).items()
    }

    assert set(project.sources()) | set(SHEETS.values()) <= set(findings)
    assert [name for name, found in findings.items() if found] == []


def test_the_package_is_valid_open_xml(xlsm: Path) -> None:
    assert OpenXmlValidator().validate(xlsm).errors == []


def test_every_sheet_has_its_document_module_and_the_reverse(xlsm: Path) -> None:
    package = xlsm.read_bytes()
    sheets = [
        re.findall(r'<sheetPr codeName="(\w+)"', part(package, f"xl/worksheets/{name}"))
        for name in (f"sheet{n}.xml" for n in range(1, len(SHEETS) + 1))
    ]

    with ExcelFile(xlsm) as book:
        listed = set(book.module_names()) - set(project.sources())

    assert sheets == [[code] for code in SHEETS.values()]
    assert listed == set(SHEETS.values())
    assert 'codeName="ThisWorkbook"' in part(package, "xl/workbook.xml")


def test_every_macro_calls_the_python_function_of_its_name() -> None:
    text = project.sources()["Macros"]
    calls = re.findall(r'Sub (\w+)\(\)\r\n    RunMacro "(\w+)"\r\nEnd Sub', text)

    assert {macro for macro, _ in calls} == subs(text) == MACROS
    for macro, function in calls:
        assert function.replace("_", "") == macro.lower()


def test_every_button_has_its_macro(xlsm: Path) -> None:
    drawing = part(xlsm.read_bytes(), "xl/drawings/vmlDrawing1.vml")

    assert set(re.findall(r"<x:FmlaMacro>\[0\]!(\w+)<", drawing)) == MACROS


def test_every_ribbon_button_calls_its_macro(xlsm: Path) -> None:
    buttons = ET.fromstring(  # noqa: S314 - our own file
        part(xlsm.read_bytes(), "customUI/customUI.xml")
    ).findall(f".//{CUSTOM_UI}button")
    text = project.sources()["Ribbon"]

    assert {button.get("onAction") for button in buttons} == subs(text)
    for macro in MACROS:
        assert f"Sub On{macro}(ByVal control As IRibbonControl)\r\n    {macro}" in text
    for button in buttons:
        assert button.get("screentip")
        assert len(button.get("supertip", "")) in range(1, 1025)


def test_a_macro_runs_its_python_function(
    excel: Callable[..., ExcelApplication],
) -> None:
    application = excel(run="MsgBox command")

    application.run("MakeAnnexes")

    command = "from xl_addin import macros; macros.make_annexes()"
    assert said(application) == [(command, "Microsoft Excel")]


@pytest.mark.parametrize(
    ("mark", "style"), [("-", 64), ("!", 16)], ids=["good news", "bad news"]
)
def test_what_python_says_is_shown_when_it_has_returned(
    excel: Callable[..., ExcelApplication], mark: str, style: int
) -> None:
    asked = f'CallUDF = "{mark}" & arguments(0) & " done"'
    application = excel(run='MsgBox "at work"', reply=asked)

    application.run("CheckA3")

    assert [(d[1], d[3]) for d in application.dialogs][1:] == [("check_a3 done", style)]


@pytest.mark.parametrize(("pressed", "answer"), [(6, "True"), (7, "False")])
def test_a_question_is_asked_between_two_calls(
    excel: Callable[..., ExcelApplication], pressed: int, answer: str
) -> None:
    once = (
        'If Texts.Range("Z1").Value = "" Then CallUDF = "?go on" Else CallUDF = "-done"'
    )
    then = 'Texts.Range("Z1").Value = "asked"'
    run = "MsgBox Mid(command, 37)"
    application = excel(run=run, reply=f"{once}\n    {then}", pressed=pressed)

    application.run("CheckA3")

    assert [d[1] for d in application.dialogs] == [
        "check_a3()", "go on", f"check_a3({answer})", "done"
    ]  # fmt: skip
    assert application.dialogs[1][3] == 32 + 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"installed": False}, "尚未安装。"),
        ({"run": "RunPython = -1"}, "程序没有运行成功。"),
        ({"run": 'Err.Raise 1, , "no DLL"'}, "程序没有运行成功。\n\nno DLL"),
    ],
)
def test_what_went_wrong_is_said_in_chinese(
    excel: Callable[..., ExcelApplication], options: dict[str, object], message: str
) -> None:
    application = excel(**options)

    application.run("CheckA3")

    assert said(application) == [(message, "执法统计")]


@pytest.mark.calc
@pytest.mark.skipif(
    find_office() is None and os.environ.get("XL_REQUIRE_CALC") != "1",
    reason="LibreOffice is not installed",
)
def test_libreoffice_opens_the_workbook(xlsm: Path, tmp_path: Path) -> None:
    opened = convert(xlsm, "xlsx", tmp_path).read_bytes()

    for name in SHEETS:
        assert f'<sheet name="{name}"' in part(opened, "xl/workbook.xml")
