"""What is kept of a button's work is the user's own, and nobody else's."""

import os
import stat
from pathlib import Path

import pytest

from xl_addin.hosts.live import journal, own_folder
from xl_addin.hosts.live.change import Change

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    own_folder.for_now.cache_clear()
    return tmp_path / "state" / "xl_addin"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_nobody_else_may_enter_the_folder(state: Path) -> None:
    assert own_folder.own_folder() == state
    assert mode(state) == 0o700


def test_a_folder_that_stands_open_is_closed(state: Path) -> None:
    state.mkdir(parents=True, mode=0o755)
    state.chmod(0o777)
    assert own_folder.own_folder() == state
    assert mode(state) == 0o700


def test_a_link_in_its_place_is_not_followed(state: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    state.parent.mkdir(parents=True)
    state.symlink_to(planted)

    journal.remember("月报.xlsm", "月度汇总", [Change("A3", 1, 1, [["原"]])])

    assert list(planted.iterdir()) == []
    assert mode(own_folder.own_folder()) == 0o700
    assert journal.recall("月报.xlsm") is not None


def test_the_folder_of_another_user_is_not_used(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.mkdir(parents=True)
    stranger = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: stranger)
    chosen = own_folder.own_folder()
    assert chosen != state
    assert chosen == own_folder.own_folder()  # steps are found again


def test_a_home_that_cannot_be_written_stops_no_button(
    state: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("no folder")
    journal.remember("月报.xlsm", "校验A3", [])
    assert journal.recall("月报.xlsm") == ("校验A3", [])
    assert not state.exists()


def test_steps_of_workbooks_long_forgotten_are_removed(state: Path) -> None:
    journal.remember("去年.xlsm", "校验A3", [])
    (old,) = state.glob("undo-*.json")
    long_ago = old.stat().st_mtime - (own_folder.DAYS_KEPT + 1) * 86_400
    os.utime(old, (long_ago, long_ago))

    journal.remember("本月.xlsm", "月度汇总", [])

    assert journal.recall("去年.xlsm") is None
    assert journal.recall("本月.xlsm") == ("月度汇总", [])


def test_files_are_readable_by_the_user_alone(state: Path) -> None:
    journal.remember("月报.xlsm", "校验A3", [])
    (step,) = state.glob("undo-*.json")
    assert mode(step) == 0o600
