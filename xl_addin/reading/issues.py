"""What is wrong with a cell, and how it is said: a bad row is data, not an error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from xl_addin.exact import MICRO

Severity = Literal["error", "warning"]
ERROR: Severity = "error"
WARNING: Severity = "warning"
SEVERITIES = {ERROR: "错误", WARNING: "提示"}


class Issue(NamedTuple):
    """What is wrong with one cell: where, which rule, how bad, what to do.

    `row` is the sheet's own row number and `column` the heading.
    """

    sheet: str
    row: int
    column: str
    rule: str
    severity: str
    message: str


class RuleText(NamedTuple):
    """One line of the handbook: a rule's code, severity, column, sentence and source.

    The source is what the rule rests on: a statute, a standard, the form, a setting.
    """

    code: str
    severity: str
    column: str
    message: str
    source: str


class Breaches(NamedTuple):
    """One rule's breaches: the places of the rows, and a sentence for each or all."""

    places: npt.NDArray[np.intp]
    column: int
    code: str
    severity: str
    messages: str | list[str]


def collect(
    findings: Iterable[Breaches],
    sheet: str,
    headings: Sequence[str],
    numbers: npt.NDArray[np.int64],
) -> pd.DataFrame:
    """Return findings as a frame with the columns of `Issue`, in sheet order.

    `numbers` are the sheet's row numbers of the places.
    """
    found = [f for f in findings if len(f.places)]
    counts = [len(f.places) for f in found]
    places = np.concatenate([f.places for f in found] or [np.array([], np.intp)])
    columns = np.repeat([f.column for f in found], counts).astype(np.intp)
    names = np.array(headings, dtype=object)
    said: list[str] = []
    for f, count in zip(found, counts, strict=True):
        said += [f.messages] * count if isinstance(f.messages, str) else f.messages
    order = np.lexsort((columns, places))
    data = {
        "sheet": np.full(len(places), sheet, dtype=object),
        "row": numbers[places],
        "column": names[columns],
        "rule": np.repeat(np.array([f.code for f in found], object), counts),
        "severity": np.repeat(np.array([f.severity for f in found], object), counts),
        "message": np.array(said, dtype=object),
    }
    return pd.DataFrame({name: values[order] for name, values in data.items()})


def issues_frame(issues: list[Issue]) -> pd.DataFrame:
    """Return issues as the frame that `Schema.read` returns."""
    return pd.DataFrame(issues, columns=list(Issue._fields), dtype=object)


def listed(issues: pd.DataFrame) -> list[Issue]:
    """Return the lines of a frame of issues one by one."""
    return [Issue(*line) for line in issues.astype(object).to_numpy().tolist()]


def unreadable(kind: str, options: Sequence[str], raw: object) -> str:
    """Return the sentence about a cell that does not read as its kind."""
    wanted = {
        "unit": "不是“参数”表中的填报单位，请从下拉列表中选择",
        "choice": f"不在选项中，请改为{'、'.join(options)}之一",
        "kinds": f"含有选项以外的内容，请从{'、'.join(options)}中选填，多项用顿号分隔",
        "date": "不是有效日期，请按 2021-01-31 的形式填写",
        "count": "不是大于或等于0的整数，请改填数字",
        "money": "不是大于或等于0的金额，请改填以万元为单位的数字",
        "tonnes": "不是大于或等于0的重量，请改填以吨为单位的数字",
        "text": "是错误值，不是内容，请改正公式或直接填写",
        "remark": "是错误值，不是内容，请改正公式或直接填写",
    }
    return f"“{short(raw)}”{wanted[kind]}。"


def oddly_written(raw: object, kind: str, value: object) -> str:
    """Return the sentence about a cell that was read although oddly written."""
    return f"“{short(raw)}”写法不规范，已按“{shown(kind, value)}”读取，请改正。"


def placeholder(raw: object, times: int | str) -> str:
    """Return the sentence about a column in which blanks are marked, said once."""
    return f"“{short(raw)}”等按空白处理（本列{times}处），不需要填的单元格请留空。"


def shown(kind: str, value: object) -> str:
    """Return a value as it was read, as text: a day, a decimal, a word."""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if kind in {"money", "tonnes"} and not isinstance(value, str):
        return f"{Decimal(str(value)) / MICRO:f}"
    return short(value)


def short(raw: object) -> str:
    """Return a cell as text that fits a sentence."""
    if isinstance(raw, float):
        return f"{raw:.15g}"
    text = str(raw)
    return text if len(text) <= 30 else f"{text[:30]}…"
