"""A workbook in LibreOffice with its buttons working, for staff on a Linux desktop.

What is opened is a copy, and it stays one: LibreOffice cannot save a workbook's
macros as Excel had them, so nothing is ever written over the user's file.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyopenvba import ExcelFile, PyOpenVBAError

from xl_addin.errors import NotAWorkbook, OfficeProblem, OutputBlocked
from xl_addin.hosts.calc.interpreter import fitting, ours
from xl_addin.hosts.calc.link import command
from xl_addin.hosts.file import guard
from xl_addin.hosts.office import convert as office

HERE = Path(__file__).parent
BRIDGE = HERE / "bridge.py"
_MODULES = {"xlwings": "transport.bas", "Box": "box.bas"}

_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_SUFFIX = "（LibreOffice）"
_KEPT = "修改后的内容已另存为“{}”，其中的数据可以复制回原工作簿；其中的按钮在 Excel 中不可用。"


class DesktopMissing(OfficeProblem):
    """There is no graphical desktop to open a window on."""

    def __init__(self) -> None:
        super().__init__(
            "没有图形桌面（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），无法打开 LibreOffice 窗口，"
            "请在图形桌面的终端中运行。"
        )


class OfficeEnded(OfficeProblem):
    """LibreOffice showed no window."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice 未能打开窗口，请确认是在图形桌面中运行，且 LibreOffice 本身能正常启动。"
        )


@dataclass(frozen=True)
class Copy:
    """A workbook ready to be opened, and the profile to open it with."""

    path: Path
    profile: Path


def transport() -> dict[str, str]:
    """Return the VBA modules that do here what others do in Excel, by their names."""
    texts = {
        name: (HERE / file).read_text(encoding="ascii")
        for name, file in _MODULES.items()
    }
    return {name: text.replace("\n", "\r\n") for name, text in texts.items()}


def environment() -> dict[str, str]:
    """Return what the bridge must be told: where our packages are, and for what.

    LibreOffice's Python looks for its own library beside the first `python3` on the
    PATH. A version manager puts another one there, and the two do not mix: so the
    system's folders come first.
    """
    root = str(Path(__file__).parents[3])
    packages = [place for place in sys.path if place.endswith("-packages")]
    where = os.pathsep.join([root, *packages])
    path = os.pathsep.join([os.defpath, os.environ.get("PATH", "")])
    return {"XL_ADDIN_PATH": where, "XL_ADDIN_PYTHON": ours(), "PATH": path}


@contextmanager
def copied(source: Path) -> Iterator[Copy]:
    """Give a copy of the workbook that LibreOffice can run; it is gone at the end.

    Raises what `guard.open_package` does, and `NotAWorkbook` for broken macros.
    Macros run in the folder of the copy and nowhere else, and only in a profile of
    its own.
    """
    with TemporaryDirectory(prefix="xl_calc_", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        copy = Copy(folder / "workbook" / source.name, folder / "profile")
        copy.path.parent.mkdir()
        copy.path.write_bytes(guard.open_package(source).content)
        exchange(copy.path)
        write_profile(copy.profile, trusted=copy.path.parent)
        yield copy


def exchange(workbook: Path) -> None:
    """Put our transport into a workbook's VBA project, in the place of xlwings'.

    Raises `NotAWorkbook` where the file or its project is damaged.
    """
    if workbook.suffix.lower() != ".xlsm":
        return
    try:
        with guard.damage_means_no_workbook(workbook):
            _exchange(workbook)
    except PyOpenVBAError as error:
        raise NotAWorkbook(workbook) from error


def _exchange(workbook: Path) -> None:
    with ExcelFile(workbook) as book:
        if not book.has_vba_project():
            return
        names = book.module_names()
        for module, text in transport().items():
            if module in names:
                book.set_module(module, text)
        if "Dictionary" in names:  # for Macs; here it would stop every macro
            book.vba_project().delete_module("Dictionary")
        book.save()


def write_profile(profile: Path, trusted: Path) -> None:
    """Make a profile in which macros of workbooks in `trusted` reach Python."""
    settings = (
        (_SCRIPTING, "MacroSecurityLevel", "3"),  # trusted folders only
        (_SCRIPTING, "SecureURL", trusted.resolve().as_uri()),
        *office.RECALCULATE,
    )
    office.write_profile(profile, settings)
    scripts = profile / "user" / "Scripts" / "python"
    scripts.mkdir(parents=True)
    shutil.copyfile(BRIDGE, scripts / BRIDGE.name)


def calc(file: Path) -> int:
    """Open a copy of a workbook in LibreOffice, and wait until it is closed.

    If the copy was changed and saved, it is kept beside the workbook, even when
    this program is told to end; LibreOffice ends with it then.
    """
    _expect_desktop()
    fitting()
    with _ending_tidily(), copied(file) as copy:
        before = copy.path.stat().st_mtime_ns
        said = {**os.environ, **environment()}
        process = office.start(command(copy.profile, "--calc", str(copy.path)), said)
        try:
            output, _ = process.communicate()
        finally:
            office.stop(process)
            if copy.path.stat().st_mtime_ns != before:
                print(_KEPT.format(_keep(copy.path, file)))  # noqa: T201 - a command
        if process.returncode or "open display" in output:  # it calls that a success
            raise OfficeEnded
    return 0


def _expect_desktop() -> None:
    """Raise `DesktopMissing` where LibreOffice would wait for a window for ever."""
    wanted = (
        () if sys.platform in {"win32", "darwin"} else ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if wanted and not any(map(os.environ.get, wanted)):
        raise DesktopMissing


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Let a signal to end the program, such as at logging out, tidy up like Ctrl+C."""

    def leave(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)  # once is enough
        sys.exit(128 + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    numbers = [getattr(signal, name) for name in names]
    before = [signal.signal(number, leave) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _keep(copy: Path, source: Path) -> Path:
    """Keep the changed copy beside its source, under a name that is still free."""
    number, target = 1, source.with_stem(f"{source.stem}{_SUFFIX}")
    while target.exists():
        number += 1
        target = source.with_stem(f"{source.stem}{_SUFFIX}{number}")
    try:
        return Path(shutil.copyfile(copy, target))
    except OSError as error:
        raise OutputBlocked(target) from error
