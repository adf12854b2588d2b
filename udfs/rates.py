"""Rates, shares and amounts, cell by cell: exact, rounded half up, blank for blank."""

from __future__ import annotations

from fractions import Fraction

from udfs.blocks import down_to, each, height, numbers
from udfs.cell import Cells, Result, worksheet_function
from xl_addin.exact import percent

_ROUNDED = "，百分数，按精确商四舍五入保留两位小数；分母为0或空白时返回空白。可用于单个单元格或整列区域"


@worksheet_function(
    f"非事故罚款额占比（%）＝非事故类罚款额÷罚款总数{_ROUNDED}。例：=NONACC_SHARE(C4,B4)",
    nonaccident="非事故类罚款额：单元格、区域或数字，单位与罚款总数相同",
    total="罚款总数：单元格、区域或数字",
)
def NONACC_SHARE(nonaccident: Cells, total: Cells) -> Result:
    """Return 非事故罚款额占比 in percent."""
    return each(_share, 非事故类罚款额=nonaccident, 罚款总数=total)


@worksheet_function(
    f"检查处罚率（%）＝行政处罚起数÷检查企业家次{_ROUNDED}，可超过100。例：=PENALTY_RATE(8,21)得38.1",
    penalties="行政处罚起数：单元格、区域或数字",
    inspections="检查企业家次：单元格、区域或数字",
)
def PENALTY_RATE(penalties: Cells, inspections: Cells) -> Result:
    """Return 检查处罚率 in percent; it may exceed 100."""
    return each(_share, 行政处罚起数=penalties, 检查企业家次=inspections)


@worksheet_function(
    f"收缴率（%）＝实缴金额÷罚款金额{_ROUNDED}。例：=COLLECTION_RATE(D4,B4)",
    collected="实缴金额：单元格、区域或数字，单位与罚款金额相同",
    levied="罚款金额：单元格、区域或数字",
)
def COLLECTION_RATE(collected: Cells, levied: Cells) -> Result:
    """Return 收缴率 in percent."""
    return each(_share, 实缴金额=collected, 罚款金额=levied)


@worksheet_function(
    f"隐患整改率（%）＝已整改项数÷查处项数{_ROUNDED}。例：=RECTIFY_RATE(N4,L4)",
    rectified="已整改项数：单元格、区域或数字",
    found="查处项数：单元格、区域或数字",
)
def RECTIFY_RATE(rectified: Cells, found: Cells) -> Result:
    """Return 隐患整改率 in percent."""
    return each(_share, 已整改项数=rectified, 查处项数=found)


@worksheet_function(
    "同比或环比增减（%）＝（本期－基期）÷基期，百分数，四舍五入保留两位小数，下降为负；基期为0或空白时返回空白，不能为负。例：=CHANGE_RATE(B4,B20)",
    current="本期：单元格、区域或数字",
    previous="基期：上年同期（同比）或上期（环比）的单元格、区域或数字",
)
def CHANGE_RATE(current: Cells, previous: Cells) -> Result:
    """Return by how many percent a figure rose or, negative, fell."""
    return each(_change, "本期", 本期=current, 基期=previous)


@worksheet_function(
    "各项占合计的百分比，四舍五入保留两位小数，结果与区域同形；空白和文字不计，合计为0时返回空白。例：=SHARE_OF_TOTAL(B4:B16)",
    values="数值：一列、一行或一块区域",
)
def SHARE_OF_TOTAL(values: Cells) -> Result:
    """Return each number in percent of the sum of all."""
    shown = numbers(values, "数值")
    total = sum((v for row in shown for v in row if v is not None), Fraction())
    shares = each(lambda part: _share(part, total), "数值", 数值=shown)
    return down_to(height(values), shares)


@worksheet_function(
    "把元换算为万元，不丢失小数位。例：=WAN(5000)得0.5",
    yuan="金额（元）：单元格、区域或数字",
)
def WAN(yuan: Cells) -> Result:
    """Return 元 as 万元."""
    return each(lambda amount: float(amount / 10_000), "金额", 金额=yuan)


def _share(part: Fraction, whole: Fraction) -> float | None:
    return percent(
        part.numerator * whole.denominator, whole.numerator * part.denominator
    )


def _change(current: Fraction, previous: Fraction) -> float | None:
    return _share(current - previous, previous)
