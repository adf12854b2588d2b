"""Run every comparison and print it; `--write` renews README.md."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import buttons, functions, functions_in_calc, report, tables
from benchmarks.data import make_rows, write_workbook
from benchmarks.reading import ours


def main() -> None:
    """Make the data, run the tables, print them."""
    asked = _arguments()
    rows = min(asked.rows, 300) if asked.quick else asked.rows
    with TemporaryDirectory(prefix="xl_bench_") as folder:
        book = Path(folder) / "A3.xlsx"
        write_workbook(make_rows(rows), book)
        done = [tables.read_table(book, quick=asked.quick)]
        checked, typed = tables.check_table(ours(book))
        done += [checked, tables.count_table(typed)]
        done += functions.tables(make_rows(rows))
        done += functions_in_calc.tables()
    pressed = buttons.measure(rows)
    print(report.text(done, pressed))
    if asked.write:
        report.write(done, pressed, rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="300 rows at most")
    parser.add_argument("--write", action="store_true", help="renew README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
