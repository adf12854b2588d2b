"""LibreOffice for the tests: one a worker, driven by xlwings, and a hand to press with."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import xlwings as xw

from xl_addin.hosts.calc import desktop, engine
from xl_addin.hosts.calc.link import Office, started

SECONDS = 180
"""So long may one test keep LibreOffice busy; then it is killed."""
WHOLE_RUN = 3600
"""So long may all tests together."""
PATIENCE = 90
"""So many seconds a press may take."""


@dataclass(frozen=True)
class Pressed:
    """A workbook on which one button was pressed, and what that said."""

    book: xw.Book
    said: str


@dataclass(frozen=True)
class Desk:
    """One LibreOffice for many tests, xlwings driving it, and a hand to press.

    Macros run inside of LibreOffice, in its Python; modules for them to import can
    be written into `modules`. Workbooks in `kept` stay open from test to test.
    """

    app: xw.App
    office: Office
    folder: Path
    modules: Path
    kept: dict[str, Pressed] = field(default_factory=dict)

    def open(self, package: bytes, name: str) -> xw.Book:
        """Open a workbook as staff would: a copy, its transport exchanged."""
        path = self.folder / name
        path.write_bytes(package)
        desktop.exchange(path)
        book = self.app.books.open(path)
        # Unseen. Else LibreOffice may paint without end after a row has grown and
        # moved a button by less than a pixel, and answers nobody meanwhile.
        book.impl.doc.CurrentController.Frame.ContainerWindow.setVisible(False)
        return book

    def press(
        self,
        book: xw.Book,
        caption: str,
        tab: str | None = None,
        until: Callable[[], object] | None = None,
    ) -> None:
        """Press the form button that bears this caption, as assistive tools do.

        It is the first such button of the workbook, or that of the sheet `tab`. It
        is waited for until `until` holds: that there is a new message, if not given,
        for every macro of ours ends with one. Raises `TimeoutError`.
        """
        found = ((s, c) for s, c in _controls(book) if c.Label == caption)
        controls = ((s, c) for s, c in found if tab in {None, s.Name})
        sheet, control = next(controls)
        controller = book.impl.doc.CurrentController
        controller.setActiveSheet(sheet)
        said = self.ask("Said")
        controller.getControl(control).AccessibleContext.doAccessibleAction(0)
        self._wait(until or (lambda: self.ask("Said") != said), caption)

    def _wait(self, done: Callable[[], object], caption: str) -> None:
        """Let what was posted be done.

        A LibreOffice that has just started may call itself idle before it begins.
        """
        toolkit, end = self.office.service("awt.Toolkit"), time.monotonic() + PATIENCE
        toolkit.processEventsToIdle()
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(f"{PATIENCE} s after “{caption}” nothing came of it")
            time.sleep(0.05)
            toolkit.processEventsToIdle()

    def select(self, book: xw.Book, tab: str, address: str) -> None:
        """Select cells of a sheet, and bring book and sheet to the front."""
        controller = book.impl.doc.CurrentController
        controller.Frame.activate()
        sheet = book.impl.doc.Sheets.getByName(tab)
        controller.setActiveSheet(sheet)
        controller.select(sheet.getCellRangeByName(address))

    def run(self, book: xw.Book, command: str) -> None:
        """Run a line of Python inside, as a macro of this workbook would."""
        if self._inside("RunPython", command, book.impl.doc):
            raise RuntimeError(self.ask("PythonError"))

    def ask(self, name: str) -> str:
        """Return what the bridge inside answers: Said or PythonError."""
        return str(self._inside(name))

    def said(self) -> str:
        """Return the last message; LibreOffice keeps those of the whole run."""
        return self.ask("Said").split("\n\n")[-1]

    def close_books(self, *, kept: bool) -> None:
        """Close every workbook, but perhaps not those that are kept."""
        if kept:
            self.kept.clear()
        names = {kept.book.name for kept in self.kept.values()}
        for book in self.app.books:
            if book.name not in names:
                book.close()

    def _inside(self, name: str, *arguments: object) -> object:
        providers = "script.provider.MasterScriptProviderFactory"
        provider = self.office.service(providers).createScriptProvider("")
        where = f"vnd.sun.star.script:bridge.py${name}?language=Python&location=user"
        return provider.getScript(where).invoke(arguments, (), ())[0]


class Room:
    """Where the LibreOffice of a worker stands: the one, and after it ended another.

    Each has a folder, a profile and a pipe of its own, so that neither another
    worker nor a LibreOffice of the user is met; it is ended by its own process id.
    """

    def __init__(self, folder: Path) -> None:
        self._folder, self._count, self._open = folder, 0, ExitStack()
        self._desk: Desk | None = None

    def desk(self) -> Desk:
        """Return a LibreOffice that lives."""
        if self._desk is None or _ended(self._desk.office.pid):
            self.close()
            self._desk = self._started()
        return self._desk

    def living(self) -> Desk | None:
        """Return the LibreOffice that is there; None where none lives."""
        desk = self._desk
        return None if desk is None or _ended(desk.office.pid) else desk

    def close(self) -> None:
        """End it."""
        self._open.close()
        self._desk = None

    def _started(self) -> Desk:
        self._count += 1
        folder = self._folder / str(self._count)
        books, modules = folder / "books", folder / "modules"
        for place in (books, modules):
            place.mkdir(parents=True)
        desktop.write_profile(folder / "profile", trusted=books)
        told = desktop.environment() | {"XDG_STATE_HOME": str(folder / "state")}
        told["XL_ADDIN_PATH"] += os.pathsep + str(modules)
        link = self._open.enter_context(
            started(folder / "profile", environment=told, seconds=WHOLE_RUN)
        )
        self._open.callback(engine.release, link)
        return Desk(engine.activate(link), link, books, modules)


class Limit:
    """A time after which a LibreOffice is killed, wherever it hangs."""

    def __init__(self, pid: int) -> None:
        self.reached = False
        self._pid, self._timer = pid, Timer(SECONDS, self._kill)
        self._timer.start()

    def lift(self) -> None:
        """Let it live."""
        self._timer.cancel()

    def _kill(self) -> None:
        self.reached = True
        os.killpg(self._pid, signal.SIGKILL)


def _ended(pid: int) -> bool:
    """Tell whether our child has ended; it is left for `started` to be read again."""
    try:
        return (
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
        )
    except ChildProcessError:
        return True


def _controls(book: xw.Book) -> Iterator[tuple[Any, Any]]:
    for sheet in book.impl.doc.Sheets:
        for form in sheet.DrawPage.Forms:
            yield from ((sheet, control) for control in form)
