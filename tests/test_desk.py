"""The button boundary: all of a button's work, or nothing, and one sentence."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xl_addin import desk
from xl_addin.errors import SheetMissing
from xl_addin.hosts import journal
from xl_addin.hosts.live import Change, LiveBook


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveBook:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    path = tmp_path / "月报.xlsm"
    path.write_bytes(b"saved")
    app = SimpleNamespace(
        screen_updating=True,
        enable_events=True,
        calculation="automatic",
        status_bar=None,
    )
    return LiveBook(SimpleNamespace(fullname=str(path), app=app))  # type: ignore[arg-type]


def work(book: LiveBook, action: desk.Action) -> tuple[str, bool]:
    return desk.work(book, "月度汇总", action)


def test_a_button_says_its_closing_sentence(book: LiveBook) -> None:
    assert work(book, lambda _: "完成。") == ("完成。", False)


def test_before_the_work_a_copy_of_the_file_is_kept(book: LiveBook) -> None:
    work(book, lambda _: "完成。")

    (copy,) = (Path(book.book.fullname).parent / "备份").iterdir()
    assert copy.read_bytes() == b"saved"
    assert copy.name.startswith("月报_")


def test_only_the_last_ten_copies_are_kept(book: LiveBook) -> None:
    folder = Path(book.book.fullname).parent / "备份"
    folder.mkdir()
    for day in range(1, 13):
        (folder / f"月报_202101{day:02d}-080000.xlsm").write_bytes(b"old")

    work(book, lambda _: "完成。")

    names = sorted(copy.name for copy in folder.iterdir())
    assert len(names) == 10
    assert names[0] == "月报_20210104-080000.xlsm"


def test_an_expected_error_is_its_sentence(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    back: list[str] = []
    monkeypatch.setattr(LiveBook, "put_back", lambda _: back.append("put back"))

    def action(_: LiveBook) -> str:
        raise SheetMissing("A3")

    said, bad = work(book, action)

    assert bad
    assert said == str(SheetMissing("A3"))
    assert back == ["put back"]


def test_a_bug_is_a_short_code_and_its_trace_is_in_the_log(book: LiveBook) -> None:
    def action(_: LiveBook) -> str:
        return str(1 / 0)

    said, bad = work(book, action)

    logger, path = journal.log()
    for handler in logger.handlers:
        handler.flush()
    assert bad
    assert "月度汇总" in said
    assert "代码E" in said
    assert str(path) in said
    assert "ZeroDivisionError" in path.read_text(encoding="utf-8")
    for handler in [*logger.handlers]:
        handler.close()
        logger.removeHandler(handler)


def test_a_busy_excel_is_asked_again(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAUSES", (0, 0, 0))
    refusals = [OSError(-2147418111, "Call was rejected by callee."), None]

    def action(_: LiveBook) -> str:
        refused = refusals.pop(0)
        if refused:
            raise refused
        return "完成。"

    assert work(book, action) == ("完成。", False)


def test_an_excel_that_stays_busy_is_named(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAUSES", (0, 0))

    def action(_: LiveBook) -> str:
        raise OSError(-2146777998, "busy")

    said, bad = work(book, action)

    assert bad
    assert said.startswith("Excel 正忙")


def test_one_step_is_remembered_until_it_is_forgotten(book: LiveBook) -> None:
    change = Change("附件1", 3, 1, [["单位", 1.5, "=A1", ""]])

    def action(live: LiveBook) -> str:
        live.changes.append(change)
        return "完成。"

    work(book, action)

    name = book.book.fullname
    assert journal.recall(name) == ("月度汇总", [change])
    journal.forget(name)
    assert journal.recall(name) is None


@pytest.mark.parametrize("name", ["https://example.org/a/月报.xlsm", "新建.xlsm"])
def test_without_a_file_there_is_no_backup(name: str, tmp_path: Path) -> None:
    stamp: Any = __import__("datetime").datetime(2021, 3, 1)

    assert (
        journal.back_up(str(tmp_path / name) if ":" not in name else name, stamp)
        is None
    )
