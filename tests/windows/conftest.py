"""Excel on Windows for ordinary tests: xlwings' real engine over an Excel in memory."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.windows.desk import Desk
from tests.windows.dump import dump
from tests.windows.excel.workbook import Workbook
from tests.windows.pywin32 import modules
from xl_addin import macros
from xl_addin.desk import publication
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.live import journal, stillness
from xl_addin.hosts.office.pdf import NoPdfProgram
from xl_addin.period import Period
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS

WORK = (
    (macros, "check"),
    (macros, "summarise"),
    (macros, "of_checked"),
    (macros, "of_summary"),
    (macros, "before_printing"),
    (publication, "word_file"),
)
"""What the buttons have worked out of the cells that they read."""

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")


@pytest.fixture(scope="session")
def example_data() -> dict[str, Any]:
    """Return the template with the example's rows, January and February asked for."""
    return dump(filled(read_sheets(EXAMPLE, SHEETS)))


@pytest.fixture(scope="session")
def worked_out() -> list[tuple[Any, str, Callable[..., Any]]]:
    """Return the work of the buttons, done once for the same cells in all tests."""
    found = ((room, name) for room, name in WORK if hasattr(room, name))
    return [(room, name, _once(getattr(room, name))) for room, name in found]


@pytest.fixture
def desk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    worked_out: list[tuple[Any, str, Callable[..., Any]]],
) -> Iterator[Desk]:
    """Give an Excel that has no workbook open yet, on a machine that makes no PDF."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    monkeypatch.setattr(publication, "to_pdf", _no_pdf)
    monkeypatch.setattr(stillness, "_owed", {})
    for room, name, function in worked_out:
        monkeypatch.setattr(room, name, function)
    with modules.present():
        yield Desk(tmp_path)
    logger, _ = journal.log()
    for handler in [*logger.handlers]:
        handler.close()
        logger.removeHandler(handler)


@pytest.fixture
def book(desk: Desk, example_data: dict[str, Any]) -> Workbook:
    """Return the example's workbook, open and in front."""
    opened = desk.open(example_data)
    for name, month in (("PeriodFrom", "2021-01"), ("PeriodTo", "2021-02")):
        tab, area = opened.names[name]
        opened.sheet(tab).area(*area).Value = month
    return opened


def _once(function: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[Any, Any] = {}

    def remembered(*arguments: Any, **named: Any) -> Any:
        key = *map(_key, arguments), *named.items()
        if key not in known:
            known[key] = function(*arguments, **named), arguments
        return known[key][0]

    return remembered


def _key(argument: Any) -> object:
    """Return what tells cells and days apart; what was worked out is one object."""
    told = isinstance(argument, dict | date | Period)
    return repr(argument) if told else id(argument)


def _no_pdf(docx: Path, _: Path) -> None:
    raise NoPdfProgram(docx)
