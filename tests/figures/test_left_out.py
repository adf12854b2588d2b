"""Nothing is lost: what is not counted stands in the list with its amount."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from xl_addin.figures.left_out import left_out
from xl_addin.figures.totals import totals
from xl_addin.month.summary import Summary
from xl_addin.period import Period
from xl_addin.sheets.schema import Read

Row = dict[str, Any]
Rows = Callable[..., Row]
Reader = Callable[..., Read]
Line = tuple[int, str, float | None, str]

# What may stand in a cell of the period: a good value, nothing, or nonsense.
IN_PERIOD = [date(2021, 1, 4), date(2021, 2, 28), None, "近日"]
AMOUNTS = [1.5, 0.1, 2, None, "若干"]
CELLS = {
    "unit": ["鹿城区", "龙港市", None, "某地"],
    "inspected_on": IN_PERIOD,
    "filled_on": IN_PERIOD,
    "penalised": ["是", "是", "否", None],
    "kinds": ["罚款", "警告、罚款"],
    "filed_on": IN_PERIOD,
    "decision_doc": ["罚1", "罚2", "罚3", None],
    "decided_on": IN_PERIOD,
    "fine_class": ["非事故类", "事故类", None],
    "fine": AMOUNTS,
    "collected": AMOUNTS,
    "collected_on": IN_PERIOD,
    "hazmat": ["是", "否", None],
    "hazmat_tonnes": AMOUNTS,
    "transferred": ["是", "否", None, "？"],
    "detained": [1, 6, None, "数"],
}
sheets = st.lists(
    st.fixed_dictionaries({key: st.sampled_from(cells) for key, cells in CELLS.items()}),
    max_size=10,
)  # fmt: skip
few = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
)


def lines(read: Read, period: Period) -> list[Line]:
    frame = left_out(read.rows, period)
    assert list(frame) == ["row", "figure", "amount", "reason"]
    return [tuple(line) for line in frame.to_numpy().tolist()]


def number(cell: object) -> bool:
    """Tell whether a cell holds an amount above nothing."""
    return isinstance(cell, int | float) and cell > 0


def exact(cells: list[object]) -> Decimal:
    """Add what is a number."""
    numbers = [Decimal(str(c)) for c in cells if isinstance(c, int | float)]
    return sum(numbers, Decimal(0))


def counted(read: Read, period: Period) -> dict[str, Decimal]:
    """Return what totals count in the whole city, in the units of the sheet."""
    city = totals(read.rows, period).collect("pandas").to_pandas().sum()
    scaled = ("fines", "collected", "tonnes", "hazmat_fines")
    return {
        name: Decimal(int(city[name])).scaleb(-6 if name in scaled else 0)
        for name in (*scaled, "inspections", "penalties", "cases", "transferred", "detained")
    }  # fmt: skip


def there(rows: list[Row]) -> dict[str, Decimal]:
    """Return what should count in the whole city if every cell were readable."""
    fined = [
        r for r in rows
        if r["penalised"] == "是"
        or (r["penalised"] is None and (r["decision_doc"] or number(r["fine"])))
    ]  # fmt: skip
    denied = [r for r in rows if r["penalised"] == "否" and number(r["fine"])]
    cases = [
        r for r in rows
        if r["hazmat"] == "是" or (r["hazmat"] is None and number(r["hazmat_tonnes"]))
    ]  # fmt: skip
    moved = [row for row in cases if row["transferred"] == "是"]
    return {
        "检查企业（家次）": Decimal(len(rows)),
        "行政处罚（起）": Decimal(len(fined)),
        "罚款总数（万元）": exact([row["fine"] for row in fined + denied]),
        "实缴金额（万元）": exact([row["collected"] for row in fined + denied]),
        "打非案件数": Decimal(len(cases)),
        "查获危化品（吨）": exact([row["hazmat_tonnes"] for row in cases]),
        "打非处罚金额（万元）": exact([row["fine"] for row in cases]),
        "移送公安案件数": Decimal(len(moved)),
        "刑事强制措施（人）": exact([row["detained"] for row in moved]),
    }


FIGURES = {
    "检查企业（家次）": "inspections",
    "行政处罚（起）": "penalties",
    "罚款总数（万元）": "fines",
    "实缴金额（万元）": "collected",
    "打非案件数": "cases",
    "查获危化品（吨）": "tonnes",
    "打非处罚金额（万元）": "hazmat_fines",
    "移送公安案件数": "transferred",
    "刑事强制措施（人）": "detained",
}


@pytest.mark.thorough
@given(rows=sheets)
@settings(few, max_examples=40)
def test_counted_and_left_out_are_all_that_is_there(
    rows: list[Row], read_rows: Reader, period: Period
) -> None:
    """Each row is its own inspection; 'detained' counts where the case was moved."""
    for at, row in enumerate(rows):
        row |= {"record_doc": f"检{at}", "enterprise": f"厂{at}"}
        row |= {"detained": row["detained"] if row["transferred"] == "是" else None}
    read = read_rows(*rows)
    left: dict[str, list[object]] = defaultdict(list)
    for _, figure, amount, _ in lines(read, period):
        left[figure].append(amount)
    have = counted(read, period)
    sums = {figure: have[key] + exact(left[figure]) for figure, key in FIGURES.items()}
    assert sums == there(rows)


@pytest.mark.thorough
@given(rows=sheets)
@settings(few, max_examples=30)
def test_a_row_stands_once_under_a_figure_with_one_reason(
    rows: list[Row], read_rows: Reader, period: Period
) -> None:
    found = lines(read_rows(*rows), period)
    places = [(row, figure) for row, figure, _, _ in found]
    assert len(set(places)) == len(places)
    assert places == sorted(places, key=lambda place: place[0])
    assert all(reason for *_, reason in found)


def test_a_good_row_is_left_out_nowhere(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    row = good_row(1, hazmat="是", hazmat_tonnes=1, transferred="是", detained=0)
    assert lines(read_rows(row, good_row(2)), period) == []


def test_the_case_of_zhenan_is_left_out_of_annex_1(example: Summary) -> None:
    rows = example.checked.rows
    (row,) = rows.loc[rows["unit"] == "浙南产业集聚区", "row"]
    missing = "缺失或无法读取"
    left = [tuple(line) for line in example.left_out.to_numpy().tolist()]
    assert sorted(left, key=lambda line: line[2]) == [
        (row, "检查企业（家次）", 1, f"现场检查记录文书号{missing}"),
        (row, "行政处罚（起）", 1, f"处罚决定书文号、处罚决定日期{missing}"),
        (row, "罚款总数（万元）", 5.1, f"处罚决定书文号、处罚决定日期{missing}"),
    ]


CASES = [
    pytest.param({"fine_class": None}, [("罚款总数（万元）", 1.5, "罚款类别"), ("实缴金额（万元）", 1.5, "罚款类别")], id="no class"),
    pytest.param({"fine": "若干"}, [("罚款总数（万元）", None, "罚款金额（万元）"), ("实缴金额（万元）", 1.5, "罚款金额（万元）")], id="a garbled fine"),
    pytest.param({"collected_on": None}, [("实缴金额（万元）", 1.5, "缴款日期")], id="no day of payment"),
    pytest.param({"record_doc": None}, [("检查企业（家次）", 1, "现场检查记录文书号")], id="no record"),
    pytest.param({"penalised": None, "kinds": None, "fine": None, "collected": None, "fine_class": None}, [("行政处罚（起）", 1, "是否行政处罚")], id="nobody says whether"),
    pytest.param({"penalised": None, "decision_doc": None, "kinds": None, "collected": None, "fine_class": "非事故类"}, [("行政处罚（起）", 1, "是否行政处罚、处罚决定书文号"), ("罚款总数（万元）", 1.5, "是否行政处罚、处罚决定书文号")], id="only a fine tells of a penalty"),
    pytest.param({"penalised": "否", "decision_doc": None, "fine": None}, [], id="no penalty"),
    pytest.param({"collected": None, "collected_on": None}, [], id="not paid"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_what_is_missing_is_named(
    changes: Row,
    expected: list[tuple[str, float | None, str]],
    good_row: Rows,
    read_rows: Reader,
    period: Period,
) -> None:
    found = lines(read_rows(good_row(1, **changes)), period)
    assert sorted(found, key=str) == sorted(
        ((2, figure, amount, f"{name}缺失或无法读取") for figure, amount, name in expected),
        key=str,
    )  # fmt: skip


def test_a_repeated_decision_is_left_out_with_its_money(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    rows = [good_row(1), good_row(2, decision_doc=good_row(1)["decision_doc"], fine=2)]
    said = "处罚决定书文号与前面的行重复"
    assert sorted(lines(read_rows(*rows), period)) == [
        (3, "实缴金额（万元）", 1.5, said),
        (3, "罚款总数（万元）", 2.0, f"{said}而罚款金额不同"),
        (3, "行政处罚（起）", 1, said),
    ]


def test_a_decision_entered_again_with_the_same_fine_says_only_that(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    """The first row may be one of an earlier month: it has the number first."""
    before = good_row(1, decided_on=date(2020, 12, 30), collected=None)
    again = good_row(2, decision_doc=before["decision_doc"], collected=None)
    found = lines(read_rows(before, again), period)
    assert {reason for *_, reason in found} == {"处罚决定书文号与前面的行重复"}
    assert sum(figure == "罚款总数（万元）" for _, figure, *_ in found) == 1


def test_money_of_a_row_that_denies_its_penalty_is_left_out(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    said = "“是否行政处罚”为“否”而填有罚款"
    assert lines(read_rows(good_row(1, penalised="否")), period) == [
        (2, "实缴金额（万元）", 1.5, said),
        (2, "罚款总数（万元）", 1.5, said),
    ]


@pytest.mark.parametrize(
    ("changes", "figures"),
    [
        pytest.param({"decided_on": None}, 3, id="placed by its filing"),
        pytest.param(
            {"decided_on": None, "filed_on": date(2020, 12, 1)}, 0, id="filed before"
        ),
        pytest.param(
            {"decided_on": "近日", "filed_on": None, "inspected_on": date(2020, 12, 1)},
            0,
            id="inspected before",
        ),
        pytest.param(
            {"decision_doc": None, "decided_on": date(2021, 3, 1)},
            0,
            id="decided after",
        ),
        pytest.param(
            dict.fromkeys(("decided_on", "filed_on", "inspected_on", "filled_on")),
            4,
            id="no day at all",
        ),
    ],
)
def test_a_row_belongs_to_the_period_by_its_best_day(
    changes: Row, figures: int, good_row: Rows, read_rows: Reader, period: Period
) -> None:
    assert len(lines(read_rows(good_row(1, **changes)), period)) == figures


def test_money_that_comes_after_the_cut_off_is_not_left_out(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    late = {"collected_on": date(2021, 3, 1)}
    again = good_row(2, decision_doc=good_row(1)["decision_doc"], **late)
    found = lines(read_rows(good_row(1, **late), again), period)
    assert [figure for _, figure, _, _ in found if figure.startswith("实缴")] == []


def test_an_unclassed_fine_paid_after_the_cut_off_is_left_out_as_a_fine_only(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    row = good_row(1, fine_class=None, collected_on=date(2021, 3, 1))
    found = lines(read_rows(row), period)
    assert [figure for _, figure, _, _ in found] == ["罚款总数（万元）"]


def test_a_suspension_without_a_firm_is_left_out(
    good_row: Rows, read_rows: Reader, period: Period
) -> None:
    row = good_row(1, kinds="责令停产停业整顿、罚款", enterprise=None, credit_code=None)
    said = "被检查单位缺失或无法读取"
    assert lines(read_rows(row), period) == [(2, "责令停产停业整顿（家）", 1, said)]
