"""A press reads, checks and counts each thing once, whatever is made of it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.windows.desk import Desk
from tests.windows.excel.workbook import Workbook
from udfs import records
from xl_addin import macros
from xl_addin.__main__ import main
from xl_addin.desk import publication
from xl_addin.figures import totals
from xl_addin.month import cross_checks, summary
from xl_addin.notice import problems
from xl_addin.tables import quality

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx")
BOTH, JANUARY, FEBRUARY = (
    "2021年1-2月",
    "2021年1月",
    "2021年2月",
)

Work = Counter[tuple[str, str]]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Return how often each thing is really done: what, and of which period or sheet."""
    done: Work = Counter()

    def counted(
        where: Any, name: str, what: str, of: Callable[..., str] = lambda *_: ""
    ) -> None:
        true = getattr(where, name)

        def doing(*given: Any, **named: Any) -> Any:
            done[what, of(*given)] += 1
            return true(*given, **named)

        monkeypatch.setattr(where, name, doing)

    counted(totals, "totals", "counted", lambda _, period: period.title)
    counted(summary, "left_out", "left out", lambda _, period: period.title)
    counted(cross_checks, "_decided_elsewhen", "doubted")
    for where in (summary, records):
        counted(where, "check_table", "checked", lambda *_: "A3")
    counted(quality, "build", "quality")
    counted(problems, "hazmat", "problems")
    monkeypatch.setattr(macros, "check", summary.check)  # not as a test remembers it
    monkeypatch.setattr(publication, "to_pdf", lambda *_: None)
    return done


def times(work: Work, what: str) -> dict[str, int]:
    return {of: count for (name, of), count in work.items() if name == what}


A_MONTH = {BOTH: 1, JANUARY: 1, FEBRUARY: 1}
"""The period is counted as one; its months for 历史, 年终考核 and what is compared."""


@pytest.mark.parametrize(
    ("macro", "periods"),
    [
        ("check_a3", {}),
        ("make_annexes", A_MONTH),
        ("monthly_summary", A_MONTH),
        ("export_notice", A_MONTH),
        ("trace_figure", {BOTH: 1}),
    ],
)
def test_a_button_does_nothing_twice(
    macro: str, periods: dict[str, int], desk: Desk, book: Workbook, work: Work
) -> None:
    if macro == "trace_figure":
        desk.press(book, "make_annexes")
        work.clear()

    desk.press(book, macro)

    assert times(work, "counted") == periods
    assert times(work, "checked")["A3"] == 1
    assert {key: count for key, count in work.items() if count > 1} == {}


def summary_to(folder: Path, **files: str) -> int:
    words = [w for key, name in files.items() for w in (f"--{key}", str(folder / name))]
    months = ("--from", "2021-01", "--to", "2021-02")
    code = main(["summary", str(EXAMPLE), *months, *words])
    assert {path.name for path in folder.iterdir()} >= set(files.values())
    return code


def test_a_summary_does_nothing_twice(tmp_path: Path, work: Work) -> None:
    assert summary_to(tmp_path, json="月.json", notice="月.docx") == 0

    assert times(work, "counted") == A_MONTH
    assert {key: count for key, count in work.items() if count > 1} == {}


@pytest.mark.parametrize("out", ["月.xlsx", "月.xlsm"])
def test_the_functions_shown_in_a_workbook_read_its_cells_once_more_together(
    out: str, tmp_path: Path, work: Work
) -> None:
    """函数说明 and 试算 show what the functions themselves give for the cells."""
    records.kept.clear()

    assert summary_to(tmp_path, out=out, json="月.json", notice="月.docx") == 0

    assert times(work, "counted") == A_MONTH | {BOTH: 2}
    assert times(work, "checked")["A3"] == 2


def test_a_check_to_all_files_does_nothing_twice(tmp_path: Path, work: Work) -> None:
    words = ["--out", str(tmp_path / "A3.xlsx"), "--json", str(tmp_path / "A3.json")]

    main(["check", str(EXAMPLE), *words])

    assert work["quality", ""] == 1
    assert {key: count for key, count in work.items() if count > 1} == {}
