"""The buttons, each declared once."""

from __future__ import annotations

BUTTONS = (
    ("CheckA3", "校验A3"),
    ("MakeAnnexes", "生成附件"),
    ("MonthlySummary", "月度汇总"),
    ("ExportNotice", "导出通报"),
    ("TraceFigure", "追溯"),
    ("UndoLast", "撤销"),
    ("SelfCheck", "自检"),
)
"""Each button's macro and caption."""
