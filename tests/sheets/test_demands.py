"""The demands of section three are text of the sheet 参数."""

from xl_addin.sheets.demands import Demand
from xl_addin.sheets.settings import DEMAND_HEADINGS, read_settings
from xl_addin.sheets.units import UNIT_HEADINGS


def test_a_sheet_without_demands_has_those_of_the_published_headings() -> None:
    assert [
        demand.heading for demand in read_settings([["单位"], ["鹿城区"]]).demands
    ] == [
        "积极推进危险化学品打非治违三年行动",
        "切实做好“互联网+监管”平台使用工作",
        "严格按照规定做好执法数据统计工作",
    ]


def test_demands_are_read_as_they_stand() -> None:
    top = [*UNIT_HEADINGS, *DEMAND_HEADINGS]
    lines = [["鹿城区", "", 1, 1, "", " 强化检查 ", "每月一查。"], [None] * 6 + ["续一段。"], [None] * 5 + ["只有标题", None]]  # fmt: skip
    assert read_settings([top, *lines]).demands == (
        Demand("强化检查", "每月一查。"),
        Demand("", "续一段。"),
        Demand("只有标题", ""),
    )
