"""Every button, once: what it is called, where it stands, and what it runs.

The VBA modules, the ribbon, the buttons on the sheets and the table in the documents
are made of this list, so a button is an entry here and a function in `macros`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xl_addin.tables import annex1, annex2

HOME = "首页"


@dataclass(frozen=True)
class Group:
    """A group of buttons on the ribbon."""

    key: str
    label: str


@dataclass(frozen=True)
class Button:
    """A button: its VBA macro, its caption, its group, its icon (Office's name), its help.

    `long` is the caption where there is room for more. It stands on the sheets `on`,
    and on the ribbon.
    """

    macro: str
    caption: str
    group: Group
    icon: str
    tip: str
    long: str = ""
    on: tuple[str, ...] = (HOME,)

    @property
    def function(self) -> str:
        """The function of `macros` that does its work.

        >>> BUTTONS[0].macro, BUTTONS[0].function
        ('CheckA3', 'check_a3')
        """
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.macro).lower()

    @property
    def said(self) -> str:
        """The long caption, where there is one."""
        return self.long or self.caption


RECORDS = Group("records", "A3 台账")
RESULTS = Group("results", "统计成果")
CARE = Group("care", "维护")

BUTTONS = (
    Button("CheckA3", "校验A3", RECORDS, "DataValidation", "检查 A3 每一行是否缺项、矛盾或可疑：有问题的单元格标出底色，原因写在行末“校验结果”列，并列入“校验报告”和“填报质量”两表。"),
    Button("MakeAnnexes", "生成附件", RESULTS, "CreateReport", "按“首页”的统计期间汇总 A3，重新填写“附件1”“附件2”“年终考核”和首页的主要指标；引用这些表的公式和图表继续有效。"),
    Button("MonthlySummary", "月度汇总", RESULTS, "AutoSum", "一次完成校验、附件、年终考核、填报质量、首页指标、通报和历史登记，是每月出数的常用按钮。"),
    Button("ExportNotice", "导出通报", RESULTS, "FileSaveAs", "按现在的A3重新汇总，把通报和附件写成公文格式的 Word 文件，放在本工作簿旁边；本机有 Word 或 LibreOffice 时同时生成 PDF。"),
    Button("TraceFigure", "追溯", RESULTS, "TracePrecedents", "先在“附件1”“附件2”或“首页”选中一个数字，再按本按钮：“追溯”表列出它的算法、计入的A3各行，以及没有计入的行和原因。", "追溯选中的数字", (HOME, annex1.SHEET.tab, annex2.SHEET.tab)),
    Button("UndoLast", "撤销", CARE, "Undo", "把上一次按钮改写过的表恢复原样；Excel 自带的撤销不能撤回宏的改动。", "撤销上一次按钮操作"),
    Button("SelfCheck", "自检", CARE, "ErrorChecking", "检查本机环境和本工作簿是否完好，逐项给出处理办法。"),
)  # fmt: skip
"""The buttons in their order, on sheets and in each group of the ribbon."""


def on(tab: str) -> tuple[Button, ...]:
    """Return the buttons that stand on a sheet."""
    return tuple(button for button in BUTTONS if tab in button.on)


def caption(function: str) -> str:
    """Return what the button of a function of `macros` is called.

    >>> caption("undo_last")
    '撤销'
    """
    return next(each.caption for each in BUTTONS if each.function == function)


def table() -> str:
    """Return the buttons as a table for the documents: caption, group, what it does."""
    lines = [f"| {b.caption} | {b.group.label} | {b.tip} |" for b in BUTTONS]
    return "\n".join(("| 按钮 | 功能区 | 作用 |", "|--|--|--|", *lines))
