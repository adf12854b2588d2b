"""Screen, events and calculation, kept still while a button works.

Each is put back by itself, for Excel may refuse any of them, and with more patience
than anything else: a workbook that no longer calculates shows old figures. What stays
refused even then is known to the next button, which gives it back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from xl_addin.hosts.live import journal
from xl_addin.hosts.live.refusal import patiently

if TYPE_CHECKING:
    import xlwings as xw

STILL = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
ROUNDS = 3
"""So often everything is tried that is still to be put back, each time patiently."""

_owed: dict[str, object] = {}
"""What the user had of what we left still: Python lives as long as its Excel does."""


@contextmanager
def still(app: xw.App) -> Iterator[None]:
    """Keep a program still; put it back as the user had it, whatever happens."""
    before = {name: _the_users(name, getattr(app, name)) for name in STILL}
    changed: dict[str, object] = {"status_bar": False}
    try:
        for name, value in STILL.items():
            setattr(app, name, value)
            changed[name] = before[name]
        yield
    finally:
        _put_back(app, changed)


def _the_users(name: str, now: object) -> object:
    """Return the user's own state of something, which is not what we left there."""
    owed = _owed.pop(name, now)
    return owed if now == STILL[name] else now


def _put_back(app: xw.App, states: dict[str, object]) -> None:
    """Put back what can be; remember the rest for the next time."""
    left = dict(states)
    for _ in range(ROUNDS):
        for name, value in list(left.items()):
            try:
                patiently(partial(setattr, app, name, value))
                del left[name]
            except Exception as error:  # noqa: BLE001  the others come first
                journal.log()[0].error("%s: not put back", name, exc_info=error)
    _owed.update((name, value) for name, value in left.items() if name in STILL)
