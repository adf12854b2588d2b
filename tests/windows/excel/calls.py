"""How a program outside reaches an object of this Excel: by name, counted, refusable.

Every get, put, method and item crosses here once and is counted under its name:
"Range.Value", "Range.Value=", "Range.Merge()", "Sheets.Item()". Excel can be told to
refuse the n-th call, and the ones after it, in each of the forms in which a busy
Excel does so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

EXCEPTION = -2147352567
"""DISP_E_EXCEPTION: look into the exception's own code."""
UNKNOWN_NAME = -2147352570
BAD_INDEX = -2147352565
TYPE_MISMATCH = -2147352571
CALL_REJECTED = -2147418111
BEING_EDITED = -2146777998
ERROR_1004 = -2146827284
OVERFLOW = -2146828282


class Failure(Exception):
    """What a call answers instead of a value: a code, and Excel's own code and words."""

    def __init__(self, hresult: int, said: str = "", scode: int = 0) -> None:
        super().__init__(hresult, said, scode)
        self.hresult, self.said, self.scode = hresult, said, scode


class UnknownMember(Failure):
    """No member of this name: what GetIDsOfNames answers."""

    def __init__(self, name: str) -> None:
        super().__init__(UNKNOWN_NAME, f"Unknown name: {name}")


def refused(said: str) -> Failure:
    """Return Excel's error 1004 with its sentence."""
    return Failure(EXCEPTION, said, ERROR_1004)


class Busy(Enum):
    """The three forms in which a busy Excel refuses a call."""

    REJECTED = "RPC_E_CALL_REJECTED"
    EDITING = "a cell is being edited"
    NAMES = "the name of a member is not looked up"


@dataclass
class Traffic:
    """The calls so far. Those from number `refuse_from` on, `times` of them, fail.

    With `every`, so do as many again after so many calls, and so on. With `only`, the
    calls of that name alone are counted, and fail.
    """

    counts: Counter[str] = field(default_factory=Counter)
    total: int = 0
    refuse_from: int = 0
    times: int = 1
    every: int = 0
    only: str = ""
    form: Busy = Busy.REJECTED
    refused: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Count from 0 again, and refuse nothing."""
        self.counts.clear()
        self.refused.clear()
        self.total = self.refuse_from = 0

    def refuse(
        self,
        at: int,
        form: Busy = Busy.REJECTED,
        times: int = 1,
        every: int = 0,
        only: str = "",
    ) -> None:
        """Refuse the call of that number, counted from 1, and the next ones; 0: none."""
        self.refuse_from, self.form = at, form
        self.times, self.every, self.only = times, every, only
        self.refused.clear()

    def _refuses(self, what: str) -> bool:
        since = (self.counts[what] if self.only else self.total) - self.refuse_from
        if not self.refuse_from or since < 0 or self.only not in {"", what}:
            return False
        return (since % self.every if self.every else since) < self.times

    def cross(self, what: str, *, named: bool = True) -> None:
        """Count a call. Raises what a busy Excel answers when it is told to."""
        self.total += 1
        self.counts[what] += 1
        if self._refuses(what):
            self.refused.append(what)
            if self.form is Busy.EDITING:
                raise Failure(EXCEPTION, "", BEING_EDITED)
            if self.form is Busy.NAMES and named:
                raise UnknownMember(what)
            raise Failure(CALL_REJECTED, "Call was rejected by callee.")


class Thing:
    """An object of Excel's. Its capitalised attributes are what a program can reach."""

    traffic: Traffic

    def _item(self, *_: Any) -> Any:
        """Return what the object gives when it is called: its default member."""
        raise Failure(-2147352573, "Member not found.")  # DISP_E_MEMBERNOTFOUND

    def _each(self) -> list[Any]:
        """Return what a walk through the object gives."""
        raise Failure(-2147352573, "Member not found.")


def member(thing: Thing, name: str) -> Any:
    """Return the declaration of a member. Raises `UnknownMember`."""
    declared = getattr(type(thing), name, None) if name[:1].isupper() else None
    if declared is None:
        raise UnknownMember(f"{type(thing).__name__}.{name}")
    return declared


def is_method(thing: Thing, name: str) -> bool:
    """Return whether a member takes arguments rather than being a plain property."""
    return not isinstance(member(thing, name), property)


def get(thing: Thing, name: str) -> Any:
    """Return the value of a property."""
    declared = member(thing, name)
    thing.traffic.cross(f"{type(thing).__name__}.{name}")
    return declared.fget(thing)


def put(thing: Thing, name: str, value: Any) -> None:
    """Set a property."""
    declared = member(thing, name)
    thing.traffic.cross(f"{type(thing).__name__}.{name}=")
    if not isinstance(declared, property) or declared.fset is None:
        raise refused(f"Unable to set the {name} property")
    declared.fset(thing, value)


def call(thing: Thing, name: str, *arguments: Any, **named: Any) -> Any:
    """Call a method, or a property that takes arguments."""
    declared = member(thing, name)
    thing.traffic.cross(f"{type(thing).__name__}.{name}()")
    return declared(thing, *arguments, **named)


def item(thing: Thing, *arguments: Any) -> Any:
    """Return the default member: what `thing(arguments)` gives."""
    thing.traffic.cross(f"{type(thing).__name__}.Item()", named=False)
    return thing._item(*arguments)  # noqa: SLF001


def each(thing: Thing) -> list[Any]:
    """Return an enumerator; every step of it is a call of its own, `step`."""
    thing.traffic.cross(f"{type(thing).__name__}._NewEnum", named=False)
    return thing._each()  # noqa: SLF001


def step(thing: Thing) -> None:
    """Count one step of an enumerator."""
    thing.traffic.cross(f"{type(thing).__name__}.Next()", named=False)
