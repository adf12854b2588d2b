"""Where a title breaks that is wider than a line.

Section 7.3.1 of GB/T 9704-2012: each line a whole in sense, the lines balanced.
"""

from __future__ import annotations

from docx.section import Section
from docx.shared import Pt

from xl_addin.hosts.word.text import width

BEGINNINGS = (
    "全市",
    "安全生产执法",
    "安全生产监察执法",
    "危险化学品",
    "工作情况",
    "有关数据",
    "（",
)
"""What a second line may begin with: the parts that our titles are made of."""

_CHARACTER = Pt(22)
_SPARE = 1  # LibreOffice sets a little space between Chinese and digits


def room_of(section: Section) -> float:
    """Return how many characters of a title a line of the section holds.

    A4 upright has 156 mm for the text: twenty characters of 2号, and one to spare.
    """
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return ((section.page_width or 0) - margins) / _CHARACTER - _SPARE


def balanced(title: str, room: float) -> str:
    r"""Return a title with the line break that it needs, if it needs one.

    Of the breaks that leave two lines which fit, the most even one is taken. A title
    without any is left to Word.

    >>> balanced("关于2021年1月全市安全生产执法工作情况的通报", 19)
    '关于2021年1月全市\n安全生产执法工作情况的通报'
    >>> balanced("2021年1月全市危险化学品打非治违报表", 19)
    '2021年1月全市危险化学品打非治违报表'
    """
    if width(title) <= room:
        return title
    breaks = [
        (title[:at], title[at:])
        for at in range(1, len(title))
        if title.startswith(BEGINNINGS, at)
    ]
    fitting = [lines for lines in breaks if max(map(width, lines)) <= room]
    if not fitting:
        return title
    return "\n".join(min(fitting, key=lambda lines: max(map(width, lines))))
