"""Functions on made-up numbers against LibreOffice's own formulas, cell by cell.

Amounts stay below 10^9, for the reason given in test_oracle.py. Every formula is
saved with a wrong value, so that nothing passes that was not computed.
"""

import random
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw
from xlsxwriter.worksheet import Worksheet

from benchmarks import data, formulas
from benchmarks.counting import annexes
from benchmarks.formulas import calculated, sheet_rows
from tests.calc.desk import Desk
from xl_addin.month.summary import check_table
from xl_addin.sheets.a3 import A3, SHEET
from xl_addin.sheets.settings import Settings
from xl_addin.workbook import function_guide, names, trial
from xl_addin.workbook.build import filled

pytestmark = pytest.mark.calc

Fill = Callable[[xlsxwriter.Workbook], None]
WRONG = "not computed"
ROWS = 400
CHANCE = random.Random(20210310)  # noqa: S311 - the same numbers every time

RATE = 'IF(OR(A{n}="",B{n}="",N(B{n})=0),"",ROUND(A{n}/B{n}*100,2))'
# Our function of a row, and the same with what the spreadsheet has itself.
CELL_BY_CELL = {
    "NONACC_SHARE(A{n},B{n})": RATE,
    "PENALTY_RATE(A{n},B{n})": RATE,
    "COLLECTION_RATE(A{n},B{n})": RATE,
    "RECTIFY_RATE(A{n},B{n})": RATE,
    "CHANGE_RATE(A{n},B{n})": 'IF(OR(A{n}="",B{n}="",N(B{n})=0),"",ROUND((A{n}-B{n})/B{n}*100,2))',
    "WAN(A{n})": 'IF(A{n}="","",A{n}/10000)',
    "RANK_IN(A{n},A$1:A$400)": 'IF(A{n}="","",RANK(A{n},A$1:A$400))',
    "RANK_IN(A{n},A$1:A$400,1)": 'IF(A{n}="","",RANK(A{n},A$1:A$400,1))',
}
# Our function of whole columns, and the spreadsheet's own formula for each row.
COLUMNS = {
    "PENALTY_RATE(A1:A400,B1:B400)": RATE,
    "CHANGE_RATE(A1:A400,B1:B400)": CELL_BY_CELL["CHANGE_RATE(A{n},B{n})"],
    "WAN(B1:B400)": 'IF(B{n}="","",B{n}/10000)',
    "COMPETITION_RANK(A1:A400)": 'IF(A{n}="","",RANK(A{n},A$1:A$400))',
    "COMPETITION_RANK(A1:A400,1)": 'IF(A{n}="","",RANK(A{n},A$1:A$400,1))',
    "SHARE_OF_TOTAL(A1:A400)": 'IF(A{n}="","",ROUND(A{n}/SUM(A$1:A$400)*100,2))',
    "RANK_IN(A1:A400,A1:A400)": 'IF(A{n}="","",RANK(A{n},A$1:A$400))',
}
NTH = "INDEX(C1:C400,MATCH({which}(D1:D400,{n}),D1:D400,0))"
FIRST, SECOND, THIRD = (NTH.format(which="LARGE", n=n) for n in (1, 2, 3))
WORST, WORSE, BAD = (NTH.format(which="SMALL", n=n) for n in (1, 2, 3))
# Of lists, the spreadsheet can name each, in order, and count those below a limit.
# Column E has ties: all who share the last place are named.
LISTS = {
    "TOP_UNITS(C1:C400,D1:D400,1)": FIRST,
    "TOP_UNITS(C1:C400,D1:D400,2)": f'{FIRST}&"和"&{SECOND}',
    "TOP_UNITS(C1:C400,D1:D400)": f'{FIRST}&"、"&{SECOND}&"和"&{THIRD}',
    "UNITS_BELOW(C1:C400,D1:D400,SMALL(D1:D400,4))": f'{WORST}&"、"&{WORSE}&"和"&{BAD}',
    "SUMPRODUCT(N(ISNUMBER(FIND(C1:C20,TOP_UNITS(C1:C20,E1:E20,4)))))": 'COUNTIF(E1:E20,">="&LARGE(E1:E20,4))',
    "SUMPRODUCT(ISNUMBER(FIND(C1:C20,TOP_UNITS(C1:C20,E1:E20,4)))*(E1:E20<LARGE(E1:E20,4)))": "0",
    "SUMPRODUCT(ISNUMBER(FIND(C1:C20,UNITS_BELOW(C1:C20,E1:E20,3)))*(E1:E20<3))": 'COUNTIF(E1:E20,"<3")',
    'LEN(UNITS_BELOW(C1:C400,D1:D400,30))-LEN(SUBSTITUTE(UNITS_BELOW(C1:C400,D1:D400,30),"u",""))': 'COUNTIFS(D1:D400,"<30")',
    "SUMPRODUCT(N(+COMPETITION_RANK(D1:D400)))": "SUMPRODUCT(RANK(D1:D400,D1:D400))",
}


