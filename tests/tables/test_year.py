"""年终考核 by the rules of annexes 1 and 2, over all the months that are known."""

from datetime import date

import pandas as pd
import pytest

from xl_addin.month.summary import Summary
from xl_addin.period import Month, Period
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, annex2, year

OF_ANNEX_1 = (
    "penalty_rate",
    "penalty_rank",
    "fines",
    "nonaccident",
    "nonaccident_rank",
    "nonaccident_share",
    "nonaccident_share_rank",
    "collection_rate",
    "collection_rank",
)


@pytest.fixture(scope="module")
def lines(example: Summary) -> pd.DataFrame:
    """Return the year to February 2021, by unit."""
    total, missing = example.past.over(example.period.months, example.period.as_of)
    assert missing == []
    assert total is not None
    return year.build(total, Settings()).set_index("unit")


def test_units_stand_in_the_order_of_annex_1(lines: pd.DataFrame) -> None:
    assert lines.index.tolist() == Settings().in_order(1)
    assert ["unit", *lines] == [field.name for field in year.SHEET.fields]


@pytest.mark.parametrize("figure", OF_ANNEX_1)
def test_two_months_are_the_published_annex_1(
    figure: str, lines: pd.DataFrame, example: Summary
) -> None:
    published = example.annex1.set_index("unit")[figure]
    assert lines[figure].fillna(-1).tolist() == published.fillna(-1).tolist()


@pytest.mark.parametrize(
    ("figure", "of_annex_2"),
    [("cases", "cases"), ("hazmat_fines", "fines"), ("hazmat_rank", "rank")],
)
def test_two_months_are_the_published_annex_2(
    figure: str, of_annex_2: str, lines: pd.DataFrame, example: Summary
) -> None:
    published = example.annex2.set_index("unit")[of_annex_2]
    assert lines[figure].to_dict() == published.to_dict()


@pytest.mark.parametrize(
    ("unit", "figures"),
    [
        ("乐清市", (38.10, 5, 89.64, 1, 3, 13.1, 5)),
        ("龙港市", (7.69, 10, 4.8, 7, 0, 0, 8)),
        ("浙南产业集聚区", (None, None, None, None, 1, 5.1, 7)),
    ],
)
def test_a_line_is_that_of_the_notice(
    unit: str, figures: tuple[float | None, ...], lines: pd.DataFrame
) -> None:
    keys = ["penalty_rate", "penalty_rank", "nonaccident", "nonaccident_rank", "cases", "hazmat_fines", "hazmat_rank"]  # fmt: skip
    line = lines.loc[unit, keys]
    assert tuple(None if pd.isna(cell) else cell for cell in line) == figures


def test_inspections_and_penalties_are_shown_beside_their_rate(
    lines: pd.DataFrame,
) -> None:
    assert (lines["inspections"].sum(), lines["penalties"].sum()) == (248, 87)
    assert lines.loc["文成县", ["inspections", "penalties"]].tolist() == [0, 0]


def test_the_line_of_all_units_has_the_citys_figures_and_no_ranks(
    example: Summary,
) -> None:
    (line,) = year.total_line(example.totals).to_dict("records")

    ranks = {key: cell for key, cell in line.items() if key.endswith("rank")}
    assert len(ranks) == 5
    assert all(pd.isna(cell) for cell in ranks.values())
    assert {key: cell for key, cell in line.items() if key not in ranks} == {
        "unit": "合计",
        "inspections": 248,
        "penalties": 87,
        "penalty_rate": 35.08,
        "fines": 299.74,
        "nonaccident": 299.74,
        "nonaccident_share": 100,
        "collection_rate": 100,
        "cases": 21,
        "hazmat_fines": 140.91,
    }


def test_ranks_are_of_the_year_and_not_of_its_months() -> None:
    """Fines of 3 and 1, then 1 and 4万元: second in January, first in the year."""
    totals = pd.DataFrame(0, index=Settings().in_order(1), columns=["inspections", "penalties", "fines", "nonaccident", "collected", "suspended", "cases", "tonnes", "hazmat_fines", "transferred", "detained"])  # fmt: skip
    january, february = totals.copy(), totals.copy()
    money = ["fines", "nonaccident", "collected"]
    january.loc[["鹿城区", "龙湾区"], ["inspections", "penalties"]] = 1
    january.loc["鹿城区", money] = 3_000_000
    january.loc["龙湾区", money] = 1_000_000
    february.loc["鹿城区", money] = 1_000_000
    february.loc["龙湾区", money] = 4_000_000
    found = year.build(january + february, Settings()).set_index("unit")
    ranked = found.loc[["鹿城区", "龙湾区"], ["nonaccident", "nonaccident_rank"]]
    assert ranked.to_numpy().tolist() == [[4.0, 2], [5.0, 1]]


def test_the_note_names_the_months_that_are_missing() -> None:
    april = Period(Month(2021, 4), Month(2021, 4), date(2021, 4, 30))
    assert year.sheet_of(None, []) == year.SHEET
    assert year.sheet_of(april, []).note == year.SHEET.note
    found = year.sheet_of(april, [Month(2021, 1), Month(2021, 3)])
    assert found.title.startswith("2021年1-4月")
    assert found.note.endswith(
        "缺1月、3月数据（A3和“历史”表中都没有），累计数不含这些月份。"
    )
    assert found.note.startswith(year.SHEET.note)
    assert found.fields == year.SHEET.fields


def test_its_headings_are_those_of_the_annexes() -> None:
    words = {"".join(field.heading.split()) for field in year.SHEET.fields}
    ours = {"".join(f.heading.split()) for s in (annex1, annex2) for f in s.SHEET.fields}  # fmt: skip
    assert {
        "非事故类罚款额（万元）",
        "检查处罚率（%）",
        "收缴率（%）",
        "排序",
    } <= words & ours
