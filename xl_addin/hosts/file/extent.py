"""How far a sheet reaches, and where its errors are, from the XML of its part.

The fast reader holds a sheet as one block from A1 to the last row and the last
column that carry a value. One stray value in XFD1048576 makes that block 17
thousand million places, and the reader then ends the whole process, without an
exception. So the reach is measured before the reader is let in.

Twice it is measured quickly: cells spelled as every known program spells them are
decoded by NumPy, first all of them, then without those that only carry a style.
Whatever is left in doubt goes to an XML parser, some times slower, which knows
every spelling.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

# A block that any machine can hold: 4 million places, 128 MB in the reader.
SMALL: Final = 4_000_000
# Beyond that, one place in four must be taken. An A3 row with only its required
# cells takes every second one.
PLACES_PER_CELL: Final = 4

_CHUNK: Final = 1 << 20
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_STYLE_ONLY: Final = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]*")?/>')
_PREFIXED: Final = re.compile(rb":c[\s/>]")
_ERROR: Final = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^<>]* t="e"[^<>]*>'
    rb"(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>([^<]+)</v>"
)
_REFERENCE: Final = re.compile("([A-Z]{1,3})([0-9]{1,10})", re.IGNORECASE)

Signs = NDArray[np.uint8]
Place = tuple[int, int]  # row and column, both counted from 1


class Readable(Protocol):
    """A part of the workbook, opened."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, and none at the end."""


@dataclass(frozen=True)
class Extent:
    """Last row, last column, how many cells, and the errors among them.

    `stray` is the cell that stretches the block most, known only where the
    extent was measured exactly.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    stray: str = ""

    @property
    def fits(self) -> bool:
        """Whether the block from A1 is small, or else well filled."""
        return self.rows * self.columns <= max(SMALL, PLACES_PER_CELL * self.cells)


def measure(open_part: Callable[[], Readable]) -> Extent:
    """Return the reach of a sheet, and its errors as Excel shows them: `#N/A`.

    `open_part` opens the sheet's part, each time from its beginning. An extent
    that fits may count cells without a value too; one that does not never does.
    Broken XML raises what the XML parser raises.
    """
    for prepare in (_every_cell, _without_style_only):
        quick = _quickly(open_part(), prepare)
        if quick and quick.fits:
            return quick
    return _exactly(open_part())


def _every_cell(xml: bytes) -> bytes:
    return xml


def _without_style_only(xml: bytes) -> bytes:
    return _STYLE_ONLY.sub(b"", xml)


def _quickly(part: Readable, prepare: Callable[[bytes], bytes]) -> Extent | None:
    """Return the extent, or None where a cell is spelled in an unusual way."""
    extents = []
    for xml in _pieces(part):
        extent = _extent(prepare(xml))
        if extent is None:
            return None
        extents.append(extent)
    return _together(extents)


def _pieces(part: Readable) -> Iterator[bytes]:
    """Yield the part in pieces, cut where a cell begins or else where a tag does."""
    rest = b""
    while chunk := part.read(_CHUNK):
        xml = rest + chunk
        marks = (xml.rfind(mark) for mark in (b"<c ", b"<"))
        cut = next((at for at in marks if at > 0), len(xml))
        yield xml[:cut]
        rest = xml[cut:]
    yield rest


def _together(extents: Sequence[Extent]) -> Extent:
    return Extent(
        max(extent.rows for extent in extents),
        max(extent.columns for extent in extents),
        sum(extent.cells for extent in extents),
        {place: error for extent in extents for place, error in extent.errors.items()},
    )


def _extent(xml: bytes) -> Extent | None:
    if b"\0" in xml:
        raise ValueError("UTF-16, which the fast reader takes for an empty sheet")
    # Room on both sides, so that a look around from any sign is safe.
    text = np.frombuffer(b" " * 5 + xml + b" " * 20, np.uint8)
    cells = _cell_tags(text)
    place, errors = _last_place(text, cells), _errors(xml)
    if place is None or errors is None or _PREFIXED.search(xml):
        return None
    return Extent(*place, cells, errors)


def _cell_tags(text: Signs) -> int:
    tags = np.flatnonzero((text[:-1] == ord("<")) & (text[1:] == ord("c")))
    after = text[tags + 2]
    ends = (after <= ord(" ")) | (after == ord("/")) | (after == ord(">"))
    return int(np.count_nonzero(ends))


def _last_place(text: Signs, cells: int) -> Place | None:
    """Return the last row and column, or None unless all are like `<c r="AB12"`.

    A second r further on in a cell counts for the reader, so every r is looked at.
    """
    at = _attributes_r(text)
    in_cell = _preceded(text, at, b"<c ")
    if not (in_cell | _preceded(text, at, b"<row ")).all():
        return None
    start = at[in_cell] + len('r="')
    columns, end = _decode(text, start, 3, b"AZ")
    rows, end = _decode(text, end, 7, b"09")
    usual = _preceded(text, start, b'="') & (text[end] == ord('"'))
    if not usual.all() or len(start) != cells:
        return None
    return int(rows.max(initial=0)), int(columns.max(initial=0))


def _attributes_r(text: Signs) -> NDArray[np.intp]:
    """Return where an r may be an attribute: neither in a word nor a word's start."""
    before = text[:-2] <= ord("'")  # white space and quotes are
    after = text[2:] <= ord("=")
    return np.flatnonzero(before & (text[1:-1] == ord("r")) & after) + 1


