"""How cells look: colour, font, borders, alignment, sizes, merging, links."""

# ruff: noqa: ANN401, ARG002, D102 - no types in UNO; xlwings documents the members

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from xlwings import base_classes

from xl_addin.hosts.calc.place import Place
from xl_addin.hosts.calc.uno_api import choice, struct

Color = tuple[int, int, int]

# LibreOffice counts in hundredths of a millimetre; Excel in points, and in
# characters of seven pixels with a margin of five.
_POINT, _PIXEL = 35.2778, 26.4583
_CONTENTS = 1 | 2 | 4 | 16

_ACROSS = {
    "general": "STANDARD",
    "left": "LEFT",
    "center": "CENTER",
    "right": "RIGHT",
    "justify": "BLOCK",
    "fill": "REPEAT",
}
_DOWN = {"top": 1, "center": 2, "bottom": 3, "justify": 4}
_SIDES = {
    "edge_top": "TopLine",
    "edge_bottom": "BottomLine",
    "edge_left": "LeftLine",
    "edge_right": "RightLine",
    "inside_horizontal": "HorizontalLine",
    "inside_vertical": "VerticalLine",
}
_WEIGHTS = {"hairline": 5, "thin": 26, "medium": 53, "thick": 79}
_LINES = {"continuous": 0, "dot": 1, "dash": 2, "double": 3, "dash_dot": 16}


def _number(color: Color | str | int) -> int:
    """Return LibreOffice's number of a colour; Excel's own numbers are BGR."""
    if isinstance(color, int):
        return (color & 0xFF) << 16 | color & 0xFF00 | color >> 16
    if isinstance(color, str):
        return int(color.removeprefix("#"), 16)
    red, green, blue = color
    return red << 16 | green << 8 | blue


def _rgb(number: int | None) -> Color | None:
    if number is None or number < 0:
        return None
    return number >> 16 & 255, number >> 8 & 255, number & 255


def _fill(color: Color | str | int | None) -> int:
    return -1 if color is None else _number(color)


def _key(names: dict[str, Any], value: object) -> str | None:
    return next((name for name, known in names.items() if known == value), None)


def _across(found: Any) -> str | None:
    return _key(_ACROSS, found.value)


def _to_across(name: str) -> Any:
    return choice("table.CellHoriJustify", _ACROSS[name])


def _down(found: int) -> str:
    return _key(_DOWN, found) or "bottom"


def _weight(bold: bool) -> float:  # noqa: FBT001 - a value, not a switch
    return 150.0 if bold else 100.0


def _look(
    name: str,
    read: Callable[[Any], object],
    write: Callable[[Any], object],
    *also: str,
) -> Any:
    """Return a property that is one of LibreOffice's, None where cells differ."""

    def get(self: Any) -> Any:
        found = self.alike(name)
        return None if found is None else read(found)

    def put(self: Any, value: Any) -> None:
        for each in (name, *also):
            setattr(self.api, each, write(value))

    return property(get, put)


class Looks(Place):
    """The half of a range that is about looks; `Range` is the other half."""

    color = _look("CellBackColor", _rgb, _fill)
    wrap_text = _look("IsTextWrapped", bool, bool)
    horizontal_alignment = _look("HoriJustify", _across, _to_across)
    vertical_alignment = _look("VertJustify", _down, _DOWN.get)
    font = property(lambda self: Font(self))  # noqa: PLW0108
    borders = property(lambda self: Borders(self))  # noqa: PLW0108

    @property
    def number_format(self) -> str | None:
        """The code, or None where cells differ; a boolean's is General, as in Excel."""
        key = self.alike("NumberFormat")
        code = None if key is None else self.book.format_of(key)[1]
        return "General" if code == "BOOLEAN" else code

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.xl.NumberFormat = self.book.format_key(code)

    @property
    def row_height(self) -> float | None:
        """Points; None where rows differ."""
        heights = (round(row.xl.Rows.Height / _POINT, 2) for row in self.rows)
        height: float | None = _common(heights)
        return height

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.each(lambda xl: setattr(xl.Rows, "Height", round(value * _POINT)))

    @property
    def column_width(self) -> float | None:
        """Characters; None where columns differ."""
        pixels = (column.xl.Columns.Width / _PIXEL for column in self.columns)
        widths = (round((p - 5) / 7 if p >= 12 else p / 12, 2) for p in pixels)
        width: float | None = _common(widths)
        return width

    @column_width.setter
    def column_width(self, value: float) -> None:
        wide = round((value * 7 + 5) * _PIXEL)
        self.each(lambda xl: setattr(xl.Columns, "Width", wide))

    def autofit(self, axis: str | None = None) -> None:
        if axis in {None, "r", "rows"}:
            self.each(lambda xl: setattr(xl.Rows, "OptimalHeight", True))
        if axis in {None, "c", "columns"}:
            self.each(lambda xl: setattr(xl.Columns, "OptimalWidth", True))

    def merge(self, across: bool = False) -> None:  # noqa: FBT001, FBT002
        """Merge; only the first cell keeps what is in it, as in Excel."""
        for part in self.rows if across else [self]:
            top, left, bottom, right = part.box
            if left < right:
                self._sheet.at(top, left + 1, bottom, right).clear_contents()
            if top < bottom:
                self._sheet.at(top + 1, left, bottom, left).clear_contents()
            part.xl_area.merge(True)  # noqa: FBT003 - UNO takes no keywords

    def unmerge(self) -> None:
        self.each(lambda xl: xl.merge(False))  # noqa: FBT003

    @property
    def merge_area(self) -> Any:
        cursor = self._sheet.xl.createCursorByRange(self(1).xl)
        cursor.collapseToMergedArea()
        at = cursor.RangeAddress
        return self._sheet.at(at.StartRow, at.StartColumn, at.EndRow, at.EndColumn)

    @property
    def merge_cells(self) -> bool:
        return bool(self.merge_area.shape != (1, 1))

    def alike(self, name: str) -> Any:
        """Return a property of LibreOffice's, or None where the cells differ."""
        state = self.xl.getPropertyState(name).value
        return None if state == "AMBIGUOUS_VALUE" else getattr(self.xl, name)

    @property
    def hyperlink(self) -> str:
        fields = self(1).xl.getCellByPosition(0, 0).TextFields
        if not fields.hasElements():
            raise LookupError("The cell doesn't seem to contain a hyperlink!")
        return str(fields.createEnumeration().nextElement().URL)

    def add_hyperlink(
        self, address: str, text_to_display: str = "", screen_tip: str = ""
    ) -> None:
        link = self.book.doc.createInstance("com.sun.star.text.TextField.URL")
        link.URL, link.Representation = address, text_to_display
        cell = self(1).xl.getCellByPosition(0, 0)
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), link, False)  # noqa: FBT003

    def each(self, change: Callable[[Any], object]) -> None:
        """Change LibreOffice's object of each rectangle."""
        for box in self.boxes:
            change(self._sheet.at(*box).xl_area)


