"""The A3 table of a range: read once under its content, whatever the host hands over."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

import udfs
from udfs import records
from xl_addin.sheets.schema import Schema

Cells = list[list[Any]]
MONTHS = ("2021-01", "2021-02")
TABLES = ("A3_ANNEX1", "A3_ANNEX2", "A3_QUALITY", "A3_FACTS", "A3_LEFT_OUT")
LISTS = ("A3_ISSUES", "A3_STATUS")


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that fills with each table found and each check made."""
    done: list[str] = []
    for name in ("table", "read"):
        own = getattr(Schema, name)

        def noted(*given: Any, name: str = name, own: Any = own) -> Any:
            done.append(name)
            return own(*given)

        monkeypatch.setattr(Schema, name, noted)
    return done


def ask_all(call: Any, sheet: Cells, *today: Any) -> list[Any]:
    tables = [call(name, sheet, *MONTHS) for name in TABLES]
    lists = [call(name, sheet, None, *today) for name in LISTS]
    return [*tables, *lists, call("A3_VALUE", sheet, "全市", "检查处罚率", *MONTHS)]


def test_all_eight_functions_on_a_range_read_it_once(
    call: Any, example_sheet: Cells, work: list[str]
) -> None:
    first = ask_all(call, example_sheet)
    assert work == ["table", "read"]
    assert ask_all(call, example_sheet) == first
    assert work == ["table", "read"]


def test_another_day_is_another_check_of_the_same_table(
    call: Any, example_sheet: Cells, work: list[str]
) -> None:
    ask_all(call, example_sheet, date(2021, 3, 10))
    assert work == ["table", "read", "read"]


def test_a_changed_cell_is_another_table(
    call: Any, good_row: Any, sheet_of: Any, work: list[str]
) -> None:
    for fine in (2, 3, 2):
        sheet = sheet_of(good_row(fine=fine, collected=None, collected_on=None))
        assert call("A3_ANNEX1", sheet, *MONTHS)[1][1] == fine
    assert work.count("table") == 2


@pytest.mark.parametrize("other", [True, "1", -1.0, -2.0])
def test_one_true_and_text_are_not_taken_for_each_other(
    other: Any, good_row: Any, sheet_of: Any
) -> None:
    one = sheet_of(good_row(violations=1.0, major_hazards=0, rectified=1))
    another = sheet_of(good_row(violations=other, major_hazards=0, rectified=1))
    apart = udfs.A3_ISSUES(another)
    assert udfs.A3_ISSUES(one) == [apart[0]]
    assert udfs.A3_ISSUES(another) == apart
    assert len(records.kept) == 2


def test_only_so_many_cells_are_kept(
    monkeypatch: pytest.MonkeyPatch, good_row: Any, sheet_of: Any
) -> None:
    monkeypatch.setattr(records, "MOST_CELLS", 200)  # three tables of 66 cells
    for number in (1, 2, 3, 1, 4):
        udfs.A3_STATUS(sheet_of(good_row(number)))
    kept = [known.table["记录编号"].iloc[0][-1] for known in records.kept]
    assert kept == ["3", "1", "4"]


def test_a_range_too_large_is_not_kept_and_drives_no_other_out(
    monkeypatch: pytest.MonkeyPatch, good_row: Any, sheet_of: Any
) -> None:
    monkeypatch.setattr(records, "MOST_CELLS", 70)  # a table of two rows is 66 cells
    small = udfs.A3_STATUS(sheet_of(good_row(1)))
    large = udfs.A3_STATUS(sheet_of(good_row(1), good_row(2)))
    assert (len(small), len(large)) == (2, 3)
    assert [len(known.cells) for known in records.kept] == [2]


def test_cells_changed_in_the_callers_own_list_are_another_table(
    good_row: Any, sheet_of: Any
) -> None:
    sheet = sheet_of(good_row(fine=2, collected=None, collected_on=None))
    assert udfs.A3_ANNEX1(sheet, *MONTHS)[1][1] == 2
    sheet[1][sheet[0].index("罚款金额（万元）")] = 5
    assert udfs.A3_ANNEX1(sheet, *MONTHS)[1][1] == 5
    assert udfs.A3_ANNEX1([list(row) for row in sheet], *MONTHS)[1][1] == 5


@pytest.mark.parametrize("name", [*TABLES, *LISTS])
def test_nobody_can_change_a_result_for_the_next_caller(
    name: str, good_row: Any, sheet_of: Any
) -> None:
    arguments = (sheet_of(good_row(plan=None)), *(MONTHS if name in TABLES else ()))
    found = getattr(udfs, name)(*arguments)
    before = [list(line) for line in found]
    for line in found:
        line.clear()
    assert getattr(udfs, name)(*arguments) == before


