"""A Word file as PDF, made by Word where it is, else by LibreOffice.

Word goes first: it alone breaks lines and pages as the people will who open the
Word file in it, and it has their fonts.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from xl_addin.errors import FileMissing, OfficeProblem, OutputFormat
from xl_addin.hosts.file.output import refuse_input, replace_atomically
from xl_addin.hosts.office.convert import convert, find_office

_NO_ALERTS: Final = 0  # wdAlertsNone
_NO_MACROS: Final = 3  # msoAutomationSecurityForceDisable
_PDF: Final = 17  # wdExportFormatPDF
_DROP_CHANGES: Final = 0  # wdDoNotSaveChanges


class WordFailed(OfficeProblem):
    """Word is here, but made no PDF."""

    def __init__(self, source: Path) -> None:
        super().__init__(
            f"Word 未能把“{source.name}”转换为 PDF，请用 Word 打开该文件，另存为 PDF。"
        )


class NoPdfProgram(OfficeProblem):
    """Neither Word nor LibreOffice is here to make a PDF."""

    def __init__(self, source: Path) -> None:
        super().__init__(
            "本机没有找到 Word 或 LibreOffice，不能生成 PDF，"
            f"请在装有 Word 的电脑上打开“{source.name}”，另存为 PDF。"
        )


def to_pdf(docx: Path, target: Path) -> None:
    """Write `docx` as PDF to `target`, whole or not at all.

    Raises NoPdfProgram where neither program is found, WordFailed or OfficeFailed
    where the one that was found makes no PDF, and any `OutputProblem`.
    """
    if target.suffix.lower() != ".pdf":
        raise OutputFormat(target, [".pdf"])
    refuse_input(target, docx)
    if not docx.is_file():
        raise FileMissing(docx)
    with TemporaryDirectory(prefix="xl_pdf_", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / f"{docx.stem}.pdf"
        _make(docx, made)
        replace_atomically(target, made.read_bytes())


def _make(docx: Path, made: Path) -> None:
    if _made_by_word(docx, made):
        return
    if find_office() is None:
        raise NoPdfProgram(docx)
    convert(docx, "pdf", made.parent)


def _made_by_word(docx: Path, made: Path) -> bool:
    """Return whether there is a Word here; if so, it has made the PDF."""
    try:
        import pywintypes  # noqa: PLC0415 - Windows only; it comes with xlwings
        from win32com.client import DispatchEx  # noqa: PLC0415
    except ImportError:
        return False
    try:
        word = DispatchEx("Word.Application")  # never the one that the user has open
    except pywintypes.com_error:
        return False
    try:
        _export(word, docx, made)
    except pywintypes.com_error as error:
        raise WordFailed(docx) from error
    return True


def _export(word: Any, docx: Path, made: Path) -> None:  # noqa: ANN401 - a COM object
    """Let Word make the PDF, and end it whatever happens.

    Arguments go by place: without a type library, names may not reach Word.
    """
    try:
        word.Visible = False
        word.DisplayAlerts = _NO_ALERTS
        word.AutomationSecurity = _NO_MACROS
        # not asked about its format, read only, not among the recent files
        document = word.Documents.Open(str(docx.resolve()), False, True, False)  # noqa: FBT003
        document.ExportAsFixedFormat(str(made), _PDF)
        document.Close(_DROP_CHANGES)
    finally:
        word.Quit(_DROP_CHANGES)