class Font(base_classes.Font):
    """The font. Chinese text has properties of its own in LibreOffice: set both."""

    name = _look("CharFontName", str, str, "CharFontNameAsian")
    size = _look("CharHeight", float, float, "CharHeightAsian")
    bold = _look("CharWeight", lambda w: w > 100, _weight, "CharWeightAsian")
    color = _look("CharColor", lambda number: _rgb(number) or (0, 0, 0), _number)

    def __init__(self, place: Looks) -> None:
        self.place = place

    api = property(lambda self: self.place.xl)

    def alike(self, name: str) -> Any:
        """Return a property of LibreOffice's, or None where the cells differ."""
        return self.place.alike(name)


class Borders(base_classes.Borders):
    """The edges and inner lines of a range; diagonals can only be cleared."""

    def __init__(self, parent: Looks) -> None:
        self.parent = parent

    api = property(lambda self: self.parent.xl_area.TableBorder2)
    line_style = property(lambda self: self.alike("line_style"))
    weight = property(lambda self: self.alike("weight"))
    color = property(lambda self: self.alike("color"))

    def __getitem__(self, side: str) -> Border:
        return Border(self, side)

    def set(self, which: Iterable[str] = (), **looks: Any) -> None:
        given = {k: v for k, v in looks.items() if v is not base_classes._UNSET}  # noqa: SLF001
        sides = [_SIDES[side] for side in which if side in _SIDES]
        self.parent.each(lambda xl: _draw(xl, sides, **given))

    def alike(self, look: str) -> Any:
        """Return what all sides that this range has agree on, or None."""
        sides: Iterable[str] = self._grid_sides()  # type: ignore[no-untyped-call]
        return _common(getattr(self[side], look) for side in sides)


class Border(base_classes.Border):
    """One side of a range, to be read; `Borders.set` draws it."""

    def __init__(self, borders: Borders, side: str) -> None:
        self.borders, self.side = borders, side

    api = property(lambda self: getattr(self.borders.api, _SIDES[self.side]))
    line_style = property(
        lambda self: _key(_LINES, self.api.LineStyle) if self.api.LineWidth else "none"
    )
    weight = property(lambda self: _nearest(self.api.LineWidth))
    color = property(lambda self: _rgb(self.api.Color) if self.api.LineWidth else None)


def _draw(xl: Any, sides: list[str], **looks: Any) -> None:
    borders = xl.TableBorder2
    for side in _SIDES.values():
        setattr(borders, f"Is{side}Valid", side in sides)
    for side in sides:
        setattr(borders, side, _line(getattr(borders, side), **looks))
    xl.TableBorder2 = borders


def _line(line: Any, **looks: Any) -> Any:
    style = looks.get("line_style", "continuous")
    if style in {None, "none"}:
        return struct("table.BorderLine2")
    if "line_style" in looks or not line.LineWidth:
        line.LineStyle = _LINES.get(style, 0)
    if "weight" in looks or not line.LineWidth:
        line.LineWidth = line.OuterLineWidth = _WEIGHTS[looks.get("weight", "thin")]
    if "color" in looks:
        line.Color = _number(looks["color"])
    return line


def _nearest(width: int) -> str:
    return min(_WEIGHTS, key=lambda name: abs(_WEIGHTS[name] - width))


def _common(values: Iterable[Any]) -> Any:
    """Return the one value, or None where there are several."""
    several = set(values)
    return several.pop() if len(several) == 1 else None
