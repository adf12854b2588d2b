"""How A3 was filled in: what the paragraph says, and whom it means."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from xl_addin.month.summary import Summary
from xl_addin.sheets.settings import Unit

Row = dict[str, Any]
Make = Callable[..., Row]
Month = Callable[..., Summary]
Problems = Callable[[Summary], dict[str, str]]
Two = tuple[Unit, ...]

LATE = {"filled_on": date(2021, 1, 20)}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param(LATE, "A3表填报不及时。本期填报记录4条，其中按时录入3条，及时率75%。龙湾区的及时率低于全市平均水平。", id="late"),
        pytest.param({"entry": None}, "A3表填报不完整。本期填报记录4条，其中完整3条，完整率75%。龙湾区的完整率低于全市平均水平。", id="incomplete"),
        pytest.param(LATE | {"entry": None}, "A3表填报不及时、不完整。本期填报记录4条，其中按时录入3条，及时率75%；完整3条，完整率75%。龙湾区的及时率、完整率均低于全市平均水平。", id="both"),
    ],
)  # fmt: skip
def test_filling_is_said_as_far_as_it_is_wrong(
    *,
    changes: Row,
    said: str | None,
    case: Make,
    month: Month,
    problems: Problems,
    two_units: Two,
) -> None:
    rows = [case(u.name, at) for u in two_units for at in (1, 2)]
    rows[2] |= changes
    found = month(*rows, units=two_units, name_units="是")
    assert problems(found).get("filling") == said


@pytest.mark.parametrize(
    ("naming", "said"),
    [
        ("是", "鹿城区的及时率、龙湾区的完整率均低于全市平均水平。"),
        ("否", "1个单位的及时率、1个单位的完整率均低于全市平均水平。"),
    ],
)
def test_who_is_late_and_who_is_incomplete_may_be_two(
    *,
    naming: str,
    said: str,
    case: Make,
    month: Month,
    problems: Problems,
    two_units: Two,
) -> None:
    rows = [case(u.name, at) for u in two_units for at in (1, 2)]
    rows[0] |= LATE
    rows[2]["entry"] = None
    found = problems(month(*rows, units=two_units, name_units=naming))
    assert found["filling"].endswith(f"及时率75%；完整3条，完整率75%。{said}")


def test_where_all_units_are_alike_nobody_is_below_the_average(
    case: Make, month: Month, problems: Problems, two_units: Two
) -> None:
    rows = [case(u.name, at) for u in two_units for at in (1, 2)]
    for row in (rows[0], rows[2]):
        row["entry"] = None
    said = problems(month(*rows, units=two_units))["filling"]
    assert said == "A3表填报不完整。本期填报记录4条，其中完整2条，完整率50%。"
