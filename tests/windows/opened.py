"""A workbook of blank sheets, open in the Excel in memory: for the host's own tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
import xlwings as xw

from tests.windows.excel.application import Application
from tests.windows.excel.calls import Traffic
from tests.windows.excel.workbook import Workbook
from tests.windows.excel.worksheet import Worksheet
from tests.windows.pywin32 import modules
from tests.windows.pywin32.dispatch import CDispatch
from xl_addin.hosts.live.book import LiveBook
from xl_addin.look.grid import Grid, compose
from xl_addin.look.theme import theme
from xl_addin.sheets.settings import AS_PUBLISHED
from xl_addin.tables import annex1

GREEN = 0x00FF00
"""A colour as Excel counts it: blue most."""


class Opened(Workbook):
    """An open workbook. Every call that crosses to it is counted."""

    def __init__(self, *tabs: str, path: str = "book.xlsm") -> None:
        super().__init__(Application(), path)
        self.sheets = [Worksheet(self, tab, tab) for tab in tabs]
        self.app.books.append(self)
        self.app.front = self

    @property
    def traffic(self) -> Traffic:
        return self.app.traffic

    @property
    def calls(self) -> Counter[str]:
        """The calls so far, by name: "Range.Value="."""
        return self.traffic.counts

    def live(self) -> LiveBook:
        """Return the workbook as a button has it: xlwings' real engine over it."""
        return LiveBook(xw.Book(impl=modules.engine().Book(CDispatch(self))))


def drawn(book: Opened, grid: Grid, read_back: Sequence[int] = ()) -> LiveBook:
    """Draw a grid as published."""
    live = book.live()
    live.draw(grid, theme(AS_PUBLISHED), read_back)
    return live


def annex(count: int) -> Grid:
    """Return 附件1 with so many lines of figures."""
    frame = pd.DataFrame({f.name: range(count) for f in annex1.SHEET.fields})
    frame[annex1.SHEET.fields[0].name] = [f"单位{at}" for at in range(count)]
    return compose(annex1.SHEET, frame, "2021年1-2月")


def fill(sheet: Worksheet, cells: Mapping[tuple[int, int], object]) -> None:
    """Let cells hold something, however it came there; a text with = is a formula."""
    for (row, column), value in cells.items():
        if isinstance(value, str) and value.startswith("="):
            sheet.area(row, column, row, column).Formula = value
        else:
            kept = sheet.at(row, column)._replace(value=value, prefix=False)
            sheet.keep(row, column, kept)


def numbers(sheet: Worksheet, *rows: int, column: int) -> list[str]:
    """Return the number formats of a column in some rows."""
    return [sheet.at(row, column).format.number for row in rows]
