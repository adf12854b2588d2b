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

_OK = 1  # com.sun.star.awt.MessageBoxButtons.BUTTONS_OK
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
        """Show a message with one button; without a window it is closed at once."""
        if buttons not in {None, "ok"}:
            raise NotImplementedError
        self.said.append(prompt)
        kind = "ERRORBOX" if mode == "critical" else "INFOBOX"
        window = self.books.active.doc.CurrentController.Frame.ContainerWindow
        self.office.service("awt.Toolkit").createMessageBox(
            window, choice("awt.MessageBoxType", kind), _OK, title or "", prompt
        ).execute()
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


def is_workbook(document: Any) -> bool:
    """Tell whether an open document is a spreadsheet."""
    name = "com.sun.star.sheet.SpreadsheetDocument"
    return hasattr(document, "supportsService") and document.supportsService(name)
