"""What is to be settled before the notice goes out: a sentence for each doubt."""

from __future__ import annotations

from xl_addin.month.cross_checks import to_settle
from xl_addin.month.summary import Summary
from xl_addin.notice.draft import strays, to_look_at
from xl_addin.notice.remarks import remarks
from xl_addin.workbook.content import Content


def doubts(summary: Summary, content: Content) -> list[str]:
    """Return what can make a printed figure or paragraph wrong without being an error."""
    found = [
        *to_settle(
            summary.left_out, summary.lacks, summary.checked.rows, summary.period
        ),
        *remarks(summary),
    ]
    if stale := to_look_at(content.notice):
        found.append(
            f"改写过的段落所依据的数据或设置已变化，请核对：{'、'.join(stale)}"
        )
    if lost := strays(content.notice):
        found.append(
            f"“自拟文字”中不在任何一段旁边的文字不会导出：{'、'.join(lost)}。"
            "要采用的，请写入相邻一段的“自拟文字”（Alt+Enter另起一段）"
        )
    return found


def before_printing(summary: Summary, content: Content) -> str:
    """Return the doubts as a closing sentence says them; "" for none."""
    found = doubts(summary, content)
    if not found:
        return ""
    return "\n付印前请核对：\n" + "\n".join(f"· {doubt}" for doubt in found)
