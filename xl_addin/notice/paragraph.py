"""A paragraph of the notice: what it is, what it says, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from xl_addin.figures.facts import shown

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

    An empty text is a paragraph that this month does not need. `basis` holds the
    figures behind the text: the text itself may stay the same when they change.
    """

    key: str
    kind: Kind
    text: str
    basis: str = ""

    @property
    def rests_on(self) -> str:
        """What the paragraph says or holds back: another one says something else."""
        return self.basis or self.text


def figures_of(lines: pd.DataFrame, columns: Sequence[str]) -> str:
    """Return the figures of each unit on one line; a blank is —.

    It goes into a hidden cell: lines of its own would make the whole row higher.

    >>> figures_of(pd.DataFrame({"unit": ["龙港市"], "cases": [1], "rank": None}), ["cases", "rank"])
    '龙港市 1 —'
    """
    cells = zip(lines["unit"], *(lines[column] for column in columns), strict=True)
    return "；".join(
        " ".join([unit, *("—" if pd.isna(f) else shown(f) for f in figures)])
        for unit, *figures in cells
    )
