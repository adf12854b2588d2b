"""Every button on the example, through xlwings' real engine: all is right, or as it was."""

from pathlib import Path

import pytest

from tests.windows.desk import Desk
from tests.windows.dump import dump
from tests.windows.excel.application import Application, Chart
from tests.windows.excel.stored import load
from tests.windows.excel.workbook import Workbook
from tests.windows.snapshot import cells, changed, taken
from xl_addin.__main__ import main
from xl_addin.errors import NoFigureSelected, SheetMissing, SheetProtected

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
DRAWN = (
    "首页",
    "附件1",
    "附件2",
    "年终考核",
    "填报质量",
    "校验报告",
    "通报",
    "问题单位",
    "历史",
)
WRITING = ("check_a3", "make_annexes", "monthly_summary", "export_notice")


@pytest.fixture(scope="module")
def by_command(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Return the month's workbook that the command line writes from the same rows."""
    out = tmp_path_factory.mktemp("command") / "月报.xlsm"
    months = ["--from", "2021-01", "--to", "2021-02"]
    assert main(["summary", str(EXAMPLE), *months, "--out", str(out)]) == 0
    return load(Application(), dump(out.read_bytes()), str(out))


def test_the_month_is_the_same_as_the_command_lines(
    desk: Desk, book: Workbook, by_command: Workbook
) -> None:
    book.sheet("首页").area(5, 3, 5, 3).Value = "2021-02-28"

    said = desk.press(book, "monthly_summary")

    assert said.startswith("2021年1-2月汇总完成。")
    for tab in DRAWN:
        assert cells(book, tab) == cells(by_command, tab), tab


@pytest.mark.parametrize("macro", WRITING)
def test_a_step_that_is_undone_leaves_nothing(
    desk: Desk, book: Workbook, macro: str
) -> None:
    before = taken(book)

    desk.press(book, macro)
    made = changed(before, taken(book))
    said = desk.press(book, "undo_last")

    assert len(made) > 300
    assert "各表已恢复原样。" in said
    assert changed(before, taken(book)) == {}
    assert desk.press(book, "undo_last") == "没有可以撤销的操作。"


@pytest.mark.parametrize("macro", WRITING[:3])
def test_pressing_again_changes_nothing(desk: Desk, book: Workbook, macro: str) -> None:
    said = desk.press(book, macro)
    once = taken(book)

    assert desk.press(book, macro) == said
    assert changed(once, taken(book)) == {}


def test_a_figure_is_traced_and_shown(desk: Desk, book: Workbook) -> None:
    desk.press(book, "make_annexes")
    before = taken(book)
    desk.app.chosen = book.sheet("附件1").area(4, 2, 4, 2)  # 鹿城区, 罚款总数

    said = desk.press(book, "trace_figure")

    assert "42.5" in said
    assert book.ActiveSheet.name == "追溯"
    assert {tab for tab, *_ in changed(before, taken(book))} == {"追溯"}
    desk.press(book, "undo_last")
    assert changed(before, taken(book)) == {}


@pytest.mark.parametrize(
    "what", ["nothing", "a chart", "a whole sheet", "a sheet's cells"]
)
def test_what_is_no_figure_cannot_be_traced(
    desk: Desk, book: Workbook, what: str
) -> None:
    chosen = {
        "nothing": None,
        "a chart": Chart(desk.app),
        "a whole sheet": book.sheet("附件1").Cells,
        "a sheet's cells": book.sheet("A3").area(4, 1, 9, 9),
    }
    desk.app.chosen = chosen[what]
    before = taken(book)

    assert desk.press(book, "trace_figure") == str(NoFigureSelected())
    assert changed(before, taken(book)) == {}


def test_a_figure_of_another_workbook_cannot_be_traced(
    desk: Desk, book: Workbook, example_data: dict[str, object]
) -> None:
    other = desk.open(example_data, "另一个.xlsm")
    desk.app.chosen = other.sheet("附件1").area(4, 2, 4, 2)

    assert desk.press(book, "trace_figure") == str(NoFigureSelected())


def test_a_button_works_on_its_own_workbook(
    desk: Desk, book: Workbook, example_data: dict[str, object]
) -> None:
    other = desk.open(example_data, "另一个.xlsm")
    before, also = taken(other), taken(book)

    desk.press(book, "check_a3")

    assert desk.app.front is other
    assert changed(before, taken(other)) == {}
    assert changed(also, taken(book)) != {}


@pytest.mark.parametrize(
    ("macro", "tab"),
    [
        ("check_a3", "A3"),
        ("check_a3", "填报质量"),
        ("check_a3", "校验报告"),
        ("make_annexes", "首页"),
        ("make_annexes", "年终考核"),
        ("monthly_summary", "附件2"),
        ("monthly_summary", "历史"),
        ("export_notice", "通报"),
    ],
)
def test_a_protected_sheet_is_one_sentence_and_nothing_changes(
    desk: Desk, book: Workbook, macro: str, tab: str
) -> None:
    book.sheet(tab).protected = True
    before = taken(book)

    assert desk.press(book, macro) == str(SheetProtected(tab))
    assert changed(before, taken(book)) == {}
    assert list(desk.folder.glob("*.docx")) == []


def test_a_sheet_that_was_protected_since_is_not_undone(
    desk: Desk, book: Workbook
) -> None:
    desk.press(book, "make_annexes")
    book.sheet("附件2").protected = True
    before = taken(book)

    assert desk.press(book, "undo_last") == str(SheetProtected("附件2"))
    assert changed(before, taken(book)) == {}

    book.sheet("附件2").protected = False
    assert "已恢复原样" in desk.press(book, "undo_last")


def test_sheets_are_found_whatever_the_case_of_their_names(
    desk: Desk, book: Workbook
) -> None:
    book.sheet("A3").name = "a3"

    assert desk.press(book, "check_a3").startswith("共259条记录")


def test_the_rows_in_use_may_begin_below_the_first(desk: Desk, book: Workbook) -> None:
    sheet = book.sheet("填报质量")
    used = sheet.UsedRange
    assert (used.top, used.left) == (1, 1)
    for place in [at for at in sheet.cells if at[0] == 1]:
        del sheet.cells[place]
    sheet.rows.pop(1, None)
    sheet.merged.clear()

    assert sheet.UsedRange.top == 2
    assert desk.press(book, "check_a3").startswith("共259条记录")


def test_self_check_leaves_the_workbook_alone(desk: Desk, book: Workbook) -> None:
    before = taken(book)

    assert "xlwings 0.37.8" in desk.press(book, "self_check")
    assert changed(before, taken(book)) == {}


def test_a_sheet_that_an_older_workbook_lacks_is_added_and_goes_again(
    desk: Desk, book: Workbook
) -> None:
    book.sheets.remove(book.sheet("年终考核"))
    before = taken(book)

    said = desk.press(book, "make_annexes")

    assert "年终考核" in said
    assert (4, 1) in cells(book, "年终考核")
    desk.press(book, "undo_last")
    assert changed(before, taken(book)) == {}


def test_a_workbook_that_takes_no_sheet_is_one_sentence(
    desk: Desk, book: Workbook
) -> None:
    book.sheets.remove(book.sheet("年终考核"))
    book.fixed = True
    before = taken(book)

    assert desk.press(book, "make_annexes") == str(SheetMissing("年终考核"))
    assert changed(before, taken(book)) == {}
