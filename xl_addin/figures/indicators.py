"""Shares, rates, ranks and lists of names: pure functions on one row per unit."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xl_addin.exact import percent


def rates(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Return `part` in percent of `whole`, row by row; blank where whole is 0.

    >>> rates(pd.Series([8, 1]), pd.Series([21, 0])).tolist()
    [38.1, nan]
    """
    values = [percent(int(p), int(w)) for p, w in zip(part, whole, strict=True)]
    return pd.Series(values, index=part.index, dtype="float64")


def competition_rank(values: pd.Series, *, ascending: bool = False) -> pd.Series:
    """Return the ranks 1, 2, 2, 4 of `values`, largest first; blanks get none.

    Equal print must mean equal rank, so hand over the values as printed.

    >>> competition_rank(pd.Series([5.0, 7.0, None, 5.0])).tolist()
    [2, 1, <NA>, 2]
    """
    return values.rank(method="min", ascending=ascending).astype("Int64")


def top_units(units: pd.Series, values: pd.Series, count: int) -> list[str]:
    """Return the units with the `count` largest values above zero, best first.

    A tie at the last place names all tied; a zero is never among the best.

    >>> top_units(pd.Series(["甲", "乙", "丙"]), pd.Series([3, 0, 3]), 1)
    ['甲', '丙']
    """
    ranks = competition_rank(values.where(values > 0))
    best = ranks[ranks <= count].sort_values(kind="stable")
    return [str(unit) for unit in units.loc[best.index]]


def units_below(units: pd.Series, values: pd.Series, threshold: float) -> list[str]:
    """Return the units whose value is below `threshold`, worst first.

    A unit without a value is not below anything.

    >>> units_below(pd.Series(["甲", "乙", "丙"]), pd.Series([9.5, None, 7.0]), 20)
    ['丙', '甲']
    """
    below = values[values < threshold].sort_values(kind="stable")
    return [str(unit) for unit in units.loc[below.index]]


def name_list(names: Sequence[str]) -> str:
    """Join names as the notice does: 、 between them and 和 before the last.

    >>> name_list(["乐清市", "永嘉县", "鹿城区"])
    '乐清市、永嘉县和鹿城区'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{'、'.join(names[:-1])}和{names[-1]}"
