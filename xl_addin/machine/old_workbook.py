"""An older workbook as it is read: which sheets are ours, which the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from xl_addin.errors import SheetMissing, WorkbookProblem
from xl_addin.hosts.file.guard import Package
from xl_addin.hosts.file.own_sheets import Opened, code_names, has_formulas, read_own
from xl_addin.hosts.file.reader import cells_of
from xl_addin.reading.cells import Rows
from xl_addin.sheets import version
from xl_addin.sheets.a3 import A3
from xl_addin.workbook import places
from xl_addin.workbook.build import Parts
from xl_addin.workbook.content import SHEETS

ENTERED: Final = (places.SHEET, *SHEETS)
"""The sheets that hold what people entered; they are ours whoever made them."""
_LONGEST: Final = 31  # Excel's limit for the name of a sheet


class WorkbookNewer(WorkbookProblem):
    """The workbook was built by a newer version than this program."""

    def __init__(self, version: str, present: str) -> None:
        super().__init__(
            f"工作簿由新版（{version}）生成，程序为{present}版，请先升级程序。"
        )


@dataclass(frozen=True)
class OldWorkbook:
    """A workbook to be upgraded.

    `ours` gives the name that each of our sheets has in it, by its present name, and
    `own` the name that each of the user's own will have, by the name that it has.
    `cells` are their values, ours by their present names.
    """

    version: str
    ours: Mapping[str, str]
    own: Mapping[str, str]
    cells: Mapping[str, Rows]
    opened: Opened = field(default_factory=Opened)


def read(package: Package, present: Parts) -> OldWorkbook:
    """Return the workbook, sorted into ours and the user's own.

    Raises any `FileProblem`, `SheetMissing` where it holds no A3, and `WorkbookNewer`.
    """
    ours = _ours(code_names(package), present.tabs)
    if A3.sheet not in ours:
        raise SheetMissing(A3.sheet)
    titles = [title for title in package.sheets if title not in ours.values()]
    cells: dict[str, Rows] = {**cells_of(package, [*ours.values(), *titles])}
    mark = version.version_of(cells.get(ours.get(version.TAB, "")))
    if version.is_newer(mark):
        raise WorkbookNewer(mark, version.PRESENT)
    formulas = [ours[A3.sheet]] if has_formulas(package, ours[A3.sheet]) else []
    return OldWorkbook(
        version=mark,
        ours=ours,
        own=_renamed(titles, present.tabs),
        cells={**cells, **{tab: cells[title] for tab, title in ours.items()}},
        opened=read_own(package, titles, formulas),
    )


def _ours(codes: Mapping[str, str], tabs: Mapping[str, str]) -> dict[str, str]:
    """Return our sheets' names in the file by their present names.

    One that people renamed is known by what VBA calls it. A sheet of theirs may have
    the name of one that came later, and VBA calls it otherwise.
    """
    found = {
        title.strip(): title
        for title, code in codes.items()
        if title.strip() in tabs
        and (title.strip() in ENTERED or code in {"", tabs[title.strip()]})
    }
    by_code = {code: tab for tab, code in tabs.items()}
    for title, code in codes.items():
        if code in by_code and title not in found.values():
            found.setdefault(by_code[code], title)
    return found


def _renamed(titles: list[str], tabs: Mapping[str, str]) -> dict[str, str]:
    """Return a name for each of the user's own sheets that none of ours has."""
    taken = {tab.casefold() for tab in tabs}
    names: dict[str, str] = {}
    for title in titles:
        name, number = title, 1
        while name.casefold() in taken:
            ending = "（原）" if number == 1 else f"（原{number}）"
            name, number = f"{title[: _LONGEST - len(ending)]}{ending}", number + 1
        taken.add(name.casefold())
        names[title] = name
    return names
