"""Excel on Windows for ordinary tests: xlwings' real engine over an Excel in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.windows.desk import Desk
from tests.windows.dump import dump
from tests.windows.excel.workbook import Workbook
from tests.windows.pywin32 import modules
from xl_addin.desk import publication
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.live import journal
from xl_addin.hosts.office.pdf import NoPdfProgram
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")


@pytest.fixture(scope="session")
def example_data() -> dict[str, Any]:
    """Return the template with the example's rows, January and February asked for."""
    return dump(filled(read_sheets(EXAMPLE, SHEETS)))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give an Excel that has no workbook open yet, on a machine that makes no PDF."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    monkeypatch.setattr(publication, "to_pdf", _no_pdf)
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


def _no_pdf(docx: Path, _: Path) -> None:
    raise NoPdfProgram(docx)
