"""Excel refuses calls while a cell is being edited or a dialog is open: ask again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from xl_addin.errors import ExcelBusy

T = TypeVar("T")

PAUSES = (0.3, 0.6, 1.2)
"""Seconds to wait after each refusal; after one more the user is told."""

# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, VBA_E_IGNORE as signed numbers
_REFUSED = {-2147418111, -2147417846, -2146777998}
_EXCEPTION = -2147352567
"""DISP_E_EXCEPTION: what happened stands at the end of the details that follow."""


class AskAgain(Exception):
    """pywin32 makes another error of a refusal. `said` is what it comes to if it stays."""

    def __init__(self, said: Exception) -> None:
        super().__init__(str(said))
        self.said = said


def patiently(attempt: Callable[[], T]) -> T:
    """Try again, a few times, while calls are refused. Raises `ExcelBusy`."""
    for pause in PAUSES:
        try:
            return attempt()
        except Exception as error:
            if not is_refusal(error):
                raise
        time.sleep(pause)
    try:
        return attempt()
    except AskAgain as error:
        raise error.said from None
    except Exception as error:
        if not is_refusal(error):
            raise
        raise ExcelBusy from error


def is_refusal(error: Exception) -> bool:
    """Return whether an error says that Excel would not be called now.

    >>> is_refusal(Exception(-2147352567, "", (0, "", "", "", 0, -2146777998), None))
    True
    """
    if isinstance(error, AskAgain):
        return True
    code = error.args[0] if error.args else None
    if code == _EXCEPTION and len(error.args) > 2 and error.args[2]:
        code = error.args[2][-1]
    return isinstance(code, int) and code in _REFUSED
