"""The units that report, and the table of 参数 that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from xl_addin.errors import SettingInvalid
from xl_addin.reading.cells import is_blank
from xl_addin.reading.spelling import ERROR_TEXTS, plain

UNIT_HEADINGS = ("单位", "区划代码", "附件1顺序", "附件2顺序", "别名")
_LAST_LINE = 10_000
_LINE = re.compile(r"(\d{1,5})(?:\.0*)?")
_SUFFIXES = ("区", "县", "市")
_LONGEST_NAME = 30
_OF_ALL = frozenset(["全市", "合计", "小计", "总计", "共计", "未知单位"])
"""What stands in a table for all units, or for none that is known."""


@dataclass(frozen=True)
class Unit:
    """A unit that reports: its name, its code, its line in each annex, its aliases."""

    name: str
    code: str
    annex1: int
    annex2: int
    aliases: tuple[str, ...] = ()


UNITS = (
    Unit("鹿城区", "330302", 1, 1),
    Unit("龙湾区", "330303", 2, 2),
    Unit("瓯海区", "330304", 3, 3),
    Unit("洞头区", "330305", 4, 4, ("洞头县",)),
    Unit("乐清市", "330382", 5, 5),
    Unit("瑞安市", "330381", 6, 6),
    Unit("永嘉县", "330324", 7, 7),
    Unit("文成县", "330328", 8, 8),
    Unit("平阳县", "330326", 9, 9),
    Unit("泰顺县", "330329", 10, 10),
    Unit("苍南县", "330327", 11, 12),
    Unit(
        "浙南产业集聚区",
        "330371",
        12,
        13,
        ("浙南集聚区", "温州经济技术开发区", "温州经开区", "经开区"),
    ),
    Unit("龙港市", "330383", 13, 11, ("龙港镇",)),
)
"""The thirteen units, in the two orders of the notice of January-February 2021."""


def spellings(units: Sequence[Unit]) -> dict[str, str]:
    """Return every accepted spelling of a unit, white space removed, and its name.

    A name may lack its last 区, 县 or 市, unless two units would be meant.

    >>> spellings(UNITS)["龙港"]
    '龙港市'
    """
    known = {alias: unit.name for unit in units for alias in unit.aliases}
    known |= {unit.name: unit.name for unit in units}
    stems = [(_stem(unit.name), unit.name) for unit in units]
    short = [stem for stem, _ in stems]
    alone = {s: name for s, name in stems if short.count(s) == 1}
    return alone | known


def read_units(table: pd.DataFrame) -> tuple[Unit, ...]:
    """Return the units of the table of 参数, which has a column for each heading.

    Raises `SettingInvalid` where there is none, where a name stands for two, is that
    of a sum, a formula or too long, and for a line that is no whole number.
    """
    units = tuple(_units(table[~table["单位"].map(is_blank)]))
    if not units:
        raise SettingInvalid("“单位”列", "", "请至少填写一个单位")
    _refuse_twice(units)
    return units


def as_lines(units: Sequence[Unit]) -> list[tuple[object, ...]]:
    """Return the lines of the table, under `UNIT_HEADINGS`."""
    return [
        (u.name, u.code, u.annex1, u.annex2, "、".join(u.aliases) or None)
        for u in units
    ]


def _stem(name: str) -> str:
    return name[:-1] if name.endswith(_SUFFIXES) and len(name) > 2 else name


def _units(table: pd.DataFrame) -> Iterator[Unit]:
    for place, (row, line) in enumerate(table.iterrows(), start=1):
        yield Unit(
            name=_accepted(line["单位"], f"第{row}行“单位”"),
            code=_code(line["区划代码"]),
            annex1=_line_number(line["附件1顺序"], place, f"第{row}行“附件1顺序”"),
            annex2=_line_number(line["附件2顺序"], place, f"第{row}行“附件2顺序”"),
            aliases=_aliases(line["别名"], f"第{row}行“别名”"),
        )


def _code(cell: object) -> str:
    if is_blank(cell):
        return ""
    return f"{cell:.0f}" if isinstance(cell, float) else str(cell).strip()


def _line_number(cell: object, place: int, where: str) -> int:
    """Return a line of an annex; a blank cell means the place in this table."""
    if is_blank(cell):
        return place
    match = _LINE.fullmatch(plain(str(cell)))
    if match is None or not 1 <= int(match[1]) <= _LAST_LINE:
        raise SettingInvalid(where, cell, f"请填写1到{_LAST_LINE}之间的整数")
    return int(match[1])


def _aliases(cell: object, where: str) -> tuple[str, ...]:
    if not isinstance(cell, str):
        return ()
    names = cell.replace(",", "、").replace("，", "、").split("、")
    return tuple(_accepted(name, where) for name in names if not is_blank(name))


def _accepted(cell: object, where: str) -> str:
    """Return a unit's name. Raises `SettingInvalid` where it could not be told apart.

    A name is printed in every table, where it must be neither that of a sum nor a
    formula.
    """
    name = _name(cell)
    if name in _OF_ALL:
        raise SettingInvalid(where, cell, "这是汇总行的名称，请改用单位自己的名称")
    if name.startswith(tuple("=+-@＝＋－＠")) or name in ERROR_TEXTS:
        raise SettingInvalid(where, cell, "请改填单位名称，不能是公式或错误值")
    if len(name) > _LONGEST_NAME:
        raise SettingInvalid(
            where, f"{name[:10]}…", f"请把名称缩短到{_LONGEST_NAME}个字以内"
        )
    return name


def _name(cell: object) -> str:
    """Return a unit's name as it is compared: without blanks and full-width letters."""
    return "".join(plain(str(cell)).split())


def _refuse_twice(units: tuple[Unit, ...]) -> None:
    seen: set[str] = set()
    for unit in units:
        for name in (unit.name, *unit.aliases):
            if name in seen:
                raise SettingInvalid(
                    "单位或别名", name, "同一名称只能出现一次，请删除重复的"
                )
            seen.add(name)
