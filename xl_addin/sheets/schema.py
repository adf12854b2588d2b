"""A schema says what a table's columns mean and what its rows obey; `read` applies it.

It is declared once and used four times: it reads cells, it writes the headings,
drop-downs and tints of the template, it fills the handbook's table of rules, and
it feeds the tests.

Rule codes end in three digits. The first says what is wrong: 1 missing, 2 unreadable,
3 oddly written, 4 contradictory, 5 badly dated, 6 twice, 7 unlikely, 9 a mark that
stands for nothing, said once a column. In 1, 2, 3 and 9 the others are the column's
number on the form, wherever the column stands; 900 is about lines that are no
records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from xl_addin.reading import issues, kinds
from xl_addin.reading.cells import Rows, heading_row, table_of
from xl_addin.reading.conditions import When
from xl_addin.reading.evidence import Evidence
from xl_addin.reading.issues import (
    ERROR,
    SEVERITIES,
    WARNING,
    Breaches,
    Issue,
    RuleText,
    Severity,
)
from xl_addin.reading.kinds import Mask, Raw, Reading
from xl_addin.sheets.settings import Settings
from xl_addin.sheets.surplus import no_records

Kind = Literal[
    "text", "remark", "unit", "choice", "kinds", "date", "count", "money", "tonnes"
]


@dataclass(frozen=True)
class Context:
    """What reading a table depends on besides its cells.

    Where the day is not known, nothing is in the future and no payment overdue.
    """

    settings: Settings
    today: date | None

    @property
    def midnight(self) -> pd.Timestamp:
        """The day as rows compare it; a day not known is neither before nor after."""
        return pd.Timestamp(self.today) if self.today else pd.NaT  # type: ignore[return-value]


ALWAYS: Literal["always"] = "always"


@dataclass(frozen=True)
class Column:
    """One column: its number on the form, its key in Python, its heading on the sheet.

    Rule codes carry the number, so it stays the column's own: a new column takes one
    that no column had, wherever it is put. `source` is what its options rest on, where
    that is more than the form.
    """

    number: int
    key: str
    heading: str
    kind: Kind
    required: When | Literal["always"] | None = None
    options: tuple[str, ...] = ()
    group: str = ""
    width: float = 12
    hint: str = ""
    source: str = ""


Condition = Callable[[Evidence, Context], Mask]
"""What tells where a row is known to break a rule."""


@dataclass(frozen=True)
class Rule:
    """A named test of whole rows; `broken` is true only where it is known to fail.

    `source` is what the rule rests on, as the handbook says it.
    """

    code: str
    key: str
    severity: Severity
    message: str
    source: str
    broken: Condition


class Read(NamedTuple):
    """The typed rows of a table, and what is wrong with its cells."""

    rows: pd.DataFrame
    issues: pd.DataFrame


@dataclass(frozen=True)
class Schema:
    """The columns of the table on a sheet, and the rules that its rows obey.

    `numbered` is the key of the column that people fill in ahead, if there is one.
    A sheet `beside` A3 may lack a column, as one of an older version does: it is blank.
    """

    sheet: str
    prefix: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    numbered: str = ""
    beside: bool = False

    def table(self, rows: Rows) -> pd.DataFrame:
        """Return the raw cells of the table on the sheet; see `table_of` for errors.

        Required columns must be there, but on a sheet beside A3; others may be absent.
        """
        headings = [c.heading for c in self.columns]
        marker = self._unit.heading
        needed = [c.heading for c in self.columns if c.required]
        must = [marker] if self.beside else needed
        return table_of(rows, self.sheet, headings, marker=marker, required=must)

    def heading_row(self, rows: Rows) -> int | None:
        """Return the sheet's row number of the headings, or None."""
        headings = [column.heading for column in self.columns]
        return heading_row(rows, self._unit.heading, headings)

    @property
    def _unit(self) -> Column:
        """The column by whose heading the table is found, and whose line is a unit's."""
        return next(column for column in self.columns if column.kind == "unit")

    def read(self, table: pd.DataFrame, context: Context) -> Read:
        """Type the raw cells of `table` and list what is wrong with them.

        `rows` has a column per key, and `row` with the sheet's row number, which is
        its index as it is that of `table`. Lines that are no records, such as sums
        and signatures, are not among them and said once. Text is str or None, choices are categorical, days
        are datetime64, counts Int64, money Int64 in 分, weights Int64 in grams.
        What did not read is missing there, and rules about it are silent.
        `issues` is a frame with the columns of `Issue`, in the order of the sheet.
        """
        settings = context.settings
        surplus = self._surplus(table, settings)
        first = [self._surplus_issue(table[surplus])] if surplus.any() else []
        if first:
            table = table[~surplus]
        raws = {c.key: table[c.heading].to_numpy(dtype=object) for c in self.columns}
        readings = {c.key: _read(c, raws[c.key], settings) for c in self.columns}
        rows = pd.DataFrame({key: r.values for key, r in readings.items()}, copy=False)
        rows.index = table.index
        rows["row"] = table.index.to_numpy()
        findings = [
            *self._cell_findings(raws, readings),
            *self._row_findings(readings, rows, context),
        ]
        headings = [column.heading for column in self.columns]
        found = issues.collect(findings, self.sheet, headings, rows["row"].to_numpy())
        if first:
            found = pd.concat([found, issues.issues_frame(first)], ignore_index=True)
        return Read(rows, found)

    def heading(self, key: str) -> str:
        """Return the heading of the column `key`."""
        return self.columns[self._place(key)].heading

    def rule_texts(self) -> list[RuleText]:
        """Return every rule as the handbook lists it, in the order of the codes."""
        code, heading = f"{self.prefix}-900", self._unit.heading
        source = f"“{self.sheet}”表一行一条记录"
        said = RuleText(code, SEVERITIES[WARNING], heading, _no_record("…"), source)
        texts = [said]
        for column in self.columns:
            texts += self._column_rules(column)
        texts += [self._rule_text(rule) for rule in self.rules]
        return sorted(dict.fromkeys(texts))

    def _surplus(self, table: pd.DataFrame, settings: Settings) -> Mask:
        """Tell which lines are no records; those that name a unit are."""
        unit = self._unit
        reading = _read(unit, table[unit.heading].to_numpy(dtype=object), settings)
        surplus = reading.blank | reading.garbled
        if surplus.any():
            lines = table[surplus].to_numpy(dtype=object)
            ahead = self.heading(self.numbered) if self.numbered else ""
            surplus[surplus] = no_records(
                lines, [heading == ahead for heading in table]
            )
        return surplus

    def _surplus_issue(self, lines: pd.DataFrame) -> Issue:
        row, count = int(lines.index[0]), len(lines)
        return Issue(
            self.sheet,
            row,
            self._unit.heading,
            f"{self.prefix}-900",
            WARNING,
            _no_record(count),
        )

    def _rule_text(self, rule: Rule) -> RuleText:
        severity, heading = SEVERITIES[rule.severity], self.heading(rule.key)
        return RuleText(rule.code, severity, heading, rule.message, rule.source)

    def _column_rules(self, column: Column) -> Iterator[RuleText]:
        def text(group: int, severity: Severity, message: str, source: str) -> RuleText:
            code = self._code(group, column)
            where = column.heading
            return RuleText(code, SEVERITIES[severity], where, message, source)

        if column.required:
            source = f"“{self.sheet}”表的必填栏"
            yield text(1, ERROR, self._missing(column), source)
        said = issues.unreadable(column.kind, column.options, "…")
        source = f"“{self.sheet}”表本栏的填写要求"
        yield text(2, ERROR, said, column.source or source)
        if column.kind != "remark":
            said = issues.oddly_written("…", column.kind, "…")
            yield text(3, WARNING, said, source)
            yield text(9, WARNING, issues.placeholder("…", "…"), source)

    def _code(self, group: int, column: Column) -> str:
        return f"{self.prefix}-{group}{column.number:02d}"

    def _place(self, key: str) -> int:
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    def _missing(self, column: Column) -> str:
        because = ""
        if isinstance(column.required, When):
            other = self.heading(column.required.key)
            because = f"{column.required.sentence(other)}，"
        return f"{because}“{column.heading}”未填写，请补填。"

    def _cell_findings(
        self, raws: Mapping[str, Raw], readings: Mapping[str, Reading]
    ) -> Iterator[Breaches]:
        for at, column in enumerate(self.columns):
            reading, raw = readings[column.key], raws[column.key]
            missing = np.flatnonzero(_required(column, readings) & reading.blank)
            code, said = self._code(1, column), self._missing(column)
            yield Breaches(missing, at, code, ERROR, said)
            bad = np.flatnonzero(reading.garbled)
            lines = [
                issues.unreadable(column.kind, column.options, c) for c in raw[bad]
            ]
            yield Breaches(bad, at, self._code(2, column), ERROR, lines)
            odd = np.flatnonzero(reading.odd)
            lines = [
                issues.oddly_written(raw[n], column.kind, reading.values.iloc[n])
                for n in odd
            ]
            yield Breaches(odd, at, self._code(3, column), WARNING, lines)
            marked = np.flatnonzero(reading.placeholder)
            lines = [issues.placeholder(cell, len(marked)) for cell in raw[marked[:1]]]
            yield Breaches(marked[:1], at, self._code(9, column), WARNING, lines)

    def _row_findings(
        self, readings: Mapping[str, Reading], rows: pd.DataFrame, context: Context
    ) -> Iterator[Breaches]:
        for rule in self.rules:
            evidence = Evidence(rows, readings)
            broken = rule.broken(evidence, context) & ~evidence.silent
            at = self._place(rule.key)
            found = np.flatnonzero(broken)
            yield Breaches(found, at, rule.code, rule.severity, rule.message)


def _no_record(lines: int | str) -> str:
    return f"本行起有{lines}行只有编号或是合计、签名、说明，不作为记录；如是记录，请填写填报单位。"


def _read(column: Column, raw: Raw, settings: Settings) -> Reading:
    """Read the raw cells of a column as its kind says."""
    readers: dict[Kind, Callable[[], Reading]] = {
        "text": lambda: kinds.read_text(raw),
        "remark": lambda: kinds.read_remark(raw),
        "unit": lambda: kinds.read_choice(raw, settings.spellings()),
        "choice": lambda: kinds.read_choice(raw, {w: w for w in column.options}),
        "kinds": lambda: kinds.read_kinds(raw, column.options),
        "date": lambda: kinds.read_date(raw),
        "count": lambda: kinds.read_count(raw),
        "money": lambda: kinds.read_amount(raw, ("万元", "万")),
        "tonnes": lambda: kinds.read_amount(raw, ("吨",)),
    }
    return readers[column.kind]()


def _required(column: Column, readings: Mapping[str, Reading]) -> Mask:
    if isinstance(column.required, When):
        return column.required.met(readings[column.required.key].values)
    return np.full(len(readings[column.key].status), bool(column.required))
