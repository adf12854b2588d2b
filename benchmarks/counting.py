"""Totals and both annexes from typed rows: ours, bare polars and bare DuckDB.

Each engine gets the rows as it likes to hold them and computes every column of
both annexes itself: distinct counts, sums, rates rounded half up, ranks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl

from benchmarks.data import CONTEXT, PERIOD
from xl_addin.exact import MICRO
from xl_addin.figures.totals import NEEDED, unit_totals
from xl_addin.tables import annex1, annex2

SQL = Path(__file__).with_name("annexes.sql").read_text(encoding="utf-8")
_RATES = {
    "nonaccident_share": ("nonaccident", "fines"),
    "penalty_rate": ("penalties", "inspections"),
    "collection_rate": ("collected", "fines"),
}
_RANKS = {
    "nonaccident_rank": "nonaccident",
    "nonaccident_share_rank": "nonaccident_share",
    "penalty_rank": "penalty_rate",
    "collection_rank": "collection_rate",
}


Lines = list[tuple[float | None, ...]]


@dataclass(frozen=True)
class Annexes:
    """The lines of both annexes, in their orders, without the units' names.

    Amounts are cut to six decimals: polars divides by way of the reciprocal.
    """

    first: Lines
    second: Lines


def annexes(first: Iterable[Any], second: Iterable[Any]) -> Annexes:
    """Return the lines of both annexes as an engine gave them."""
    return Annexes(_rounded(first), _rounded(second))


def _rounded(lines: Iterable[Any]) -> Lines:
    return [tuple(None if c is None else round(c, 6) for c in line) for line in lines]


def ours(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return both annexes as the product makes them."""
    per_unit = unit_totals(rows, PERIOD, CONTEXT.settings)
    return (
        annex1.build(per_unit, CONTEXT.settings),
        annex2.build(per_unit, CONTEXT.settings),
    )


def plain(first: pd.DataFrame, second: pd.DataFrame) -> Annexes:
    """Return our annexes as plain numbers, a blank as None."""
    return annexes(_cells(first), _cells(second))


def _cells(frame: pd.DataFrame) -> Iterable[Any]:
    cells = frame.drop(columns="unit").astype(object)
    return cells.where(cells.notna(), None).itertuples(index=False, name=None)


