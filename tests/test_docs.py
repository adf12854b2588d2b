"""What the documents list is what the code has."""

import runpy
from pathlib import Path

import pytest

from xl_addin.a3 import A3
from xl_addin.workbook.front import BUTTONS
from xl_addin.workbook.handbook import SECTIONS

README = Path("README.md").read_text(encoding="utf-8")
RULES = Path("docs/rules.md").read_text(encoding="utf-8")


def test_the_page_of_rules_is_current() -> None:
    page = runpy.run_path("tools/rules_page.py")["page"]

    assert page() == RULES, "run: python tools/rules_page.py"


@pytest.mark.parametrize("code", sorted({rule.code for rule in A3.rule_texts()}))
def test_every_rule_is_listed(code: str) -> None:
    assert f"| {code} |" in RULES


@pytest.mark.parametrize(
    "command", ["summary", "check", "trace", "build", "install", "calc", "doctor"]
)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"| `xl-addin {command}" in README


@pytest.mark.parametrize("caption", [caption for _, caption in BUTTONS])
def test_every_button_is_on_the_ribbon(caption: str) -> None:
    ribbon = Path("xl_addin/workbook/ribbon.xml").read_text(encoding="utf-8")

    assert f'label="{caption}"' in ribbon


def test_the_readme_names_every_page_of_the_documents() -> None:
    pages = {page.name for page in Path("docs").glob("*.md")}

    assert {page for page in pages if f"docs/{page}" not in README} == set()


def test_the_guide_speaks_of_every_sheet_that_people_use() -> None:
    said = "".join(text for _, texts in SECTIONS for text in texts)

    tabs = "A3 首页 参数 附件1 附件2 年终考核 校验报告 填报质量 通报 问题单位 历史 追溯 试算 函数说明"
    assert [tab for tab in tabs.split() if tab not in said] == []
