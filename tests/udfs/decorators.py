"""xlwings' own decorators and its generator of VBA, at work on every system.

They stand beside the server for Excel, which needs pywin32 as soon as it is
imported. Elsewhere than on Windows xlwings therefore puts decorators in their
place that do nothing.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from types import ModuleType
from typing import Any

import xlwings as xw

_WINDOWS_ONLY = ("pythoncom", "pywintypes", "win32com", "win32com.client")


@cache
def use_real_decorators() -> None:
    """Make `xw.func`, `xw.arg` and `xw.ret` do their work on this system, too.

    On Windows they do. Elsewhere the modules of pywin32 are stood in for while the
    decorators are imported; nothing of them is used by the decorators themselves.
    Call it before the first function is decorated.
    """
    if sys.platform.startswith("win"):
        return
    stand_ins = {n: ModuleType(n) for n in _WINDOWS_ONLY if n not in sys.modules}
    sys.modules.update(stand_ins)
    pythoncom: Any = sys.modules["pythoncom"]
    pythoncom.CoInitialize = lambda: None
    client: Any = sys.modules["win32com.client"]
    client.Dispatch = None
    real = importlib.import_module("xlwings.udfs")
    for name in stand_ins:
        del sys.modules[name]
    xw.func, xw.arg, xw.ret = real.xlfunc, real.xlarg, real.xlret
