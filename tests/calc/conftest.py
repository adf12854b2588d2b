"""LibreOffice for the tests: there and proven to recalculate, or not at all."""

import io
import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw
from openpyxl.worksheet.worksheet import Worksheet

from tests.calc.desk import SECONDS, Desk, Limit, Pressed, Room
from xl_addin.errors import OfficeProblem
from xl_addin.hosts.calc.book import Book
from xl_addin.hosts.calc.interpreter import fitting
from xl_addin.hosts.calc.uno_api import uno
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.office.convert import convert, find_office
from xl_addin.workbook import project
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS
from xl_addin.workbook.hidden import SENTENCES

Sheets = dict[str, list[list[object]]]

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")


@pytest.fixture(scope="session")
def office() -> Path:
    """LibreOffice's program. Without it: skip, or fail if XL_REQUIRE_CALC=1."""
    program = find_office()
    if program is None:
        without("there is no LibreOffice here")
    return program


@pytest.fixture(scope="session")
def room(
    office: Path,  # noqa: ARG001 - skips where there is none
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Room]:
    """Give the place of the one LibreOffice of this worker."""
    try:
        fitting()
        uno()
    except OfficeProblem as problem:
        without(str(problem))
    place = Room(tmp_path_factory.mktemp("desk"))
    yield place
    place.close()


@pytest.fixture(scope="module")
def tidy(room: Room) -> Iterator[Room]:
    """Give the same; what a module keeps open is closed after its last test."""
    yield room
    if desk := room.living():
        desk.close_books(kept=True)


@pytest.fixture
def desk(tidy: Room) -> Iterator[Desk]:
    """Give its LibreOffice to one test, with no workbook open before or after.

    But for those that the module keeps.
    """
    desk = tidy.desk()
    limit = Limit(desk.office.pid)
    yield desk
    limit.lift()
    if limit.reached:
        pytest.fail(f"LibreOffice was busy for {SECONDS} s, and was ended")
    if tidy.living():
        desk.close_books(kept=False)


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
    return _asked(desk.open(example_workbook, f"{request.node.name[:40]}.xlsm"))


@pytest.fixture
def pressed(desk: Desk, example_workbook: bytes) -> Callable[[str], Pressed]:
    """Give `pressed(caption)`: the same after one button, or none where it is blank.

    It is shared by the tests of a module, which may only read it, and select cells
    and press 追溯 on it.
    """

    def pressed(caption: str) -> Pressed:
        if caption not in desk.kept:
            name = f"{caption or '未按按钮'}.xlsm"
            book = _asked(desk.open(example_workbook, name))
            if caption:
                desk.press(book, caption)
            desk.kept[caption] = Pressed(book, desk.said())
        return desk.kept[caption]

    return pressed


def _asked(book: xw.Book) -> xw.Book:
    book.names["PeriodFrom"].refers_to_range.value = "2021-01"
    book.names["PeriodTo"].refers_to_range.value = "2021-02"
    return book


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
