"""A range: where it is, its values and formulas. How it looks stands in looks.py."""

# ruff: noqa: ANN401, D102 - UNO has no types; xlwings documents the members

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from xl_addin.hosts.calc.looks import Looks, alike
from xl_addin.hosts.calc.place import Box, runs
from xl_addin.hosts.calc.values import LOGICAL, Entry, entry, error_text, moment, plain

# com.sun.star.util.NumberFormat
_DATE, _CURRENCY, _LOGICAL = 2, 8, 1024
_MORE_THAN_NUMBERS = _DATE | _CURRENCY | _LOGICAL
# com.sun.star.sheet.FormulaResult and CellFlags
_ERRORS, _FORMULAS = 4, 16

Block = Sequence[Sequence[Any]]
Format = tuple[int, str]


class Range(Looks):
    """A range, complete: `Place` says where it is, `Looks` how it looks."""

    api = property(lambda self: OfExcel(self))  # noqa: PLW0108
    options: dict[str, object] | None = None
    max_cells_per_read = max_cells_per_write = None

    @property
    def raw_value(self) -> Any:
        data = [list(line) for line in self.xl.getDataArray()]
        for box, (kind, _) in self._formats():
            for row, column in self.inside(box) if kind & _MORE_THAN_NUMBERS else ():
                data[row][column] = _restored(data[row][column], kind)
        for row, column in self._found(self.xl.queryFormulaCells(_ERRORS)):
            code = self.xl.getCellByPosition(column, row).getError()
            data[row][column] = error_text(code)
        return data if len(self) > 1 else data[0][0]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not isinstance(data, list | tuple):
            if len(self) > 1:  # Excel would fill all, the references moved along
                raise NotImplementedError
            data = [[data]]
        self._put(data)

    @property
    def formula(self) -> Any:
        """The formula as Excel writes it; where there is none, what was typed."""
        texts = [[_typed(v) for v in line] for line in self.xl.getDataArray()]
        for box, (_, code) in self._formats():
            for row, column in self.inside(box) if code == LOGICAL else ():
                texts[row][column] = _LOGICAL_TEXTS.get(texts[row][column], "")
        formulas = self.xl.getFormulaArray()
        for row, column in self._found(self.xl.queryContentCells(_FORMULAS)):
            texts[row][column] = self.book.formulas.for_excel(formulas[row][column])
        return texts[0][0] if len(self) == 1 else tuple(map(tuple, texts))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    def _put(self, lines: Block) -> None:
        """Write a block of values of just this size, as Excel would take them."""
        codes = self._codes()
        entries = [
            list(map(entry, line, row)) for line, row in zip(lines, codes, strict=True)
        ]
        cells = [["" if e.is_formula else e.cell for e in line] for line in entries]
        with self._heights_kept():
            self.xl.setDataArray(tuple(map(tuple, cells)))
            self._set_formats(entries, codes)
            self._set_formulas(entries)

    @contextmanager
    def _heights_kept(self) -> Iterator[None]:
        """Keep LibreOffice from measuring every row again where no text wraps.

        That takes seconds for 10,000 rows, and Excel would not do it either.
        """
        document, wraps = self.book.doc, alike(self.xl, "IsTextWrapped") is not False
        before = document.IsAdjustHeightEnabled
        document.IsAdjustHeightEnabled = before and wraps
        try:
            yield
        finally:
            document.IsAdjustHeightEnabled = before

    def _set_formats(self, entries: list[list[Entry]], codes: list[list[str]]) -> None:
        """Give a format to cells whose value brings one, as Excel does.

        A boolean is a number with a format here, so a cell must lose that format
        when it gets another value.
        """
        wanted = defaultdict(list)
        for row, column in self._columnwise():
            was = codes[row][column]
            new = _format_after(was, entries[row][column])
            if new != was:
                wanted[new].append((row, column))
        for code, cells in wanted.items():
            for box in runs(cells):
                self.part(box).number_format = code

    def _set_formulas(self, entries: list[list[Entry]]) -> None:
        """Write the formulas of a block, in one call where there is nothing else."""
        formulas = {
            (row, column): self.book.formulas.for_calc(str(entries[row][column].cell))
            for row, column in self._columnwise()
            if entries[row][column].is_formula
        }
        everywhere = len(formulas) == len(self)
        for box in [self.whole] if everywhere else runs(formulas):
            lines = (tuple(formulas[cell] for cell in line) for line in box.lines())
            self.part(box).xl.setFormulaArray(tuple(lines))

    def _columnwise(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every cell, counted from our own corner."""
        height, width = self.shape
        return ((row, column) for column in range(width) for row in range(height))

    def _found(self, ranges: Any) -> Iterator[tuple[int, int]]:
        """Yield the cells that LibreOffice found, counted from our own corner."""
        for address in ranges.RangeAddresses:
            yield from self.inside(Box.of(address))

    def _formats(self) -> Iterator[tuple[Box, Format]]:
        """Yield rectangles that share a number format, and that format."""
        groups = self.xl.getUniqueCellFormatRanges()
        for group in (groups.getByIndex(at) for at in range(groups.Count)):
            shared = self.book.format_of(group.getByIndex(0).NumberFormat)
            yield from ((Box.of(address), shared) for address in group.RangeAddresses)

    def _codes(self) -> list[list[str]]:
        """Return the number format of each cell."""
        height, width = self.shape
        codes = [[""] * width for _ in range(height)]
        for box, (_, code) in self._formats():
            for row, column in self.inside(box):
                codes[row][column] = code
        return codes


class OfExcel:
    """What our code asks of Excel's own range."""

    def __init__(self, cells: Range) -> None:
        self._cells = cells

    @property
    def Value2(self) -> Any:  # noqa: N802 - Excel's name
        """The values, amounts and days as plain numbers."""
        data = tuple(map(tuple, self._cells.xl.getDataArray()))
        return data if len(self._cells) > 1 else data[0][0]


_LOGICAL_TEXTS = {"0": "FALSE", "1": "TRUE"}


def _typed(value: object) -> str:
    return plain(value) if isinstance(value, float) else str(value or "")


def _restored(value: Any, kind: int) -> Any:
    """Return what Excel makes of a number in a format of this kind."""
    if not isinstance(value, float):
        return value
    if kind & _LOGICAL:
        return bool(value)
    return moment(value) if kind & _DATE else Decimal(str(round(value, 4)))


def _format_after(was: str, made: Entry) -> str:
    """Return the format of a cell once it holds this value."""
    if made.format == LOGICAL:
        return LOGICAL
    return made.format or "General" if was in {"General", LOGICAL} else was
