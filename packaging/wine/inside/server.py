"""Python, started as the workbook's VBA starts it: xlwings' DLL, cmd.exe, pythonw.exe.

The command is put together as XLPyCommand in the module xlwings does, from the sheet
xlwings.conf of the workbook.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from pathlib import PureWindowsPath
from typing import Any

import pythoncom
import win32com.client

_PATH_PARTS = (
    "ADD_WORKBOOK_TO_PYTHONPATH",
    "",
    "",
    "ONEDRIVE_CONSUMER_WIN",
    "ONEDRIVE_COMMERCIAL_WIN",
    "SHAREPOINT_WIN",
    "PYTHONPATH",
)
"""What xlwings is told in one text; the blanks are the workbook's own name."""


class _Variant(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("value", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    )


def command(conf: Mapping[str, str], book: str) -> str:
    """Return the command line that VBA hands to the DLL."""
    places = ";".join(conf.get(key, "") if key else book for key in _PATH_PARTS)
    escaped = places.replace("\\", "\\\\").replace("'", "\\'").replace("&", "^&")
    code = (
        "import sys, os;import xlwings.utils;"
        f'xlwings.utils.prepare_sys_path(\\"{escaped}\\");'
        "import xlwings; xlwings.serve('$(CLSID)')"
    )
    return f'cmd.exe  /K ""{conf["INTERPRETER_WIN"]}" -B -c "{code}""'


def started(conf: Mapping[str, str], book: str, version: str) -> Any:
    """Return Python's side of xlwings, as XLPy gives it to VBA.

    Raises `RuntimeError` with what the DLL says.
    """
    folder = PureWindowsPath(conf["INTERPRETER_WIN"]).parent
    library = ctypes.WinDLL(str(folder / f"xlwings64-{version}.dll"))  # type: ignore[attr-defined]
    activate = library.XLPyDLLActivateAuto
    activate.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_long]
    activate.restype = ctypes.c_long
    variant = _Variant()
    # VBA hands texts over in the code page, with ? for what that does not have
    text = command(conf, book).encode("mbcs", "replace")
    if activate(ctypes.byref(variant), text, 1):
        raise RuntimeError(ctypes.wstring_at(variant.value))
    return win32com.client.Dispatch(_object(variant.value))


def _object(pointer: int | None) -> Any:
    """Return the object that a pointer means, as pywin32 has it."""
    convert = ctypes.PyDLL(pythoncom.__file__).PyCom_PyObjectFromIUnknown
    convert.restype = ctypes.py_object
    wanted = (ctypes.c_byte * 16).from_buffer_copy(bytes(pythoncom.IID_IDispatch))
    return convert(ctypes.c_void_p(pointer), ctypes.byref(wanted), True)  # noqa: FBT003
