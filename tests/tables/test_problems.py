"""问题单位: every unit behind a problem, by name, in the order of annex 1."""

from xl_addin.month.summary import Summary
from xl_addin.notice.problems import shortcomings
from xl_addin.sheets.settings import Settings
from xl_addin.sheets.units import Unit
from xl_addin.tables import problems
from xl_addin.tables.problems import Problem


def test_lines_come_by_unit_and_then_as_they_were_found() -> None:
    found = [
        Problem("龙港市", "零上报", "甲"),
        Problem("鹿城区", "零处罚", "乙"),
        Problem("龙港市", "A3表完整率不足100%", "丙"),
        Problem("鹿城区", "掌上执法率未达100%", "丁"),
    ]
    lines = problems.build(found, Settings())
    assert list(lines) == ["unit", "problem", "detail"]
    assert lines["detail"].tolist() == ["乙", "丁", "甲", "丙"]


def test_a_unit_that_the_settings_no_longer_have_comes_last() -> None:
    settings = Settings(units=(Unit("甲县", "", 1, 1),))
    lines = problems.build([Problem("乙县", "", ""), Problem("甲县", "", "")], settings)
    assert lines["unit"].tolist() == ["甲县", "乙县"]


def test_without_problems_there_are_no_lines() -> None:
    lines = problems.build([], Settings())
    assert list(lines) == [field.name for field in problems.SHEET.fields]
    assert lines.empty


def test_the_example_names_whom_the_published_annexes_show_idle(
    example: Summary,
) -> None:
    found = [unit for finding in shortcomings(example) for unit in finding.units]
    lines = problems.build(found, Settings())
    by_problem = {p: lines.loc[lines["problem"] == p, "unit"].tolist() for p in lines["problem"]}  # fmt: skip
    assert by_problem["零上报"] == ["文成县", "平阳县", "浙南产业集聚区"]
    idle = ["洞头区", "文成县", "平阳县", "泰顺县", "苍南县", "龙港市"]
    assert by_problem["危化品打非没有立案"] == idle
    assert "零处罚" not in by_problem
