"""Tell the LibreOffice that listens on a pipe to show a sheet, or to quit.

    python window.py PIPE show FILE SHEET ZOOM WIDTH HEIGHT ROW COLUMN   ends when it is drawn
    python window.py PIPE quit

Run by an interpreter that has `uno`, which is seldom the project's own.
"""

# ruff: noqa: ANN401 - what UNO hands out has no types

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import uno
from com.sun.star.awt.PosSize import POSSIZE
from com.sun.star.beans import PropertyValue
from com.sun.star.document.MacroExecMode import NEVER_EXECUTE
from com.sun.star.lang import DisposedException
from com.sun.star.view.DocumentZoomType import BY_VALUE

DESKTOP = "com.sun.star.frame.Desktop"
TOOLKIT = "com.sun.star.awt.Toolkit"


def connect(pipe: str, seconds: int = 60) -> Any:
    """Return the context of the LibreOffice at `pipe`, once it answers."""
    here = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = here.ServiceManager.createInstanceWithContext(name, here)
    for _ in range(seconds * 4):
        try:
            return resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


def service(context: Any, name: str) -> Any:
    """Return a service of LibreOffice by its name."""
    return context.ServiceManager.createInstanceWithContext(name, context)


def opened(context: Any, path: Path) -> Any:
    """Return the workbook, open in a window, its macros off."""
    options = {"MacroExecutionMode": NEVER_EXECUTE, "Silent": True}
    values = tuple(PropertyValue(Name=n, Value=v) for n, v in options.items())
    desktop = service(context, DESKTOP)
    book = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, values)
    return book or sys.exit(f"LibreOffice cannot open {path.name}")


def bring_forward(book: Any, sheet: str, zoom: int, size: tuple[int, int]) -> Any:
    """Give the window its size in pixels, and the sheet to show; return its view."""
    if not book.Sheets.hasByName(sheet):
        names = ", ".join(book.Sheets.ElementNames)
        sys.exit(f"no sheet {sheet!r} in the workbook, only {names}")
    view = book.CurrentController
    view.Frame.ContainerWindow.setPosSize(0, 0, *size, POSSIZE)
    book.Sheets.getByName(sheet).IsVisible = True
    view.setActiveSheet(book.Sheets.getByName(sheet))
    view.ZoomType, view.ZoomValue = BY_VALUE, zoom
    book.setModified(False)  # nothing to ask about on the way out
    return view


def show(context: Any, path: str, sheet: str, *numbers: str) -> None:
    """Open, bring forward and wait until nothing is left to draw."""
    zoom, width, height, row, column = map(int, numbers)
    view = bring_forward(opened(context, Path(path)), sheet, zoom, (width, height))
    if row > 1 or column > 1:
        pane = view.getByIndex(view.Count - 1)  # what scrolls under frozen headings
        pane.FirstVisibleRow, pane.FirstVisibleColumn = row - 1, column - 1
    service(context, TOOLKIT).processEventsToIdle()


def leave(context: Any) -> None:
    """Quit without asking; going, LibreOffice may cut the line before it answers."""
    with suppress(DisposedException):
        service(context, DESKTOP).terminate()


def main(pipe: str, verb: str, *details: str) -> None:
    """Do one thing."""
    context = connect(pipe)
    if verb == "show":
        show(context, *details)
    else:
        leave(context)


if __name__ == "__main__":
    main(*sys.argv[1:])
