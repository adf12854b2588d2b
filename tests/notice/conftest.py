"""Months made of a few rows, and their notice."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest

from xl_addin.figures import history
from xl_addin.month.summary import Summary, check, summarise
from xl_addin.notice.problems import paragraphs, shortcomings
from xl_addin.period import Period
from xl_addin.sheets import supervision
from xl_addin.sheets.settings import HEADINGS, Settings, as_rows
from xl_addin.sheets.units import UNITS, Unit

Row = dict[str, Any]
Cells = list[list[Any]]

NO_PENALTY = dict.fromkeys(
    (
        "target",
        "kinds",
        "filed_on",
        "decision_doc",
        "decided_on",
        "fine_class",
        "fine",
        "collected",
        "collected_on",
        "closed_on",
    )
) | {"penalised": "否"}


@pytest.fixture(scope="session")
def two_units() -> tuple[Unit, ...]:
    """Return the first two units."""
    return UNITS[:2]


@pytest.fixture(scope="session")
def fined(good_row: Callable[..., Row]) -> Callable[..., Row]:
    """Return `fined(unit, fine, **changes)`: an inspection with a fine that is paid."""
    numbers = count(1)

    def row(unit: str, fine: float = 1, **changes: object) -> Row:
        own = {"unit": unit, "fine": fine, "collected": fine}
        return good_row(next(numbers), **(own | changes))

    return row


@pytest.fixture(scope="session")
def visited(fined: Callable[..., Row]) -> Callable[..., Row]:
    """Return `visited(unit, **changes)`: an inspection without a penalty."""

    def row(unit: str, **changes: object) -> Row:
        return fined(unit, **(NO_PENALTY | changes))

    return row


@pytest.fixture(scope="session")
def case(fined: Callable[..., Row]) -> Callable[..., Row]:
    """Return `case(unit, month, fine)`: a case of illegal hazmat, filed in 2021."""
    hazmat = {"hazmat": "是", "hazmat_tonnes": 0, "transferred": "否", "detained": 0}

    def row(unit: str, month: int = 1, fine: float | None = 1, year: int = 2021) -> Row:
        days = {
            "inspected_on": date(year, month, 5),
            "filed_on": date(year, month, 6),
            "decided_on": date(year, month, 15),
            "collected_on": date(year, month, 20),
            "closed_on": date(year, month, 25),
            "filled_on": date(year, month, 7),
        }
        return fined(unit, fine, **days, **hazmat)

    return row


@pytest.fixture(scope="session")
def month(sheet_of: Callable[..., Cells], period: Period) -> Callable[..., Summary]:
    """Return `month(*rows, platform=…, past=…, over=…, **settings)`: a finished month.

    `platform` and `past` are the lines of 监管平台 and 历史 under their headings.
    """

    def finished(
        *rows: Row,
        platform: Cells | None = None,
        past: Cells | None = None,
        over: Period = period,
        **values: object,
    ) -> Summary:
        settings: Any = values
        lines = [list(line) for line in as_rows(Settings(**settings))]
        sheets = {"A3": sheet_of(*rows), "参数": [list(HEADINGS), *lines]}
        for schema, cells in ((supervision.SUPERVISION, platform), (history.HISTORY, past)):  # fmt: skip
            if cells is not None:
                top = [column.heading for column in schema.columns]
                sheets[schema.sheet] = [top, *cells]
        return summarise(check(sheets, date(2021, 3, 10)), over)

    return finished


@pytest.fixture(scope="session")
def problems() -> Callable[[Summary], dict[str, str]]:
    """Return `problems(summary)`: the paragraphs of section two by key."""

    def by_key(summary: Summary) -> dict[str, str]:
        return {said.key: said.text for said in paragraphs(shortcomings(summary))}

    return by_key
