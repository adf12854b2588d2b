"""Lines within a table that are no records: sums, signatures, numbers filled in ahead.

They are known by what stands in them, and only where the line names no unit: a
record whose unit is missing or misspelt stays a record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from xl_addin.reading.cells import is_blank
from xl_addin.reading.kinds import Mask, Raw
from xl_addin.reading.spelling import is_placeholder

_SUM = re.compile(
    r"(?:本页|本表|本月|本期|本季|全年|全市|全县|全区|以上)?(?:合计|小计|总计|共计|累计)[:：]?"
)
_SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|复核|审批|签发|经办)人?(?:员)?[:： ]"
    r"|(?:单位|统计|部门|分管)?负责人[:： ]|联系(?:人|电话|方式)[:： ]"
    r"|(?:填报|报出|报送|填表|制表)(?:日期|时间|单位)[:： ]|(?:说明|备注|注)[:：]"
)  # fmt: skip


def no_records(lines: Raw, numbered: Sequence[bool]) -> Mask:
    """Tell which of these lines, none of which names a unit, are no records.

    `lines` are raw cells, a row a line; `numbered` tells which column is 记录编号. A line is
    none that holds nothing but that number, or any one number; in which a cell says
    合计; or which begins like a signature (填表人：) or a note (说明：).

    >>> no_records(np.array([["合计", None, 3.5], ["7", None, "企业"]], object), [1, 0, 0])
    array([ True, False])
    """
    found = (_is_none(line, numbered) for line in lines.tolist())
    return np.fromiter(found, dtype=np.bool_, count=len(lines))


def _is_none(line: list[object], numbered: Sequence[bool]) -> bool:
    filled = {
        at: cell
        for at, cell in enumerate(line)
        if not is_blank(cell) and not is_placeholder(cell)
    }
    if len(filled) < 2:
        return all(numbered[at] or _is_number(cell) or _is_said(cell) for at, cell in filled.items())  # fmt: skip
    texts = [cell for cell in filled.values() if isinstance(cell, str)]
    return any(map(_is_sum, texts)) or bool(texts and _is_said(texts[0]))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_sum(text: str) -> bool:
    return bool(_SUM.fullmatch("".join(text.split())))


def _is_said(cell: object) -> bool:
    """Tell whether a text is a sum's name, a signature or a note."""
    if not isinstance(cell, str):
        return False
    return _is_sum(cell) or bool(_SIGNED.match(f"{cell.strip()} "))
