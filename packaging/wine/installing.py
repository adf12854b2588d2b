r"""The installer: silently in, once more over itself, and out again."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from wine import shims
from wine.commands import SEND_TO, SENT
from wine.proof import Proof, equal, proof
from wine.windows import KEY, USER, Windows

UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\xl-addin"
TRUST = (
    r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations\Location_xl_addin"
)
BOOKS, BOOK, CHECKED = "执法统计", "执法统计工作簿.xlsm", "安装检查.txt"
LATEST = 120
"""Seconds that the uninstaller may take: a copy of it goes on after it has returned."""


def books(machine: Windows) -> Path:
    """Return the folder of the user's workbooks."""
    return machine.documents / BOOKS


def install(machine: Windows, setup: Path, archive: Path) -> Iterator[Proof]:
    """Install silently, and look at everything that was to be there."""
    ran = machine.run(setup, "/S")
    yield equal("安装程序静默安装，退出代码为 0，自带的检查没有异议", ran.code, 0)
    yield from _folder(machine)
    yield proof("装好的文件与压缩包中的逐个相同", _other(machine.program, archive))
    yield proof("工作簿、快捷方式、“发送到”和检查结果都在", _missing(machine))
    yield from _entries(machine)
    shutil.copyfile(
        shims.PYTHON, machine.program / "Lib/site-packages" / shims.PYTHON.name
    )


def again(machine: Windows, setup: Path) -> Iterator[Proof]:
    """Install over itself: the workbook and what lies beside it stay."""
    book, beside = books(machine) / BOOK, books(machine) / "我的表.xlsx"
    beside.write_bytes(b"mine")
    book.write_bytes(kept := book.read_bytes() + b"changed by the user")
    ran = machine.run(setup, "/S")
    yield equal("再次安装，退出代码为 0", ran.code, 0)
    yield equal("再次安装后，用户的工作簿一字节不变", book.read_bytes(), kept)
    yield equal("再次安装后，旁边的文件也在", beside.read_bytes(), b"mine")


def uninstall(machine: Windows, before: set[Path]) -> Iterator[Proof]:
    """Uninstall silently. `before` are the files that were there before installing."""
    folder = machine.program.parent
    ran = machine.run(folder / "uninstall.exe", "/S")
    yield equal("卸载程序静默卸载，退出代码为 0", ran.code, 0)
    _wait_until_gone(folder)
    yield proof("卸载后只剩用户的工作簿", _left(machine, before))
    keys = (KEY, UNINSTALL, TRUST)
    there = [
        key for key in keys if machine.run("reg", "query", rf"HKCU\{key}").code == 0
    ]
    yield proof("卸载后注册表中没有留下项", there)


def files(machine: Windows) -> set[Path]:
    """Return the files of the user and of all users, but for temporary ones."""
    places = (machine.own, machine.there(r"C:\ProgramData"))
    found = (path for place in places for path in place.rglob("*") if path.is_file())
    return {path for path in found if not path.is_relative_to(machine.own / "Temp")}


def _folder(machine: Windows) -> Iterator[Proof]:
    """Say where the program went: into a folder that the code page can write."""
    folder = machine.registered(KEY, "Folder")
    if machine.code_page == 936:
        expected = rf"C:\users\{USER}\AppData\Local\xl-addin"
        yield equal(
            f"代码页 936 能写“{USER}”，程序在用户自己的文件夹", folder, expected
        )
    else:
        other = not folder.isascii() or "ProgramData" not in folder
        yield proof(
            f"代码页 {machine.code_page} 写不出“{USER}”，程序在 ProgramData",
            [folder] if other else [],
        )


def _other(folder: Path, archive: Path) -> Iterator[str]:
    """Yield the files that are not as in the zip, or that it does not have."""
    found = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }
    with ZipFile(archive) as packed:
        for entry in packed.infolist():
            name = entry.filename.partition("/python/")[2]
            if entry.is_dir() or not name:
                continue
            if name not in found:
                yield f"缺 {name}"
            elif _digest((folder / name).read_bytes()) != _digest(packed.read(entry)):
                yield f"不同 {name}"
            found.discard(name)
    yield from (f"多 {name}" for name in sorted(found - {"xl-addin.txt"}))


def _missing(machine: Windows) -> list[Path]:
    """Return what should lie in the user's folders and does not."""
    send_to = machine.own / SEND_TO
    wanted = [
        books(machine) / BOOK,
        books(machine) / CHECKED,
        machine.own / "Desktop/安全生产执法统计工作簿.lnk",
        *(send_to / f"{caption}.lnk" for caption in SENT),
    ]
    return [path for path in wanted if not path.is_file()]


def _entries(machine: Windows) -> Iterator[Proof]:
    trusted = machine.registered(TRUST, "Path")
    expected = f"{machine.named(books(machine))}\\"
    yield equal("工作簿的文件夹是受信任位置", trusted, expected)
    command = machine.registered(UNINSTALL, "QuietUninstallString")
    quiet = command.endswith(r'\xl-addin\uninstall.exe" /S') or "ProgramData" in command
    yield proof("“应用和功能”中有卸载项", [] if quiet else [command])


def _left(machine: Windows, before: set[Path]) -> list[Path]:
    """Return what is left and is not the user's."""
    return sorted(
        path
        for path in files(machine) - before
        if not path.is_relative_to(machine.documents) or path.name == CHECKED
    )


def _wait_until_gone(folder: Path) -> None:
    """Wait for the copy of the uninstaller that does the work."""
    end = time.monotonic() + LATEST
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.2)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
