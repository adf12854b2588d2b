"""Our engine for LibreOffice beside xlwings' own for Excel: it offers nothing more.

What ours alone has is for ours alone: nothing that works in both may use it.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.windows.excel import application, ranges, workbook, worksheet
from tests.windows.excel import looks as looks_of_excel
from tests.windows.pywin32 import modules
from xl_addin.hosts.calc import app, book, engine, looks, range, sheet  # noqa: A004

OURS = (app, book, engine, looks, range, sheet)
SHARED = ("xl_addin/hosts/live", "xl_addin/desk", "xl_addin/macros.py")
"""What works on an open workbook, whichever program has it open."""
PYTHONS = {"__module__", "__doc__", "__dict__", "__weakref__", "__annotations__", "__init__", "__qualname__"}  # fmt: skip


def classes() -> dict[str, type]:
    """Return the classes of our engine by the names that xlwings' has for them."""
    theirs, names = vars(modules.engine()), {room.__name__ for room in OURS}
    found = (pair for module in OURS for pair in vars(module).items())
    return {
        name: kind
        for name, kind in found
        if inspect.isclass(kind) and kind.__module__ in names and name in theirs
    }


def members(kind: type) -> set[str]:
    """Return what a class has beyond xlwings' own pattern for every engine."""
    own = [k for k in kind.__mro__ if k.__module__ != "xlwings.base_classes"]
    return {name for k in own if k is not object for name in vars(k)} - PYTHONS


def alone(name: str) -> set[str]:
    """Return what a class of our engine has, and xlwings' has not."""
    return members(classes()[name]) - members(getattr(modules.engine(), name))


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Yield the shared code, read."""
    for room in map(Path, SHARED):
        for path in room.rglob("*.py") if room.is_dir() else (room,):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def used() -> Iterator[tuple[str, str]]:
    """Yield each attribute that the shared code asks for, and where."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                yield node.attr, f"{path}:{node.lineno}"


def made() -> set[str]:
    """Return the names that the shared code gives to its own functions and fields."""
    nodes = [node for _, tree in trees() for node in ast.walk(tree)]
    functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    fields = (node.target for node in nodes if isinstance(node, ast.AnnAssign))
    return functions | {field.id for field in fields if isinstance(field, ast.Name)}


def asked_of_excel() -> Iterator[str]:
    """Yield what the shared code asks of an `.api`: of Excel's own objects."""
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and _is_api(node.value):
                yield node.attr
            if isinstance(node, ast.Call) and node.args and _is_api(node.args[0]):
                yield ast.literal_eval(node.args[1])


def _is_api(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "api"


def test_both_engines_have_the_classes_that_a_workbook_is_made_of() -> None:
    wanted = {"App", "Apps", "Book", "Books", "Engine", "Font", "Borders", "Name", "Names", "PageSetup", "Range", "Sheet", "Sheets"}  # fmt: skip

    assert wanted <= set(classes())


@pytest.mark.parametrize("name", sorted(classes()))
def test_ours_answers_no_operator_that_xlwings_does_not(name: str) -> None:
    """`in` of a collection of sheets was one: Python asks for `__contains__`."""
    operators = {member for member in alone(name) if member.startswith("__")}

    assert operators == set()


def test_shared_code_uses_nothing_that_ours_alone_has() -> None:
    kinder = {member for name in classes() for member in alone(name)} - made()

    assert kinder >= {"format_key", "inside", "whole"}
    assert [(name, where) for name, where in used() if name in kinder] == []


def test_shared_code_asks_excel_only_for_what_excel_has() -> None:
    rooms = (application, looks_of_excel, ranges, workbook, worksheet)
    kinds = [k for room in rooms for k in vars(room).values() if inspect.isclass(k)]
    excels = {name for kind in kinds for name in dir(kind) if name[:1].isupper()}
    asked = set(asked_of_excel())

    assert "ProtectContents" in asked
    assert asked <= excels
