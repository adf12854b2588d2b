"""The words we use to say how a sheet looks. Data only: nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "tag",  # 附件1, at the top left of an annex
    "title",
    "note",
    "heading",
    "text",  # a name, centred
    "prose",  # a sentence, left and wrapped
    "formula",  # a sentence that a formula makes
    "entry",  # a sentence that the user writes
    "amount",  # 万元 or tonnes
    "rate",  # percent
    "plain_rate",  # percent; its zeros after the point are dropped in the published style
    "count",
    "rank",
    "link",  # the number of a row, which leads there
]


SENTENCES: tuple[Role, ...] = ("prose", "formula", "entry")
"""The roles whose text may take several lines."""


@dataclass(frozen=True)
class Field:
    """One column of a printed table; `width` is in characters."""

    name: str
    heading: str
    role: Role = "text"
    width: float = 12
    hidden: bool = False


@dataclass(frozen=True)
class Page:
    """How a sheet prints on A4. Margins in centimetres."""

    landscape: bool = False
    left: float = 2.0
    right: float = 2.0
    top: float = 2.2
    bottom: float = 2.0


@dataclass(frozen=True)
class Sheet:
    """A sheet that holds one table under its title.

    `title` and `note` may contain {period}. `tag` stands alone above the title.
    """

    tab: str
    title: str
    fields: tuple[Field, ...]
    page: Page = Page()
    tag: str = ""
    note: str = ""
    heading_height: float = 36
    note_height: float = 20
    row_height: float = 24

    @property
    def heading_row(self) -> int:
        """The row of the headings: tag, title and note stand above it."""
        return 2 + bool(self.tag) + bool(self.note)

    @property
    def first_row(self) -> int:
        """The row of the first line of the table."""
        return self.heading_row + 1
