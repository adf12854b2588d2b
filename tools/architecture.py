"""Draw docs/pictures/architecture.svg, the rooms of the house, from the imports.

python tools/architecture.py

A room stands on the lowest floor that is above every room it imports. An arrow is
an import; one that follows from two others is left out.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import wrap

import grimp

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "architecture.svg"
PACKAGE, BESIDE = "xl_addin", "udfs"

BOX, HIGH, LANE, GAP, FLOOR, EDGE = 248, 76, 12, 16, 118, 20
"""Widths and heights in pixels: a box, the way of an arrow past boxes, and gaps."""
LINE, LINES = 36, 3
"""So many characters has a line in a box, and so many lines."""
SWEEPS = 24

Rooms = dict[str, frozenset[str]]
"""Each room and what it imports."""


@dataclass(frozen=True)
class Stop:
    """A place on a floor: a room, or where an arrow passes by (its two ends)."""

    floor: int
    room: str = ""
    passing: tuple[str, str] = field(default=("", ""))

    @property
    def width(self) -> int:
        """How much of the floor it takes."""
        return BOX if self.room else LANE


Ways = dict[tuple[str, str], tuple[Stop, ...]]
"""Each arrow and its stops, from above."""
Floors = list[list[Stop]]
"""The stops of each floor from left to right, the lowest floor first."""


def picture() -> str:
    """Return the whole picture as SVG, the same for the same imports."""
    rooms = direct(imports())
    heights = floors(rooms)
    ways = {
        (upper, lower): way(upper, lower, heights)
        for upper in sorted(rooms)
        for lower in sorted(rooms[upper])
    }
    return drawn(arranged(heights, ways), ways)


def imports() -> Rooms:
    """Return what each room imports of the others."""
    graph = grimp.build_graph(PACKAGE, BESIDE)
    found: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules:
        found[room_of(module)] |= {
            room_of(other) for other in graph.find_modules_directly_imported_by(module)
        }
    found.pop(PACKAGE)
    return {room: frozenset(seen - {room, PACKAGE}) for room, seen in found.items()}


def room_of(module: str) -> str:
    """Return the room that a module stands in.

    >>> room_of("xl_addin.sheets.a3"), room_of("udfs.cell")
    ('sheets', 'udfs')
    """
    package, _, inside = module.partition(".")
    return inside.partition(".")[0] or package if package == PACKAGE else package


def direct(rooms: Rooms) -> Rooms:
    """Return the imports without those that follow from others.

    >>> direct({"a": frozenset("bc"), "b": frozenset("c"), "c": frozenset()})["a"]
    frozenset({'b'})
    """

    def below(room: str) -> frozenset[str]:
        return rooms[room].union(*map(below, rooms[room]))

    return {
        room: seen.difference(*(below(other) for other in seen))
        for room, seen in rooms.items()
    }


def floors(rooms: Rooms) -> dict[str, int]:
    """Return the floor of each room, the lowest being 0."""

    def floor(room: str) -> int:
        return max((1 + floor(other) for other in rooms[room]), default=0)

    return {room: floor(room) for room in sorted(rooms)}


def way(upper: str, lower: str, heights: dict[str, int]) -> tuple[Stop, ...]:
    """Return the stops of an arrow from one room down to another."""
    between = range(heights[upper] - 1, heights[lower], -1)
    return (
        Stop(heights[upper], upper),
        *(Stop(floor, passing=(upper, lower)) for floor in between),
        Stop(heights[lower], lower),
    )


def arranged(heights: dict[str, int], ways: Ways) -> Floors:
    """Return the floors, each in an order that lets few arrows cross."""
    beside: dict[Stop, set[Stop]] = defaultdict(set)
    for stops in ways.values():
        for upper, lower in pairwise(stops):
            beside[upper].add(lower)
            beside[lower].add(upper)
    alone = {Stop(floor, room) for room, floor in heights.items()}
    every = sorted(alone | beside.keys(), key=lambda s: (s.floor, s.room, s.passing))
    rows = [[s for s in every if s.floor == f] for f in range(every[-1].floor + 1)]
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for row in reversed(rows) if down else rows:
            at = places(rows)
            near = {
                stop: [at[s] for s in beside[stop] if (s.floor > stop.floor) == down]
                or [at[stop]]
                for stop in row
            }
            row.sort(key=lambda s: sum(near[s]) / len(near[s]))
    return rows


def places(rows: Floors) -> dict[Stop, float]:
    """Return the middle of each stop, every floor centred on 0."""
    found = {}
    for row in rows:
        x = -(sum(stop.width for stop in row) + GAP * (len(row) - 1)) / 2
        for stop in row:
            found[stop] = x + stop.width / 2
            x += stop.width + GAP
    return found


def drawn(rows: Floors, ways: Ways) -> str:
    """Return floors and arrows as SVG."""
    at = places(rows)
    half = max(abs(x) + stop.width / 2 for stop, x in at.items()) + EDGE
    height = 2 * EDGE + FLOOR * (len(rows) - 1) + HIGH
    top = {floor: EDGE + FLOOR * (len(rows) - 1 - floor) for floor in range(len(rows))}
    seen = f'viewBox="{-half:g} 0 {2 * half:g} {height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {seen} font-family="sans-serif">',
        f'<rect x="{-half:g}" width="100%" height="100%" fill="#fff"/>',
        *(arrow(stops, at, top) for stops in ways.values()),
        *(line for stop in at if stop.room for line in box(stop, at, top)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def arrow(stops: tuple[Stop, ...], at: dict[Stop, float], top: dict[int, int]) -> str:
    """Return one arrow: curves between floors, straight past boxes."""
    parts = [f"M{at[stops[0]]:g} {top[stops[0].floor] + HIGH}"]
    for upper, lower in pairwise(stops):
        start, end = top[upper.floor] + HIGH, top[lower.floor]
        end -= 6 if lower.room else 0
        middle = (start + end) / 2
        parts.append(
            f"C{at[upper]:g} {middle:g} {at[lower]:g} {middle:g} {at[lower]:g} {end}"
        )
        parts += [] if lower.room else [f"V{end + HIGH}"]
    x, y = at[stops[-1]], top[stops[-1].floor]
    return (
        f'<path d="{" ".join(parts)}" fill="none" stroke="#8a94a6" stroke-width="1.3"/>'
        f'<path d="M{x:g} {y}l-4 -7h8z" fill="#8a94a6"/>'
    )


def box(stop: Stop, at: dict[Stop, float], top: dict[int, int]) -> Iterator[str]:
    """Yield one room: its name, and what it says of itself."""
    x, y = at[stop] - BOX / 2, top[stop.floor]
    yield (
        f'<rect x="{x:g}" y="{y}" width="{BOX}" height="{HIGH}" rx="5"'
        ' fill="#eef3fa" stroke="#4a6fa5"/>'
    )
    yield text(x + 10, y + 20, 14, stop.room, ' font-weight="bold"')
    for at_line, line in enumerate(said(stop.room)):
        yield text(x + 10, y + 37 + 14 * at_line, 11, line)


def text(x: float, y: float, size: int, words: str, more: str = "") -> str:
    """Return one line of text."""
    return f'<text x="{x:g}" y="{y}" font-size="{size}"{more}>{escape(words)}</text>'


def said(room: str) -> list[str]:
    """Return what a room says in the first line of its docstring, in few words."""
    home = ROOT / room if room == BESIDE else ROOT / PACKAGE / room
    file = home / "__init__.py" if home.is_dir() else home.with_suffix(".py")
    words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    first = words.splitlines()[0].replace("`", "")
    return wrap(first, LINE, max_lines=LINES, placeholder=" …")


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
    print(PICTURE)
