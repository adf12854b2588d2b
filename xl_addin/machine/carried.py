"""What people entered on our sheets of an older workbook, ready for the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xl_addin.figures.history import HISTORY
from xl_addin.machine.left_behind import Left
from xl_addin.machine.moves import Lost, Moves, Place
from xl_addin.machine.old_workbook import OldWorkbook
from xl_addin.notice import draft
from xl_addin.reading.cells import Rows, heading_key, is_blank, table_of
from xl_addin.sheets import marks, settings
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.schema import Schema
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.sheets.units import UNIT_HEADINGS
from xl_addin.workbook import places
from xl_addin.workbook.canvas import Formula
from xl_addin.workbook.content import FIRST_LINE, Content, extra_columns
from xl_addin.workbook.own_sheets import number


@dataclass(frozen=True)
class Taken:
    """What the new workbook shall hold, how many cells that is, and what stays."""

    content: Content
    moves: Moves
    counts: Mapping[str, int]
    left: tuple[Left, ...]


def content_of(old: OldWorkbook) -> Taken:
    """Return what people entered on our sheets.

    A column that the old workbook lacks is blank. Raises what finding the headings
    and `read_settings` raise.
    """
    place, columns = _place(old.cells[A3.sheet])
    moved = {old.ours[A3.sheet]: place, A3.sheet: place}
    names = {title: tab for tab, title in old.ours.items() if title != tab}
    renamed = {title: name for title, name in old.own.items() if title != name}
    moves = Moves({**names, **renamed}, moved)
    a3, stopped = _with_formulas(old, _table(A3, old.cells[A3.sheet]), columns, moves)
    a3 = _as_spelled(a3, old.cells[A3.sheet])
    said = old.cells.get(settings.SHEET)
    notice = draft.read(old.cells.get(draft.SHEET))
    period = places.typed_period(old.cells.get(places.SHEET))
    beside = {s.sheet: _beside(s, old) for s in (SUPERVISION, HISTORY)}
    content = Content(
        settings=settings.read_settings(said),
        a3=a3,
        supervision=beside[SUPERVISION.sheet],
        notice=tuple(notice),
        history=beside[HISTORY.sheet],
        typed_period=period,
    )
    counts = {
        places.SHEET: sum(not is_blank(cell) for cell in period or ()),
        A3.sheet: _count(a3.drop(columns=list(marks.HEADINGS), errors="ignore")),
        **{tab: 0 if t is None else _count(t) for tab, t in beside.items()},
        settings.SHEET: _count(_settings_table(said)) if said else 0,
        draft.SHEET: sum(bool(line.own) for line in notice),
    }
    return Taken(content, moves, counts, tuple(_left(old, stopped)))


def _table(schema: Schema, rows: Rows) -> pd.DataFrame:
    """Return the table of a sheet, however many of its columns are there."""
    unit = next(column.heading for column in schema.columns if column.kind == "unit")
    headings = [column.heading for column in schema.columns]
    return table_of(rows, schema.sheet, headings, marker=unit, required=(unit,))


def _beside(schema: Schema, old: OldWorkbook) -> pd.DataFrame | None:
    rows = old.cells.get(schema.sheet)
    return None if rows is None else schema.table(rows)


def _place(rows: Rows) -> tuple[Place, dict[int, str]]:
    """Return where the cells of A3 go, and the name of each old column, from 1."""
    top = A3.heading_row(rows) or 1
    width = max(map(len, rows), default=0)
    numbered = _table(A3, [rows[top - 1], list(range(1, width + 1))])
    old = {name: at for name, at in numbered.iloc[0].items() if at is not None}
    table = _table(A3, rows)
    form = [column.heading for column in A3.columns]
    now = [*form, *marks.HEADINGS, *extra_columns(table)]
    went = {int(at): now.index(str(n)) + 1 for n, at in old.items() if n in now}
    names = {int(at): str(name) for name, at in old.items()}
    kept = [int(row) for row in table.index]
    return Place(went, kept, FIRST_LINE + 1, (top, FIRST_LINE)), names


def _with_formulas(
    old: OldWorkbook, a3: pd.DataFrame, columns: Mapping[int, str], moves: Moves
) -> tuple[pd.DataFrame, int]:
    """Return A3 with formulas where there are some, and how many became values."""
    title, stopped = old.ours[A3.sheet], 0
    found = old.opened.formulas.get(title, {})
    cells = {str(name): dict(zip(a3.index, a3[name], strict=True)) for name in a3}
    for (row, column), text in found.items():
        name = columns.get(column)
        if name in cells and name not in marks.HEADINGS and row in a3.index:
            try:
                formula = moves.followed(text, title)
            except Lost:
                stopped += 1
            else:
                cells[name][row] = Formula(formula, number(cells[name][row]))
    return pd.DataFrame(cells, index=a3.index, dtype=object), stopped


def _as_spelled(a3: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Return A3 with the user's own headings as they were typed, blanks and all."""
    top = A3.heading_row(rows) or 1
    typed = {
        heading_key(cell): str(cell) for cell in rows[top - 1] if not is_blank(cell)
    }
    own = {name: typed.get(name, name) for name in extra_columns(a3)}
    return a3.rename(columns=own)


def _count(table: pd.DataFrame) -> int:
    return int((~table.map(is_blank)).to_numpy().sum())


def _settings_table(rows: Rows) -> pd.DataFrame:
    headings = [heading for heading in settings.HEADINGS if heading]
    unit = UNIT_HEADINGS[0]
    table = table_of(rows, settings.SHEET, headings, marker=unit, required=(unit,))
    return table[headings]


def _left(old: OldWorkbook, stopped: int) -> list[Left]:
    left = []
    if stopped:
        why = "公式引用了其他文件，或已不在一处的单元格，已改为数值"
        left.append(Left(A3.sheet, f"公式{stopped}个", why))
    if said := old.cells.get(settings.SHEET):
        known = {setting.label for setting in settings.SETTINGS}
        lines = _settings_table(said)[["项目", "值"]].itertuples(index=False)
        left += [
            Left(settings.SHEET, f"“{label}”", "新版没有这一项")
            for label, value in lines
            if not is_blank(label)
            and not is_blank(value)
            and str(label).strip() not in known
        ]
    return left
