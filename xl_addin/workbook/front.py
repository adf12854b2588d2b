"""首页: the period, the buttons, the month's key figures, charts, and what was left out."""

from __future__ import annotations

from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from xl_addin.figures.facts import LABELS, Facts, shown
from xl_addin.look.layout import Page
from xl_addin.look.theme import HEITI, PALE_BLUE, PALE_GREY, XIAOBIAOSONG, Style
from xl_addin.workbook import charts
from xl_addin.workbook.canvas import Canvas, set_page, write
from xl_addin.workbook.content import Content

SHEET = "首页"
PERIOD_FROM, PERIOD_TO, AS_OF = "PeriodFrom", "PeriodTo", "AsOf"
"""The names of the period's cells; macros and formulas use them."""

BUTTONS = (
    ("CheckA3", "校验A3"),
    ("MakeAnnexes", "生成附件"),
    ("MonthlySummary", "月度汇总"),
    ("ExportNotice", "导出通报"),
    ("TraceFigure", "追溯"),
    ("UndoLast", "撤销"),
    ("SelfCheck", "自检"),
)
"""Each button's macro and caption."""

_WIDTHS = (2, 28, 14, 3, 26, 44)
_PERIOD_ROW, _BUTTON_ROW, FIGURES_ROW, _CHART_ROW = 2, 6, 9, 20
LEFT_OUT_ROW, LAST_COLUMN = _CHART_ROW + 20, len(_WIDTHS)


_TITLE = Style(XIAOBIAOSONG, 22, border=False)
_HEAD = Style(HEITI, 12, fill=PALE_BLUE)
_LABEL = Style(size=12, align="left", fill=PALE_GREY)
_VALUE = Style(size=12)
_ENTRY = Style(HEITI, 12, number="@", fill="#FFF2CC")
_NOTE = Style(size=10.5, align="left", border=False, color="#595959")
_LINE = Style(size=10.5, align="left", border=False)


def draw(canvas: Canvas, content: Content) -> None:
    """Draw the first page. Its charts read the annex sheets."""
    sheet = canvas.sheet(SHEET, "Home")
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_default_row(20)
    sheet.set_row(0, 42)
    title = "安全生产执法情况月度汇总"
    sheet.merge_range(0, 1, 0, 5, title, canvas.format(_TITLE))
    _period(canvas, sheet, content)
    _buttons(canvas, sheet)
    _figures(canvas, sheet, content.facts)
    charts.insert(canvas, sheet, _CHART_ROW)
    last = _left_out(canvas, sheet, content)
    sheet.print_area(0, 0, last, LAST_COLUMN - 1)
    set_page(sheet, Page())
    sheet.activate()


def _period(canvas: Canvas, sheet: Worksheet, content: Content) -> None:
    start, end, as_of = _typed(content)
    entries = (
        ("起始月份", PERIOD_FROM, start, "如 2021-01"),
        ("截止月份", PERIOD_TO, end, "如 2021-02"),
        ("收缴截止日", AS_OF, as_of, "缴款统计到此日；不填为截止月份最后一天"),
    )
    for row, (label, name, value, note) in enumerate(entries, start=_PERIOD_ROW):
        write(sheet, row, 1, label, canvas.format(_LABEL))
        write(sheet, row, 2, value, canvas.format(_ENTRY))
        write(sheet, row, 4, note, canvas.format(_NOTE))
        message = {"input_title": label, "input_message": note}
        sheet.data_validation(row, 2, row, 2, {"validate": "any"} | message)
        canvas.book.define_name(name, f"='{SHEET}'!$C${row + 1}")


def _typed(content: Content) -> tuple[object, object, object]:
    period = content.period
    if period is None:
        return content.typed_period or (None, None, None)
    return str(period.start), str(period.end), str(period.as_of)


def _buttons(canvas: Canvas, sheet: Worksheet) -> None:
    for at, (macro, caption) in enumerate(BUTTONS):
        place = {"x_offset": at * 121, "y_offset": 2, "width": 104, "height": 34}
        sheet.insert_button(
            _BUTTON_ROW, 1, {"macro": macro, "caption": caption, **place}
        )
    sheet.set_row(_BUTTON_ROW, 34)
    note = "按钮在 Windows 或 macOS 的 Excel 中使用，须先完成安装，见“使用说明”；LibreOffice 用 xl-addin calc 打开。"
    write(sheet, _BUTTON_ROW + 1, 1, note, canvas.format(_NOTE))


def figures(facts: Facts) -> list[list[object]]:
    """Return the column of key figures."""
    return [[getattr(facts, key)] for key in LABELS if not _is_list(key)]


def rankings(facts: Facts) -> list[list[object]]:
    """Return the column of names: who leads, who is below the limit, who is silent."""
    return [[shown(getattr(facts, key))] for key in LABELS if _is_list(key)]


VALUES = {2: 3, 3: 3, 5: 6, 6: 6}
"""The column of a key figure's value, by the column of its label or value."""


def figure_at(row: int, column: int) -> str | None:
    """Return the key of the figure in a cell, or beside it; both count from 1.

    >>> figure_at(11, 3), figure_at(11, 4)
    ('inspections', None)
    """
    if column not in VALUES:
        return None
    keys = [key for key in LABELS if _is_list(key) == (VALUES[column] == 6)]
    place = row - FIGURES_ROW - 2
    return keys[place] if 0 <= place < len(keys) else None


def _figures(canvas: Canvas, sheet: Worksheet, facts: Facts | None) -> None:
    head, label = canvas.format(_HEAD), canvas.format(_LABEL)
    wrapped = replace(_VALUE, wrap=True)
    lists = [key for key in LABELS if _is_list(key)]
    numbers = [key for key in LABELS if not _is_list(key)]
    for at, title, keys, look, values in (
        (1, "主要指标", numbers, _VALUE, figures(facts) if facts else None),
        (4, "排名与提示", lists, wrapped, rankings(facts) if facts else None),
    ):
        sheet.merge_range(FIGURES_ROW, at, FIGURES_ROW, at + 1, title, head)
        for row, key in enumerate(keys):
            value = values[row][0] if values else None
            write(sheet, FIGURES_ROW + 1 + row, at, LABELS[key], label)
            write(sheet, FIGURES_ROW + 1 + row, at + 1, value, canvas.format(look))


def _is_list(key: str) -> bool:
    return key.startswith("top_") or key in {"below_threshold", "zero_report"}


def _left_out(canvas: Canvas, sheet: Worksheet, content: Content) -> int:
    """Draw what should count and could not; return the last row used."""
    sheet.merge_range(
        LEFT_OUT_ROW, 1, LEFT_OUT_ROW, 5, "应计未计", canvas.format(_HEAD)
    )
    looks = (_LINE, _VALUE, None, _LINE)
    last = LEFT_OUT_ROW
    for last, line in enumerate(left_out_lines(content), start=LEFT_OUT_ROW + 1):
        for at, (value, look) in enumerate(zip(line, looks, strict=True), start=1):
            if look:
                write(sheet, last, at, value, canvas.format(look))
    return last


def left_out_lines(content: Content) -> list[tuple[object, ...]]:
    """Return the lines 应计未计: figure, amount, nothing, and where and why."""
    lines = content.left_out
    if lines is None:
        return []
    if lines.empty:
        return [("无", None, None, "没有应计未计的记录。")]
    rows = lines["row"].map(content.places)
    reasons = [
        f"A3第{n}行：{why}" for n, why in zip(rows, lines["reason"], strict=True)
    ]
    nothing = [None] * len(lines)
    return list(zip(lines["figure"], lines["amount"], nothing, reasons, strict=True))
