"""How often a button asks the spreadsheet: not more often for more rows."""

import json
from pathlib import Path

import pytest

from benchmarks.data import make_rows
from tests.calc.desk import Desk
from xl_addin.sheets.a3 import A3
from xl_addin.workbook.build import filled

pytestmark = pytest.mark.calc

ROOT = Path(__file__).parents[2]
BOUND = 150
"""A call costs Excel about a millisecond; so much is not noticed."""

_CROSSING = ("Range.", "Looks.", "Font.", "Borders.", "PageSetup.")
"""What reads or writes cells; names and positions of sheets cost next to nothing."""


def calls(desk: Desk, rows: int, caption: str) -> dict[str, int]:
    """Return how often each member of xlwings is asked while a button works."""
    book = desk.open(filled({A3.sheet: make_rows(rows)}), f"{rows}{caption}.xlsm")
    book.names["PeriodFrom"].refers_to_range.value = "2021-01"
    book.names["PeriodTo"].refers_to_range.value = "2021-02"
    path = desk.folder / "calls.json"
    desk.run(
        book,
        f"import sys; sys.path.append({str(ROOT)!r}); "
        f"from benchmarks import inside; inside.watch({str(path)!r})",
    )
    desk.press(book, caption)
    book.close()
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["good"], found["said"]
    counted: dict[str, int] = found["calls"]
    del counted["App.pid, read"]  # by xlwings whenever it makes an App: no call
    return counted


@pytest.mark.parametrize("caption", ["校验A3", "生成附件"])
def test_ten_times_the_rows_take_no_more_calls(desk: Desk, caption: str) -> None:
    few, many = (calls(desk, rows, caption) for rows in (300, 3_000))

    assert many == few
    crossing = {k: n for k, n in few.items() if k.startswith(_CROSSING)}
    assert 50 < sum(crossing.values()) < BOUND
