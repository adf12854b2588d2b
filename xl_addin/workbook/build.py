"""The workbook, made from text: the template, a checked A3, a finished month.

All three are the same sheets with more or less in them, so whatever a user has
learnt in one holds in the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from xl_addin.archive import repack
from xl_addin.month.summary import Checked
from xl_addin.reading.cells import Rows
from xl_addin.workbook import (
    charts,
    front,
    function_guide,
    handbook,
    hidden,
    names,
    own_sheets,
    records,
    ribbon,
    settings_sheet,
    table_sheets,
    trial,
)
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import CREATED, Content, of_checked, of_rows
from xl_addin.workbook.drawn import DRAWN
from xl_addin.workbook.project import finish, sources

TEMPLATE = "workbook_template.xlsm"
TITLE = "安全生产执法情况统计"

_NOTHING: Mapping[str, str] = MappingProxyType({})


def template(
    conf: Mapping[str, str] = _NOTHING, transport: Mapping[str, str] | None = None
) -> bytes:
    """Return the empty template, the same bytes on every machine.

    `conf` fills the sheet xlwings.conf; see `interpreter.settings_for`. `transport`
    are the modules that carry macros to Python, unless they are xlwings' own.
    """
    return _with_macros(_sheets(Content(), conf), stored=True, transport=transport)


def filled(sheets: Mapping[str, Rows]) -> bytes:
    """Return the template with a user's rows and settings in it, not yet checked.

    Raises what reading those sheets raises.
    """
    content = of_rows(sheets)
    return _with_macros(_sheets(content, _NOTHING), stored=False)


def upgraded(content: Content, conf: Mapping[str, str] = _NOTHING) -> bytes:
    """Return the present template with everything that is a user's in it.

    Nothing is checked or summed up. What goes in is in `content`, its formulas too.
    """
    return _with_macros(_sheets(content, conf), stored=False)


@dataclass(frozen=True)
class Parts:
    """What the template holds: sheets with their names in VBA, names, modules."""

    tabs: Mapping[str, str]
    names: frozenset[str]
    modules: frozenset[str]


def parts() -> Parts:
    """Return what the template holds, so that all else is known to be a user's."""
    book = _drawn(Content(), _NOTHING).book
    tabs = {sheet.name: sheet.vba_codename for sheet in book.worksheets()}
    names = frozenset(name for name, *_ in book.defined_names)
    modules = frozenset({*sources(), *tabs.values(), "ThisWorkbook"})
    return Parts(tabs, names, modules)


def finished(
    content: Content,
    *,
    macros: bool = True,
    conf: Mapping[str, str] = _NOTHING,
) -> bytes:
    """Return the finished month: the user's rows and settings with all that follows.

    With macros it is an .xlsm, whose buttons call the Python that `conf` names, else
    an .xlsx. The xlwings.conf of the user's workbook is not taken over: a file that
    was sent to us shall not decide which program a button starts.
    """
    if not macros:
        return repack(_sheets(content, _NOTHING, macros=False))
    return _with_macros(_sheets(content, conf), stored=False)


def checked_report(checked: Checked, sheets: Mapping[str, Rows]) -> bytes:
    """Return an .xlsx with the checked A3: marks, 校验报告 and 填报质量."""
    return repack(_sheets(of_checked(checked, sheets), _NOTHING, macros=False))


def _with_macros(
    package: bytes, *, stored: bool, transport: Mapping[str, str] | None = None
) -> bytes:
    return finish(package, sources(transport), ribbon.xml(), stored=stored)


def _sheets(content: Content, conf: Mapping[str, str], *, macros: bool = True) -> bytes:
    return _drawn(content, conf, macros=macros).bytes()


def _drawn(content: Content, conf: Mapping[str, str], *, macros: bool = True) -> Canvas:
    """Draw the sheets. Functions stand in cells only where there are macros."""
    canvas = Canvas(CREATED, TITLE)
    front.draw(canvas, content)
    records.draw_a3(canvas, content)
    records.draw_supervision(canvas, content)
    settings_sheet.draw(canvas, content)
    for table in DRAWN:
        table_sheets.draw(canvas, content, table)
    if macros:
        trial.draw(canvas, content)
    function_guide.draw(canvas, content, live=macros)
    handbook.draw_guide(canvas)
    charts.draw(canvas, content)
    if macros:
        names.draw(canvas)
    hidden.draw(canvas, conf)
    own_sheets.draw_all(canvas, content)
    return canvas
