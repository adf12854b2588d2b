"""The very hidden sheets: xlwings' settings, what VBA says, and the wizard's help.

The version of the workbook stands with what VBA says; see `sheets.version`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xl_addin.sheets import version
from xl_addin.workbook import wrappers
from xl_addin.workbook.canvas import Canvas

CONF = "xlwings.conf"
TEXTS = version.TAB
HELP = "函数"

SENTENCES = {
    "title": "安全生产执法统计",
    "not_installed": "本工作簿尚未安装，按钮不能使用。请先由信息人员安装程序，再打开安装所生成的工作簿。",
    "python_failed": "操作没有完成，工作簿没有改动。请先按“自检”查看原因；仍不能解决的，请把下面的内容发给信息人员。",
    "reply_lost": "操作已经结束，但没有收到结果说明，请查看各表；再次出现时请把下面的内容发给信息人员。",
    "not_excel": "按钮只能在 Microsoft Excel 中使用。WPS 等软件中可以继续填表，下拉列表和底色提示不受影响。",
    "cell_not_installed": "#尚未安装，函数不能计算，请联系信息人员",
    "cell_unreached": "#未连接到Python，请按首页的“自检”",
    "cell_arguments": "#参数不全或无法传递，请检查公式",
    "cell_failed": "#计算出错，请按首页的“自检”",
    "cell_on_mac": "#函数只能在Windows的Excel中计算",
}
"""VBA source is ASCII only, so its sentences stand in cells, by key."""

DEFAULTS = {
    "INTERPRETER_WIN": "",
    "INTERPRETER_MAC": "",
    "PYTHONPATH": "",
    "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    "UDF MODULES": "udfs",
    "DEBUG UDFS": "False",
    "USE UDF SERVER": "True",
    "SHOW CONSOLE": "False",
}
"""What a workbook that is not installed says; `install` writes every key."""


def draw(canvas: Canvas, conf: Mapping[str, str]) -> None:
    """Draw the sheets; `conf` overrides the settings of a workbook not installed."""
    _lines(canvas, CONF, "Conf", {**DEFAULTS, **conf}.items())
    marked = {**SENTENCES, version.KEY: version.PRESENT}
    _lines(canvas, TEXTS, "Texts", marked.items())
    _lines(canvas, HELP, "FunctionHelp", map(_help, wrappers.functions()))


def _help(function: wrappers.Function) -> tuple[str, ...]:
    about = (argument.about for argument in function.arguments)
    return function.name, function.about, function.category, *about


def _lines(
    canvas: Canvas, tab: str, code_name: str, lines: Iterable[tuple[str, ...]]
) -> None:
    sheet = canvas.sheet(tab, code_name)
    text = canvas.book.add_format({"num_format": "@"})
    for row, line in enumerate(lines):
        for at, value in enumerate(line):
            sheet.write_string(row, at, value, text)
    sheet.very_hidden()
