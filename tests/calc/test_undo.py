"""Whatever a button does, failure and 撤销 give the workbook back as it was."""

import json
import shutil
from pathlib import Path
from typing import Any, Protocol

import pytest
import xlwings as xw

from tests.calc.test_button_realities import sort_down

pytestmark = pytest.mark.calc

SNAPSHOT = Path(__file__).with_name("snapshot.py")
NOTE = "制表人：张三"
TEXTS = ["007", "2021-01-25", "=1+1", "+5", "-3", "@x", "1/2", "1E5"]
"""What Excel would take for a number, a date or a formula, were it not text."""

Picture = dict[tuple[str, str, str], Any]


class Desk(Protocol):
    """What conftest.py gives."""

    modules: Path
    folder: Path

    def press(self, book: xw.Book, caption: str, tab: str | None = None) -> None: ...
    def select(self, book: xw.Book, tab: str, address: str) -> None: ...
    def run(self, book: xw.Book, command: str) -> None: ...
    def ask(self, name: str) -> str: ...


def said(desk: Desk) -> str:
    """Return the last message; LibreOffice keeps those of the whole run."""
    return desk.ask("Said").split("\n\n")[-1]


def snapshot(desk: Desk, book: xw.Book) -> Picture:
    shutil.copy(SNAPSHOT, desk.modules)
    path = desk.folder / "snapshot.json"
    desk.run(
        book,
        "import snapshot, xlwings; "
        f"snapshot.take(xlwings.Book.caller().impl.doc, {str(path)!r})",
    )
    lines = json.loads(path.read_text(encoding="utf-8"))
    return {(tab, kind, str(at)): what for tab, kind, at, what in lines}


def differences(before: Picture, after: Picture) -> dict[tuple[str, str, str], Any]:
    """Return what is not as before; heights that text is fitted to may be a pixel off."""
    return {
        at: (before.get(at), after.get(at))
        for at in before | after
        if before.get(at) != after.get(at)
        and not (at[1] == "height" and abs(before[at] - after[at]) < 60)
    }


def personal(book: xw.Book) -> None:
    """Do to the sheets what their owner may: looks, sizes, and notes below a table."""
    annex, quality = book.sheets["附件1"], book.sheets["填报质量"]
    annex.impl.xl.Columns.getByIndex(1).Width = 9000
    annex.impl.xl.Rows.getByIndex(4).Height = 2500
    annex.impl.xl.Rows.getByIndex(7).IsVisible = False
    annex["B5"].color = quality["B5"].color = (0, 255, 0)
    annex["C6"].number_format = "0.000"
    annex["A18"].value, annex["A18"].color = NOTE, (255, 255, 0)
    annex["B18"].number_format = "@"
    annex["B18"].value = "007"
    annex["C19"].formula = "=SUM(B4:B16)"
    annex.page_setup.print_area = "$A$1:$J$19"
    book.sheets["首页"]["B60"].value = NOTE


def owned(picture: Picture) -> Picture:
    """Return what `personal` did, as it is now."""
    cells = {
        "附件1": ("A18", "B18", "C19", "B5", "C6"),
        "填报质量": ("B5",),
        "首页": ("B60",),
    }
    kept = {
        at: what
        for at, what in picture.items()
        if at[2] in cells.get(at[0], ())
        and (at[1] == "look" or at[2] in {"A18", "B18", "C19", "B60"})
    }
    places = [("printed", ""), ("widths", ""), ("height", "5"), ("height", "8")]
    return kept | {("附件1", *at): picture["附件1", *at] for at in places}


@pytest.mark.parametrize("caption", ["生成附件", "月度汇总"])
def test_what_the_user_made_survives_a_button_and_its_undoing(
    desk: Desk, book: xw.Book, caption: str
) -> None:
    personal(book)
    before = snapshot(desk, book)

    desk.press(book, caption)
    drawn = snapshot(desk, book)
    desk.press(book, "撤销")

    assert drawn["附件1", "cell", "B4"] == ["42.5", "float"]
    assert owned(drawn) == owned(before)
    assert said(desk) == f"已撤销“{caption}”，各表已恢复原样。"
    assert differences(before, snapshot(desk, book)) == {}


INJECTED = """
def arm(place, name, at):
    done, calls = getattr(place, name), []
    def failing(*given, **options):
        calls.append(name)
        result = done(*given, **options)
        if len(calls) == at:
            setattr(place, name, done)
            raise ZeroDivisionError("injected")
        return result
    setattr(place, name, failing)
"""


