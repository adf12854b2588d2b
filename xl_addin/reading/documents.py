"""Numbers of documents (文书号, 文号): one cell holds one of them."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from xl_addin.reading.kinds import Mask

_YEAR = re.compile(r"[(〔\[【﹝{（［｛]\s*(?:19|20)\d\d\s*[)〕\]】﹞}）］｝]")
_SERIAL = re.compile(r"\d\s*号")


def several_in_one(numbers: pd.Series) -> Mask:
    """Tell which cells hold the numbers of more than one document.

    A number has one year in brackets and one serial number before 号.

    >>> several_in_one(pd.Series(["（鹿）应急罚〔2021〕1号、2号", "（鹿）应急罚〔2021〕1号", None]))
    array([ True, False, False])
    """
    said = (isinstance(number, str) and _holds_several(number) for number in numbers)
    return np.fromiter(said, dtype=np.bool_, count=len(numbers))


def _holds_several(number: str) -> bool:
    """Look closely only where there may be two: it is asked of every row."""
    if number.count("号") > 1 and len(_SERIAL.findall(number)) > 1:
        return True
    years = number.count("19") + number.count("20")
    return years > 1 and len(_YEAR.findall(number)) > 1
