"""Workbooks as people have them, over real COM: formats, errors, a protected sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.windows.excel.workbook import Workbook
from wine.buttons import DRAWN, drawn, opened, press
from wine.inside.contents import contents
from wine.proof import Proof, equal, proof

Step = dict[str, Any]
ACCOUNTING = '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ '
RANDOM, VIOLATIONS, FINE, COLLECTED = 9, 12, 23, 24
FIRST, LAST, FARTHEST = 4, 262, 1_048_576
UNIT, FINES = "鹿城区", 42.5
"""A unit, and what the notice says that it fined."""
ERROR = "#SPILL!"


def steps(book: Workbook) -> list[tuple[str, Step]]:
    """Return what is done to a workbook whose month is drawn already."""
    row, _ = fined(book)
    return [
        ("", _format([FIRST, FINE, LAST, COLLECTED], ACCOUNTING)),
        ("", _format([FARTHEST, 5, FARTHEST, 5], "0.00")),
        ("货币格式", press("monthly_summary")),
        ("货币格式后", {"do": "contents"}),
        ("", {"do": "protect", "sheet": "附件2", "on": True}),
        ("", {"do": "keep", "as": "protected"}),
        ("保护", press("make_annexes")),
        ("保护后", {"do": "differ", "from": "protected"}),
        ("", {"do": "protect", "sheet": "附件2", "on": False}),
        ("", _hold(row, FINE, error=ERROR)),
        ("", _hold(FIRST, RANDOM, value=True)),
        ("", _hold(FIRST, VIOLATIONS, value="3")),
        ("", {"do": "keep", "as": "odd"}),
        ("错误值", press("monthly_summary")),
        ("错误值后", {"do": "contents"}),
        ("撤销", press("undo_last")),
        ("撤销后", {"do": "differ", "from": "odd"}),
    ]


def proofs(answers: list[Any], book: Workbook, month: Path) -> Iterator[Proof]:
    """Compare what the buttons made of it with the notice and the command line."""
    names = (name for name, _ in steps(book))
    found = {name: answer for name, answer in zip(names, answers, strict=True) if name}
    here = contents(opened(month.read_bytes()))
    for tab in DRAWN:
        if tab != "A3":
            yield drawn(
                tab, found["货币格式后"], here, "金额为货币格式、有远处格式时，"
            )
    refused = found["保护"]["said"]
    said = refused.startswith("!") and "“附件2”受保护" in refused
    yield proof("表受保护时说明是哪张表", [] if said else [refused])
    yield proof("表受保护时什么也没有改动", found["保护后"])
    _, fine = fined(book)
    value = found["错误值后"]["附件1"][f"{FIRST},2"][0]
    expected = f"{FINES - fine:.10g}"
    yield equal(f"罚款是 {ERROR} 时不计入，其余照计", f"{float(value):.10g}", expected)
    report = {str(cell[0]) for cell in found["错误值后"]["校验报告"].values()}
    lacking = [
        what for what in (ERROR, "双随机") if not any(what in text for text in report)
    ]
    yield proof("错误值和 TRUE 都写进了校验报告", lacking)
    yield proof("错误值、TRUE 和文本数字在撤销后还是原样", found["撤销后"])


def fined(book: Workbook) -> tuple[int, float]:
    """Return the first row of the unit with a fine of January or February 2021."""
    sheet = book.sheet("A3")
    for row in range(FIRST, LAST + 1):
        day, fine = sheet.at(row, 21).value, sheet.at(row, FINE).value
        decided = isinstance(day, float) and 44197 <= day < 44256
        if sheet.at(row, 2).value == UNIT and decided and isinstance(fine, float):
            return row, fine
    raise LookupError(UNIT)


def _format(area: list[int], number: str) -> Step:
    return {"do": "format", "sheet": "A3", "area": area, "number": number}


def _hold(row: int, column: int, **what: object) -> Step:
    return {"do": "hold", "sheet": "A3", "place": [row, column]} | what
