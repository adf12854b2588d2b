"""试算 and 函数说明 as they are saved: what can be seen before anything computes."""

import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xl_addin.month.summary import Summary
from xl_addin.reading.cells import Rows
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import ALWAYS
from xl_addin.workbook import function_guide, names, trial, wrappers
from xl_addin.workbook.build import finished
from xl_addin.workbook.content import of_summary


def opened(path: Path, *, values: bool = True) -> Any:
    with warnings.catch_warnings(action="ignore"):  # parts openpyxl does not know
        return openpyxl.load_workbook(path, data_only=values)


def saved(path: Path, function: str) -> list[tuple[object, ...]]:
    """Return the values saved with a table, as a host without macros shows them."""
    table = next(t for t in trial.TABLES if t.function == function)
    row, column = trial.place(table)
    last = column + len(table.roles)
    lines = opened(path)[trial.SHEET].iter_rows(
        row + 1, row + table.lines, column + 1, last, values_only=True
    )
    return [line for line in lines if any(cell not in {None, ""} for cell in line)]


def results(book: Any) -> list[object]:
    """Return the last column of 函数说明 under its headings."""
    cells = book[function_guide.SHEET]["D7:D100"]
    return [cell.value for (cell,) in cells][: len(function_guide.EXAMPLES)]


@pytest.fixture(scope="module")
def plain_file(
    summary: Summary,
    example_sheets: Mapping[str, Rows],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    path = tmp_path_factory.mktemp("plain") / "month.xlsx"
    path.write_bytes(finished(of_summary(summary, example_sheets), macros=False))
    return path


def test_a_finished_month_shows_its_annexes_before_anything_computes(
    month_file: Path,
) -> None:
    annexes = opened(month_file)

    for function, tab in (("A3_ANNEX1", "附件1"), ("A3_ANNEX2", "附件2")):
        drawn = annexes[tab].iter_rows(min_row=4, values_only=True)
        shown = [tuple(c or None for c in line) for line in saved(month_file, function)]
        assert shown[1:] == [tuple(c or None for c in line) for line in drawn]
    assert ("检查企业（家次）", 248) in saved(month_file, "A3_FACTS")


def test_the_template_shows_nothing_that_was_not_computed(template_file: Path) -> None:
    for table in trial.TABLES:
        assert saved(template_file, table.function) == []


def test_the_template_asks_for_the_period_instead_of_showing_an_error(
    template_file: Path,
) -> None:
    book = opened(template_file)

    for table in trial.TABLES[:4]:
        row, _ = trial.place(table)
        said = book[trial.SHEET].cell(row, 1).value
        assert said == "填写首页的起始月份和截止月份后显示。"
    assert results(book)[:3] == ["填写首页期间后显示"] * 3


def test_with_more_rows_than_go_quickly_a_month_says_that_nothing_is_computed(
    summary: Summary,
    example_sheets: Mapping[str, Rows],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trial, "MOST_ROWS", 200)  # the example has 259
    path = tmp_path / "long.xlsm"
    path.write_bytes(finished(of_summary(summary, example_sheets)))
    book = opened(path)

    for table in trial.TABLES:
        row, _ = trial.place(table)
        assert book[trial.SHEET].cell(row, 1).value == "实时计算已停止。"
    assert results(book)[:8] == ["实时计算已停止，见“试算”"] * 8
    assert results(book)[8] == -38.46  # CHANGE_RATE reads no A3


def test_an_example_of_how_many_lines_counts_none_but_lines() -> None:
    given = (names.A3_ALL, names.SETTINGS_ALL)
    example = function_guide.OfA3("A3_ISSUES", given, 1, counted=True)
    headings = [column.heading for column in A3.columns]
    incomplete = [None] * len(headings)
    incomplete[headings.index("备注")] = "待补"
    values = {names.A3_ALL: [headings, incomplete], names.SETTINGS_ALL: None}

    assert example.formula == "=ROWS(A3_ISSUES(A3All,SettingsAll))-1"
    required = sum(column.required == ALWAYS for column in A3.columns)
    assert example.saved(values) == required
    assert example.saved({}) == ""


def test_an_example_of_two_texts_is_seen_before_anything_computes() -> None:
    given = ('"2021-01"', "PeriodTo")
    example = function_guide.OfA3("MONTH_TITLE", given, "2021年1-2月")

    assert example.formula == '=MONTH_TITLE("2021-01",PeriodTo)'
    assert example.saved({"PeriodTo": "2021-02"}) == example.result
    assert example.saved({}) == ""


def test_every_table_is_an_array_formula_with_lines_to_spare(
    template_file: Path,
) -> None:
    sheet = opened(template_file, values=False)[trial.SHEET]

    for table in trial.TABLES:
        row, column = trial.place(table)
        formula = sheet.cell(row + 1, column + 1).value
        assert table.formula[1:] in formula.text
        first, last = formula.ref.split(":")
        lines = sheet[last].row - sheet[first].row + 1
        assert lines == table.lines
        assert lines >= 14  # thirteen units under their headings


def test_the_names_for_formulas_stand_in_the_workbook(template_file: Path) -> None:
    found = {
        n: area.attr_text for n, area in opened(template_file).defined_names.items()
    }

    assert found["A3All"] == "'A3'!$A$1:INDEX('A3'!$AG:$AG,A3LastRow)"
    assert found["SettingsAll"].startswith("'参数'!$A$1:")
    assert found["TrialOn"] == "'试算'!$B$4"


def test_no_name_for_formulas_rests_on_a_sheet_that_a_user_may_delete(
    template_file: Path,
) -> None:
    book = opened(template_file)

    sheet, _, _ = book.defined_names[names.LAST_ROW].attr_text.partition("!")

    assert book[sheet.strip("'")].sheet_state == "veryHidden"


def test_the_guide_lists_every_function_with_every_argument(
    template_file: Path,
) -> None:
    sheet = opened(template_file)[function_guide.SHEET]
    lines = {row[0]: row[1] for row in sheet.iter_rows(min_row=6, values_only=True)}

    for function in wrappers.functions():
        said = lines[function.usage]
        assert all(f"{given.name}：" in said for given in function.arguments)


def test_a_file_without_macros_has_values_and_no_function(plain_file: Path) -> None:
    sheets = opened(plain_file, values=False)

    assert trial.SHEET not in sheets.sheetnames
    assert results(sheets) == [
        function_guide.EXAMPLES[f.name].result for f in wrappers.functions()
    ]
    with zipfile.ZipFile(plain_file) as package:
        assert "xl/vbaProject.bin" not in package.namelist()