def _preceded(text: Signs, at: NDArray[np.intp], word: bytes) -> NDArray[np.bool_]:
    found = np.ones(len(at), np.bool_)
    for back, sign in enumerate(reversed(word), 1):
        found &= text[at - back] == sign
    return found


def _decode(
    text: Signs, at: NDArray[np.intp], width: int, signs: bytes
) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """Return the numbers written at `at`, and where they end.

    A column is a number whose digits A to Z mean 1 to 26.
    """
    first, last = signs
    one = int(first == ord("A"))
    values = np.zeros(len(at), np.int32)
    for _ in range(width):
        digits = text[at] - np.uint8(first)  # a sign below the first becomes large
        more = digits <= last - first
        longer = values * (last - first + 1) + digits + one
        values = np.where(more, longer, values)
        at = at + more
    return values, at


def _errors(xml: bytes) -> dict[Place, str] | None:
    """Return the error cells, or None where something else looks like one."""
    likely = xml.count(b'"e"')
    found = _ERROR.findall(xml) if likely else []
    if len(found) != likely or b"'e'" in xml:
        return None
    return {
        (int(row), column_number(letters.decode())): error.decode()
        for letters, row, error in found
    }


def _exactly(part: Readable) -> Extent:
    parser = expat.ParserCreate()
    walk = _Walk(parser)
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler = walk.enter
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 (expat's own way to say: the end)
    return walk.extent()


def _no_entities(*_: object) -> None:
    raise ValueError("a sheet declares no entities")


class _Walk:
    """A walk through the elements of a sheet, which notes the cells with a value.

    A row or a cell that does not say where it is follows the one before it.
    """

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.at = self.deepest = self.widest = (0, 0)
        self.row = self.cells = 0
        self.errors: dict[Place, str] = {}
        self.error_cell = False

    def enter(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self.parser.CharacterDataHandler = None
        if tag == "c":
            reference = attributes.get("r")
            self.at = _place(reference) if reference else (self.row, self.at[1] + 1)
            self.error_cell = attributes.get("t") == "e"
        elif tag in ("v", "is"):
            self._note_value()
        elif tag == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.at = self.row, 0

    def _note_value(self) -> None:
        self.cells += 1
        self.deepest = max(self.deepest, self.at)
        if self.at[1] > self.widest[1]:
            self.widest = self.at
        if self.error_cell:
            self.parser.CharacterDataHandler = self.read

    def read(self, text: str) -> None:
        if text.strip():
            self.errors[self.at] = self.errors.get(self.at, "") + text

    def extent(self) -> Extent:
        rows, columns = self.deepest[0], self.widest[1]
        # The stray cell lies where the sheet comes nearest to the end of the grid.
        tall = rows * _LAST_COLUMN >= columns * _LAST_ROW
        stray = _name(self.deepest if tall else self.widest)
        return Extent(rows, columns, self.cells, self.errors, stray)


def _place(reference: str) -> Place:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise ValueError(reference)
    return int(match[2]), column_number(match[1])


@lru_cache(maxsize=_LAST_COLUMN)
def column_number(letters: str) -> int:
    """Return the number of a column, 1 for A.

    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _name(place: Place) -> str:
    row, column = place
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row}"
