"""The button boundary: what happens around the work of every button.

Before it, a copy of the file goes to 备份. While it lasts, screen and calculation
keep still. After it, what it overwrote is kept for 撤销 and its closing sentence is
shown. Where it fails, every change is put back: an expected error is one sentence,
any other goes to the log with its trace and is shown by a short code.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from datetime import datetime

import xlwings as xw

from xl_addin import pages
from xl_addin.errors import AddinError, ExcelBusy
from xl_addin.hosts import journal
from xl_addin.hosts.live import LiveBook

Action = Callable[[LiveBook], str]

PAUSES = (0.3, 0.6, 1.2)
"""Seconds to wait after each refusal; then the user is told."""

# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE as signed numbers
_REFUSED = {-2147418111, -2147417846, -2146777998}


def button(caption: str) -> Callable[[Action], Callable[[], None]]:
    """Make an action the work of a button: all of it, or nothing at all."""

    def of(action: Action) -> Callable[[], None]:
        @functools.wraps(action)
        def pressed() -> None:
            book = LiveBook(xw.Book.caller())
            said, bad = work(book, caption, action)
            book.say(said, bad=bad)

        return pressed

    return of


def work(book: LiveBook, caption: str, action: Action) -> tuple[str, bool]:
    """Do an action on a book; return what to say, and whether it failed."""
    try:
        return _patiently(lambda: _quietly(book, caption, action)), False
    except AddinError as error:
        return str(error), True
    except Exception as error:  # noqa: BLE001  the boundary: a bug must not crash Excel
        return _bug(caption, error), True


def _patiently(attempt: Callable[[], str]) -> str:
    """Try again, a few times, while Excel refuses calls because it is busy."""
    for pause in PAUSES:
        try:
            return attempt()
        except Exception as error:
            if not _is_busy(error):
                raise
            time.sleep(pause)
    raise ExcelBusy


def _is_busy(error: Exception) -> bool:
    return bool(error.args) and error.args[0] in _REFUSED


def _quietly(book: LiveBook, caption: str, action: Action) -> str:
    with book.quiet():
        book.progress(f"{caption}…")
        return _done(book, caption, action)


def _done(book: LiveBook, caption: str, action: Action) -> str:
    name = book.book.fullname
    journal.back_up(name, datetime.now())  # noqa: DTZ005  the user's own clock
    try:
        said = action(book)
    except BaseException:
        pages.put_back(book, book.changes)
        book.changes.clear()
        raise
    if book.changes:
        journal.remember(name, caption, book.changes)
    return said


def _bug(caption: str, error: Exception) -> str:
    """Log a bug; return its short code and where the details are."""
    code, (_, path) = journal.bug(caption, error), journal.log()
    return f"“{caption}”没有完成（代码{code}），工作簿已恢复原样；详情见 {path}，请把该文件发给信息人员。"
