"""A figure as text is what its cell shows, wherever it is written."""

import numpy as np
import pytest

from xl_addin.look.theme import printed


@pytest.mark.parametrize(
    ("value", "number", "text"),
    [
        (2.5, "0", "3"),
        (0.5, "0", "1"),
        (2.4999, "0", "2"),
        (1.005, "0.00", "1.01"),
        (0.125, "0.00", "0.13"),
        (38.1, "0.00", "38.10"),
        (100.0, "General", "100"),
        (42.5, "General", "42.5"),
        (299.74, "General", "299.74"),
        (7, "@", "7"),
        ("鹿城区", "0", "鹿城区"),
        (float("nan"), "0", ""),
        (np.nan, "General", ""),
        (None, "0.00", ""),
    ],
)
def test_a_half_is_rounded_away_from_zero_and_what_is_unknown_is_blank(
    value: object, number: str, text: str
) -> None:
    assert printed(value, number) == text
