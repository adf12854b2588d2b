"""The units of 参数: their orders, codes and every spelling that means one of them."""

from typing import Any

import pytest

from xl_addin.errors import SettingInvalid
from xl_addin.sheets.settings import Settings, read_settings
from xl_addin.sheets.units import UNIT_HEADINGS, UNITS, Unit

Cells = list[list[Any]]

# The notice of January-February 2021, in the order of its two annexes.
ANNEX_1 = "鹿城区 龙湾区 瓯海区 洞头区 乐清市 瑞安市 永嘉县 文成县 平阳县 泰顺县 苍南县 浙南产业集聚区 龙港市"
ANNEX_2 = "鹿城区 龙湾区 瓯海区 洞头区 乐清市 瑞安市 永嘉县 文成县 平阳县 泰顺县 龙港市 苍南县 浙南产业集聚区"


def sheet(units: Cells) -> Cells:
    """Return the sheet 参数 with these units."""
    return [list(UNIT_HEADINGS), *(line + [None] * (5 - len(line)) for line in units)]


def test_the_units_stand_in_the_two_orders_of_the_notice() -> None:
    assert Settings().in_order(1) == ANNEX_1.split()
    assert Settings().in_order(2) == ANNEX_2.split()


@pytest.mark.parametrize("order", ["首位", 0, 1.5, -3])
def test_a_bad_line_number_names_its_cell(order: object) -> None:
    with pytest.raises(SettingInvalid, match=f"第3行“附件2顺序”的值“{order}”无效"):
        read_settings(sheet([["鹿城区"], ["龙港市", "", 2, order]]))


@pytest.mark.parametrize(
    ("units", "name"),
    [
        pytest.param([["鹿城区"], ["鹿城区"]], "鹿城区", id="a unit twice"),
        pytest.param([["鹿城区"], ["鹿 城区"]], "鹿城区", id="but for a blank"),
        pytest.param(
            [["鹿城区"], ["龙港市", "", 2, 2, "鹿城区"]], "鹿城区", id="as an alias"
        ),
        pytest.param(
            [["鹿城区", "", 1, 1, "老城"], ["龙港市", "", 2, 2, "新城、老城"]],
            "老城",
            id="an alias twice",
        ),
    ],
)
def test_a_name_may_stand_for_one_unit_only(units: Cells, name: str) -> None:
    with pytest.raises(SettingInvalid, match=f"“{name}”无效，同一名称只能出现一次"):
        read_settings(sheet(units))


def test_a_sheet_without_units_is_refused() -> None:
    with pytest.raises(SettingInvalid, match="请至少填写一个单位"):
        read_settings(sheet([[None], [" "]]))


def test_a_unit_is_read_with_code_orders_and_aliases() -> None:
    units = [
        [" 龙港市\n", 330383.0, "2", 1.0, "龙港镇，龙 港，"],
        ["鹿城区", "330302", 1, 2, None],
    ]
    read = read_settings(sheet(units))
    assert read.units == (
        Unit("龙港市", "330383", 2, 1, ("龙港镇", "龙港")),
        Unit("鹿城区", "330302", 1, 2),
    )
    assert read.in_order(1) == ["鹿城区", "龙港市"]
    assert read.in_order(2) == ["龙港市", "鹿城区"]


def test_a_name_is_tidied_as_the_cells_that_name_it_are() -> None:
    read = read_settings(sheet([["Ａ\u200b区", "", 1, 1, "Ｂ区"]]))
    assert read.units[0].name == "A区"
    assert read.spellings()["B区"] == "A区"


def test_units_without_orders_come_as_they_stand() -> None:
    read = read_settings(sheet([["丙县"], ["甲区"], ["乙市"]]))
    assert read.in_order(1) == read.in_order(2) == ["丙县", "甲区", "乙市"]


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("鹿城区", "鹿城区"),
        ("鹿城", "鹿城区"),
        ("洞头县", "洞头区"),
        ("龙港镇", "龙港市"),
        ("经开区", "浙南产业集聚区"),
        ("温州经济技术开发区", "浙南产业集聚区"),
        ("浙南产业集聚", "浙南产业集聚区"),
        ("瓯江口产业集聚区", None),
        ("", None),
    ],
)
def test_a_spelling_stands_for_a_unit(spelling: str, unit: str | None) -> None:
    assert Settings().spellings().get(spelling) == unit


def test_a_short_name_that_could_mean_two_units_means_none() -> None:
    both = Settings(units=(Unit("永嘉县", "", 1, 1), Unit("永嘉市", "", 2, 2)))
    assert both.spellings() == {"永嘉县": "永嘉县", "永嘉市": "永嘉市"}


def test_an_alias_goes_before_a_short_name() -> None:
    units = (Unit("甲丙县", "", 1, 1), Unit("乙丁市", "", 2, 2, ("甲丙",)))
    assert Settings(units=units).spellings()["甲丙"] == "乙丁市"


def test_a_name_of_two_characters_is_not_cut() -> None:
    assert Settings(units=(Unit("甲县", "", 1, 1),)).spellings() == {"甲县": "甲县"}


def test_the_thirteen_units_have_the_codes_of_the_district_table() -> None:
    codes = dict(zip(ANNEX_1.split(), [unit.code for unit in UNITS], strict=True))
    assert codes["乐清市"] == "330382"
    assert codes["瑞安市"] == "330381"
    assert codes["泰顺县"] == "330329"
    assert codes["苍南县"] == "330327"
    assert codes["龙港市"] == "330383"
    assert len(set(codes.values())) == 13


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("全市", "这是汇总行的名称"),
        ("合 计", "这是汇总行的名称"),
        ("未知单位", "这是汇总行的名称"),
        ('=HYPERLINK("x","y")', "不能是公式或错误值"),
        ("＝1+1", "不能是公式或错误值"),
        ("@甲", "不能是公式或错误值"),
        ("-甲", "不能是公式或错误值"),
        ("#REF!", "不能是公式或错误值"),
        ("区" * 31, "请把名称缩短到30个字以内"),
    ],
)
def test_a_name_that_tables_cannot_tell_apart_is_refused(
    name: str, remedy: str
) -> None:
    for line, where in (
        ([name], "单位"),
        (["龙港市", "", 2, 2, f"龙港、{name}"], "别名"),
    ):
        with pytest.raises(SettingInvalid, match=f"第3行“{where}”.*{remedy}"):
            read_settings(sheet([["鹿城区"], line]))
