"""试算: the worksheet functions at work on the workbook's own A3, live.

A table function gives as many lines as there are units or issues. A sheet cannot
know how many that are, and Excel before 2021 does not spill: so each function
stands as an array formula in a range with lines to spare. What it leaves over is
#N/A, which no IFERROR inside of the formula can reach; it is made invisible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from xl_addin.a3 import COLUMNS
from xl_addin.annexes import annex1, annex2, quality, report
from xl_addin.facts import LABELS
from xl_addin.layout import Page, Role
from xl_addin.settings import HEADINGS, YES, as_rows
from xl_addin.settings import SHEET as SETTINGS_SHEET
from xl_addin.theme import HEITI, PALE_BLUE, PALE_GREY, Style, theme
from xl_addin.workbook import wrappers
from xl_addin.workbook.canvas import Canvas, address, set_page, write
from xl_addin.workbook.content import FIRST_LINE, Content
from xl_addin.workbook.front import AS_OF, PERIOD_FROM, PERIOD_TO

SHEET = "试算"
A3_ALL, SETTINGS_ALL = "A3All", "SettingsAll"
"""The workbook's names for A3 and 参数, each from its cell A1."""
SWITCH, LAST_ROW = "TrialOn", "A3LastRow"
"""Its names for two cells of this sheet: the switch, and where the A3 table ends."""

MOST_ROWS = 1_000
"""With more rows in A3, every entry there would wait for this sheet half a second or longer."""

_MONTHS = (A3_ALL, PERIOD_FROM, PERIOD_TO, SETTINGS_ALL, AS_OF)
_WIDTHS = (25, 19, 17, 19, 14, 11, 14, 10, 11, 10)
_SWITCH_ROW, _SAMPLE_ROW, _FIRST_TABLE_ROW = 3, 6, 14
_LINES = 25

_TITLE = Style(HEITI, 16, align="left", border=False)
_HEAD = Style(HEITI, 12, align="left", border=False)
_NOTE = Style(size=10.5, align="left", border=False, color="#595959")
_COLUMN = Style(HEITI, 11, fill=PALE_BLUE, wrap=True)
_HEADING = Style(HEITI, 11, wrap=True, border=False)
_LABEL = Style(HEITI, 11, fill=PALE_GREY)
_ENTRY = Style(size=11, fill="#FFF2CC")
_RESULT = Style(size=11, number="0.00")
_RANK = Style(size=11)

SAMPLE = (
    ("鹿城区", 42.5, 42.5, 12, 30),
    ("龙湾区", 34.3, 34.3, 13, 14),
    ("乐清市", 89.64, 89.64, 16, 42),
)
"""Fines, those not caused by an accident, penalties and inspections, to play with."""
_SAMPLE_HEADINGS = ("单位", "罚款总数（万元）", "非事故类罚款额（万元）", "处罚起数", "检查家次", "占比（%）", "检查处罚率（%）", "处罚率排序")  # fmt: skip
_SAMPLE_RESULTS = (("100", "40", "2"), ("100", "92.86", "1"), ("100", "38.1", "3"))


@dataclass(frozen=True)
class Table:
    """A function of A3 as an array formula: what it is of, and how it looks."""

    title: str
    function: str
    names: tuple[str, ...]
    roles: tuple[Role, ...]
    lines: int = _LINES
    headed: bool = True

    @property
    def formula(self) -> str:
        """The formula as one would type it."""
        return f"={self.function}({','.join(self.names)})"


TABLES = (
    Table("二、主要指标", "A3_FACTS", _MONTHS, ("prose", "prose"), len(LABELS), headed=False),
    Table("三、附件1", "A3_ANNEX1", _MONTHS, tuple(f.role for f in annex1.SHEET.fields)),
    Table("四、附件2", "A3_ANNEX2", _MONTHS, tuple(f.role for f in annex2.SHEET.fields)),
    Table("五、填报质量", "A3_QUALITY", _MONTHS[:4], tuple(f.role for f in quality.SHEET.fields)),
    Table("六、A3表问题（前24条）", "A3_ISSUES", (A3_ALL, SETTINGS_ALL), tuple(f.role for f in report.SHEET.fields)),
)  # fmt: skip
_GAP = 3  # a blank line, the title, and the formula or what is wrong with it


def place(table: Table) -> tuple[int, int]:
    """Return row and column of a table's first cell, counted from 0."""
    above = TABLES[: TABLES.index(table)]
    return _FIRST_TABLE_ROW + sum(t.lines + _GAP for t in above), 0


