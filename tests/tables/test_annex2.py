"""附件2 in every cell as published; nothing in it is blank."""

from typing import Any

import pandas as pd

from xl_addin.month.summary import Summary
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex2

Lines = list[tuple[Any, ...]]
KEYS = ("cases", "tonnes", "hazmat_fines", "transferred", "detained")


def cells(frame: pd.DataFrame) -> Lines:
    blank = frame.astype(object).where(frame.notna(), None)
    return [tuple(line) for line in blank.to_numpy().tolist()]


def test_annex_2_is_the_published_table(
    example: Summary, published_numbers: tuple[Lines, Lines]
) -> None:
    assert cells(example.annex2) == published_numbers[1]


def test_the_headings_are_those_of_the_notice() -> None:
    words = ["".join(field.heading.split()) for field in annex2.SHEET.fields]
    assert words == [
        "地区", "案件数", "查获危化品（吨）", "处罚金额（万元）", "排序",
        "移送公安案件数", "刑事强制措施（人）",
    ]  # fmt: skip


def test_the_line_of_the_city_has_no_rank(example: Summary) -> None:
    """21 cases, 92.99 t and 140.91万元 are the sums of the published lines."""
    (line,) = cells(annex2.total_line(example.totals))
    assert line == ("合计", 21, 92.99, 140.91, None, 2, 6)


def test_an_idle_city_is_all_zeros_and_all_first() -> None:
    totals = pd.DataFrame(0, index=Settings().in_order(1), columns=list(KEYS))
    found = annex2.build(totals, Settings())
    assert {line[1:] for line in cells(found)} == {(0, 0, 0, 1, 0, 0)}


def test_ranks_follow_the_fines_and_not_the_cases() -> None:
    totals = pd.DataFrame(0, index=Settings().in_order(1), columns=list(KEYS))
    totals.loc["鹿城区", ["cases", "hazmat_fines"]] = [1, 2_000_000]
    totals.loc["龙港市", ["cases", "hazmat_fines"]] = [9, 1_000_000]
    ranks = annex2.build(totals, Settings()).set_index("unit")["rank"]
    assert (ranks["鹿城区"], ranks["龙港市"], ranks["苍南县"]) == (1, 2, 3)
