"""Who makes the PDF, and that Word is always ended: with a Word that is an actor."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from xl_addin.errors import (
    FileMissing,
    OutputBlocked,
    OutputFormat,
    OutputIsInput,
)
from xl_addin.hosts.office import pdf


class ComError(Exception):
    """What pywin32 raises for whatever goes wrong in Word."""


@dataclass
class Word:
    """Word as far as we use it; it fails at the step `breaks`."""

    breaks: str = ""
    steps: list[tuple[Any, ...]] = field(default_factory=list)
    Visible: bool = True
    DisplayAlerts: int = -1
    AutomationSecurity: int = 1

    @property
    def Documents(self) -> "Word":  # noqa: N802 - Word's own name
        return self

    def Open(self, *arguments: object) -> "Word":  # noqa: N802
        self._do("Open", *arguments)
        return self

    def ExportAsFixedFormat(self, path: str, kind: int) -> None:  # noqa: N802
        self._do("Export", kind)
        Path(path).write_bytes(b"%PDF by Word")

    def Close(self, save: int) -> None:  # noqa: N802
        self._do("Close", save)

    def Quit(self, save: int) -> None:  # noqa: N802
        self._do("Quit", save)

    def _do(self, *step: object) -> None:
        self.steps.append(step)
        if step[0] == self.breaks:
            raise ComError(step)


@dataclass
class Machine:
    """What is installed: Word or not, LibreOffice or not."""

    patch: pytest.MonkeyPatch

    def has_word(self, word: Word | None) -> None:
        """Put an actor in Word's place; None is pywin32 without any Word."""

        def dispatch(name: str) -> Word:
            assert name == "Word.Application"
            if word is None:
                raise ComError(name)
            return word

        modules = {name: ModuleType(name) for name in ("win32com", "pywintypes")}
        client = ModuleType("win32com.client")
        vars(client)["DispatchEx"] = dispatch
        vars(modules["pywintypes"])["com_error"] = ComError
        for name, module in {**modules, "win32com.client": client}.items():
            self.patch.setitem(sys.modules, name, module)

    def has_libreoffice(self) -> None:
        def convert(source: Path, ending: str, folder: Path) -> Path:
            made = folder / f"{source.stem}.{ending}"
            made.write_bytes(b"%PDF by LibreOffice")
            return made

        self.patch.setattr(pdf, "find_office", lambda: Path("soffice"))
        self.patch.setattr(pdf, "convert", convert)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine on which nothing is installed."""
    for name in ("pywintypes", "win32com", "win32com.client"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(pdf, "find_office", lambda: None)
    return Machine(monkeypatch)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.docx"
    path.write_bytes(b"PK")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "2月通报.pdf"


def test_word_makes_the_pdf_unseen_and_unasked_and_is_ended(
    machine: Machine, notice: Path, target: Path
) -> None:
    word = Word()
    machine.has_word(word)
    machine.has_libreoffice()

    pdf.to_pdf(notice, target)

    assert target.read_bytes() == b"%PDF by Word"
    # read only, never saved; 17 is PDF
    assert word.steps == [
        ("Open", str(notice), False, True, False),
        ("Export", 17),
        ("Close", 0),
        ("Quit", 0),
    ]
    assert (word.Visible, word.DisplayAlerts, word.AutomationSecurity) == (False, 0, 3)


@pytest.mark.parametrize("step", ["Open", "Export", "Close", "Quit"])
def test_a_word_that_fails_is_ended_and_leaves_nothing(
    machine: Machine, notice: Path, target: Path, step: str
) -> None:
    word = Word(breaks=step)
    machine.has_word(word)
    target.write_bytes(b"%PDF of last month")

    with pytest.raises(pdf.WordFailed, match=r"Word 未能把“通报\.docx”转换为 PDF"):
        pdf.to_pdf(notice, target)

    assert word.steps[-1] == ("Quit", 0)
    assert target.read_bytes() == b"%PDF of last month"
    assert {path.name for path in target.parent.iterdir()} == {notice.name, target.name}


@pytest.mark.parametrize("pywin32", [True, False])
def test_without_word_libreoffice_makes_the_pdf(
    machine: Machine, notice: Path, target: Path, *, pywin32: bool
) -> None:
    if pywin32:
        machine.has_word(None)
    machine.has_libreoffice()

    pdf.to_pdf(notice, target)

    assert target.read_bytes() == b"%PDF by LibreOffice"


def test_without_either_the_word_file_stays_and_the_remedy_is_named(
    machine: Machine, notice: Path, target: Path
) -> None:
    machine.has_word(None)

    with pytest.raises(pdf.NoPdfProgram) as caught:
        pdf.to_pdf(notice, target)

    assert (
        str(caught.value)
        == "本机没有找到 Word 或 LibreOffice，不能生成 PDF，请在装有 Word 的电脑上打开“通报.docx”，另存为 PDF。"
    )
    assert notice.exists()
    assert not target.exists()


def test_a_pdf_that_is_open_is_not_overwritten(
    machine: Machine, notice: Path, target: Path
) -> None:
    machine.has_libreoffice()
    target.with_name(f".~lock.{target.name}#").touch()

    with pytest.raises(OutputBlocked):
        pdf.to_pdf(notice, target)


def test_a_missing_word_file_is_named(
    machine: Machine, target: Path, tmp_path: Path
) -> None:
    machine.has_libreoffice()

    with pytest.raises(FileMissing, match=r"没有\.docx"):
        pdf.to_pdf(tmp_path / "没有.docx", target)


def test_only_a_pdf_is_written_and_never_over_its_source(notice: Path) -> None:
    with pytest.raises(OutputFormat):
        pdf.to_pdf(notice, notice.with_suffix(".xps"))
    with pytest.raises(OutputIsInput):
        pdf.to_pdf(notice.with_suffix(".pdf"), notice.with_suffix(".pdf"))
