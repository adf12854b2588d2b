"""A column that a sheet beside A3 lacks, as one of an older version may: said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from xl_addin.reading.cells import ABSENT
from xl_addin.reading.issues import Issue

_MISSING = "1"  # the group of rule codes


def said_once(found: Iterable[Issue], table: pd.DataFrame) -> Iterator[Issue]:
    """Yield the issues; of a column that the sheet lacks, the first alone.

    What its lines say is not known then, and nothing is made of them.
    """
    blank = set(table.attrs.get(ABSENT, ()))
    seen: set[str] = set()
    for issue in found:
        if issue.column not in blank or not issue.rule.partition("-")[2].startswith(
            _MISSING
        ):
            yield issue
        elif issue.column not in seen:
            seen.add(issue.column)
            said = f"没有“{issue.column}”列，各行数据不全，没有采用，请按模板补上该列，或升级工作簿。"
            yield issue._replace(message=said)