def lists(rows: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns that count as plain lists, days as dates, blanks as None."""
    needed = rows[list(NEEDED)].astype(object)
    columns = needed.where(needed.notna(), None).to_dict("list")
    days = [key for key in NEEDED if key.endswith("_on")]
    return columns | {k: [d and d.date() for d in columns[k]] for k in days}


def polars_rows(rows: pd.DataFrame) -> pl.DataFrame:
    """Return the rows as a polars frame, words as categories."""
    words = ("unit", "penalised", "kinds", "fine_class", "hazmat", "transferred")
    types = dict.fromkeys(words, pl.Categorical())
    return pl.DataFrame(lists(rows), schema_overrides=types, strict=False)


def with_polars(rows: pl.DataFrame) -> Annexes:
    """Return both annexes by polars alone."""
    lazy = rows.lazy().filter(pl.col("unit").is_not_null())
    parts = [_inspections(lazy), *_penalties(lazy), _hazmat(lazy)]
    units = CONTEXT.settings.units
    totals = pl.LazyFrame(
        {
            "unit": [u.name for u in units],
            "line1": [u.annex1 for u in units],
            "line2": [u.annex2 for u in units],
        },
        schema_overrides={"unit": pl.Categorical()},
    )
    for part in parts:
        totals = totals.join(part, on="unit", how="left")
    filled = totals.with_columns(pl.exclude("unit").fill_null(0).cast(pl.Int64))
    first, second = pl.collect_all([_first(filled), _second(filled)])
    return annexes(first.rows(), second.rows())


def _within(key: str) -> pl.Expr:
    return pl.col(key).is_between(PERIOD.first_day, PERIOD.last_day)


def _inspections(rows: pl.LazyFrame) -> pl.LazyFrame:
    seen = rows.filter(_within("inspected_on"))
    return seen.group_by("unit").agg(
        inspections=pl.col("record_doc").drop_nulls().n_unique()
    )


def _penalties(rows: pl.LazyFrame) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    needed = pl.all_horizontal(pl.col("decision_doc", "decided_on").is_not_null())
    decided = rows.filter((pl.col("penalised") == "是") & needed)
    once = decided.sort("row").unique(["unit", "decision_doc"], keep="first")
    once = once.filter(_within("decided_on"))
    classed = pl.col("fine_class").is_not_null() & pl.col("fine").is_not_null()
    money = once.group_by("unit").agg(
        pl.len().alias("penalties"),
        pl.col("fine").filter(classed).sum().alias("fines"),
        pl.col("fine")
        .filter(pl.col("fine_class") == "非事故类")
        .sum()
        .alias("nonaccident"),
        pl.col("collected")
        .filter(classed & (pl.col("collected_on") <= PERIOD.as_of))
        .sum(),
    )
    closed = once.filter(
        pl.col("kinds").cast(pl.String).str.contains("责令停产停业整顿", literal=True)
    )
    firm = pl.coalesce("credit_code", "enterprise")
    suspended = closed.group_by("unit").agg(suspended=firm.drop_nulls().n_unique())
    return money, suspended


def _hazmat(rows: pl.LazyFrame) -> pl.LazyFrame:
    cases = rows.filter((pl.col("hazmat") == "是") & _within("filed_on"))
    return cases.group_by("unit").agg(
        pl.len().alias("cases"),
        pl.col("hazmat_tonnes").sum().alias("tonnes"),
        pl.col("fine").sum().alias("hazmat_fines"),
        (pl.col("transferred") == "是").sum().alias("transferred"),
        pl.col("detained").sum(),
    )


def _percent(part: str, whole: str) -> pl.Expr:
    half_up = (pl.col(part) * 20_000 + pl.col(whole)) // (2 * pl.col(whole))
    return pl.when(pl.col(whole) != 0).then(half_up / 100)


def _first(totals: pl.LazyFrame) -> pl.LazyFrame:
    idle = pl.col("inspections") + pl.col("penalties") == 0
    money = [(pl.col(name) / MICRO).alias(name) for name in ("fines", "nonaccident")]
    rates = [_percent(*pair).alias(name) for name, pair in _RATES.items()]
    shown = totals.sort("line1").select(
        pl.when(~idle).then(column).alias(name)
        for name, column in zip(
            ("fines", "nonaccident", *_RATES), (*money, *rates), strict=True
        )
    )
    ranks = [_rank(value).alias(rank) for rank, value in _RANKS.items()]
    order = [field.name for field in annex1.SHEET.fields if field.name != "unit"]
    return shown.with_columns(ranks).select(order)


def _second(totals: pl.LazyFrame) -> pl.LazyFrame:
    return totals.sort("line2").select(
        "cases",
        pl.col("tonnes") / MICRO,
        fines=pl.col("hazmat_fines") / MICRO,
        rank=_rank("hazmat_fines"),
        transferred="transferred",
        detained="detained",
    )


def _rank(value: str) -> pl.Expr:
    return pl.col(value).rank("min", descending=True)


def duckdb_rows(rows: pd.DataFrame) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB in memory that holds the rows and the units as tables."""
    base = duckdb.connect()
    needed = rows[list(NEEDED)]
    texts = needed.select_dtypes("category").columns
    base.register("frame", needed.astype(dict.fromkeys(texts, object)))
    base.execute("CREATE TABLE a3 AS SELECT * FROM frame")
    base.execute("CREATE TABLE units (unit TEXT, line1 INT, line2 INT)")
    units = [[u.name, u.annex1, u.annex2] for u in CONTEXT.settings.units]
    base.executemany("INSERT INTO units VALUES (?, ?, ?)", units)
    return base


def with_duckdb(base: duckdb.DuckDBPyConnection) -> Annexes:
    """Return both annexes by SQL alone."""
    days = [PERIOD.first_day, PERIOD.last_day, PERIOD.as_of]
    totals, first, second = SQL.split(";")[:3]
    base.execute(totals, days)
    return annexes(base.sql(first).fetchall(), base.sql(second).fetchall())
