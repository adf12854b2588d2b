"""An Excel with workbooks open, and a hand that presses their buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwings as xw

from tests.windows.excel.application import Application
from tests.windows.excel.calls import Traffic
from tests.windows.excel.stored import load
from tests.windows.excel.workbook import Workbook
from tests.windows.pywin32 import modules
from tests.windows.pywin32.dispatch import CDispatch
from xl_addin import macros
from xl_addin.desk.reply import taken


@dataclass
class Desk:
    """Excel; `said` is what the buttons told, oldest first."""

    folder: Path
    app: Application = field(default_factory=Application)
    said: list[str] = field(default_factory=list)

    @property
    def traffic(self) -> Traffic:
        """Return the calls since the last press began."""
        return self.app.traffic

    def open(self, data: Mapping[str, Any], name: str = "月报.xlsm") -> Workbook:
        """Open a workbook; a file of its name lies in the folder."""
        path = self.folder / name
        path.write_bytes(b"as it was saved")
        return load(self.app, data, str(path))

    def xlwings(self, book: Workbook) -> xw.Book:
        """Return a workbook as a button has it: its objects plainly dispatched."""
        return xw.Book(impl=modules.engine().Book(CDispatch(book)))

    def press(self, book: Workbook, macro: str) -> str:
        """Press a button as VBA does: BOOK_CALLER is set, the macro called by name."""
        engine = modules.engine()
        modules.SAID.clear()
        self.traffic.counts.clear()
        self.traffic.total = 0
        engine.BOOK_CALLER = CDispatch(book)
        try:
            getattr(macros, macro)()
        finally:
            engine.BOOK_CALLER = None
        ((reply,),) = taken(macro)
        self.said.append(reply[1:])
        return reply[1:]
