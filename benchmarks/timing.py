"""Takes the time of steps, in turns, so that a busy moment of the machine hits all."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FEW, MANY = 2, 5


class Timed(NamedTuple):
    """Seconds of the first run and of the best; MB of memory at its peak, if known."""

    first: float
    best: float
    memory: float | None = None


@dataclass(frozen=True)
class Line:
    """One line of a table: what was run, and how long it took."""

    name: str
    timed: Timed


@dataclass(frozen=True)
class Table:
    """Lines that compare with each other; the first one is ours."""

    title: str
    note: str
    lines: tuple[Line, ...]


def in_turn(steps: Mapping[str, Callable[[], object]]) -> list[Line]:
    """Return how long each step took, the first time and at best of several rounds."""
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(MANY):
        for name, step in steps.items():
            took[name].append(_seconds(step))
    return [Line(name, Timed(t[0], min(t))) for name, t in took.items()]


def alone(
    steps: Mapping[str, tuple[Callable[[Path], object], int]], path: Path
) -> list[Line]:
    """Return the same of steps that read `path`, with their peak memory.

    Each run has a process of its own. Modules are imported before the clock
    starts; the memory includes them. Each step says how many rounds it joins.
    """
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in steps}
    for turn in range(MANY):
        for name, (step, times) in steps.items():
            if turn < times:
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    took[name].append(pool.apply(_run, (step, path)))
    return [
        Line(name, Timed(t[0][0], min(t)[0], max(memory for _, memory in t) or None))
        for name, t in took.items()
    ]


def _run(step: Callable[[Path], object], path: Path) -> tuple[float, float]:
    return _seconds(lambda: step(path)), _peak()


def _seconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def _peak() -> float:
    """Return the most memory this process ever held, in MB; 0 but on Linux."""
    # ru_maxrss would begin with what the process that started this one held.
    try:
        lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    sizes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return sizes[0] * 1024 / 1e6 if sizes else 0
