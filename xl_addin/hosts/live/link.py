"""The way to the Excel that calls us, and what xlwings must not do to others.

Everything of ours that wants xlwings comes by here first.
"""

from __future__ import annotations

import atexit
import sys
from typing import TYPE_CHECKING

from xl_addin.hosts.live.patience import Patient

if TYPE_CHECKING:
    import xlwings as xw

_ENGINE = "xlwings._xlwindows"


def caller() -> xw.Book:
    """Return the workbook whose button was pressed, patient in Excel on Windows."""
    import xlwings  # noqa: PLC0415  nobody else needs it, and its import has effects

    spare_others()
    book = xlwings.Book.caller()
    engine = sys.modules.get(_ENGINE)
    if engine is None or not isinstance(book.impl, engine.Book):
        return book
    return xlwings.Book(impl=engine.Book(Patient(book.impl.xl)))


def spare_others() -> None:
    """Keep xlwings from ending programs called EXCEL.EXE when Python ends.

    On Windows its import registers that: whatever has no window that xlwings knows
    is killed, such as an Excel that is just starting, or another user's.
    """
    engine = sys.modules.get(_ENGINE)
    if engine is not None:
        atexit.unregister(engine.cleanup)
