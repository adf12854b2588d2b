"""The sheet 参数: the units with their orders and aliases, limits and styles.

Everything that the bureau may want to change without a programmer stands here:
adding or renaming a unit is a line on the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

import pandas as pd

from xl_addin.errors import SettingInvalid
from xl_addin.reading.cells import Rows, is_blank, table_of
from xl_addin.reading.spelling import plain
from xl_addin.sheets.demands import DEMANDS, Demand
from xl_addin.sheets.units import (
    UNIT_HEADINGS,
    UNITS,
    Unit,
    as_lines,
    read_units,
    spellings,
)

SHEET = "参数"
YES, NO = "是", "否"
AS_PUBLISHED, TWO_DECIMALS = "通报样式", "两位小数"
SETTING_HEADINGS = ("项目", "值", "说明")
DEMAND_HEADINGS = ("工作要求", "要求内容")
LAST_MONTH, LAST_YEAR = "上月", "上年同期"
_NUMBER = re.compile(r"\d+(?:\.\d*)?")


@dataclass(frozen=True)
class Settings:
    """Everything the sheet 参数 says. Money in 万元, shares in percent."""

    units: tuple[Unit, ...] = UNITS
    threshold: float = 20
    top: int = 3
    late_days: int = 5
    decide_days: int = 90
    pay_days: int = 15
    fine_high: float = 100
    fine_low: float = 0.01
    style: str = AS_PUBLISHED
    total_row: str = NO
    year_annex: str = NO
    name_units: str = NO
    base: str = LAST_MONTH
    fall: float = 30
    bureau: str = "温州市应急管理局"
    addressee: str = "各县（市、区）、省级产业集聚区应急管理局"
    sign_day: int = 10
    demands: tuple[Demand, ...] = DEMANDS

    def in_order(self, annex: int) -> list[str]:
        """Return the names of the units in the order of annex 1 or 2."""
        by_line = sorted(self.units, key=lambda u: (u.annex1, u.annex2)[annex - 1])
        return [unit.name for unit in by_line]

    def spellings(self) -> dict[str, str]:
        """Return every accepted spelling of a unit and its name, as `units` does."""
        return spellings(self.units)


@dataclass(frozen=True)
class Setting:
    """One line of 参数: field of `Settings`, label, what is allowed, explanation."""

    key: str
    label: str
    note: str
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 1_000_000
    whole: bool = False
    text: bool = False

    @property
    def allowed(self) -> str:
        """What the cell may hold, as a request to the user."""
        if self.text:
            return "请填写文字"
        if self.choices:
            return f"请填写{'或'.join(self.choices)}"
        number = "整数" if self.whole else "数"
        return f"请填写{self.low:g}到{self.high:g}之间的{number}"


SETTINGS = (
    Setting("threshold", "检查处罚率下限（%）", "低于此值的单位在通报中列出", high=1000),
    Setting("top", "排名列出前几位", "通报中各项排名列出的单位数", low=1, high=100, whole=True),
    Setting("late_days", "录入期限（天）", "填报日期晚于检查日期超过此天数为不及时", high=3650, whole=True),
    Setting("decide_days", "立案到决定期限（天）", "超过时提示核对日期", high=3650, whole=True),
    Setting("pay_days", "缴款期限（天）", "决定后超过此天数仍未缴清时提示", high=3650, whole=True),
    Setting("fine_high", "单笔罚款上限（万元）", "超过时提示是否把元填成了万元"),
    Setting("fine_low", "单笔罚款下限（万元）", "低于时提示是否把单位填错"),
    Setting("style", "数字样式", "通报样式：金额按实际小数，收缴率不补零；两位小数：一律两位", (AS_PUBLISHED, TWO_DECIMALS)),
    Setting("total_row", "合计行", "附件末尾是否加全市合计", (YES, NO)),
    Setting("year_annex", "通报附年终考核", "“年终考核”表是否作为附件3附在通报后", (YES, NO)),
    Setting("name_units", "点名", "通报正文是否点出存在问题的单位", (YES, NO)),
    Setting("base", "比较基期", "打非数据与什么比较：期间最后一个月比上月，或整个期间比上年同期", (LAST_MONTH, LAST_YEAR)),
    Setting("fall", "大幅下降（%）", "打非数据降幅超过此值时在通报中指出", high=100),
    Setting("bureau", "发文机关", "通报的标题和落款", text=True),
    Setting("addressee", "主送机关", "通报的主送机关，不含冒号", text=True),
    Setting("sign_day", "成文日", "成文日期为截止月份次月的第几日", low=1, high=28, whole=True),
)  # fmt: skip


def read_settings(rows: Rows | None) -> Settings:
    """Read the sheet 参数; a sheet, line or column that is absent means the default.

    Raises `SettingInvalid` for a value that makes no sense, and the errors of
    `table_of` when the headings are gone.
    """
    if rows is None:
        return Settings()
    headings = (*SETTING_HEADINGS, *UNIT_HEADINGS, *DEMAND_HEADINGS)
    unit = UNIT_HEADINGS[0]
    table = table_of(rows, SHEET, headings, marker=unit, required=(unit,))
    units = read_units(table)
    values = _values(table[~table["项目"].map(is_blank)])
    return Settings(units=units, demands=_demands(table), **values)


HEADINGS = (*SETTING_HEADINGS, None, *UNIT_HEADINGS, None, *DEMAND_HEADINGS)
"""The headings of the three tables of 参数, side by side, with a gap between them."""


def as_rows(settings: Settings) -> list[tuple[object, ...]]:
    """Return the lines of the three tables of 参数, under `HEADINGS`."""
    limits = [(s.label, getattr(settings, s.key), s.note) for s in SETTINGS]
    units = as_lines(settings.units)
    demands = [(d.heading, d.text) for d in settings.demands]
    height = max(len(limits), len(units), len(demands))
    gap = [(None,)] * height
    parts = (
        _padded(limits, len(SETTING_HEADINGS), height),
        gap,
        _padded(units, len(UNIT_HEADINGS), height),
        gap,
        _padded(demands, len(DEMAND_HEADINGS), height),
    )
    return [tuple(chain.from_iterable(line)) for line in zip(*parts, strict=True)]


def _padded(
    lines: Sequence[tuple[object, ...]], width: int, height: int
) -> list[tuple[object, ...]]:
    return [*lines, *[(None,) * width] * (height - len(lines))]


def _demands(table: pd.DataFrame) -> tuple[Demand, ...]:
    """Return the demands; a sheet without any means those that we ship.

    A heading alone is a demand; a text without one goes on where it stands.
    """
    heading, text = (table[name].map(_text) for name in DEMAND_HEADINGS)
    lines = zip(heading, text, strict=True)
    return tuple(Demand(h, t) for h, t in lines if h or t) or DEMANDS


def _text(cell: object) -> str:
    return "" if is_blank(cell) else str(cell).strip()


def _values(table: pd.DataFrame) -> dict[str, Any]:
    known = {setting.label: setting for setting in SETTINGS}
    kinds = {f.name: f.type for f in fields(Settings)}
    values: dict[str, Any] = {}
    for label, cell in zip(table["项目"], table["值"], strict=True):
        setting = known.get(str(label).strip())
        if setting is not None and not is_blank(cell):
            values[setting.key] = _value(setting, cell)
    return {k: int(v) if kinds[k] == "int" else v for k, v in values.items()}


def _value(setting: Setting, cell: object) -> str | float:
    where = f"“{setting.label}”"
    if setting.text:
        return _text(cell)
    if not setting.choices:
        return _number(cell, where, setting)
    text = str(cell).strip()
    if text not in setting.choices:
        raise SettingInvalid(where, cell, setting.allowed)
    return text


def _number(cell: object, where: str, setting: Setting) -> float:
    text = plain(str(cell)).rstrip("%％")
    if not _NUMBER.fullmatch(text):
        raise SettingInvalid(where, cell, setting.allowed)
    number = float(text)
    fits = setting.low <= number <= setting.high
    if not fits or (setting.whole and number != int(number)):
        raise SettingInvalid(where, cell, setting.allowed)
    return number
