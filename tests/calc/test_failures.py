"""A button that fails leaves the workbook as it was; one without a backup works."""

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from tests.calc.picture import Desk, differences, personal, said, snapshot

pytestmark = pytest.mark.calc

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
        pytest.param("xl_addin.hosts.live.drawing", "_style", 9, id="dressing"),
        pytest.param("xl_addin.hosts.live.drawing", "_fit", 4, id="sizing"),
        pytest.param(
            "xl_addin.hosts.live.drawing", "set_print_area", 5, id="print areas"
        ),
        pytest.param(
            "xl_addin.hosts.live.book.LiveBook", "write_formulas", 1, id="links"
        ),
        pytest.param(
            "xl_addin.desk.open_workbook", "put_notice", 1, id="at the very end"
        ),
        pytest.param("xl_addin.hosts.live.journal", "remember", 1, id="remembering"),
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
        f"exec({full!r}); from xl_addin.hosts.live import journal; "
        "kept = journal.replace_atomically; journal.replace_atomically = full",
    )

    desk.press(book, "生成附件")

    desk.run(
        book,
        "from xl_addin.hosts.file import output; from xl_addin.hosts.live import journal; "
        "journal.replace_atomically = output.replace_atomically",
    )
    assert "没有完成" in said(desk)
    assert "工作簿已恢复原样" in said(desk)
    assert differences(before, snapshot(desk, book)) == {}


def test_a_sheet_that_cannot_be_put_back_stops_no_other_and_is_left_for_undo(
    desk: Desk, book: xw.Book
) -> None:
    before = snapshot(desk, book)
    (desk.modules / "locking.py").write_text(
        """
from xl_addin.desk import open_workbook
done = open_workbook.put_findings
def failing(book, content):
    open_workbook.put_findings = done
    book.book.sheets["附件1"].impl.xl.protect("")
    raise ZeroDivisionError("injected")
open_workbook.put_findings = failing
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
    assert "2021年1-2月附件1、附件2、年终考核和首页主要指标已生成。" in drawn
    assert "备份" in checked
    assert "本次没有备份" not in checked
    assert book.sheets["附件1"]["B4"].value == 42.5
