"""Codes, units and periods, read and written as the bureau does."""

from __future__ import annotations

from udfs.arguments import period_of, settings_of, unit_named
from udfs.blocks import each_text
from udfs.cell import Cells, Result, worksheet_function
from xl_addin.reading.credit_code import ALPHABET, LENGTH, is_valid
from xl_addin.reading.spelling import plain


@worksheet_function(
    "检查统一社会信用代码：正确时返回“正确”，否则说明错在哪里；空白返回空白。例：=CREDIT_CODE_STATUS(F3)",
    codes="代码：单元格或区域",
)
def CREDIT_CODE_STATUS(codes: Cells) -> Result:
    """Return 正确, or what is wrong with a unified social credit code."""
    return each_text(_code_status, codes, "代码")


@worksheet_function(
    "把单位的别名或简称换成规范名称，如“经开区”换成“浙南产业集聚区”；认不出的给出说明。例：=UNIT_NAME(B3)",
    names="单位：单元格或区域",
    settings="参数：参数表的区域，可省略",
)
def UNIT_NAME(names: Cells, settings: Cells = None) -> Result:
    """Return the proper name of a unit for any accepted spelling."""
    spellings = settings_of(settings).spellings()
    return each_text(lambda name: unit_named(name, spellings), names, "单位")


@worksheet_function(
    '报表标题中的期间，如“2021年1-2月”。例：=MONTH_TITLE("2021-01","2021-02")',
    start_month="起始月份：如 2021-01、2021年1月、202101 或日期单元格",
    end_month="截止月份：写法同上",
)
def MONTH_TITLE(start_month: Cells, end_month: Cells) -> Result:
    """Return a period as titles print it: 2021年1-2月."""
    return period_of(start_month, end_month).title


def _code_status(code: str) -> str:
    if code != plain(code):
        return "含有空格或全角字符，请改为半角并删除空格"
    if len(code) != LENGTH:
        return f"应为{LENGTH}位，现为{len(code)}位"
    strange = "、".join(sorted(set(code) - set(ALPHABET)))
    if strange:
        return f"含有不允许的字符{strange}（应为数字和大写字母，不用I、O、S、V、Z）"
    return "正确" if is_valid(code) else "校验位不符，请对照营业执照核对"
