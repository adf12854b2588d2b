"""The present template with everything that a user has in an older workbook.

Nothing is counted or drawn on the way: the sheets that buttons draw are empty until a
button draws them. What cannot be carried is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from xl_addin.hosts.file.guard import open_package
from xl_addin.look.own import Cell, OwnSheet
from xl_addin.machine import left_behind, old_workbook
from xl_addin.machine.carried import Taken, content_of
from xl_addin.machine.left_behind import Left
from xl_addin.machine.moves import Lost, Moves
from xl_addin.machine.old_workbook import OldWorkbook
from xl_addin.reading.cells import Rows, is_blank
from xl_addin.sheets import version
from xl_addin.sheets.a3 import A3
from xl_addin.workbook.build import Parts, parts, upgraded

_FOLLOW = "公式引用了其他文件，或已不在一处的单元格，已改为数值"


NEXT = "旧工作簿保持不动。请打开新工作簿核对，再按“月度汇总”重新生成附件等各表；各表的列宽、底色等按新版，自己调整过的请重新设置。"
"""What the user is to do with the new workbook."""


class Carried(NamedTuple):
    """A sheet, and how many of its cells were carried."""

    sheet: str
    cells: int


@dataclass(frozen=True)
class Upgrade:
    """The new workbook, and what became of the old one's contents."""

    workbook: bytes
    before: str
    carried: tuple[Carried, ...]
    left: tuple[Left, ...]

    def sentences(self) -> list[str]:
        """Return the report: from which version, what was carried, and what was not."""
        same = self.before == version.PRESENT
        way = "重新生成" if same else f"由{self.before}版升级"
        said = [f"工作簿已{way}，现为{version.PRESENT}版。"]
        sheets = "，".join(f"{sheet}（{cells}格）" for sheet, cells in self.carried)
        said.append(
            f"带过去的内容：{sheets}。" if sheets else "旧工作簿中没有填写内容。"
        )
        if not self.left:
            return [*said, "没有遗留的内容。"]
        return [
            *said,
            f"没有带过去的内容（{len(self.left)}项）：",
            *(
                f"· {line.sheet or '工作簿'}：{line.what}——{line.reason}"
                for line in self.left
            ),
        ]

    def as_json(self) -> dict[str, Any]:
        """Return what `upgrade` writes as JSON."""
        return {
            "from": self.before,
            "to": version.PRESENT,
            "carried": [line._asdict() for line in self.carried],
            "left_behind": [line._asdict() for line in self.left],
        }


def upgrade(
    path: Path, conf: Mapping[str, str], stage: Callable[[str], None]
) -> Upgrade:
    """Return the present template with all that is the user's in the workbook `path`.

    `conf` is the sheet xlwings.conf of the new one; the old one's is not taken over.
    `stage` is told how far the work has come. Raises any `FileProblem`, what reading
    A3 and 参数 raises, and `WorkbookNewer`.
    """
    stage("读取旧工作簿")
    package, present = open_package(path), parts()
    old = old_workbook.read(package, present)
    stage("整理内容")
    taken = content_of(old)
    own, lost = _own(old, taken.moves)
    names, unnamed = _names(old, present, taken.moves)
    stage("生成新工作簿")
    content = replace(taken.content, own=own, own_names=names)
    left = [*taken.left, *lost, *unnamed, *left_behind.found(package, old, present)]
    return Upgrade(
        workbook=upgraded(content, conf),
        before=old.version,
        carried=tuple(_carried(taken, own)),
        left=tuple(left),
    )


def _carried(taken: Taken, own: tuple[OwnSheet, ...]) -> list[Carried]:
    ours = [Carried(tab, count) for tab, count in taken.counts.items() if count]
    filled = {sheet.name: sum(map(_filled, sheet.cells)) for sheet in own}
    return [*ours, *(Carried(name, count) for name, count in filled.items())]


def _filled(cell: Cell) -> bool:
    return bool(cell.formula) or not is_blank(cell.value)


def _own(old: OldWorkbook, moves: Moves) -> tuple[tuple[OwnSheet, ...], list[Left]]:
    """Return the user's own sheets, their formulas following what moved."""
    sheets, left = [], []
    for sheet in old.opened.own:
        rows, name = old.cells[sheet.name], old.own[sheet.name]
        cells = [_followed(cell, sheet.name, rows, moves) for cell in sheet.cells]
        pairs = zip(sheet.cells, cells, strict=True)
        stopped = sum(bool(before.formula) > bool(now.formula) for before, now in pairs)
        if stopped:
            left.append(Left(name, f"公式{stopped}个", _FOLLOW))
        if name != sheet.name:
            left.append(Left(name, f"表名“{sheet.name}”", "新版有同名的表，已改名"))
        left += [
            Left(name, lost, "升级时不能带过去，请自行重做") for lost in sheet.lost
        ]
        sheets.append(replace(sheet, name=name, cells=tuple(cells)))
    return tuple(sheets), left


def _followed(cell: Cell, sheet: str, rows: Rows, moves: Moves) -> Cell:
    """Return a cell whose formula points where it pointed, or its value alone."""
    if not cell.formula:
        return cell
    value = value_at(rows, cell.row, cell.column)
    try:
        formula = moves.followed(cell.formula, sheet)
    except Lost:
        return replace(cell, formula="", over="", value=value)
    return replace(cell, formula=formula, value=value)


def value_at(rows: Rows, row: int, column: int) -> object:
    """Return the value of a cell, its place counted from 0; None beyond the last."""
    line = rows[row] if row < len(rows) else ()
    return line[column] if column < len(line) else None


def _names(
    old: OldWorkbook, present: Parts, moves: Moves
) -> tuple[dict[str, str], list[Left]]:
    """Return the user's own names, and those that point nowhere any more."""
    ours = {name.casefold() for name in present.names}
    names, left = {}, []
    for name, area in old.opened.names.items():
        if name.casefold() in ours or name.startswith("_xl") or "#REF!" in area:
            continue  # a name that points nowhere is of no use to anybody
        try:
            names[name] = moves.followed(f"={area}", A3.sheet)[1:]
        except Lost:
            left.append(Left("", f"名称“{name}”", "引用了其他文件或已不存在的单元格"))
    return names, left
