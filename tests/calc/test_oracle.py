"""Rates and ranks against an oracle that shares no code with us: LibreOffice.

Amounts stop at 10^9 分. There a quotient that is no tie is at least 5e-14 of its
size away from one, and a spreadsheet's ROUND still sees the difference; from
about 10^11 分 on it does not always, and only exact arithmetic is right.
"""

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xl_addin.exact import percent
from xl_addin.figures.indicators import competition_rank

Case = tuple[int, int]  # part and whole
Recalculate = Callable[[Path], dict[str, list[list[object]]]]

pytestmark = pytest.mark.calc

BLOCK = 400  # rows that are ranked together
MOST = 10**9  # 分


def money(chance: random.Random) -> Case:
    return chance.randint(0, MOST), chance.randint(1, MOST)


def counts(chance: random.Random) -> Case:
    return chance.randint(0, 40), chance.randint(0, 20)


def tie(chance: random.Random) -> Case:
    """Exactly half a hundredth of a percent above a printable rate."""
    times = chance.randint(1, MOST // 20_000)
    return (2 * chance.randint(0, 9_999) + 1) * times, 20_000 * times


def near_tie(chance: random.Random) -> Case:
    """As close to a tie as amounts of this size can come, on either side."""
    whole = 10 * chance.randint(MOST // 20, MOST // 10 - 1) + chance.choice((1, 3, 7))
    aside = chance.choice((-1, 1))
    return aside * pow(20_000, -1, whole) % whole, whole


def is_tie(part: int, whole: int) -> bool:
    return bool(whole) and Fraction(20_000 * part, whole) % 2 == 1


CHANCE = random.Random(20210228)  # noqa: S311 - the same cases every time
CASES = [kind(CHANCE) for _ in range(1000) for kind in (money, counts, tie, near_tie)]


@pytest.fixture(scope="module")
def sheet(
    recalculated: Recalculate, tmp_path_factory: pytest.TempPathFactory
) -> pd.DataFrame:
    """Part, whole, rate, rank from the top, rank from the bottom, as computed."""
    path = tmp_path_factory.mktemp("oracle") / "oracle.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        write_cases(workbook.add_worksheet("rates"))
    columns = ["part", "whole", "rate", "rank", "rank_up"]
    return pd.DataFrame(recalculated(path)["rates"], columns=columns)


def write_cases(sheet: Worksheet) -> None:
    for row, (part, whole) in enumerate(CASES, start=1):
        first = row - (row - 1) % BLOCK
        block = f"C${first}:C${first + BLOCK - 1}"
        rate = f'=IF(B{row}=0,"",ROUND(A{row}/B{row}*100,2))'
        ranks = (f'=IF(C{row}="","",RANK(C{row},{block},{up}))' for up in (0, 1))
        sheet.write_row(row - 1, 0, (part, whole, rate, *ranks))


def rates() -> pd.Series:
    return pd.Series([percent(*case) for case in CASES], dtype="float64")


def blocks(values: pd.Series) -> list[pd.Series]:
    return [values[at : at + BLOCK] for at in range(0, len(values), BLOCK)]


def listed(values: pd.Series) -> list[object]:
    return [
        None if blank else v for v, blank in zip(values, values.isna(), strict=True)
    ]


def test_the_cases_hold_blanks_ties_and_equal_rates() -> None:
    assert rates().isna().sum() > 30
    assert sum(is_tie(*case) for case in CASES) >= 1000
    assert all(block.dropna().duplicated().sum() > 5 for block in blocks(rates()))


def test_percent_is_what_the_spreadsheet_rounds(sheet: pd.DataFrame) -> None:
    assert listed(rates()) == listed(sheet["rate"])


def test_a_tie_goes_up_by_exactly_half_a_hundredth() -> None:
    ties = [case for case in CASES if is_tie(*case)]

    printed = [Fraction(str(percent(*case))) for case in ties]

    exact = [Fraction(100 * part, whole) for part, whole in ties]
    assert printed == [rate + Fraction(1, 200) for rate in exact]


@pytest.mark.parametrize("column", ["rank", "rank_up"])
def test_ranks_are_the_ranks_of_the_spreadsheet(
    sheet: pd.DataFrame, column: str
) -> None:
    up = column == "rank_up"

    ranks = [competition_rank(block, ascending=up) for block in blocks(rates())]

    assert listed(pd.concat(ranks)) == listed(sheet[column])
