"""What keeps a workbook from opening in LibreOffice, and what ends it there."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock
from zipfile import ZipFile

import pytest

from xl_addin.errors import FileMissing, NotAWorkbook
from xl_addin.hosts.calc import desktop, interpreter
from xl_addin.hosts.calc.uno_api import UnoMissing
from xl_addin.workbook.build import template


def test_a_missing_workbook_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing), desktop.copied(tmp_path / "无.xlsm"):
        pass


@pytest.mark.parametrize("damage", [b"junk", template()[:60_000]])
def test_a_damaged_workbook_is_named(tmp_path: Path, damage: bytes) -> None:
    source = tmp_path / "坏.xlsm"
    source.write_bytes(damage)

    with pytest.raises(NotAWorkbook, match=r"“坏\.xlsm”"), desktop.copied(source):
        pass


def test_a_workbook_with_damaged_macros_is_named(tmp_path: Path) -> None:
    source = tmp_path / "坏.xlsm"
    with ZipFile(io.BytesIO(template())) as whole, ZipFile(source, "w") as broken:
        for name in whole.namelist():
            macros = name.endswith("vbaProject.bin")
            broken.writestr(name, b"junk" if macros else whole.read(name))

    with pytest.raises(NotAWorkbook, match=r"“坏\.xlsm”"), desktop.copied(source):
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a desktop")
def test_without_a_desktop_nothing_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    started = Mock()
    monkeypatch.setattr("xl_addin.hosts.office.convert.start", started)

    with pytest.raises(desktop.DesktopMissing, match="图形桌面"):
        desktop.calc(tmp_path / "表.xlsm")

    started.assert_not_called()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Give `stand_in(script)`: LibreOffice is this script now; a workbook to open."""
    if os.name == "nt":
        pytest.skip("the stand-in is a shell script")

    def stand_in(script: str) -> Path:
        soffice, source = tmp_path / "soffice", tmp_path / "表.xlsm"
        source.write_bytes(template())
        soffice.write_text(f"#!/bin/sh\nfor last; do :; done\n{script}\n")
        soffice.chmod(0o755)
        monkeypatch.setenv("XL_SOFFICE", str(soffice))
        monkeypatch.setenv("DISPLAY", ":99")
        monkeypatch.setattr(desktop, "fitting", lambda: None)
        return source

    return stand_in


def test_a_copy_that_was_changed_is_kept_beside_its_source(
    stand_in: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source = stand_in('sleep 0.1; echo x > "$last"')

    assert desktop.calc(source) == desktop.calc(source) == 0

    kept = [
        source.with_stem("表（LibreOffice）"),
        source.with_stem("表（LibreOffice）2"),
    ]
    assert [path.read_text() for path in kept] == ["x\n", "x\n"]
    assert str(kept[1]) in capsys.readouterr().out
    assert source.read_bytes() == template()


@pytest.mark.parametrize(
    "script", ["exit 1", "echo X11 error: Can\\'t open display: :99"]
)
def test_a_program_that_shows_no_window_is_said(
    stand_in: Callable[[str], Path], script: str
) -> None:
    source = stand_in(script)

    with pytest.raises(desktop.OfficeEnded, match="未能打开窗口"):
        desktop.calc(source)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_to_end_ends_libreoffice_too_and_keeps_what_was_saved(
    stand_in: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    pid, scratch = tmp_path / "pid", tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    source = stand_in(
        f'sleep 0.1; echo x > "$last"; echo $$ > {pid}1; mv {pid}1 {pid}; sleep 60 & wait'
    )
    code = (
        "import sys; from pathlib import Path; from xl_addin.hosts.calc import desktop;"
        "desktop.fitting = lambda: None; sys.exit(desktop.calc(Path(sys.argv[1])))"
    )
    words = [sys.executable, "-c", code, str(source)]
    with subprocess.Popen(words) as command:  # noqa: S603 - our own text
        limit = time.monotonic() + 30
        while not pid.exists() and time.monotonic() < limit:
            time.sleep(0.1)

        command.send_signal(getattr(signal, name))

        assert command.wait(30) == 128 + getattr(signal, name)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)
    assert not list(scratch.iterdir())
    assert source.with_stem("表（LibreOffice）").read_text() == "x\n"


@pytest.fixture
def python_inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Put a stand-in of ours in the place of LibreOffice's Python."""
    python = tmp_path / "python"
    monkeypatch.setattr(interpreter, "office_program", lambda: tmp_path / "soffice")
    monkeypatch.setattr(interpreter, "_candidates", lambda _: iter([str(python)]))
    return python


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_another_version_of_python_is_named(python_inside: Path) -> None:
    python_inside.write_text("#!/bin/sh\necho '3|7|/somewhere/uno.py'\n")
    python_inside.chmod(0o755)

    assert interpreter.theirs() == interpreter.Interpreter("3.7", Path("/somewhere"))
    with pytest.raises(interpreter.PythonDiffers, match=r"使用 Python 3\.7"):
        interpreter.fitting()


@pytest.mark.usefixtures("python_inside")
def test_without_uno_the_packages_to_install_are_named() -> None:
    with pytest.raises(UnoMissing, match="libreoffice-script-provider-python"):
        interpreter.fitting()


def test_the_host_can_be_imported_where_there_is_no_uno() -> None:
    names = ("engine", "desktop", "functions")
    code = "; ".join(f"import xl_addin.hosts.calc.{name}" for name in names)
    code += "; import sys; assert 'uno' not in sys.modules"

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)  # noqa: S603
