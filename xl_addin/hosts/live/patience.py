"""Objects of Excel's that are asked again while Excel is busy, at every single call.

As a macro hands it over, a workbook is a plain object of pywin32: what Excel refuses
once is an error. Every object that comes out of a `Patient` is one, too.
"""

# ruff: noqa: ANN401 - what pywin32 hands out has no types

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from xl_addin.errors import ExcelBusy
from xl_addin.hosts.live.refusal import AskAgain, is_refusal, patiently

_PLAIN = (str, bool, int, float, tuple, type(None))


class Patient:
    """An object of Excel's, asked again a few times while it does not answer.

    Raises `ExcelBusy`. A name that the object really lacks is an AttributeError, at
    once: pywin32 says so of a busy Excel, too, and then the name is looked up.
    """

    def __init__(self, it: Any) -> None:
        object.__setattr__(self, "_it", it)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # pywin32's own, no call
            return getattr(self._it, name)
        found = _asked(self._it, name, lambda: getattr(self._it, name))
        return _patient(found, self._it, name)

    def __setattr__(self, name: str, value: object) -> None:
        _asked(self._it, name, lambda: setattr(self._it, name, _bare(value)))

    def __call__(self, *given: object) -> Any:
        """Return what the object gives by default: of a collection, a member."""
        bare = [_bare(each) for each in given]
        return _patient(patiently(lambda: _item(self._it, bare)), self._it, "")

    def __iter__(self) -> Iterator[Any]:
        """Yield by number: pywin32 takes a refused enumerator for none at all."""
        return (self(at) for at in range(1, self.Count + 1))

    def __eq__(self, other: object) -> bool:
        return bool(self._it == _bare(other))

    def __hash__(self) -> int:
        return hash(self._it)


def _patient(found: Any, owner: Any, name: str) -> Any:
    if isinstance(found, _PLAIN):
        return found
    if hasattr(found, "_oleobj_"):
        return Patient(found)
    return _method(found, owner, name) if callable(found) else found


def _method(method: Callable[..., Any], owner: Any, name: str) -> Callable[..., Any]:
    def call(*given: object, **named: object) -> Any:
        bare = [_bare(each) for each in given]
        also = {key: _bare(each) for key, each in named.items()}
        return _patient(_asked(owner, name, lambda: method(*bare, **also)), owner, name)

    return call


def _bare(given: Any) -> Any:
    return (
        object.__getattribute__(given, "_it") if isinstance(given, Patient) else given
    )


def _asked(it: Any, name: str, ask: Callable[[], Any]) -> Any:
    """Ask for a member; where pywin32 says that there is none, find out whether so.

    Raises `ExcelBusy` where it is there, but stays refused.
    """

    def attempt() -> Any:
        try:
            return ask()
        except AttributeError as error:
            _look_up(it, name, error)
            raise AskAgain(ExcelBusy()) from error

    return patiently(attempt)


def _look_up(it: Any, name: str, missing: AttributeError) -> None:
    """Raise the error where an object has no such member; Excel may refuse this, too."""
    try:
        it._oleobj_.GetIDsOfNames(0, name)
    except Exception as error:
        if is_refusal(error):
            raise
        raise missing from None


def _item(it: Any, given: list[object]) -> Any:
    """Return the default member; pywin32 may take a refusal for there being none."""
    try:
        return it(*given)
    except TypeError as error:
        if "default method" in str(error):
            raise AskAgain(error) from error
        raise
