"""通报, 问题单位, 历史 and 年终考核 in the finished workbook of the example."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xl_addin.hosts.file.reader import read_sheets
from xl_addin.month.summary import Summary
from xl_addin.reading.cells import Rows
from xl_addin.workbook.build import finished
from xl_addin.workbook.content import SHEETS, of_summary

OWN = "今年以来，全市执法力度保持平稳。"


def cells(path: Path, tab: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return list(book[tab].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def edited(
    summary: Summary,
    month_file: Path,
    example_sheets: Mapping[str, Rows],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Return the month made again after its opening paragraph was rewritten."""
    rows = [list(row) for row in read_sheets(month_file, ["通报"])["通报"]]
    line = next(row for row in rows if row[5] == "opening")
    line[2] = OWN
    path = tmp_path_factory.mktemp("edited") / "month.xlsm"
    path.write_bytes(finished(of_summary(summary, {**example_sheets, "通报": rows})))
    return path


def test_a_paragraph_stands_on_a_line_with_the_text_in_force(month_file: Path) -> None:
    lines = {row[5]: row for row in cells(month_file, "通报")[3:]}

    assert lines["date"][:4] == ("日期", "2021年3月10日", None, "2021年3月10日")
    assert lines["heading-1"][1] == lines["heading-1"][3] == "一、基本情况"


def test_the_text_in_force_follows_what_is_typed(month_file: Path) -> None:
    sheet = openpyxl.load_workbook(month_file)["通报"]

    dropped = 'SUBSTITUTE(SUBSTITUTE(CLEAN(C4)," ",""),"　","")'
    dropped = f'SUBSTITUTE(SUBSTITUTE({dropped},"(","（"),")","）")'
    assert sheet["D4"].value == (
        f'=IF(OR(B4="",{dropped}="（删除）"),"",IF(TRIM(C4)="",B4,C4))'
    )


def test_keys_and_bases_are_hidden_and_nothing_else(month_file: Path) -> None:
    widths = openpyxl.load_workbook(month_file)["通报"].column_dimensions

    assert [c for c in "ABCDEFGHI" if widths[c].hidden] == ["F"]  # stands for F to I
    assert (widths["F"].min, widths["F"].max) == (6, 9)


def test_the_statisticians_text_is_kept_and_in_force(edited: Path) -> None:
    lines = {row[5]: row for row in cells(edited, "通报")[3:]}

    assert lines["opening"][2:5] == (OWN, OWN, "已改写")


def test_a_text_of_ones_own_that_looks_like_a_formula_is_text(
    summary: Summary, month_file: Path, example_sheets: Mapping[str, Rows]
) -> None:
    rows = [list(row) for row in read_sheets(month_file, ["通报"])["通报"]]
    next(row for row in rows if row[5] == "opening")[2] = "=1+1"
    path = month_file.with_name("formula.xlsm")
    path.write_bytes(finished(of_summary(summary, {**example_sheets, "通报": rows})))

    sheet = openpyxl.load_workbook(path)["通报"]
    line = next(row for row in sheet.iter_rows() if row[5].value == "opening")
    assert (line[2].value, line[2].data_type) == ("=1+1", "s")


def test_each_month_is_entered_once_however_often_it_is_made(
    summary: Summary, month_file: Path, example_sheets: Mapping[str, Rows]
) -> None:
    again = {**example_sheets, **read_sheets(month_file, ["历史"])}
    once = of_summary(summary, example_sheets).history
    twice = of_summary(summary, again).history

    assert once is not None
    assert twice is not None
    assert len(once) == len(twice) == 26  # two months of thirteen units


def test_the_months_of_the_year_add_up_to_the_annexes(month_file: Path) -> None:
    months = cells(month_file, "历史")[3:]
    year = {row[0]: row for row in cells(month_file, "年终考核")[3:]}
    annex = {row[0]: row for row in cells(month_file, "附件1")[3:]}

    for unit, line in annex.items():
        assert year[unit][5] == line[1]
        assert sum(m[4] for m in months if m[1] == unit) == pytest.approx(line[1] or 0)


def test_a_month_can_be_made_from_the_finished_workbook(
    month_file: Path, example_sheets: Mapping[str, Rows]
) -> None:
    again = read_sheets(month_file, SHEETS)

    assert set(again) == {*example_sheets, "参数", "历史", "通报"}


def test_units_with_problems_are_named_whatever_the_text_says(month_file: Path) -> None:
    named = {(row[0], row[1]) for row in cells(month_file, "问题单位")[3:]}

    assert {u for u, problem in named if problem == "零上报"} == {
        "文成县",
        "平阳县",
        "浙南产业集聚区",
    }
