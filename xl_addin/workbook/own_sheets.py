"""The user's own sheets, drawn again: values, formulas, looks, and what holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xl_addin.look.own import Cell, Listed, Look, OwnSheet, Span
from xl_addin.workbook.canvas import Canvas, write
from xl_addin.workbook.content import Content

_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001  Excel's own calendar has no zone


@dataclass
class _Drawn:
    """A sheet being drawn, and its formats by look, each made once."""

    canvas: Canvas
    sheet: Worksheet
    formats: dict[Look, Format] = field(default_factory=dict)

    def format(self, look: Look) -> Format | None:
        if look and look not in self.formats:
            self.formats[look] = self.canvas.book.add_format(dict(look))
        return self.formats.get(look)


def draw_all(canvas: Canvas, content: Content) -> None:
    """Draw the user's own sheets behind all others, and define the user's own names."""
    for at, own in enumerate(content.own, start=1):
        draw(canvas, own, f"Own{at}")
    for name, area in content.own_names.items():
        canvas.book.define_name(name, f"={area}")


def draw(canvas: Canvas, own: OwnSheet, code_name: str) -> None:
    """Draw a sheet of the user's own behind the others.

    A formula's `value` is what it gave last. What begins with = in a text is text.
    """
    sheet = canvas.sheet(own.name, code_name)
    sheet.hide_gridlines(1)  # on paper only, as on any new sheet
    drawn = _Drawn(canvas, sheet)
    for span in own.columns:
        _column(sheet, span)
    for span in own.rows:
        sheet.set_row(span.first, span.size, None, {"hidden": span.hidden})
    for area in own.merged:
        sheet.merge_range(area, "")
    for table in own.tables:
        _table(sheet, table)
    for cell in sorted(own.cells, key=lambda cell: not cell.over):
        _cell(drawn, cell)
    _around(sheet, own)


def _column(sheet: Worksheet, span: Span) -> None:
    sheet.set_column(span.first, span.last, span.size, None, {"hidden": span.hidden})


def _table(sheet: Worksheet, table: Listed) -> None:
    options = {
        "name": table.name,
        "total_row": table.total,
        "columns": [{"header": heading} for heading in table.headings],
    }
    sheet.add_table(table.area, options)


def _cell(drawn: _Drawn, cell: Cell) -> None:
    look, sheet = drawn.format(cell.look), drawn.sheet
    if cell.over:
        sheet.write_array_formula(cell.over, cell.formula, look, number(cell.value))
    elif cell.formula:
        value = number(cell.value)
        sheet.write_formula(cell.row, cell.column, cell.formula, look, value)
    else:
        write(sheet, cell.row, cell.column, cell.value, look)
    if cell.comment:
        sheet.write_comment(cell.row, cell.column, cell.comment)


def _around(sheet: Worksheet, own: OwnSheet) -> None:
    if own.frozen != (0, 0):
        sheet.freeze_panes(*own.frozen)
    if own.filtered and not own.tables:
        sheet.autofilter(own.filtered)
    if own.state == "hidden":
        sheet.hide()
    elif own.state == "veryHidden":
        sheet.very_hidden()


def number(value: object) -> object:
    """Return what a formula gave as the file keeps it: a day is a number, blank is "".

    >>> number(date(2021, 1, 1)), number(timedelta(hours=6)), number(None)
    (44197.0, 0.25, '')
    """
    if isinstance(value, time):
        value = datetime.combine(_DAY_0, value)
    if isinstance(value, timedelta):
        value = _DAY_0 + value
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(*_ymd(value))  # noqa: DTZ001  as above
        return (moment - _DAY_0) / timedelta(days=1)
    return "" if value is None else value


def _ymd(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