def pairs() -> Iterator[tuple[Any, Any]]:
    """Yield parts and wholes: counts and amounts, equal ones, zeros and blanks."""
    for row in range(ROWS):
        most = (40, 10**9)[row % 2]
        part, whole = CHANCE.randint(0, most), CHANCE.randint(0, most)
        yield (None if row % 23 == 7 else part), (None if row % 29 == 5 else whole)


def fill(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("数")
    values = CHANCE.sample(range(1, 100_000), ROWS)
    for row, (part, whole) in enumerate(pairs()):
        tied = 1 + row % 5
        cells = (part, whole, f"u{row:03}", values[row] / 100, tied)
        for at, value in enumerate(cells):
            if value is not None:
                sheet.write(row, at, value)
    for at, (ours, own) in enumerate(CELL_BY_CELL.items()):
        down(sheet, 5 + 2 * at, ours)
        down(sheet, 6 + 2 * at, own)
    start = 5 + 2 * len(CELL_BY_CELL)
    for at, (ours, own) in enumerate(COLUMNS.items()):
        place = start + 2 * at
        sheet.write_array_formula(
            0, place, ROWS - 1, place, f"{{={ours}}}", None, WRONG
        )
        down(sheet, place + 1, own)
    start += 2 * len(COLUMNS)
    for at, formula in enumerate(chain.from_iterable(LISTS.items()), start=start):
        sheet.write_formula(0, at, f"={formula}", None, WRONG)


def down(sheet: Worksheet, column: int, formula: str) -> None:
    """Write a formula into every row of a column."""
    for n in range(1, ROWS + 1):
        sheet.write_formula(n - 1, column, f"={formula.format(n=n)}", None, WRONG)


def test_functions_and_formulas_agree_in_every_cell(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    book = desk.open(with_functions(fill), "随机.xlsm")

    names = [*CELL_BY_CELL, *COLUMNS, *LISTS]
    block = book.sheets["数"].range((1, 6)).resize(ROWS, 2 * len(names)).value
    columns = list(map(list, zip(*block, strict=True)))

    for name, ours, own in zip(names, columns[::2], columns[1::2], strict=True):
        assert ours == own, name
        assert WRONG not in ours
    assert sum(value is None for value in columns[0]) > 30


@pytest.mark.parametrize("seed", [3, 4])
def test_the_annexes_agree_with_sumifs_and_countifs(
    desk: Desk, tmp_path: Path, seed: int
) -> None:
    made = data.make_rows(ROWS, seed)
    rows = check_table(A3.table(made), data.CONTEXT).rows
    (tmp_path / "out").mkdir()
    formulas.write(sheet_rows(rows), tmp_path / "formulas.xlsx", formulas=True)
    _, own = calculated(tmp_path / "formulas.xlsx", tmp_path / "out")

    book = desk.open(filled({SHEET: made}), f"随机{seed}.xlsm")
    book.names["PeriodTo"].refers_to_range.value = "2021-02"
    book.names["PeriodFrom"].refers_to_range.value = "2021-01"

    first, second = (
        [line[1:] for line in lines(book, function)]
        for function in ("A3_ANNEX1", "A3_ANNEX2")
    )
    assert annexes(first, second) == own
    assert sum(line[0] or 0 for line in first) > 0


def lines(book: xw.Book, function: str) -> list[list[Any]]:
    """Return the lines of a table of 试算, one a unit."""
    table = next(t for t in trial.TABLES if t.function == function)
    row, column = trial.place(table)
    start = book.sheets[trial.SHEET].range((row + 2, column + 1))
    block: list[list[Any]] = start.resize(len(Settings().units), len(table.roles)).value
    return block


def test_with_more_rows_than_go_quickly_the_tables_rest(desk: Desk) -> None:
    book = desk.open(filled({SHEET: data.make_rows(trial.MOST_ROWS)}), "许多.xlsm")
    row, _ = trial.place(trial.TABLES[4])

    assert book.sheets[trial.SHEET].range((row, 1)).value == "实时计算已停止。"
    issues = book.sheets[function_guide.SHEET]["D10"].value  # it asks for no period
    assert issues == "实时计算已停止，见“试算”"
    assert book.names[names.LAST_ROW].refers_to_range.value == trial.MOST_ROWS + 3
