"""A workbook as people leave it, filled by a program that is not ours."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import openpyxl
import pytest

TEMPLATE = Path(__file__).parents[2] / "workbook_template.xlsm"
Row = dict[str, Any]


def load(path: Path, **options: bool) -> Any:
    """Return the workbook as openpyxl reads it."""
    with warnings.catch_warnings(action="ignore"):  # parts that it does not know
        return openpyxl.load_workbook(path, **options)


def _version_row(book: Any) -> Any:
    texts = book["文字"]
    return next(row for row in texts.iter_rows() if row[0].value == "version")


@pytest.fixture
def filling(tmp_path: Path, good_row: Callable[..., Row]) -> Callable[..., Any]:
    """Return `with filling() as (book, path)`: two records, no mark of a version."""

    @contextmanager
    def filling(
        name: str = "旧 工作簿.xlsm", *, mark: str | None = None
    ) -> Iterator[Any]:
        book = load(TEMPLATE, keep_vba=True)
        for cell in _version_row(book):
            cell.value = None if mark is None else cell.value
        if mark is not None:
            _version_row(book)[1].value = mark
        rows = [good_row(1), good_row(2, unit="乐清市", fine=0.25, collected=None)]
        for at, row in enumerate(rows, start=4):
            for column, value in enumerate(row.values(), start=1):
                book["A3"].cell(at, column, value)
        book["首页"]["C3"], book["首页"]["C4"] = "2021-01", "2021-02"
        yield book, tmp_path / name
        book.save(tmp_path / name)

    return filling