def test_a_cell_that_is_not_a_number_is_a_blank_and_read_once(
    good_row: Any, sheet_of: Any, work: list[str]
) -> None:
    blank = udfs.A3_STATUS(sheet_of(good_row(plan=None)))
    for _ in range(3):
        assert udfs.A3_STATUS(sheet_of(good_row(plan=float("nan")))) == blank
    assert work == ["table", "read"]
    assert len(records.kept) == 1


def test_blank_rows_at_the_end_are_not_read_and_are_answered_blank(
    call: Any, good_row: Any, sheet_of: Any, work: list[str]
) -> None:
    sheet = sheet_of(good_row(1), good_row(2, plan=None))
    below = [[None] * len(sheet[0]), [""] * len(sheet[0])] * 50
    annex, status = call("A3_ANNEX1", sheet, *MONTHS), call("A3_STATUS", sheet)
    assert call("A3_ANNEX1", [*sheet, *below], *MONTHS) == annex
    assert call("A3_STATUS", [*sheet, *below]) == [*status, *[[""]] * 100]
    assert call("A3_STATUS", sheet) == status
    assert work.count("table") == 1


def test_only_so_many_results_are_kept(
    monkeypatch: pytest.MonkeyPatch, example_sheet: Cells
) -> None:
    monkeypatch.setattr(records, "MOST_RESULTS", 4)
    for year in range(2000, 2012):
        udfs.A3_ANNEX1(example_sheet, f"{year}-01", f"{year}-01")
        assert 1 <= len(records.kept[0].made) <= 5


def test_the_same_cells_give_the_same_answer_and_stay_as_they_are(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    sheet, before = (
        [sheet_of(good_row(1), good_row(2, plan=None)) for _ in range(2)]
    )  # fmt: skip
    first = ask_all(call, sheet, "2021-03-10")
    records.kept.clear()
    assert ask_all(call, sheet, "2021-03-10") == first
    assert sheet == before


@pytest.mark.parametrize("nothing", [None, "", -2147352572, 0])
def test_an_argument_left_out_is_the_default_however_the_host_says_so(
    nothing: Any, call: Any, good_row: Any, sheet_of: Any
) -> None:
    """LibreOffice hands over 0 for what is left out between two commas."""
    sheet = sheet_of(good_row(1), good_row(2, closed_on=date(2030, 1, 1)))
    annex = call("A3_ANNEX1", sheet, *MONTHS)
    assert call("A3_ANNEX1", sheet, *MONTHS, nothing, nothing) == annex
    assert len(call("A3_ISSUES", sheet, nothing, nothing)) == 1
    assert len(call("A3_ISSUES", sheet, nothing, "2021-03-10")) == 2


def test_cells_of_excel_read_like_those_of_a_file(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    """A currency cell is a Decimal there, a day a moment with a time zone."""
    row = good_row(fine=Decimal("1.5"), filed_on=datetime(2021, 1, 6, tzinfo=UTC))
    assert call("A3_STATUS", sheet_of(row))[1] == ["完整"]
    assert call("A3_ANNEX1", sheet_of(row), *MONTHS)[1][1] == 1.5


def test_an_error_value_in_a_cell_is_an_issue_of_this_cell(
    call: Any, good_row: Any, sheet_of: Any
) -> None:
    found = call("A3_ISSUES", sheet_of(good_row(fine=-2146826246)))
    said = "“#N/A”不是大于或等于0的金额，请改填以万元为单位的数字。"
    assert [line[3:] for line in found[1:]] == [
        ["罚款金额（万元）", "错误", "A3-223", said]
    ]


@pytest.mark.parametrize("nonsense", [None, "胡说", 7, [["甲", "乙"], [1, 2]]])
def test_a_range_without_headings_is_refused(nonsense: Any, cell: Any) -> None:
    said = "#参数“A3表”无效：区域中应有含“填报单位”的标题行，如 A3All"
    assert cell("A3_STATUS", nonsense) == said
    assert cell("A3_ANNEX1", nonsense, *MONTHS) == said


def test_a_missing_column_is_named(cell: Any, example_sheet: Cells) -> None:
    without = [[*row[:2], *row[3:]] for row in example_sheet]
    assert "缺少“检查日期”列" in cell("A3_STATUS", without)
