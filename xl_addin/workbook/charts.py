"""The charts of the first page, and the hidden sheet that they plot.

The number of units changes, and no chart is touched for it: LibreOffice takes no
name for a series, and Excel's SetSourceData would make one kind of all series. So each
series covers `MOST` rows of a sheet of its own, whose cells read the annex sheets. Rows
without a unit are hidden, and hidden rows are not plotted: the macro FitCharts hides
and shows them after each button.
"""

from __future__ import annotations

from typing import NamedTuple

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from xl_addin.figures.counts import COUNTS, RATIOS
from xl_addin.look.layout import Sheet
from xl_addin.look.theme import PAPER_BLUE
from xl_addin.sheets.settings import SETTINGS, Settings
from xl_addin.sheets.settings import SHEET as SETTINGS_SHEET
from xl_addin.tables import annex1, annex2
from xl_addin.workbook.canvas import Canvas
from xl_addin.workbook.content import Content
from xl_addin.workbook.drawn import table_of
from xl_addin.workbook.places import CHART_ROWS

TAB, CODE_NAME = "图表数据", "ChartData"
MOST = 60
"""So many units at most are plotted; more bars could not be told apart."""

_TOTAL = "合计"
_LIMIT, _LIMIT_CELL = 3, "$G$1"  # the column of the lower limit, and its source


class _Column(NamedTuple):
    """A column of the hidden sheet: the field `at` of an annex sheet."""

    heading: str
    table: Sheet
    at: int


class _Bars(NamedTuple):
    """A column chart: its values' column in the hidden sheet, and its units'."""

    values: int
    units: int
    title: str
    color: str


_COLUMNS = {
    0: _Column("单位", annex1.SHEET, 0),
    1: _Column("罚款总数", annex1.SHEET, 1),
    2: _Column("检查处罚率", annex1.SHEET, 6),
    4: _Column("地区", annex2.SHEET, 0),
    5: _Column("处罚金额", annex2.SHEET, 3),
}
_FINES = _Bars(1, 0, COUNTS["fines"].heading, PAPER_BLUE)
_RATE = _Bars(2, 0, RATIOS["penalty_rate"].heading, "#548235")
_HAZMAT = _Bars(5, 4, "危化品打非处罚金额（万元）", "#C55A11")


def insert(canvas: Canvas, sheet: Worksheet, row: int) -> None:
    """Put the three charts on a sheet, from this row (counted from 0) on."""
    fines, rate, hazmat = (_bars(canvas, bars) for bars in (_FINES, _RATE, _HAZMAT))
    rate.combine(_limit_line(canvas))
    rate.set_legend({"position": "bottom"})
    for at, chart in enumerate((fines, rate)):
        chart.set_size({"width": 411, "height": 250})
        sheet.insert_chart(row, 1, chart, {"x_offset": at * 419})
    hazmat.set_size({"width": 830, "height": 230})
    sheet.insert_chart(row + CHART_ROWS, 1, hazmat)


def draw(canvas: Canvas, content: Content) -> None:
    """Draw the sheet that the charts plot: formulas, and their values so far."""
    sheet = canvas.sheet(TAB, CODE_NAME)
    _limit(sheet, content.settings)
    for column, source in _COLUMNS.items():
        sheet.write_string(0, column, source.heading)
        field = source.table.fields[source.at].name
        values = table_of(source.table.tab).lines(content)[field].tolist()
        for row in range(1, MOST + 1):
            value = values[row - 1] if row <= len(values) else None
            _cell(sheet, row, column, source, value)
    for row in range(len(content.settings.units) + 1, MOST + 1):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.very_hidden()


def _cell(
    sheet: Worksheet, row: int, column: int, source: _Column, value: object
) -> None:
    cell = f"'{source.table.tab}'!{xl_col_to_name(source.at)}{source.table.first_row + row - 1}"
    if isinstance(value, str) or source.at == 0:
        shown = value if value and value != _TOTAL else ""
        formula = f'=IF(OR({cell}="",{cell}="{_TOTAL}"),"",{cell})'
        sheet.write_formula(row, column, formula, None, shown)
    else:
        known = isinstance(value, int | float) and value == value  # noqa: PLR0124  NaN
        sheet.write_formula(row, column, f"={cell}", None, value if known else 0)


def _limit(sheet: Worksheet, settings: Settings) -> None:
    """Draw the lower limit of the penalty rate, as 参数 has it, beside each unit."""
    label = next(s.label for s in SETTINGS if s.key == "threshold")
    default, limit = Settings().threshold, settings.threshold
    place = f"MATCH(\"{label}\",'{SETTINGS_SHEET}'!$A:$A,0)"
    cell = f"INDEX('{SETTINGS_SHEET}'!$B:$B,{place})"
    formula = f'=IFERROR(IF({cell}="",{default:g},{cell}),{default:g})'
    sheet.write_formula(_LIMIT_CELL.replace("$", ""), formula, None, limit)
    title = f'="下限 "&{_LIMIT_CELL}&"%"'
    sheet.write_formula(0, _LIMIT, title, None, f"下限 {limit:g}%")
    for row in range(1, MOST + 1):
        sheet.write_formula(row, _LIMIT, f"={_LIMIT_CELL}", None, limit)


def _bars(canvas: Canvas, bars: _Bars) -> Chart:
    chart = canvas.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": bars.title,
            "categories": [TAB, 1, bars.units, MOST, bars.units],
            "values": [TAB, 1, bars.values, MOST, bars.values],
            "fill": {"color": bars.color},
            "gap": 60,
        }
    )
    chart.set_title({"name": bars.title, "name_font": {"size": 12, "bold": False}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": {"size": 9, "rotation": -45}})
    chart.set_y_axis(
        {"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    return chart


def _limit_line(canvas: Canvas) -> Chart:
    """Return a level line at the lower limit of the penalty rate."""
    line = canvas.book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": [TAB, 0, _LIMIT],
            "categories": [TAB, 1, 0, MOST, 0],
            "values": [TAB, 1, _LIMIT, MOST, _LIMIT],
            "line": {"color": "#C00000", "width": 1.5, "dash_type": "dash"},
        }
    )
    return line
