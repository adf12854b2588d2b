"""What doctor and 自检 look at, and the remedy for each thing that is wrong."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from xl_addin.hosts.calc.desktop import exchange
from xl_addin.machine import installation
from xl_addin.machine.installation import (
    LONGEST,
    XLWINGS,
    Finding,
    findings,
    path_findings,
    program_findings,
    workbook_findings,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return python.exe of a venv on Windows, both DLLs one folder up."""
    scripts = tmp_path / "Scripts"
    scripts.mkdir()
    for bits in (32, 64):
        (tmp_path / f"xlwings{bits}-{XLWINGS}.dll").touch()
    return scripts / "python.exe"


def _answers(found: list[Finding]) -> dict[str, bool]:
    return {finding.what: finding.ok for finding in found}


# paths


def test_a_short_english_path_is_no_finding() -> None:
    assert list(path_findings(Path("/opt/xl/python"), "")) == []


def test_a_long_path_is_a_problem() -> None:
    (finding,) = path_findings(Path("/" + "a" * LONGEST), "Python 的")

    assert not finding.ok
    assert finding.what.startswith("Python 的路径超过200个字符")


@pytest.mark.parametrize(
    ("code_page", "ok"),
    [("cp936", True), ("cp1252", False), ("no such page", False)],
)
def test_a_chinese_path_works_where_the_code_page_has_chinese(
    monkeypatch: pytest.MonkeyPatch, code_page: str, *, ok: bool
) -> None:
    monkeypatch.setattr(installation.locale, "getencoding", lambda: code_page)

    (finding,) = path_findings(Path("/执法/python"), "")

    assert finding.ok == ok
    assert "请移到只含英文字母和数字的文件夹" in finding.remedy


# doctor


def test_every_problem_has_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise installation.PackageNotFoundError

    monkeypatch.setattr(installation, "version", missing)
    monkeypatch.setattr(installation, "_PACKAGES", ("no_such_package",))
    monkeypatch.setattr(installation.struct, "calcsize", lambda _: 4)
    monkeypatch.setattr(installation.tempfile, "TemporaryFile", _full)
    monkeypatch.setattr(installation, "find_office", lambda: None)

    found = findings()

    assert sum(not finding.ok for finding in found) == 4
    assert all(finding.remedy for finding in found if not finding.ok)


def _full() -> None:
    raise OSError


def test_off_windows_and_mac_excel_is_only_mentioned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installation.sys, "platform", "linux")

    last = findings()[-1]

    assert last.ok
    assert "按钮需要 Windows 或 macOS 上的 Excel" in last.remedy


def test_on_windows_both_libraries_are_looked_for(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation.sys, "platform", "win32")
    monkeypatch.setattr(installation, "interpreter", lambda: library)
    monkeypatch.setattr(Path, "home", lambda: library.parent)
    (library.parents[1] / f"xlwings32-{XLWINGS}.dll").unlink()

    answers = _answers(findings())

    assert answers[f"xlwings64-{XLWINGS}.dll（供 64 位 Excel 使用）"]
    assert not answers[f"xlwings32-{XLWINGS}.dll（供 32 位 Excel 使用）"]
    assert answers["Python 不是微软商店版"]


@pytest.mark.parametrize("attribute", ["executable", "base_prefix"])
def test_python_of_the_microsoft_store_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, attribute: str
) -> None:
    place = r"C:\Users\x\AppData\Local\Microsoft\WindowsApps\python.exe"
    monkeypatch.setattr(installation.sys, "platform", "win32")
    monkeypatch.setattr(installation.sys, attribute, place)

    assert not _answers(findings())["Python 是微软商店版"]


