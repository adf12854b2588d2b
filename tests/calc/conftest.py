"""LibreOffice for the tests: there and proven to recalculate, or not at all."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.hosts.office import convert, find_office

Sheets = dict[str, list[list[object]]]


@pytest.fixture(scope="session")
def office() -> Path:
    """LibreOffice's program. Without it: skip, or fail if XL_REQUIRE_CALC=1."""
    if program := find_office():
        return program
    if os.environ.get("XL_REQUIRE_CALC") == "1":
        pytest.fail("XL_REQUIRE_CALC=1, but there is no LibreOffice here")
    pytest.skip("no LibreOffice here")


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
