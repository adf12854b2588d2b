"""Worksheet functions in cells of LibreOffice, from the call to the value in the cell."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
import xlwings as xw
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmarks.data import Cells, make_rows
from benchmarks.timing import Table, in_turn
from xl_addin.errors import OfficeProblem
from xl_addin.hosts.calc import desktop, engine
from xl_addin.hosts.calc.interpreter import fitting
from xl_addin.hosts.calc.link import started
from xl_addin.hosts.calc.uno_api import uno
from xl_addin.workbook import project
from xl_addin.workbook.hidden import SENTENCES

CALLS = 1_000

_MONTHS = ',"2021-01","2021-02"'
_OF_A3 = {
    "A3_ANNEX1": _MONTHS,
    "A3_ANNEX2": _MONTHS,
    "A3_QUALITY": _MONTHS,
    "A3_FACTS": _MONTHS,
    "A3_ISSUES": "",
    "A3_STATUS": "",
    "A3_VALUE": f',"全市","检查处罚率"{_MONTHS}',
    "A3_LEFT_OUT": _MONTHS,
}
"""The functions of a workbook on its A3, and what each is given after the range."""
_NOTE = """\
Everything on a sheet computed anew (`calculateAll`), a workbook for each line, so that a
line in seconds is a call in milliseconds for the {calls:,} single cells. The way leads
through the workbook's own VBA to Python inside of LibreOffice; in Excel it leads to
another process and is longer. The tables are computed from {rows:,} rows of A3; what
was read of a range is kept, as in use."""
_BASIC = """\
Attribute VB_Name = "Basic"
Public Function BASIC_RATE(part, whole)
    If whole = 0 Then
        BASIC_RATE = ""
    Else
        BASIC_RATE = Int(part / whole * 10000 + 0.5) / 100
    End If
End Function
"""

Write = Callable[[Worksheet, Format], None]
"""Fills a sheet; the format is for days."""


def tables() -> list[Table]:
    """Return how long cells take to compute; nothing where LibreOffice is missing."""
    try:
        fitting()
        uno()
    except OfficeProblem:
        return []
    return [_table(make_rows(CALLS))]


def _table(rows: Cells) -> Table:
    sheets: dict[str, Write] = {
        "rates, one call on two columns": _column,
        f"rates, {CALLS:,} calls": _each("PENALTY_RATE(A{n},B{n})"),
        f"rates, {CALLS:,} calls of a Basic function": _each("BASIC_RATE(A{n},B{n})"),
        f"rates, {CALLS:,} formulas": _each('IF(N(B{n})=0,"",ROUND(A{n}/B{n}*100,2))'),
        f"ranks, one call on {CALLS:,} numbers": _ranks,
        f"ranks, {CALLS:,} formulas": _each(f"RANK(A{{n}},A$1:A${CALLS})"),
        "A3_ANNEX1": _a3(rows, ("A3_ANNEX1",)),
        "eight functions of A3": _a3(rows, tuple(_OF_A3)),
    }
    with _office() as opened:
        steps = {
            name: opened(_workbook(write), f"{at}.xlsm").impl.doc.calculateAll
            for at, (name, write) in enumerate(sheets.items())
        }
        lines = in_turn(steps)
    note = _NOTE.format(calls=CALLS, rows=CALLS)
    return Table("Worksheet functions in LibreOffice", note, tuple(lines))


@contextmanager
def _office() -> Iterator[Callable[[bytes, str], xw.Book]]:
    """Give `opened(package, name)`: a workbook in a LibreOffice that runs macros."""
    with TemporaryDirectory(prefix="xl_bench_", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        (folder / "books").mkdir()
        desktop.write_profile(folder / "profile", trusted=folder / "books")
        with started(folder / "profile", environment=desktop.environment()) as office:
            app = engine.activate(office)

            def opened(package: bytes, name: str) -> xw.Book:
                path = folder / "books" / name
                path.write_bytes(package)
                desktop.exchange(path)
                return app.books.open(path)

            yield opened
            engine.release(office)


def _workbook(write: Write) -> bytes:
    package = io.BytesIO()
    with xlsxwriter.Workbook(package, {"in_memory": True}) as book:
        book.set_vba_name("ThisWorkbook")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        write(book.add_worksheet("Cells"), day)
        for code in ("Texts", "FunctionHelp"):
            book.add_worksheet(code).set_vba_name(code)
        book.worksheets()[0].set_vba_name("Cells")
        for row, line in enumerate(SENTENCES.items()):
            book.worksheets()[1].write_row(row, 0, line)
    modules = {**project.sources(), "Basic": _BASIC.replace("\n", "\r\n")}
    return project.finish(package.getvalue(), modules)


def _numbers(sheet: Worksheet) -> None:
    for row in range(CALLS):
        sheet.write_row(row, 0, (row, row + 7))


def _each(formula: str) -> Write:
    def write(sheet: Worksheet, _day: Format) -> None:
        _numbers(sheet)
        for n in range(1, CALLS + 1):
            sheet.write_formula(n - 1, 3, f"={formula.format(n=n)}")

    return write


def _column(sheet: Worksheet, _day: Format) -> None:
    _numbers(sheet)
    formula = f"{{=PENALTY_RATE(A1:A{CALLS},B1:B{CALLS})}}"
    sheet.write_array_formula(0, 3, CALLS - 1, 3, formula)


def _ranks(sheet: Worksheet, _day: Format) -> None:
    _numbers(sheet)
    formula = f"{{=COMPETITION_RANK(A1:A{CALLS})}}"
    sheet.write_array_formula(0, 3, CALLS - 1, 3, formula)


def _a3(rows: Cells, functions: tuple[str, ...]) -> Write:
    def write(sheet: Worksheet, day: Format) -> None:
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, cell, day)
                else:
                    sheet.write(at, place, cell)
        for at, name in enumerate(functions):
            formula = f"={name}(A1:AG{len(rows)}{_OF_A3[name]})"
            sheet.write_formula(at, 40, formula)

    return write
