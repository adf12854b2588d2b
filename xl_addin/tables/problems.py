"""问题单位: which unit has which problem this month, always by name.

The notice may speak of some units only (setting 点名); this table names them.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from xl_addin.look.layout import Field, Page, Sheet
from xl_addin.sheets.settings import Settings

SHEET = Sheet(
    tab="问题单位",
    title="{period}存在问题单位一览表",
    note="供起草和核对通报第二部分使用；通报正文是否点名，由“参数”表的“点名”决定。",
    fields=(
        Field("unit", "单位", width=18),
        Field("problem", "问题", width=36),
        Field("detail", "情况", "prose", 60),
    ),
    page=Page(landscape=True),
)


class Problem(NamedTuple):
    """What is wrong with one unit, and the figures that say so."""

    unit: str
    problem: str
    detail: str


def build(problems: list[Problem], settings: Settings) -> pd.DataFrame:
    """Return the lines by unit in the order of annex 1, problems in their own order."""
    place = {unit: at for at, unit in enumerate(settings.in_order(1))}
    ordered = sorted(problems, key=lambda line: place.get(line.unit, len(place)))
    return pd.DataFrame(ordered, columns=[field.name for field in SHEET.fields])
