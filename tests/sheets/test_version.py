"""The mark of a workbook's version, and what is said of it."""

from pathlib import Path

import pytest

from xl_addin.hosts.file.reader import read_sheets
from xl_addin.sheets.version import FIRST, KEY, PRESENT, TAB, advice, version_of


@pytest.mark.parametrize("mark", ["", None, "新版", "0.2.0beta", "1,2"])
def test_a_mark_that_is_no_version_counts_as_none(mark: object) -> None:
    assert version_of([[KEY, mark]]) == FIRST


def test_ten_comes_after_nine() -> None:
    assert "旧版（0.1.9）" in advice("0.1.9")
    assert "新版（0.10.0）" in advice("0.10.0")


def test_the_present_version_asks_for_nothing() -> None:
    assert advice(PRESENT) == ""


def test_the_template_bears_the_version_of_the_program() -> None:
    sheets = read_sheets(Path("workbook_template.xlsm"), (TAB,))

    assert version_of(sheets[TAB]) == PRESENT
