"""What each button does. VBA calls these by name, through RunPython."""

from __future__ import annotations

from datetime import date, datetime

from xl_addin import installation, pages, publication
from xl_addin.desk import button, put_back
from xl_addin.hosts import journal
from xl_addin.hosts.live import LiveBook
from xl_addin.settings import SHEET as SETTINGS_SHEET
from xl_addin.settings import read_settings
from xl_addin.summary import check, left_out_sentence, summarise, verdict
from xl_addin.trace.answer import trace
from xl_addin.trace.table import counts_sentence
from xl_addin.workbook.content import of_checked, of_summary


@button("校验A3")
def check_a3(book: LiveBook) -> str:
    """Mark what is wrong in A3, and list it by unit."""
    sheets = pages.read_sheets(book)
    checked = check(sheets, _today())
    pages.put_marks(book, checked, sheets["A3"])
    pages.put_findings(book, of_checked(checked, sheets, in_place=True))
    return verdict(checked)


@button("生成附件")
def make_annexes(book: LiveBook) -> str:
    """Draw both annexes for the period on the first page."""
    sheets, period = pages.read_sheets(book), pages.read_period(book)
    summary = summarise(check(sheets, _today()), period)
    pages.put_annexes(book, of_summary(summary, sheets, in_place=True))
    return f"{period.title}附件1、附件2已生成。{left_out_sentence(summary)}"


@button("月度汇总")
def monthly_summary(book: LiveBook) -> str:
    """Check, and draw annexes, findings, first page and notice."""
    sheets, period = pages.read_sheets(book), pages.read_period(book)
    summary = summarise(check(sheets, _today()), period)
    pages.put_marks(book, summary.checked, sheets["A3"])
    content = of_summary(summary, sheets, in_place=True)
    pages.put_month(book, content)
    doubts = publication.before_printing(summary, content)
    return f"{period.title}汇总完成。{verdict(summary.checked)}{left_out_sentence(summary)}{doubts}"


@button("导出通报")
def export_notice(book: LiveBook) -> str:
    """Sum up anew, and write the notice with both annexes as Word file and PDF."""
    folder = pages.folder_of(book)
    sheets, period = pages.read_sheets(book), pages.read_period(book)
    summary = summarise(check(sheets, _today()), period)
    content = of_summary(summary, sheets, in_place=True)
    pages.put_month(book, content)
    book.progress("正在写出通报…")
    said = publication.publish(summary, content, folder, datetime.now())  # noqa: DTZ005  the user's own clock
    return f"{said}{publication.before_printing(summary, content)}"


@button("追溯")
def trace_figure(book: LiveBook) -> str:
    """Draw where the selected figure comes from, and show it."""
    sheets, period = pages.read_sheets(book), pages.read_period(book)
    settings = read_settings(sheets.get(SETTINGS_SHEET))
    selected = pages.read_selected(book, settings)
    summary = summarise(check(sheets, _today()), period)
    answer = trace(summary, selected.figure, selected.unit)
    pages.put_trace(book, answer, settings)
    return f"{answer.formula}。{counts_sentence(answer)}{pages.doubt(selected, answer)}"


@button("撤销")
def undo_last(book: LiveBook) -> str:
    """Put back what the last button overwrote."""
    step = journal.recall(book.book.fullname)
    if step is None:
        return "没有可以撤销的操作。"
    caption, changes = step
    before = LiveBook(book.book, changes)
    moved = before.moved()
    before.leave(moved)
    put_back(before, caption)
    journal.forget(book.book.fullname)
    return pages.undone(caption, moved)


@button("自检", backup=False)
def self_check(book: LiveBook) -> str:
    """Say what about this machine and this workbook is wrong, each with its remedy."""
    found = [
        *installation.findings(),
        *installation.program_findings(*book.program()),
        *installation.workbook_findings(book.book.fullname),
    ]
    return "\n".join(str(finding) for finding in found)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the day on the user's own calendar
