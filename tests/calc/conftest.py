"""LibreOffice for the tests: there and proven to recalculate, or not at all."""

import io
import os
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, NoReturn

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.errors import OfficeProblem
from xl_addin.hosts.calc import desktop, engine
from xl_addin.hosts.calc.book import Book
from xl_addin.hosts.calc.interpreter import fitting
from xl_addin.hosts.calc.link import Office, started
from xl_addin.hosts.calc.uno_api import uno
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.office.convert import convert, find_office
from xl_addin.workbook import project
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS
from xl_addin.workbook.hidden import SENTENCES

Sheets = dict[str, list[list[object]]]

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")

SECONDS = 180
"""So long may one test keep LibreOffice busy; then it is killed."""
WHOLE_RUN = 3600
"""So long may all tests together."""


@dataclass(frozen=True)
class Desk:
    """One LibreOffice for the whole run, xlwings driving it, and a hand to press.

    Macros run inside of LibreOffice, in its Python; modules for them to import can
    be written into `modules`.
    """

    app: xw.App
    office: Office
    folder: Path
    modules: Path

    def open(self, package: bytes, name: str) -> xw.Book:
        """Open a workbook as staff would: a copy, its transport exchanged."""
        path = self.folder / name
        path.write_bytes(package)
        desktop.exchange(path)
        book = self.app.books.open(path)
        # Unseen. Else LibreOffice may paint without end after a row has grown and
        # moved a button by less than a pixel, and answers nobody meanwhile.
        book.impl.doc.CurrentController.Frame.ContainerWindow.setVisible(False)
        return book

    def press(self, book: xw.Book, caption: str, tab: str | None = None) -> None:
        """Press the form button that bears this caption, as assistive tools do.

        It is the first such button of the workbook, or that of the sheet `tab`.
        """
        found = ((s, c) for s, c in _controls(book) if c.Label == caption)
        controls = ((s, c) for s, c in found if tab in {None, s.Name})
        sheet, control = next(controls)
        controller = book.impl.doc.CurrentController
        controller.setActiveSheet(sheet)
        said = self.ask("Said")
        controller.getControl(control).AccessibleContext.doAccessibleAction(0)
        self._wait_for_more_than(said)

    def _wait_for_more_than(self, said: str) -> None:
        """Let what was posted be done: every macro ends with a message.

        A LibreOffice that has just started may call itself idle before it begins.
        """
        toolkit, until = self.office.service("awt.Toolkit"), time.monotonic() + 5
        toolkit.processEventsToIdle()
        while self.ask("Said") == said and time.monotonic() < until:
            time.sleep(0.05)
            toolkit.processEventsToIdle()

    def select(self, book: xw.Book, tab: str, address: str) -> None:
        """Select cells of a sheet, and bring that sheet to the front."""
        controller = book.impl.doc.CurrentController
        sheet = book.impl.doc.Sheets.getByName(tab)
        controller.setActiveSheet(sheet)
        controller.select(sheet.getCellRangeByName(address))

    def run(self, book: xw.Book, command: str) -> None:
        """Run a line of Python inside, as a macro of this workbook would."""
        if self._inside("RunPython", command, book.impl.doc):
            raise RuntimeError(self.ask("PythonError"))

    def ask(self, name: str) -> str:
        """Return what the bridge inside answers: Said or PythonError."""
        return str(self._inside(name))

    def _inside(self, name: str, *arguments: object) -> object:
        providers = "script.provider.MasterScriptProviderFactory"
        provider = self.office.service(providers).createScriptProvider("")
        where = f"vnd.sun.star.script:bridge.py${name}?language=Python&location=user"
        return provider.getScript(where).invoke(arguments, (), ())[0]


@pytest.fixture(scope="session")
def office() -> Path:
    """LibreOffice's program. Without it: skip, or fail if XL_REQUIRE_CALC=1."""
    program = find_office()
    if program is None:
        without("there is no LibreOffice here")
    return program


