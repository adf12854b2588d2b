"""The sheet 通报: a paragraph a line, and the formula of the text that is printed."""

from __future__ import annotations

import pandas as pd

from xl_addin.look.layout import Field, Page, Role, Sheet
from xl_addin.notice import draft
from xl_addin.notice.draft import Line

_NAMES = ("kind", "generated", "own", "in_force", "state", "key", "basis", "own_then", "figures")  # fmt: skip
_ROLES: tuple[Role, ...] = ("text", "prose", "entry", "formula", "text", "text", "text", "text", "text")  # fmt: skip
_WIDTHS = (10, 60, 60, 60, 22, 12, 12, 12, 12)
_FIRST_HIDDEN = 5

SHEET = Sheet(
    tab=draft.SHEET,
    title="{period}全市安全生产执法工作情况通报（拟稿）",
    note=f"在“自拟文字”列改写：留空则采用生成文字，填“{draft.DROPPED}”则不要这一段，单元格内换行（Alt+Enter）即另起一段。改写的文字每次汇总都会保留。“一是、二是”等序号导出时按采用的段落自动编排，可以不写。",
    fields=tuple(
        Field(name, heading, role, width, hidden=at >= _FIRST_HIDDEN)
        for at, (name, heading, role, width) in enumerate(
            zip(_NAMES, draft.HEADINGS, _ROLES, _WIDTHS, strict=True)
        )
    ),
    page=Page(landscape=True),
    heading_height=24,
    note_height=36,
    row_height=24,
)
IN_FORCE = "in_force"
"""The field whose cells are formulas: it follows what is typed beside it."""
WRITTEN = ("own", "key")
"""The fields in which people write, or that say whose paragraph a line is."""


def lines(notice: tuple[Line, ...]) -> pd.DataFrame:
    """Return the lines of 通报 by the fields of its sheet."""
    cells = [
        (
            line.kind,
            line.generated,
            line.own,
            line.in_force if line.generated else "",
            line.state,
            line.key,
            line.basis,
            line.own_then,
            line.figures,
        )
        for line in notice
    ]
    return pd.DataFrame(cells, columns=list(_NAMES), dtype=object)


def in_force_formulas(table: pd.DataFrame) -> list[str]:
    """Return for each line the formula of the text that is printed."""
    return [
        f'=IF(OR(B{row}="",{_typed(f"C{row}")}="{draft.DROPPED}"),"",'
        f'IF(TRIM(C{row})="",B{row},C{row}))'
        for row in range(SHEET.first_row, SHEET.first_row + len(table))
    ]


def _typed(cell: str) -> str:
    """Return the formula of a text without blanks, its brackets of full width."""
    formula = f"CLEAN({cell})"
    for old, new in ((" ", ""), ("　", ""), ("(", "（"), (")", "）")):
        formula = f'SUBSTITUTE({formula},"{old}","{new}")'
    return formula
