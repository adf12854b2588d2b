"""Rule codes are a contract: they stay whatever happens to the columns."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from xl_addin.figures import history
from xl_addin.month import cross_checks
from xl_addin.reading.evidence import Evidence
from xl_addin.reading.kinds import Reading
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import ALWAYS, Column, Context, Schema
from xl_addin.sheets.settings import Settings
from xl_addin.sheets.supervision import SUPERVISION

Cells = list[list[Any]]

CONTEXT = Context(Settings(), date(2021, 3, 10))
PUBLISHED = Path(__file__).with_name("published_codes.tsv")
"""Code, severity, column and sentence of each rule of version 0.1.0."""

SCHEMAS = [A3, SUPERVISION, history.HISTORY]


def test_every_published_code_says_what_it_said() -> None:
    now = [
        *A3.rule_texts(),
        *cross_checks.RULES,
        *SUPERVISION.rule_texts(),
        *history.RULES,
    ]
    lines = {"\t".join(text[:4]) for text in now}

    published = PUBLISHED.read_text(encoding="utf-8").splitlines()

    assert len(published) == 206
    assert [line for line in published if line not in lines] == []


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.sheet)
def test_no_two_columns_have_one_number(schema: Schema) -> None:
    numbers = [column.number for column in schema.columns]

    assert len(set(numbers)) == len(numbers)


NEW = Column(34, "served_on", "送达日期", "date", ALWAYS)


def with_new(at: int) -> Schema:
    columns = (*A3.columns[:at], NEW, *A3.columns[at:])
    return replace(A3, columns=columns)


@pytest.mark.parametrize("at", [0, 20, 33])
def test_a_column_put_in_anywhere_moves_no_code(at: int, example_sheet: Cells) -> None:
    before = A3.read(A3.table(example_sheet), CONTEXT).issues
    wider = [[NEW.heading, *example_sheet[0]]]
    wider += [["近日", *line] for line in example_sheet[1:]]
    schema = with_new(at)

    after = schema.read(schema.table(wider), CONTEXT).issues
    own = after["column"] == NEW.heading

    assert set(after.loc[own, "rule"]) == {"A3-234"}
    assert after[~own].to_numpy().tolist() == before.to_numpy().tolist()
    assert set(A3.rule_texts()) < set(schema.rule_texts())


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.sheet)
def test_every_rule_says_what_it_rests_on(schema: Schema) -> None:
    assert [text for text in schema.rule_texts() if not text.source] == []


def test_statute_and_standard_are_named_where_the_rule_follows_one() -> None:
    sources = {text.code: text.source for text in A3.rule_texts()}

    assert sources["A3-206"] == "GB 32100-2015"
    assert "《行政处罚法》（2017年修正）第四十六条" in sources["A3-508"]
    assert "《安全生产违法行为行政处罚办法》第五条" in sources["A3-218"]


# What a rule must not take for blank where it is only garbled.
SILENCED = {
    "A3-405": {"fine"},
    "A3-411": {"collected"},
    "A3-412": {"decision_doc", "decided_on"},
    "A3-508": {"collected"},
}


def test_what_silences_a_rule_is_what_it_asked_about(
    read_rows: Callable[..., Any], good_row: Callable[..., Any]
) -> None:
    rows = read_rows(good_row()).rows
    everything = np.array([1], dtype=np.int8)
    readings = {key: Reading(rows[key], everything) for key in rows}

    asked: dict[str, set[str]] = {}
    for rule in A3.rules:
        evidence = Evidence(rows, readings)
        rule.broken(evidence, CONTEXT)
        asked.setdefault(rule.code, set()).update(evidence.asked)

    assert {code: keys for code, keys in asked.items() if keys} == SILENCED