@pytest.mark.parametrize(
    ("module", "name", "at"),
    [
        pytest.param("xl_addin.hosts.calc.looks.Looks", "merge", 1, id="merging"),
        pytest.param("xl_addin.hosts.drawing", "_style", 9, id="dressing"),
        pytest.param("xl_addin.hosts.drawing", "_fit", 4, id="sizing"),
        pytest.param("xl_addin.hosts.drawing", "prints", 5, id="print areas"),
        pytest.param("xl_addin.pages", "_link", 1, id="links"),
        pytest.param("xl_addin.pages", "put_notice", 1, id="at the very end"),
        pytest.param("xl_addin.hosts.journal", "remember", 1, id="remembering"),
    ],
)
def test_a_failure_anywhere_leaves_the_workbook_as_it_was(
    desk: Desk, book: xw.Book, module: str, name: str, at: int
) -> None:
    personal(book)
    if name == "merge":  # only a sheet without a table is merged
        sheets = book.impl.doc.Sheets
        sheets.removeByName("年终考核")
        sheets.insertNewByName("年终考核", 6)
    before = snapshot(desk, book)
    (desk.modules / "injected.py").write_text(INJECTED, encoding="utf-8")
    command = f"import pydoc, injected; injected.arm(pydoc.locate({module!r}), {name!r}, {at})"  # fmt: skip
    desk.run(book, command)

    desk.press(book, "月度汇总")

    assert "“月度汇总”没有完成" in said(desk)
    assert "工作簿已恢复原样" in said(desk)
    assert differences(before, snapshot(desk, book)) == {}


def test_a_disk_that_is_full_leaves_the_workbook_as_it_was(
    desk: Desk, book: xw.Book
) -> None:
    before = snapshot(desk, book)
    full = "def full(*_): raise OSError(28, 'No space left on device')"
    desk.run(
        book,
        f"exec({full!r}); from xl_addin.hosts import journal; "
        "kept = journal.replace_atomically; journal.replace_atomically = full",
    )

    desk.press(book, "生成附件")

    desk.run(
        book,
        "from xl_addin.hosts import journal, output; "
        "journal.replace_atomically = output.replace_atomically",
    )
    assert "没有完成" in said(desk)
    assert "工作簿已恢复原样" in said(desk)
    assert differences(before, snapshot(desk, book)) == {}


def test_text_is_text_again_after_a_table_got_shorter(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "生成附件")
    desk.select(book, "附件1", "B4")
    desk.press(book, "追溯选中的数字", "附件1")
    a3 = book.sheets["A3"]
    for row, text in zip(book.sheets["追溯"]["B4:B11"].value, TEXTS, strict=True):
        for at in (f"A{int(row)}", f"D{int(row)}"):  # 记录编号, 被检查单位
            a3[at].number_format = "@"
            a3[at].value = text
    desk.select(book, "附件1", "B4")
    desk.press(book, "追溯选中的数字", "附件1")
    before = snapshot(desk, book)

    desk.select(book, "附件1", "B7")
    desk.press(book, "追溯选中的数字", "附件1")
    shorter = snapshot(desk, book)
    desk.press(book, "撤销")

    column = [before["追溯", "cell", f"C{row}"] for row in range(4, 16)]
    # LibreOffice shows an apostrophe before text that looks like something else
    assert {text.removeprefix("'") for text, _ in column} >= set(TEXTS)
    assert {kind for _, kind in column} == {"str"}
    assert ("追溯", "cell", "C12") not in shorter
    assert differences(before, snapshot(desk, book)) == {}


def test_notes_are_written_over_by_nothing_that_grows(
    desk: Desk, book: xw.Book
) -> None:
    book.sheets["附件1"]["A18"].value = NOTE
    book.sheets["参数"]["E17:H18"].value = [
        ["生态园", "330399", 14, 14],
        ["自贸区", "330398", 15, 15],
    ]
    before = snapshot(desk, book)

    desk.press(book, "生成附件")

    assert said(desk) == (
        "工作表“附件1”第18行有自己填写的内容，而表格要写到第18行，"
        "请把该内容移到第20行或更下面再试。"
    )
    assert differences(before, snapshot(desk, book)) == {}


def test_a_note_below_an_annex_is_no_bar_of_a_chart(desk: Desk, book: xw.Book) -> None:
    rows = book.sheets["图表数据"].impl.xl.Rows
    book.sheets["附件1"]["A18"].value = NOTE

    desk.press(book, "生成附件")

    assert book.sheets["图表数据"]["A16"].value == NOTE
    assert [at for at in range(1, 61) if rows.getByIndex(at).IsVisible] == [*range(1, 14)]  # fmt: skip


def test_number_formats_follow_the_setting_but_for_those_of_ones_own(
    desk: Desk, book: xw.Book
) -> None:
    annex, settings = book.sheets["附件1"], book.sheets["参数"]
    annex["C6"].number_format = "0.000"
    before = snapshot(desk, book)
    labels = settings["A1:A60"].value
    place = settings[f"B{labels.index('数字样式') + 1}"]

    place.value = "两位小数"
    desk.press(book, "生成附件")

    formats = [annex[at].number_format for at in ("B4", "B16", "C5", "C6", "C7", "D4")]
    assert formats == ["0.00", "0.00", "0.00", "0.000", "0.00", "0"]
    desk.press(book, "撤销")
    place.value = "通报样式"
    assert differences(before, snapshot(desk, book)) == {}


