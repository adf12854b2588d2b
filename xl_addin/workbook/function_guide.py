"""函数说明: every worksheet function, its arguments, and an example that computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from xl_addin.look.layout import Page
from xl_addin.look.theme import HEITI, PALE_GREY, Style
from xl_addin.workbook import names, trial, wrappers
from xl_addin.workbook.canvas import Canvas, set_page, write
from xl_addin.workbook.content import Content
from xl_addin.workbook.names import A3_ALL, MONTHS, SETTINGS_ALL
from xl_addin.workbook.places import PERIOD_FROM

SHEET = "函数说明"
NOTES = (
    "在单元格中输入“=函数名(参数)”即可，也可用“插入函数”从“执法统计”类中选取；方括号内的参数可以省略，省略时连同逗号一起不写。",
    "结果为整列或整张表的函数：先选中足够大的区域，输入公式后按 Ctrl+Shift+Enter；新版 Excel 只按回车即可。多选的单元格显示 #N/A。可以引用整列（如 A:A），只读到工作表最后有内容的一行，此时在第1行输入公式。",
    f"{A3_ALL} 是A3表（从A1单元格起），{SETTINGS_ALL} 是参数表，PeriodFrom、PeriodTo、AsOf 是首页的期间，可直接写入公式。",
    "以 # 开头的文字说明函数为什么没有结果。占比和排序也可用自带函数核对：=ROUND(部分/全部*100,2)、=RANK(数值,区域,0)。",
)
_WIDTHS = (36, 64, 44, 30)
_HEADINGS = ("函数", "结果与参数", "示例", "示例结果")
_TOP = 1 + len(NOTES)

_TITLE = Style(HEITI, 16, align="left", border=False)
_NOTE = Style(size=11.5, align="left", wrap=True, border=False)
_HEAD = Style(HEITI, 11, fill=PALE_GREY)
_NAME = Style(HEITI, 11, align="left", wrap=True)
_TEXT = Style(size=11, align="left", wrap=True)
_RESULT = Style(size=11, wrap=True)


@dataclass(frozen=True)
class Example:
    """A formula, and its result worked out by hand."""

    formula: str
    result: str | float

    @property
    def source(self) -> str:
        """The formula that the cell holds."""
        return self.formula

    def saved(self, _values: Mapping[str, object] | None) -> object:
        """Return what can be seen before anything computes."""
        return self.result


@dataclass(frozen=True)
class OfA3:
    """What a function gives of the workbook's own A3: a cell, or how many lines.

    `given` are names of the workbook, or texts in quotes. `result` is the one on the
    example month. Where the function stands on 试算, it is not computed once more, but
    shown from there; else under the switch there. Where that stops it, the cell says so.
    """

    function: str
    given: tuple[str, ...]
    result: str | float
    cell: tuple[int, int] | None = None  # row and column from 1; None: there is but one
    counted: bool = False  # the lines under the headings

    @property
    def formula(self) -> str:
        """The formula as one would type it."""
        called = f"{self.function}({','.join(self.given)})"
        if self.counted:
            return f"=ROWS({called})-1"
        return (
            "=INDEX({},{},{})".format(called, *self.cell) if self.cell else f"={called}"
        )

    @property
    def source(self) -> str:
        """The formula that the cell holds."""
        dated = PERIOD_FROM in self.given
        tables = (t for t in trial.TABLES if t.function == self.function)
        table = next(tables, None)
        shown = trial.guarded(self.formula, stopped=_STOPPED)[1:]
        if table and self.cell:
            shown = _shown(table, *self.cell)
        return f'=IF({trial.NO_PERIOD},"{_WAITING}",{shown})' if dated else f"={shown}"

    def saved(self, values: Mapping[str, object] | None) -> object:
        """Return what can be seen before anything computes."""
        if values is None:
            return _STOPPED
        cells = names.cells_of(self.function, self.given, values)
        if cells and self.counted:
            return len(cells) - 1
        row, column = self.cell or (1, 1)
        if len(cells) >= row:
            return cells[row - 1][column - 1]
        return _NONE if cells else _WAITING if PERIOD_FROM in self.given else ""


def _shown(table: trial.Table, row: int, column: int) -> str:
    """Return the formula of a cell of 试算, without its sign.

    Headings without a line under them stand in every line there, and so does what
    kept the function from computing. Nothing at all stands there when it has stopped.
    """
    head, cell = (trial.cell_of(table, at, column) for at in (1, row))
    found = f'IF({cell}={head},"{_NONE}",{cell})'
    said = f'IF(LEFT({head},1)="#",{head},{found})'
    return f'IF({head}="","{_STOPPED}",{said})'


_WAITING, _NONE = "填写首页期间后显示", "（没有）"
_STOPPED = f"实时计算已停止，见“{trial.SHEET}”"
_ISSUE = "“２０２１-01-20”写法不规范，已按“2021-01-20”读取，请改正。"
_BOTH = (A3_ALL, SETTINGS_ALL)
EXAMPLES: dict[str, Example | OfA3] = {
    "A3_ANNEX1": OfA3("A3_ANNEX1", MONTHS, 42.5, (2, 2)),
    "A3_ANNEX2": OfA3("A3_ANNEX2", MONTHS, 4, (2, 2)),
    "A3_FACTS": OfA3("A3_FACTS", MONTHS, 35.08, (6, 2)),
    "A3_ISSUES": OfA3("A3_ISSUES", _BOTH, _ISSUE, (2, 7)),
    "A3_LEFT_OUT": OfA3("A3_LEFT_OUT", MONTHS, 3, counted=True),
    "A3_QUALITY": OfA3("A3_QUALITY", MONTHS[:4], 31, (2, 2)),
    "A3_STATUS": OfA3("A3_STATUS", _BOTH, "完整", (4, 1)),
    "A3_VALUE": OfA3(
        "A3_VALUE", (A3_ALL, '"全市"', '"检查处罚率"', *MONTHS[1:]), 35.08
    ),
    "CHANGE_RATE": Example("=CHANGE_RATE(8,13)", -38.46),
    "COLLECTION_RATE": Example("=COLLECTION_RATE(42.5,42.5)", 100),
    "COMPETITION_RANK": Example("=INDEX(COMPETITION_RANK({42.5,34.3,42.5}),1,2)", 3),
    "CREDIT_CODE_STATUS": Example('=CREDIT_CODE_STATUS("91350100M000100Y43")', "正确"),
    "JOIN_UNITS": Example(
        '=JOIN_UNITS({"鹿城区","乐清市","永嘉县"})', "鹿城区、乐清市和永嘉县"
    ),
    "MONTH_TITLE": Example('=MONTH_TITLE("2021-01","2021-02")', "2021年1-2月"),
    "NONACC_SHARE": Example("=NONACC_SHARE(1,3)", 33.33),
    "PENALTY_RATE": Example("=PENALTY_RATE(8,21)", 38.1),
    "RANK_IN": Example("=RANK_IN(34.3,{42.5,34.3,42.5})", 3),
    "RECTIFY_RATE": Example("=RECTIFY_RATE(14727,14894)", 98.88),
    "SHARE_OF_TOTAL": Example("=INDEX(SHARE_OF_TOTAL({1,1,1}),1,1)", 33.33),
    "TOP_UNITS": Example(
        '=TOP_UNITS({"鹿城区","乐清市","永嘉县"},{42.5,89.64,64.7},2)', "乐清市和永嘉县"
    ),
    "UNITS_BELOW": Example(
        '=UNITS_BELOW({"泰顺县","苍南县","洞头区"},{14.29,12.5,42.86},20)',
        "苍南县和泰顺县",
    ),
    "UNIT_NAME": Example('=UNIT_NAME("经开区")', "浙南产业集聚区"),
    "WAN": Example("=WAN(5000)", 0.5),
}
"""An example of each function. The figures are those of the notice or of a press report."""


def draw(canvas: Canvas, content: Content, *, live: bool) -> None:
    """Draw the sheet. Without macros (`live`) the results are plain values."""
    sheet = canvas.sheet(SHEET, "Functions")
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.write(0, 0, SHEET, canvas.format(_TITLE))
    sheet.set_row(0, 26)
    for row, note in enumerate(NOTES, start=1):
        sheet.merge_range(row, 0, row, 3, note, canvas.format(_NOTE))
        sheet.set_row(row, 19 * (1 + len(note) // 88))
    for at, heading in enumerate(_HEADINGS):
        write(sheet, _TOP, at, heading, canvas.format(_HEAD))
    values = trial.values(content) if live else names.values(content)
    for row, function in enumerate(wrappers.functions(), start=_TOP + 1):
        _function(canvas, sheet, row, function)
        example = EXAMPLES[function.name]
        value = example.saved(values)
        look = canvas.format(_RESULT)
        if live:
            sheet.write_formula(row, 3, example.source, look, value)
        else:
            write(sheet, row, 3, value, look)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.repeat_rows(_TOP)
    set_page(sheet, Page(landscape=True))


def _function(
    canvas: Canvas, sheet: Worksheet, row: int, function: wrappers.Function
) -> None:
    lines = [function.about.partition("例：")[0]]
    lines += [f"{given.name}：{given.about}" for given in function.arguments]
    example = EXAMPLES[function.name].formula
    write(sheet, row, 0, function.usage, canvas.format(_NAME))
    write(sheet, row, 1, "\n".join(lines), canvas.format(_TEXT))
    write(sheet, row, 2, example, canvas.format(_TEXT))
    height = max(sum(1 + _width(line) // 57 for line in lines), 1 + len(example) // 38)
    sheet.set_row(row, 16 * height + 12)


def _width(text: str) -> int:
    """Return the width of a text in narrow characters."""
    return sum(1 if character.isascii() else 2 for character in text)
