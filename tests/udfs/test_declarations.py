"""What Excel, VBA and the function wizard ask of a function's name and help."""

import inspect
import re
import subprocess
import sys
from typing import Any

import pytest
import xlwings as xw

import udfs
from tests.udfs.decorators import use_real_decorators

FUNCTIONS = [getattr(udfs, name) for name in udfs.__all__]

# MS-VBAL 3.3.5.2, without the names of types with a suffix; LibreOffice's own besides.
_WORDS = """
abs addressof alias and any array as attribute base binary boolean byref byte byval
call case cbool cbyte ccur cdate cdbl cdecimal cint clng close compare const csng
cstr currency cvar cverr date debug decimal declare defbool defbyte defcur defdate
defdbl defdec defint deflng defobj defsng defstr defvar dim do doevents double each
else elseif empty end endif enum eqv erase error event exit explicit false fix for
freefile friend function get global go gosub goto if imp implements in input inputb
int integer is lbound len lenb let lib like line lock long longlong longptr loop lset
me mid mod module name new next not nothing null object on open option optional or
output paramarray preserve print private property pset public put raiseevent random
read redim rem reset resume return rset seek select set sgn shared single spc static
step stop string sub tab text then to true type typeof ubound unlock until variant
vb_name wend while width with withevents write xor
"""
RESERVED = set(_WORDS.split())


def declared(function: Any) -> dict[str, Any]:
    found: dict[str, Any] = function.__xlfunc__
    return found


def test_every_decorated_function_is_exported() -> None:
    found = {name for name, f in vars(udfs).items() if hasattr(f, "__xlfunc__")}
    assert found == set(udfs.__all__)


def test_functions_need_neither_xlwings_nor_pywin32_to_be_imported() -> None:
    """To import xlwings on Windows is to let it end other people's Excel."""
    look = "import sys, udfs; print({'xlwings', 'pythoncom'} & set(sys.modules))"
    said = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", look], capture_output=True, check=True, text=True
    )
    assert said.stdout.strip() == "set()"


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_a_function_is_declared_as_xlwings_decorators_would(function: Any) -> None:
    use_real_decorators()
    ours = declared(function)
    theirs: Any = inspect.unwrap(function)
    theirs.__annotations__ = {}  # types that xlwings has no converter for
    for given in ours["args"]:
        told = given["options"]["convert"]
        theirs = xw.arg(given["name"], told, doc=given["doc"])(theirs)
    theirs = xw.func(category="执法统计")(xw.ret("raw")(theirs))
    theirs.__xlfunc__["ret"]["doc"] = ours["ret"]["doc"]

    assert ours == theirs.__xlfunc__


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_the_name_is_ascii_capitals_and_no_cell(function: Any) -> None:
    name = declared(function)["name"]
    assert name == function.__name__
    assert re.fullmatch(r"[A-Z][A-Z0-9_]*", name)
    assert not re.fullmatch(r"[A-Z]{1,3}[0-9]+", name)


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_arguments_are_names_that_vba_takes(function: Any) -> None:
    for about in declared(function)["args"]:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", about["name"])
        assert about["name"] not in RESERVED
        assert about["name"].upper() not in udfs.__all__  # VBA knows no capitals


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_the_generator_sees_the_arguments_of_the_function_itself(function: Any) -> None:
    parameters = inspect.signature(inspect.unwrap(function)).parameters.values()
    assert [(a["name"], "optional" in a) for a in declared(function)["args"]] == [
        (p.name, p.default is None) for p in parameters
    ]


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_the_help_fits_the_wizard(function: Any) -> None:
    about = declared(function)
    helps = [about["ret"]["doc"], *(a["doc"] for a in about["args"])]
    for text in helps:
        assert 0 < len(text) <= 255
        assert re.search(r"[\u4e00-\u9fff]", text)
        assert text.isprintable()  # no line break
    # Excel takes all descriptions of arguments together through one call
    assert about["category"] == "执法统计"
    assert f"={function.__name__}(" in helps[0]  # an example


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_each_argument_is_called_by_its_name_first(function: Any) -> None:
    for about in declared(function)["args"]:
        assert re.match(r"[^：]{1,8}：", about["doc"])


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_nothing_is_volatile_or_late(function: Any) -> None:
    about = declared(function)
    assert (about["volatile"], about["async_mode"], about["sub"]) == (
        False,
        None,
        False,
    )


@pytest.mark.parametrize("function", FUNCTIONS, ids=udfs.__all__)
def test_nonsense_is_one_short_text_that_begins_with_a_hash(
    function: Any, call: Any
) -> None:
    about = declared(function)
    words = ("胡说", [["胡", "说"], ["八", "道"]])
    for nonsense in (-2146826246, *(words if function is not udfs.JOIN_UNITS else ())):
        for line in call(function.__name__, *[nonsense] * len(about["args"])):
            for cell in line:
                assert isinstance(cell, str), cell
                assert len(cell) <= 255
                assert cell[0] == "#" or "位" in cell  # of a code, not 18 characters