MOVED = "已撤销“校验A3”，但A3的校验标记此后有移动或改动，没有恢复。请重新校验。"


def test_a_column_inserted_since_is_not_written_over(desk: Desk, book: xw.Book) -> None:
    desk.press(book, "校验A3")
    a3 = book.sheets["A3"]
    a3.impl.xl.Columns.insertByIndex(5, 1)
    a3["AH5"].value = "我的备注"
    before = a3["A1:AL262"].formula

    desk.press(book, "撤销")

    assert said(desk) == MOVED
    assert a3["A1:AL262"].formula == before
    assert book.sheets["校验报告"]["A4"].value is None


@pytest.mark.parametrize("how", ["sorted", "row deleted"])
def test_marks_that_moved_with_their_rows_stay(
    desk: Desk, book: xw.Book, how: str
) -> None:
    desk.press(book, "校验A3")
    a3 = book.sheets["A3"]
    if how == "sorted":
        sort_down(a3, "A3:AJ262", 3)
    else:
        a3.impl.xl.Rows.removeByIndex(9, 1)
    before = a3["A1:AJ262"].formula

    desk.press(book, "撤销")

    assert said(desk) == MOVED
    assert a3["A1:AJ262"].formula == before


def test_a_sheet_that_was_edited_since_stays_and_is_named(
    desk: Desk, book: xw.Book
) -> None:
    desk.press(book, "生成附件")
    book.sheets["附件1"]["B4"].value = 43

    desk.press(book, "撤销")

    assert said(desk) == "已撤销“生成附件”，但工作表“附件1”此后改过，没有恢复。"
    assert book.sheets["附件1"]["B4:B5"].value == [43, 34.3]
    assert book.sheets["附件2"]["B4"].value is None


def test_what_was_edited_since_is_undone_once_the_edit_is_taken_back(
    desk: Desk, book: xw.Book
) -> None:
    desk.select(book, "首页", "C16")
    desk.press(book, "追溯")
    place = book.sheets["追溯"]["A4"]
    drawn = place.value
    place.value = "改过"

    desk.press(book, "撤销")
    assert said(desk) == "“追溯”没有撤销：工作表“追溯”此后改过。"
    assert place.value == "改过"
    place.value = drawn
    desk.press(book, "撤销")

    assert said(desk) == "已撤销“追溯”，各表已恢复原样。"
    assert place.value is None


@pytest.mark.parametrize("how", ["protected", "deleted", "renamed"])
def test_where_a_sheet_cannot_be_put_back_nothing_is(
    desk: Desk, book: xw.Book, how: str
) -> None:
    desk.press(book, "月度汇总")
    sheet = book.sheets["附件2"]
    if how == "protected":
        sheet.impl.xl.protect("")
    elif how == "deleted":
        sheet.delete()
    else:
        sheet.impl.xl.Name = "附件二"
    before = snapshot(desk, book)

    desk.press(book, "撤销")

    assert "附件2" in said(desk)
    assert "没有完成" not in said(desk)
    assert differences(before, snapshot(desk, book)) == {}


def test_a_sheet_that_cannot_be_put_back_stops_no_other_and_is_left_for_undo(
    desk: Desk, book: xw.Book
) -> None:
    before = snapshot(desk, book)
    (desk.modules / "locking.py").write_text(
        """
from xl_addin import pages
done = pages.put_findings
def failing(book, content):
    pages.put_findings = done
    book.book.sheets["附件1"].impl.xl.protect("")
    raise ZeroDivisionError("injected")
pages.put_findings = failing
""",
        encoding="utf-8",
    )
    desk.run(book, "import sys; sys.modules.pop('locking', None); import locking")

    desk.press(book, "月度汇总")

    assert "“月度汇总”没有完成" in said(desk)
    assert "已恢复原样" not in said(desk)
    assert "工作表“附件1”没有恢复原样" in said(desk)
    left = differences(before, snapshot(desk, book))
    assert {tab for tab, _, _ in left} == {"附件1"}
    book.sheets["附件1"].impl.xl.unprotect("")
    desk.press(book, "撤销")
    assert said(desk) == "已撤销“月度汇总”，各表已恢复原样。"
    assert differences(before, snapshot(desk, book)) == {}


def test_without_a_folder_for_backups_buttons_work_and_say_so(
    desk: Desk, book: xw.Book
) -> None:
    blocked = Path(book.fullname).parent / "备份"
    shutil.rmtree(blocked, ignore_errors=True)
    blocked.write_text("not a folder", encoding="utf-8")
    try:
        desk.press(book, "生成附件")
        drawn = said(desk)
        desk.press(book, "自检")
        checked = said(desk)
    finally:
        blocked.unlink()

    assert drawn.endswith("本次没有备份（有同名的文件）。")
    assert "2021年1-2月附件1、附件2和首页主要指标已生成。" in drawn
    assert "备份" in checked
    assert "本次没有备份" not in checked
    assert book.sheets["附件1"]["B4"].value == 42.5
