"""The buttons: pressed over COM as VBA does it, the sheets compared cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.windows.dump import dump
from tests.windows.excel.application import Application
from tests.windows.excel.stored import load
from tests.windows.excel.workbook import Workbook
from wine.inside.contents import Contents, contents
from wine.proof import Proof, equal, proof

STILL = [True, True, -4105, False]
"""Excel after a button: screen and events on, calculation automatic, no status."""
DRAWN = ("首页", "附件1", "附件2", "年终考核", "通报", "校验报告", "填报质量", "A3")


def opened(package: bytes, path: str = "book.xlsm") -> Workbook:
    """Return a workbook file, opened in an Excel in memory here."""
    return load(Application(), dump(package), path)


def press(macro: str) -> dict[str, Any]:
    """Return the step that presses a button."""
    return {"do": "press", "macro": macro}


def _typed(into: str, text: str) -> tuple[str, dict[str, Any]]:
    return "", {"do": "type", "into": into, "text": text}


STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    _typed("PeriodFrom", "2021-01"),
    _typed("PeriodTo", "2021-02"),
    _typed("AsOf", "2021-02-28"),
    ("", {"do": "keep", "as": "start"}),
    ("自检", press("self_check")),
    ("自检后", {"do": "differ", "from": "start"}),
    ("校验A3", press("check_a3")),
    ("校验A3后", {"do": "differ", "from": "start"}),
    ("撤销校验A3", press("undo_last")),
    ("撤销校验A3后", {"do": "differ", "from": "start"}),
    ("生成附件", press("make_annexes")),
    ("撤销生成附件", press("undo_last")),
    ("撤销生成附件后", {"do": "differ", "from": "start"}),
    ("月度汇总", press("monthly_summary")),
    ("月度汇总后", {"do": "contents"}),
    ("", {"do": "select", "sheet": "附件1", "area": [4, 2, 4, 2]}),
    ("追溯", press("trace_figure")),
    ("导出通报", press("export_notice")),
)
"""What is done, one after the other, and under which name its answer is looked at."""
SAID = {
    "自检": "[正常] xlwings64-0.37.8.dll",
    "校验A3": "最多的是乐清市、瑞安市和龙港市（各3条）",
    "撤销校验A3": "已撤销“校验A3”，各表已恢复原样",
    "生成附件": "2021年1-2月附件1、附件2、年终考核和首页主要指标已生成",
    "撤销生成附件": "已撤销“生成附件”，各表已恢复原样",
    "月度汇总": "2021年1-2月汇总完成",
    "追溯": "42.5",
    "导出通报": "2021年1-2月通报.docx",
}
"""What each press must say among the rest; a failure begins with !."""


def proofs(answers: list[Any], month: Path, folder: Path) -> Iterator[Proof]:
    """Compare what the buttons did with the command line's workbook and with before."""
    found = {
        name: answer for (name, _), answer in zip(STEPS, answers, strict=True) if name
    }
    pressed = {
        name: answer for name, answer in found.items() if not name.endswith("后")
    }
    failed = [
        f"{name}: {answer}"
        for name, answer in pressed.items()
        if SAID[name] not in answer.get("said", "")
        or not answer["said"].startswith("-")
    ]
    yield proof(
        f"{len(pressed)} 次按钮都经 DLL、COM、BOOK_CALLER 和 Exec 完成，说的话不错",
        failed,
    )
    left = [
        f"{name}: {answer}"
        for name, answer in pressed.items()
        if answer["excel"] != STILL
    ]
    yield proof("每次按钮之后 Excel 的屏幕、事件、计算和状态栏都恢复", left)
    yield equal("自检不改动工作簿", found["自检后"], [])
    yield proof("校验A3 标出了错误", [] if found["校验A3后"] else ["什么也没有变"])
    yield proof("撤销把校验A3 的改动全部还原", found["撤销校验A3后"])
    yield proof("撤销把附件、年终考核和首页全部还原", found["撤销生成附件后"])
    here = contents(opened(month.read_bytes()))
    for tab in DRAWN:
        yield drawn(tab, found["月度汇总后"], here)
    written = sorted(path.name for path in folder.glob("*.docx"))
    yield equal("导出通报写出 Word 文件", written, ["2021年1-2月通报.docx"])


def drawn(tab: str, there: Contents, here: Contents, when: str = "") -> Proof:
    """Return the proof that a sheet is what the command line writes."""
    ours, theirs = there.get(tab, {}), here.get(tab, {})
    places = sorted(set(ours) | set(theirs))
    differing = [
        f"{place}: 按钮 {ours.get(place)}，命令行 {theirs.get(place)}"
        for place in places
        if ours.get(place) != theirs.get(place)
    ]
    sentence = f"{when}按钮画的“{tab}”与命令行工作簿的 {len(theirs)} 格逐格相同"
    return proof(sentence, differing if theirs else ["命令行的工作簿没有这张表"])
