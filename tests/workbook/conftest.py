"""The template, and the finished month of the example, as files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xl_addin.hosts.file.reader import read_sheets
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.period import parse_period
from xl_addin.reading.cells import Rows
from xl_addin.workbook.build import finished, template
from xl_addin.workbook.content import SHEETS, of_summary

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")


@pytest.fixture(scope="session")
def example_sheets() -> Mapping[str, Rows]:
    sheets: dict[str, Any] = read_sheets(EXAMPLE, SHEETS)
    return sheets


@pytest.fixture(scope="session")
def summary(example_sheets: Mapping[str, Rows]) -> Summary:
    checked = check(example_sheets, date(2021, 3, 10))
    return summarise(checked, parse_period("2021-01", "2021-02"))


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.xlsm"
    path.write_bytes(template())
    return path


@pytest.fixture(scope="session")
def month_file(
    summary: Summary,
    example_sheets: Mapping[str, Rows],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    path = tmp_path_factory.mktemp("month") / "month.xlsm"
    path.write_bytes(finished(of_summary(summary, example_sheets)))
    return path
