"""What stands beside a checked row of A3: the sentences, and which cells to tint.

A check never colours a cell. It writes the headings of the doubtful cells into two
hidden columns, and conditional formats of the sheet do the tinting. So the marks
move with their row when the sheet is sorted, a second check replaces exactly the
first one's marks, and no colour of the user's is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from xl_addin.reading.cells import heading_key
from xl_addin.reading.issues import ERROR, WARNING

RESULT, ERROR_CELLS, WARNING_CELLS = "校验结果", "错误列", "提示列"
HEADINGS = (RESULT, ERROR_CELLS, WARNING_CELLS)
"""The headings of the columns of marks; the last two are hidden."""

Mark = tuple[str | None, str | None, str | None]


def marks(
    issues: pd.DataFrame, rows: Sequence[int], spelled: Mapping[str, str] | None = None
) -> list[Mark]:
    """Return the marks of each of the sheet's `rows`, in the order of `HEADINGS`.

    A row without issues has three blanks. Cells are listed as |所属行业|双随机|, each
    heading as the sheet spells it: `spelled` has the sheet's own by `heading_key`.

    >>> from xl_addin.reading.issues import Issue, issues_frame
    >>> issue = Issue("A3", 7, "双随机", "A3-109", "error", "“双随机”未填写，请补填。")
    >>> marks(issues_frame([issue]), [6, 7])[1]
    ('双随机：“双随机”未填写，请补填。', '|双随机|', None)
    """
    said = (issues["column"] + "：" + issues["message"]).groupby(issues["row"])
    texts = said.agg("".join).to_dict() if len(issues) else {}
    own = issues["column"].map(
        lambda name: (spelled or {}).get(heading_key(name), name)
    )
    spelt = issues.assign(column=own)
    wrong = _cells(spelt[issues["severity"] == ERROR])
    doubtful = _cells(spelt[issues["severity"] == WARNING])
    return [(texts.get(row), wrong.get(row), doubtful.get(row)) for row in rows]


def tint_test(marks_column: str, heading: str, headings: str, row: str) -> str:
    """Return the Excel formula that tells whether a column of marks names a cell.

    The column is looked up by its heading in `headings`, as a check does: so the
    tints stay where the column is moved, or deleted and made anew by a check.

    >>> tint_test("错误列", "A$3", "$A$3:$IV$3", "$A4:$IV4")
    '=ISNUMBER(FIND("|"&A$3&"|",INDEX($A4:$IV4,MATCH("错误列",$A$3:$IV$3,0))))'
    """
    cell = f'INDEX({row},MATCH("{marks_column}",{headings},0))'
    return f'=ISNUMBER(FIND("|"&{heading}&"|",{cell}))'


def _cells(issues: pd.DataFrame) -> dict[int, str]:
    if issues.empty:
        return {}
    once = issues.drop_duplicates(["row", "column"])
    listed = once["column"].groupby(once["row"]).agg("|".join)
    return {int(str(row)): f"|{columns}|" for row, columns in listed.items()}
