"""What is made of A3 records for the cells: lines under their headings, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from udfs.blocks import down_to
from udfs.cell import Finished, Result, as_cells, listed
from udfs.records import Records
from xl_addin.figures.facts import LABELS, facts
from xl_addin.look.layout import Field, Sheet
from xl_addin.month.summary import rows_of
from xl_addin.period import Period
from xl_addin.reading.issues import ERROR
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, annex2, quality, report
from xl_addin.tables.total import with_total
from xl_addin.trace import answer
from xl_addin.trace.figures import Figure

COMPLETE, STATUS = "完整", "是否完整"
_LEFT_OUT = {
    "row": "行号",
    "unit": "填报单位",
    "figure": "指标",
    "amount": "应计未计",
    "reason": "原因",
}

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
        return Finished(as_cells(headed(quality.SHEET, built)))

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
        return Finished(as_cells(headed(_ISSUES, lines)))

    return records.once((_ISSUES.tab, settings, today), make)


def status_of(
    records: Records, settings: Settings, today: date | None, rows: int
) -> Result:
    """Return a text for each of so many rows: what to mend in it, or 完整.

    It is blank above the headings and where a row is.
    """

    def make() -> Finished:
        found = records.checked(settings, today)
        wrong = found.issues[found.issues["severity"] == ERROR]
        said = wrong["message"].groupby(wrong["row"]).agg("".join).to_dict()
        texts = dict.fromkeys(found.rows["row"], COMPLETE) | said
        top = A3.heading_row(records.cells) or 1
        lines = [[texts.get(row, "")] for row in range(1, len(records.cells) + 1)]
        lines[top - 1] = [STATUS]
        return down_to(rows, lines)

    return records.once((STATUS, settings, today, rows), make)


def annex1_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return annex 1 under its headings, with 合计 as the button draws it."""
    totals = records.totals(settings, period)
    lines = annex1.build(totals, settings)
    return headed(annex1.SHEET, with_total(lines, annex1.total_line(totals), settings))


def annex2_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return annex 2 under its headings, with 合计 as the button draws it."""
    totals = records.totals(settings, period)
    lines = annex2.build(totals, settings)
    return headed(annex2.SHEET, with_total(lines, annex2.total_line(totals), settings))


def facts_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return the name and the value of each key figure; lists as the notice has them."""
    totals = records.totals(settings, period)
    first, second = annex1.build(totals, settings), annex2.build(totals, settings)
    found = facts(totals, first, second, settings)
    return [[label, _in_cell(getattr(found, key))] for key, label in LABELS.items()]


def value_of(
    records: Records, settings: Settings, period: Period, asked: tuple[str, Figure]
) -> Result:
    """Return one figure of a unit, or of 全市; lists as the notice has them."""
    unit, figure = asked
    return _in_cell(answer.value_of(records.summary(settings, period), figure, unit))


def left_out_of(records: Records, settings: Settings, period: Period) -> Result:
    """Return what should count and cannot, under headings: where, what and why."""
    found = records.summary(settings, period)
    units = found.checked.rows.set_index("row")["unit"].astype(object)
    lines = found.left_out.assign(unit=found.left_out["row"].map(units))
    columns = [lines[key].tolist() for key in _LEFT_OUT]
    return [list(_LEFT_OUT.values()), *map(list, zip(*columns, strict=True))]


def _in_cell(value: float | list[str] | None) -> str | float | None:
    return (listed(value) or "无") if isinstance(value, list) else value


def headed(sheet: Sheet, frame: pd.DataFrame) -> Result:
    """Return the lines of a printed table under its headings."""
    headings = ["".join(f.heading.split()) for f in sheet.fields]
    columns = [frame[f.name].astype(object).tolist() for f in sheet.fields]
    return [headings, *map(list, zip(*columns, strict=True))]
