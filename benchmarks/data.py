"""Rows of A3 as thirteen counties might send them, faults included, from a seed.

The cells are as a reader hands them over: text, float, date, and "" for a blank.
About a third of the rows are penalties, a tenth are cases of illegal hazardous
goods, and between two and three cells in a hundred are at fault.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import xlsxwriter

from xl_addin.period import Month, Period
from xl_addin.reading.credit_code import ALPHABET, check_character
from xl_addin.sheets.a3 import COLUMNS, SHEET
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import Settings

Cells = list[list[Any]]
Lines = dict[str, list[Any]]
Flags = npt.NDArray[np.bool_]
Random = np.random.Generator

CONTEXT = Context(Settings(), date(2021, 5, 10))
PERIOD = Period(Month(2021, 1), Month(2021, 2), date(2021, 2, 28))

_FIRST_DAY = date(2021, 1, 1)
_CHOICES = {c.key: c.options for c in COLUMNS if c.kind == "choice"}
_KINDS = ("罚款", "警告、罚款", "罚款、责令停产停业整顿", "警告", "罚款、没收")
_BLANKS, _ODD, _GARBLED, _WRONG = 0.012, 0.006, 0.004, 0.003


def make_rows(count: int, seed: int = 2021) -> Cells:
    """Return the sheet A3 with `count` rows below the headings, equal for equal seeds."""
    random = np.random.default_rng(seed)
    lines = _visits(random, count)
    lines |= _mending(random, lines)
    lines |= _penalties(random, lines)
    lines |= _hazmat(random, lines)
    lines |= _filing(random, lines)
    columns = [_spoilt(random, column.kind, lines[column.key]) for column in COLUMNS]
    headings = [column.heading for column in COLUMNS]
    return [headings, *map(list, zip(*columns, strict=True))]


def write_workbook(rows: Cells, path: Path) -> None:
    """Write the sheet as a workbook, dates as dates."""
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(SHEET)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, cell, day)
                elif cell != "":
                    sheet.write(at, place, cell)


def _visits(random: Random, count: int) -> Lines:
    """Return who inspected whom and when; a few rows share the visit above them."""
    number = np.arange(count)
    further = random.random(count) < 0.03
    further[:1] = False
    visit = np.maximum.accumulate(np.where(further, 0, number))
    units = CONTEXT.settings.units
    unit = random.integers(len(units), size=count)[visit]
    firm = random.integers(max(count // 3, 5), size=count)[visit]
    day = random.integers(90, size=count)[visit]
    kind = np.array(_CHOICES["entity_kind"], object)[np.minimum(firm % 20 // 8, 2)]
    codes = _credit_codes(random, int(firm.max(initial=0)) + 1)
    return {
        "record_no": [f"{units[u].code}-2021-{n + 1:06}" for n, u in enumerate(unit)],
        "unit": [units[u].name for u in unit],
        "inspected_on": [_FIRST_DAY + timedelta(days=int(d)) for d in day],
        "enterprise": [f"示例企业第{f + 1}有限公司" for f in firm],
        "entity_kind": kind.tolist(),
        "credit_code": [
            codes[f] if k != "无证照主体" else ""
            for f, k in zip(firm, kind, strict=True)
        ],
        "record_doc": [
            f"（{units[u].name[0]}）应急检记〔2021〕{v + 1}号"
            for u, v in zip(unit, visit, strict=True)
        ],
    } | {
        key: _pick(random, _CHOICES[key], count)
        for key in ("industry", "plan", "random", "entry")
    }


def _mending(random: Random, lines: Lines) -> Lines:
    count = len(lines["unit"])
    found = random.poisson(1.5, count)
    major = random.binomial(found, 0.05)
    mended = random.binomial(found, 0.9)
    some = found > 0
    docs = [f"（{u[0]}）应急责改〔2021〕{n + 1}号" for n, u in enumerate(lines["unit"])]
    return {
        "violations": found.astype(float).tolist(),
        "major_hazards": _where(random.random(count) < 0.5, major.astype(float)),
        "rectified": _where(some, mended.astype(float)),
        "order_doc": _where(some, docs),
    }


def _penalties(random: Random, lines: Lines) -> Lines:
    count = len(lines["unit"])
    yes = random.random(count) < 0.35
    kinds = _pick(random, _KINDS, count)
    fined = yes & np.array(["罚款" in kind for kind in kinds])
    filed = _later(lines["inspected_on"], random.integers(6, size=count))
    decided = _later(filed, random.integers(3, 30, size=count))
    fine = np.maximum(random.lognormal(0.3, 1, count).round(2), 0.05)
    share = random.choice([1, 1, 1, 1, 0.5, 0], size=count)
    paid = fined & (random.random(count) < 0.9)
    docs = [f"（{u[0]}）应急罚〔2021〕{n + 1}号" for n, u in enumerate(lines["unit"])]
    when = _later(decided, random.integers(15, size=count))
    return {
        "penalised": _where(yes, ["是"] * count, "否"),
        "target": _where(yes, _pick(random, _CHOICES["target"], count)),
        "kinds": _where(yes, kinds),
        "filed_on": _where(yes, filed),
        "decision_doc": _where(yes, docs),
        "decided_on": _where(yes, decided),
        "fine_class": _where(fined, _pick(random, _CHOICES["fine_class"], count)),
        "fine": _where(fined, fine),
        "collected": _where(paid, (fine * share).round(2)),
        "collected_on": _where(paid & (share > 0), when),
        "closed_on": _where(paid & (share == 1), _later(when, np.full(count, 3))),
    }


def _hazmat(random: Random, lines: Lines) -> Lines:
    count = len(lines["unit"])
    yes = random.random(count) < 0.1
    moved = yes & (random.random(count) < 0.3)
    filed = zip(yes, lines["filed_on"], lines["inspected_on"], strict=True)
    return {
        "hazmat": _where(yes, ["是"] * count, "否"),
        "hazmat_tonnes": _where(yes, random.gamma(1, 2, count).round(3)),
        "transferred": _where(yes, _where(moved, ["是"] * count, "否")),
        "detained": _where(moved, random.integers(3, size=count).astype(float)),
        "filed_on": [day or start if case else day for case, day, start in filed],
    }


def _filing(random: Random, lines: Lines) -> Lines:
    count = len(lines["unit"])
    people = [f"填报员{n + 1}" for n in range(60)]
    late = random.integers(5, size=count) + 4 * (random.random(count) < 0.03)
    return {
        "filled_by": _pick(random, people, count),
        "filled_on": _later(lines["inspected_on"], late),
        "remark": _where(random.random(count) < 0.1, ["复查 合格"] * count),
    }


def _spoilt(random: Random, kind: str, cells: list[Any]) -> list[Any]:
    """Return a column with some cells blank, oddly written, garbled or wrong."""
    fate = random.random(len(cells))
    limits = np.cumsum([_BLANKS, _ODD, _GARBLED, _WRONG])
    for at in np.flatnonzero(fate < limits[-1]):
        cell = cells[at]
        if cell == "" or fate[at] < limits[0]:
            cells[at] = ""
        elif fate[at] < limits[1]:
            cells[at] = f"{cell:%Y/%m/%d}" if kind == "date" else f" {cell}"
        elif fate[at] < limits[2]:
            cells[at] = "不详"
        else:
            cells[at] = _wrong(cell, cells[at - 1])
    return cells


def _wrong(cell: object, above: object) -> object:
    """Return a cell that reads well and still cannot be true."""
    if isinstance(cell, date):
        return cell - timedelta(days=60)
    return cell * 100 + 1 if isinstance(cell, float) else above


def _credit_codes(random: Random, count: int) -> list[str]:
    digits = random.integers(len(ALPHABET), size=(count, 17))
    firsts = ("".join(ALPHABET[d] for d in row) for row in digits)
    return [first + check_character(first) for first in firsts]


def _pick(random: Random, words: tuple[str, ...] | list[str], count: int) -> list[Any]:
    return [words[n] for n in random.integers(len(words), size=count)]


def _later(days: list[Any], more: npt.NDArray[np.int64]) -> list[Any]:
    return [d + timedelta(days=int(n)) for d, n in zip(days, more, strict=True)]


def _where(flags: Flags, cells: Any, other: str = "") -> list[Any]:  # noqa: ANN401
    kept = cells.tolist() if isinstance(cells, np.ndarray) else cells
    return [c if yes else other for c, yes in zip(kept, flags, strict=True)]
