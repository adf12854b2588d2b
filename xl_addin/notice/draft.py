"""The sheet 通报: each paragraph as generated, and what the statistician made of it.

Whoever edits the notice writes beside a paragraph, in 自拟文字, and never over it.
That text is in force from then on, through every later run, under the paragraph's
key. When the figures behind the paragraph change, it is marked, until its author
looks at it again and edits it, if only by a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xl_addin.cells import Rows, is_blank, table_of
from xl_addin.notice.paragraph import Kind, Paragraph

SHEET = "通报"
DROPPED = "（删除）"
"""Written in 自拟文字, it leaves the paragraph out."""

EDITED, STALE, ALONE, LEFT_OUT = (
    "已改写",
    "数据已变化，请核对",
    "本期没有这一段",
    "不采用",
)
HEADINGS = ("类别", "生成文字", "自拟文字（可填写）", "采用文字", "状态", "段落", "依据文字", "上次自拟")  # fmt: skip
"""The headings of the columns; the last three are hidden."""


@dataclass(frozen=True)
class Line:
    """A paragraph on the sheet.

    `own` is the statistician's text, `basis` what was generated when it was written,
    `own_then` how it read at the last run.
    """

    key: str
    kind: str
    generated: str
    own: str = ""
    basis: str = ""
    own_then: str = ""

    @property
    def in_force(self) -> str:
        """The text that is printed; "" where the paragraph is left out."""
        return "" if self.own == DROPPED else self.own or self.generated

    @property
    def state(self) -> str:
        """What is to be known about the line; "" for a generated one."""
        if not self.own:
            return ""
        if not self.generated:
            return ALONE
        if self.basis != self.generated:
            return STALE
        return LEFT_OUT if self.own == DROPPED else EDITED


def read(rows: Rows | None) -> list[Line]:
    """Return the lines of the sheet, those of an older form of it without keys none.

    Raises what `table_of` raises.
    """
    if rows is None or not rows:
        return []
    marker = HEADINGS[1]
    table = table_of(rows, SHEET, HEADINGS, marker=marker, required=(marker,))
    lines = (_line(*map(_text, line)) for line in table[list(HEADINGS)].to_numpy())
    return [line for line in lines if line.key]


def redrafted(old: Sequence[Line], new: Sequence[Paragraph]) -> list[Line]:
    """Return the lines for newly generated paragraphs, with every text of one's own.

    A text whose paragraph this month does not have stays at the end, out of force,
    for the month that has it again.
    """
    before = {line.key: line for line in old}
    lines = [_renewed(before.get(p.key), p) for p in new if p.text]
    keys = {line.key for line in lines}
    return lines + [_kept(line) for line in old if line.own and line.key not in keys]


def in_force(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs to print.

    A paragraph of one's own keeps its line breaks as several paragraphs.
    """
    return list(_printed(lines))


def to_look_at(lines: Sequence[Line]) -> list[str]:
    """Return the own texts whose figures have changed, by how they begin."""
    return [f"{line.own[:12]}…" for line in lines if line.state == STALE]


def _printed(lines: Sequence[Line]) -> Iterator[Paragraph]:
    for line in lines:
        if line.generated and line.in_force:
            kind: Kind = line.kind  # type: ignore[assignment]  # as it was written
            yield Paragraph(line.key, kind, line.in_force)


def _renewed(old: Line | None, new: Paragraph) -> Line:
    if old is None or not old.own:
        return Line(new.key, new.kind, new.text)
    # edited since the last run: its author saw what stood there then
    seen = old.generated if old.own != old.own_then else old.basis
    return Line(new.key, new.kind, new.text, old.own, seen or new.text, old.own)


def _kept(line: Line) -> Line:
    return Line(line.key, line.kind, "", line.own, line.basis, line.own)


def _line(*cells: str) -> Line:
    kind, generated, own, _, _, key, basis, own_then = cells
    return Line(key, kind, generated, own, basis, own_then)


def _text(cell: object) -> str:
    return "" if is_blank(cell) else str(cell)
