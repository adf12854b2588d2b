"""Write the example workbook: thirteen units, January and February 2021.

Run it from anywhere: `python examples/make_examples.py`. The same code always
writes the same bytes.
"""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # when run as a script

from examples.faults import FAULTS, Fault, spoiled
from examples.published import SUPERVISION, SUPERVISION_HEADINGS, UNITS, Unit
from examples.records import HEADINGS, Row, a3_clean

WORKBOOK = Path(__file__).with_name("A3_2021-01_2021-02.xlsx")
TITLES = {
    "A3": "安全生产行政执法检查情况表（2021年1-2月，示例数据）",
    "监管平台": "“互联网+监管”平台使用情况（2021年1-2月，示例数据）",
}


def a3_rows() -> list[Row]:
    """Return the rows of the sheet A3, in the order in which they were entered."""
    return sorted(spoiled(a3_clean()), key=lambda row: str(row["填报日期"]))


def supervision_rows() -> list[Row]:
    """Return the rows of the sheet 监管平台, one per unit."""
    return [_supervision(unit) for unit in UNITS]


def _supervision(unit: Unit) -> Row:
    due, opened, active, *tasks = SUPERVISION[unit.name]
    checks = (unit.inspections, unit.inspections - unit.by_computer)
    values = (unit.name, due, opened, active, *checks, *tasks)
    return dict(zip(SUPERVISION_HEADINGS, values, strict=True))


def write(path: Path, sheets: dict[str, list[Row]]) -> None:
    """Write each list of rows to a sheet: title, headings, then the rows."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(
        path, {"default_date_format": "yyyy-mm-dd", **plain}
    ) as book:
        book.set_properties({"created": datetime(2021, 3, 10, tzinfo=UTC)})
        for name, rows in sheets.items():
            _write_sheet(book, name, [rows[0].keys(), *(row.values() for row in rows)])


def _write_sheet(
    book: xlsxwriter.Workbook, name: str, lines: list[Iterable[object]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, TITLES[name])
    for at, line in enumerate(lines, 1):
        sheet.write_row(at, 0, line)
    sheet.set_column(0, len(list(lines[0])) - 1, 18)
    sheet.freeze_panes(2, 0)


def main() -> None:
    """Write the workbook beside this script."""
    write(WORKBOOK, {"A3": a3_rows(), "监管平台": supervision_rows()})


__all__ = ["FAULTS", "HEADINGS", "Fault", "a3_rows", "main", "supervision_rows"]

if __name__ == "__main__":
    main()
