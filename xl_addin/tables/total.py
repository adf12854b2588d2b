"""The line 合计 below the units of an annex, where the settings want one."""

from __future__ import annotations

import pandas as pd

from xl_addin.sheets.settings import YES, Settings


def with_total(
    lines: pd.DataFrame, total: pd.DataFrame, settings: Settings
) -> pd.DataFrame:
    """Return the lines as they are printed: with `total` behind them, if 参数 wants it."""
    if settings.total_row != YES:
        return lines
    return pd.concat([lines, total], ignore_index=True)
