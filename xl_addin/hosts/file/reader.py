"""Reads the sheets of a workbook file: fast, and only behind the guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from xl_addin.errors import NotAWorkbook
from xl_addin.hosts.file.extent import Place
from xl_addin.hosts.file.guard import (
    Package,
    check_sheet,
    damage_means_no_workbook,
    open_package,
)
from xl_addin.hosts.file.reduced import reduced


def read_sheets(path: Path, wanted: Sequence[str]) -> dict[str, list[list[object]]]:
    """Return the cells of each wanted sheet that is there, by the name asked for.

    The first row is row 1 of the sheet and the first column is column A, whatever
    is empty there; all rows are equally long. A cell is str, float, bool, date,
    datetime, time or timedelta, a blank cell is "", an error its text: "#N/A".
    Every number is a float. Names match exactly but for white space around them.

    Raises any `FileProblem`. Only the wanted sheets are read and checked; where the
    reader stumbles over something else in the file, it gets these sheets alone.
    """
    return cells_of(open_package(path), wanted)


def cells_of(package: Package, wanted: Sequence[str]) -> dict[str, list[list[object]]]:
    """Return the same from a file that is opened already."""
    present = _present(package, wanted)
    errors = {name: check_sheet(package, name) for name in present.values()}
    try:
        read = _read(package, package.content, errors)
    except NotAWorkbook:
        with damage_means_no_workbook(package.path):
            alone = reduced(package, list(errors))
        read = _read(package, alone, errors)
    return {asked: read[name] for asked, name in present.items()}


def _read(
    package: Package, content: bytes, errors: Mapping[str, Mapping[Place, str]]
) -> dict[str, list[list[object]]]:
    """Return the cells of the sheets whose errors are known."""
    with _reader_trouble_means_no_workbook(package.path):
        book = load_workbook(BytesIO(content))
        return {name: _cells(book, name, found) for name, found in errors.items()}


def _present(package: Package, wanted: Sequence[str]) -> dict[str, str]:
    """Return the sheet's own name for each wanted one; an exact match goes first."""
    names = {name.strip(): name for name in package.sheets}
    exact = {name: name for name in package.sheets}
    found = ((asked, exact.get(asked, names.get(asked.strip()))) for asked in wanted)
    return {asked: name for asked, name in found if name is not None}


def _cells(
    book: CalamineWorkbook, name: str, errors: Mapping[Place, str]
) -> list[list[object]]:
    """Return the cells, with the errors put back where the reader leaves blanks."""
    sheet = book.get_sheet_by_name(name)
    rows = cast("list[list[object]]", sheet.to_python(skip_empty_area=False))
    for (row, column), error in errors.items():
        rows[row - 1][column - 1] = error
    return rows


@contextmanager
def _reader_trouble_means_no_workbook(path: Path) -> Iterator[None]:
    """Raise NotAWorkbook for what the reader cannot make sense of.

    It holds fewer cells than the guard saw, say, or a time is too long for Python, or
    its Rust code panics: that is no `Exception` and cannot be imported, so it is known
    by its name.
    """
    try:
        yield
    except (CalamineError, IndexError, OverflowError) as error:
        raise NotAWorkbook(path) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise NotAWorkbook(path) from error
