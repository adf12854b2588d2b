"""LibreOffice without a window: find it, let it convert one file, stop it.

Each run has a profile folder of its own, so that it neither disturbs nor waits
for a LibreOffice that the user has open, and works on a copy, so that no lock
file appears beside the user's workbook. Macros never run in a conversion.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from xl_addin.errors import (
    FileMissing,
    FileUnreadable,
    OfficeProblem,
    OutputBlocked,
    OutputIsInput,
)

Process = subprocess.Popen[str]
Setting = tuple[str, str, str]  # node of the configuration, property, value

PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)

EVERY_RUN: tuple[Setting, ...] = (
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "zh-CN"),
    # a workbook from elsewhere must not reach out to the network
    (
        "/org.openoffice.Office.Common/Security/Scripting",
        "BlockUntrustedRefererLinks",
        "true",
    ),
)
RECALCULATE: tuple[Setting, ...] = (
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
    ("/org.openoffice.Office.Calc/Formula/Load", "ODFRecalcMode", "0"),
)

PROFILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}
</oor:items>
"""
ITEM = (
    '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)


class OfficeMissing(OfficeProblem):
    """There is no LibreOffice here that we can find and run."""

    def __init__(self) -> None:
        super().__init__(
            "本机没有找到可以运行的 LibreOffice，请先安装；已安装的，请用环境变量 XL_SOFFICE 指明 soffice 程序的完整路径。"
        )


class OfficeFailed(OfficeProblem):
    """LibreOffice ran, but gave no result."""

    def __init__(self, source: Path, ending: str, reason: str) -> None:
        super().__init__(
            f"LibreOffice 未能把“{source.name}”转换为 {ending}（{reason}），"
            "请确认该文件能打开、没有密码，磁盘未满，然后再试。"
        )


def find_office() -> Path | None:
    """Return LibreOffice's program, or None when this machine has none.

    `XL_SOFFICE` names it where it was installed out of the way; nothing else is
    tried then.
    """
    found = (shutil.which(place) for place in _places())
    return next((Path(program) for program in found if program), None)


def _places() -> Iterator[str]:
    if named := os.environ.get("XL_SOFFICE"):
        yield named
        return
    yield from ("soffice", "libreoffice", *PLACES)
    yield from map(str, sorted(Path("/opt").glob("libreoffice*/program/soffice")))


def office_program() -> Path:
    """Return LibreOffice's program; `OfficeMissing` when there is none."""
    if program := find_office():
        return program
    raise OfficeMissing


def convert(
    source: Path,
    ending: str,
    folder: Path,
    *,
    recalculate: bool = False,
    seconds: float = 120,
) -> Path:
    """Return the new file in `folder` that holds `source` as xlsx, pdf or docx.

    Formulas show the values saved in the file, unless `recalculate` asks for
    fresh ones. A file of the same name in `folder` is replaced, but only once the
    new one is complete.
    """
    target = folder / f"{source.stem}.{ending}"
    if target.resolve() == source.resolve():
        raise OutputIsInput(target)
    with TemporaryDirectory(prefix="xl_office_", ignore_cleanup_errors=True) as name:
        work = Path(name)
        write_profile(work / "profile", RECALCULATE if recalculate else ())
        copy = _copied(source, work / "in")
        made = work / "out" / target.name
        said = run(_command(copy, ending, made.parent, work / "profile"), seconds)
        if not made.exists():
            raise _failure(source, ending, said)
        return _moved(made, target)


def write_profile(folder: Path, settings: Iterable[Setting] = ()) -> None:
    """Make `folder` a fresh profile of LibreOffice with these settings."""
    items = (ITEM.format(*map(escape, setting)) for setting in (*EVERY_RUN, *settings))
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        PROFILE.format("\n".join(items)), encoding="utf-8"
    )


def start(command: list[str], environment: dict[str, str] | None = None) -> Process:
    """Start a program in a process group of its own, its output to be read.

    Raises `OfficeMissing` where the system cannot run it.
    """
    try:
        return subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise OfficeMissing from error


def run(command: list[str], seconds: float) -> str | None:
    """Return what a program said, or None when it had to be stopped for time."""
    with start(command) as process:
        try:
            return process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            return None
        finally:
            stop(process)


def stop(process: Process, grace: float = 3) -> None:
    """End a program that `start` started and all that it started itself.

    It is asked first, so that it can tidy up, and killed when it does not obey.
    """
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(  # noqa: S603 - a number is all we add
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
        return
    os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(grace)
    with suppress(ProcessLookupError):  # none of them is left
        os.killpg(process.pid, signal.SIGKILL)


def _command(source: Path, ending: str, folder: Path, profile: Path) -> list[str]:
    return [
        str(office_program()),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        *("--convert-to", ending, "--outdir", str(folder), str(source)),
    ]


def _copied(source: Path, folder: Path) -> Path:
    folder.mkdir()
    try:
        return Path(shutil.copyfile(source, folder / source.name))
    except FileNotFoundError:
        raise FileMissing(source) from None
    except OSError as error:
        raise FileUnreadable(source) from error


def _moved(made: Path, target: Path) -> Path:
    try:
        return Path(shutil.move(made, target))
    except OSError as error:
        raise OutputBlocked(target) from error


def _failure(source: Path, ending: str, said: str | None) -> OfficeFailed:
    reason = "超过时限，已停止" if said is None else "没有产生结果"
    error = OfficeFailed(source, ending, reason)
    error.add_note(f"LibreOffice: {said}")
    return error
