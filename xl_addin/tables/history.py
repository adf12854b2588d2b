"""历史: what each unit did in each month that was summed, a month and unit a line."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from xl_addin.figures.history import COLUMNS, HISTORY
from xl_addin.look.layout import Field, Page, Role, Sheet

_ROLES: dict[str, Role] = {"count": "count", "money": "amount", "tonnes": "amount"}

SHEET = Sheet(
    tab=HISTORY.sheet,
    title="各月执法数据（历史）",
    note="月度汇总时自动登记，同一月份只登记一次，重新汇总时更新。A3清空后，比较和年终累计取自本表；也可以手工补登以前的月份。实缴金额是登记时的数，以后的缴款须手工改正。",
    fields=tuple(
        # the unit of a figure on a line of its own
        Field(
            c.heading,
            c.heading.replace("（", "\n（"),
            _ROLES.get(c.kind, "text"),
            c.width,
        )
        for c in COLUMNS
    ),
    page=Page(landscape=True),
    heading_height=40,
    note_height=36,
    row_height=20,
)
WRITTEN = tuple(field.name for field in SHEET.fields)
"""The fields in which people write: a month may be entered by hand."""


def sheet_of(history: pd.DataFrame | None) -> Sheet:
    """Return the layout, with the columns that the user has added."""
    known = {field.name for field in SHEET.fields}
    added = [str(name) for name in build(history) if name not in known]
    own = tuple(Field(name, name, width=14) for name in added)
    return replace(SHEET, fields=(*SHEET.fields, *own)) if own else SHEET


def build(history: pd.DataFrame | None) -> pd.DataFrame:
    """Return the raw lines, months in order; none where there is no such sheet."""
    if history is None:
        return pd.DataFrame({field.name: [] for field in SHEET.fields}, dtype=object)
    return history.reset_index(drop=True)
