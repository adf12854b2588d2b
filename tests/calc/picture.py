"""A workbook as its owner sees it: taken before a button and after, and compared."""

import json
import shutil
from pathlib import Path
from typing import Any

import xlwings as xw

from tests.calc.desk import Desk

SNAPSHOT = Path(__file__).with_name("snapshot.py")
NOTE = "制表人：张三"

Picture = dict[tuple[str, str, str], Any]


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