@pytest.mark.parametrize(
    ("system", "place"),
    [
        ("win32", ".xlwings/xlwings.conf"),
        ("darwin", "Library/Containers/com.microsoft.Excel/Data/xlwings.conf"),
    ],
)
def test_an_old_settings_file_is_mentioned(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, place: str
) -> None:
    monkeypatch.setattr(installation.sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    conf = tmp_path / place
    conf.parent.mkdir(parents=True)
    conf.touch()

    finding = findings()[-1]

    assert (finding.ok, finding.what) == (True, f"有旧的 xlwings 设置文件：{conf}")


def test_on_a_mac_excel_needs_the_script(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installation.sys, "platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    assert not _answers(findings())["Excel 调用 Python 的脚本"]


# the program and the workbook


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("WPS 表格", r"C:\Program Files\x"),
        ("Microsoft Excel", r"C:\Users\x\AppData\Local\Kingsoft\WPS Office\office6"),
    ],
)
def test_wps_is_named_with_a_way_out(name: str, folder: str) -> None:
    (finding,) = program_findings(name, folder)

    assert finding.ok  # nobody knows that it does not work
    assert "WPS" in finding.what
    assert "请改用 Excel" in finding.remedy


def test_excel_is_no_finding() -> None:
    folder = r"C:\Program Files\Microsoft Office\root\Office16"

    assert list(program_findings("Microsoft Excel", folder)) == []


def test_macros_of_the_installed_xlwings_are_in_order() -> None:
    (finding,) = workbook_findings(str(ROOT / "workbook_template.xlsm"))

    assert finding == Finding(
        ok=True, what=f"工作簿中的 xlwings 模块为 {XLWINGS}，Python 中为 {XLWINGS}"
    )


def test_macros_of_another_xlwings_are_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(installation, "version", lambda _: "0.33.0")

    (finding,) = workbook_findings(str(ROOT / "workbook_template.xlsm"))

    assert not finding.ok
    assert "Python 中为 0.33.0" in finding.what
    assert "upgrade" in finding.remedy


def test_in_libreoffice_there_is_no_version_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsm"
    path.write_bytes((ROOT / "workbook_template.xlsm").read_bytes())
    exchange(path)

    assert list(workbook_findings(str(path))) == []


def test_a_workbook_that_cannot_be_looked_into_is_a_word_of_advice(
    tmp_path: Path,
) -> None:
    locked, plain = tmp_path / "locked.xlsm", tmp_path / "plain.xlsx"
    locked.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    )  # so an encrypted file begins
    xlsxwriter.Workbook(plain).close()

    for path in (locked, plain):
        (finding,) = workbook_findings(str(path))
        assert finding.ok
        assert "没有设打开密码" in finding.remedy


# licences


def test_nobody_imports_the_commercial_part_of_xlwings() -> None:
    files = [*(ROOT / "xl_addin").rglob("*.py"), *(ROOT / "udfs").rglob("*.py")]
    named = {name for file in files for name in _imports(file)}

    assert "pandas" in named
    assert not {name for name in named if re.match(r"xlwings\.(pro|reports)\b", name)}


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module


def test_where_no_backup_can_be_kept_the_remedy_is_named(tmp_path: Path) -> None:
    path = tmp_path / "月报.xlsm"
    path.write_bytes((ROOT / "workbook_template.xlsm").read_bytes())
    said = [str(finding) for finding in workbook_findings(str(path))]
    assert not [text for text in said if "备份" in text]

    (tmp_path / "备份").write_text("not a folder")

    said = [str(finding) for finding in workbook_findings(str(path))]
    (text,) = [text for text in said if "备份" in text]
    assert "请把该文件改名或移走" in text


def test_a_name_too_long_for_a_copy_is_found_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    path = tmp_path / f"{'安' * 80}.xlsm"
    path.write_bytes((ROOT / "workbook_template.xlsm").read_bytes())

    said = [str(finding) for finding in workbook_findings(str(path))]

    (text,) = [text for text in said if "备份" in text]
    assert "备份文件夹不能写入（文件名太长）" in text
    assert "改短文件名" in text
    assert list(tmp_path.iterdir()) == [path]
