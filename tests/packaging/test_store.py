"""What was made once is not made again, and a run that breaks off leaves nothing."""

from pathlib import Path

import pytest
from bundle.store import kept, key_of, tree_key


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "xl-addin" / "bundle"


def write(to: Path) -> None:
    (to / "made").write_text("x", encoding="utf-8")


def refuse(_: Path) -> None:
    raise AssertionError("made twice")


def test_the_same_key_is_made_once() -> None:
    first = kept("wheels", key_of("a"), write)

    assert kept("wheels", key_of("a"), refuse) == first
    assert (first / "made").read_text(encoding="utf-8") == "x"


def test_another_key_is_made_anew() -> None:
    assert kept("wheels", key_of("a"), write) != kept("wheels", key_of("b"), write)


def test_what_breaks_off_is_not_taken_for_finished(cache: Path) -> None:
    def broken(to: Path) -> None:
        write(to)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        kept("wheels", key_of("a"), broken)

    assert list((cache / "wheels").iterdir()) == []


def test_what_was_asked_for_the_longest_ago_is_dropped(cache: Path) -> None:
    folders = [kept("wheels", key_of(word), write) for word in "abcdef"]

    assert set((cache / "wheels").iterdir()) <= set(folders)
    assert [folder.is_dir() for folder in folders] == [False] * 2 + [True] * 4


def test_of_two_runs_at_once_the_first_counts() -> None:
    def beaten(to: Path) -> None:
        write(to)
        kept("wheels", key_of("a"), write)

    folder = kept("wheels", key_of("a"), beaten)

    assert [path.name for path in folder.iterdir()] == ["made"]


def test_a_file_that_is_renamed_gives_another_key(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    before = tree_key(tmp_path, [tmp_path / "a"])
    (tmp_path / "a").rename(tmp_path / "b")

    assert tree_key(tmp_path, [tmp_path / "b"]) != before