def first_cell(table: Table) -> str:
    """Return the address of a table's first cell, from any sheet."""
    return f"{SHEET}!{address(*place(table), fixed_row=True, fixed_column=True)}"


def draw(canvas: Canvas, content: Content) -> None:
    """Draw the sheet, with the values of a finished month for hosts without macros."""
    sheet = canvas.sheet(SHEET, "Trial")
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write(0, 0, SHEET, canvas.format(_TITLE))
    sheet.set_row(0, 26)
    note = (
        "函数随A3、首页期间和参数的修改自动重新计算，可与附件对照。写法见“函数说明”。"
    )
    sheet.write(1, 0, note, canvas.format(_NOTE))
    _names(canvas)
    _switch(canvas, sheet)
    _sample(canvas, sheet)
    values, styles = _values(content), theme(content.settings.style)
    for table in TABLES:
        _table(canvas, sheet, table, styles, _cells(table, values))
    sheet.set_h_pagebreaks([place(table)[0] - 2 for table in TABLES[1:]])
    set_page(sheet, Page(landscape=True))


def _names(canvas: Canvas) -> None:
    """Name what functions are given: the A3 table with its headings, and 参数.

    Counted from A1, a row of the range is the row of the sheet. LibreOffice does not
    know tblA3[#All], nor any part of a table inside of a name: so a cell says where
    the table ends. OFFSET would do, too, but it is computed anew at every entry
    anywhere. Columns of the user's own and the marks of a check are not in it.
    """
    end = xl_col_to_name(len(COLUMNS) - 1, col_abs=True)
    records = f"='A3'!$A$1:INDEX('A3'!{end}:{end},{LAST_ROW})"
    canvas.book.define_name(A3_ALL, records)
    canvas.book.define_name(SETTINGS_ALL, f"='{SETTINGS_SHEET}'!$A$1:$I$203")
    for at, name in enumerate((SWITCH, LAST_ROW), start=_SWITCH_ROW + 1):
        canvas.book.define_name(name, f"='{SHEET}'!$B${at}")


def _switch(canvas: Canvas, sheet: Worksheet) -> None:
    label, note = canvas.format(_LABEL), canvas.format(_NOTE)
    rest = f"改为“否”即停止计算二至六；A3超过{MOST_ROWS}行时自动停止，以免每次录入都要等待。"
    end = "函数读到这一行；在表格末尾接着填写，表格和函数会自动包括新的行。"
    lines = (("实时计算", rest), ("A3表末行", end))
    for row, (name, said) in enumerate(lines, start=_SWITCH_ROW):
        write(sheet, row, 0, name, label)
        write(sheet, row, 2, said, note)
    choices = {"validate": "list", "source": [YES, "否"]}
    sheet.data_validation(_SWITCH_ROW, 1, _SWITCH_ROW, 1, choices)
    write(sheet, _SWITCH_ROW, 1, YES, canvas.format(_ENTRY))
    last = f"=ROWS('A3'!$A$1:$A${FIRST_LINE})+ROWS(tblA3[{COLUMNS[0].heading}])"
    sheet.write_formula(_SWITCH_ROW + 1, 1, last, canvas.format(_RANK), "")


def _sample(canvas: Canvas, sheet: Worksheet) -> None:
    """Draw a few numbers to change, with a share, a rate and a rank beside them."""
    title = "一、手工数字（黄色单元格可修改）"
    write(sheet, _SAMPLE_ROW, 0, title, canvas.format(_HEAD))
    for at, heading in enumerate(_SAMPLE_HEADINGS):
        write(sheet, _SAMPLE_ROW + 1, at, heading, canvas.format(_COLUMN))
    sheet.set_row(_SAMPLE_ROW + 1, 34)
    first, last = _SAMPLE_ROW + 3, _SAMPLE_ROW + 2 + len(SAMPLE)
    looks = (_RESULT, _RESULT, _RANK)
    for n, (line, results) in enumerate(
        zip(SAMPLE, _SAMPLE_RESULTS, strict=True), start=first
    ):
        for at, value in enumerate(line):
            write(sheet, n - 1, at, value, canvas.format(_ENTRY))
        formulas = (
            f"=NONACC_SHARE(C{n},B{n})",
            f"=PENALTY_RATE(D{n},E{n})",
            f"=RANK_IN(G{n},G${first}:G${last})",
        )
        cells = zip(formulas, looks, results, strict=True)
        for at, (formula, look, result) in enumerate(cells, start=len(line)):
            sheet.write_formula(n - 1, at, formula, canvas.format(look), float(result))


