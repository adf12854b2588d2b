"""The tables of 试算 and the examples of 函数说明, computed in LibreOffice."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw
from xlsxwriter.utility import xl_col_to_name

from examples.records import a3_clean
from tests.calc.desk import Desk, Pressed
from xl_addin.hosts.calc import desktop
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.month.summary import SHEETS
from xl_addin.reading.cells import Rows
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import ALWAYS
from xl_addin.workbook import function_guide, trial
from xl_addin.workbook.build import filled, template

pytestmark = pytest.mark.calc

Fill = Callable[[xlsxwriter.Workbook], None]
Annexes = list[dict[str, tuple[Any, ...]]]
WRONG = "not computed"
EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
FACTS = [248, 87, 299.74, 299.74, 100, 35.08, 299.74, 100, 3, "乐清市、永嘉县和鹿城区", "永嘉县、鹿城区和瑞安市", "龙湾区、永嘉县和洞头区", "龙港市、苍南县和泰顺县", "文成县、平阳县和浙南产业集聚区"]  # fmt: skip


def table(book: xw.Book, function: str) -> list[list[Any]]:
    """Return what a function of 试算 gives, without what it leaves over."""
    shown = next(t for t in trial.TABLES if t.function == function)
    row, column = trial.place(shown)
    start = book.sheets[trial.SHEET].range((row + 1, column + 1))
    lines = start.resize(shown.lines, len(shown.roles)).value
    return [line for line in lines if any(cell is not None for cell in line)]


@pytest.fixture
def annexes(
    published_numbers: tuple[list[tuple[Any, ...]], ...],
) -> Annexes:
    """Return the published lines of both annexes by unit."""
    return [{unit: tuple(c) for unit, *c in lines} for lines in published_numbers]


def by_unit(book: xw.Book, function: str) -> dict[str, tuple[Any, ...]]:
    return {unit: tuple(cells) for unit, *cells in table(book, function)[1:]}


def test_the_annexes_on_trial_are_the_published_ones(
    pressed: Callable[[str], Pressed], annexes: Annexes
) -> None:
    book = pressed("").book
    assert by_unit(book, "A3_ANNEX1") == annexes[0]
    assert by_unit(book, "A3_ANNEX2") == annexes[1]


def test_the_other_tables_on_trial_are_those_of_the_buttons(
    pressed: Callable[[str], Pressed],
) -> None:
    book = pressed("").book
    quality = by_unit(book, "A3_QUALITY")

    assert [line[1] for line in table(book, "A3_FACTS")] == FACTS
    assert quality["鹿城区"][0] == 31
    assert sum(line[0] for line in quality.values()) == 256
    issues = table(book, "A3_ISSUES")
    assert len(issues) == 25  # the first of them, and the headings
    first = issues[1]
    assert book.sheets["A3"].range((int(first[2]), 2)).value == first[0]


def test_what_a_table_leaves_over_is_not_available_and_is_hidden(
    pressed: Callable[[str], Pressed], annexes: Annexes
) -> None:
    book = pressed("").book
    sheet = book.sheets[trial.SHEET].impl.xl
    row, _ = trial.place(trial.TABLES[1])

    over = sheet.getCellByPosition(0, row + 1 + len(annexes[0]))
    rules = over.ConditionalFormat

    assert over.String == "#N/A"
    assert "ISERROR" in rules.getByIndex(0).Formula1


def test_a_corrected_cell_of_a3_moves_what_depends_on_it(book: xw.Book) -> None:
    headings = book.sheets["A3"]["A3:AG3"].value
    units, fines, classes = (
        book.sheets["A3"].range((4, headings.index(name) + 1)).resize(259).value
        for name in ("填报单位", "罚款金额（万元）", "罚款类别")
    )
    at = next(
        n for n, line in enumerate(zip(units, fines, classes, strict=True))
        if line[0] == "龙湾区" and line[1] and line[2]
    )  # fmt: skip

    place = book.sheets["A3"].range((4 + at, headings.index("罚款金额（万元）") + 1))
    place.value = fines[at] + 100

    assert by_unit(book, "A3_ANNEX1")["龙湾区"][:3] == (134.3, 134.3, 1)
    assert by_unit(book, "A3_ANNEX1")["乐清市"][:3] == (89.64, 89.64, 2)
    assert table(book, "A3_FACTS")[2][1] == 399.74


def test_the_settings_and_the_period_are_those_of_the_workbook(book: xw.Book) -> None:
    settings = book.sheets["参数"]
    row = settings["A1:A20"].value.index("检查处罚率下限（%）") + 1

    settings[f"B{row}"].value = 10
    book.names["PeriodTo"].refers_to_range.value = "2021-03"

    facts = dict(table(book, "A3_FACTS"))
    assert facts["检查处罚率低于下限"] == "龙港市"


def test_the_status_of_each_row_is_what_the_sheets_own_formulas_count(
    desk: Desk, with_functions: Callable[[Fill], bytes]
) -> None:
    """Rows without a fault, then an always required cell of every third left blank."""
    headings = [column.heading for column in A3.columns]
    always = [c.heading for c in A3.columns if c.required is ALWAYS]
    cleared = {at: always[at % len(always)] for at in range(0, 150, 3)}
    rows = [dict(row) for row in a3_clean()[:150]]
    for at, heading in cleared.items():
        rows[at][heading] = None
    blanks = "+".join(
        f'({xl_col_to_name(headings.index(name))}{{n}}="")' for name in always
    )

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("数")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headings)
        for at, row in enumerate(rows, start=1):
            for column, heading in enumerate(headings):
                value = row.get(heading)
                sheet.write(at, column, value, day if isinstance(value, date) else None)
            own = f'=IF({blanks.format(n=at + 1)}=0,"完整","")'
            sheet.write_formula(at, 41, own, None, WRONG)
        place = f"AO1:AO{len(rows) + 1}"
        formula = f"{{=A3_STATUS(A1:AG{len(rows) + 1})}}"
        sheet.write_array_formula(place, formula, None, WRONG)

    sheet = desk.open(with_functions(fill), "状态.xlsm").sheets["数"]

    shown = sheet[f"AO2:AP{len(rows) + 1}"].value
    assert sheet["AO1"].value == "是否完整"
    assert [status if status == "完整" else None for status, _ in shown] == [
        own for _, own in shown
    ]
    assert all(f"“{heading}”" in shown[at][0] for at, heading in cleared.items())
    assert sum(own == "完整" for _, own in shown) == 100


def test_the_switch_stops_and_starts_the_tables(
    book: xw.Book, annexes: Annexes
) -> None:
    switch = book.names[trial.SWITCH].refers_to_range

    switch.value = "否"
    stopped = [table(book, shown.function) for shown in trial.TABLES]
    examples = book.sheets[function_guide.SHEET]["D7:D14"].value
    switch.value = "是"

    assert stopped == [[]] * len(trial.TABLES)
    assert examples == ["实时计算已停止，见“试算”"] * 8
    assert by_unit(book, "A3_ANNEX1") == annexes[0]


def test_the_empty_template_says_what_it_lacks(desk: Desk) -> None:
    book = desk.open(template(), "空.xlsm")

    said = [
        book.sheets[trial.SHEET].range((trial.place(table)[0], 1)).value
        for table in trial.TABLES[:4]
    ]

    assert set(said) == {"填写首页的起始月份和截止月份后显示。"}
    shown = book.sheets[function_guide.SHEET]["D7:D9"].value
    assert shown == ["填写首页期间后显示"] * 3
    assert book.sheets[function_guide.SHEET]["D10"].value == "（没有）"  # no issue


def test_formulas_of_the_users_own_do_without_the_sheet_of_trials(
    book: xw.Book,
) -> None:
    own = book.sheets["首页"]["Z1"]
    own.formula = "=INDEX(A3_FACTS(A3All,PeriodFrom,PeriodTo,SettingsAll),6,2)"

    book.sheets[trial.SHEET].delete()
    book.sheets["A3"]["AG4"].value = "改"
    book.impl.doc.calculateAll()

    assert own.value == 35.08


def test_the_line_of_the_city_follows_the_settings(
    book: xw.Book, annexes: Annexes
) -> None:
    settings = book.sheets["参数"]
    row = settings["A1:A20"].value.index("合计行") + 1

    settings[f"B{row}"].value = "是"

    city = (299.74, 299.74, None, 100, None, 35.08, None, 100, None)
    assert by_unit(book, "A3_ANNEX1") == annexes[0] | {"合计": city}
    assert by_unit(book, "A3_ANNEX2") == annexes[1] | {
        "合计": (21, 92.99, 140.91, None, 2, 6)
    }


def test_more_units_than_there_are_lines_are_not_left_out_in_silence(
    book: xw.Book,
) -> None:
    settings = book.sheets["参数"]
    top = settings["E1:E40"].value.index("龙港市") + 2
    row, _ = trial.place(trial.TABLES[1])
    status = book.sheets[trial.SHEET].range((row, 1))
    before = status.value

    for at in range(12):
        settings[f"E{top + at}"].value = f"新区{at}"
        settings[f"G{top + at}:H{top + at}"].value = [14 + at, 14 + at]

    assert before == trial.TABLES[1].formula
    assert status.value == f"{before}　区域已满，只显示前24行"


def test_every_example_of_the_guide_gives_its_result(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = dict(function_guide.EXAMPLES)
    wrong = {n: dataclasses.replace(e, result=WRONG) for n, e in given.items()}
    monkeypatch.setattr(function_guide, "EXAMPLES", wrong)
    sheets: Mapping[str, Rows] = read_sheets(EXAMPLE, SHEETS)
    book = desk.open(filled(sheets), "示例.xlsm")
    book.names["PeriodFrom"].refers_to_range.value = "2021-01"
    book.names["PeriodTo"].refers_to_range.value = "2021-02"

    guide = book.sheets[function_guide.SHEET]["A6:D30"].value

    shown = {line[0].partition("(")[0]: line[3] for line in guide if line[0]}
    shown.pop("函数")
    assert shown == {name: example.result for name, example in given.items()}


def test_a_template_without_python_hides_its_tables_behind_one_sentence(
    desk: Desk, example_workbook: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = desktop.transport()["xlwings"]
    carried = {"xlwings": ours.replace("bridge.py$", "nowhere.py$")}
    monkeypatch.setattr(desktop, "transport", lambda: carried)

    book = desk.open(example_workbook, "断开的表.xlsm")

    row, _ = trial.place(trial.TABLES[4])
    assert book.sheets[trial.SHEET].range((row, 1)).value.startswith("#未连接到Python")


def test_a_button_brings_back_functions_that_had_lost_python(
    desk: Desk, example_workbook: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = desktop.transport()["xlwings"]
    start = "Public Function XLPy() As Object"
    lost = f'\r\n    If Dir("{tmp_path / "there"}") = "" Then Err.Raise 1000'
    carried = {"xlwings": ours.replace(start, start + lost)}
    monkeypatch.setattr(desktop, "transport", lambda: carried)
    book = desk.open(example_workbook, "断了又通.xlsm")
    place = f"A{trial.place(trial.TABLES[4])[0] + 1}"
    before = book.sheets[trial.SHEET][place].value
    (tmp_path / "there").touch()

    desk.press(book, "自检")

    assert before.startswith("#未连接到Python")
    assert book.sheets[trial.SHEET][place].value == "填报单位"
