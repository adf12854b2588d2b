"""A proof: one sentence that says what was shown, and what speaks against it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 8
"""So many of the things that speak against a proof are printed."""


@dataclass(frozen=True)
class Proof:
    """What was shown; it holds where nothing speaks against it."""

    sentence: str
    against: tuple[str, ...] = ()


class Refuted(Exception):
    """A proof does not hold: nothing more is shown."""


def proof(sentence: str, against: Iterable[object] = ()) -> Proof:
    """Return a proof. What speaks against it may be anything that is printed.

    >>> proof("一加一等于二")
    Proof(sentence='一加一等于二', against=())
    """
    return Proof(sentence, tuple(map(str, against)))


def equal(sentence: str, found: object, expected: object) -> Proof:
    """Return a proof that two things are equal.

    >>> equal("一加一等于二", 1 + 1, 3).against
    ('得到 2，应为 3',)
    """
    return proof(
        sentence, [] if found == expected else [f"得到 {found!r}，应为 {expected!r}"]
    )


class Report:
    """What is printed of proofs, whichever machine they come from."""

    def __init__(self) -> None:
        self._printing = threading.Lock()
        self._over = False

    def show(self, proofs: Iterable[Proof], where: str) -> int:
        """Print proofs as they come; return their number.

        Raises `Refuted` at the first that does not hold, and where another machine
        had one: what it goes on to say when its programs are ended is no proof.
        """
        shown, began = 0, time.monotonic()
        for one in proofs:
            self._print(one, where, time.monotonic() - began)
            shown, began = shown + 1, time.monotonic()
        return shown

    def _print(self, one: Proof, where: str, seconds: float) -> None:
        with self._printing:
            if self._over:
                raise Refuted(one.sentence)
            mark = "✗" if one.against else "✓"
            print(f"{mark} [{where}] {one.sentence}（{seconds:.0f} 秒）", flush=True)
            for against in one.against[:SHOWN]:
                print(f"    {against}", flush=True)
            if one.against:
                self._over = True
                raise Refuted(one.sentence)
