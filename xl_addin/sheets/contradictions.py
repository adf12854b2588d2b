"""Where the cells of one row speak against each other, or are unlikely by themselves."""

from __future__ import annotations

import re

import numpy as np

from xl_addin.exact import MICRO
from xl_addin.reading import credit_code
from xl_addin.reading.evidence import Evidence
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.schema import Context
from xl_addin.sheets.settings import NO, YES

FINE = "罚款"
UNLICENSED = "无证照主体"

_OF_A_PENALTY = ("target", "kinds", "decision_doc", "decided_on", "fine_class", "collected_on")  # fmt: skip
_LOST = re.compile(r"[0-9]{15}000")
_DOCUMENT_NUMBER = re.compile(r"[〔\[（(【﹝]\d{4}[〕\]）)】﹞].*\d+\s*号$")


def lost_credit_code(row: Evidence, _: Context) -> Mask:
    """Tell where a code has the zeros that Excel puts behind fifteen digits."""
    return _credit_code(row, stored_as_number=True)


def bad_credit_code(row: Evidence, _: Context) -> Mask:
    """Tell where a code is invalid in any other way."""
    return _credit_code(row, stored_as_number=False)


def _credit_code(row: Evidence, *, stored_as_number: bool) -> Mask:
    codes, filled = row.rows["credit_code"].to_numpy(), row.filled("credit_code")
    bad = np.zeros(len(codes), dtype=np.bool_)
    bad[filled] = ~credit_code.are_valid(codes[filled])
    lost = [bool(_LOST.fullmatch(code)) for code in codes[bad]]
    bad[bad] = np.equal(np.array(lost, dtype=np.bool_), stored_as_number)
    return bad


def penalty_without_yes(row: Evidence, _: Context) -> Mask:
    """Tell where there is no penalty, and yet something of one."""
    some = row.above("fine") | row.above("collected")
    for key in _OF_A_PENALTY:
        some |= row.filled(key)
    return row.states("penalised", NO) & some


def fine_without_kind(row: Evidence, _: Context) -> Mask:
    """Tell where there is a fine, and 罚款 is not among the kinds."""
    return row.lacks("kinds", FINE) & (row.above("fine") | row.filled("fine_class"))


def fine_of_nothing(row: Evidence, _: Context) -> Mask:
    """Tell where 罚款 is among the kinds, and its amount is 0."""
    return row.has("kinds", FINE) & row.zero("fine")


def collected_too_much(row: Evidence, _: Context) -> Mask:
    """Tell where more was paid than levied."""
    return row.exceeds("collected", "fine")


def collected_without_fine(row: Evidence, _: Context) -> Mask:
    """Tell where money was paid, and nothing says that a fine was levied."""
    return row.above("collected") & row.lacks("kinds", FINE) & row.blank("fine")


def findings_without_hazmat(row: Evidence, _: Context) -> Mask:
    """Tell where there is no case of 打非, and yet something of one."""
    some = row.above("hazmat_tonnes") | row.above("detained")
    return row.states("hazmat", NO) & (some | row.states("transferred", YES))


def detained_without_transfer(row: Evidence, _: Context) -> Mask:
    """Tell where persons were detained in a case that the police does not have."""
    return row.states("transferred", NO) & row.above("detained")


def more_major_than_found(row: Evidence, _: Context) -> Mask:
    """Tell where there are more major hazards than violations."""
    return row.exceeds("major_hazards", "violations")


def more_mended_than_found(row: Evidence, _: Context) -> Mask:
    """Tell where more was mended than found."""
    return row.exceeds("rectified", "violations")


def code_without_licence(row: Evidence, _: Context) -> Mask:
    """Tell where somebody without any licence has a code."""
    return row.states("entity_kind", UNLICENSED) & row.filled("credit_code")


def day_without_money(row: Evidence, _: Context) -> Mask:
    """Tell where there is a day of payment, and nothing was paid."""
    nothing = row.zero("collected") | row.blank("collected")
    return row.filled("collected_on") & nothing


def only_in_annex_2(row: Evidence, _: Context) -> Mask:
    """Tell where the fine of a case of 打非 has no decision that annex 1 could count."""
    undecided = row.blank("decision_doc") | row.blank("decided_on")
    case = row.states("hazmat", YES) & row.filled("filed_on")
    return case & row.above("fine") & undecided


def fine_high(row: Evidence, context: Context) -> Mask:
    """Tell where a fine is so high that it may be meant in 元."""
    return row.above("fine", context.settings.fine_high * MICRO)


def fine_low(row: Evidence, context: Context) -> Mask:
    """Tell where a fine is so low that its measure may be wrong."""
    return row.below("fine", context.settings.fine_low * MICRO) & row.above("fine")


def odd_decision_doc(row: Evidence, _: Context) -> Mask:
    """Tell where the number of a decision has no year in brackets or does not end in 号."""
    numbers, filled = row.rows["decision_doc"].to_numpy(), row.filled("decision_doc")
    odd = np.zeros(len(numbers), dtype=np.bool_)
    odd[filled] = [not _DOCUMENT_NUMBER.search(text) for text in numbers[filled]]
    return odd
