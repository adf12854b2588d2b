"""The paragraph on 互联网+监管, and what becomes of a bad line of its table."""

from collections.abc import Callable
from typing import Any

import pytest

from xl_addin.month.summary import Summary
from xl_addin.notice.platform import platform
from xl_addin.notice.problems import shortcomings
from xl_addin.notice.writing import write
from xl_addin.sheets.units import Unit

Cells = list[list[Any]]
Month = Callable[..., Summary]

PERFECT = [["鹿城区", 5, 5, 5, 8, 8, 4, 4, 4], ["龙湾区", 3, 3, 3, 2, 2, 1, 1, 1]]


def changed(**cells: object) -> Cells:
    """Return the perfect table but for these cells of 鹿城区."""
    keys = ("due", "opened", "active", "checks", "mobile", "tasks", "done", "timely")
    first = dict(zip(keys, PERFECT[0][1:], strict=True)) | cells
    return [["鹿城区", *first.values()], PERFECT[1]]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(None, "", id="no sheet"),
        pytest.param([], "", id="no lines"),
        pytest.param(PERFECT, "", id="all at 100 %"),
        pytest.param([["鹿城区", *[0] * 8]], "", id="nothing was due"),
        pytest.param(changed(opened=4, active=4), "全市掌上执法开通率87.5%，未达到100%的要求。鹿城区有指标未达到100%。", id="an account is not opened"),
        pytest.param(changed(active=3), "全市掌上执法激活率75%，未达到100%的要求。鹿城区有指标未达到100%。", id="two are not activated"),
        pytest.param(changed(mobile=6), "全市掌上执法率80%，未达到100%的要求，其中通过电脑端录入检查2次。鹿城区有指标未达到100%。", id="entered on a PC"),
        pytest.param(changed(timely=3), "全市双随机任务按时完成率80%，未达到100%的要求，其中双随机任务超期完成1项。鹿城区有指标未达到100%。", id="done too late"),
        pytest.param(changed(done=3, timely=3), "全市双随机任务按时完成率80%，未达到100%的要求，其中双随机任务未完成1项。鹿城区有指标未达到100%。", id="not done"),
        pytest.param(changed(mobile=3, done=3, timely=1), "全市掌上执法率50%、双随机任务按时完成率40%，均未达到100%的要求，其中通过电脑端录入检查5次、双随机任务超期完成2项、未完成1项。鹿城区有指标未达到100%。", id="several"),
    ],
)  # fmt: skip
def test_a_rate_that_falls_short_is_said_with_its_reason(
    lines: Cells | None, said: str, month: Month, two_units: tuple[Unit, ...]
) -> None:
    found = month(platform=lines, units=two_units, name_units="是")
    opening = "“互联网+监管”平台任务完成不到位。"
    assert platform(found)[0] == (f"{opening}{said}" if said else "")


def test_without_naming_the_units_are_counted(
    month: Month, two_units: tuple[Unit, ...]
) -> None:
    text, units = platform(month(platform=changed(mobile=6), units=two_units))
    assert text.endswith("。1个单位有指标未达到100%。")
    assert [tuple(line) for line in units] == [
        ("鹿城区", "掌上执法率未达100%", "75%，通过电脑端录入检查2次")
    ]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        pytest.param({"mobile": "若干"}, "JG-206", id="unreadable"),
        pytest.param({"mobile": None}, "JG-106", id="missing"),
        pytest.param({"mobile": 9}, "JG-403", id="more than all"),
    ],
)
def test_a_line_with_a_bad_cell_is_an_issue_and_not_half_counted(
    cells: dict[str, object], rule: str, month: Month, two_units: tuple[Unit, ...]
) -> None:
    found = month(platform=changed(opened=1, active=1, **cells), units=two_units)
    issues = [
        (u, i.row, i.rule) for u, i in found.cross_issues if i.sheet == "监管平台"
    ]
    assert issues == [("鹿城区", 2, rule)]
    assert platform(found) == ("", ())
    assert "platform" not in {p.key for p in write(found)}


def test_a_rate_that_prints_as_100_names_no_city_but_its_unit(
    month: Month, two_units: tuple[Unit, ...]
) -> None:
    """39,999 of 40,000 print as 100.00; the unit with 1 of 2 is still listed."""
    lines = [
        ["鹿城区", 1, 1, 1, 39_998, 39_998, 1, 1, 1],
        ["龙湾区", 1, 1, 1, 2, 1, 1, 1, 1],
    ]
    text, units = platform(month(platform=lines, units=two_units))
    assert (text, [line.unit for line in units]) == ("", ["龙湾区"])


def test_it_comes_last_among_the_problems(month: Month) -> None:
    keys = [finding.key for finding in shortcomings(month(platform=PERFECT))]
    assert keys == ["hazmat", "silent", "filling", "platform"]
