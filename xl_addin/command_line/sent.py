"""What “发送到” does with workbooks: results beside each, one message at the end.

For people with WPS, or with macros blocked, and without a terminal. It is a boundary
of its own: whatever happens is a sentence, for nobody would see anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from xl_addin.command_line import message
from xl_addin.desk import publication
from xl_addin.desk.doubts import before_printing
from xl_addin.errors import AddinError
from xl_addin.figures.past import DAYS
from xl_addin.hosts.file.output import is_open, refuse_in_use, replace_all
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.live import journal
from xl_addin.machine.interpreter import interpreter, settings_for
from xl_addin.machine.state import advice_on
from xl_addin.machine.upgrade import NEXT
from xl_addin.machine.upgrade import upgrade as upgrade_workbook
from xl_addin.month.summary import Checked, left_out_sentence, summarise, verdict
from xl_addin.month.summary import check as check_sheets
from xl_addin.period import Period, parse_period
from xl_addin.reading.cells import Rows
from xl_addin.sheets import version
from xl_addin.workbook import places
from xl_addin.workbook.build import checked_report, finished
from xl_addin.workbook.content import SHEETS, of_summary

MACROS, PLAIN = ".xlsm", ".xlsx"
_READ = (*SHEETS, places.SHEET, version.TAB)
_FAILED = 2
_LONGEST = 1_500  # a box that is higher than the screen has no button


class NoRecords(AddinError):
    """No row of A3 says which months it is about."""

    def __init__(self) -> None:
        super().__init__(
            "A3表中没有可用的日期，不能确定统计月份，请填写A3，或在首页填写起始月份和截止月份。"
        )


def sent(task: str, files: Sequence[Path]) -> int:
    """Do one of `TASKS` on each file; return 2 where one could not be done."""
    done = [_said(task, path.absolute()) for path in files]
    several = len(files) > 1
    lines = [
        f"“{path.name}”：{said}" if several else said
        for path, (said, _) in zip(files, done, strict=True)
    ]
    bad = any(failed for _, failed in done)
    text = "\n\n".join(lines)
    cut = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
    message.show(cut, bad=bad)
    return _FAILED if bad else 0


def _said(task: str, path: Path) -> tuple[str, bool]:
    """Return what to say of a file, and whether it failed: the boundary."""
    try:
        said = TASKS[task](path)
    except AddinError as error:
        return str(error), True
    except Exception as error:  # noqa: BLE001  the boundary: there is nobody else to see it
        code, (_, log) = journal.bug(f"sent {task}", error), journal.log()
        return f"没有完成（代码{code}）；详情见 {log}，请把该文件发给信息人员。", True
    old = "文件正被打开，读取的是上次保存的内容。" if is_open(path) else ""
    return f"{said}{old}", False


def _check(path: Path) -> str:
    sheets, checked = _read(path)
    out = _beside(path, "校验结果", PLAIN)
    kept = _write({out: checked_report(checked, sheets)})
    return f"{verdict(checked)}\n结果：{out.name}。{kept}{advice_on(path, sheets)}"


def _summary(path: Path) -> str:
    sheets, checked = _read(path)
    month = summarise(checked, period_of(sheets, checked))
    content = of_summary(month, sheets)
    macros = path.suffix.lower() == MACROS
    title = month.period.title
    book = _beside(path, f"{title}汇总", MACROS if macros else PLAIN)
    notice = _beside(path, f"{title}通报", ".docx")
    conf = settings_for(interpreter())
    kept = _write(
        {
            book: finished(content, macros=macros, conf=conf),
            notice: publication.word_file(month, content),
        }
    )
    done = f"{title}汇总完成。{verdict(checked)}{left_out_sentence(month)}"
    files = f"\n结果：{book.name}，{notice.name}。{kept}{advice_on(path, sheets)}"
    return f"{done}{files}{before_printing(month, content)}"


def _upgrade(path: Path) -> str:
    made = upgrade_workbook(path, settings_for(interpreter()), lambda _: None)
    out = _beside(path, f"升级到{version.PRESENT}", MACROS)
    report = _beside(path, "升级报告", ".txt")
    text = "\n".join(made.sentences())
    kept = _write({out: made.workbook, report: f"\ufeff{text}\n{NEXT}\n".encode()})
    left = f"有{len(made.left)}项没有带过去，" if made.left else "没有遗留的内容，"
    return f"{made.sentences()[0]}{left}详见{report.name}。\n新工作簿：{out.name}。{kept}{NEXT}"


TASKS: Mapping[str, Callable[[Path], str]] = {
    "check": _check,
    "summary": _summary,
    "upgrade": _upgrade,
}
"""What can be done with a file that was sent."""


def period_of(sheets: Mapping[str, Rows], checked: Checked) -> Period:
    """Return the months on 首页, else January to the latest month that has rows.

    A day in the future does not count: it is a slip. Raises `PeriodInvalid`, and
    `NoRecords` where no row has a day.
    """
    start, end, as_of = places.typed_period(sheets.get(places.SHEET)) or (None,) * 3
    if start or end:
        return parse_period(start or "", end or "", as_of)
    days = pd.concat([checked.rows[day] for day in DAYS]).dropna()
    latest = days[days <= checked.context.midnight].max()
    if pd.isna(latest):
        raise NoRecords
    return parse_period(f"{latest:%Y}-01", f"{latest:%Y-%m}", None)


def _read(path: Path) -> tuple[Mapping[str, Rows], Checked]:
    sheets: Mapping[str, Rows] = read_sheets(path, _READ)
    return sheets, check_sheets(sheets, date.today())  # noqa: DTZ011  the user's own calendar


def _beside(path: Path, what: str, ending: str) -> Path:
    return path.with_name(f"{path.stem}_{what}{ending}")


def _write(files: Mapping[Path, bytes]) -> str:
    """Write the files; earlier ones of these names go to 备份, and it is said."""
    refuse_in_use(files)
    now = datetime.now()  # noqa: DTZ005  the user's own clock
    kept = publication.keep_all(files, now)
    replace_all(files)
    return kept
