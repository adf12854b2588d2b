"""What is left out of the bundle is nothing that the product imports."""

import ast
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from bundle.trimming import left_out

IMPORTS = """
import pkgutil, sys
from importlib.machinery import PathFinder
from bundle.trimming import left_out

class Trimmed(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        spec = super().find_spec(name, path, target)
        below = str(spec and spec.origin).partition("site-packages/")[2]
        if below and left_out(below):
            raise ModuleNotFoundError(f"{below} is left out", name=name)
        return spec

sys.meta_path[sys.meta_path.index(PathFinder)] = Trimmed
import udfs, xl_addin
for package in (xl_addin, udfs):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.startswith(("xl_addin.hosts.calc.bridge", "xl_addin.__main__")):
            __import__(module.name)
print(len(sys.modules), "docx" in sys.modules, "xlwings" in sys.modules)
"""


def test_the_product_can_be_imported_without_what_is_left_out() -> None:
    said = subprocess.run(  # noqa: S603  our own packages
        [sys.executable, "-c", IMPORTS],
        env=os.environ | {"PYTHONPATH": "packaging"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.stderr == ""
    loaded, *parts = said.stdout.split()
    assert int(loaded) > 500
    assert parts == ["True", "True"]


@pytest.mark.parametrize("module", ["_xlwindows", "com_server", "udfs", "_win32patch"])
def test_what_xlwings_imports_of_pywin32_stays(module: str) -> None:
    home = find_spec("xlwings")
    assert home is not None
    assert home.origin is not None
    source = Path(home.origin).with_name(f"{module}.py").read_text(encoding="utf-8")
    names = {
        name.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in node.names
    }
    ours = {n.replace(".", "/") for n in names if n.startswith(("win32", "pythoncom"))}

    assert ours
    assert [
        n for n in ours if left_out(f"{n}.py") or left_out(f"{n}/__init__.py")
    ] == []


@pytest.mark.parametrize(
    "file",
    [
        "xlwings/addin/Dictionary.cls",  # the template is built with it
        "xlwings/xlwings.bas",
        "xlwings-0.37.8.dist-info/METADATA",  # doctor asks for the version
        "pandas/_testing/__init__.py",
        "docx/templates/default.docx",
        "tzdata/zoneinfo/Asia/Shanghai",
        "xl_addin/workbook/vba/Macros.bas",
    ],
)
def test_files_that_are_read_and_not_imported_stay(file: str) -> None:
    assert not left_out(file)


@pytest.mark.parametrize(
    "file",
    [
        "xlwings/addin/xlwings.xlam",
        "xlwings/quickstart.xlsm",
        "xlwings/quickstart_addin_ribbon.xlam",
        "pyopenvba/_templates/blank_files/blank_excel_addin.xlam",
        "xlwings/pro/__init__.py",
    ],
)
def test_foreign_workbooks_and_what_has_another_licence_stay_out(file: str) -> None:
    assert left_out(file)
