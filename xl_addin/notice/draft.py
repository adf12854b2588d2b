"""The sheet 通报: each paragraph as generated, and what the statistician made of it.

Whoever edits the notice writes beside a paragraph, in 自拟文字, and never over it.
That text is in force from then on, through every later run, under the paragraph's
key. When the figures behind the paragraph change, it is marked, until its author
looks at it again and edits it, if only by a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xl_addin.notice.numbering import numbered
from xl_addin.notice.paragraph import Kind, Paragraph
from xl_addin.reading.cells import Rows, heading_key, heading_row, is_blank, table_of

SHEET = "通报"
DROPPED = "（删除）"
"""Written in 自拟文字, in brackets of either width, it leaves the paragraph out."""

EDITED, STALE, ALONE, STRAY, LEFT_OUT = (
    "已改写",
    "数据已变化，请核对",
    "本期没有这一段",
    "不在任何一段旁边，不导出",
    "不采用",
)
HEADINGS = ("类别", "生成文字", "自拟文字（可填写）", "采用文字", "状态", "段落", "依据数据", "上次自拟", "本次数据")  # fmt: skip
"""The headings of the columns; the last four are hidden."""


@dataclass(frozen=True)
class Line:
    """A paragraph on the sheet.

    `own` is the statistician's text, `basis` the figures on which it was written,
    `own_then` how it read at the last run, `figures` what the paragraph rests on now.
    """

    key: str
    kind: str
    generated: str
    own: str = ""
    basis: str = ""
    own_then: str = ""
    figures: str = ""

    @property
    def in_force(self) -> str:
        """The text that is printed; "" where the paragraph is left out."""
        return "" if self.dropped else self.own or self.generated

    @property
    def dropped(self) -> bool:
        """Whether the statistician leaves the paragraph out."""
        return heading_key(self.own) == heading_key(DROPPED)

    @property
    def seen(self) -> str:
        """The figures when the own text was written or looked at again."""
        edited = on_one_line(self.own) != self.own_then
        return (self._now if edited else "") or self.basis or self._now

    @property
    def state(self) -> str:
        """What is to be known about the line; "" for a generated one."""
        if not self.own:
            return ""
        if not self.generated:
            return ALONE if self.key else STRAY
        if self.seen != self._now:
            return STALE
        return LEFT_OUT if self.dropped else EDITED

    @property
    def _now(self) -> str:
        return self.figures or self.generated


def read(rows: Rows | None) -> list[Line]:
    """Return the lines of the sheet that are ours or hold a text of one's own.

    A sheet of that name in another form, someone's own notice, has none. Raises
    `ColumnsMissing` where the column of one's own text is gone.
    """
    marker, own = HEADINGS[1], HEADINGS[2]
    if rows is None or heading_row(rows, marker) is None:
        return []
    table = table_of(rows, SHEET, HEADINGS, marker=marker, required=(marker, own))
    lines = (_line(*map(_text, line)) for line in table[list(HEADINGS)].to_numpy())
    return [line for line in lines if line.key or line.own]


def redrafted(old: Sequence[Line], new: Sequence[Paragraph]) -> list[Line]:
    """Return the lines for newly generated paragraphs, with every text of one's own.

    A text whose paragraph this month does not have stays at the end, out of force,
    for the month that has it again. So does one in a copied or inserted line.
    """
    before = {line.key: line for line in reversed(old)}
    lines = [_renewed(before.get(p.key), p) for p in new if p.text]
    taken = {line.key: before.get(line.key) for line in lines}
    return lines + [_kept(o) for o in old if o.own and taken.get(o.key) != o]


def in_force(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs to print, numbered without a gap.

    A text of one's own with line breaks is several paragraphs.
    """
    return numbered(list(_printed(lines)))


def to_look_at(lines: Sequence[Line]) -> list[str]:
    """Return the own texts whose figures have changed, by how they begin.

    One that leaves a paragraph out is known by the paragraph.
    """
    return [
        f"{_beginning(line.generated)}（不采用）"
        if line.dropped
        else _beginning(line.own)
        for line in lines
        if line.state == STALE
    ]


def strays(lines: Sequence[Line]) -> list[str]:
    """Return the own texts that stand beside no paragraph, by how they begin."""
    return [_beginning(line.own) for line in lines if line.state == STRAY]


def on_one_line(text: str) -> str:
    r"""Return a text without line breaks, which make a row higher even where hidden.

    >>> on_one_line("一\n二")
    '一⏎二'
    """
    return text.replace("\n", "⏎")


def _beginning(text: str) -> str:
    first = text.split("\n", maxsplit=1)[0].strip()[:12]
    return first if first == text.strip() else f"{first}…"


def _printed(lines: Sequence[Line]) -> Iterator[Paragraph]:
    for line in lines:
        kind: Kind = line.kind  # type: ignore[assignment]  # as it was written
        for text in line.in_force.splitlines() if line.generated else ():
            if text.strip():
                yield Paragraph(line.key, kind, text.strip())


def _renewed(old: Line | None, new: Paragraph) -> Line:
    now = Line(new.key, new.kind, new.text, figures=new.rests_on)
    if old is None or not old.own:
        return now
    return replace(
        now, own=old.own, basis=old.seen or new.rests_on, own_then=on_one_line(old.own)
    )


def _kept(line: Line) -> Line:
    return Line(line.key, line.kind, "", line.own, line.seen, on_one_line(line.own))


def _line(*cells: str) -> Line:
    kind, generated, own, _, _, key, basis, own_then, figures = cells
    return Line(key, kind, generated, own, basis, own_then, figures)


def _text(cell: object) -> str:
    return "" if is_blank(cell) else str(cell)
