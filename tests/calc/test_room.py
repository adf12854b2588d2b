"""The LibreOffice of the tests: where one ends, the next test gets another."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calc.desk import Limit, Room
from xl_addin.workbook.build import template

pytestmark = pytest.mark.calc


@pytest.fixture
def own_room(office: Path, tmp_path: Path) -> Iterator[Room]:  # noqa: ARG001 - skips
    place = Room(tmp_path)
    yield place
    place.close()


def test_where_one_was_killed_another_is_started(own_room: Room) -> None:
    first = own_room.desk()
    first.open(template(), "一.xlsm")

    os.killpg(first.office.pid, signal.SIGKILL)
    os.waitid(os.P_PID, first.office.pid, os.WEXITED | os.WNOWAIT)

    assert own_room.living() is None
    second = own_room.desk()
    assert second.office.pid != first.office.pid
    assert second.open(template(), "二.xlsm").name == "二.xlsm"
    assert own_room.desk() is second


def test_one_that_hangs_is_killed_and_that_is_said(
    own_room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.calc.desk.SECONDS", 0)
    desk = own_room.desk()

    limit = Limit(desk.office.pid)
    os.waitid(os.P_PID, desk.office.pid, os.WEXITED | os.WNOWAIT)

    assert limit.reached
    assert own_room.living() is None
