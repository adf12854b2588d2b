"""The button boundary: what happens around the work of every button.

Before it, a copy of the file goes to 备份. While it lasts, screen and calculation
keep still. After it, what it overwrote is kept for 撤销, and its closing sentence
for VBA to show. Where it fails, every change is put back: an expected error is one sentence,
any other goes to the log with its trace and is shown by a short code.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from xl_addin.desk.reply import Ask, Reply, leave
from xl_addin.errors import AddinError, NotPutBack
from xl_addin.hosts.file.output import reason
from xl_addin.hosts.live import journal
from xl_addin.hosts.live.book import LiveBook
from xl_addin.hosts.live.link import caller
from xl_addin.hosts.live.refusal import patiently
from xl_addin.sheets import version

Action = Callable[[LiveBook], str | Ask]
Pressed = Callable[..., None]
"""A button's work: VBA calls it without an argument, or with an answer to `Ask`."""

NO_FILE = "本次没有备份，原因见“自检”。"


def button(caption: str, *, backup: bool = True) -> Callable[[Action], Pressed]:
    """Make an action the work of a button: all of it, or nothing at all."""

    def of(action: Action) -> Pressed:
        def advised(book: LiveBook) -> str | Ask:
            advice = version_advice(book)  # what follows the work could fail it
            said = action(book)
            return said if isinstance(said, Ask) else f"{said}{advice}"

        @functools.wraps(action)
        def pressed(answer: bool | None = None) -> None:  # noqa: FBT001  from VBA
            book = LiveBook(caller(), answer=answer)
            reply = work(book, caption, advised, backup=backup)
            if sys.platform != "darwin":
                leave(action.__name__, reply)
            elif reply.asks:
                pressed(book.confirmed(reply.said))
            else:
                book.say(reply.said, bad=reply.bad)

        return pressed

    return of


def work(book: LiveBook, caption: str, action: Action, *, backup: bool = True) -> Reply:
    """Do an action on a book; return what to say, or to ask."""
    try:
        doubt = _back_up(book) if backup else ""
        said = patiently(lambda: _quietly(book, caption, action))
    except Exception as error:  # noqa: BLE001  the boundary: a bug must not crash Excel
        return Reply(_failure(caption, error), bad=True)
    if isinstance(said, Ask):
        return Reply(said.question, asks=True)
    return Reply(f"{said}{doubt}")


def version_advice(book: LiveBook) -> str:
    """Return what to say of a workbook of another version; "" of the present one."""
    texts = book.rows(version.TAB)
    advice = "" if texts is None else version.advice(version.version_of(texts))
    return f"\n{advice}" if advice else ""


def put_back(book: LiveBook, caption: str) -> None:
    """Put back what a book's changes overwrote.

    Raises `NotPutBack` where a sheet could not be written. What is left of it is
    kept as the step for 撤销.
    """
    failed = book.put_back()
    if not failed:
        return
    for tab, error in failed.items():
        journal.log()[0].error("%s: not put back", tab, exc_info=error)
    with suppress(AddinError):  # the disk is full, too: no more can be done
        journal.remember(book.path, caption, book.changes)
    book.changes.clear()
    known = next((e for e in failed.values() if isinstance(e, AddinError)), None)
    raise NotPutBack(list(failed), str(known or "写入时出错").rstrip("。"))


def _back_up(book: LiveBook) -> str:
    """Keep a copy. Return a sentence where there is none: no reason to stop."""
    try:
        now = datetime.now()  # noqa: DTZ005  the user's own clock
        copy = journal.back_up(book.path, now)
    except OSError as error:
        journal.log()[0].error("no backup", exc_info=error)
        return f"本次没有备份（{reason(error)}）。"
    return "" if copy else NO_FILE


def _quietly(book: LiveBook, caption: str, action: Action) -> str | Ask:
    with book.quiet():
        book.progress(f"{caption}…")
        return _done(book, caption, action)


def _done(book: LiveBook, caption: str, action: Action) -> str | Ask:
    try:
        said = action(book)
        if isinstance(said, Ask):  # nothing is done before it is answered
            put_back(book, caption)
        if book.changes:
            book.settle()
            journal.remember(book.path, caption, book.changes)
    except BaseException as error:
        _roll_back(book, caption, error)
        raise
    return said


def _roll_back(book: LiveBook, caption: str, error: BaseException) -> None:
    """Put everything back. Raises `NotPutBack`, from the error, where that fails."""
    try:
        put_back(book, caption)
    except NotPutBack as failed:
        raise failed from error


def _failure(caption: str, error: Exception) -> str:
    """Return what to say of an error, and of the one before it that it hides."""
    first = error.__cause__
    if isinstance(error, NotPutBack) and isinstance(first, Exception):
        return f"{_sentence(caption, first, '')}{error}"
    return _sentence(caption, error, "，工作簿已恢复原样")


def _sentence(caption: str, error: Exception, state: str) -> str:
    """Return the sentence of an error; a bug is logged and has a short code."""
    if isinstance(error, AddinError):
        return str(error)
    code, (_, path) = journal.bug(caption, error), journal.log()
    return f"“{caption}”没有完成（代码{code}）{state}；详情见 {path}，请把该文件发给信息人员。"
