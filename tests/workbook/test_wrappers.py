"""The functions' VBA module, their help, and what cells say when Python is away."""

import io
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application

import udfs
from tests.udfs.decorators import use_real_decorators
from xl_addin.workbook import function_guide, project, trial, wrappers
from xl_addin.workbook.build import TEMPLATE
from xl_addin.workbook.hidden import SENTENCES

NAMES = [function.name for function in wrappers.functions()]
HELP = ("WAN", "把元换算为万元。", "执法统计", "金额（元）")
CATCH = """\
On Error GoTo failed
        If Not Reachable() Then GoTo failed"""
TEXTS = {key: SENTENCES[key] for key in SENTENCES if key.startswith("cell_")}
# The interpreter of pyOpenVBA cannot read xlwings' own module, nor a comment
# behind #Const.
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
End Function
Public Function XLPy() As Object
    MsgBox "asked"
    {answer}
End Function
"""
BOX = """\
Attribute VB_Name = "Box"
Public Function Shown(said, title, style)
    MsgBox said, style, title
    Shown = 1
End Function
"""
SERVER = """\
VERSION 1.0 CLASS
BEGIN
  MultiUse = -1
END
Attribute VB_Name = "Server"
Public Function CallUDF(package, name, arguments, book, caller)
    {answer}
