"""The paragraphs of the notice, each where the standard puts it.

Sections 7.3.1 to 7.3.5.2 of GB/T 9704-2012: a document without a seal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Printed

from xl_addin.hosts.word.text import clean_lines, width
from xl_addin.hosts.word.title import balanced, room_of
from xl_addin.notice.paragraph import Kind, Paragraph

STYLES: dict[Kind, str] = {
    "标题": "Title",
    "主送": "主送机关",
    "正文": "公文正文",
    "一级标题": "heading 1",
    "二级标题": "heading 2",
    "附件说明": "附件说明",
    "落款": "发文机关署名",
    "日期": "成文日期",
}
"""The style of each kind of paragraph, by the name that the file gives it."""

LINE = Pt(28.95)
_CHARACTER = Pt(16)
_END: tuple[Kind, ...] = ("落款", "日期")
_AFTER_TEXT: tuple[Kind, ...] = ("附件说明", *_END)
_LABEL = re.compile(r"(附件[:：]\s*)?(\d+\s*[.．、]\s*)?")
_MARGIN = 2.0  # characters; also what the date stands to the right of the signature

Line = tuple[Kind, str]


def write_body(
    document: Document, paragraphs: Sequence[Paragraph], gaps: Sequence[str]
) -> None:
    """Write the notice, above it a marked line for each thing yet to be added."""
    for gap in gaps:
        _write_gap(document, gap)
    lines = [(p.kind, line) for p in paragraphs for line in clean_lines(p.text)]
    right = _right_indents(lines)
    together = _kept_together(lines)
    previous: Kind | None = None
    room = room_of(document.sections[-1])
    for at, (kind, text) in enumerate(lines):
        said = balanced(text, room) if kind == "标题" else text
        printed = document.add_paragraph(said, STYLES[kind])
        if _blank_line_between(previous, kind) or (gaps and previous is None):
            printed.paragraph_format.space_before = LINE
        if kind == "附件说明":
            _hang(printed, text)
        elif kind in right:
            _indent(printed, right=right[kind])
        if at in together:
            printed.paragraph_format.keep_with_next = True
        previous = kind


def _write_gap(document: Document, gap: str) -> None:
    said = "".join(clean_lines(gap))
    run = document.add_paragraph(style="待补").add_run(f"（{said}：待编）")
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _blank_line_between(previous: Kind | None, kind: Kind) -> bool:
    if previous in {None, kind}:
        return False
    ends = kind in _END and previous not in _END
    return previous == "标题" or kind == "附件说明" or ends


def _kept_together(lines: Sequence[Line]) -> range:
    """Return which lines stay on the page of the next one: the last of the text, too.

    A page with nothing but the signature could be put to any paper.

    >>> _kept_together([("正文", "……。"), ("正文", "……。"), ("落款", "某局"), ("日期", "某日")])
    range(1, 3)
    """
    text = [at for at, (kind, _) in enumerate(lines) if kind not in _AFTER_TEXT]
    return range(max(text, default=0), len(lines) - 1)


def _hang(printed: Printed, text: str) -> None:
    """Let a name that needs two lines go on below its own first character.

    附件：1.甲
          2.乙
    """
    label = _LABEL.match(text)
    first, number = (label[1] or "", label[2] or "") if label else ("", "")
    left = _MARGIN + width("附件：") + width(number)
    _indent(printed, left=left, hanging=width(first + number))


def _right_indents(lines: Sequence[Line]) -> dict[Kind, float]:
    """Return what signature and date leave free on their right, in characters.

    The signature two; the date starts two to the right of it. A date longer than
    the signature leaves two itself, and the signature keeps its place before it.

    >>> _right_indents([("落款", "温州市应急管理局"), ("日期", "2021年3月10日")])
    {'落款': 2.0, '日期': 1.5}
    >>> _right_indents([("落款", "市安委办"), ("日期", "2021年3月10日")])
    {'落款': 6.5, '日期': 2.0}
    """
    signature, date = (max(_widths(lines, kind), default=0) for kind in _END)
    if date > signature:
        return {"落款": 2 * _MARGIN + date - signature, "日期": _MARGIN}
    return {"落款": _MARGIN, "日期": signature - date}


def _widths(lines: Sequence[Line], kind: Kind) -> Iterator[float]:
    return (width(text) for own, text in lines if own == kind)


def _indent(printed: Printed, **characters: float) -> None:
    """Indent by so many characters, and by as many points where those do not count."""
    indent = printed.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    for side, count in characters.items():
        indent.set(qn(f"w:{side}Chars"), str(round(count * 100)))
        indent.set(qn(f"w:{side}"), str(round(count * _CHARACTER.twips)))
