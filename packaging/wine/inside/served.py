"""The in-memory Excel before real COM: another process reaches it as it reaches Excel.

Every object is an IDispatch of its own. A member is looked up by name, an unknown one
refused; blocks cross as arrays, failures with Excel's own codes. Workbook and Range
say what they are, as Excel's do: xlwings asks.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pythoncom
import pywintypes
import winerror
from win32com.server.exception import COMException
from win32com.server.policy import BasicWrapPolicy
from win32com.server.util import NewEnum, unwrap, wrap

from tests.windows.excel import calls
from tests.windows.excel.calls import Failure, Thing

KINDS = {
    "Application": "{000208D5-0000-0000-C000-000000000046}",
    "Workbook": "{000208DA-0000-0000-C000-000000000046}",
    "Worksheet": "{000208D8-0000-0000-C000-000000000046}",
    "Range": "{00020846-0000-0000-C000-000000000046}",
}
"""What Excel's objects call themselves, and the numbers of these interfaces."""
_SYS_WIN64 = 3
_PUT = pythoncom.DISPATCH_PROPERTYPUT | pythoncom.DISPATCH_PROPERTYPUTREF


class Served(BasicWrapPolicy):  # type: ignore[misc]  # pywin32 is not typed
    """How one object of the in-memory Excel answers COM."""

    def _wrap_(self, thing: Thing) -> None:
        super()._wrap_(thing)
        self._names = {winerror_value(): "", pythoncom.DISPID_NEWENUM: "_NewEnum"}

    def _getdispid_(self, name: str, flags: int) -> int:  # noqa: ARG002
        try:
            calls.member(self._obj_, name)
        except Failure as failure:
            raise COMException(scode=winerror.DISP_E_UNKNOWNNAME) from failure
        known = {name: number for number, name in self._names.items()}
        number = known.get(name, 1000 + len(known))
        self._names[number] = name
        return int(number)

    def _invoke_(self, number: int, lcid: int, flags: int, given: Any) -> Any:
        return 0, -1, self._invokeex_(number, lcid, flags, given, None, None)

    def _invokeex_(  # noqa: PLR0913, PLR0917  pywin32's own signature
        self, number: int, lcid: int, flags: int, given: Any, named: Any, at: Any
    ) -> Any:
        del lcid, named, at
        if number not in self._names:
            raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)
        try:
            return crossing(self._did(self._names[number], flags, given))
        except Failure as failure:
            raise _error(failure) from failure

    def _did(self, name: str, flags: int, given: Sequence[Any]) -> Any:
        arguments = [arrived(one) for one in given]
        thing = self._obj_
        if name == "_NewEnum":
            return NewEnum([crossing(one) for one in calls.each(thing)])
        if not name:
            return calls.item(thing, *arguments)
        if flags & _PUT:
            return calls.put(thing, name, arguments[-1])
        if calls.is_method(thing, name):
            if not flags & pythoncom.DISPATCH_METHOD:  # asked for as a property
                raise Failure(winerror.DISP_E_MEMBERNOTFOUND, "Member not found.")
            return calls.call(thing, name, *arguments)
        found = calls.get(thing, name)
        return calls.item(found, *arguments) if arguments else found

    def _GetTypeInfoCount_(self) -> int:  # noqa: N802  pywin32's name
        return int(type(self._obj_).__name__ in KINDS)

    def _GetTypeInfo_(self, index: int, lcid: int) -> Any:  # noqa: ARG002, N802
        kind = type(self._obj_).__name__
        if kind not in KINDS:
            raise COMException(scode=winerror.E_NOTIMPL)
        return 0, types().GetTypeInfoOfGuid(pywintypes.IID(KINDS[kind]))


def winerror_value() -> int:
    """Return the number of an object's default member."""
    return int(pythoncom.DISPID_VALUE)


@cache
def types() -> Any:
    """Return a library that knows the names of `KINDS`, as Excel's type library does."""
    path = os.path.join(tempfile.mkdtemp(), "excel.tlb")  # noqa: PTH118
    made = pythoncom.CreateTypeLib2(_SYS_WIN64, path)
    made.SetName("Excel")
    for name, number in KINDS.items():
        kind = made.CreateTypeInfo(name, pythoncom.TKIND_DISPATCH)
        kind.SetGuid(pywintypes.IID(number))
        kind.LayOut()
    made.SaveAllChanges()
    return pythoncom.LoadTypeLib(path)


@cache
def served(thing: Thing) -> Any:
    """Return the one IDispatch of an object."""
    return wrap(thing, usePolicy=Served)


def crossing(value: Any) -> Any:
    """Return a value as Excel hands it over. A tuple would be several results."""
    if isinstance(value, Thing):
        return served(value)
    if isinstance(value, tuple | list):
        return [crossing(one) for one in value]
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC)  # pywintypes.Time knows no day before 1970
    return value


def arrived(value: Any) -> Any:
    """Return a value that another process gave, as the in-memory Excel takes it."""
    if isinstance(value, pythoncom.TypeIIDs[pythoncom.IID_IDispatch]):
        return unwrap(value)
    if isinstance(value, tuple | list):
        return tuple(arrived(one) for one in value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value


def _error(failure: Failure) -> COMException:
    if failure.hresult == calls.EXCEPTION:
        return COMException(
            description=failure.said, scode=failure.scode, source="Microsoft Excel"
        )
    return COMException(description=failure.said, scode=failure.hresult)
