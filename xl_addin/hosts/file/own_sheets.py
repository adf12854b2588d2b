"""The sheets of a workbook that are the user's own, cell by cell, with their looks.

A well-kept reader of everything, openpyxl, reads them. It is slow, and what it cannot
hold it drops without a word: so it gets the user's own sheets alone, and what it would
drop is named. It never saves.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from xl_addin.archive import packed
from xl_addin.errors import NotAWorkbook
from xl_addin.hosts.file.guard import Package, all_parts, damage_means_no_workbook
from xl_addin.hosts.file.own_looks import look_of
from xl_addin.look.own import Cell, Listed, OwnSheet, Span

_EMPTY: Final = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
_CODE: Final = re.compile(r'<(?:\w+:)?sheetPr\b[^>]*?\bcodeName="([^"]*)"')
_HEAD: Final = 4096  # what VBA calls a sheet stands at the beginning
_ROOMY: Final = 8.43  # the width of a column that nobody set
_MARGIN: Final = (
    5 / 7
)  # what a file counts in and a user does not: 5 pixels of 7 a sign


@dataclass(frozen=True)
class Opened:
    """A workbook as far as it is read here; sheets in the order of the tabs.

    `names` are those that formulas use, and what they stand for; `formulas` those of a
    sheet by row and column, from 1; `lost` what is no sheet of cells.
    """

    own: tuple[OwnSheet, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    formulas: Mapping[str, Mapping[tuple[int, int], str]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


def code_names(package: Package) -> dict[str, str]:
    """Return what VBA calls each sheet, by the sheet's name; "" where it is not said.

    Raises NotAWorkbook and FileTooLarge.
    """
    there = all_parts(package, list(package.sheets.values()))
    heads = {
        name: there.get(part, b"")[:_HEAD].decode(errors="replace")
        for name, part in package.sheets.items()
    }
    found = {name: _CODE.search(head) for name, head in heads.items()}
    return {name: code[1] if code else "" for name, code in found.items()}


def read_own(
    package: Package, own: Sequence[str], with_formulas: Collection[str] = ()
) -> Opened:
    """Return the sheets `own`, and the formulas alone of the sheets `with_formulas`.

    Raises NotAWorkbook and FileTooLarge. How far a sheet reaches must have been
    checked: see `guard.check_sheet`.
    """
    with _reading(package.path):
        book = _load(package, {*own, *with_formulas})
        return Opened(
            own=tuple(_sheet(book[name]) for name in own),
            names={n: d.attr_text for n, d in book.defined_names.items()},
            formulas={name: _formulas(book[name]) for name in with_formulas},
            lost=tuple(f"图表页“{sheet.title}”" for sheet in book.chartsheets),
        )


def has_formulas(package: Package, name: str) -> bool:
    """Tell whether any cell of a sheet may hold a formula."""
    return any(
        b"<f" in part for part in all_parts(package, [package.sheets[name]]).values()
    )


def _reading(path: Path) -> Any:  # noqa: ANN401  a context
    return damage_means_no_workbook(path)


def _load(package: Package, wanted: Collection[str]) -> Any:  # noqa: ANN401  openpyxl is untyped
    """Load a workbook of which only the wanted sheets have cells."""
    parts = all_parts(package)
    for name, part in package.sheets.items():
        if name not in wanted:
            parts[part] = _EMPTY
            parts.pop(_relations(part), None)
    with warnings.catch_warnings(action="ignore"):  # of what it drops; we name it
        try:
            return load_workbook(BytesIO(packed(parts, stored=True)))
        except (AttributeError, TypeError) as error:
            raise NotAWorkbook(package.path) from error


def _relations(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _formulas(sheet: Any) -> dict[tuple[int, int], str]:  # noqa: ANN401
    return {
        (cell.row, cell.column): cell.value
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f" and isinstance(cell.value, str)
    }


def _sheet(sheet: Any) -> OwnSheet:  # noqa: ANN401
    pane = sheet.freeze_panes
    frozen = range_boundaries(pane)[:2] if pane else (1, 1)
    return OwnSheet(
        name=sheet.title,
        cells=tuple(_cells(sheet)),
        columns=tuple(_columns(sheet)),
        rows=tuple(_rows(sheet)),
        merged=tuple(str(area) for area in sheet.merged_cells.ranges),
        tables=tuple(map(_table, sheet.tables.values())),
        frozen=(frozen[1] - 1, frozen[0] - 1),
        state=sheet.sheet_state,
        filtered=sheet.auto_filter.ref or "",
        lost=tuple(_lost(sheet)),
    )


def _cells(sheet: Any) -> Iterator[Cell]:  # noqa: ANN401
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None or cell.has_style or cell.comment:
                yield _cell(cell)


def _cell(cell: Any) -> Cell:  # noqa: ANN401
    value, formula, over = cell.value, "", ""
    if isinstance(value, ArrayFormula):
        formula, over = value.text or "", value.ref
    elif cell.data_type == "f":
        formula = value if isinstance(value, str) else ""
    elif cell.data_type == "e":
        formula = f"={value}"  # an error that was typed
    comment = cell.comment.text if cell.comment else ""
    known = value if not formula and not isinstance(value, DataTableFormula) else None
    place = cell.row - 1, cell.column - 1
    return Cell(*place, known, look_of(cell), formula, over, comment)


def _columns(sheet: Any) -> Iterator[Span]:  # noqa: ANN401
    for letter, column in sheet.column_dimensions.items():
        first = column.min or range_boundaries(f"{letter}1")[0]
        last = column.max or first
        width = column.width - _MARGIN if column.width > 1 else _ROOMY
        yield Span(first - 1, last - 1, width, bool(column.hidden))


def _rows(sheet: Any) -> Iterator[Span]:  # noqa: ANN401
    for number, row in sheet.row_dimensions.items():
        if row.height is not None or row.hidden:
            yield Span(number - 1, number - 1, row.height, bool(row.hidden))


def _table(table: Any) -> Listed:  # noqa: ANN401
    headings = tuple(column.name for column in table.tableColumns)
    return Listed(table.name, table.ref, headings, bool(table.totalsRowCount))


def _lost(sheet: Any) -> Iterator[str]:  # noqa: ANN401
    """Name what stands on a sheet and is not among what we hand over."""
    links = sum(1 for line in sheet.iter_rows() for cell in line if cell.hyperlink)
    counted = (
        ("图表", len(sheet._charts), "个"),  # noqa: SLF001  it has no other way
        ("图片", len(sheet._images), "张"),  # noqa: SLF001
        ("数据透视表", len(sheet._pivots), "个"),  # noqa: SLF001
        ("条件格式", len(sheet.conditional_formatting), "处"),
        ("数据验证（下拉列表等）", len(sheet.data_validations.dataValidation), "处"),
        ("超链接", links, "处"),
    )
    yield from (f"{what}{count}{unit}" for what, count, unit in counted if count)
    if sheet.protection.sheet:
        yield "工作表保护"
    if any(
        isinstance(cell.value, DataTableFormula)
        for line in sheet.iter_rows()
        for cell in line
    ):
        yield "模拟运算表"
