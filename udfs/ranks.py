"""Ranks and lists of names, over whole columns."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from udfs.arguments import PERCENT, count_of, limit_of, upwards
from udfs.blocks import content, down_to, each, flat, height, numbers, text
from udfs.cell import Cells, Result, listed, worksheet_function
from xl_addin.errors import ArgumentInvalid
from xl_addin.figures.indicators import competition_rank, top_units, units_below
from xl_addin.reading.cells import is_blank, rows_of


@worksheet_function(
    "竞争排名：相同数值名次相同，其后名次顺延（1、2、2、4）。结果与区域同形；空白和文字不排名。例：=COMPETITION_RANK(C4:C16)",
    values="数值：要排名的一列、一行或一块区域",
    ascending="升序：省略或0为从大到小；1为从小到大",
)
def COMPETITION_RANK(values: Cells, ascending: Cells = None) -> Result:
    """Return the rank of each number, in the shape of the range."""
    shown = numbers(values, "数值")
    ranks = iter(competition_rank(_column(shown), ascending=upwards(ascending)))
    return down_to(height(values), [[next(ranks) for _ in row] for row in shown])


@worksheet_function(
    "某个数值在一组数值中的竞争排名（1、2、2、4）；空白和文字不参与。数值不在其中时给出说明。例：=RANK_IN(C4,C$4:C$16)",
    value="数值：单元格、区域或数字",
    values="排名范围：一列、一行或一块区域",
    ascending="升序：省略或0为从大到小；1为从小到大",
)
def RANK_IN(value: Cells, values: Cells, ascending: Cells = None) -> Result:
    """Return the rank of a number, or of each of several, within a range."""
    shown = _column(numbers(values, "排名范围"))
    ranks = competition_rank(shown, ascending=upwards(ascending))
    known = dict(zip(shown.dropna(), ranks.dropna(), strict=True))
    return each(lambda asked: _rank(known, float(asked)), "数值", 数值=value)


@worksheet_function(
    "数值最大的前几个单位，按名次连成“甲、乙和丙”；末位并列的全部列出，0和空白不列。例：=TOP_UNITS(A4:A16,C4:C16,3)",
    units="单位：单位名称区域",
    values="数值：与单位一一对应的区域",
    top="前几位：省略为3",
)
def TOP_UNITS(units: Cells, values: Cells, top: Cells = None) -> Result:
    """Return the names of the units with the largest values, best first."""
    return listed(top_units(*_by_unit(units, values), count_of(top, "前几位", 3)))


@worksheet_function(
    "数值低于下限的单位，从低到高连成“甲、乙和丙”；没有数值的单位不列。例：=UNITS_BELOW(A4:A16,G4:G16,20)",
    units="单位：单位名称区域",
    values="数值：与单位一一对应的区域",
    threshold="下限：数字，如20表示20%",
)
def UNITS_BELOW(units: Cells, values: Cells, threshold: Cells) -> Result:
    """Return the names of the units below the threshold, worst first."""
    names, figures = _by_unit(units, values)
    return listed(units_below(names, figures, _limit(threshold, figures)))


@worksheet_function(
    "把一列单位名称按顺序连成“甲、乙和丙”，空白不列。例：=JOIN_UNITS(A4:A16)",
    names="单位：单位名称区域",
)
def JOIN_UNITS(names: Cells) -> Result:
    """Return the names of a range as the notice lists them, in their order."""
    return listed([text(n, "单位") for n in flat(content(names)) if not is_blank(n)])


def _column(shown: list[list[Fraction | None]]) -> pd.Series:
    """Return numbers row by row as floats, equal where they look equal."""
    found = [None if v is None else float(v) for row in shown for v in row]
    return pd.Series(found, dtype="float64")


def _rank(known: dict[float, int], asked: float) -> int:
    if not known:
        raise ArgumentInvalid("排名范围", "其中没有数字")
    if asked not in known:
        raise ArgumentInvalid("数值", "不在排名范围中")
    return known[asked]


def _limit(threshold: Cells, figures: pd.Series) -> float:
    """Return the threshold, in the measure of the figures: percentages are no fractions."""
    limit = limit_of(threshold, "下限")
    if 0 < limit < 1 < figures.max():
        raise ArgumentInvalid("下限", PERCENT)
    return limit


def _by_unit(units: Cells, values: Cells) -> tuple[pd.Series, pd.Series]:
    """Return the names and the numbers beside them, without nameless lines."""
    if sum(map(len, rows_of(units))) != sum(map(len, rows_of(values))):
        raise ArgumentInvalid("数值", "单元格个数应与“单位”相同")
    # Below the last name nothing is listed, below the last number nothing either.
    pairs = zip(flat(content(units)), _column(numbers(values, "数值")), strict=False)
    named = [(text(n, "单位"), figure) for n, figure in pairs if not is_blank(n)]
    lines = pd.DataFrame(named, columns=["unit", "figure"])
    return lines["unit"].astype(object), lines["figure"].astype("float64")
