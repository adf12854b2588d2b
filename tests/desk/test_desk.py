"""The button boundary: all of a button's work, or nothing, and one sentence."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.windows.opened import Opened, fill
from tests.windows.pywin32 import modules
from xl_addin.desk import boundary as desk
from xl_addin.desk.reply import Ask, Reply
from xl_addin.errors import SheetMissing
from xl_addin.hosts.live import journal, refusal
from xl_addin.hosts.live.book import LiveBook
from xl_addin.hosts.live.change import (
    Change,
    Height,
    Look,
    NumberFormat,
    PrintArea,
    Span,
)
from xl_addin.hosts.live.own_folder import own_folder
from xl_addin.look.theme import Style


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveBook]:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "own"))
    path = tmp_path / "月报.xlsm"
    path.write_bytes(b"saved")
    opened = Opened("附件1", path=str(path))
    fill(opened.sheet("附件1"), {(3, 1): "旧"})
    with modules.present():
        yield opened.live()
    logger, _ = journal.log()
    for handler in [*logger.handlers]:
        handler.close()
        logger.removeHandler(handler)


def work(book: LiveBook, action: desk.Action) -> tuple[str, bool]:
    reply = desk.work(book, "月度汇总", action)
    return reply.said, reply.bad


def test_a_button_says_its_closing_sentence(book: LiveBook) -> None:
    assert work(book, lambda _: "完成。") == ("完成。", False)


def test_a_question_is_asked_before_anything_is_done(book: LiveBook) -> None:
    def action(book: LiveBook) -> str | Ask:
        changing(book)
        return f"答{book.answer}" if book.answer is not None else Ask("继续吗？")

    assert desk.work(book, "结转", action) == Reply("继续吗？", asks=True)
    assert told(book) == "旧"
    for answer in (True, False):
        book.answer = answer
        assert desk.work(book, "结转", action) == Reply(f"答{answer}")
        assert told(book) == "新"


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


def test_copies_of_other_files_are_not_its_own(book: LiveBook) -> None:
    folder = Path(book.book.fullname).parent / "备份"
    folder.mkdir()
    others = [f"月报_2月_202102{day:02d}-080000.xlsm" for day in range(1, 13)]
    others += ["月报_草稿.xlsm", "月报_20210101-080000.docx"]
    for name in others:
        (folder / name).write_bytes(b"another's")

    for _ in range(3):  # within the same second, maybe
        work(book, lambda _: "完成。")

    kept = {copy.name for copy in folder.iterdir()}
    assert kept >= set(others)
    assert len(kept) == len(others) + 3


def test_copies_of_a_name_with_brackets_are_kept_to_ten(tmp_path: Path) -> None:
    path = tmp_path / "月报[1].xlsm"
    path.write_bytes(b"saved")
    days = [datetime(2021, 1, day) for day in range(1, 13)]  # noqa: DTZ001
    copies = [journal.back_up(str(path), day) for day in days]

    left = sorted((tmp_path / "备份").iterdir())
    assert left == copies[2:]


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.EACCES, "没有写入权限"), (errno.ENOSPC, "磁盘已满"), (errno.EIO, "gone")],
)
def test_why_no_copy_could_be_made_is_said_and_stops_nothing(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch, code: int, reason: str
) -> None:
    monkeypatch.setattr("shutil.copy2", Mock(side_effect=OSError(code, "gone")))

    assert work(book, lambda _: "完成。") == (
        f"完成。本次没有备份（{reason}）。",
        False,
    )


def test_a_file_in_place_of_the_backups_is_said(book: LiveBook) -> None:
    (Path(book.book.fullname).parent / "备份").write_text("not a folder")

    said, bad = work(book, lambda _: "完成。")

    assert (said, bad) == ("完成。本次没有备份（有同名的文件）。", False)


def test_of_a_workbook_without_a_file_self_check_tells_why(book: LiveBook) -> None:
    Path(book.book.fullname).unlink()

    assert work(book, lambda _: "完成。") == (f"完成。{desk.NO_FILE}", False)


def test_a_button_that_writes_nothing_makes_no_copy(book: LiveBook) -> None:
    reply = desk.work(book, "自检", lambda _: "正常。", backup=False)

    assert reply == Reply("正常。")
    assert not (Path(book.book.fullname).parent / "备份").exists()


def test_an_expected_error_is_its_sentence(book: LiveBook) -> None:
    def action(book: LiveBook) -> str:
        changing(book)
        raise SheetMissing("A3")

    said, bad = work(book, action)

    assert bad
    assert said == str(SheetMissing("A3"))
    assert told(book) == "旧"


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


def test_a_busy_excel_is_asked_again(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal, "PAUSES", (0, 0, 0))
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
    monkeypatch.setattr(refusal, "PAUSES", (0, 0))

    def action(_: LiveBook) -> str:
        raise OSError(-2146777998, "busy")

    said, bad = work(book, action)

    assert bad
    assert said.startswith("Excel 正忙")


def test_a_busy_excel_gets_one_copy_and_no_pause_after_the_last_refusal(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(refusal, "PAUSES", (1, 2))
    monkeypatch.setattr("time.sleep", waited.append)
    pressed: list[str] = []

    def action(_: LiveBook) -> str:
        pressed.append("pressed")
        raise OSError(-2146777998, "busy")

    work(book, action)

    assert len(pressed) == 3
    assert waited == [1, 2]
    assert len(list((Path(book.book.fullname).parent / "备份").iterdir())) == 1


def test_an_error_of_any_arguments_is_a_bug_and_no_refusal() -> None:
    assert not refusal.is_refusal(ValueError([1]))
    assert not refusal.is_refusal(ValueError())
    assert refusal.is_refusal(OSError(-2147418111, "rejected"))


def changing(live: LiveBook) -> str:
    live.write("附件1", 3, 1, [["新"]])
    return "完成。"


def told(live: LiveBook) -> object:
    """Return what is in the cell that is changed."""
    return live.book.sheets[0].range("A3").value


def test_a_step_that_cannot_be_kept_is_put_back_and_the_one_before_stays(
    book: LiveBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.remember(book.book.fullname, "校验A3", [])
    monkeypatch.setattr(journal, "replace_atomically", Mock(side_effect=OSError))

    said, bad = work(book, changing)

    assert bad
    assert "工作簿已恢复原样" in said
    assert told(book) == "旧"
    assert journal.recall(book.book.fullname) == ("校验A3", [])


def test_what_could_not_be_put_back_is_named_and_kept_for_undo(
    book: LiveBook,
) -> None:
    def action(live: LiveBook) -> str:
        changing(live)
        live.book.sheets[0].api.Protect()
        return str(1 / 0)

    said, bad = work(book, action)

    assert bad
    assert "“月度汇总”没有完成（代码E" in said
    assert "已恢复原样" not in said
    assert "工作表“附件1”没有恢复原样（工作表“附件1”受保护" in said
    kept = Change("附件1", 3, 1, [["旧"]])
    assert journal.recall(book.book.fullname) == ("月度汇总", [kept])


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"button": "校验A3"}', '{"button": "校验A3", "changes": []}',
     f'{{"button": "校验A3", "{journal.FORM}": [{{"tab": "A3", "row": 3}}]}}'],
)  # fmt: skip
def test_a_step_that_is_not_readable_is_none(book: LiveBook, text: str) -> None:
    journal.remember(book.book.fullname, "校验A3", [])
    (path,) = own_folder().glob("undo-*.json")
    path.write_text(text, encoding="utf-8")

    assert journal.recall(book.book.fullname) is None


def test_one_step_is_remembered_until_it_is_forgotten(book: LiveBook) -> None:
    looks = (Look(1, 4, Style(number="0.00", fill="#FFF2CC")),)
    change = Change(
        "附件1",
        3,
        1,
        [["单位", 1.5, "=A1", ""]],
        (NumberFormat(4, 1, 16, 1, "@"),),
        Span(4, 16, 17, looks, (Height(17, 17, 24.0),)),
        PrintArea(None, "$A$1:$J$17"),
        (12.5, 0.0),
    )

    def action(live: LiveBook) -> str:
        live.changes.append(change)
        return "完成。"

    work(book, action)

    name = book.book.fullname
    ((settled,), (step,)) = book.changes, journal.recall(name)[1]
    assert step == settled == replace(change, after=settled.after)
    journal.forget(name)
    assert journal.recall(name) is None


@pytest.mark.parametrize("name", ["https://example.org/a/月报.xlsm", "新建.xlsm"])
def test_without_a_file_there_is_no_backup(name: str, tmp_path: Path) -> None:
    stamp = datetime(2021, 3, 1)  # noqa: DTZ001

    assert (
        journal.back_up(str(tmp_path / name) if ":" not in name else name, stamp)
        is None
    )
