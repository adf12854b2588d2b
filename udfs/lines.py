"""What is made of A3 records for the cells: lines under their headings, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from udfs.cell import Finished, Result, as_cells
from udfs.records import Records
from xl_addin.a3 import A3
from xl_addin.annexes import annex1, annex2, quality, report
from xl_addin.cells import heading_row
from xl_addin.facts import LABELS, facts, shown
from xl_addin.issues import ERROR
from xl_addin.layout import Field, Sheet
from xl_addin.period import Period
from xl_addin.settings import Settings
from xl_addin.summary import rows_of

COMPLETE, STATUS = "完整", "是否完整"

_MARKER = A3.heading("unit")
_NUMBER = Field("record_no", A3.heading("record_no"))
_ISSUES = replace(
    report.SHEET,
    fields=tuple(_NUMBER if f.name == "sheet" else f for f in report.SHEET.fields),
)


def quality_of(
    records: Records, settings: Settings, today: date | None, period: Period
) -> Result:
    """Return 填报质量 of the period, under its headings."""

    def make() -> Finished:
        found = records.checked(settings, today)
        rows = rows_of(found.rows, period)
        built = quality.build(rows, found.issues, found.context)
        return Finished(as_cells(printed(quality.SHEET, built)))

    return records.once((quality.SHEET.tab, settings, today, period), make)


def issues_of(records: Records, settings: Settings, today: date | None) -> Result:
    """Return every issue under the headings of 校验报告, with the number of its record.

    The number of the record stands in the place of the sheet's name: which sheet it
    is, the user knows, and the row is counted from the top of the range.
    """

    def make() -> Finished:
        found = records.checked(settings, today)
        lines = report.build(found.issues, found.rows, settings.in_order(1))
        by_row = found.rows.set_index("row")["record_no"]
        lines = lines.assign(record_no=lines["row"].map(by_row))
        return Finished(as_cells(printed(_ISSUES, lines)))

    return records.once((_ISSUES.tab, settings, today), make)


def status_of(records: Records, settings: Settings, today: date | None) -> Result:
    """Return a text for each row of the range: what to mend in it, or 完整.

    It is blank above the headings and where a row is.
    """

    def make() -> Finished:
        found = records.checked(settings, today)
        wrong = found.issues[found.issues["severity"] == ERROR]
        said = wrong["message"].groupby(wrong["row"]).agg("".join).to_dict()
        texts = dict.fromkeys(found.rows["row"], COMPLETE) | said
        top = heading_row(records.cells, _MARKER) or 1
        lines = [[texts.get(row, "")] for row in range(1, len(records.cells) + 1)]
        lines[top - 1] = [STATUS]
        return Finished(as_cells(lines))

    return records.once((STATUS, settings, today), make)


def annex1_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return annex 1 under its headings, with 合计 as the button draws it."""
    totals = records.totals(settings, period)
    lines = annex1.build(totals, settings)
    return printed(annex1.SHEET, annex1.with_total(lines, totals, settings))


def annex2_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return annex 2 under its headings, with 合计 as the button draws it."""
    totals = records.totals(settings, period)
    lines = annex2.build(totals, settings)
    return printed(annex2.SHEET, annex2.with_total(lines, totals, settings))


def facts_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return the name and the value of each key figure; lists as the notice has them."""
    totals = records.totals(settings, period)
    first, second = annex1.build(totals, settings), annex2.build(totals, settings)
    found = facts(totals, first, second, settings)
    values = ((label, getattr(found, key)) for key, label in LABELS.items())
    return [
        [label, shown(value) if isinstance(value, list) else value]
        for label, value in values
    ]


def printed(sheet: Sheet, frame: pd.DataFrame) -> Result:
    """Return the lines of a printed table under its headings."""
    headings = ["".join(f.heading.split()) for f in sheet.fields]
    columns = [frame[f.name].astype(object).tolist() for f in sheet.fields]
    return [headings, *map(list, zip(*columns, strict=True))]
