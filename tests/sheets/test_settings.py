"""The sheet 参数: what it says is what counts, and nonsense is refused by its name."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from xl_addin.errors import ColumnTwice, HeadingMissing, SettingInvalid
from xl_addin.sheets.demands import Demand
from xl_addin.sheets.settings import (
    HEADINGS,
    SETTING_HEADINGS,
    SETTINGS,
    Settings,
    as_rows,
    read_settings,
)
from xl_addin.sheets.units import UNIT_HEADINGS, Unit

Cells = list[list[Any]]


def sheet(units: Cells | None = None, values: dict[str, object] | None = None) -> Cells:
    """Return the sheet 参数 with these units and these values."""
    units = [["鹿城区"], ["龙港市"]] if units is None else units
    left = [[label, value, ""] for label, value in (values or {}).items()]
    height = max(len(units), len(left))
    left += [[None] * 3] * (height - len(left))
    right = [line + [None] * (5 - len(line)) for line in units]
    right += [[None] * 5] * (height - len(right))
    lines = [[*a, None, *b] for a, b in zip(left, right, strict=True)]
    return [[*SETTING_HEADINGS, None, *UNIT_HEADINGS], *lines]


def test_without_the_sheet_the_settled_choices_hold() -> None:
    assert read_settings(None) == Settings()
    assert read_settings([list(UNIT_HEADINGS), ["鹿城区"]]).top == 3
    chosen = Settings()
    assert (chosen.threshold, chosen.top, chosen.late_days) == (20, 3, 5)
    assert (chosen.total_row, chosen.name_units, chosen.year_annex) == ("否",) * 3


names = st.text("甲乙丙丁戊己庚辛区县市", min_size=2, max_size=6)
whole = st.integers(1, 100)
demands = st.lists(
    st.builds(Demand, st.just("") | names, names), min_size=1, max_size=4
).map(tuple)
amounts = st.integers(0, 10**6).map(lambda n: n / 1000)


@st.composite
def any_settings(draw: st.DrawFn) -> Settings:
    own = draw(st.lists(names, min_size=1, max_size=12, unique=True))
    firsts = draw(st.integers(1, len(own)))
    units = tuple(
        Unit(
            name,
            draw(st.sampled_from(["", "330302", "330371"])),
            draw(whole),
            draw(whole),
            tuple(own[firsts + at : firsts + at + 1]),
        )
        for at, name in enumerate(own[:firsts])
    )
    return Settings(
        units=units,
        threshold=draw(amounts.filter(lambda n: n <= 1000)),
        top=draw(whole),
        late_days=draw(whole),
        decide_days=draw(whole),
        pay_days=draw(whole),
        fine_high=draw(amounts),
        fine_low=draw(amounts),
        style=draw(st.sampled_from(["通报样式", "两位小数"])),
        total_row=draw(st.sampled_from(["是", "否"])),
        year_annex=draw(st.sampled_from(["是", "否"])),
        name_units=draw(st.sampled_from(["是", "否"])),
        base=draw(st.sampled_from(["上月", "上年同期"])),
        fall=draw(st.integers(0, 100)),
        bureau=draw(names),
        addressee=draw(names),
        sign_day=draw(st.integers(1, 28)),
        demands=draw(demands),
    )


@given(any_settings())
@few(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(chosen: Settings) -> None:
    lines = [list(line) for line in as_rows(chosen)]
    assert read_settings([["参数"], list(HEADINGS), *lines]) == chosen


VALUES: dict[str, object] = {
    "检查处罚率下限（%）": "30%",
    "排名列出前几位": 5.0,
    "录入期限（天）": "7",
    "立案到决定期限（天）": 60,
    "缴款期限（天）": 10,
    "单笔罚款上限（万元）": 50.5,
    "单笔罚款下限（万元）": 0.1,
    "数字样式": " 两位小数 ",
    "合计行": "是",
    "通报附年终考核": "是",
    "点名": "是",
    "比较基期": "上年同期",
    "大幅下降（%）": 25,
    "发文机关": " 某市应急管理局 ",
    "主送机关": "各县应急管理局",
    "成文日": "12",
}


def test_every_setting_is_read_by_its_label() -> None:
    read = read_settings(sheet(values=VALUES))
    assert read == Settings(
        units=read.units,
        threshold=30,
        top=5,
        late_days=7,
        decide_days=60,
        pay_days=10,
        fine_high=50.5,
        fine_low=0.1,
        style="两位小数",
        total_row="是",
        year_annex="是",
        name_units="是",
        base="上年同期",
        fall=25,
        bureau="某市应急管理局",
        addressee="各县应急管理局",
        sign_day=12,
    )
    assert {setting.label for setting in SETTINGS} == VALUES.keys()
    assert isinstance(read.top, int)


def test_blank_and_unknown_lines_change_nothing() -> None:
    read = read_settings(
        sheet(values={"合计行": None, "排名列出前几位": " ", "备注": 9})
    )
    assert read == Settings(units=read.units)


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("检查处罚率下限（%）", "二十", "“检查处罚率下限（%）”的值“二十”无效，请填写0到1000之间的数"),
        ("检查处罚率下限（%）", -1, "“检查处罚率下限（%）”的值“-1”无效，请填写0到1000之间的数"),
        ("检查处罚率下限（%）", "nan", "“检查处罚率下限（%）”的值“nan”无效，请填写0到1000之间的数"),
        ("排名列出前几位", 0, "“排名列出前几位”的值“0”无效，请填写1到100之间的整数"),
        ("排名列出前几位", "1_0", "“排名列出前几位”的值“1_0”无效，请填写1到100之间的整数"),
        ("排名列出前几位", 2.5, "“排名列出前几位”的值“2.5”无效，请填写1到100之间的整数"),
        ("录入期限（天）", "inf", "“录入期限（天）”的值“inf”无效，请填写0到3650之间的整数"),
        ("立案到决定期限（天）", 3651, "“立案到决定期限（天）”的值“3651”无效，请填写0到3650之间的整数"),
        ("缴款期限（天）", "半月", "“缴款期限（天）”的值“半月”无效，请填写0到3650之间的整数"),
        ("合计行", "要", "“合计行”的值“要”无效，请填写是或否"),
        ("比较基期", "去年", "“比较基期”的值“去年”无效，请填写上月或上年同期"),
        ("大幅下降（%）", 101, "“大幅下降（%）”的值“101”无效，请填写0到100之间的数"),
        ("成文日", 31, "“成文日”的值“31”无效，请填写1到28之间的整数"),
        ("点名", True, "“点名”的值“True”无效，请填写是或否"),
        ("数字样式", "好看", "“数字样式”的值“好看”无效，请填写通报样式或两位小数"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_by_its_name(
    label: str, value: object, said: str
) -> None:
    with pytest.raises(SettingInvalid) as caught:
        read_settings(sheet(values={label: value}))
    assert str(caught.value) == f"工作表“参数”中{said}。"


def test_a_sheet_without_headings_is_refused() -> None:
    with pytest.raises(HeadingMissing, match="“单位”"):
        read_settings([["项目", "值"], ["点名", "是"]])
    with pytest.raises(ColumnTwice, match="“单位”"):
        read_settings([["单位", "单位"]])
