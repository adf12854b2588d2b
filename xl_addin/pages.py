"""The month on the sheets of an open workbook: what is read and drawn where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from xl_addin import marks
from xl_addin.annexes import annex1, annex2, quality, report
from xl_addin.cells import Rows, heading_key, heading_row
from xl_addin.errors import HeadingMissing, NotSaved, PeriodInvalid
from xl_addin.grid import compose
from xl_addin.hosts.live import Change, LiveBook
from xl_addin.layout import Sheet
from xl_addin.period import Period, parse_period
from xl_addin.settings import SHEET as SETTINGS_SHEET
from xl_addin.settings import read_settings
from xl_addin.summary import SHEETS, Checked
from xl_addin.theme import theme
from xl_addin.workbook import front
from xl_addin.workbook.content import Content, report_lines
from xl_addin.workbook.printed import NOTICE, link_formulas, notice_lines

UNIT = "填报单位"
TABLES = (annex1.SHEET, annex2.SHEET, quality.SHEET, report.SHEET, NOTICE)


def read_sheets(book: LiveBook) -> dict[str, Rows]:
    """Return the cells of the sheets that a month is made from."""
    found = ((tab, book.rows(tab)) for tab in SHEETS)
    return {tab: rows for tab, rows in found if rows is not None}


def read_period(book: LiveBook) -> Period:
    """Return the period on 首页. Raises `PeriodInvalid`."""
    names = (front.PERIOD_FROM, front.PERIOD_TO, front.AS_OF)
    start, end, as_of = (_text(book.named(name)) for name in names)
    if not start or not end:
        remedy = "请在首页填写起始月份和截止月份，如 2021-01"
        raise PeriodInvalid("统计期间", f"{start} 至 {end}", remedy)
    return parse_period(start[:7], end[:7], as_of[:10] or None)


def put_marks(book: LiveBook, checked: Checked, rows: Rows) -> None:
    """Write what is wrong beside each row of A3; the sheet tints the cells itself.

    Marks of an earlier check are replaced. Each column of marks is found by its own
    heading, wherever it was moved to, so no column of the user's is written over.
    """
    top = heading_row(rows, UNIT)
    if top is None:
        raise HeadingMissing("A3", UNIT)
    keys = [heading_key(cell) if cell else "" for cell in rows[top - 1]]
    lines = marks.marks(checked.issues, range(top + 1, len(rows) + 1))
    for heading, *texts in zip(marks.HEADINGS, *lines, strict=True):
        if heading not in keys:
            keys.append(heading)
            book.write("A3", top, len(keys), [[heading]])
        if texts:
            column = keys.index(heading) + 1
            book.write("A3", top + 1, column, [[text] for text in texts])


def put_findings(book: LiveBook, content: Content) -> None:
    """Draw 填报质量 and 校验报告, each row number a link to its cell."""
    _draw(book, content, quality.SHEET, content.table(quality.SHEET))
    lines = report_lines(content)
    _draw(book, content, report.SHEET, lines)
    links = link_formulas(lines)
    if links:
        at = [field.name for field in report.SHEET.fields].index("row") + 1
        place = (report.SHEET.tab, report.SHEET.first_row, at)
        book.write_formulas(*place, [[link] for link in links])


def put_annexes(book: LiveBook, content: Content) -> None:
    """Draw 附件1 and 附件2 into their sheets."""
    for sheet in (annex1.SHEET, annex2.SHEET):
        _draw(book, content, sheet, content.table(sheet))


def put_front(book: LiveBook, content: Content) -> None:
    """Write the key figures and 应计未计 on 首页."""
    if content.facts is None:
        return
    first = front.FIGURES_ROW + 2
    book.write(front.SHEET, first, 3, front.figures(content.facts))
    book.write(front.SHEET, first, 6, front.rankings(content.facts))
    top = front.LEFT_OUT_ROW + 2
    lines = front.left_out_lines(content)
    old = len(book.rows(front.SHEET) or ()) - top + 1
    lines += [(None,) * 4] * max(old - len(lines), 0)
    book.write(front.SHEET, top, 2, lines)


def put_month(book: LiveBook, content: Content) -> None:
    """Draw everything that follows from a summary, sheet by sheet."""
    steps = (
        ("附件", put_annexes),
        ("填报质量和校验报告", put_findings),
        ("首页", put_front),
        ("通报", put_notice),
    )
    for name, put in steps:
        book.progress(f"正在生成{name}…")
        put(book, content)


def put_notice(book: LiveBook, content: Content) -> None:
    """Draw 通报: one paragraph a line."""
    _draw(book, content, NOTICE, notice_lines(content))


def print_notice(book: LiveBook) -> Path:
    """Print 通报 and both annexes to one PDF beside the workbook; return it.

    Raises `NotSaved` for a workbook that has no folder on this machine.
    """
    workbook = Path(book.book.fullname)
    if not workbook.is_file():
        raise NotSaved
    file = workbook.with_name(f"{workbook.stem}_通报.pdf")
    book.print_to(file, (annex1.SHEET.tab, annex2.SHEET.tab, NOTICE.tab))
    return file


def put_back(book: LiveBook, changes: Sequence[Change]) -> None:
    """Put back what was overwritten, and the looks of tables that grew or shrank."""
    LiveBook(book.book, list(changes)).put_back()
    tables = {(sheet.tab, sheet.heading_row): sheet for sheet in TABLES}
    drawn = [change for change in changes if (change.tab, change.row) in tables]
    if not drawn:
        return
    looks = theme(read_settings(book.rows(SETTINGS_SHEET)).style)
    for change in drawn:
        sheet = tables[change.tab, change.row]
        lines = [line for line in change.before[1:] if any(line)]
        was = pd.DataFrame(lines, columns=[f.name for f in sheet.fields])
        book.dress(compose(sheet, was), looks)


def _draw(book: LiveBook, content: Content, sheet: Sheet, lines: pd.DataFrame) -> None:
    grid = compose(sheet, lines, content.period_title)
    book.draw(grid, theme(content.settings.style))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
