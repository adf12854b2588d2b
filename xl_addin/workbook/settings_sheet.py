"""参数: limits and styles on the left, units with their orders and aliases on the right."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xl_addin.look.layout import Page
from xl_addin.look.theme import HEITI, PALE_GREY, Style
from xl_addin.sheets.settings import HEADINGS, SETTINGS, SHEET, Setting, as_rows
from xl_addin.workbook.canvas import Canvas, set_page, write
from xl_addin.workbook.content import Content
from xl_addin.workbook.validation import UNIT_LIST

_WIDTHS = (26, 20, 64, 3, 18, 12, 12, 12, 60, 3, 36, 120)
_HEADING_ROW = 2
_UNIT_COLUMN, _DEMAND_COLUMN = 4, 10
_MOST_UNITS = 200
_TITLE = Style(HEITI, 16, align="left", border=False)
_NOTE = Style(size=10.5, align="left", border=False)
_HEAD = Style(HEITI, 11, fill=PALE_GREY)
_LEFT = Style(size=11, align="left")
_CENTRE = Style(size=11)
_ENTRY = Style(size=11, fill="#FFF2CC", wrap=True)
_DEMAND = Style(size=11, align="left", wrap=True, fill="#FFF2CC")
_CODE = Style(size=11, number="@")


def draw(canvas: Canvas, content: Content) -> None:
    """Draw the settings in force, and name the list of units for A3's drop-down."""
    sheet = canvas.sheet(SHEET, "Settings")
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    note = "黄色单元格可修改。增加单位：在单位表末尾加一行；改名：直接改“单位”，旧名填入“别名”（用顿号分隔）。最右两列是通报第三部分，可改可增；全部清空则恢复原有三条。"
    sheet.write(0, 0, "参数", canvas.format(_TITLE))
    sheet.set_row(0, 28)
    sheet.write(1, 0, note, canvas.format(_NOTE))
    for at, heading in enumerate(HEADINGS):
        if heading:
            write(sheet, _HEADING_ROW, at, heading, canvas.format(_HEAD))
    _lines(canvas, sheet, content)
    for row, setting in enumerate(SETTINGS, start=_HEADING_ROW + 1):
        sheet.data_validation(row, 1, row, 1, _validation(setting))
    first = _HEADING_ROW + 2
    column = f"'{SHEET}'!$E${first}:$E${first + _MOST_UNITS - 1}"
    start = f"'{SHEET}'!$E${first}"
    canvas.book.define_name(UNIT_LIST, f"=OFFSET({start},0,0,COUNTA({column}),1)")
    sheet.freeze_panes(_HEADING_ROW + 1, 0)
    set_page(sheet, Page(landscape=True))


def _lines(canvas: Canvas, sheet: Worksheet, content: Content) -> None:
    units = (_ENTRY, _CODE, _CENTRE, _CENTRE, _LEFT)
    looks = (_LEFT, _ENTRY, _LEFT, None, *units, None, _DEMAND, _DEMAND)
    rows = as_rows(content.settings)
    for row, line in enumerate(rows, start=_HEADING_ROW + 1):
        for at, (value, look) in enumerate(zip(line, looks, strict=True)):
            if look and line[_first(at)] is not None:
                write(sheet, row, at, value, canvas.format(look))
        wraps = line[_DEMAND_COLUMN] or len(str(line[1] or "")) * 2 > _WIDTHS[1]
        sheet.set_row(row, 36 if wraps else 22)


def _first(at: int) -> int:
    """Return the first column of the table in which a column stands."""
    return max(column for column in (0, _UNIT_COLUMN, _DEMAND_COLUMN) if column <= at)


def _validation(setting: Setting) -> dict[str, object]:
    said: dict[str, object] = {
        "input_title": setting.label[:32],
        "input_message": f"{setting.note}。{setting.allowed}。"[:255],
        "error_title": "请检查输入",
        "error_message": f"{setting.allowed}。",
    }
    if setting.text:
        return {k: v for k, v in said.items() if k.startswith("input")} | {
            "validate": "any"
        }
    if setting.choices:
        return said | {"validate": "list", "source": list(setting.choices)}
    kind = "integer" if setting.whole else "decimal"
    between: dict[str, object] = {"minimum": setting.low, "maximum": setting.high}
    return said | {"validate": kind, "criteria": "between"} | between
