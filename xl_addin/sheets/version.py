"""The version of the product that a workbook was built by.

It stands on a very hidden sheet, beside what VBA says: a cell is read in the file as
in the open workbook, and every office program keeps it when it saves. Names and
document properties do not come through all of them.
"""

from __future__ import annotations

import re

from xl_addin import __version__
from xl_addin.reading.cells import Rows

TAB, KEY = "文字", "version"
"""The sheet of the mark, and what stands before it."""

PRESENT = __version__
FIRST = "0.1.0"
"""What a workbook without a mark was built by."""

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
WAY = "在文件夹中右击工作簿，选“发送到”→“升级工作簿”，或用命令 xl-addin upgrade；原文件保持不动"


def version_of(rows: Rows | None) -> str:
    """Return the version of a workbook, from the cells of the sheet `TAB`.

    >>> version_of([["title", "统计"], ["version", "0.2.0"]]), version_of(None)
    ('0.2.0', '0.1.0')
    """
    marks = (row[1] for row in rows or () if len(row) > 1 and row[0] == KEY)
    mark = str(next(marks, FIRST)).strip()
    return mark if _NUMBERS.fullmatch(mark) else FIRST


def is_older(version: str) -> bool:
    """Tell whether a workbook of that version is older than this program.

    >>> is_older("0.1.0"), is_older(PRESENT), is_older("99.10")
    (True, False, False)
    """
    return _numbers(version) < _numbers(PRESENT)


def is_newer(version: str) -> bool:
    """Tell whether a workbook of that version is newer than this program.

    >>> is_newer("99.10"), is_newer(PRESENT)
    (True, False)
    """
    return _numbers(version) > _numbers(PRESENT)


def advice(version: str) -> str:
    """Return what the user of a workbook of that version is to do; "" for nothing."""
    if is_older(version):
        return f"本工作簿由旧版（{version}）生成，程序为{PRESENT}版，请升级：{WAY}。"
    if is_newer(version):
        return f"本工作簿由新版（{version}）生成，程序为{PRESENT}版，请先升级程序。"
    return ""


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
