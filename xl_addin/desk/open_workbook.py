"""The month on the sheets of an open workbook: what is read and drawn where."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose
from pathlib import Path
from typing import NamedTuple

from xl_addin.errors import (
    FigureUnknown,
    HeadingMissing,
    NoFigureSelected,
    NotSaved,
    PeriodMissing,
)
from xl_addin.hosts.live.book import LiveBook
from xl_addin.look.theme import theme
from xl_addin.month.summary import Checked
from xl_addin.period import Period, parse_period
from xl_addin.reading.cells import Rows, heading_key
from xl_addin.sheets import marks
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, annex2
from xl_addin.trace import table as trace_table
from xl_addin.trace.answer import Trace
from xl_addin.trace.figures import CITY, FIGURES, Figure, find_unit
from xl_addin.workbook import places
from xl_addin.workbook.content import SHEETS, Content
from xl_addin.workbook.drawn import DRAWN, Drawn, Plan, Step, before, table_of

UNIT = "填报单位"


def read_sheets(book: LiveBook) -> dict[str, Rows]:
    """Return the cells of the sheets that a month is made from."""
    found = ((tab, book.rows(tab)) for tab in SHEETS)
    return {tab: rows for tab, rows in found if rows is not None}


def read_period(book: LiveBook) -> Period:
    """Return the period on 首页. Raises `PeriodMissing` and `PeriodInvalid`."""
    names = (places.PERIOD_FROM, places.PERIOD_TO, places.AS_OF)
    start, end, as_of = (_text(book.named(name)) for name in names)
    if not start or not end:
        raise PeriodMissing
    return parse_period(start[:7], end[:7], as_of[:10] or None)


def put_marks(book: LiveBook, checked: Checked, rows: Rows) -> None:
    """Write what is wrong beside each row of A3; the sheet tints the cells itself.

    Marks of an earlier check are replaced. Each column of marks is found by its own
    heading, wherever it was moved to, so no column of the user's is written over.
    """
    book.progress("正在写入校验结果…")
    top = A3.heading_row(rows)
    if top is None:
        raise HeadingMissing("A3", UNIT)
    keys = [heading_key(cell) if cell else "" for cell in rows[top - 1]]
    spelled = dict(zip(keys, map(str, rows[top - 1]), strict=True))
    lines = marks.marks(checked.issues, range(top + 1, len(rows) + 1), spelled)
    for heading, *texts in zip(marks.HEADINGS, *lines, strict=True):
        if heading not in keys:
            keys.append(heading)
            unseen = heading != marks.RESULT
            book.write("A3", top, len(keys), [[heading]], hidden=unseen)
        if texts:
            column = keys.index(heading) + 1
            book.write("A3", top + 1, column, [[text] for text in texts])


def put_annexes(book: LiveBook, content: Content) -> None:
    """Write the key figures on 首页, and draw the annexes and 年终考核.

    All are of one month then: none stands beside figures of another. 首页 comes
    first: it is the sheet that people rename, and then nothing is drawn.
    """
    book.progress("正在生成附件和首页主要指标…")
    put_front(book, content)
    _put(book, content, "annexes")


def put_findings(book: LiveBook, content: Content) -> None:
    """Draw 填报质量 and 校验报告, each row number a link to its cell."""
    book.progress("正在生成填报质量和校验报告…")
    _put(book, content, "findings")


def put_notice(book: LiveBook, content: Content) -> None:
    """Draw 通报, one paragraph a line, 问题单位 beside it, and enter the months in 历史.

    What the statistician wrote beside a paragraph is in the lines already.
    """
    book.progress("正在生成通报和历史…")
    _put(book, content, "notice")


def put_front(book: LiveBook, content: Content) -> None:
    """Write the key figures and 应计未计 on 首页."""
    if content.facts is None:
        return
    here = places.found(book.rows(places.SHEET))
    first = here.figures + 2
    book.write(places.SHEET, first, 3, places.figures(content.facts))
    book.write(places.SHEET, first, 6, places.rankings(content.facts))
    top = here.left_out + 2
    lines = places.left_out_lines(content)
    book.write_list(places.SHEET, top, 2, lines, places.LAST_COLUMN)


def put_month(book: LiveBook, content: Content) -> None:
    """Draw everything that follows from a summary, sheet by sheet."""
    for put in (put_annexes, put_findings, put_notice):
        put(book, content)


def folder_of(book: LiveBook) -> Path:
    """Return the folder of the workbook. Raises `NotSaved` where it has none here."""
    workbook = Path(book.path)
    if not workbook.is_file():
        raise NotSaved
    return workbook.parent


class Selected(NamedTuple):
    """A figure that the user selected, and what its cell holds."""

    figure: Figure
    unit: str
    cell: object


def read_selected(book: LiveBook, settings: Settings) -> Selected:
    """Return the figure in the selected cell of an annex or of 首页.

    In an annex the unit is the one that the line names, wherever it was moved to.
    Raises `NoFigureSelected`.
    """
    tab, row, column = book.selected() or ("", 0, 0)
    rows = (book.rows(tab) or ()) if tab in FIGURES else ()
    figure = _figure_at(rows, tab, row, column)
    if figure is None:
        raise NoFigureSelected
    line = rows[row - 1] if row <= len(rows) else ()
    name = CITY if tab == places.SHEET else _text(next(iter(line), None))
    try:
        unit = find_unit(settings, figure, name)
    except FigureUnknown:
        raise NoFigureSelected from None
    at = places.VALUES[column] if tab == places.SHEET else column
    return Selected(figure, unit, line[at - 1] if at <= len(line) else None)


def put_trace(book: LiveBook, answer: Trace, settings: Settings) -> None:
    """Draw 追溯, each row number a link to A3, and bring it to the places."""
    table = table_of(trace_table.SHEET.tab)
    plan = table.plan_of(trace_table.sheet_of(answer), trace_table.build(answer))
    _draw(book, table, plan, settings)
    book.show(table.tab)


def doubt(selected: Selected, answer: Trace) -> str:
    """Return a sentence where the sheet shows something else than A3 gives now."""
    cell, value = selected.cell, answer.value
    if isinstance(cell, int | float) and isinstance(value, int | float):
        agreed = isclose(cell, value, rel_tol=1e-12)
    else:
        agreed = _text(cell) == ("" if value is None else answer.printed)
    if agreed:
        return ""
    then = f"{cell:.10g}" if isinstance(cell, float) else _text(cell) or "空白"
    now = answer.printed or "空白"
    return f"注意：表中是{then}，按A3现在的内容和首页的统计期间应为{now}，请重新汇总。"


def undone(caption: str, back: Sequence[str], moved: Sequence[str]) -> str:
    """Return what became of a step: which sheets are `back`, which were changed since.

    >>> undone("追溯", [], ["追溯"])
    '“追溯”没有撤销：工作表“追溯”此后改过。'
    """
    if not moved:
        return f"已撤销“{caption}”，各表已恢复原样。"
    marks_moved = "A3的校验标记此后有移动或改动" if A3.sheet in moved else ""
    others = "、".join(f"“{tab}”" for tab in moved if tab != A3.sheet)
    edited = f"工作表{others}此后改过" if others else ""
    reason = "，".join(filter(None, (marks_moved, edited)))
    advice = "请重新校验。" if marks_moved else ""
    if not back:
        return f"“{caption}”没有撤销：{reason}。{advice}"
    return f"已撤销“{caption}”，但{reason}，没有恢复。{advice}"


def _figure_at(rows: Rows, tab: str, row: int, column: int) -> Figure | None:
    """Return the figure whose place on its sheet is this cell, if there is one."""
    key: str | None = None
    if tab == places.SHEET:
        key = places.found(rows).figure_at(row, column)
    for sheet in (annex1.SHEET, annex2.SHEET):
        if tab == sheet.tab and row >= sheet.first_row and column <= len(sheet.fields):
            key = sheet.fields[column - 1].name
    return next((f for f in FIGURES.get(tab, ()) if f.key == key), None)


def _put(book: LiveBook, content: Content, step: Step) -> None:
    """Draw the tables of a step, in the order of their sheets."""
    for table in DRAWN:
        if table.step == step:
            _draw(book, table, table.plan(content), content.settings)


def _draw(book: LiveBook, table: Drawn, plan: Plan, settings: Settings) -> None:
    """Draw a table on its sheet, which is added where an older workbook has none."""
    book.add_sheet(table.tab, before(table))
    book.draw(plan.grid, theme(settings.style), plan.read_back)
    for at, formulas in plan.formulas.items():
        if formulas:
            cells = [[formula] for formula in formulas]
            book.write_formulas(table.tab, plan.grid.heading_row + 1, at, cells)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
