"""How cells look: number format, colour, font, borders, alignment, sizes, merging."""

# ruff: noqa: ANN401, D102 - no types in UNO; xlwings documents the members

from __future__ import annotations

from collections.abc import Callable, Iterable
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
CONTENTS, _FORMATS = 1 | 2 | 4 | 16, 32 | 64 | 256 | 512

_ACROSS = {"general": "STANDARD", "left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_DOWN = {"bottom": 0, "top": 1, "center": 2}  # 0 is LibreOffice's own, the bottom
_SIDES = {
    "edge_top": "TopLine",
    "edge_bottom": "BottomLine",
    "edge_left": "LeftLine",
    "edge_right": "RightLine",
    "inside_horizontal": "HorizontalLine",
    "inside_vertical": "VerticalLine",
}
_WEIGHTS = {"hairline": 5, "thin": 26, "medium": 53, "thick": 79}
_LINES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3}


def alike(cells: Any, name: str) -> Any:
    """Return a property of LibreOffice's, or None where the cells differ."""
    state = cells.getPropertyState(name).value
    return None if state == "AMBIGUOUS_VALUE" else getattr(cells, name)


def _number(color: Color | str) -> int:
    if isinstance(color, str):
        return int(color.removeprefix("#"), 16)
    red, green, blue = color
    return red << 16 | green << 8 | blue


def _rgb(number: int) -> Color:
    return number >> 16 & 255, number >> 8 & 255, number & 255


def _look(name: str, read: Turn, write: Turn, *also: str) -> Any:
    """Return a property that is one of LibreOffice's, None where cells differ."""

    def get(self: Any) -> Any:
        found = alike(self.xl, name)
        return None if found is None else read(found)

    def put(self: Any, value: Any) -> None:
        for each in (name, *also):
            setattr(self.xl, each, write(value))

    return property(get, put)


class Looks(Place):
    """The half of a range that is about looks; `Range` is the other half."""

    color = _look(
        "CellBackColor",
        lambda number: None if number < 0 else _rgb(number),
        lambda color: -1 if color is None else _number(color),
    )
    wrap_text = _look("IsTextWrapped", bool, bool)
    horizontal_alignment = _look(
        "HoriJustify",
        lambda found: _key(_ACROSS, found.value),
        lambda name: choice("table.CellHoriJustify", _ACROSS[name]),
    )
    vertical_alignment = _look(
        "VertJustify", lambda found: _key(_DOWN, found), _DOWN.__getitem__
    )
    font = property(lambda self: Font(self))  # noqa: PLW0108
    borders = property(lambda self: Borders(self))  # noqa: PLW0108

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
        self.unmerge()

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
            self.part(Box(0, 1, bottom, right)).clear_contents()
        if bottom:
            self.part(Box(1, 0, bottom, 0)).clear_contents()
        self.xl.merge(True)  # noqa: FBT003 - UNO takes no keywords

    def unmerge(self) -> None:
        self.xl.merge(False)  # noqa: FBT003

    @property
    def merge_cells(self) -> bool:
        cursor = self.sheet.xl.createCursorByRange(self(1).xl)
        cursor.collapseToMergedArea()
        return len(self.sheet.at(*Box.of(cursor.RangeAddress))) > 1


class Font(base_classes.Font):
    """The font. Chinese text has properties of its own in LibreOffice: set both."""

    name = _look("CharFontName", str, str, "CharFontNameAsian")
    size = _look("CharHeight", float, float, "CharHeightAsian")
    bold = _look(
        "CharWeight",
        lambda weight: weight > 100,
        lambda bold: 150.0 if bold else 100.0,
        "CharWeightAsian",
    )
    color = _look("CharColor", lambda number: _rgb(max(number, 0)), _number)

    def __init__(self, place: Looks) -> None:
        self.xl = place.xl


class Borders(base_classes.Borders):
    """The edges and inner lines of a range; diagonals can only be cleared."""

    def __init__(self, place: Looks) -> None:
        self.xl = place.xl

    def __getitem__(self, side: str) -> Border:
        return Border(getattr(self.xl.TableBorder2, _SIDES[side]))

    def set(self, which: Iterable[str] = (), **looks: Any) -> None:
        """Draw lines; what is not said of them is continuous and thin."""
        given = {k: v for k, v in looks.items() if v is not base_classes._UNSET}  # noqa: SLF001
        borders = self.xl.TableBorder2
        for side, name in _SIDES.items():
            setattr(borders, f"Is{name}Valid", side in which)
            setattr(borders, name, _line(**given))
        self.xl.TableBorder2 = borders


class Border(base_classes.Border):
    """One side of a range, to be read; `Borders.set` draws it."""

    def __init__(self, line: Any) -> None:
        self.line = line

    line_style = property(lambda self: _style(self.line))


def _line(line_style: str | None = "continuous", weight: str = "thin") -> Any:
    if line_style in {None, "none"}:
        return struct("table.BorderLine2")
    width = _WEIGHTS[weight]
    style = _LINES[line_style]
    return struct(
        "table.BorderLine2", LineStyle=style, LineWidth=width, OuterLineWidth=width
    )


def _style(line: Any) -> str | None:
    return _key(_LINES, line.LineStyle) if line.LineWidth else "none"


def _key(names: dict[str, Any], value: object) -> str | None:
    return next((name for name, known in names.items() if known == value), None)


def _common(values: Iterable[float]) -> float | None:
    """Return the one value, or None where there are several."""
    several = set(values)
    return several.pop() if len(several) == 1 else None
