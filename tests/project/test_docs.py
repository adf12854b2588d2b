"""What the documents list is what the code has."""

import re
import runpy
import warnings
from pathlib import Path

import openpyxl
import pytest

from run import COMMANDS
from xl_addin.sheets.a3 import A3
from xl_addin.workbook.build import TEMPLATE
from xl_addin.workbook.buttons import BUTTONS, table
from xl_addin.workbook.handbook import GUIDE, SECTIONS

README = Path("README.md").read_text(encoding="utf-8")
RULES = Path("docs/rules.md").read_text(encoding="utf-8")


def test_the_page_of_rules_is_current() -> None:
    page = runpy.run_path("tools/rules_page.py")["page"]

    assert page() == RULES, "run: python run.py docs"


@pytest.mark.parametrize("code", sorted({rule.code for rule in A3.rule_texts()}))
def test_every_rule_is_listed(code: str) -> None:
    assert f"| {code} |" in RULES


@pytest.mark.parametrize(
    "command",
    [
        "summary",
        "check",
        "trace",
        "build",
        "install",
        "upgrade",
        "sent",
        "calc",
        "doctor",
    ],
)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"| `xl-addin {command}" in README


def test_the_documents_list_every_button_with_its_help() -> None:
    assert table() in Path("docs/buttons.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("caption", [button.caption for button in BUTTONS])
def test_the_guide_speaks_of_every_button(caption: str) -> None:
    guide = "".join(text for _, texts in SECTIONS for text in texts)

    assert f"“{caption}”" in guide


def test_the_readme_names_every_page_of_the_documents() -> None:
    pages = {page.name for page in Path("docs").glob("*.md")}

    assert {page for page in pages if f"docs/{page}" not in README} == set()


def test_the_guide_speaks_of_every_sheet_that_people_use() -> None:
    said = "".join(text for _, texts in SECTIONS for text in texts)

    with warnings.catch_warnings(action="ignore"):  # parts openpyxl does not know
        book = openpyxl.load_workbook(TEMPLATE, read_only=True)
    tabs = [sheet.title for sheet in book if sheet.sheet_state == "visible"]

    assert {tab for tab in tabs if tab not in said} == {GUIDE}


# What 使用说明 says of each line of the benchmarks: the best of its runs, in seconds.
FIGURES = {
    "整列一次计算约": "rates, one call on two columns",
    "逐格计算约": "rates, 1,000 calls",
    "Basic 宏逐格约": "rates, 1,000 calls of a Basic function",
    "自带公式只需": "rates, 1,000 formulas",
    "1000行A3记录每个函数约": "A3_ANNEX1",
    "10万行约": "A3_ANNEX1, again",
    "全部重新读取，约": "A3_ANNEX1, first",
}


@pytest.mark.parametrize(("before", "line"), FIGURES.items(), ids=FIGURES.values())
def test_the_guide_says_how_long_functions_take_as_it_was_measured(
    before: str, line: str
) -> None:
    guide = "".join(text for _, texts in SECTIONS for text in texts)
    measured = Path("benchmarks/README.md").read_text(encoding="utf-8")
    said = re.search(rf"{before}([0-9.]+)秒", guide)
    best = re.search(rf"^\| {line} \| [0-9.]+ \| ([0-9.]+) \|", measured, re.MULTILINE)

    assert said is not None
    assert best is not None
    assert float(said[1]) == pytest.approx(float(best[1]), rel=0.3)


def test_the_table_of_functions_is_current() -> None:
    page = runpy.run_path("tools/functions_page.py")["page"]
    written = Path("docs/functions.md").read_text(encoding="utf-8")

    assert page(written) == written, "run: python run.py docs"


def test_the_picture_of_the_rooms_is_current() -> None:
    made = runpy.run_path("tools/architecture.py")["picture"]()
    drawn = Path("docs/pictures/architecture.svg").read_text(encoding="utf-8")

    assert made == drawn, "run: python run.py docs"


@pytest.mark.parametrize("word", COMMANDS)
def test_every_command_of_the_house_is_in_its_guide(word: str) -> None:
    guide = Path("CONTRIBUTING.md").read_text(encoding="utf-8")

    assert re.search(rf"`(python run\.py )?{word}[ `]", guide)
