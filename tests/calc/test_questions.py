"""A question: asked by VBA between two calls of Python, answered by the user."""

import time
from collections.abc import Iterator

import pytest
import xlwings as xw

from tests.calc.conftest import Desk

QUESTION = "要继续吗？" * 60
"""Longer than what a cell or a formula would carry."""

ASKING = f"""
from xl_addin import macros
from xl_addin.desk.boundary import button
from xl_addin.desk.reply import Ask
from xl_addin.hosts.calc.app import App

shipped, alert = macros.self_check, App.alert

@button("自检", backup=False)
def self_check(book):
    if book.answer is None:
        book.write("A3", 1, 60, [["写了又撤"]])
        return Ask("{QUESTION}")
    return "答了" + ("是" if book.answer else "否")

def begin(yes):
    def answered(self, prompt, title, buttons, mode, then):
        alert(self, prompt, title, buttons, mode, then)
        return ("yes" if yes else "no") if buttons == "yes_no" else "ok"
    macros.self_check, App.alert = self_check, answered

def end():
    macros.self_check, App.alert = shipped, alert
"""


@pytest.fixture
def asking(desk: Desk, book: xw.Book) -> Iterator[xw.Book]:
    """Let 自检 ask something, in the Python inside."""
    (desk.modules / "asking.py").write_text(ASKING, encoding="utf-8")
    yield book
    desk.run(book, "import asking; asking.end()")


@pytest.mark.parametrize(("yes", "said"), [(True, "答了是"), (False, "答了否")])
def test_a_question_is_asked_and_its_answer_handed_on(
    desk: Desk, asking: xw.Book, *, yes: bool, said: str
) -> None:
    desk.run(asking, f"import asking; asking.begin({yes})")

    desk.press(asking, "自检")

    until = time.monotonic() + 30
    while said not in desk.ask("Said") and time.monotonic() < until:
        desk.office.service("awt.Toolkit").processEventsToIdle()
    assert desk.ask("Said").split("\n\n")[-2:] == [QUESTION, said]
    assert asking.sheets["A3"].range((1, 60)).value is None
