"""The end of the bridge inside LibreOffice: macros and functions find Python here.

A copy of this file stands in the profile as user/Scripts/python/bridge.py, where
transport.bas looks for it. XL_ADDIN_PATH tells where our packages are,
XL_ADDIN_PYTHON for which version of Python they were built.
"""

# ruff: noqa: ANN401, N802 - UNO has no types; the names are those of VBA's module

from __future__ import annotations

import importlib
import os
import sys
import traceback
from typing import Any

import uno
import unohelper
from com.sun.star.script import XInvocation
from com.sun.star.uno import RuntimeException

_PLACES = [
    place for place in os.environ.get("XL_ADDIN_PATH", "").split(os.pathsep) if place
]
sys.path[:0] = [place for place in _PLACES if place not in sys.path]

_failure = [""]

# VBA's numbers for kinds of boxes, and for their buttons
_YES_NO, _CRITICAL = 4, 16
_PRESSED = {"ok": 1, "yes": 6, "no": 7}


def RunPython(command: str, document: Any) -> int:
    """Run a line of Python for the workbook `document`; return 0 if all went well."""
    try:
        _book(document).set_mock_caller()
        exec(command, {})  # noqa: S102 - what the workbook's own macro asks for
    except BaseException:  # noqa: BLE001 - it must not end LibreOffice
        _failure[0] = traceback.format_exc()
        return 1
    return 0


def PythonError() -> str:
    """Return what Python said when RunPython last failed."""
    return _failure[0]


def Said() -> str:
    """Return every message that macros have shown so far, one a paragraph."""
    return "\n\n".join(_app().impl.said)


def Show(said: str, title: str, style: int) -> int:
    """Show a message box as VBA's own would; return the button that was pressed."""
    mode = "critical" if style & _CRITICAL else "info"
    buttons = "yes_no" if style & _YES_NO else "ok"
    return _PRESSED[_app().alert(said, title=title, buttons=buttons, mode=mode)]


def XLPy() -> Any:
    """Return the object that worksheet functions call."""
    return Functions()


class Functions(unohelper.Base, XInvocation):  # type: ignore[misc]
    """CallUDF, as the wrappers of the worksheet functions know it."""

    def hasMethod(self, name: str) -> bool:
        """Tell whether Basic may call `name`; it does not care about case."""
        return name.lower() == "calludf"

    def hasProperty(self, _name: str) -> bool:
        """Tell that there are no properties."""
        return False

    def getIntrospection(self) -> None:
        """Offer no more about this object than this."""

    def invoke(self, _name: str, given: Any, _at: Any, _out: Any) -> tuple[Any, ...]:
        """Return what the function says.

        An exception goes to the wrapper with its trace, as Excel's server sends it;
        the wrapper says in the cell what that means to the user.
        """
        module, function, arguments, *_ = given
        try:
            _app()
            functions = importlib.import_module("xl_addin.hosts.calc.functions")
            return functions.call(module, function, arguments or ()), (), ()
        except Exception:  # noqa: BLE001 - whatever it is, UNO can carry one kind only
            _failure[0] = traceback.format_exc()
            raise RuntimeException(_failure[0], None) from None


def _app() -> Any:
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    theirs = os.environ.get("XL_ADDIN_PYTHON", ours)
    if theirs != ours:
        interpreter = importlib.import_module("xl_addin.hosts.calc.interpreter")
        raise interpreter.PythonDiffers(ours, theirs)
    engine = importlib.import_module("xl_addin.hosts.calc.engine")
    link = importlib.import_module("xl_addin.hosts.calc.link")
    return engine.activate(link.inside(uno.getComponentContext()))


def _book(document: Any) -> Any:
    """Return the workbook as xlwings' object."""
    app = _app()
    book = importlib.import_module("xl_addin.hosts.calc.book")
    xlwings = importlib.import_module("xlwings")
    return xlwings.Book(impl=book.Book(app.impl, document))


g_exportedScripts = (RunPython, PythonError, Said, Show, XLPy)  # noqa: N816 - LibreOffice's name
