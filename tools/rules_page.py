"""Write docs/rules.md, the handbook's list of columns and rules, from the code.

python tools/rules_page.py
"""

from __future__ import annotations

from pathlib import Path

from xl_addin.figures import history
from xl_addin.month import cross_checks
from xl_addin.reading.conditions import When
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Column
from xl_addin.sheets.supervision import SUPERVISION

_CODES = (
    "规则编号的第一位：1 缺项，2 无法读取，3 写法不规范，4 前后矛盾，5 日期不合理，"
    "6 重复，7 数值可疑，8 附件之间或单位整体的疑问，9 用占位符表示空白；前三类和第9类的后两位"
    "是列的序号，列移动位置或增加新的列时不变。“错误”须改正，“提示”请核对。"
    "“依据”是规则所据的法律、标准、栏目关系或参数；没有写明条文的，是本程序自己的核对。"
)

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def page() -> str:
    """Return the whole page."""
    columns = [_column(column) for column in A3.columns]
    texts = [
        *A3.rule_texts(),
        *cross_checks.RULES,
        *SUPERVISION.rule_texts(),
        *history.RULES,
    ]
    rules = [f"| {' | '.join(text)} |" for text in texts]
    return "\n".join(
        [
            "# A3表的列和校验规则",
            "",
            "本页由 `python run.py docs` 根据程序生成，请勿手工修改。",
            "",
            "## 列",
            "",
            "| 序号 | 列 | 何时必填 | 选项 |",
            "|--|--|--|--|",
            *columns,
            "",
            "## 规则",
            "",
            _CODES,
            "",
            "| 规则 | 程度 | 列 | 说明 | 依据 |",
            "|--|--|--|--|--|",
            *rules,
            "",
        ]
    )


def _column(column: Column) -> str:
    if isinstance(column.required, When):
        need = f"{column.required.sentence(A3.heading(column.required.key))}时"
    else:
        need = "始终" if column.required else "选填"
    return (
        f"| {column.number} | {column.heading} | {need} | {'、'.join(column.options)} |"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
