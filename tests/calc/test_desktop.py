"""Workbooks in LibreOffice: buttons are really pressed, functions really called."""

import io
from pathlib import Path

import pytest
import xlsxwriter
from pyopenvba import ExcelFile

from tests.calc.desk import Desk
from xl_addin.hosts.calc import desktop
from xl_addin.workbook import project
from xl_addin.workbook.build import template
from xl_addin.workbook.buttons import BUTTONS

MACROS = """\
Attribute VB_Name = "Macros"
Option Explicit
Public Sub Press()
    If RunPython("import press_probe; press_probe.run()") <> 0 Then Sheet1.Range("A2").Value = PythonError()
End Sub
Public Function ADD_UP(numbers, Optional factor)
    On Error GoTo failed
    ADD_UP = XLPy.CallUDF("press_udfs", "add_up", Array(numbers, factor), ThisWorkbook, Application.Caller)
    Exit Function
failed:
    ADD_UP = Err.Description
End Function
Public Function SHOUT(texts)
    SHOUT = XLPy.CallUDF("press_udfs", "shout", Array(texts), ThisWorkbook, Application.Caller)
End Function
"""
PROBE = """\
import xlwings as xw

def run():
    book = xw.Book.caller()
    book.sheets["表"]["A1"].value = [[book.name, "pressed"]]
    book.app.alert("按过了")
"""
LOG = """\
import sys
from types import ModuleType
import xl_addin
import xlwings as xw

called = []

class Macros(ModuleType):
    def __getattr__(self, name):
        return lambda: self.call(name)

    def call(self, name):
        called.append(name)
        xw.Book.caller().app.alert(name)

def stand_in():
    sys.modules["xl_addin.macros"] = xl_addin.macros = Macros("macros")

def write_down():
    del sys.modules["xl_addin.macros"], xl_addin.macros
    xw.Book.caller().sheets["通报"]["A1"].value = " ".join(called)
"""
UDFS = """\
def add_up(numbers, factor=1):
    return sum(v for line in numbers for v in line) * factor

def shout(texts):
    return [[text.upper(), 1] for (text,) in texts]

BLOCK = {"options": {"ndim": 2}}
RESULT = {"options": {}}
FACTOR = {"options": {}, "optional": 1}
add_up.__xlfunc__ = {"args": [BLOCK, FACTOR], "ret": RESULT}
shout.__xlfunc__ = {"args": [BLOCK], "ret": RESULT}
"""


def workbook(
    macros: str = MACROS,
    cells: dict[str, str] | None = None,
    blocks: dict[str, str] | None = None,
) -> bytes:
    """Return a workbook as Excel would have it, with a button and xlwings' module."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表")
        sheet.set_vba_name("Sheet1")
        book.set_vba_name("ThisWorkbook")
        sheet.insert_button("C5", {"macro": "Press", "caption": "按"})
        for place, formula in (cells or {}).items():
            sheet.write_formula(place, formula)
        for place, formula in (blocks or {}).items():
            sheet.write_array_formula(place, formula)
    modules = {**project.xlwings_modules(), "Macros": macros}
    return project.finish(written.getvalue(), modules)


@pytest.mark.calc
def test_a_pressed_button_runs_python_on_its_own_workbook(desk: Desk) -> None:
    (desk.modules / "press_probe.py").write_text(PROBE, encoding="utf-8")
    book = desk.open(workbook(), "按钮.xlsm")
    desk.open(workbook(), "前面.xlsm")  # in front, and not the one that is meant

    desk.press(book, "按")

    assert book.sheets["表"]["A1:B1"].value == ["按钮.xlsm", "pressed"]
    assert "按过了" in desk.ask("Said")


@pytest.mark.calc
def test_an_exception_comes_back_as_failure_with_its_text(desk: Desk) -> None:
    failing = MACROS.replace("import press_probe; press_probe.run()", "1 / 0")
    book = desk.open(workbook(failing), "失败.xlsm")
    place = book.sheets["表"]["A2"]

    desk.press(book, "按", until=lambda: place.value)

    assert "ZeroDivisionError" in place.value
    assert "ZeroDivisionError" in desk.ask("PythonError")


@pytest.mark.calc
def test_worksheet_functions_compute_when_the_workbook_opens(desk: Desk) -> None:
    (desk.modules / "press_udfs.py").write_text(UDFS, encoding="utf-8")
    cells = {"A1": "=1+1", "A2": "=ADD_UP(A1,10)", "A3": "=ADD_UP(A1:A2)"}

    book = desk.open(workbook(cells=cells), "函数.xlsm")

    assert book.sheets["表"]["A1:A3"].value == [2.0, 20.0, 22.0]
    book.sheets["表"]["A1"].value = 3
    assert book.sheets["表"]["A1:A3"].value == [3.0, 30.0, 33.0]


@pytest.mark.calc
def test_a_function_can_return_a_block(desk: Desk) -> None:
    (desk.modules / "press_udfs.py").write_text(UDFS, encoding="utf-8")
    book = desk.open(workbook(blocks={"B1:C2": "=SHOUT(D1:D2)"}), "函数三.xlsm")

    book.sheets["表"]["D1:D2"].value = [["a"], ["b"]]

    assert book.sheets["表"]["B1:C2"].value == [["A", 1.0], ["B", 1.0]]


@pytest.mark.calc
def test_an_exception_in_a_function_reaches_its_wrapper(desk: Desk) -> None:
    (desk.modules / "press_udfs.py").write_text(UDFS, encoding="utf-8")
    cells = {"A2": '=ADD_UP("甲")'}

    book = desk.open(workbook(cells=cells), "函数二.xlsm")

    assert "Traceback" in book.sheets["表"]["A2"].value
    assert "TypeError" in desk.ask("PythonError")


@pytest.mark.calc
def test_every_button_of_the_template_calls_its_macro(desk: Desk) -> None:
    (desk.modules / "press_log.py").write_text(LOG, encoding="utf-8")
    book = desk.open(template(), "模板.xlsm")
    desk.run(book, "import press_log; press_log.stand_in()")

    for caption in (button.caption for button in BUTTONS):
        desk.press(book, caption)

    desk.run(book, "import press_log; press_log.write_down()")
    called = book.sheets["通报"]["A1"].value
    assert called == (
        "check_a3 make_annexes monthly_summary export_notice trace_figure "
        "undo_last self_check"
    )


def test_only_the_transport_is_exchanged(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsm"
    path.write_bytes(template())
    with ExcelFile(path) as book:
        before = {name: book.get_module(name) for name in book.module_names()}

    desktop.exchange(path)

    with ExcelFile(path) as book:
        after = {name: book.get_module(name) for name in book.module_names()}
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed == {"xlwings", "Dictionary"}
    assert "bridge.py" in after["xlwings"]


def test_the_original_is_not_touched_and_nothing_is_left(tmp_path: Path) -> None:
    source = tmp_path / "表.xlsm"
    source.write_bytes(template())

    with desktop.copied(source) as copy:
        assert copy.path.read_bytes() != source.read_bytes()
        assert (copy.profile / "user/Scripts/python/bridge.py").exists()

    assert source.read_bytes() == template()
    assert not copy.path.exists()
