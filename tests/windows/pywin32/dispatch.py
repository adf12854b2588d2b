"""What pywin32 puts between Python and an object of Excel's: `CDispatch`, and its errors.

It behaves as `win32com.client.dynamic` does of an object whose type is known: a plain
attribute is got at once, one that takes arguments is called; a name that is not looked
up, or not there, is an AttributeError; anything else that fails is a `com_error`. A
walk through an object begins with an enumerator; where that is refused, pywin32 asks
for item 0 instead, and what it then says is about that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests.windows.excel import calls
from tests.windows.excel.calls import Failure, Thing, UnknownMember


class com_error(Exception):  # noqa: N801  the name that pywin32 gives it
    """Four arguments: code, words, Excel's own six details or None, and an index."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.hresult, self.strerror, self.excepinfo, self.argerror = args


class TimeType(datetime):
    """A date as pywin32 gives it: aware, though Excel knows no zone."""


class OleObject:
    """The interface that a `CDispatch` holds; the same object is always equal."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return self.thing is getattr(other, "thing", None)

    def __hash__(self) -> int:
        return id(self.thing)

    def GetIDsOfNames(self, lcid: int, name: str) -> int:  # noqa: ARG002, N802
        try:
            calls.member(self.thing, name)
        except UnknownMember as failure:
            raise translated(failure) from None
        return 1

    def GetTypeInfo(self) -> Any:  # noqa: N802
        raise com_error(-2147467262, "No such interface supported", None, None)


class CDispatch:
    """A late-bound object: what every property and method gives that is an object."""

    def __init__(self, thing: Thing) -> None:
        self.__dict__.update(
            _oleobj_=OleObject(thing),
            _thing=thing,
            _username_=type(thing).__name__,
            _enum_=None,
        )

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            if calls.is_method(self._thing, name):
                return Method(self, name)
            return delivered(calls.get(self._thing, name))
        except Failure as failure:
            raise self._error(failure, f"{self._username_}.{name}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self.__dict__:
            self.__dict__[name] = value
            return
        try:
            calls.put(self._thing, name, taken(value))
        except Failure as failure:
            said = f"Property '{self._username_}.{name}' can not be set."
            raise self._error(failure, said) from None

    def __call__(self, *arguments: Any) -> Any:
        try:
            return delivered(calls.item(self._thing, *map(taken, arguments)))
        except Failure as failure:
            raise translated(failure) from None

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int) and self._enum_ is None:
            try:
                self.__dict__["_enum_"] = calls.each(self._thing)
            except Failure:
                return self(index)
        if not isinstance(index, int):
            return self(index)
        try:
            calls.step(self._thing)
        except Failure as failure:
            raise translated(failure) from None
        return delivered(self._enum_[index])

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return self._oleobj_ == getattr(other, "_oleobj_", other)

    def __hash__(self) -> int:
        return hash(self._oleobj_)

    def __repr__(self) -> str:
        return f"<COMObject {self._username_}>"

    def _error(self, failure: Failure, said: str) -> Exception:
        if isinstance(failure, UnknownMember):
            return AttributeError(said)
        return translated(failure)


class Method:
    """A method of an object, bound to it."""

    def __init__(self, of: CDispatch, name: str) -> None:
        self._of, self._name = of, name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        of, given = self._of, [taken(one) for one in arguments]
        also = {name: taken(one) for name, one in named.items()}
        try:
            return delivered(calls.call(of._thing, self._name, *given, **also))  # noqa: SLF001
        except Failure as failure:
            said = f"{of._username_}.{self._name}"
            raise of._error(failure, said) from None  # noqa: SLF001


def translated(failure: Failure) -> com_error:
    """Return the error that pywin32 makes of what a call answered."""
    details = None
    if failure.hresult == calls.EXCEPTION:
        words = failure.said or None
        details = (0, "Microsoft Excel", words, "xlmain11.chm", 0, failure.scode)
    words = "Exception occurred." if details else failure.said
    return com_error(failure.hresult, words, details, None)


def delivered(value: Any) -> Any:
    """Return a value as pywin32 delivers it: dates aware, objects wrapped."""
    if isinstance(value, tuple):
        return tuple(map(delivered, value))
    if isinstance(value, Thing):
        return CDispatch(value)
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC)
        return TimeType(*moment.timetuple()[:6], moment.microsecond, tzinfo=UTC)
    return value


def taken(value: Any) -> Any:
    """Return a value as it reaches Excel. Raises what pywin32 cannot hand over."""
    if isinstance(value, list | tuple):
        return _array(value)
    if isinstance(value, CDispatch):
        return value._thing  # noqa: SLF001
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float | str | Decimal):
        return value
    kind = type(value).__name__
    said = f"Objects of type '{kind}' can not be converted to a COM VARIANT"
    raise TypeError(said)


def _array(value: Any) -> tuple[Any, ...]:
    """Return an array of one or two dimensions."""
    nested = [isinstance(line, list | tuple) for line in value]
    if not any(nested):
        return tuple(map(taken, value))
    if not all(nested) or len({len(line) for line in value}) > 1:
        raise ValueError("All dimensions must be a sequence of the same size")
    return tuple(tuple(map(taken, line)) for line in value)
