"""Pages, upright and turned.

A turned page is an upright one turned clockwise, so its upper margin is the left
one of the others, and its number stands in the lower left corner (odd) or in the
upper left one (even): GB/T 9704-2012, sections 7.5 and 8.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENTATION, WD_SECTION
from docx.shared import Length, Mm

BREAK = "分节"
"""The style of a paragraph as low as a line: it carries the end of a section."""

_SHORT, _LONG = Mm(210), Mm(297)


@dataclass(frozen=True)
class Side:
    """A side of paper. The footers are named as the blank document names them."""

    orientation: WD_ORIENTATION
    width: Length
    height: Length
    top: Length
    right: Length
    bottom: Length
    left: Length
    footer: Length
    odd: str
    even: str


_UPRIGHT = Side(
    WD_ORIENTATION.PORTRAIT,
    *(_SHORT, _LONG),
    *(Mm(37), Mm(26), Mm(35), Mm(28)),
    footer=Mm(25.5),  # the middle of the number is 7 mm below the text
    odd="odd",
    even="even",
)
_TURNED = Side(
    WD_ORIENTATION.LANDSCAPE,
    *(_LONG, _SHORT),
    *(Mm(28), Mm(37), Mm(26), Mm(35)),
    footer=Mm(10),  # empty: the number is in a box at the side
    odd="oddTurned",
    even="evenTurned",
)


def end_section(document: Document, *, landscape: bool) -> None:
    """End the page; what follows starts on a new one, turned or upright."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].style = BREAK
    side = _TURNED if landscape else _UPRIGHT
    section.orientation = side.orientation
    section.page_width, section.page_height = side.width, side.height
    section.top_margin, section.bottom_margin = side.top, side.bottom
    section.left_margin, section.right_margin = side.left, side.right
    section.footer_distance = side.footer
    properties = document.element.body.sectPr
    properties.add_footerReference(WD_HEADER_FOOTER.PRIMARY, side.odd)
    properties.add_footerReference(WD_HEADER_FOOTER.EVEN_PAGE, side.even)
