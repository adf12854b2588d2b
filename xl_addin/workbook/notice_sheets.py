"""通报, and what it is written from: 问题单位 beside it, 历史 behind it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from xl_addin.look.layout import Field, Page, Role, Sheet
from xl_addin.look.theme import theme
from xl_addin.notice import draft
from xl_addin.notice.draft import Line
from xl_addin.sheets.history import COLUMNS, HISTORY
from xl_addin.tables import problems
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import Content
from xl_addin.workbook.table_sheets import draw_table

_NAMES = ("kind", "generated", "own", "in_force", "state", "key", "basis", "own_then", "figures")  # fmt: skip
_ROLES: tuple[Role, ...] = ("text", "prose", "entry", "formula", "text", "text", "text", "text", "text")  # fmt: skip
_WIDTHS = (10, 60, 60, 60, 22, 12, 12, 12, 12)
_FIRST_HIDDEN = 5
IN_FORCE = _NAMES.index("in_force") + 1

NOTICE = Sheet(
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

_KINDS: dict[str, Role] = {"count": "count", "money": "amount", "tonnes": "amount"}
PAST = Sheet(
    tab=HISTORY.sheet,
    title="各月执法数据（历史）",
    note="月度汇总时自动登记，同一月份只登记一次，重新汇总时更新。A3清空后，比较和年终累计取自本表；也可以手工补登以前的月份。实缴金额是登记时的数，以后的缴款须手工改正。",
    fields=tuple(
        # the unit of a figure on a line of its own
        Field(
            c.heading,
            c.heading.replace("（", "\n（"),
            _KINDS.get(c.kind, "text"),
            c.width,
        )
        for c in COLUMNS
    ),
    page=Page(landscape=True),
    heading_height=40,
    note_height=36,
    row_height=20,
)


def draw(canvas: Canvas, content: Content) -> None:
    """Draw the three sheets. The text in force is a formula: it follows the typing."""
    sheet, grid = draw_table(canvas, content, NOTICE, "Notice", lines(content.notice))
    look = canvas.format(theme(content.settings.style)["formula"])
    formulas = zip(in_force_formulas(content.notice), content.notice, strict=True)
    for row, (formula, line) in enumerate(formulas, start=grid.heading_row):
        sheet.write_formula(row, IN_FORCE - 1, formula, look, _in_force(line))
    table = content.table(problems.SHEET)
    draw_table(canvas, content, problems.SHEET, "Problems", table)
    draw_table(canvas, content, past_sheet(content), "History", past_lines(content))


def lines(notice: tuple[Line, ...]) -> pd.DataFrame:
    """Return the lines of 通报 by the fields of its sheet."""
    cells = [
        (
            line.kind,
            line.generated,
            line.own,
            _in_force(line),
            line.state,
            *_hidden(line),
        )
        for line in notice
    ]
    return pd.DataFrame(cells, columns=list(_NAMES), dtype=object)


def in_force_formulas(notice: tuple[Line, ...]) -> list[str]:
    """Return for each line the formula of the text that is printed."""
    rows = range(NOTICE.first_row, NOTICE.first_row + len(notice))
    return [
        f'=IF(OR(B{row}="",{_typed(f"C{row}")}="{draft.DROPPED}"),"",'
        f'IF(TRIM(C{row})="",B{row},C{row}))'
        for row in rows
    ]


def _typed(cell: str) -> str:
    """Return the formula of a text without blanks, its brackets of full width."""
    formula = f"CLEAN({cell})"
    for old, new in ((" ", ""), ("　", ""), ("(", "（"), (")", "）")):
        formula = f'SUBSTITUTE({formula},"{old}","{new}")'
    return formula


def past_sheet(content: Content) -> Sheet:
    """Return the layout of 历史, with the columns that the user has added."""
    table = past_lines(content)
    known = {field.name for field in PAST.fields}
    own = [Field(name, name, width=14) for name in table.columns if name not in known]
    return replace(PAST, fields=(*PAST.fields, *own)) if own else PAST


def past_lines(content: Content) -> pd.DataFrame:
    """Return the raw lines of 历史, months in order."""
    if content.history is None:
        return pd.DataFrame({field.name: [] for field in PAST.fields}, dtype=object)
    return content.history.reset_index(drop=True)


def _in_force(line: Line) -> str:
    return line.in_force if line.generated else ""


def _hidden(line: Line) -> tuple[str, str, str, str]:
    return line.key, line.basis, line.own_then, line.figures
