"""Where functions meet cells: nothing but what a cell can hold gets through."""

import logging
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import udfs
from udfs import cell as boundary
from udfs.cell import as_cells, worksheet_function
from xl_addin.errors import SheetMissing


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Return the path of a log of this test's own."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    logger = logging.getLogger("xl_addin")
    monkeypatch.setattr(logger, "handlers", [])
    yield tmp_path / "xl_addin" / "xl_addin.log"
    for handler in logger.handlers:
        handler.close()


def test_a_bug_is_a_code_in_the_cell_and_a_trace_in_the_log(log: Path) -> None:
    @worksheet_function("除法。例：=DIVIDE(1)", value="数值：数字")
    def DIVIDE(value: Any) -> Any:  # noqa: N802
        return value[0][0] / 0

    ((said,),) = DIVIDE(1)
    code = said.removeprefix("#计算出错（代码").removesuffix("），详情见日志")
    assert code[0] == "E"
    assert code[1:].isdigit()
    written = log.read_text(encoding="utf-8")
    assert f"{code} DIVIDE" in written
    assert "ZeroDivisionError" in written


def test_an_expected_error_is_its_sentence_and_not_in_the_log(log: Path) -> None:
    @worksheet_function("查找。例：=SEEK(1)", value="数值：数字")
    def SEEK(value: Any) -> Any:  # noqa: N802
        raise SheetMissing(value[0][0])

    ((said,),) = SEEK("甲")
    assert said == "#工作簿中没有工作表“甲”，请检查表名，或从模板重新复制该表"
    assert not log.exists()


def test_a_long_error_fits_a_cell() -> None:
    @worksheet_function("查找。例：=SEEK(1)", value="数值：数字")
    def SEEK(value: Any) -> Any:  # noqa: N802
        raise SheetMissing(value[0][0])

    ((said,),) = SEEK("甲" * 300)
    assert len(said) == 255


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([[3], [7], [3]], [[2], [1], [2]], id="rows"),
        pytest.param([[3, 7, 3]], [[2, 1, 2]], id="one row"),
        pytest.param(7, [[1]], id="one cell"),
    ],
)
def test_a_result_is_a_list_of_lists(values: Any, expected: Any) -> None:
    """Of a tuple pywin32 gives Excel the first row alone."""
    found: Any = udfs.COMPETITION_RANK(values)

    assert found == expected
    assert type(found) is list
    assert {type(line) for line in found} == {list}


def test_an_amount_is_a_number_whatever_its_format() -> None:
    """Excel gives a Decimal of four decimals for a cell with a currency format."""
    assert udfs.WAN([[Decimal("51000.0000")], [51000.0]]) == [[5.1], [5.1]]
    assert udfs.UNIT_NAME(Decimal("12.0000")) == udfs.UNIT_NAME(12.0)


class Money:
    """A range of Excel's whose first cell has a currency format."""

    def __init__(self) -> None:
        self.raw_value = ((Decimal("0.1235"), 2.0),)
        self.api = SimpleNamespace(Value2=((0.123456, 2.0),))


def test_an_argument_that_is_a_range_loses_no_decimals() -> None:
    reader = udfs.WAN.__xlfunc__["args"][0]["options"]["convert"].reader({})
    argument = SimpleNamespace(range=Money(), value=None)

    reader(argument)

    assert argument.value == [[0.123456, 2.0]]


@pytest.mark.parametrize("blank", [None, np.nan, float("nan"), pd.NA, pd.NaT])
def test_nothing_is_an_empty_text(blank: Any) -> None:
    """Excel shows 0 for what a function leaves empty."""
    assert as_cells(blank if blank is None else [[blank]]) == (("",),)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (np.int64(3), int),
        (np.float64(2.5), float),
        (np.float64(1) > 0, bool),
        (np.str_("甲"), str),
        (7, int),
        ("甲" * 300, str),
    ],
)
def test_cells_hold_pythons_own_types(value: Any, kind: type) -> None:
    ((found,),) = as_cells([[value]])
    assert type(found) is kind


def test_every_result_is_made_of_text_and_numbers(
    call: Any, example_sheet: list[list[Any]]
) -> None:
    months, column = ("2021-01", "2021-02"), [[1], [2.5], [None], ["文"]]
    asked: dict[str, tuple[Any, ...]] = {
        "A3_ANNEX1": (example_sheet, *months),
        "A3_ANNEX2": (example_sheet, *months),
        "A3_FACTS": (example_sheet, *months),
        "A3_ISSUES": (example_sheet, None, date(2021, 3, 10)),
        "A3_LEFT_OUT": (example_sheet, *months),
        "A3_QUALITY": (example_sheet, *months),
        "A3_STATUS": (example_sheet,),
        "A3_VALUE": (example_sheet, "全市", "罚款总数", *months),
        "CHANGE_RATE": (column, column),
        "COLLECTION_RATE": (column, column),
        "COMPETITION_RANK": (column,),
        "CREDIT_CODE_STATUS": (column,),
        "JOIN_UNITS": (column,),
        "MONTH_TITLE": months,
        "NONACC_SHARE": (column, column),
        "PENALTY_RATE": (column, column),
        "RANK_IN": (column, column),
        "RECTIFY_RATE": (column, column),
        "SHARE_OF_TOTAL": (column,),
        "TOP_UNITS": (column, column),
        "UNITS_BELOW": (column, column, 2),
        "UNIT_NAME": (column,),
        "WAN": (column,),
    }
    assert asked.keys() == set(udfs.__all__)
    for name, arguments in asked.items():
        result = call(name, *arguments)
        assert {len(line) for line in result} == {len(result[0])}, name
        cells = [cell for line in result for cell in line]
        assert {type(cell) for cell in cells} <= {str, int, float}, name
        assert all(len(cell) <= boundary.LONGEST for cell in cells if type(cell) is str)
