"""A range: where it is, its values and formulas. How it looks stands in looks.py."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from xl_addin.hosts.calc.looks import Looks
from xl_addin.hosts.calc.place import Box
from xl_addin.hosts.calc.uno_api import struct
from xl_addin.hosts.calc.values import (
    LOGICAL,
    Entry,
    entry,
    error_text,
    moment,
    plain,
)

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383  # from 0

# com.sun.star.util.NumberFormat
_DATE, _CURRENCY, _LOGICAL = 2, 8, 1024
# com.sun.star.sheet.CellFlags
_CONTENTS = 1 | 2 | 4 | 16
_FORMATS = 32 | 64 | 256 | 512
_NOTES = 8
_FORMULAS, _ERRORS = 16, 4

Matrix = list[list[Any]]


class Range(Looks):
    """A range, complete: `Place` says where it is, `Looks` how it looks."""

    options: dict[str, object] | None = None
    max_cells_per_read = max_cells_per_write = None

    @property
    def raw_value(self) -> Any:
        used = self._used()
        data = [list(line) for line in used.xl_area.getDataArray()]
        for box, key in used.formats():
            used.restore(data, box, self.book.format_of(key)[0])
        for address in used.xl_area.queryFormulaCells(_ERRORS).RangeAddresses:
            for row, column in Box.of(address).cells():
                code = self._sheet.xl.getCellByPosition(column, row).getError()
                data[row - used.box.top][column - used.box.left] = error_text(code)
        return data if len(used) > 1 else data[0][0]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if isinstance(data, list | tuple):
            lines = data if isinstance(data[0], list | tuple) else [data]
            self._resized(len(lines), len(lines[0])).put(lines)
            return
        for area in (self._sheet.at(*box) for box in self.boxes):
            if isinstance(data, str) and data.startswith("=") and not area.is_text():
                area.fill(data)
            else:
                area.put([[data] * area.shape[1]] * area.shape[0])

    @property
    def formula(self) -> Any:
        """The formula as Excel writes it; where there is none, what was typed."""
        top, left = self.box[:2]
        texts = [[_typed(v) for v in line] for line in self.xl_area.getDataArray()]
        for box, key in self.formats():
            if self.book.format_of(key)[0] & _LOGICAL:
                for row, column in box.cells():
                    number = texts[row - top][column - left]
                    texts[row - top][column - left] = _LOGICAL_TEXTS.get(number, "")
        for address in self.xl_area.queryContentCells(_FORMULAS).RangeAddresses:
            for row, column in Box.of(address).cells():
                texts[row - top][column - left] = self._printed(row, column)
        return texts[0][0] if len(self) == 1 else tuple(map(tuple, texts))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    def clear_contents(self) -> None:
        self.xl.clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        self.xl.clearContents(_FORMATS)
        self.unmerge()

    def clear(self) -> None:
        self.xl.clearContents(_CONTENTS | _FORMATS | _NOTES)
        self.unmerge()

    def put(self, lines: Sequence[Sequence[object]]) -> None:
        """Write a block of values of just this size, as Excel would take them."""
        keys = self._keys()
        entries = [
            [
                entry(v, as_text=self.book.is_text(k))
                for v, k in zip(line, row, strict=True)
            ]
            for line, row in zip(lines, keys, strict=True)
        ]
        cells = tuple(
            tuple("" if e.is_formula else e.cell for e in row) for row in entries
        )
        with self._heights_kept():
            self.xl_area.setDataArray(cells)
        self._set_formats(entries, keys)
        for at, row in enumerate(entries, start=1):
            for column, made in enumerate(row, start=1):
                if made.is_formula:
                    self(at, column).fill(str(made.cell))

    @contextmanager
    def _heights_kept(self) -> Iterator[None]:
        """Keep LibreOffice from measuring every row again where no text wraps.

        That takes seconds for 10,000 rows, and Excel would not do it either.
        """
        wraps = self.alike("IsTextWrapped") is not False
        before = self.book.doc.IsAdjustHeightEnabled
        self.book.doc.IsAdjustHeightEnabled = before and wraps
        try:
            yield
        finally:
            self.book.doc.IsAdjustHeightEnabled = before

    def is_text(self) -> bool:
        """Tell whether a cell of it has the format of text, where formulas rest."""
        return any(self.book.is_text(key) for _, key in self.formats())

    def fill(self, formula: str) -> None:
        """Put a formula into every cell; relative references move along."""
        origin = self._cell_address(self.box.top, self.box.left)
        tokens = self.book.excel.parseFormula(formula[1:], origin)
        for row, column in self.box.cells():
            self._sheet.xl.getCellByPosition(column, row).setTokens(tokens)

    def formats(self) -> Iterator[tuple[Box, int]]:
        """Yield rectangles that share a number format, and its key."""
        if len(self) == 1:
            yield self.box, self.xl_area.NumberFormat
            return
        groups = self.xl_area.getUniqueCellFormatRanges()
        for at in range(groups.Count):
            group = groups.getByIndex(at)
            key = group.getByIndex(0).NumberFormat
            yield from ((Box.of(address), key) for address in group.RangeAddresses)

    def restore(self, data: Matrix, box: Box, kind: int) -> None:
        """Make dates, booleans and money of the numbers in one rectangle."""
        for row, column in box.cells() if kind & (_DATE | _LOGICAL | _CURRENCY) else ():
            line, at = data[row - self.box.top], column - self.box.left
            if type(number := line[at]) is not float:
                continue
            if kind & _LOGICAL:
                line[at] = bool(number)
            elif kind & _DATE:
                line[at] = moment(number)
            else:  # Excel hands over money as a Decimal of four places
                line[at] = Decimal(str(round(number, 4)))

    def _used(self) -> Range:
        top, left, bottom, right = self.box
        if bottom < LAST_ROW and right < LAST_COLUMN:
            return self
        used = self._sheet.used_range.box
        bottom, right = min(bottom, used.bottom), min(right, used.right)
        return self._sheet.at(top, left, max(top, bottom), max(left, right))

    def _resized(self, height: int, width: int) -> Range:
        top, left = self.box[:2]
        return self._sheet.at(top, left, top + height - 1, left + width - 1)

    def _keys(self) -> list[list[int]]:
        """Return the key of each cell's number format."""
        height, width = self.shape
        keys = [[0] * width for _ in range(height)]
        for box, key in self.formats():
            first, last = box.left - self.box.left, box.right - self.box.left + 1
            for row in range(box.top - self.box.top, box.bottom - self.box.top + 1):
                keys[row][first:last] = [key] * (last - first)
        return keys

    def _set_formats(self, entries: list[list[Entry]], keys: list[list[int]]) -> None:
        """Give a format to cells whose value brings one, as Excel does.

        A boolean is a number with a format here, so a cell must lose that format
        when it gets another value.
        """
        wanted: dict[str, list[Box]] = {}
        for (row, column), made, key in _columnwise(self.box, entries, keys):
            kind, code = self.book.format_of(key)
            was = LOGICAL if kind & _LOGICAL else code
            new = made.format if made.format == LOGICAL else _after(was, made)
            if new and new != was:
                _append(wanted.setdefault(new, []), row, column)
        for code, boxes in wanted.items():
            self.ranges_of(boxes).NumberFormat = self.book.format_key(code)

    def _printed(self, row: int, column: int) -> str:
        cell = self._sheet.xl.getCellByPosition(column, row)
        return f"={self.book.excel.printFormula(cell.getTokens(), cell.CellAddress)}"

    def _cell_address(self, row: int, column: int) -> Any:
        sheet = self._sheet.index - 1
        return struct("table.CellAddress", Sheet=sheet, Column=column, Row=row)


_LOGICAL_TEXTS = {"0": "FALSE", "1": "TRUE"}


def _typed(value: object) -> str:
    return plain(value) if isinstance(value, float) else str(value or "")


def _after(was: str, made: Entry) -> str | None:
    """Return the format of an ordinary cell once it holds this value."""
    return made.format or "General" if was in {"General", LOGICAL} else None


def _columnwise(
    box: Box, entries: list[list[Entry]], keys: list[list[int]]
) -> Iterator[tuple[tuple[int, int], Entry, int]]:
    for at in range(len(entries[0])):
        for down, (row, line) in enumerate(zip(entries, keys, strict=True)):
            yield (box.top + down, box.left + at), row[at], line[at]


def _append(boxes: list[Box], row: int, column: int) -> None:
    """Add a cell, to the last rectangle if it stands right below it."""
    if boxes and boxes[-1].left == column and boxes[-1].bottom == row - 1:
        boxes[-1] = boxes[-1]._replace(bottom=row)
    else:
        boxes.append(Box(row, column, row, column))
