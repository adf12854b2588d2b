"""The very hidden sheets: xlwings' settings, and what VBA says to the user."""

from __future__ import annotations

from collections.abc import Mapping

from xl_addin.workbook.canvas import Canvas

CONF = "xlwings.conf"
TEXTS = "文字"

SENTENCES = {
    "title": "安全生产执法统计",
    "not_installed": "本工作簿尚未安装，按钮不能使用。请先由信息人员安装程序，再打开安装所生成的工作簿。",
    "python_failed": "操作没有完成，工作簿没有改动。请先按“自检”查看原因；仍不能解决的，请把下面的内容发给信息人员。",
    "not_excel": "按钮只能在 Microsoft Excel 中使用。WPS 等软件中可以继续填表，下拉列表和底色提示不受影响。",
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
    """Draw both sheets; `conf` overrides the settings of a workbook not installed."""
    _pairs(canvas, CONF, "Conf", {**DEFAULTS, **conf})
    _pairs(canvas, TEXTS, "Texts", SENTENCES)


def _pairs(canvas: Canvas, tab: str, code_name: str, pairs: Mapping[str, str]) -> None:
    sheet = canvas.sheet(tab, code_name)
    text = canvas.book.add_format({"num_format": "@"})
    for row, (key, value) in enumerate(pairs.items()):
        sheet.write_string(row, 0, key, text)
        sheet.write_string(row, 1, value, text)
    sheet.very_hidden()
