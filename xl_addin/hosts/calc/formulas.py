"""Formulas in Excel's words, and in those that LibreOffice takes in whole blocks.

    =IF('2021'!A1>1,"大","小")    Excel
    =IF($'2021'.A1>1;"大";"小")   LibreOffice

LibreOffice translates, at two calls a formula. Most formulas of a column differ in
nothing but constants and cells of their own sheet, which both write alike, and then
one translation serves them all.
"""

# ruff: noqa: ANN401 - UNO has no types

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from operator import add
from typing import Any

from xl_addin.hosts.calc.uno_api import struct

_EXCEL, _CALC = 3, 0  # grammars; among Excel's, 3 is the one with commas
_BLANK = '"?"'
_ALIKE = re.compile(
    r"""
    (?P<sheet>'(?:[^']|'')*')
    | "(?:[^"]|"")*"
    | (?<![\w.$:!])
      (?: \d+(?:\.\d+)?(?:E[+-]?\d+)?
        | \$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?
        | \#[A-Z]+(?:/[A0])?[!?]?
      )
      (?![\w.:!(])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A text, number, cell, range or error; or the name of a sheet, to be left alone."""


class Formulas:
    """What translates the formulas of one workbook, both ways."""

    def __init__(self, document: Any) -> None:
        excel, calc = (_parser(document, grammar) for grammar in (_EXCEL, _CALC))
        self._to_calc = cache(lambda skeleton: _in_words(skeleton, excel, calc))
        self._to_excel = cache(lambda skeleton: _in_words(skeleton, calc, excel))

    def for_calc(self, formula: str) -> str:
        """Return a formula of Excel in LibreOffice's words."""
        return _translated(formula, self._to_calc)

    def for_excel(self, formula: str) -> str:
        """Return a formula of LibreOffice in Excel's words, {=A1:A2*2} as =A1:A2*2."""
        if formula.startswith("{"):
            formula = formula[1:-1]
        return _translated(formula, self._to_excel)


def _parser(document: Any, grammar: int) -> Any:
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish, parser.FormulaConvention = True, grammar
    return parser


def _in_words(formula: str, known: Any, wanted: Any) -> str:
    origin = struct("table.CellAddress")
    tokens = known.parseFormula(formula.removeprefix("="), origin)
    return f"={wanted.printFormula(tokens, origin)}"


def _translated(formula: str, translate: Callable[[str], str]) -> str:
    """Translate a formula without what is written alike, and put that in again."""
    taken: list[str] = []

    def take(found: re.Match[str]) -> str:
        if found["sheet"]:
            return found[0]
        taken.append(found[0])
        return _BLANK

    parts = translate(_ALIKE.sub(take, formula)).split(_BLANK)
    if len(parts) != len(taken) + 1:  # not understood so: {1,-2} takes no texts
        return translate(formula)
    return "".join(map(add, parts, [*taken, ""]))
