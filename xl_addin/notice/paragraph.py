"""A paragraph of the notice: what it is, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "标题",  # a line of the title
    "主送",  # the addressee
    "正文",
    "一级标题",  # 一、
    "二级标题",  # （一）
    "附件说明",  # a line of the list of annexes
    "落款",  # the signature
    "日期",
]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. `key` stays the same from month to month, `text` does not.

    An empty text is a paragraph that this month does not need.
    """

    key: str
    kind: Kind
    text: str
