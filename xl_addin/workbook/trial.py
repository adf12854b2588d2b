"""试算: the worksheet functions at work on the workbook's own A3, live.

A table function gives as many lines as there are units or issues. A sheet cannot
know how many that are, and Excel before 2021 does not spill: so each function
stands as an array formula in a range with lines to spare. What it leaves over is
#N/A, which no IFERROR inside of the formula can reach; it is made invisible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from xl_addin.figures.counts import COUNTS, RATIOS
from xl_addin.figures.facts import LABELS
from xl_addin.look.layout import Page, Role
from xl_addin.look.theme import HEITI, PALE_BLUE, PALE_GREY, Style, theme
from xl_addin.sheets.settings import YES
from xl_addin.tables import annex1, annex2, quality, report
from xl_addin.workbook import names
from xl_addin.workbook.canvas import Canvas, address, set_page, write
from xl_addin.workbook.content import Content
from xl_addin.workbook.names import A3_ALL, LAST_ROW, MONTHS, SETTINGS_ALL
from xl_addin.workbook.places import PERIOD_FROM, PERIOD_TO

SHEET = "试算"
SWITCH = "TrialOn"
"""The workbook's name for the switch on this sheet."""

MOST_ROWS = 1_000
"""With more rows in A3, every entry there would wait for this sheet half a second or longer."""

NO_PERIOD = f'OR({PERIOD_FROM}="",{PERIOD_TO}="")'
"""The test, in a formula, that the first page does not say which months."""
_WAITING = "填写首页的起始月份和截止月份后显示。"
_STOPPED = "实时计算已停止。"
_WIDTHS = (24, 19, 16, 20, 12, 9, 15, 9, 11, 9, 24)
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
_SAMPLE_HEADINGS = ("单位", COUNTS["fines"].heading, COUNTS["nonaccident"].heading, "处罚起数", "检查家次", "占比（%）", RATIOS["penalty_rate"].heading, "处罚率排序")  # fmt: skip
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
    def dated(self) -> bool:
        """Whether the function asks for a period."""
        return PERIOD_FROM in self.names

    @property
    def full(self) -> str:
        """What is said where the function fills all lines."""
        if not self.headed:
            return ""
        return f"　区域已满，只显示前{self.lines - 1}行"

    @property
    def formula(self) -> str:
        """The formula as one would type it."""
        return f"={self.function}({','.join(self.names)})"


TABLES = (
    Table("二、主要指标", "A3_FACTS", MONTHS, ("prose", "prose"), len(LABELS), headed=False),
    Table("三、附件1", "A3_ANNEX1", MONTHS, tuple(f.role for f in annex1.SHEET.fields)),
    Table("四、附件2", "A3_ANNEX2", MONTHS, tuple(f.role for f in annex2.SHEET.fields)),
    Table("五、填报质量", "A3_QUALITY", MONTHS[:4], tuple(f.role for f in quality.SHEET.fields)),
    Table("六、A3表问题（前24条）", "A3_ISSUES", (A3_ALL, SETTINGS_ALL), tuple(f.role for f in report.SHEET.fields)),
)  # fmt: skip
_NEW_PAGES = (2, 4)  # on A4, two tables go on one
_GAP = 3  # a blank line, the title, and the formula or what is wrong with it


def place(table: Table) -> tuple[int, int]:
    """Return row and column of a table's first cell, counted from 0."""
    above = TABLES[: TABLES.index(table)]
    return _FIRST_TABLE_ROW + sum(t.lines + _GAP for t in above), 0


def cell_of(table: Table, row: int, column: int) -> str:
    """Return the address of a table's cell, from any sheet; both count from 1."""
    top, left = place(table)
    here = address(top + row - 1, left + column - 1, fixed_row=True, fixed_column=True)
    return f"{SHEET}!{here}"


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
    _switch(canvas, sheet)
    _sample(canvas, sheet)
    given, styles = values(content), theme(content.settings.style)
    for table in TABLES:
        _table(canvas, sheet, table, styles, given)
    sheet.set_h_pagebreaks([place(TABLES[at])[0] - 2 for at in _NEW_PAGES])
    bottom = place(TABLES[-1])[0] + TABLES[-1].lines - 1
    sheet.print_area(0, 0, bottom, len(_WIDTHS) - 1)
    set_page(sheet, Page(left=1, right=1, top=1.5, bottom=1.5))


def _switch(canvas: Canvas, sheet: Worksheet) -> None:
    label, note = canvas.format(_LABEL), canvas.format(_NOTE)
    rest = f"改为“否”即停止计算二至六和“函数说明”中A3的示例；A3超过{MOST_ROWS}行时自动停止，以免每次录入都要等待。"
    end = "函数读到这一行；在表格末尾接着填写，表格和函数会自动包括新的行。"
    lines = (("实时计算", rest), ("A3表末行", end))
    for row, (name, said) in enumerate(lines, start=_SWITCH_ROW):
        write(sheet, row, 0, name, label)
        write(sheet, row, 2, said, note)
    choices = {"validate": "list", "source": [YES, "否"]}
    sheet.data_validation(_SWITCH_ROW, 1, _SWITCH_ROW, 1, choices)
    write(sheet, _SWITCH_ROW, 1, YES, canvas.format(_ENTRY))
    canvas.book.define_name(SWITCH, f"='{SHEET}'!$B${_SWITCH_ROW + 1}")
    sheet.write_formula(_SWITCH_ROW + 1, 1, f"={LAST_ROW}", canvas.format(_RANK), "")


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


