"""Excel refuses calls, in each form: all is done, or nothing.

Every call is refused once in each form. About half of them are refused for long, each
in one of the forms: eight neighbours of every seventeen, for each costs a press.

Nobody waits here: the pauses between attempts are none. The workbook is a small one,
for the number of calls does not depend on its rows.
"""

from typing import Any

import pytest

from tests.windows.conftest import EXAMPLE
from tests.windows.desk import Desk
from tests.windows.dump import dump
from tests.windows.excel.application import MANUAL, SEMIAUTOMATIC
from tests.windows.excel.calls import Busy
from tests.windows.excel.workbook import Workbook
from tests.windows.snapshot import Snapshot, changed, keep, taken
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.live import refusal
from xl_addin.workbook.build import filled

FORMS = list(Busy)
LONG = 5
"""So many refusals in a row are more than a button has patience for."""
SWITCHED = ("ScreenUpdating", "EnableEvents", "Calculation", "StatusBar")
DEALT = 8
"""The calls of a button are dealt out to so many tests, for several processes."""
MOVED = "原有文件已存入“备份”。"
"""What is said the second time, when there are the files of the first."""
STEP = 17
"""Each test takes one call of so many: no multiple of the forms, so that all come."""


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
    opened.sheet("首页").area(3, 3, 4, 3).Value = (("2021-01",), ("2021-02",))
    return opened


class Again:
    """A button that is pressed again and again on the same workbook."""

    def __init__(self, desk: Desk, book: Workbook, macro: str) -> None:
        self.desk, self.book, self.macro = desk, book, macro
        if macro in {"undo_last", "trace_figure"}:
            desk.press(book, "make_annexes")
        desk.app.chosen = book.sheet("附件1").area(4, 2, 4, 2)
        self._restore, self.before = keep(book), taken(book)
        self._steps = {path: path.read_bytes() for path in desk.folder.rglob("undo-*")}
        self.said, self.right = desk.press(book, macro), taken(book)
        self.calls = desk.traffic.total

    def press(self, at: int, form: Busy, times: int, every: int = 0) -> str:
        """Press it with calls refused, on the workbook as it was at first."""
        self._restore()
        for path, content in self._steps.items():
            path.write_bytes(content)
        self.desk.traffic.refuse(at, form, times, every)
        try:
            return self.desk.press(self.book, self.macro)
        finally:
            self.desk.traffic.refuse_from = 0

    def press_with_no_way_back(self, form: Busy) -> str:
        """Press it with its last calls refused for ever: those that put Excel back."""
        said = self.press(self.calls - 3, form, times=10**6)
        switched = {f"Application.{each}=" for each in SWITCHED}
        assert set(self.desk.traffic.refused) == switched
        return said

    def differs_from(self, wanted: Snapshot) -> dict[Any, Any]:
        """Return what is not as it should be."""
        return changed(wanted, taken(self.book))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "macro",
    [
        "check_a3",
        "make_annexes",
        "monthly_summary",
        "export_notice",
        "trace_figure",
        "self_check",
        "undo_last",
    ],
)
def test_where_every_call_is_refused_once_all_is_done(
    desk: Desk, small: Workbook, macro: str, form: Busy
) -> None:
    again = Again(desk, small, macro)

    said = again.press(1, form, times=1, every=2)

    assert len(desk.traffic.refused) == again.calls
    assert said.replace(MOVED, "") == again.said
    assert again.differs_from(again.right) == {}


@pytest.mark.parametrize("dealt", range(DEALT))
@pytest.mark.parametrize("macro", ["check_a3", "make_annexes"])
def test_where_a_call_stays_refused_nothing_is_changed(
    desk: Desk, small: Workbook, macro: str, dealt: int
) -> None:
    again = Again(desk, small, macro)

    for at in range(1 + dealt, again.calls + 1, STEP):
        refused_and_nothing_changed(again, at)


@pytest.mark.parametrize("dealt", range(DEALT))
def test_where_a_call_of_the_whole_month_stays_refused_nothing_is_changed(
    desk: Desk, small: Workbook, dealt: int
) -> None:
    """Each drawn sheet is met; every call would take minutes."""
    again = Again(desk, small, "monthly_summary")

    for at in range(1 + 2 * dealt, again.calls + 1, 16 * DEALT):
        refused_and_nothing_changed(again, at)


def refused_and_nothing_changed(again: Again, at: int) -> None:
    """Press with a call refused for long: all is done, or the workbook is as it was."""
    form = FORMS[at % len(FORMS)]
    said = again.press(at, form, LONG)
    where = at, form, again.desk.traffic.refused, said
    assert (
        again.differs_from(again.right if said == again.said else again.before) == {}
    ), where
    assert "代码E" not in said, where


@pytest.mark.parametrize("dealt", range(DEALT))
def test_where_a_call_stays_refused_a_step_is_undone_the_next_time(
    desk: Desk, small: Workbook, dealt: int
) -> None:
    again = Again(desk, small, "undo_last")

    for at in range(1 + dealt, again.calls + 1, STEP):
        said = again.press(at, FORMS[at % len(FORMS)], LONG)
        assert "代码E" not in said, (at, desk.traffic.refused)
        once_more = "没有可以撤销的操作。" if said == again.said else again.said
        assert desk.press(small, "undo_last") == once_more, (at, said)
        assert again.differs_from(again.right) == {}, (at, said)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("macro", ["check_a3", "undo_last"])
def test_what_cannot_be_switched_on_again_is_switched_on_by_the_next_button(
    desk: Desk, small: Workbook, macro: str, form: Busy
) -> None:
    desk.app.calculation = SEMIAUTOMATIC
    again = Again(desk, small, macro)

    assert again.press_with_no_way_back(form) == again.said
    assert switches(desk) == (False, False, MANUAL)
    desk.press(small, "check_a3")

    assert switches(desk) == (True, True, SEMIAUTOMATIC)


def test_what_the_user_switched_since_is_the_users(desk: Desk, small: Workbook) -> None:
    again = Again(desk, small, "check_a3")
    again.press_with_no_way_back(Busy.REJECTED)
    desk.app.calculation = SEMIAUTOMATIC

    desk.press(small, "check_a3")
    assert switches(desk) == (True, True, SEMIAUTOMATIC)
    desk.app.events, desk.app.calculation = False, MANUAL
    desk.press(small, "check_a3")

    assert switches(desk) == (True, False, MANUAL)


def switches(desk: Desk) -> tuple[bool, bool, int]:
    """Return what a button keeps still."""
    return desk.app.screen, desk.app.events, desk.app.calculation
