"""The template's buttons, pressed in LibreOffice on made rows, from press to message."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlwings as xw

from benchmarks import inside
from benchmarks.data import make_rows
from benchmarks.timing import FEW
from xl_addin.errors import OfficeProblem
from xl_addin.hosts.calc import desktop, engine
from xl_addin.hosts.calc.interpreter import fitting
from xl_addin.hosts.calc.link import Office, started
from xl_addin.hosts.calc.uno_api import uno
from xl_addin.sheets.a3 import SHEET
from xl_addin.workbook.build import filled

CAPTIONS = ("校验A3", "生成附件", "月度汇总")
MOST = 10_000
"""So many rows at most: each press has a workbook of its own, which must be loaded."""

_PROVIDERS = "script.provider.MasterScriptProviderFactory"
_RUN = "vnd.sun.star.script:bridge.py$RunPython?language=Python&location=user"
# No press pays for the import of the packages.
_WATCH = "import xl_addin.macros; from benchmarks import inside; inside.watch({!r})"


class ButtonFailed(AssertionError):
    """A button did not come to its good end, so that its time means nothing."""


@dataclass(frozen=True)
class Press:
    """One press: seconds until the message, calls, and seconds by what was done."""

    caption: str
    whole: float
    seconds: dict[str, float]
    calls: dict[str, int]
    spent: dict[str, float]

    def share(self, *what: str) -> float:
        """Return the part of the whole that went into what is named."""
        return sum(self.seconds.get(name, 0) for name in what) / self.whole

    @property
    def longest(self) -> str:
        """The member of the engine that took longest, with its calls and seconds."""
        name = max(self.spent, key=lambda name: self.spent[name])
        return f"{name}: {self.calls[name]} calls, {self.spent[name]:.2f} s"


@dataclass(frozen=True)
class Buttons:
    """The presses of each button on so many rows, or what is missing to press them."""

    rows: int
    presses: tuple[tuple[Press, ...], ...] = ()
    missing: str | None = None


@dataclass(frozen=True)
class Desk:
    """A LibreOffice that runs macros, and where its workbooks may lie."""

    app: xw.App
    office: Office
    folder: Path

    def open(self, package: bytes, name: str) -> xw.Book:
        """Open a workbook as staff would, unseen, with January and February asked for."""
        path = self.folder / "books" / name
        path.write_bytes(package)
        desktop.exchange(path)
        book = self.app.books.open(path)
        book.impl.doc.CurrentController.Frame.ContainerWindow.setVisible(False)
        for place, month in (("PeriodFrom", "2021-01"), ("PeriodTo", "2021-02")):
            book.names[place].refers_to_range.value = month
        return book

    def press(self, book: xw.Book, caption: str) -> Press:
        """Press the form button of this caption and wait for its closing message."""
        figures = self.folder / "figures.json"
        self._run(book, _WATCH.format(str(figures)))
        sheet, control = next(x for x in _controls(book) if x[1].Label == caption)
        controller = book.impl.doc.CurrentController
        controller.setActiveSheet(sheet)
        pressed = time.monotonic()  # the machine's clock, the same in both processes
        controller.getControl(control).AccessibleContext.doAccessibleAction(0)
        self.office.service("awt.Toolkit").processEventsToIdle()  # it is only posted
        found = json.loads(figures.read_text(encoding="utf-8"))
        figures.unlink()
        if not found["good"]:
            raise ButtonFailed(found["said"])
        parts = (found[name] for name in ("seconds", "calls", "spent"))
        return Press(caption, found["ended"] - pressed, *parts)

    def _run(self, book: xw.Book, command: str) -> None:
        """Run a line of Python inside, as a macro of this workbook would."""
        provider = self.office.service(_PROVIDERS).createScriptProvider("")
        failed = provider.getScript(_RUN).invoke((command, book.impl.doc), (), ())[0]
        if failed:
            raise ButtonFailed(command)


def measure(rows: int) -> Buttons:
    """Press each button a few times, each time on a workbook just opened."""
    rows = min(rows, MOST)
    try:
        fitting()
        uno()
    except OfficeProblem as problem:
        return Buttons(rows, missing=str(problem))
    package = filled({SHEET: make_rows(rows)})
    took: dict[str, list[Press]] = {caption: [] for caption in CAPTIONS}
    with _desk() as desk:
        for turn in range(FEW):
            for at, (caption, done) in enumerate(took.items()):
                book = desk.open(package, f"{turn}{at}.xlsm")
                done.append(desk.press(book, caption))
                book.close()
    return Buttons(rows, tuple(map(tuple, took.values())))


@contextmanager
def _desk() -> Iterator[Desk]:
    with TemporaryDirectory(prefix="xl_bench_", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        (folder / "books").mkdir()
        desktop.write_profile(folder / "profile", trusted=folder / "books")
        # What a button keeps for 撤销 goes with the folder; `benchmarks` is ours.
        told = desktop.environment() | {"LOCALAPPDATA": str(folder)}
        told["XL_ADDIN_PATH"] += os.pathsep + str(Path(inside.__file__).parents[1])
        with started(folder / "profile", environment=told) as office:
            yield Desk(engine.activate(office), office, folder)
            engine.release(office)


def _controls(book: xw.Book) -> Iterator[tuple[Any, Any]]:
    for sheet in book.impl.doc.Sheets:
        for form in sheet.DrawPage.Forms:
            yield from ((sheet, control) for control in form)
