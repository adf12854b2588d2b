"""What the installer writes the uninstaller takes away, and the documents name it."""

import re
from pathlib import Path

import pytest
from bundle.setup import SOURCES

NAMES = (SOURCES / "names.nsh").read_text(encoding="utf-8")
STEPS = (SOURCES / "steps.nsh").read_text(encoding="utf-8")
SCRIPT = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.ns*"))
PAGE = Path("docs/installing.md").read_text(encoding="utf-8")
DEFINED = dict(re.findall(r'^!define (\w+) "?([^"\n]+)"?$', NAMES, re.MULTILINE))
INSTALLS, _, UNINSTALLS = STEPS.partition("Function un.RemoveProgram")
CODES = ("NOT_WRITTEN", "IN_USE", "BAD_FOLDER", "DOCTOR_OBJECTS", "OLD_WINDOWS")


def written(pattern: str) -> set[str]:
    return set(re.findall(pattern, INSTALLS))


def test_every_registry_key_that_is_written_is_deleted() -> None:
    keys = written(r'WriteReg\w+ HKCU "([^"]+)"')
    deleted = re.findall(r'DeleteRegKey HKCU "([^"]+)"', UNINSTALLS)
    trusts = {f"${{OFFICE}}\\{v}\\${{TRUST}}" for v in ("14.0", "15.0", "16.0")}

    assert keys == {"${KEY}", "${UNINSTALL}", r"${OFFICE}\$0\${TRUST}"}
    assert set(deleted) == {"${KEY}", "${UNINSTALL}", *trusts}


def test_the_versions_of_office_are_the_same_on_the_way_in_and_out() -> None:
    entered = written(r"!insertmacro TrustIn ([\d.]+)")
    deleted = set(re.findall(r"OFFICE\}\\([\d.]+)\\", UNINSTALLS))

    assert entered == deleted == {"14.0", "15.0", "16.0"}


def test_nothing_is_written_for_the_whole_machine() -> None:
    assert not re.findall(r"WriteReg\w+ HK(?!CU)", SCRIPT)
    assert "RequestExecutionLevel user" in SCRIPT


def test_every_shortcut_is_deleted() -> None:
    made = written(r'!insertmacro SendTo "\$\{(\w+)\}"')

    assert made == {"SEND_CHECK", "SEND_SUMMARY", "SEND_UPGRADE"}
    for name in made:
        assert f'Delete "$SENDTO\\${{{name}}}.lnk"' in UNINSTALLS
    assert written(r'CreateShortcut "(\$DESKTOP[^"]+)"') == {r"$DESKTOP\${TITLE}.lnk"}
    assert r'Delete "$DESKTOP\${TITLE}.lnk"' in UNINSTALLS


def test_only_the_folders_of_the_program_are_deleted_with_what_is_in_them() -> None:
    whole = set(re.findall(r'RMDir /r "([^"]+)"', SCRIPT))
    place = r"$INSTDIR\${PROGRAM}"

    log = r"$LOCALAPPDATA\xl_addin"  # and the steps of 撤销
    assert whole == {f"{place}.old", f"{place}.new", log}


def test_the_workbook_is_never_deleted_nor_written_over() -> None:
    deleted = re.findall(r"^ *Delete .*$", SCRIPT, re.MULTILINE)

    assert deleted
    assert not [line for line in deleted if r"${BOOK}" in line]
    assert r'${IfNot} ${FileExists} "$DOCUMENTS\${BOOKS}\${BOOK}"' in INSTALLS


@pytest.mark.parametrize("word", ["check", "summary", "upgrade"])
def test_what_stands_in_send_to_has_no_terminal(word: str) -> None:
    assert re.search(rf'SendTo "\$\{{SEND_\w+\}}" {word}\n', INSTALLS)
    assert r'\pythonw.exe" "-m xl_addin sent ${WORD}"' in INSTALLS


@pytest.mark.parametrize(
    "name", sorted(DEFINED.keys() - {"PLACE", "MARK"} - set(CODES))
)
def test_the_page_for_the_it_staff_names_what_is_written(name: str) -> None:
    assert DEFINED[name].replace("Software\\", "", 1) in PAGE


@pytest.mark.parametrize("name", CODES)
def test_every_exit_code_is_explained(name: str) -> None:
    assert f"\n| {DEFINED[name]} | " in PAGE
    assert f"${{{name}}}" in SCRIPT


def test_the_page_shows_pictures_that_are_there_and_three_at_most() -> None:
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE)

    assert 1 <= len(shown) <= 3
    assert [name for name in shown if not (Path("docs") / name).is_file()] == []


@pytest.mark.parametrize(
    "rule", ["ASR", "AppLocker", "SmartScreen", "受信任位置", "杀毒软件", "32 位 Excel"]
)
def test_the_page_speaks_of_what_may_object(rule: str) -> None:
    assert rule in PAGE
