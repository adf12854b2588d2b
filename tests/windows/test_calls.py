"""What a button costs in Excel, and what it does when Excel is busy or a sheet odd."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.windows.desk import Desk
from tests.windows.excel.application import Chart
from tests.windows.excel.calls import Busy
from tests.windows.excel.workbook import Workbook
from tests.windows.pywin32.dispatch import CDispatch
from xl_addin.hosts.live import refusal
from xl_addin.hosts.live.block import CellFarOff, put
from xl_addin.hosts.live.book import LiveBook
from xl_addin.hosts.live.patience import Patient

BUDGETS = {
    "check_a3": 600,
    "make_annexes": 800,
    "monthly_summary": 1_500,
    "undo_last": 1_200,
}
"""So many calls to Excel may each button take on the example."""

TEXTS = ("0001", "TRUE", "2021年3月10日", "1/2", "12%", "=1+1", "+86", "鹿城区")
FORMULAS = ("=1+1", '=HYPERLINK("#A3!A1",7)')


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusal, "PAUSES", (0, 0, 0))


@pytest.fixture
def live(desk: Desk, book: Workbook) -> LiveBook:
    return LiveBook(desk.xlwings(book))


def test_a_button_takes_few_calls(desk: Desk, book: Workbook) -> None:
    for macro, most in BUDGETS.items():
        said = desk.press(book, macro)
        assert "没有完成" not in said
        assert desk.traffic.total <= most, macro


def test_calls_do_not_grow_with_the_rows(desk: Desk, book: Workbook) -> None:
    desk.press(book, "check_a3")
    desk.press(book, "check_a3")
    before, sheet = desk.traffic.total, book.sheet("A3")
    rows, columns = sheet.UsedRange.shape
    sheet.area(rows + 1, 1, 2 * rows - 1, columns).Value2 = sheet.area(
        2, 1, rows, columns
    ).Value2

    desk.press(book, "check_a3")  # its lists grow: they are dressed, once
    desk.press(book, "check_a3")

    assert desk.traffic.total <= before


@pytest.mark.parametrize("form", Busy)
@pytest.mark.parametrize("times", [1, 3])
def test_a_busy_excel_is_asked_again(
    desk: Desk, book: Workbook, form: Busy, times: int
) -> None:
    calm = desk.press(book, "check_a3")
    for at in range(1, 330, 23):
        desk.traffic.clear()
        desk.traffic.refuse(at, form, times)
        assert desk.press(book, "check_a3") == calm, desk.traffic.refused


def test_an_excel_that_stays_busy_is_said_and_nothing_is_left_behind(
    desk: Desk, book: Workbook
) -> None:
    formula = book.sheet("填报质量").UsedRange.Formula
    desk.traffic.refuse(150, times=5)

    said = desk.press(book, "check_a3")

    assert said.startswith("Excel 正忙")
    desk.traffic.clear()
    assert book.sheet("填报质量").UsedRange.Formula == formula


def test_a_name_that_is_really_missing_is_not_asked_for_again(
    desk: Desk, book: Workbook
) -> None:
    patient = Patient(CDispatch(book))
    with pytest.raises(AttributeError, match=r"Workbook\.Nonsense"):
        _ = patient.Nonsense
    assert patient.Name == "月报.xlsm"
    assert [sheet.Name for sheet in patient.Worksheets][:2] == ["首页", "A3"]
    assert desk.traffic.counts["Workbook.Name"] == 1


@pytest.mark.parametrize(
    ("select", "found"),
    [
        pytest.param(lambda sheet: sheet.area(5, 2, 9, 4), (5, 2), id="cells"),
        pytest.param(lambda sheet: sheet.Cells, (1, 1), id="whole sheet"),
        pytest.param(lambda sheet: Chart(sheet.book.app), None, id="a chart"),
        pytest.param(lambda _: None, None, id="nothing"),
    ],
)
def test_what_is_selected(
    desk: Desk,
    book: Workbook,
    live: LiveBook,
    select: Callable[[Any], Any],
    found: tuple[int, int] | None,
) -> None:
    desk.app.chosen = select(book.sheet("附件1"))

    assert live.selected() == (found and ("附件1", *found))


def test_a_formatted_cell_in_the_last_row_is_not_read(
    book: Workbook, live: LiveBook
) -> None:
    sheet = book.sheet("A3")
    before = live.rows("A3")
    sheet.area(1_048_576, 1, 1_048_576, 1).NumberFormat = "0.00"
    sheet.area(1, 16_384, 1, 16_384).NumberFormat = "0.00"
    assert sheet.UsedRange.shape == (1_048_576, 16_384)

    found = live.rows("A3")

    assert found is not None
    assert before is not None
    assert found == [row[: len(found[0])] for row in before[: len(found)]]
    assert len(found) > 260


def test_a_filled_cell_far_from_all_others_is_named(
    book: Workbook, live: LiveBook
) -> None:
    book.sheet("A3").area(1_048_576, 3, 1_048_576, 3).Value = "远"

    with pytest.raises(CellFarOff, match=r"“A3”在 .*1048576 附近"):
        live.rows("A3")


@pytest.mark.parametrize("code", ["General", "@", "0.00"])
def test_what_stood_there_comes_back_as_what_it_was(
    book: Workbook, live: LiveBook, code: str
) -> None:
    sheet = book.sheet("参数")
    cells = [(40, 2 + at) for at in range(len(TEXTS) + len(FORMULAS) + 3)]
    for place, text in zip(cells, TEXTS, strict=False):
        sheet.area(*place, *place).NumberFormat = "@"
        sheet.area(*place, *place).Value = text
        sheet.area(*place, *place).NumberFormat = code
    rest = cells[len(TEXTS) :]
    for place, typed in zip(rest, (*FORMULAS, 44265.0, True, 0.1), strict=True):
        sheet.area(*place, *place).Value = typed
    block = sheet.area(*cells[0], *cells[-1])
    before = block.Formula, block.Value2, [sheet.at(*p).format for p in cells]

    live.write("参数", 40, 2, [["改"] * len(cells)])
    assert live.put_back() == {}

    assert (block.Formula, block.Value2) == before[:2]
    assert [sheet.at(*place).format for place in cells] == before[2]


def test_an_error_that_was_typed_comes_back_as_an_error(
    book: Workbook, live: LiveBook
) -> None:
    cell = book.sheet("参数").area(40, 2, 40, 2)
    cell.Value = "#N/A"
    assert cell.Value2 == -2146826246

    live.write("参数", 40, 2, [["改"]])
    live.put_back()

    assert cell.Formula == "=#N/A"  # the Excel in memory computes none


def test_a_blank_is_handed_over_as_an_empty_text() -> None:
    """Of None pywin32 makes a Null, of which nobody says what Excel makes in a block."""
    handed: list[Any] = []
    sheet = SimpleNamespace(range=lambda _: Block(handed))

    put(sheet, (1, 1), [[None, float("nan"), "甲", 1]])

    assert handed == [[["", "", "甲", 1.0]]]


class Block:
    """Cells that keep what they are given."""

    def __init__(self, handed: list[Any]) -> None:
        object.__setattr__(self, "handed", handed)

    def __setattr__(self, name: str, value: object) -> None:
        assert name == "raw_value"
        self.handed.append(value)


def test_text_is_written_as_text_into_an_ordinary_cell(
    book: Workbook, live: LiveBook
) -> None:
    live.write("参数", 40, 2, [TEXTS])

    block = book.sheet("参数").area(40, 2, 40, 1 + len(TEXTS))
    assert block.Value == (TEXTS,)
    assert block.NumberFormat == "General"


def test_the_day_of_a_notice_stays_a_text(desk: Desk, book: Workbook) -> None:
    desk.press(book, "monthly_summary")

    cells = book.sheet("通报").UsedRange
    texts = [cell for line in cells.Value for cell in line if isinstance(cell, str)]
    assert "2021年3月10日" in texts
    assert not [c for line in cells.Value for c in line if hasattr(c, "year")]
