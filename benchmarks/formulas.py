"""Both annexes by formulas of a worksheet, calculated by LibreOffice.

The sheet of rows holds values only. Spreadsheets have no distinct count with
conditions, so two columns of ones mark the first row of an inspection and of a
decision; they are written as values and cost the spreadsheet nothing.
"""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import xlsxwriter
from python_calamine import load_workbook
from xlsxwriter.worksheet import Worksheet

from benchmarks.counting import Annexes, annexes
from benchmarks.data import CONTEXT, PERIOD
from xl_addin.exact import MICRO
from xl_addin.hosts.office.convert import convert

_KEYS = (
    "unit", "inspected_on", "decided_on", "fine_class", "fine", "collected",
    "collected_on", "hazmat", "filed_on", "hazmat_tonnes", "transferred", "detained",
    "visit", "decision",
)  # fmt: skip
_LETTER = {key: chr(ord("A") + place) for place, key in enumerate(_KEYS)}
_FIRST, _LAST, _AS_OF = (
    day.strftime("DATE(%Y,%m,%d)")
    for day in (PERIOD.first_day, PERIOD.last_day, PERIOD.as_of)
)
_SECONDS = 900


def sheet_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that the formulas look at, money in 万元, weight in tonnes."""
    day = rows["inspected_on"]
    seen = day.between(*map(pd.Timestamp, (PERIOD.first_day, PERIOD.last_day)))
    decided = (rows["penalised"] == "是") & rows["decided_on"].notna()
    marked = rows.assign(
        visit=_first(rows[seen], ["unit", "record_doc"]),
        decision=_first(rows[decided], ["unit", "decision_doc"]),
    )
    for key in ("fine", "collected", "hazmat_tonnes"):
        marked[key] = marked[key] / MICRO
    return marked[list(_KEYS)]


def _first(some: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Return 1 where `keys` stand together for the first time; others are blank."""
    once = some.dropna(subset=keys).drop_duplicates(keys)
    return pd.Series(1.0, once.index)


def write(rows: pd.DataFrame, path: Path, *, formulas: bool) -> None:
    """Write the workbook: the annexes' sheet first, then the rows."""
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet, data = book.add_worksheet("annexes"), book.add_worksheet("rows")
        if formulas:
            _write_formulas(sheet, len(rows))
        cells = rows.astype(object)
        for place, key in enumerate(_KEYS):
            for at, cell in enumerate(cells[key].where(cells[key].notna(), None)):
                if isinstance(cell, pd.Timestamp):
                    data.write_datetime(at, place, cell)
                elif cell is not None:
                    data.write(at, place, cell)


def calculated(path: Path, folder: Path) -> tuple[float, Annexes]:
    """Return how long LibreOffice took to load, calculate and save, and the annexes."""
    start = time.perf_counter()
    made = convert(path, "xlsx", folder, recalculate=True, seconds=_SECONDS)
    took = time.perf_counter() - start
    cells = load_workbook(made).get_sheet_by_name("annexes").to_python()
    numbers = [[None if c == "" else c for c in row] for row in cells]
    return took, annexes((r[1:10] for r in numbers), (r[11:17] for r in numbers))


def _write_formulas(sheet: Worksheet, count: int) -> None:
    units = CONTEXT.settings.in_order(1), CONTEXT.settings.in_order(2)
    last = len(units[0])
    for at, names in enumerate(zip(*units, strict=True), start=1):
        sheet.write_column(at - 1, 0, names[:1])
        sheet.write_column(at - 1, 10, names[1:])
        for column, formula in (
            _first_annex(at, last) | _second_annex(at, last)
        ).items():
            text = formula.replace("#", str(count))
            sheet.write_formula(f"{column}{at}", f"={text}", value="?")


def _first_annex(at: int, last: int) -> dict[str, str]:
    """Return annex 1 in B to J, and in S, T and U what its rates are made of."""
    decided = _where("decision", "1", at) + _days("decided_on")
    classed = decided + _where("fine_class", '"<>"')
    fined = classed + _where("fine", '"<>"')
    paid = fined + _where("collected_on", f'"<="&{_AS_OF}')
    plain = decided + _where("fine_class", '"非事故类"')
    idle = f'S{at}+T{at}=0,""'
    rates = {"E": ("C", "B"), "G": ("T", "S"), "I": ("U", "B")}
    return {
        "S": f"COUNTIFS({_where('visit', '1', at)[1:]})",
        "T": f"COUNTIFS({decided[1:]})",
        "U": _sum("collected", paid),
        "B": f"IF({idle},{_sum('fine', fined)})",
        "C": f"IF({idle},{_sum('fine', plain)})",
        **{
            rate: f'IF(N({whole}{at})=0,"",ROUND({part}{at}/{whole}{at}*100,2))'
            for rate, (part, whole) in rates.items()
        },
        **{
            rank: f'IF({value}{at}="","",RANK({value}{at},{value}$1:{value}${last}))'
            for rank, value in zip("DFHJ", "CEGI", strict=True)
        },
    }


def _second_annex(at: int, last: int) -> dict[str, str]:
    """Return annex 2 in L to Q."""
    cases = _where("hazmat", '"是"', at, "$K") + _days("filed_on")
    moved = cases + _where("transferred", '"是"')
    return {
        "L": f"COUNTIFS({cases[1:]})",
        "M": _sum("hazmat_tonnes", cases),
        "N": _sum("fine", cases),
        "O": f"RANK(N{at},N$1:N${last})",
        "P": f"COUNTIFS({moved[1:]})",
        "Q": _sum("detained", cases),
    }


def _cells(key: str) -> str:
    return f"rows!${_LETTER[key]}$1:${_LETTER[key]}$#"


def _where(key: str, test: str, at: int = 0, unit: str = "$A") -> str:
    own = f",{_cells('unit')},{unit}{at}" if at else ""
    return f"{own},{_cells(key)},{test}"


def _days(key: str) -> str:
    return _where(key, f'">="&{_FIRST}') + _where(key, f'"<="&{_LAST}')


def _sum(key: str, tests: str) -> str:
    return f"ROUND(SUMIFS({_cells(key)}{tests}),6)"
