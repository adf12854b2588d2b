"""The benchmarks compare like with like: same rows, same findings, same figures."""

from pathlib import Path

import pytest

pytest.importorskip("polars")
pytest.importorskip("pandera")
pytest.importorskip("duckdb")

from benchmarks import checking, counting, data, functions, reading
from xl_addin.sheets.a3 import A3

ROWS = 300


def test_the_same_seed_makes_the_same_rows() -> None:
    assert data.make_rows(ROWS, seed=7) == data.make_rows(ROWS, seed=7)
    assert data.make_rows(ROWS, seed=7) != data.make_rows(ROWS, seed=8)


def test_two_or_three_cells_in_a_hundred_are_at_fault() -> None:
    rows = 4000

    found = checking.check(A3.table(data.make_rows(rows))).issues

    assert found["rule"].nunique() > 60
    assert 0.01 < len(found) / (rows * len(A3.columns)) < 0.04


def test_the_cells_are_as_the_reader_gives_them(tmp_path: Path) -> None:
    rows = data.make_rows(ROWS)
    data.write_workbook(rows, tmp_path / "A3.xlsx")

    assert reading.cells_of(tmp_path / "A3.xlsx") == rows
    assert reading.bare(tmp_path / "A3.xlsx") == rows


@pytest.mark.parametrize("seed", [1, 2])
def test_pandera_finds_the_same_cells(seed: int) -> None:
    table = A3.table(data.make_rows(ROWS, seed))
    parsed = checking.parse(table)

    ours = checking.our_cells(checking.check(table).issues)
    theirs = checking.check_with_pandera(checking.frame_for_pandera(parsed))

    assert ours == checking.pandera_cells(theirs, parsed)
    assert ours


@pytest.mark.parametrize("seed", [1, 2])
def test_polars_and_duckdb_count_the_same(seed: int) -> None:
    rows = checking.check(A3.table(data.make_rows(ROWS, seed))).rows

    ours = counting.plain(*counting.ours(rows))

    assert ours == counting.with_polars(counting.polars_rows(rows))
    assert ours == counting.with_duckdb(counting.duckdb_rows(rows))


def test_functions_answer_the_same_on_the_cells_as_excel_has_them() -> None:
    rows = data.make_rows(ROWS)

    assert functions.eight(functions.as_excel_hands_over(rows)) == functions.eight(rows)
