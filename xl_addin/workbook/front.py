"""首页: the period, the buttons, the month's key figures, charts, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from xl_addin.figures.facts import LABELS, Facts
from xl_addin.look.layout import Page
from xl_addin.look.theme import HEITI, PALE_BLUE, PALE_GREY, XIAOBIAOSONG, Style
from xl_addin.workbook import charts, places
from xl_addin.workbook.buttons import Button, on
from xl_addin.workbook.canvas import Canvas, set_page, write
from xl_addin.workbook.content import Content
from xl_addin.workbook.places import Places

_TITLE = Style(XIAOBIAOSONG, 22, border=False)
_HEAD = Style(HEITI, 12, fill=PALE_BLUE)
_LABEL = Style(size=12, align="left", fill=PALE_GREY)
_VALUE = Style(size=12)
_ENTRY = Style(HEITI, 12, number="@", fill="#FFF2CC")
_NOTE = Style(size=10.5, align="left", border=False, color="#595959")
_LINE = Style(size=10.5, align="left", border=False)


def draw(
    canvas: Canvas, content: Content, buttons: Sequence[Button] = on(places.SHEET)
) -> None:
    """Draw the first page. Its charts read the annex sheets."""
    sheet, here = canvas.sheet(places.SHEET, "Home"), places.places(len(buttons))
    for at, width in enumerate(places.WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_default_row(20)
    sheet.set_row(0, 42)
    title = "安全生产执法情况月度汇总"
    sheet.merge_range(0, 1, 0, 5, title, canvas.format(_TITLE))
    _period(canvas, sheet, content)
    _buttons(canvas, sheet, buttons, here)
    _figures(canvas, sheet, content.facts, here)
    charts.insert(canvas, sheet, here.charts)
    last = _left_out(canvas, sheet, content, here)
    sheet.print_area(0, 0, last, places.LAST_COLUMN - 1)
    set_page(sheet, Page())
    sheet.activate()


def _period(canvas: Canvas, sheet: Worksheet, content: Content) -> None:
    start, end, as_of = _typed(content)
    entries = (
        (places.FROM, places.PERIOD_FROM, start, "如 2021-01"),
        (places.TO, places.PERIOD_TO, end, "如 2021-02"),
        (places.UNTIL, places.AS_OF, as_of, "缴款统计到此日；不填为截止月份最后一天"),
    )
    for row, (label, name, value, note) in enumerate(entries, start=places.PERIOD_ROW):
        write(sheet, row, 1, label, canvas.format(_LABEL))
        write(sheet, row, 2, value, canvas.format(_ENTRY))
        write(sheet, row, 4, note, canvas.format(_NOTE))
        message = {"input_title": label, "input_message": note}
        sheet.data_validation(row, 2, row, 2, {"validate": "any"} | message)
        canvas.book.define_name(name, f"='{places.SHEET}'!$C${row + 1}")


def _typed(content: Content) -> tuple[object, object, object]:
    period = content.period
    if period is None:
        return content.typed_period or (None, None, None)
    return str(period.start), str(period.end), str(period.as_of)


def _buttons(
    canvas: Canvas, sheet: Worksheet, buttons: Sequence[Button], here: Places
) -> None:
    for button, box in zip(buttons, places.boxes(len(buttons)), strict=True):
        place = {"x_offset": box.x, "y_offset": 2, "width": box.width, "height": box.height}  # fmt: skip
        said = {"macro": button.macro, "caption": button.caption}
        sheet.insert_button(places.BUTTON_ROW + box.line, 1, said | place)
    for row in range(places.BUTTON_ROW, here.note):
        sheet.set_row(row, 34)
    note = "按钮在 Windows 或 macOS 的 Excel 中使用，须先完成安装，见“使用说明”；LibreOffice 用 xl-addin calc 打开。"
    write(sheet, here.note, 1, note, canvas.format(_NOTE))


def _figures(
    canvas: Canvas, sheet: Worksheet, facts: Facts | None, here: Places
) -> None:
    head, label = canvas.format(_HEAD), canvas.format(_LABEL)
    wrapped = replace(_VALUE, wrap=True)
    lists = [key for key in LABELS if places.is_list(key)]
    numbers = [key for key in LABELS if not places.is_list(key)]
    for at, title, keys, look, values in (
        (1, places.FIGURES, numbers, _VALUE, places.figures(facts) if facts else None),
        (4, "排名与提示", lists, wrapped, places.rankings(facts) if facts else None),
    ):
        sheet.merge_range(here.figures, at, here.figures, at + 1, title, head)
        for row, key in enumerate(keys):
            value = values[row][0] if values else None
            write(sheet, here.figures + 1 + row, at, LABELS[key], label)
            write(sheet, here.figures + 1 + row, at + 1, value, canvas.format(look))


def _left_out(canvas: Canvas, sheet: Worksheet, content: Content, here: Places) -> int:
    """Draw what should count and could not; return the last row used."""
    sheet.merge_range(
        here.left_out, 1, here.left_out, 5, places.LEFT_OUT, canvas.format(_HEAD)
    )
    looks = (_LINE, _VALUE, None, _LINE)
    last = here.left_out
    for last, line in enumerate(
        places.left_out_lines(content), start=here.left_out + 1
    ):
        for at, (value, look) in enumerate(zip(line, looks, strict=True), start=1):
            if look:
                write(sheet, last, at, value, canvas.format(look))
    return last
