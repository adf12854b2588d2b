"""An Excel in memory: as much of its objects as the buttons of the workbook touch.

Modelled, as Excel does it and not as our code would like it:

- values by type and number format (currency a Decimal, dates, error codes), text read
  as if it were typed, formulas kept as text, blocks that do not fit filled with #N/A;
- sheets found whatever the case of their names, a missing one an error, unknown
  members refused, Count that overflows, UsedRange that begins at the first cell in use
  and counts cells that are only formatted;
- protected sheets, merged cells, sizes in whole pixels, rows that follow their wrapped
  text, looks (None where they differ), print areas, what is selected;
- several workbooks, the state of the application, questions that nobody answers;
- calls, counted by name, refused when told to (`calls.Traffic`).

Not modelled: calculation (`Workbook.calculate` gives what a formula shows), dynamic
arrays, tables and filters, charts, conditional formats and validation, events, the
clipboard, unlocked cells of a protected sheet, windows. A text with a leading + or -
stays a text here.

Nothing here knows pywin32: `tests.windows.pywin32` stands between this and xlwings on
Linux; a COM server can put it before the real one. The standard library is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.windows.excel.calls import BAD_INDEX, Failure, Thing, Traffic, refused
from tests.windows.excel.workbook import Workbook

AUTOMATIC, MANUAL, SEMIAUTOMATIC = -4105, -4135, 2


class Hung(Exception):
    """A question that nobody is there to answer: the button would wait for ever."""


@dataclass(eq=False)
class Application(Thing):
    """The program: its state, its workbooks, what is selected."""

    traffic: Traffic = field(default_factory=Traffic)
    books: list[Workbook] = field(default_factory=list)
    front: Workbook | None = None
    chosen: Thing | None = None
    screen: bool = True
    events: bool = True
    calculation: int = AUTOMATIC
    said: object = False
    alerts: bool = True
    statuses: list[object] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Show a question. Raises `Hung` unless alerts are off."""
        if self.alerts:
            raise Hung(question)

    @property
    def Name(self) -> str:
        return "Microsoft Excel"

    @property
    def Path(self) -> str:
        return r"C:\Program Files\Microsoft Office\root\Office16"

    @property
    def Version(self) -> str:
        return "16.0"

    @property
    def Hwnd(self) -> int:
        return 4711

    @property
    def Application(self) -> Application:
        return self

    @property
    def Selection(self) -> Any:
        return self.chosen

    @property
    def ActiveWorkbook(self) -> Any:
        return self.front

    @property
    def ActiveSheet(self) -> Any:
        return self.front.ActiveSheet if self.front else None

    @property
    def Workbooks(self) -> Workbooks:
        return Workbooks(self)

    @property
    def ScreenUpdating(self) -> bool:
        return self.screen

    @ScreenUpdating.setter
    def ScreenUpdating(self, on: object) -> None:
        self.screen = bool(on)

    @property
    def EnableEvents(self) -> bool:
        return self.events

    @EnableEvents.setter
    def EnableEvents(self, on: object) -> None:
        self.events = bool(on)

    @property
    def DisplayAlerts(self) -> bool:
        return self.alerts

    @DisplayAlerts.setter
    def DisplayAlerts(self, on: object) -> None:
        self.alerts = bool(on)

    @property
    def Calculation(self) -> int:
        return self.calculation

    @Calculation.setter
    def Calculation(self, mode: int) -> None:
        if mode not in {AUTOMATIC, MANUAL, SEMIAUTOMATIC}:
            raise refused("Unable to set the Calculation property")
        self.calculation = mode

    @property
    def StatusBar(self) -> object:
        return self.said

    @StatusBar.setter
    def StatusBar(self, said: object) -> None:
        self.said = said
        self.statuses.append(said)


@dataclass(eq=False)
class Workbooks(Thing):
    """The workbooks that are open."""

    app: Application

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.app.traffic

    @property
    def Count(self) -> int:
        return len(self.app.books)

    def _item(self, key: Any = None) -> Workbook:
        for number, book in enumerate(self.app.books, start=1):
            if key == number or book.Name.casefold() == str(key).casefold():
                return book
        raise Failure(BAD_INDEX, "下标越界")

    def Item(self, key: Any) -> Workbook:
        return self._item(key)

    def _each(self) -> list[Any]:
        return list(self.app.books)


class Chart(Thing):
    """A chart, or a shape, that is selected: it has no address."""

    def __init__(self, app: Application) -> None:
        self.traffic = app.traffic

    @property
    def Name(self) -> str:
        return "图表 1"
