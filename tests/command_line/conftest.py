"""A run of the command line, and the files it works on."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter

from xl_addin.__main__ import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "A3_2021-01_2021-02.xlsx"

Sheets = dict[str, list[list[Any]]]


class Said(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture(scope="session")
def example_file() -> Path:
    """Return the example that is committed; nobody writes there."""
    return EXAMPLE


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return `run(*words)`: the command line called with these words."""

    def run(*words: object) -> Said:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = end.code
        return Said(code, *capfd.readouterr())

    return run


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a copy of the example, its name as users choose names."""
    folder = tmp_path / "执法 数据（一）"
    folder.mkdir()
    return shutil.copy(EXAMPLE, folder / "A3 表 2021年1-2月.xlsx")


@pytest.fixture
def one_row(
    tmp_path: Path,
    good_row: Callable[..., dict[str, Any]],
    sheet_of: Callable[..., list[list[Any]]],
) -> Callable[..., Path]:
    """Return `one_row(**changes)`: a workbook with one row of A3, else faultless."""

    def one_row(**changes: object) -> Path:
        cells = sheet_of(good_row(1, **changes))
        return _workbook(tmp_path / "一行.xlsx", {"A3": cells})

    return one_row


@pytest.fixture(scope="session")
def workbook() -> Callable[[Path, Sheets], Path]:
    """Return `workbook(path, sheets)`: writes the cells and gives back the path."""
    return _workbook


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """Return `refused(message, *words)`: asserts that one line on stderr says so."""

    def refused(message: str, *words: object) -> str:
        said = run(*words)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert said.err.endswith("\n")
        assert message in said.err
        return said.err

    return refused


def _workbook(path: Path, sheets: Sheets) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path
