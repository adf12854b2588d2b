"""Tables made of the A3 table: annexes, quality, issues, status and key figures.

And one figure by its name, and what was left out. `records` is the A3 table with its
headings, `A3All` or any range that holds them. Months are whole; money is in 万元 and
rates in percent.
"""

from __future__ import annotations

from udfs.arguments import day_of, figure_of, period_of, settings_of, unit_of
from udfs.blocks import height
from udfs.cell import Cells, Result, worksheet_function
from udfs.lines import (
    annex1_of,
    annex2_of,
    facts_of,
    issues_of,
    left_out_of,
    quality_of,
    status_of,
    value_of,
)
from udfs.records import records_of

_RECORDS = "A3表：含标题行的区域，如 A3All"
_START = "起始月份：如 2021-01、2021年1月、202101 或日期单元格"
_END = "截止月份：写法同上，含当月"
_SETTINGS = "参数：参数表的区域，省略时按默认参数"
_AS_OF = "收缴截止日期：此日及以前的缴款计入实缴，省略时为截止月份最后一天"
_TODAY = "今天：填 TODAY()；省略时不检查“晚于今天”和“逾期未缴”"
_MONTHLY = {
    "records": _RECORDS,
    "start_month": _START,
    "end_month": _END,
    "settings": _SETTINGS,
    "as_of": _AS_OF,
}
"""The arguments of a table of a period, and their help."""


@worksheet_function(
    "附件1 安全生产执法有关数据汇总表：罚款、占比、检查处罚率、收缴率及排序，首行为标题，金额为万元。例：=A3_ANNEX1(A3All,PeriodFrom,PeriodTo)",
    **_MONTHLY,
)
def A3_ANNEX1(
    records: Cells,
    start_month: Cells,
    end_month: Cells,
    settings: Cells = None,
    as_of: Cells = None,
) -> Result:
    """Return annex 1 under its headings."""
    period = period_of(start_month, end_month, as_of)
    return annex1_of(records_of(records), settings_of(settings), period)


@worksheet_function(
    "附件2 危险化学品打非治违报表：案件数、查获吨数、处罚金额及排序、移送和强制措施，首行为标题。例：=A3_ANNEX2(A3All,PeriodFrom,PeriodTo)",
    **_MONTHLY,
)
def A3_ANNEX2(
    records: Cells,
    start_month: Cells,
    end_month: Cells,
    settings: Cells = None,
    as_of: Cells = None,
) -> Result:
    """Return annex 2 under its headings."""
    period = period_of(start_month, end_month, as_of)
    return annex2_of(records_of(records), settings_of(settings), period)


@worksheet_function(
    "A3表填报质量统计：各单位记录数、完整率、及时率及排序，首行为标题。例：=A3_QUALITY(A3All,PeriodFrom,PeriodTo)",
    records=_RECORDS,
    start_month=_START,
    end_month=_END,
    settings=_SETTINGS,
    today=_TODAY,
)
def A3_QUALITY(
    records: Cells,
    start_month: Cells,
    end_month: Cells,
    settings: Cells = None,
    today: Cells = None,
) -> Result:
    """Return how complete and timely each unit's records of the period are."""
    period = period_of(start_month, end_month)
    found, day = records_of(records), day_of(today, "今天")
    return quality_of(found, settings_of(settings), day, period)


@worksheet_function(
    "A3表问题清单：单位、行号、列、程度、规则、问题与处理办法，首行为标题。行号从所选区域首行起算为1。例：=A3_ISSUES(A3All,SettingsAll,TODAY())",
    records=_RECORDS,
    settings=_SETTINGS,
    today=_TODAY,
)
def A3_ISSUES(records: Cells, settings: Cells = None, today: Cells = None) -> Result:
    """Return every issue on a line, as the report 校验报告 lists them."""
    day = day_of(today, "今天")
    return issues_of(records_of(records), settings_of(settings), day)


@worksheet_function(
    "A3表每行记录是否完整：“完整”，或缺什么、错在哪里；每行一格，与数据行对齐。例：在A3表旁输入 =A3_STATUS(A3All,SettingsAll,TODAY())",
    records=_RECORDS,
    settings=_SETTINGS,
    today=_TODAY,
)
def A3_STATUS(records: Cells, settings: Cells = None, today: Cells = None) -> Result:
    """Return 完整 or what is wrong, for each row of the block."""
    day = day_of(today, "今天")
    found, rows = records_of(records), height(records)
    return status_of(found, settings_of(settings), day, rows)


@worksheet_function(
    "主要数据：检查家次、处罚起数、罚款、占比、处罚率、收缴率及各项排名，两列（名称、数值）。例：=A3_FACTS(A3All,PeriodFrom,PeriodTo)",
    **_MONTHLY,
)
def A3_FACTS(
    records: Cells,
    start_month: Cells,
    end_month: Cells,
    settings: Cells = None,
    as_of: Cells = None,
) -> Result:
    """Return the month's key figures: name and value, a pair a line."""
    period = period_of(start_month, end_month, as_of)
    return facts_of(records_of(records), settings_of(settings), period)


@worksheet_function(
    '一个单位的一个数，或全市的：附件或首页上的指标，零上报和没有排序的为空白。例：=A3_VALUE(A3All,"鹿城区","检查处罚率",PeriodFrom,PeriodTo)',
    **_MONTHLY,
    unit="单位：名称或别名，或“全市”",
    item="指标：附件1、附件2或首页上的名称，如 检查处罚率、罚款总数、检查处罚率排序",
)
def A3_VALUE(  # noqa: PLR0913, PLR0917  as many as the tables have, and two for the place in them
    records: Cells,
    unit: Cells,
    item: Cells,
    start_month: Cells,
    end_month: Cells,
    settings: Cells = None,
    as_of: Cells = None,
) -> Result:
    """Return one figure of one unit or of 全市, by its name or key."""
    period, known = period_of(start_month, end_month, as_of), settings_of(settings)
    whose = unit_of(unit, known)
    asked = whose, figure_of(item, whose)
    return value_of(records_of(records), known, period, asked)


@worksheet_function(
    "应计未计：因缺项、矛盾或重复没有计入的行、单位、指标、数额（起、家次、万元或吨）和原因，首行为标题，没有时只有标题。例：=A3_LEFT_OUT(A3All,PeriodFrom,PeriodTo)",
    **_MONTHLY,
)
def A3_LEFT_OUT(
    records: Cells,
    start_month: Cells,
    end_month: Cells,
    settings: Cells = None,
    as_of: Cells = None,
) -> Result:
    """Return what should count in the period and cannot, and why."""
    period = period_of(start_month, end_month, as_of)
    return left_out_of(records_of(records), settings_of(settings), period)
