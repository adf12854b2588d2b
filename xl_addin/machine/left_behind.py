"""What of an older workbook cannot be carried into the new one, each thing named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import normpath
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from defusedxml.ElementTree import fromstring
from pyopenvba import ExcelFile, PyOpenVBAError

from xl_addin.hosts.file.guard import Package, all_parts, damage_means_no_workbook
from xl_addin.look.layout import Sheet
from xl_addin.machine.old_workbook import OldWorkbook
from xl_addin.reading.cells import NAMELESS, Rows, is_blank, table_of
from xl_addin.sheets import settings
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.sheets.units import UNIT_HEADINGS
from xl_addin.workbook import places
from xl_addin.workbook.build import Parts
from xl_addin.workbook.drawn import DRAWN
from xl_addin.workbook.project import PROJECT

_MADE_ANEW: Final = [t.sheet for t in DRAWN if t.step != "trace" and not t.read_back]
_COPY: Final = "请从旧工作簿中自行复制"
_NAMED: Final = 3  # so many texts of a sheet are named, and then counted


class Left(NamedTuple):
    """Something that stays behind: on which sheet, what, and why. "" is no one sheet."""

    sheet: str
    what: str
    reason: str


def found(package: Package, old: OldWorkbook, present: Parts) -> Iterator[Left]:
    """Yield what stands on or beside our own sheets and is not carried."""
    yield from (Left("", what, _COPY) for what in old.opened.lost)
    for tab, title in old.ours.items():
        yield from _around(package, tab, title)
    for sheet in _MADE_ANEW:
        yield from _texts(sheet.tab, _beside_table(sheet, old.cells.get(sheet.tab, ())))
    yield from _texts(
        SUPERVISION.sheet, _more_columns(old.cells.get(SUPERVISION.sheet))
    )
    front = old.cells.get(places.SHEET, ())
    beside = (cell for line in front for cell in line[places.LAST_COLUMN :])
    yield from _texts(places.SHEET, beside)
    yield from _texts(settings.SHEET, _beside_settings(old.cells.get(settings.SHEET)))
    yield from _modules(package, present)


def _around(package: Package, tab: str, title: str) -> Iterator[Left]:
    """Name what lies over the cells of one of our sheets; its buttons are ours."""
    part = package.sheets[title]
    folder, _, name = part.rpartition("/")
    there = all_parts(package, [f"{folder}/_rels/{name}.rels"]).values()
    with damage_means_no_workbook(package.path):
        links = [link for part in there for link in fromstring(part)]
    if any(link.get("Type", "").endswith("/comments") for link in links):
        yield Left(tab, "批注", _COPY)
    if tab != places.SHEET and any(_shows(package, folder, link) for link in links):
        yield Left(tab, "自己加的图表或图片", _COPY)


def _shows(package: Package, folder: str, link: Any) -> bool:  # noqa: ANN401  defusedxml is untyped
    """Tell whether a relation leads to a drawing with a chart or a picture in it."""
    target = link.get("Target", "")
    if not link.get("Type", "").endswith("/drawing"):
        return False
    path = target[1:] if target.startswith("/") else normpath(f"{folder}/{target}")
    drawn = all_parts(package, [path]).values()
    return any(b":pic>" in part or b":graphicFrame" in part for part in drawn)


def _beside_table(sheet: Sheet, rows: Rows) -> Iterator[object]:
    """Yield what stands right of a drawn table, or below it after a blank."""
    inside, width = True, len(sheet.fields)
    for line in rows[sheet.first_row - 1 :]:
        inside = inside and not is_blank(next(iter(line), None))
        yield from line[width if inside else 0 :]


def _more_columns(rows: Rows | None) -> Iterator[object]:
    """Yield the headings that people added to 监管平台."""
    if rows is None:
        return
    unit = SUPERVISION.heading("unit")
    known = [column.heading for column in SUPERVISION.columns]
    table = table_of(rows, SUPERVISION.sheet, known, marker=unit, required=(unit,))
    more = (str(name) for name in table if name not in known)
    yield from (name for name in more if not name.endswith("率(%)"))  # our formulas


def _beside_settings(rows: Rows | None) -> Iterator[object]:
    """Yield what stands on 参数 under no heading of ours."""
    if rows is None:
        return
    known = [heading for heading in settings.HEADINGS if heading]
    unit = UNIT_HEADINGS[0]
    table = table_of(rows, settings.SHEET, known, marker=unit, required=(unit,))
    for name in table.columns[len(known) :]:
        yield None if str(name).startswith(NAMELESS) else name
        yield from table[name]


def _texts(tab: str, cells: Iterator[object]) -> Iterator[Left]:
    there = [str(cell) for cell in cells if not is_blank(cell)]
    for text in there[:_NAMED]:
        yield Left(tab, f"表格以外的内容“{text[:20]}”", _COPY)
    if (more := len(there) - _NAMED) > 0:
        yield Left(tab, f"表格以外的内容另有{more}处", _COPY)


def _modules(package: Package, present: Parts) -> Iterator[Left]:
    """Name the macros that people wrote themselves."""
    try:
        names = _module_names(package)
    except PyOpenVBAError:
        yield Left("", "宏", "旧工作簿的宏已损坏，新工作簿带有程序自己的宏")
        return
    own = [name for name in names if name not in present.modules]
    yield from (Left("", f"宏模块“{name}”", _COPY) for name in own)


def _module_names(package: Package) -> Sequence[str]:
    """Return the names of standard modules and classes; sheets have one each."""
    if not all_parts(package, [PROJECT]):
        return ()
    with TemporaryDirectory() as folder:  # pyOpenVBA works on files
        path = Path(folder) / "workbook.xlsm"
        path.write_bytes(package.content)
        with ExcelFile(path) as book:
            if not book.has_vba_project():
                return ()
            return [n for n in book.module_names() if _has_code(book.get_module(n))]


def _has_code(text: str) -> bool:
    """Tell whether a module does anything; that of a sheet is mostly empty."""
    lines = (line.strip() for line in text.splitlines())
    idle = ("", "Option Explicit")
    return any(line not in idle and not line.startswith("Attribute ") for line in lines)
