"""What a button answers: kept until VBA, to which Python has returned, comes for it.

Excel waits for Python inside of a call, and asks the user about it when that takes
long: a box must not be shown meanwhile. So VBA calls a button, then `taken`, shows
what it is given, and, where that is a question, calls the button again with the
answer. It comes as a text, so it may be long, and in Chinese on any machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_left: dict[str, str] = {}


@dataclass(frozen=True)
class Ask:
    """A question that an action returns, for Yes or No, before it does anything.

    The action is then done anew, with `LiveBook.answer`.
    """

    question: str


@dataclass(frozen=True)
class Reply:
    """What to show: a sentence, and whether it is bad news; or a question."""

    said: str
    bad: bool = False
    asks: bool = False

    def __str__(self) -> str:
        mark = "?" if self.asks else "!" if self.bad else "-"
        return f"{mark}{self.said}"


def leave(button: str, reply: Reply) -> None:
    """Keep the reply of a button, in the place of an earlier one."""
    _left[button] = str(reply)


def taken(button: str) -> list[list[str]]:
    """Return the reply of a button as a cell, once: its mark, and what it says.

    >>> leave("undo_last", Reply("没有可以撤销的操作。"))
    >>> taken("undo_last"), taken("undo_last")
    ([['-没有可以撤销的操作。']], [['']])
    """
    return [[_left.pop(button, "")]]


def _declare(function: Callable[[str], object]) -> None:
    """Let VBA call it as it calls worksheet functions: that way takes any text."""
    raw = {"options": {"convert": "raw"}}
    told: Any = function
    told.__xlfunc__ = {
        "args": [{"name": "button", **raw}],
        "ret": raw,
        "async_mode": None,
    }


_declare(taken)
