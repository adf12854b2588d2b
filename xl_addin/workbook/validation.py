"""Help while typing: drop-downs, input messages, and tints of required blanks.

All of it is native to the spreadsheet and works without Python.
"""

from __future__ import annotations

from datetime import date

from xlsxwriter.worksheet import Worksheet

from xl_addin.look.theme import MISSING
from xl_addin.reading.conditions import When
from xl_addin.sheets.schema import Column, Kind, Schema
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.workbook.canvas import Canvas, address

UNIT_LIST = "UnitList"
"""The workbook's name for the units of 参数, the source of a drop-down."""

READY_ROWS = 20_000
"""Help reaches so many rows below the table, for rows to come."""


def add_help(
    canvas: Canvas, sheet: Worksheet, schema: Schema, first: int, count: int
) -> None:
    """Give the columns of a table their drop-downs, messages and tints.

    `first` is the table's first line, counted from 0, and `count` its lines.
    """
    last = first + count + READY_ROWS
    tint = canvas.book.add_format({"bg_color": MISSING})
    for at, column in enumerate(schema.columns):
        sheet.data_validation(first, at, last, at, _validation(schema, column))
        if column.required:
            formula = _blank_but_required(schema, at, first)
            test = {"type": "formula", "criteria": formula, "format": tint}
            sheet.conditional_format(first, at, last, at, test)


def _blank_but_required(schema: Schema, at: int, first: int) -> str:
    column = schema.columns[at]
    cell = address(first, at, fixed_column=True)
    if isinstance(column.required, When):
        keys = [c.key for c in schema.columns]
        other = address(first, keys.index(column.required.key), fixed_column=True)
        needed = column.required.formula(other)
    else:
        start = address(first, 0, fixed_column=True)
        end = address(first, len(schema.columns) - 1, fixed_column=True)
        given = int(schema is SUPERVISION)  # that sheet comes with its units
        needed = f"COUNTA({start}:{end})>{given}"
    return f"=AND({needed},LEN(TRIM({cell}))=0)"


def _validation(schema: Schema, column: Column) -> dict[str, object]:
    return {
        "input_title": column.heading[:32],
        "input_message": _message(schema, column)[:255],
        "error_title": "请检查输入",
        "error_type": "stop",
        **_allowed(column),
    }


def _allowed(column: Column) -> dict[str, object]:
    """Return what Excel lets one type, and what it says otherwise."""
    words = list(column.options)
    number: dict[str, object] = {"criteria": ">=", "value": 0}
    decimal = number | {"validate": "decimal", "error_message": "请填写大于或等于 0 的数，注意单位。"}  # fmt: skip
    rules: dict[Kind, dict[str, object]] = {
        "unit": {
            "validate": "list",
            "source": f"={UNIT_LIST}",
            "error_message": "请从下拉列表中选择填报单位；新单位请先加到“参数”表。",
        },
        "choice": {
            "validate": "list",
            "source": words,
            "error_message": f"请选择：{'、'.join(words)}。",
        },
        # several words joined by 、 are right, so the list only helps
        "kinds": {"validate": "list", "source": words, "show_error": False},
        "date": {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2099, 12, 31),
            "error_message": "请填写日期，如 2021-01-31。",
        },
        "count": number
        | {"validate": "integer", "error_message": "请填写大于或等于 0 的整数。"},
        "money": decimal,
        "tonnes": decimal,
    }
    return rules.get(column.kind, {"validate": "any"})


def _message(schema: Schema, column: Column) -> str:
    if isinstance(column.required, When):
        other = schema.heading(column.required.key)
        need = f"{column.required.sentence(other)}时必填。"
    else:
        need = "必填。" if column.required else "选填。"
    return f"{need}{column.hint}{'。' if column.hint else ''}"
