"""The look of a cell of the user's, from the reader's words into the writer's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from xl_addin.look.own import Look

_SIDES: Final = ("left", "right", "top", "bottom")
_BORDERS: Final = ("thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot")  # fmt: skip
"""The lines that a border may be, in the order of their numbers from 1."""
_ACROSS: Final = {"left": "left", "center": "center", "right": "right", "fill": "fill", "justify": "justify", "centerContinuous": "center_across", "distributed": "distributed"}  # fmt: skip
_DOWN: Final = {"top": "top", "center": "vcenter", "bottom": "bottom", "justify": "vjustify", "distributed": "vdistributed"}  # fmt: skip


def look_of(cell: Any) -> Look:  # noqa: ANN401  openpyxl is untyped
    """Return the number format of a cell, its font, fill, border and alignment."""
    if not cell.has_style:
        return ()
    return tuple(sorted(_properties(cell)))


def _properties(cell: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    if cell.number_format != "General":
        yield "num_format", cell.number_format
    if cell.quotePrefix:
        yield "quote_prefix", True
    if not cell.protection.locked:
        yield "locked", False
    yield from _font(cell.font)
    yield from _alignment(cell.alignment)
    for side in _SIDES:
        line = getattr(cell.border, side)
        if line is not None and line.style in _BORDERS:
            yield side, _BORDERS.index(line.style) + 1
            yield from _color(f"{side}_color", line.color)
    if cell.fill.fill_type == "solid":
        yield from _color("bg_color", cell.fill.fgColor)


def _font(font: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    if font.name:
        yield "font_name", font.name
    if font.sz:
        yield "font_size", font.sz
    for ours, theirs in (("bold", "b"), ("italic", "i"), ("font_strikeout", "strike")):
        if getattr(font, theirs):
            yield ours, True
    if font.u:
        yield "underline", 2 if font.u.startswith("double") else 1
    yield from _color("font_color", font.color)


def _alignment(way: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    if way.horizontal in _ACROSS:
        yield "align", _ACROSS[way.horizontal]
    if way.vertical in _DOWN:
        yield "valign", _DOWN[way.vertical]
    if way.wrap_text:
        yield "text_wrap", True
    if way.indent:
        yield "indent", int(way.indent)


def _color(name: str, color: Any) -> Iterator[tuple[str, object]]:  # noqa: ANN401
    """Yield a colour that is said in red, green and blue; a theme's own has no number."""
    if color is not None and color.type == "rgb" and isinstance(color.rgb, str):
        yield name, f"#{color.rgb[-6:]}"
