"""Text from anywhere, made fit for a Word file."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that XML 1.0 cannot hold: control characters and halves of characters."""


def clean_lines(text: str) -> list[str]:
    r"""Return the lines that say something, without white space around them.

    What XML cannot hold is left out. Blanks typed to indent a line go, too: the
    style indents it.

    >>> clean_lines("　　一是\x07有的。\r\n\n二是没有的。")
    ['一是有的。', '二是没有的。']
    """
    lines = (_NOT_XML.sub("", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def width(text: str) -> float:
    """Return how wide a text is in Chinese characters; digits are half as wide.

    >>> width("附件：1.")
    4.0
    """
    return sum(0.5 if character.isascii() else 1 for character in text)
