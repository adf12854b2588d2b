"""The modules of pywin32 that xlwings' Windows engine imports, over our Excel in memory.

`engine()` gives the real `xlwings._xlwindows`. Of Windows there is only what it needs
to be imported, and a message box that keeps what it is told.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import xlwings as xw

from tests.windows.pywin32.dispatch import CDispatch, TimeType, com_error

HWND = 4711
"""The window of the one Excel that runs."""

SAID: list[str] = []
"""What the message boxes said."""


class error(Exception):  # noqa: N801  pywintypes.error, of win32api and its like
    """An error of Windows itself."""


def engine() -> ModuleType:
    """Return xlwings' own engine for Excel on Windows, imported here."""
    known = sys.modules.get("xlwings._xlwindows")
    if known is None:
        with patch.dict(sys.modules, _MODULES), _windows():
            known = importlib.import_module("xlwings._xlwindows")
        sys.modules["xlwings._xlwindows"] = known  # which patch.dict forgot
    return known


@contextmanager
def present() -> Iterator[None]:
    """Let pywin32 be importable, and the engine be xlwings' active one, for a while."""
    active = xw.engines.active
    sys.modules.update(_MODULES)
    try:
        xw.engines.active = xw.Engine(impl=engine().engine)
        yield
    finally:
        xw.engines.active = active
        for name in _MODULES:
            sys.modules.pop(name, None)


@contextmanager
def _windows() -> Iterator[None]:
    """Let ctypes have what only Windows has; none of it is called."""
    library = _Library()
    names = dict.fromkeys(("windll", "oledll"), library)
    with (
        patch.multiple(ctypes, create=True, **names),
        patch.object(ctypes, "PyDLL", lambda _: library),
    ):
        yield


class _Library:
    """A library of Windows: any function is there. One window, Excel's, is open."""

    def __getattr__(self, name: str) -> Any:
        def function(*_: object) -> int:
            return HWND if name == "GetTopWindow" else 0

        found = _Library() if name.endswith("32") or name == "oleacc" else function
        self.__dict__[name] = found
        return found


def _box(_: int, text: str, title: str = "", style: int = 0) -> int:  # noqa: ARG001
    SAID.append(text)
    return 1


def _module(name: str, **members: Any) -> ModuleType:
    made = ModuleType(name)
    made.__dict__.update(members)
    return made


def _modules() -> dict[str, ModuleType]:
    client = _module(
        "win32com.client",
        CDispatch=CDispatch,
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        DispatchBaseClass=type("DispatchBaseClass", (), {}),
        Dispatch=lambda it, *_, **__: it,
        DispatchEx=lambda *_, **__: None,
    )
    found = [
        _module("pywintypes", com_error=com_error, error=error, TimeType=TimeType, IID=str),
        _module("pythoncom", com_error=com_error, ole_error=com_error, CoInitialize=lambda: None, __file__="pythoncom"),
        _module("win32api", MessageBox=_box),
        _module("win32con", MB_OK=0, MB_OKCANCEL=1, MB_YESNOCANCEL=3, MB_YESNO=4, MB_ICONWARNING=48, MB_ICONINFORMATION=64),
        _module("win32gui", FindWindowEx=lambda *_: 1),
        _module("win32process", GetWindowThreadProcessId=lambda _: (1, 4242)),
        _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: UTC)),
        _module("win32com", client=client, __path__=[]),
        client,
    ]  # fmt: skip
    return {module.__name__: module for module in found}


_MODULES = _modules()
