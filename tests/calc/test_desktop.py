"""Workbooks in LibreOffice: buttons are really pressed, functions really called."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from unittest.mock import Mock
from zipfile import ZipFile

import pytest
import xlsxwriter
import xlwings as xw
from pyopenvba import ExcelFile

from xl_addin.errors import FileMissing, NotAWorkbook
from xl_addin.hosts.calc import desktop, interpreter
from xl_addin.hosts.calc.uno_api import UnoMissing
from xl_addin.workbook import project
from xl_addin.workbook.build import template
from xl_addin.workbook.front import BUTTONS

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
        return lambda: called.append(name)

def stand_in():
    sys.modules["xl_addin.macros"] = xl_addin.macros = Macros("macros")

def write_down():
    del sys.modules["xl_addin.macros"], xl_addin.macros
    xw.Book.caller().sheets["通报"]["A1"].value = " ".join(called)
"""
UDFS = """\
import xlwings as xw

@xw.func
@xw.arg("numbers", ndim=2)
def add_up(numbers, factor=1):
    return sum(v for line in numbers for v in line) * factor

@xw.func
@xw.arg("texts", ndim=2)
def shout(texts):
    return [[text.upper(), 1] for (text,) in texts]
"""


class Desk(Protocol):
    """What conftest.py gives."""

    app: xw.App
    modules: Path

    def open(self, package: bytes, name: str) -> xw.Book: ...
    def press(self, book: xw.Book, caption: str) -> None: ...
    def run(self, book: xw.Book, command: str) -> None: ...
    def ask(self, name: str) -> str: ...


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

    desk.press(book, "按")

    assert "ZeroDivisionError" in book.sheets["表"]["A2"].value
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

    for _, caption in BUTTONS:
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


def test_a_missing_workbook_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing), desktop.copied(tmp_path / "无.xlsm"):
        pass


@pytest.mark.parametrize("damage", [b"junk", template()[:60_000]])
def test_a_damaged_workbook_is_named(tmp_path: Path, damage: bytes) -> None:
    source = tmp_path / "坏.xlsm"
    source.write_bytes(damage)

    with pytest.raises(NotAWorkbook, match=r"“坏\.xlsm”"), desktop.copied(source):
        pass


def test_a_workbook_with_damaged_macros_is_named(tmp_path: Path) -> None:
    source = tmp_path / "坏.xlsm"
    with ZipFile(io.BytesIO(template())) as whole, ZipFile(source, "w") as broken:
        for name in whole.namelist():
            macros = name.endswith("vbaProject.bin")
            broken.writestr(name, b"junk" if macros else whole.read(name))

    with pytest.raises(NotAWorkbook, match=r"“坏\.xlsm”"), desktop.copied(source):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a desktop")
def test_without_a_desktop_nothing_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    started = Mock()
    monkeypatch.setattr("xl_addin.hosts.office.start", started)

    with pytest.raises(desktop.DesktopMissing, match="图形桌面"):
        desktop.calc(tmp_path / "表.xlsm")

    started.assert_not_called()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Give `stand_in(script)`: LibreOffice is this script now; a workbook to open."""
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")

    def stand_in(script: str) -> Path:
        soffice, source = tmp_path / "soffice", tmp_path / "表.xlsm"
        source.write_bytes(template())
        soffice.write_text(f"#!/bin/sh\nfor last; do :; done\n{script}\n")
        soffice.chmod(0o755)
        monkeypatch.setenv("XL_SOFFICE", str(soffice))
        monkeypatch.setenv("DISPLAY", ":99")
        monkeypatch.setattr(desktop, "fitting", lambda: None)
        return source

    return stand_in


def test_a_copy_that_was_changed_is_kept_beside_its_source(
    stand_in: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source = stand_in('sleep 0.1; echo x > "$last"')

    assert desktop.calc(source) == desktop.calc(source) == 0

    kept = [
        source.with_stem("表（LibreOffice）"),
        source.with_stem("表（LibreOffice）2"),
    ]
    assert [path.read_text() for path in kept] == ["x\n", "x\n"]
    assert str(kept[1]) in capsys.readouterr().out
    assert source.read_bytes() == template()


@pytest.mark.parametrize(
    "script", ["exit 1", "echo X11 error: Can\\'t open display: :99"]
)
def test_a_program_that_shows_no_window_is_said(
    stand_in: Callable[[str], Path], script: str
) -> None:
    source = stand_in(script)

    with pytest.raises(desktop.OfficeEnded, match="未能打开窗口"):
        desktop.calc(source)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_to_end_ends_libreoffice_too_and_keeps_what_was_saved(
    stand_in: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    pid, scratch = tmp_path / "pid", tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    source = stand_in(
        f'sleep 0.1; echo x > "$last"; echo $$ > {pid}1; mv {pid}1 {pid}; sleep 60 & wait'
    )
    code = (
        "import sys; from pathlib import Path; from xl_addin.hosts.calc import desktop;"
        "desktop.fitting = lambda: None; sys.exit(desktop.calc(Path(sys.argv[1])))"
    )
    words = [sys.executable, "-c", code, str(source)]
    with subprocess.Popen(words) as command:  # noqa: S603 - our own text
        limit = time.monotonic() + 30
        while not pid.exists() and time.monotonic() < limit:
            time.sleep(0.1)

        command.send_signal(getattr(signal, name))

        assert command.wait(30) == 128 + getattr(signal, name)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not list(scratch.iterdir())
    assert source.with_stem("表（LibreOffice）").read_text() == "x\n"


@pytest.fixture
def python_inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Put a stand-in of ours in the place of LibreOffice's Python."""
    python = tmp_path / "python"
    monkeypatch.setattr(interpreter, "office_program", lambda: tmp_path / "soffice")
    monkeypatch.setattr(interpreter, "_candidates", lambda _: iter([str(python)]))
    return python


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_another_version_of_python_is_named(python_inside: Path) -> None:
    python_inside.write_text("#!/bin/sh\necho '3|7|/somewhere/uno.py'\n")
    python_inside.chmod(0o755)

    assert interpreter.theirs() == interpreter.Interpreter("3.7", Path("/somewhere"))
    with pytest.raises(interpreter.PythonDiffers, match=r"使用 Python 3\.7"):
        interpreter.fitting()


@pytest.mark.usefixtures("python_inside")
def test_without_uno_the_packages_to_install_are_named() -> None:
    with pytest.raises(UnoMissing, match="libreoffice-script-provider-python"):
        interpreter.fitting()


def test_the_host_can_be_imported_where_there_is_no_uno() -> None:
    names = ("engine", "desktop", "functions")
    code = "; ".join(f"import xl_addin.hosts.calc.{name}" for name in names)
    code += "; import sys; assert 'uno' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)  # noqa: S603
