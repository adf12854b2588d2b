"""The application and its open workbooks."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlwings import base_classes

from xl_addin.hosts.calc.book import Book
from xl_addin.hosts.calc.link import Office
from xl_addin.hosts.calc.range import Range
from xl_addin.hosts.calc.uno_api import choice, properties

# com.sun.star.awt.MessageBoxButtons and MessageBoxResults
_BUTTONS = {None: 1, "ok": 1, "yes_no": 3}
_YES = 2
_AS_THE_PROFILE_SAYS = 3  # com.sun.star.document.MacroExecMode.USE_CONFIG


class App(base_classes.App):
    """LibreOffice. `said` are the messages it was asked to show."""

    display_alerts = True
    enable_events = True

    def __init__(self, engine: Any, office: Office) -> None:
        self.engine, self.office = engine, office
        self.said: list[str] = []
        self._status: str | bool = False

    pid = property(lambda self: self.office.pid)
    api = property(lambda self: self.office.desktop)
    books = property(lambda self: Books(self))  # noqa: PLW0108

    @property
    def screen_updating(self) -> bool:
        return not any(book.doc.hasControllersLocked() for book in self.books)

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        for doc in (book.doc for book in self.books):
            if doc.hasControllersLocked() == value:
                (doc.unlockControllers if value else doc.lockControllers)()

    @property
    def calculation(self) -> str:
        active = self.books.active
        automatic = active is None or active.doc.isAutomaticCalculationEnabled()
        return "automatic" if automatic else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            book.doc.enableAutomaticCalculation(value != "manual")
            if value != "manual":
                book.doc.calculate()  # as Excel does when it may again

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = value
        active = self.books.active
        indicator = active and active.doc.CurrentController.StatusIndicator
        if indicator and value:
            indicator.start(str(value), 0)
        elif indicator:
            indicator.end()

    @property
    def selection(self) -> Range | None:
        """The selected cells of the active workbook; None where a shape is selected."""
        book = self.books.active
        return book.selected() if book else None

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002
        """Do nothing: a sheet that is shown takes its workbook to the front."""
        if steal_focus:
            raise NotImplementedError

    def alert(
        self, prompt: str, title: str, buttons: str | None, mode: str, _then: object
    ) -> str:
        """Show a message; without a window it is closed at once, which means No."""
        if buttons not in _BUTTONS:
            raise NotImplementedError
        self.said.append(prompt)
        window = self.books.active.doc.CurrentController.Frame.ContainerWindow
        box = self.office.service("awt.Toolkit").createMessageBox(
            window, _kind(buttons, mode), _BUTTONS[buttons], title or "", prompt
        )
        pressed = box.execute()
        if buttons == "yes_no":
            return "yes" if pressed == _YES else "no"
        return "ok"


class Books(base_classes.Books):
    """The open workbooks, whoever opened them."""

    def __init__(self, app: App) -> None:
        self.app, self.desktop = app, app.office.desktop

    def __iter__(self) -> Iterator[Book]:
        open_documents = self.desktop.Components.createEnumeration()
        while open_documents.hasMoreElements():
            if is_workbook(document := open_documents.nextElement()):
                yield Book(self.app, document)

    def __call__(self, name: str) -> Book:
        return {book.name.lower(): book for book in self}[name.lower()]

    @property
    def active(self) -> Book | None:
        current = self.desktop.CurrentComponent
        if is_workbook(current):
            return Book(self.app, current)
        return next(iter(self), None)

    def open(self, fullname: str, *_arguments: object, **_options: object) -> Book:
        url = Path(fullname).resolve().as_uri()
        how = properties(MacroExecutionMode=_AS_THE_PROFILE_SAYS)
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, how)
        if document is None:
            raise FileNotFoundError(url)
        return Book(self.app, document)


def _kind(buttons: str | None, mode: str) -> Any:
    asks = "QUERYBOX" if buttons == "yes_no" else "INFOBOX"
    return choice("awt.MessageBoxType", "ERRORBOX" if mode == "critical" else asks)


def is_workbook(document: Any) -> bool:
    """Tell whether an open document is a spreadsheet."""
    name = "com.sun.star.sheet.SpreadsheetDocument"
    return hasattr(document, "supportsService") and document.supportsService(name)
