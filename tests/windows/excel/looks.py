"""How cells look: font, fill and borders of a range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.windows.excel.calls import Thing, Traffic, refused
from tests.windows.excel.cells import Format

if TYPE_CHECKING:
    from tests.windows.excel.ranges import Range

NONE = -4142
"""xlNone, xlLineStyleNone and xlColorIndexNone."""
WHITE = 0xFFFFFF
LEFT, TOP, BOTTOM, RIGHT, INSIDE_VERTICAL, INSIDE_HORIZONTAL = 7, 8, 9, 10, 11, 12


@dataclass(eq=False)
class Look(Thing):
    """A part of the looks of a range."""

    of: Range

    @property
    def traffic(self) -> Traffic:  # type: ignore[override]
        return self.of.traffic


class Interior(Look):
    """The fill."""

    @property
    def Color(self) -> Any:
        fill = self.of.common(look.fill for look in self.of.formats())
        return float(WHITE if fill is None else fill)

    @Color.setter
    def Color(self, color: int) -> None:
        self.of.dress(fill=int(color))

    @property
    def ColorIndex(self) -> Any:
        empty = self.of.common(look.fill is None for look in self.of.formats())
        return {True: NONE, False: 1}.get(empty)

    @ColorIndex.setter
    def ColorIndex(self, index: int) -> None:
        if index != NONE:
            raise refused("not modelled: colours of the palette")
        self.of.dress(fill=None)


class Font(Look):
    """The font."""

    @property
    def Name(self) -> Any:
        return self.of.common(look.font for look in self.of.formats())

    @Name.setter
    def Name(self, name: str) -> None:
        self.of.dress(font=name)

    @property
    def Size(self) -> Any:
        return self.of.common(look.size for look in self.of.formats())

    @Size.setter
    def Size(self, size: float) -> None:
        self.of.dress(size=float(size))

    @property
    def Bold(self) -> Any:
        return self.of.common(look.bold for look in self.of.formats())

    @Bold.setter
    def Bold(self, bold: object) -> None:
        self.of.dress(bold=bool(bold))


class Borders(Look):
    """The borders; each side is an item."""

    def _item(self, side: int = 0) -> Border:
        if side not in range(5, 13):
            raise refused("Unable to get the Item property of the Borders class")
        return Border(self.of, side)

    @property
    def LineStyle(self) -> Any:
        return self.of.common(look.borders for look in self.of.formats())[0][0]

    @LineStyle.setter
    def LineStyle(self, style: int) -> None:
        for side in self._sides():
            Border(self.of, side).LineStyle = style

    @property
    def Weight(self) -> Any:
        return self.of.common(look.borders for look in self.of.formats())[0][1]

    @Weight.setter
    def Weight(self, weight: int) -> None:
        for side in self._sides():
            Border(self.of, side).Weight = weight

    def _sides(self) -> list[int]:
        """Return the sides that there are: all four, and those between its cells."""
        rows, columns = self.of.shape
        inside = [INSIDE_VERTICAL] * (columns > 1) + [INSIDE_HORIZONTAL] * (rows > 1)
        return [LEFT, TOP, BOTTOM, RIGHT, *inside]


@dataclass(eq=False)
class Border(Look):
    """One side of a range, or the lines between its cells."""

    side: int

    @property
    def LineStyle(self) -> int:
        return self._first()[0]

    @LineStyle.setter
    def LineStyle(self, style: object) -> None:
        self._set("LineStyle", 0, NONE if style is None else style)

    @property
    def Weight(self) -> int:
        return self._first()[1]

    @Weight.setter
    def Weight(self, weight: object) -> None:
        self._set("Weight", 1, weight)

    def _first(self) -> tuple[int, int]:
        at = {TOP: 1, BOTTOM: 2, RIGHT: 3}.get(self.side, 0)
        return next(self.of.formats()).borders[at]

    def _set(self, name: str, part: int, given: Any) -> None:
        """Draw the lines. Excel refuses those between cells where there is but one."""
        rows, columns = self.of.shape
        needed = {INSIDE_VERTICAL: columns, INSIDE_HORIZONTAL: rows}.get(self.side, 2)
        if needed < 2:
            raise refused(f"Unable to set the {name} property of the Border class")

        def drawn(look: Format, touched: tuple[int, ...]) -> Format:
            lines = [list(line) for line in look.borders]
            for at in touched:
                lines[at][part] = given
                if part == 1 and lines[at][0] == NONE:
                    lines[at][0] = 1  # a weight draws a line
            return look._replace(borders=tuple((a, b) for a, b in lines))

        self.of.redress(drawn, self._touched)

    def _touched(self, row: int, column: int) -> tuple[int, ...]:
        """Return which sides of a cell belong to this side of the range."""
        top, left, bottom, right = self.of.area
        edge = {
            LEFT: [0] * (column == left),
            TOP: [1] * (row == top),
            BOTTOM: [2] * (row == bottom),
            RIGHT: [3] * (column == right),
            INSIDE_VERTICAL: [0] * (column > left) + [3] * (column < right),
            INSIDE_HORIZONTAL: [1] * (row > top) + [2] * (row < bottom),
        }
        return tuple(edge.get(self.side, ()))
