"""What the cells of a table are known to hold, as a rule asks for it.

A cell that did not read is missing from the typed rows like a blank one, and yet
nobody knows that it is blank. So a rule does not look at missing values: it asks,
and whatever it asks is false where it is not known. That a cell is blank is known
only where nothing stands in it; a rule that asks this is silent wherever such a
cell is garbled, without having to say so itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xl_addin.reading.conditions import has_word
from xl_addin.reading.kinds import Mask, Reading


@dataclass(frozen=True)
class Evidence:
    """The typed rows of a table, how their cells read, and what one rule asked.

    `asked` are the keys of the columns whose blanks the rule asked for.
    """

    rows: pd.DataFrame
    readings: Mapping[str, Reading]
    asked: set[str] = field(default_factory=set)

    def filled(self, key: str) -> Mask:
        """Tell where a cell was read."""
        return self.readings[key].read

    def blank(self, key: str) -> Mask:
        """Tell where nothing was read; the rule is silent where the cell is garbled."""
        self.asked.add(key)
        return ~self.readings[key].read

    @property
    def silent(self) -> Mask:
        """Where the rule cannot know, because a cell that it asked about is garbled."""
        unknown = np.zeros(len(self.rows), dtype=np.bool_)
        for key in self.asked:
            unknown |= self.readings[key].garbled
        return unknown

    def states(self, key: str, word: str) -> Mask:
        """Tell where a choice is `word`."""
        return np.asarray(self._cells(key) == word)

    def has(self, key: str, word: str) -> Mask:
        """Tell where `word` is among the words of a cell."""
        return has_word(self.readings[key].values, word)

    def lacks(self, key: str, word: str) -> Mask:
        """Tell where a cell has words, and `word` is not among them."""
        return self.filled(key) & ~self.has(key, word)

    def above(self, key: str, limit: float = 0) -> Mask:
        """Tell where a number is above `limit`."""
        return self.filled(key) & (self._numbers(key) > limit)

    def below(self, key: str, limit: float) -> Mask:
        """Tell where a number is below `limit`."""
        return self.filled(key) & (self._numbers(key) < limit)

    def zero(self, key: str) -> Mask:
        """Tell where a number is 0."""
        return self.filled(key) & np.equal(self._numbers(key), 0)

    def exceeds(self, key: str, other: str) -> Mask:
        """Tell where the number `key` is above the number `other` of the row."""
        both = self.filled(key) & self.filled(other)
        return both & (self._numbers(key) > self._numbers(other))

    def before(self, key: str, other: str) -> Mask:
        """Tell where the day `key` comes before the day `other` of the row."""
        early: Mask = np.asarray(self._cells(key) < self._cells(other))
        return early

    def days(self, key: str) -> Any:  # noqa: ANN401  an array of days, for arithmetic
        """Return the days of a column; those unknown are neither before nor after."""
        return self._cells(key)

    def _cells(self, key: str) -> Any:  # noqa: ANN401  each kind has its own array
        return self.readings[key].values.array

    def _numbers(self, key: str) -> npt.NDArray[np.int64]:
        cells = self._cells(key).to_numpy(dtype=np.int64, na_value=0)
        return np.asarray(cells, dtype=np.int64)
