"""What each command does: look before reading, compute everything, write at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from xl_addin.command_line import console
from xl_addin.command_line.outputs import allow, as_bytes
from xl_addin.desk import publication
from xl_addin.desk.doubts import before_printing
from xl_addin.errors import (
    FileMissing,
)
from xl_addin.hosts.calc import desktop
from xl_addin.hosts.file.output import (
    refuse_in_use,
    replace_all,
    replace_atomically,
)
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.machine.interpreter import interpreter, settings_for
from xl_addin.machine.state import advice_on
from xl_addin.month.summary import Checked, Summary, as_json, issues_json, verdict
from xl_addin.month.summary import check as check_sheets
from xl_addin.month.summary import summarise as summarise_rows
from xl_addin.period import Period
from xl_addin.reading.cells import Rows
from xl_addin.sheets import version
from xl_addin.trace.answer import as_json as trace_json
from xl_addin.trace.answer import trace as trace_figure
from xl_addin.trace.figures import ANNEX_1, ANNEX_2, CITY, FRONT, find_figure, find_unit
from xl_addin.workbook.build import TEMPLATE, checked_report, finished, template
from xl_addin.workbook.content import SHEETS, Content, of_summary

EXCEL, CALC = "excel", "calc"
TEMPLATES = {EXCEL: TEMPLATE, CALC: "workbook_template_calc.xlsm"}
PLACES = {"1": ANNEX_1, "2": ANNEX_2, FRONT: FRONT}
"""What --annex may say, and the sheet that is meant."""
MACROS, PLAIN, JSON, WORD = ".xlsm", ".xlsx", ".json", ".docx"
Stage = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """The files that a summary is to be written to."""

    out: Path | None = None
    data: Path | None = None
    notice: Path | None = None


def summary(source: Path, period: Period, wanted: Wanted) -> int:
    """Print the month, and write it as workbook, as JSON and as notice where asked."""
    allow(wanted.out, source, MACROS, PLAIN)
    allow(wanted.data, source, JSON)
    allow(wanted.notice, source, WORD)
    with console.progress() as stage:
        sheets, checked = _read(source, stage)
        stage("汇总")
        month = summarise_rows(checked, period)
        content = of_summary(month, sheets) if wanted.out or wanted.notice else None
        files = _files(month, content, wanted)
        doubts = ""
        if content and wanted.notice:
            doubts = before_printing(month, content)
        stage("写出")
        refuse_in_use(files)
        kept = publication.keep(wanted.notice, _now()) if wanted.notice else ""
        replace_all(files)
        pdf = publication.pdf_beside(wanted.notice) if wanted.notice else ""
    console.show_summary(month)
    console.written(files)
    console.advise(advice_on(source, sheets))
    if wanted.notice:
        console.say(f"{kept}{pdf}{doubts}")
    return 0


def _files(
    month: Summary, content: Content | None, wanted: Wanted
) -> dict[Path, bytes]:
    """Return the files that are wanted; without content, only the JSON can be."""
    files: dict[Path, bytes] = {}
    if content and wanted.out:
        macros = wanted.out.suffix.lower() == MACROS
        conf = settings_for(interpreter())
        files[wanted.out] = finished(content, macros=macros, conf=conf)
    if wanted.data:
        files[wanted.data] = as_bytes(as_json(month))
    if content and wanted.notice:
        files[wanted.notice] = publication.word_file(month, content)
    return files


def check(source: Path, out: Path | None, data: Path | None) -> int:
    """Print what is wrong with A3; return 1 where there is an error."""
    allow(out, source, PLAIN)
    allow(data, source, JSON)
    with console.progress() as stage:
        sheets, checked = _read(source, stage)
        files: dict[Path, bytes] = {}
        if out:
            files[out] = checked_report(checked, sheets)
        if data:
            files[data] = as_bytes(issues_json(checked))
        stage("写出")
        replace_all(files)
    console.show_checked(checked)
    console.written(files)
    console.say(verdict(checked))
    console.advise(advice_on(source, sheets))
    return int(checked.errors > 0)


class Asked(NamedTuple):
    """A figure as the user names it; without annex and unit it is one of 首页."""

    figure: str
    annex: str | None = None
    unit: str | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets on which the figure may stand."""
        if self.annex:
            return (PLACES[self.annex],)
        return (FRONT,) if self.unit is None else (ANNEX_1, ANNEX_2)


def trace(source: Path, period: Period, asked: Asked, data: Path | None) -> int:
    """Print where a figure comes from: its formula and the rows of A3."""
    allow(data, source, JSON)
    figure = find_figure(asked.figure, *asked.sheets)
    with console.progress() as stage:
        _, checked = _read(source, stage)
        settings = checked.context.settings
        words = CITY if asked.unit is None else asked.unit
        unit = find_unit(settings, figure, words)
        stage("汇总")
        answer = trace_figure(summarise_rows(checked, period), figure, unit)
        files = {data: as_bytes(trace_json(answer))} if data else {}
        replace_all(files)
    console.show_trace(answer, settings.style)
    console.written(files)
    return 0


def build(out: Path | None, host: str = EXCEL) -> int:
    """Write the template for Excel, or for LibreOffice."""
    path = out or Path(TEMPLATES[host])
    allow(path, None, MACROS)
    replace_atomically(path, _template(host))
    console.written([path])
    return 0


def compare(committed: Path | None, host: str = EXCEL) -> int:
    """Return 1, and name the first part that differs, unless the template is current."""
    path = committed or Path(TEMPLATES[host])
    if not path.is_file():
        raise FileMissing(path)
    difference = first_difference(path.read_bytes(), _template(host))
    if difference is None:
        console.say(f"“{path}”与源文件一致。")
        return 0
    console.say(
        f"“{path}”与源文件不一致，首个不同之处：{difference}；请运行 build 重新生成。"
    )
    return 1


def calc(source: Path) -> int:
    """Open a copy of a workbook in LibreOffice, its buttons working."""
    return desktop.calc(source)


def _template(host: str) -> bytes:
    return template(transport=desktop.transport() if host == CALC else None)


def first_difference(committed: bytes, built: bytes) -> str | None:
    """Return the first part of the zip that differs, or None where no byte does."""
    if committed == built:
        return None
    ours = _parts(built)
    try:
        theirs = _parts(committed)
    except BadZipFile:
        return "整个文件（不是有效的工作簿）"
    names = [*ours, *(name for name in theirs if name not in ours)]
    parts = (name for name in names if ours.get(name) != theirs.get(name))
    return next(parts, "压缩包的结构")


def _read(source: Path, stage: Stage) -> tuple[Mapping[str, Rows], Checked]:
    stage("读取")
    sheets: Mapping[str, Rows] = read_sheets(source, (*SHEETS, version.TAB))
    stage("校验")
    today = date.today()  # noqa: DTZ011  the day on the user's own calendar
    return sheets, check_sheets(sheets, today)


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005  the user's own clock


def _parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
