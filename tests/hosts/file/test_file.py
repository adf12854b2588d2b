"""What is in the cells comes back as it is, and where it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError

from xl_addin.errors import FarCell, FileMissing, NotAWorkbook
from xl_addin.hosts.file import reader as file
from xl_addin.hosts.file.reader import read_sheets

MORNING = datetime(2021, 1, 5, 9, 30)  # noqa: DTZ001 (cells have no zone)
Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]


def workbook(path: Path, sheets: Sheets) -> Path:
    options = {"default_date_format": "yyyy-mm-dd hh:mm", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "表.xlsx"


def test_each_wanted_sheet_that_is_there_comes_back(path: Path) -> None:
    workbook(path, {"A3": [["甲"]], "参数": [["乙"]], "其他": [["丙"]]})

    assert read_sheets(path, ["参数", "A3", "没有"]) == {
        "参数": [["乙"]],
        "A3": [["甲"]],
    }


def test_white_space_around_a_sheet_name_does_not_matter(path: Path) -> None:
    workbook(path, {" A3": [[1]], "a4": [[2]]})

    assert read_sheets(path, ["A3 ", "A4"]) == {"A3 ": [[1.0]]}


def test_of_two_sheets_the_one_with_exactly_this_name_is_meant(path: Path) -> None:
    workbook(path, {"A3": [["对"]], "A3 ": [["错"]]})

    assert read_sheets(path, ["A3"]) == {"A3": [["对"]]}


def test_hidden_sheets_are_read(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("首页")
        hidden = book.add_worksheet("A3")
        hidden.write(0, 0, "甲")
        hidden.hide()

    assert read_sheets(path, ["A3"]) == {"A3": [["甲"]]}


def test_a_chart_sheet_is_no_sheet_to_read(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("首页").write(0, 0, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=首页!$A$1:$A$2"})
        book.add_chartsheet("A3").set_chart(chart)

    assert read_sheets(path, ["A3"]) == {}


def test_an_empty_sheet_has_no_rows(path: Path) -> None:
    workbook(path, {"A3": []})

    assert read_sheets(path, ["A3"]) == {"A3": []}


def test_empty_rows_and_columns_at_the_start_keep_their_places(path: Path) -> None:
    workbook(path, {"A3": [[], [], [None, None, "甲"]]})

    assert read_sheets(path, ["A3"]) == {
        "A3": [["", "", ""], ["", "", ""], ["", "", "甲"]]
    }


def test_text_numbers_dates_and_truth_are_kept_apart(path: Path) -> None:
    row = ["012", 12, date(2021, 1, 5), MORNING, True, "=1+1"]
    workbook(path, {"A3": [row]})

    (read,) = read_sheets(path, ["A3"])["A3"]

    assert read == row
    assert [type(cell) for cell in read] == [str, float, date, datetime, bool, str]


def test_a_time_of_day_is_a_time(path: Path) -> None:
    workbook(path, {"A3": [[time(9, 30)]]})

    assert read_sheets(path, ["A3"]) == {"A3": [[time(9, 30)]]}


def test_an_error_cell_carries_its_text(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A3")
        sheet.write_formula("B1", "=NA()", None, "#N/A")
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B2", "=1+1", None, 2)

    assert read_sheets(path, ["A3"]) == {"A3": [["", "#N/A"], ["#DIV/0!", 2.0]]}


def test_a_merged_cell_has_its_value_at_the_top_left(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A3")
        sheet.merge_range("A1:B2", "标题")
        sheet.write("C2", 1)

    assert read_sheets(path, ["A3"]) == {"A3": [["标题", "", ""], ["", "", 1.0]]}


def test_a_missing_file_is_reported_as_such(path: Path) -> None:
    with pytest.raises(FileMissing):
        read_sheets(path, ["A3"])


def test_the_reader_never_sees_a_far_cell(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("A3")
        sheet.write("A1", 1)
        sheet.write("XFD1048576", 1)
    monkeypatch.delattr(file, "load_workbook")

    with pytest.raises(FarCell, match="XFD1048576"):
        read_sheets(path, ["A3"])


def test_a_far_cell_on_another_sheet_does_not_matter(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("A3").write("A1", 1)
        book.add_worksheet("草稿").write("XFD1048576", 1)

    assert read_sheets(path, ["A3"]) == {"A3": [[1.0]]}


@pytest.mark.parametrize("error", [CalamineError, IndexError])
def test_what_the_reader_cannot_make_sense_of_is_not_a_workbook(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    workbook(path, {"A3": [[1]]})
    monkeypatch.setattr(file, "load_workbook", failing(error))

    with pytest.raises(NotAWorkbook, match="“表"):
        read_sheets(path, ["A3"])


def test_a_panic_of_the_reader_is_not_a_workbook(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with xlsxwriter.Workbook(path) as book:
        dates = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("A3").write_number(0, 0, -1e300, dates)

    with pytest.raises(NotAWorkbook):
        read_sheets(path, ["A3"])
    assert "panicked" in capfd.readouterr().err


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_what_is_not_the_files_fault_is_passed_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    workbook(path, {"A3": [[1]]})
    monkeypatch.setattr(file, "load_workbook", failing(error))

    with pytest.raises(error):
        read_sheets(path, ["A3"])


def failing(error: type[BaseException]) -> Callable[[object], None]:
    def fail(_: object) -> None:
        raise error

    return fail


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**13), 10**13).map(lambda fen: fen / 100),
    st.dates(date(1901, 1, 1), date(9999, 12, 31)),
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
def test_whatever_is_written_is_read_back(rows: Rows) -> None:
    with TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "a.xlsx", {"A3": rows})
        read = read_sheets(path, ["A3"])["A3"]

    assert typed(read) == typed(rows)


def typed(rows: Rows) -> dict[tuple[int, int], tuple[type, object]]:
    """Return what is in the cells that are not blank, with its type."""
    return {
        (row, column): (type(cell), cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell not in (None, "")
    }
