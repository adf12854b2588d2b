"""Excel refuses a call, at every call in turn: all of it is done, or nothing is changed.

Nobody waits here: the pauses between attempts are none. The workbook is a small one,
for the number of calls does not depend on its rows.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.windows.conftest import EXAMPLE
from tests.windows.desk import Desk
from tests.windows.dump import dump
from tests.windows.excel.calls import Busy
from tests.windows.excel.workbook import Workbook
from tests.windows.snapshot import changed, keep, taken
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.live import journal, refusal
from xl_addin.workbook.build import filled

FORMS = list(Busy)
CHUNKS = 8
"""Each button's calls are dealt out to so many tests, for several processes."""


@pytest.fixture(scope="module")
def small_data() -> dict[str, Any]:
    """Return the template with a few of the example's rows, some of them faulty."""
    rows = read_sheets(EXAMPLE, ["A3"])["A3"]
    return dump(filled({"A3": [*rows[:6], *rows[60:66], *rows[184:196]]}))


@pytest.fixture
def small(
    desk: Desk, small_data: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> Workbook:
    monkeypatch.setattr(refusal, "PAUSES", (0, 0, 0))
    opened = desk.open(small_data)
    first = opened.sheet("首页")
    first.area(3, 3, 4, 3).Value = (("2021-01",), ("2021-02",))
    return opened


def steps() -> dict[Path, bytes]:
    """Return the files of steps that can be undone."""
    return {path: path.read_bytes() for path in journal.folder().glob("undo-*")}


def press_and_refuse(
    desk: Desk, book: Workbook, macro: str, every: Callable[[int], bool], times: int
) -> None:
    """Press a button again and again, each time with another call refused."""
    restore, before, files = keep(book), taken(book), steps()
    said = desk.press(book, macro)
    right, calls = taken(book), desk.traffic.total
    for at in filter(every, range(1, calls + 1)):
        restore()
        for path, content in files.items():
            path.write_bytes(content)
        desk.traffic.refuse(at, FORMS[at % 3], times)
        told = desk.press(book, macro)
        refused = desk.traffic.refused
        desk.traffic.clear()
        after, wanted = taken(book), right if told == said else before
        assert changed(wanted, after) == {}, (at, FORMS[at % 3], refused, told)


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("macro", ["check_a3", "make_annexes"])
def test_a_call_that_is_refused_once(
    desk: Desk, small: Workbook, macro: str, chunk: int
) -> None:
    press_and_refuse(desk, small, macro, lambda at: at % CHUNKS == chunk, times=1)