@pytest.fixture(scope="session")
def running(
    office: Path,  # noqa: ARG001 - skips where there is none
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """Give one LibreOffice that lasts for the whole run."""
    try:
        fitting()
        uno()
    except OfficeProblem as problem:
        without(str(problem))
    folder = tmp_path_factory.mktemp("desk")
    books, modules = folder / "books", folder / "modules"
    books.mkdir()
    modules.mkdir()
    profile = folder / "profile"
    desktop.write_profile(profile, trusted=books)
    told = desktop.environment()
    told["XL_ADDIN_PATH"] += os.pathsep + str(modules)
    with started(profile, environment=told, seconds=WHOLE_RUN) as link:
        yield Desk(engine.activate(link), link, books, modules)
        engine.release(link)


@pytest.fixture
def desk(running: Desk) -> Iterator[Desk]:
    """Give that LibreOffice to one test, with no workbook open before or after."""
    limit = Timer(SECONDS, os.killpg, (running.office.pid, signal.SIGKILL))
    limit.start()
    yield running
    limit.cancel()
    for book in running.app.books:
        book.close()


@pytest.fixture
def with_functions() -> Callable[[Callable[[xlsxwriter.Workbook], None]], bytes]:
    """Give `made(fill)`: a workbook that `fill` writes, with the shipped VBA in it."""

    def made(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
        written = io.BytesIO()
        with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
            book.set_vba_name("ThisWorkbook")
            fill(book)
            for sheet in book.worksheets():
                sheet.set_vba_name(f"Filled{sheet.index}")
            for name, code in {"文字": "Texts", "函数": "FunctionHelp"}.items():
                sheet = book.add_worksheet(name)
                sheet.set_vba_name(code)
                lines = SENTENCES.items() if code == "Texts" else ()
                for row, line in enumerate(lines):
                    sheet.write_row(row, 0, line)
        return project.finish(written.getvalue(), project.sources())

    return made


@pytest.fixture(scope="session")
def example_workbook() -> bytes:
    """Return the template with the example's rows in it, not yet checked."""
    return filled(read_sheets(EXAMPLE, SHEETS))


@pytest.fixture
def book(
    desk: Desk, example_workbook: bytes, request: pytest.FixtureRequest
) -> xw.Book:
    """Return that workbook, open, January and February asked for."""
    opened = desk.open(example_workbook, f"{request.node.name[:40]}.xlsm")
    opened.names["PeriodFrom"].refers_to_range.value = "2021-01"
    opened.names["PeriodTo"].refers_to_range.value = "2021-02"
    return opened


def _controls(book: xw.Book) -> Iterator[tuple[Any, Any]]:
    for sheet in book.impl.doc.Sheets:
        for form in sheet.DrawPage.Forms:
            yield from ((sheet, control) for control in form)


@pytest.fixture
def blank(desk: Desk) -> xw.Book:
    """Give a new workbook."""
    made = desk.office.desktop.loadComponentFromURL(
        "private:factory/scalc", "_blank", 0, ()
    )
    return xw.Book(impl=Book(desk.app.impl, made))


@pytest.fixture
def sheet(blank: xw.Book) -> xw.Sheet:
    """Give the sheet of a new workbook."""
    return blank.sheets[0]


def without(reason: str) -> NoReturn:
    """Skip, or fail where LibreOffice is required."""
    if os.environ.get("XL_REQUIRE_CALC") == "1":
        pytest.fail(f"XL_REQUIRE_CALC=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def recalculated(
    office: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], Sheets]:
    """Give `recalculated(path)`: all sheets as LibreOffice computes them now.

    A blank cell and an empty text are None, an error is its text ("#DIV/0!").
    """

    def recalculated(path: Path) -> Sheets:
        folder = tmp_path_factory.mktemp("recalculated")
        return _values(convert(path, "xlsx", folder, recalculate=True, seconds=300))

    canary = _canary(tmp_path_factory.mktemp("canary") / "canary.xlsx")
    if recalculated(canary) != {"canary": [[2]]}:
        pytest.fail(f"not recalculated: {office} returns saved values")
    return recalculated


def _canary(path: Path) -> Path:
    """Write a workbook that claims 1 + 1 = 3."""
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("canary").write_formula("A1", "=1+1", None, 3)
    return path


def _values(path: Path) -> Sheets:
    with warnings.catch_warnings(action="ignore"):  # parts openpyxl does not know
        workbook = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: _rows(sheet) for sheet in workbook.worksheets}


def _rows(sheet: Worksheet) -> list[list[object]]:
    return [[None if v == "" else v for v in row] for row in sheet.values]