End Function
"""
LOST, BROKEN = (
    'Err.Raise 1000, , "Could not activate"',
    'Err.Raise 1, , "Traceback (most"',
)
UNTOLD = "If arguments(0) = 0 Then Err.Raise 449\n    CallUDF = arguments(0)"


def workbook() -> bytes:
    package = io.BytesIO()
    with xlsxwriter.Workbook(package) as book:
        book.set_vba_name("ThisWorkbook")
        sheets = {"文字": "Texts", "函数": "FunctionHelp", "xlwings.conf": "Conf", "图表数据": "ChartData"}  # fmt: skip
        for name, code in sheets.items():
            book.add_worksheet(name).set_vba_name(code)
        texts, functions, *_ = book.worksheets()
        for row, line in enumerate(TEXTS.items()):
            texts.write_row(row, 0, line)
        functions.write_row(0, 0, HELP)
        functions.write_row(1, 0, ("RANK_IN", "排名。", "执法统计", "数值", "范围"))
    return package.getvalue()


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """What Excel was asked to do that pyOpenVBA does not know."""
    calls: list[tuple[str, dict[str, object]]] = []
    known = Application.vba_get

    def get(
        self: Application,
        name: str,
        args: object = (),
        named: dict[str, object] | None = None,
    ) -> object:
        if name in {"MacroOptions", "CalculateFull"}:
            calls.append((name, named or {}))
            return None
        if name == "Caller":
            return "a cell"
        return known(self, name, args, named)

    monkeypatch.setattr(Application, "vba_get", get)
    return calls


@pytest.fixture
def excel(tmp_path: Path) -> Callable[..., ExcelApplication]:
    def opened(*, installed: bool = True, answer: str = "") -> ExcelApplication:
        found = "Set XLPy = New Server" if answer else LOST
        carried = {
            "xlwings": TRANSPORT.format(installed=installed, answer=found),
            "Server": SERVER.format(answer=answer),
            "Box": BOX,
        }
        modules = {
            name: re.sub("(#Const [^']*)'.*", r"\1", text)
            for name, text in project.sources(carried).items()
        }
        path = tmp_path / "run.xlsm"
        path.write_bytes(project.finish(workbook(), modules))
        return ExcelApplication.open(path)

    return opened


def asked(application: ExcelApplication) -> int:
    """Return how often the functions tried to reach Python."""
    return [text for _, text, *_ in application.dialogs].count("asked")


def test_the_shipped_module_is_what_the_generator_writes_now() -> None:
    olevba = pytest.importorskip("oletools.olevba")
    shipped = olevba.VBA_Parser(TEMPLATE).extract_all_macros()

    texts = {Path(name).stem: text for _, _, name, text in shipped}

    assert texts[wrappers.MODULE].split() == wrappers.module().split()


def test_every_function_has_its_wrapper_and_no_other_is_there() -> None:
    found = re.findall(r"^Function (\w+)\(", wrappers.module(), re.MULTILINE)

    assert sorted(found) == sorted(NAMES) == sorted(udfs.__all__)


def test_no_wrapper_holds_what_libreoffice_cannot_compile_or_english() -> None:
    text = wrappers.module()

    assert "TypeOf" not in text
    assert not re.search(r"= Err\.Description", text)
    assert text.count("= WhyNot(Err.Description)") == len(NAMES)
    assert text.count("If Not Reachable() Then GoTo failed") == len(NAMES)
    assert text.count("Used(Array(") == len(NAMES)


def test_the_module_is_what_xlwings_writes_but_for_three_lines() -> None:
    use_real_decorators()
    written, book = io.StringIO(), SimpleNamespace(Name="workbook.xlsm")
    generator = import_module("xlwings.udfs")
    generator.generate_vba_wrapper("udfs", udfs, written, book)
    theirs = written.getvalue()
    for line, ours in (
        ("If TypeOf Application.Caller Is Range Then On Error GoTo failed", CATCH),
        (" = Err.Description", " = WhyNot(Err.Description)"),
    ):
        assert theirs.count(line) == len(NAMES)
        theirs = theirs.replace(line, ours)
    theirs = re.sub(r"(Array\(.*?\))(, ThisWorkbook)", r"Used(\1)\2", theirs)

    module = wrappers.module().replace("\r\n", "\n")
    assert module.split("\n", 3)[3] == theirs


def test_the_function_wizard_can_show_the_whole_help() -> None:
    for function in wrappers.functions():
        texts = [function.about, *(given.about for given in function.arguments)]
        assert function.category == "执法统计"
        assert all(0 < len(text) <= 255 and "\n" not in text for text in texts)
        assert function.name.isascii()


def test_arguments_that_can_be_left_out_stand_in_brackets() -> None:
    usages = {function.name: function.usage for function in wrappers.functions()}

    assert usages["RANK_IN"] == "RANK_IN(value, values, [ascending])"


def test_every_function_has_an_example_and_every_table_is_on_trial() -> None:
    assert sorted(function_guide.EXAMPLES) == sorted(NAMES)
    tables = {table.function for table in trial.TABLES}
    alone = {"A3_LEFT_OUT", "A3_STATUS", "A3_VALUE"}
    assert tables | alone == {n for n in NAMES if n.startswith("A3_")}


def test_opening_gives_the_wizard_the_help_of_every_function(
    excel: Callable[..., ExcelApplication],
    called: list[tuple[str, dict[str, object]]],
) -> None:
    application = excel()

    application.run("ThisWorkbook.Workbook_Open")

    (_, first), (_, second) = called
    assert first["Macro"] == "'run.xlsm'!WAN"
    assert (first["Description"], first["Category"]) == (HELP[1], HELP[2])
    assert list(first["ArgumentDescriptions"].items) == ["金额（元）"]
    assert list(second["ArgumentDescriptions"].items) == ["数值", "范围"]
    assert application.dialogs == []  # this is Excel, and nothing is wrong


def test_a_workbook_that_is_not_installed_says_so_and_looks_for_no_python(
    excel: Callable[..., ExcelApplication],
) -> None:
    application = excel(installed=False)

    assert application.run("WAN", 5000.0) == "#尚未安装，函数不能计算，请联系信息人员"
    assert asked(application) == 0


@pytest.mark.usefixtures("called")
def test_python_that_cannot_be_reached_is_tried_once_until_a_button_is_pressed(
    excel: Callable[..., ExcelApplication],
) -> None:
    application = excel()

    said = [application.run("WAN", 5000.0) for _ in range(3)]

    assert set(said) == {"#未连接到Python，请按首页的“自检”"}
    assert asked(application) == 1
    application.run("SelfCheck")  # asks for its reply
    before = asked(application)
    application.run("WAN", 5000.0)
    assert asked(application) == before + 1


def test_a_button_has_functions_computed_again_that_had_lost_python(
    excel: Callable[..., ExcelApplication],
    called: list[tuple[str, dict[str, object]]],
) -> None:
    application = excel()
    application.run("SelfCheck")
    assert called == []

    application.run("WAN", 5000.0)
    application.run("SelfCheck")

    assert [name for name, _ in called] == ["CalculateFull"]


@pytest.mark.usefixtures("called")
def test_a_failure_inside_of_python_is_said_in_chinese_and_loses_nothing(
    excel: Callable[..., ExcelApplication],
) -> None:
    application = excel(answer=BROKEN)

    said = [application.run("WAN", 5000.0) for _ in range(2)]

    assert set(said) == {"#计算出错，请按首页的“自检”"}
    assert asked(application) == 3  # once to know, and for each call


@pytest.mark.usefixtures("called")
def test_a_formula_that_cannot_be_passed_on_leaves_the_others_alone(
    excel: Callable[..., ExcelApplication],
) -> None:
    application = excel(answer=UNTOLD)

    said = [application.run("WAN", yuan) for yuan in (5.0, 0.0, 7.0)]

    assert said == [5.0, "#参数不全或无法传递，请检查公式", 7.0]


def test_what_vba_says_stands_in_the_sheet_of_texts() -> None:
    text = project.sources()["Bridge"] + project.sources()["ThisWorkbook"]
    keys = set(re.findall(r'(?:Sentence\(|Tell )"(\w+)"', text))

    assert keys == set(SENTENCES)
