"""The names that formulas in cells use for A3 and 参数, and what they stand for.

They rest on a very hidden sheet, so that no sheet which a user may delete takes the
formulas of all others with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from xlsxwriter.utility import xl_col_to_name

from xl_addin.sheets.a3 import COLUMNS
from xl_addin.sheets.settings import HEADINGS, as_rows
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.workbook import wrappers
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import FIRST_LINE, Content
from xl_addin.workbook.places import AS_OF, PERIOD_FROM, PERIOD_TO

TAB, CODE_NAME = "命名区域", "NamedAreas"
A3_ALL, SETTINGS_ALL = "A3All", "SettingsAll"
"""A3 and 参数, each from its cell A1."""
LAST_ROW = "A3LastRow"
"""The cell that says where the A3 table ends."""
MONTHS = (A3_ALL, PERIOD_FROM, PERIOD_TO, SETTINGS_ALL, AS_OF)
"""What a function of a period is given, in its order."""


def draw(canvas: Canvas) -> None:
    """Define the names, and draw the very hidden sheet.

    Counted from A1, a row of the range is the row of the sheet. LibreOffice does not
    know tblA3[#All], nor any part of a table inside of a name: so a cell says where
    the table ends. OFFSET would do, too, but it is computed anew at every entry
    anywhere. Columns of the user's own and the marks of a check are not in it.
    """
    sheet = canvas.sheet(TAB, CODE_NAME)
    sheet.write_string(0, 0, LAST_ROW)
    last = f"=ROWS('A3'!$A$1:$A${FIRST_LINE})+ROWS(tblA3[{COLUMNS[0].heading}])"
    sheet.write_formula(0, 1, last, None, "")
    sheet.very_hidden()
    end = xl_col_to_name(len(COLUMNS) - 1, col_abs=True)
    areas = {
        LAST_ROW: f"'{TAB}'!$B$1",
        A3_ALL: f"'A3'!$A$1:INDEX('A3'!{end}:{end},{LAST_ROW})",
        SETTINGS_ALL: f"'{SETTINGS_SHEET}'!$A$1:$I$203",
    }
    for name, area in areas.items():
        canvas.book.define_name(name, f"={area}")


def values(content: Content) -> Mapping[str, object]:
    """Return what the names stand for in a finished month; nothing before it."""
    period, a3 = content.period, content.a3
    if period is None or a3 is None:
        return {}
    blank: list[object] = [None] * len(a3.columns)
    above = [blank] * (FIRST_LINE - 1)
    return {
        A3_ALL: [*above, a3.columns.tolist(), *a3.to_numpy().tolist()],
        PERIOD_FROM: str(period.start),
        PERIOD_TO: str(period.end),
        SETTINGS_ALL: [HEADINGS, *as_rows(content.settings)],
        AS_OF: str(period.as_of),
    }


def cells_of(
    function: str, given: Sequence[str], values: Mapping[str, object] | None
) -> Sequence[Sequence[object]]:
    """Return what a function gives, so that it can be seen without any macro.

    It is given names of the workbook, or texts in quotes.
    """
    if not values:
        return []
    called = getattr(import_module(wrappers.PACKAGE), function)
    cells: Sequence[Sequence[object]] = called(
        *(values.get(name, name.strip('"')) for name in given)
    )
    return cells
