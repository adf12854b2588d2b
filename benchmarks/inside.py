"""What a button asks of LibreOffice, counted and timed in the process that asks.

Macros run inside of LibreOffice, so this does, too: the bridge there imports it from
this folder. It wraps the product's and the engine's own functions; none is changed.
"""

from __future__ import annotations

import functools
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import isfunction
from pathlib import Path
from typing import Any

from xlwings import base_classes

from xl_addin.desk import boundary as desk
from xl_addin.hosts.calc import app, book, looks, place, range, sheet  # noqa: A004
from xl_addin.hosts.live import book as live
from xl_addin.hosts.live import drawing, journal
from xl_addin.hosts.live.book import LiveBook

OURS, FILES, SCREEN, IDLE = "ours", "files", "screen", "idle"
READ, KEEP, WRITE, LOOKS = "read", "keep", "write", "looks"
"""What is done: a name for each share of the time."""

_STEPS: dict[Any, dict[str, str]] = {
    desk: {"work": OURS},
    journal: {"back_up": FILES, "remember": FILES},
    LiveBook: {
        "rows": READ, "named": READ, "write": WRITE,
        "write_formulas": WRITE, "draw": WRITE, "settle": KEEP,
    },
    live: {"standing": KEEP, "kept": KEEP},
    drawing: {"planned": KEEP, "prepare": LOOKS, "finish": LOOKS},
}  # fmt: skip
_XLWINGS = base_classes.__name__
_ENGINE = (app, book, sheet, place, looks, range)


class Tally:
    """Seconds by what is being done; calls and their seconds by the engine's member."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.spent: Counter[str] = Counter()
        self.busy = False
        self._doing, self._since = IDLE, time.monotonic()

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Book the time of the block, less that of blocks in it, under this name."""
        before = self._doing
        self._turn(what)
        try:
            yield
        finally:
            self._turn(before)

    @contextmanager
    def calling(self, member: str) -> Iterator[None]:
        """Count a call of the outermost kind: what it calls itself is not seen."""
        start, self.busy = time.monotonic(), True
        try:
            with self.doing(SCREEN if self._doing == OURS else self._doing):
                yield
        finally:
            self.busy = False
            self.calls[member] += 1
            self.spent[member] += time.monotonic() - start

    def _turn(self, what: str) -> None:
        now = time.monotonic()
        self.seconds[self._doing] += now - self._since
        self._doing, self._since = what, now


_tally = [Tally()]
_told: list[Path] = []


def watch(path: str) -> None:
    """Begin anew; at the next closing message the figures go to this file."""
    if not _told:
        _wrap_all()
    _told[:] = [Path(path)]
    _tally[:] = [Tally()]


def _wrap_all() -> None:
    for holder, steps in _STEPS.items():
        for name, what in steps.items():
            setattr(holder, name, _timed(getattr(holder, name), what))
    for module in _ENGINE:
        for cls in vars(module).values():
            if isinstance(cls, type) and cls.__module__ == module.__name__:
                _wrap(cls)
    app.App.alert = _finished(app.App.alert)  # type: ignore[method-assign]


def _wrap(cls: type) -> None:
    """Count what xlwings asks of an engine, and nothing that the engine adds."""
    asked = [vars(base) for base in cls.__mro__ if base.__module__ == _XLWINGS]
    for name, member in list(vars(cls).items()):
        called = f"{cls.__name__}.{name}"
        if name == "__init__" or not any(name in members for members in asked):
            continue
        if isinstance(member, property):
            gets, sets = member.fget, member.fset
            read = gets and _counted(gets, f"{called}, read")
            write = sets and _counted(sets, f"{called}, written")
            setattr(cls, name, property(read, write))
        elif isfunction(member):
            setattr(cls, name, _counted(member, called))


def _timed(step: Callable[..., Any], what: str) -> Callable[..., Any]:
    @functools.wraps(step)
    def timed(*args: Any, **options: Any) -> Any:  # noqa: ANN401
        with _tally[0].doing(what):
            return step(*args, **options)

    return timed


def _counted(member: Callable[..., Any], called: str) -> Callable[..., Any]:
    @functools.wraps(member)
    def counted(*args: Any, **options: Any) -> Any:  # noqa: ANN401
        if _tally[0].busy:
            return member(*args, **options)
        with _tally[0].calling(called):
            return member(*args, **options)

    return counted


def _finished(alert: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(alert)
    def finished(*args: Any) -> Any:  # noqa: ANN401
        now, tally = time.monotonic(), _tally[0]
        _, said, _, _, mode, _ = args  # the app, then what xlwings gives App.alert
        figures = {
            "ended": now,
            "said": said,
            "good": mode != "critical",
            "seconds": tally.seconds,
            "calls": tally.calls,
            "spent": tally.spent,
        }
        _told[0].write_text(json.dumps(figures), encoding="utf-8")
        return alert(*args)

    return finished
