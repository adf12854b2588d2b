"""What each button does. VBA calls these by name, through RunPython."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from xl_addin.desk import open_workbook
from xl_addin.desk.boundary import button, put_back
from xl_addin.desk.doubts import before_printing
from xl_addin.hosts.live import journal
from xl_addin.hosts.live.book import LiveBook
from xl_addin.machine import installation
from xl_addin.month.summary import (
    Checked,
    Summary,
    check,
    left_out_sentence,
    summarise,
    verdict,
)
from xl_addin.reading.cells import Rows
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.trace.answer import trace
from xl_addin.trace.table import counts_sentence
from xl_addin.workbook.buttons import caption
from xl_addin.workbook.content import Content, of_checked, of_summary
from xl_addin.workbook.drawn import DRAWN


@button(caption("check_a3"))
def check_a3(book: LiveBook) -> str:
    """Mark what is wrong in A3, and list it by unit."""
    sheets, checked = _checked(book)
    open_workbook.put_marks(book, checked, sheets["A3"])
    open_workbook.put_findings(book, of_checked(checked, sheets, in_place=True))
    return f"{verdict(checked)}{_beside(book, sheets)}"


@button(caption("make_annexes"))
def make_annexes(book: LiveBook) -> str:
    """Draw the annexes and 年终考核 for the period on 首页, and its key figures."""
    sheets, summary = _summed(book)
    open_workbook.put_annexes(book, of_summary(summary, sheets, in_place=True))
    drawn = "、".join(table.tab for table in DRAWN if table.step == "annexes")
    done = f"{summary.period.title}{drawn}和首页主要指标已生成。"
    return f"{done}{left_out_sentence(summary)}{_beside(book, sheets)}"


@button(caption("monthly_summary"))
def monthly_summary(book: LiveBook) -> str:
    """Check, and draw annexes, findings, first page and notice."""
    sheets, summary = _summed(book)
    content = of_summary(summary, sheets, in_place=True)
    open_workbook.put_marks(book, summary.checked, sheets["A3"])
    open_workbook.put_month(book, content)
    done = f"{summary.period.title}汇总完成。{verdict(summary.checked)}"
    return _closing(book, sheets, done, summary, content)


@button(caption("export_notice"))
def export_notice(book: LiveBook) -> str:
    """Sum up anew, and write the notice with both annexes as Word file and PDF."""
    from xl_addin.desk import publication  # noqa: PLC0415  no other button loads python-docx

    folder, (sheets, summary) = open_workbook.folder_of(book), _summed(book)
    content = of_summary(summary, sheets, in_place=True)
    open_workbook.put_month(book, content)
    book.progress("正在写出通报…")
    now = datetime.now()  # noqa: DTZ005  the user's own clock
    done = publication.publish(summary, content, folder, now)
    return _closing(book, sheets, done, summary, content)


@button(caption("trace_figure"))
def trace_figure(book: LiveBook) -> str:
    """Draw where the selected figure comes from, and show it."""
    _, summary = _summed(book)
    selected = open_workbook.read_selected(book, summary.settings)
    answer = trace(summary, selected.figure, selected.unit)
    open_workbook.put_trace(book, answer, summary.settings)
    return f"{answer.formula}。{counts_sentence(answer)}{open_workbook.doubt(selected, answer)}"


@button(caption("undo_last"))
def undo_last(book: LiveBook) -> str:
    """Put back what the last button overwrote; where that is nothing, it stays known."""
    step = journal.recall(book.path)
    if step is None:
        return "没有可以撤销的操作。"
    pressed, changes = step
    before = book.with_changes(changes)
    moved = before.moved()
    before.leave(moved)
    back = before.tabs()
    put_back(before, pressed)
    if back:
        journal.forget(book.path)
    return open_workbook.undone(pressed, back, moved)


@button(caption("self_check"), backup=False)
def self_check(book: LiveBook) -> str:
    """Say what about this machine and this workbook is wrong, each with its remedy."""
    found = [
        *installation.findings(),
        *installation.program_findings(*book.program()),
        *installation.workbook_findings(book.path),
    ]
    return "\n".join(str(finding) for finding in found)


def _checked(book: LiveBook) -> tuple[dict[str, Rows], Checked]:
    """Return the sheets of the workbook, and what a check finds in them."""
    book.progress("正在读取各表…")
    sheets = open_workbook.read_sheets(book)
    book.progress("正在校验…")
    return sheets, check(sheets, date.today())  # noqa: DTZ011  the user's own calendar


def _summed(book: LiveBook) -> tuple[dict[str, Rows], Summary]:
    """Return the sheets of the workbook, and the month that they add up to."""
    period = open_workbook.read_period(book)
    sheets, checked = _checked(book)
    book.progress("正在汇总…")
    return sheets, summarise(checked, period)


def _closing(
    book: LiveBook,
    sheets: Mapping[str, Rows],
    done: str,
    summary: Summary,
    content: Content,
) -> str:
    """Return what was done, and what is to be looked at before the notice goes out."""
    doubts = before_printing(summary, content)
    return f"{done}{_beside(book, sheets)}{doubts}"


def _added_sheets(book: LiveBook) -> str:
    """Name the sheets that were not there, and are now."""
    added = "、".join(f"“{change.tab}”" for change in book.changes if change.added)
    return f"新建了工作表{added}（原来没有）。" if added else ""


def _beside(book: LiveBook, sheets: Mapping[str, Rows]) -> str:
    """Say what sheets are new, and by which settings was counted."""
    return f"{_added_sheets(book)}{_by_which_settings(sheets)}"


def _by_which_settings(sheets: Mapping[str, Rows]) -> str:
    """Say so where units and thresholds are not the workbook's own."""
    if SETTINGS_SHEET in sheets:
        return ""
    return f"注意：没有“{SETTINGS_SHEET}”表，单位和各项限值按程序内置的计算。"
