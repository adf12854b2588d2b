"""Numbers of documents (文书号, 文号): when two spellings mean the same document."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from xl_addin.reading.kinds import Mask

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS = str.maketrans("〔[【﹝{（［｛", "((((((((") | str.maketrans("〕]】﹞}）］｝", "))))))))")  # fmt: skip
_IGNORED = re.compile(r"[\s第]+")
_SERIAL_ZEROS = re.compile(r"(?<=\D)0+(?=\d+号?$)")
_YEAR = re.compile(r"[(〔\[【﹝{（［｛]\s*(?:19|20)\d\d\s*[)〕\]】﹞}）］｝]")
_SERIAL = re.compile(r"\d\s*号")


def document_key(number: str) -> str:
    """Return what makes two numbers the same document's.

    White space, the width of signs, the kind of brackets, 第 and zeros in front of the
    serial number do not tell documents apart.

    >>> document_key("（鹿）应急罚〔２０２１〕第 001 号") == document_key("(鹿)应急罚[2021]1号")
    True
    """
    text = _IGNORED.sub("", number.translate(_BRACKETS).translate(_WIDE))
    return _SERIAL_ZEROS.sub("", text)


def document_keys(numbers: pd.Series) -> pd.Series:
    """Return the key of each number of a column of text, None where there is none."""
    keys = {number: document_key(number) for number in numbers.dropna().unique()}
    return numbers.map(keys).astype(object).where(numbers.notna(), None)


def several_in_one(numbers: pd.Series) -> Mask:
    """Tell which cells hold the numbers of more than one document.

    >>> several_in_one(pd.Series(["（鹿）应急罚〔2021〕1号、2号", "（鹿）应急罚〔2021〕1号", None]))
    array([ True, False, False])
    """
    said = (isinstance(number, str) and _holds_several(number) for number in numbers)
    return np.fromiter(said, dtype=np.bool_, count=len(numbers))


def _holds_several(number: str) -> bool:
    return len(_SERIAL.findall(number)) > 1 or len(_YEAR.findall(number)) > 1
