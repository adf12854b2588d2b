"""How cells look: number format, colour, font, borders, alignment, sizes, merging."""

# ruff: noqa: ANN401, D102 - no types in UNO; xlwings documents the members

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xlwings import base_classes

from xl_addin.hosts.calc.place import Box, Place
from xl_addin.hosts.calc.uno_api import choice, struct
from xl_addin.hosts.calc.values import LOGICAL

Color = tuple[int, int, int]
Turn = Callable[[Any], object]

# LibreOffice counts in hundredths of a millimetre; Excel in points, and in
# characters of seven pixels with a margin of five.
_POINT, _PIXEL = 35.2778, 26.4583

# com.sun.star.sheet.CellFlags
_CONTENTS, _FORMATS = 1 | 2 | 4 | 16, 32 | 64 | 256 | 512

_ACROSS = {"general": "STANDARD", "left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_DOWN = {"bottom": 0, "top": 1, "center": 2}  # 0 is LibreOffice's own, the bottom
_SIDES = "Top", "Bottom", "Left", "Right", "Horizontal", "Vertical"
_EDGES = {"edge_top", "edge_bottom", "edge_left", "edge_right"}
_THIN = 26


def alike(cells: Any, name: str) -> Any:
    """Return a property of LibreOffice's, or None where the cells differ."""
    state = cells.getPropertyState(name).value
    return None if state == "AMBIGUOUS_VALUE" else getattr(cells, name)


def _number(color: Color | str) -> int:
    text = color if isinstance(color, str) else "#{:02x}{:02x}{:02x}".format(*color)
    return int(text.removeprefix("#"), 16)


def _look(made: Turn, *names: str) -> Any:
    """Return what can be given to cells; to read it, as we never do, is refused."""

    def get(_self: Any) -> Any:
        raise NotImplementedError

    def put(self: Any, value: Any) -> None:
        for name in names:
            setattr(self.xl, name, made(value))

    return property(get, put)


class Looks(Place):
    """The half of a range that is about looks; `Range` is the other half."""

    wrap_text = _look(bool, "IsTextWrapped")
    horizontal_alignment = _look(
        lambda name: choice("table.CellHoriJustify", _ACROSS[name]), "HoriJustify"
    )
    vertical_alignment = _look(_DOWN.__getitem__, "VertJustify")
    font = property(lambda self: Font(self))  # noqa: PLW0108
    borders = property(lambda self: Borders(self))  # noqa: PLW0108

    @property
    def color(self) -> Color | None:
        """The fill; None where there is none, or cells differ."""
        number = alike(self.xl, "CellBackColor")
        if number is None or number < 0:
            return None
        return number >> 16 & 255, number >> 8 & 255, number & 255

    @color.setter
    def color(self, color: Color | str | None) -> None:
        self.xl.CellBackColor = -1 if color is None else _number(color)

    @property
    def number_format(self) -> str | None:
        """The code, or None where cells differ; a boolean's is General, as in Excel."""
        key = alike(self.xl, "NumberFormat")
        code = None if key is None else self.book.format_of(key)[1]
        return "General" if code == LOGICAL else code

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.xl.NumberFormat = self.book.format_key(code)

    def clear_formats(self) -> None:
        self.xl.clearContents(_FORMATS)
        self.xl.merge(False)  # noqa: FBT003 - UNO takes no keywords

    @property
    def row_height(self) -> float | None:
        """Points; None where rows differ."""
        return _common(round(row.Height / _POINT, 2) for row in self.xl.Rows)

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.xl.Rows.Height = round(value * _POINT)

    def autofit(self, axis: str | None = None) -> None:
        """Make rows as high as their text."""
        if axis not in {"r", "rows"}:
            raise NotImplementedError
        self.xl.Rows.OptimalHeight = True

    @property
    def column_width(self) -> float | None:
        """Characters, 0 where hidden; None where columns differ."""
        pixels = (c.Width * c.IsVisible / _PIXEL for c in self.xl.Columns)
        return _common(round((p - 5) / 7 if p >= 12 else p / 12, 2) for p in pixels)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.xl.Columns.IsVisible = value > 0
        if value:
            self.xl.Columns.Width = round((value * 7 + 5) * _PIXEL)

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002
        """Merge; only the first cell keeps what is in it, as in Excel."""
        if across:
            raise NotImplementedError
        _, _, bottom, right = self.whole
        if right:
            self.part(Box(0, 1, bottom, right)).xl.clearContents(_CONTENTS)
        if bottom:
            self.part(Box(1, 0, bottom, 0)).xl.clearContents(_CONTENTS)
        self.xl.merge(True)  # noqa: FBT003

    @property
    def merge_cells(self) -> bool:
        cursor = self.sheet.xl.createCursorByRange(self(1).xl)
        cursor.collapseToMergedArea()
        return len(self.sheet.at(*Box.of(cursor.RangeAddress))) > 1


class Font(base_classes.Font):
    """The font. Chinese text has properties of its own in LibreOffice: set both."""

    name = _look(str, "CharFontName", "CharFontNameAsian")
    size = _look(float, "CharHeight", "CharHeightAsian")
    bold = _look(lambda bold: 150.0 if bold else 100.0, "CharWeight", "CharWeightAsian")

    def __init__(self, place: Looks) -> None:
        self.xl = place.xl


class Borders(base_classes.Borders):
    """The edges and inner lines of a range."""

    def __init__(self, place: Looks) -> None:
        self.xl = place.xl

    def set(self, which: Sequence[str] = (), **looks: Any) -> None:
        """Draw thin lines around and between, the one kind that we use."""
        given = {k: v for k, v in looks.items() if v is not base_classes._UNSET}  # noqa: SLF001
        thin = {"line_style": "continuous", "weight": "thin"}
        if given != thin or not set(which) >= _EDGES:
            raise NotImplementedError
        borders = self.xl.TableBorder2
        line = struct("table.BorderLine2", LineWidth=_THIN, OuterLineWidth=_THIN)
        for side in _SIDES:
            setattr(borders, f"Is{side}LineValid", True)
            setattr(borders, f"{side}Line", line)
        self.xl.TableBorder2 = borders


def _common(values: Iterable[float]) -> float | None:
    """Return the one value, or None where there are several."""
    several = set(values)
    return several.pop() if len(several) == 1 else None