def _values(content: Content) -> Mapping[str, object]:
    """Return what the names stand for in a finished month; nothing before it."""
    period, a3 = content.period, content.a3
    if period is None or a3 is None or len(a3) > MOST_ROWS:
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


def _cells(table: Table, values: Mapping[str, object]) -> Sequence[Sequence[object]]:
    """Return what the function gives, so that it can be seen without any macro."""
    if not values:
        return []
    function = getattr(import_module(wrappers.PACKAGE), table.function)
    cells: Sequence[Sequence[object]] = function(*(values[n] for n in table.names))
    return cells


def _table(
    canvas: Canvas,
    sheet: Worksheet,
    table: Table,
    styles: Mapping[Role, Style],
    cells: Sequence[Sequence[object]],
) -> None:
    """Draw the title, the formula or what is wrong with it, and the array formula."""
    top, left = place(table)
    write(sheet, top - 2, left, table.title, canvas.format(_HEAD))
    note = canvas.format(_NOTE)
    sheet.write_formula(top - 1, left, _status(table), note, table.formula)
    looks = [canvas.format(_body(styles[role])) for role in table.roles]
    heads = looks
    if table.headed:
        sheet.set_row(top, 34)
        heads = [canvas.format(_HEADING)] * len(looks)
    bottom, right = top + table.lines - 1, left + len(looks) - 1
    first = cells[0][0] if cells else ""
    formula = f"{{{guarded(table.formula)}}}"
    sheet.write_array_formula(top, left, bottom, right, formula, heads[0], first)
    for row, line in enumerate(_padded(table, cells), start=top):
        cells_of_line = zip(line, heads if row == top else looks, strict=True)
        for at, (value, look) in enumerate(cells_of_line, start=left):
            if (row, at) != (top, left):  # the formula itself
                write(sheet, row, at, value, look)
    _dress(canvas, sheet, table)


def guarded(formula: str) -> str:
    """Return the formula under the switch, and only for as many rows as go quickly."""
    return f'=IF(AND({SWITCH}="{YES}",{LAST_ROW}<={MOST_ROWS}),{formula[1:]},"")'


def _status(table: Table) -> str:
    """Return a formula for a line that shows the table's formula, or what is wrong.

    The first cell is too narrow for a sentence, and a host without macros has only
    #NAME? to say.
    """
    first = address(*place(table))
    shown = table.formula.replace('"', '""')
    return (
        f'=IF(ISERROR({first}),"函数没有计算：请启用宏，并使用安装所生成的工作簿。",'
        f'IF({first}="","实时计算已停止。",IF(LEFT({first},1)="#",{first},"{shown}")))'
    )


def _padded(
    table: Table, cells: Sequence[Sequence[object]]
) -> list[tuple[object, ...]]:
    width = len(table.roles)
    blank: tuple[object, ...] = (None,) * width
    lines = [tuple(line) for line in cells if len(line) == width][: table.lines]
    return [*lines, *[blank] * (table.lines - len(lines))]


def _body(style: Style) -> Style:
    return Style(size=11, align=style.align, number=style.number, border=False)


def _dress(canvas: Canvas, sheet: Worksheet, table: Table) -> None:
    """Hide what is left over, and a text that stands in every cell; rule the rest."""
    top, left = place(table)
    area = (top, left, top + table.lines - 1, left + len(table.roles) - 1)
    first = address(top, left, fixed_row=True, fixed_column=True)
    cell, line = address(top, left), address(top, left, fixed_column=True)
    book = canvas.book
    hidden = book.add_format({"font_color": "#FFFFFF"})
    heading = book.add_format({"bg_color": PALE_BLUE, "border": 1})
    ruled = book.add_format({"border": 1})
    again = f"AND(ROW()>{top + 1},{line}={first})"  # a single line stands in all
    wrong = f'OR({first}="",LEFT({first},1)="#",{again})'
    useless = f"=IF(ISERROR({cell}),TRUE,{wrong})"  # OR() of an error is an error
    rules = [(useless, hidden)]
    if table.headed:
        rules += [(f"=ROW()={top + 1}", heading), (f'={line}<>""', ruled)]
    for test, look in rules:
        rule = {"type": "formula", "criteria": test, "format": look}
        sheet.conditional_format(*area, rule | {"stop_if_true": True})