def values(content: Content) -> Mapping[str, object] | None:
    """Return what the functions here are given; None where the rows stop them."""
    long = content.a3 is not None and len(content.a3) > MOST_ROWS
    return None if long else names.values(content)


def _table(
    canvas: Canvas,
    sheet: Worksheet,
    table: Table,
    styles: Mapping[Role, Style],
    given: Mapping[str, object] | None,
) -> None:
    """Draw the title, the formula or what is wrong with it, and the array formula."""
    cells = names.cells_of(table.function, table.names, given)
    said = _STOPPED if given is None else table.formula if cells else _WAITING
    top, left = place(table)
    write(sheet, top - 2, left, table.title, canvas.format(_HEAD))
    note = canvas.format(_NOTE)
    sheet.write_formula(top - 1, left, _status(table), note, said)
    looks = [canvas.format(_body(styles[role])) for role in table.roles]
    heads = looks
    if table.headed:
        sheet.set_row(top, 34)
        heads = [canvas.format(_HEADING)] * len(looks)
    bottom, right = top + table.lines - 1, left + len(looks) - 1
    first = cells[0][0] if cells else ""
    formula = f"{{{guarded(table.formula, dated=table.dated)}}}"
    sheet.write_array_formula(top, left, bottom, right, formula, heads[0], first)
    for row, line in enumerate(_padded(table, cells), start=top):
        cells_of_line = zip(line, heads if row == top else looks, strict=True)
        for at, (value, look) in enumerate(cells_of_line, start=left):
            if (row, at) != (top, left):  # the formula itself
                write(sheet, row, at, value, look)
    _dress(canvas, sheet, table)


def guarded(formula: str, *, dated: bool = False, stopped: str = "") -> str:
    """Return the formula under the switch, and only for as many rows as go quickly.

    A formula that asks for a period (`dated`) is not computed before there is one.
    `stopped` is what the cell says else.
    """
    asked = f",NOT({NO_PERIOD})" if dated else ""
    few = f"{LAST_ROW}<={MOST_ROWS}"
    return f'=IF(AND({SWITCH}="{YES}",{few}{asked}),{formula[1:]},"{stopped}")'


def _status(table: Table) -> str:
    """Return a formula for a line that shows the table's formula, or what is wrong.

    The first cell is too narrow for a sentence, and a host without macros has only
    #NAME? to say. Where the last line is taken, there may be more.
    """
    top, left = place(table)
    first, last = address(top, left), address(top + table.lines - 1, left)
    shown = table.formula.replace('"', '""')
    stopped = f'"{_STOPPED}"'
    waits = f'IF({NO_PERIOD},"{_WAITING}",{stopped})' if table.dated else stopped
    full = f'IF(ISERROR({last}),"",IF({last}="","","{table.full}"))'
    return (
        f'=IF(ISERROR({first}),"函数没有计算：请启用宏，并使用安装所生成的工作簿。",'
        f'IF({first}="",{waits},IF(LEFT({first},1)="#",{first},"{shown}"&{full})))'
    )


def _padded(
    table: Table, cells: Sequence[Sequence[object]]
) -> list[tuple[object, ...]]:
    width = len(table.roles)
    blank: tuple[object, ...] = (None,) * width
    lines = [tuple(line) for line in cells if len(line) == width][: table.lines]
    return [*lines, *[blank] * (table.lines - len(lines))]


def _body(style: Style) -> Style:
    number = "General" if style.number == "@" else style.number  # formulas are no text
    return Style(size=11, align=style.align, number=number, border=False)


def _dress(canvas: Canvas, sheet: Worksheet, table: Table) -> None:
    """Hide what is left over, and a text that stands in every cell; rule the rest."""
    top, left = place(table)
    first = address(top, left, fixed_row=True, fixed_column=True)
    line = address(top, left, fixed_column=True)
    again = f"AND(ROW()>{top + 1},{line}={first})"  # a single line stands in all
    wrong = f'OR({first}="",LEFT({first},1)="#",{again})'
    hidden: dict[str, object] = {"font_color": "#FFFFFF"}
    for start, end, border in _pieces(table):
        cell = address(top, start)
        useless = f"=IF(ISERROR({cell}),TRUE,{wrong})"  # OR() of an error is an error
        rules = [(useless, hidden)]
        if table.headed:
            heading = {"bg_color": PALE_BLUE} | border
            rules += [(f"=ROW()={top + 1}", heading), (f'={line}<>""', border)]
        area = (top, start, top + table.lines - 1, end)
        for test, look in rules:
            rule = {"type": "formula", "criteria": test, "stop_if_true": True}
            look_of = {"format": canvas.book.add_format(look)}
            sheet.conditional_format(*area, rule | look_of)


def _pieces(table: Table) -> list[tuple[int, int, dict[str, object]]]:
    """Return the columns of a table that are ruled alike: first, last and borders.

    A sentence in the last column runs on over the blank cells beside it, up to the
    last column of the sheet: no line may cross it.
    """
    left, right, end = 0, len(table.roles) - 1, len(_WIDTHS) - 1
    if table.roles[-1] != "prose" or not table.headed:
        return [(left, right, {"border": 1})]
    lines: dict[str, object] = {"top": 1, "bottom": 1}
    return [
        (left, right - 1, {"border": 1}),
        (right, right, lines | {"left": 1}),
        (right + 1, end - 1, lines),
        (end, end, lines | {"right": 1}),
    ]
