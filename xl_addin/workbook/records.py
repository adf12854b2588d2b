"""The sheets that people fill in, A3 and 监管平台, made from their schemas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from xl_addin.look.layout import Page
from xl_addin.look.theme import (
    DOUBTFUL,
    HEITI,
    MISSING,
    PALE_BLUE,
    PAPER_BLUE,
    Align,
    Style,
)
from xl_addin.sheets.a3 import A3, COLUMNS
from xl_addin.sheets.marks import ERROR_CELLS, HEADINGS, WARNING_CELLS, marks, tint_test
from xl_addin.sheets.schema import Column
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.workbook.canvas import A3_PAPER, Canvas, address, filled, set_page, write
from xl_addin.workbook.content import FIRST_LINE, Content, extra_columns
from xl_addin.workbook.validation import READY_ROWS, add_help

TITLE_ROW, GROUP_ROW, HEADING_ROW, FIRST_ROW = 0, 1, 2, FIRST_LINE
BLANK_ROWS = 200
_SEARCHED_COLUMNS = 256
"""Among so many the tints look for the columns of marks."""

_SONG = "宋体"
_BODY = Style(_SONG, 10.5, border_color="#BFBFBF")
_HEADING = Style(HEITI, 10.5, wrap=True, fill=PAPER_BLUE, color="#FFFFFF")
_GROUP = Style(HEITI, 10.5, align="left", fill=PALE_BLUE)
_TITLE = Style(HEITI, 16, align="left", border=False)
_NOTE = Style(_SONG, 10, align="left", border=False)
_RESULT = Style(_SONG, 10, align="left", border_color="#BFBFBF")
_NUMBERS = {"date": "yyyy-mm-dd", "count": "0", "text": "@", "remark": "@"}
_LEFT = {"remark", "kinds"}


def draw_a3(canvas: Canvas, content: Content) -> None:
    """Draw the sheet A3.

    Columns come in the order of the form, then the marks of a check, then the user's own.
    """
    sheet = canvas.sheet("A3", "A3Records", grid=True)
    table = pd.DataFrame() if content.a3 is None else content.a3
    count = len(table) or BLANK_ROWS
    _headings(canvas, sheet)
    _body(canvas, sheet, content, table)
    _excel_table(canvas, sheet, count, [*_names(), *HEADINGS, *extra_columns(table)])
    _tints(canvas, sheet, count)
    add_help(canvas, sheet, A3, FIRST_ROW, count)
    sheet.freeze_panes(FIRST_ROW, 4)
    sheet.repeat_rows(HEADING_ROW)
    sheet.print_area(0, 0, HEADING_ROW + count, len(COLUMNS) - 1)
    sheet.set_zoom(90)
    set_page(sheet, Page(landscape=True, left=1, right=1), A3_PAPER)


def draw_supervision(canvas: Canvas, content: Content) -> None:
    """Draw the sheet 监管平台, its four rates as native formulas."""
    sheet = canvas.sheet(SUPERVISION.sheet, "Supervision", grid=True)
    table = content.supervision
    if table is None:
        names = content.settings.in_order(1)
        table = pd.DataFrame({"填报单位": names}, dtype=object)
    note = "各县（市、区）“互联网+监管”平台使用情况，按月填写；四项比率自动计算，均要求达到100%。"
    sheet.write(TITLE_ROW, 0, "“互联网+监管”平台使用情况", canvas.format(_TITLE))
    sheet.write(GROUP_ROW, 0, note, canvas.format(_NOTE))
    sheet.set_row(TITLE_ROW, 26)
    sheet.set_row(HEADING_ROW, 32)
    for at, column in enumerate(SUPERVISION.columns):
        style = _style(column)
        sheet.set_column(at, at, column.width)
        write(sheet, HEADING_ROW, at, column.heading, canvas.format(_HEADING))
        cells = table.get(column.heading, pd.Series([None] * len(table)))
        for row, cell in enumerate(cells, start=FIRST_ROW):
            write(sheet, row, at, cell, canvas.format(style))
    add_help(canvas, sheet, SUPERVISION, FIRST_ROW, len(table))
    _platform_rates(canvas, sheet, len(table))
    sheet.freeze_panes(FIRST_ROW, 1)
    set_page(sheet, Page(landscape=True))


_RATES = (("开通率（%）", 2, 1), ("激活率（%）", 3, 2), ("掌上执法率（%）", 5, 4), ("按时完成率（%）", 8, 6))  # fmt: skip


def _platform_rates(canvas: Canvas, sheet: Worksheet, count: int) -> None:
    rate = canvas.format(filled(_BODY, "#F2F2F2"))
    start = len(SUPERVISION.columns)
    for at, (heading, part, whole) in enumerate(_RATES, start=start):
        sheet.set_column(at, at, 12)
        write(sheet, HEADING_ROW, at, heading, canvas.format(_HEADING))
        for row in range(FIRST_ROW, FIRST_ROW + count):
            p, w = address(row, part), address(row, whole)
            formula = f'=IF(N({w})=0,"",ROUND({p}/{w}*100,2))'
            sheet.write_formula(row, at, formula, rate, "")
    last = FIRST_ROW + count - 1
    low = canvas.book.add_format({"bg_color": DOUBTFUL})
    cell = address(FIRST_ROW, start)
    test = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<100)"}
    sheet.conditional_format(
        FIRST_ROW, start, last, start + len(_RATES) - 1, test | {"format": low}
    )


def _names() -> list[str]:
    return [column.heading for column in COLUMNS]


def _style(column: Column) -> Style:
    align: Align = "left" if column.kind in _LEFT else "center"
    number = _NUMBERS.get(column.kind, "General")
    return Style(_SONG, 10.5, align=align, number=number, border_color="#BFBFBF")


def _headings(canvas: Canvas, sheet: Worksheet) -> None:
    title = "安全生产行政执法检查情况表（A3表）"
    sheet.write(TITLE_ROW, 0, title, canvas.format(_TITLE))
    hint = "一次检查一行；同一检查另有处罚决定的，另起一行。粉红底色为必填未填或有错误，黄色底色请核对。"
    sheet.write(TITLE_ROW, 5, hint, canvas.format(_NOTE))
    sheet.set_row(TITLE_ROW, 26)
    sheet.set_row(HEADING_ROW, 38)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, canvas.format(_plain(column)))
    end = len(COLUMNS)
    prose = canvas.format(replace(_RESULT, border=False))
    sheet.set_column(end, end, 60, prose)
    sheet.set_column(end + 1, end + len(HEADINGS) - 1, 12, prose, {"hidden": True})
    start = 0
    for group, members in groupby(COLUMNS, key=lambda column: column.group):
        last = start + len(list(members)) - 1
        sheet.merge_range(
            GROUP_ROW, start, GROUP_ROW, last, group, canvas.format(_GROUP)
        )
        start = last + 1


def _plain(column: Column) -> Style:
    """Return the style of a column below the table: formats, but no borders."""
    return replace(_style(column), border=False)


def _body(
    canvas: Canvas, sheet: Worksheet, content: Content, table: pd.DataFrame
) -> None:
    for at, column in enumerate(COLUMNS if len(table) else ()):
        look = canvas.format(_style(column))
        for row, cell in enumerate(table[column.heading], start=FIRST_ROW):
            write(sheet, row, at, cell, look)
    prose = canvas.format(_RESULT)
    numbers = table.index.tolist()
    for row, beside in enumerate(marks(content.issues, numbers), start=FIRST_ROW):
        for at, text in enumerate(beside, start=len(COLUMNS)):
            write(sheet, row, at, text, prose)
    start = len(COLUMNS) + len(HEADINGS)
    for at, name in enumerate(extra_columns(table), start=start):
        for row, cell in enumerate(table[name], start=FIRST_ROW):
            write(sheet, row, at, cell, canvas.format(_look_of_own(cell)))


def _look_of_own(cell: object) -> Style:
    return replace(_BODY, number="yyyy-mm-dd") if isinstance(cell, date) else _BODY


def _tints(canvas: Canvas, sheet: Worksheet, count: int) -> None:
    """Tint the cells that the hidden columns of marks name, errors first."""
    last = FIRST_ROW + count + READY_ROWS
    heading = address(HEADING_ROW, 0, fixed_row=True)
    ends = (0, _SEARCHED_COLUMNS - 1)
    headings, row = (
        ":".join(address(at, end, fixed_row=fixed, fixed_column=True) for end in ends)
        for at, fixed in ((HEADING_ROW, True), (FIRST_ROW, False))
    )
    for listed, color in ((ERROR_CELLS, MISSING), (WARNING_CELLS, DOUBTFUL)):
        test = {
            "type": "formula",
            "criteria": tint_test(listed, heading, headings, row),
            "format": canvas.book.add_format({"bg_color": color}),
            "stop_if_true": True,
        }
        sheet.conditional_format(FIRST_ROW, 0, last, len(COLUMNS) - 1, test)


def _excel_table(
    canvas: Canvas, sheet: Worksheet, count: int, names: list[str]
) -> None:
    heading = canvas.format(_HEADING)
    sheet.add_table(
        HEADING_ROW,
        0,
        HEADING_ROW + count,
        len(names) - 1,
        {
            "name": "tblA3",  # a table cannot be called A3: that is a cell
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [{"header": name, "header_format": heading} for name in names],
        },
    )
