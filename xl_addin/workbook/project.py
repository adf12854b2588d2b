"""The workbook's VBA project and ribbon, put into it from text.

XlsxWriter writes the sheets and their buttons; `finish` makes the .xlsm of it:

    home = book.add_worksheet("首页")
    home.set_vba_name("Home")
    home.insert_button("B2", {"macro": "CheckA3", "caption": "校验A3"})
    book.set_vba_name("ThisWorkbook")
    book.close()
    xlsm = finish(written.getvalue(), sources(), ribbon.xml())

A sheet's code name is written once, where the sheet is declared; the project's
document modules are made from what the package says, so the two cannot differ.
The same package and modules give the same bytes on every machine.
"""

from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.cfb import CFB

from xl_addin.archive import CONTENT_TYPES, packed, unpacked
from xl_addin.workbook import ribbon, wrappers

HERE = Path(__file__).parent
SUFFIXES = {".bas", ".cls"}

RELATIONSHIPS = "_rels/.rels"
PROJECT = "xl/vbaProject.bin"
RIBBON = "customUI/customUI.xml"

XLSX = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XLSM = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
RIBBON_RELATIONSHIP = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2006/'
    f'relationships/ui/extensibility" Target="{RIBBON}"/></Relationships>'
).encode()

EMPTY_MODULE = "Option Explicit\r\n"
# _VBA_PROJECT of a project without compiled code: a mark, the version "none"
# (so that no Excel takes the cache for its own), and nothing after it.
NOT_COMPILED = b"\xcc\x61\xff\xff\x00\x00\x00"


class NotAscii(ValueError):
    """VBA source holds a character that some machine would garble."""

    def __init__(self, module: str, line: int) -> None:
        super().__init__(
            f"VBA module {module}, line {line}: only ASCII is safe in VBA source; "
            "put the text into a cell of the sheet Texts"
        )


def sources(transport: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the text of every module that the workbook ships, by its name.

    `transport` is what carries a macro to Python: xlwings' own modules unless a
    host brings others. It must offer a module `xlwings` with `RunPython`,
    `GetConfig`, `FileExists` and, for worksheet functions and replies, `XLPy`, and
    may bring others in the place of ours.
    """
    files = sorted((HERE / "vba").iterdir())
    ours = {file.stem: _text(file) for file in files if file.suffix in SUFFIXES}
    carried = xlwings_modules() if transport is None else transport
    made = {**ribbon.modules(), wrappers.MODULE: wrappers.module()}
    return {**ours, **carried, **made}


def xlwings_modules() -> dict[str, str]:
    """Return the VBA modules of the xlwings that is installed here, unchanged.

    `xlwings.bas` is what xlwings puts into a standalone workbook, so nobody needs
    its add-in. `Dictionary` is a class that the module needs on a Mac, where there
    is no Scripting.Dictionary. Nothing is cut out, although that leaves a cell
    function `sql` in the wizard: module, package and DLL must be of one version,
    and an untouched text is what one can compare, support and put on the allow
    list of an antivirus.
    """
    package = distribution("xlwings")
    files = ("xlwings/xlwings.bas", "xlwings/addin/Dictionary.cls")
    paths = [Path(str(package.locate_file(file))) for file in files]
    return {path.stem: _text(path) for path in paths}


def finish(
    package: bytes,
    modules: Mapping[str, str],
    tabs: str | None = None,
    *,
    stored: bool = False,
) -> bytes:
    """Return the .xlsm made of a .xlsx, VBA modules and a ribbon.

    A module named like the workbook or a sheet (by code name) is the code behind
    it; a text that starts with VERSION is a class; all others are standard
    modules. `stored` is explained at `archive.packed`.
    """
    parts = unpacked(add_project(package, modules))
    if tabs is not None:
        parts[RIBBON] = tabs.encode()
        parts[RELATIONSHIPS] = parts[RELATIONSHIPS].replace(
            b"</Relationships>", RIBBON_RELATIONSHIP
        )
    return packed(parts, stored=stored)


def add_project(package: bytes, modules: Mapping[str, str]) -> bytes:
    """Return the package with a VBA project that holds these modules as source.

    Each sheet gets its document module, empty unless `modules` has one of that
    name. Excel compiles the project when it first runs.
    """
    for name, text in modules.items():
        _check_ascii(name, text)
    parts = unpacked(package)
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(XLSX, XLSM)
    parts = unpacked(_with_modules(packed(parts, stored=True), modules))
    parts[PROJECT] = _source_only(parts[PROJECT])
    return packed(parts, stored=True)


def _with_modules(package: bytes, modules: Mapping[str, str]) -> bytes:
    with TemporaryDirectory() as folder:  # pyOpenVBA works on files
        path = Path(folder) / "workbook.xlsm"
        path.write_bytes(package)
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            documents = project.module_names()
            for name in documents:
                _check_ascii(name, "")
                book.set_module(name, modules.get(name, EMPTY_MODULE))
            for name, text in modules.items():
                if name not in documents:
                    project.add_module(name, text, kind=_kind(text))
            book.save()
        return path.read_bytes()


def _kind(text: str) -> VBAModuleKind:
    is_class = text.startswith("VERSION ")
    return VBAModuleKind.other if is_class else VBAModuleKind.standard


def _source_only(project: bytes) -> bytes:
    storage = CFB.from_bytes(project)
    storage.write_stream_in_storage("VBA", "_VBA_PROJECT", NOT_COMPILED)
    return bytes(storage.to_bytes())


def _check_ascii(name: str, text: str) -> None:
    for number, line in enumerate([name, *text.splitlines()]):
        if not line.isascii():
            raise NotAscii(name, number)


def _text(file: Path) -> str:
    """Return a file's text with the line ends that VBA wants, however it is kept."""
    return file.read_text(encoding="utf-8").replace("\n", "\r\n")
