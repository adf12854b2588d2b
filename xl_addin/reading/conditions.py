"""Conditions on the cells of a row: in Python, in Excel's language and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from xl_addin.reading.kinds import Mask


@dataclass(frozen=True)
class When:
    """A condition on another cell of the row; it is false where that cell is unread."""

    key: str
    test: Literal["is", "is not", "has", "above 0"]
    word: str = ""

    def holds(self, rows: pd.DataFrame) -> Mask:
        """Tell for each row whether the condition is known to hold."""
        return self.met(rows[self.key])

    def met(self, cells: pd.Series) -> Mask:
        """Tell for each of the other cells whether it is known to meet the condition."""
        match self.test:
            case "is":
                return np.asarray(cells.array == self.word)
            case "is not":
                return np.asarray(cells.notna().array & (cells.array != self.word))
            case "has":
                return has_word(cells, self.word)
            case "above 0":
                return known(cells > 0)

    def formula(self, address: str) -> str:
        """Return the same condition on the cell `address` as an Excel formula."""
        match self.test:
            case "is":
                return f'{address}="{self.word}"'
            case "is not":
                return f'AND({address}<>"",{address}<>"{self.word}")'
            case "has":
                return f'ISNUMBER(SEARCH("{self.word}",{address}))'
            case "above 0":
                return f"N({address})>0"

    def sentence(self, heading: str) -> str:
        """Return the condition in words, `heading` naming the other cell."""
        said = {
            "is": f"为“{self.word}”",
            "is not": f"不为“{self.word}”",
            "has": f"含“{self.word}”",
            "above 0": "大于0",
        }
        return f"“{heading}”{said[self.test]}"


def known(mask: pd.Series) -> Mask:
    """Return a mask as booleans, false where it is unknown."""
    return mask.fillna(value=False).to_numpy(dtype=np.bool_)


def has_word(cells: pd.Series, word: str) -> Mask:
    """Tell where a categorical column of words joined by 、 has `word`."""
    hit = [word in str(joined).split("、") for joined in cells.cat.categories]
    return np.array([*hit, False])[cells.cat.codes.to_numpy()]
