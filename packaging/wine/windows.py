r"""A Windows machine under wine: one user, one code page, nothing else on it.

It needs no screen. Whatever it started ends with it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PureWindowsPath
from typing import IO

from wine import shims

KEY = r"Software\xl-addin"
"""Where the installer enters the folder of the program."""
USER = "张三"
LONGEST = 600
"""Seconds after which a program is ended: far more than any takes."""
OVERRIDES = "mscoree,mshtml,winedbg.exe,winemenubuilder.exe,wbemprox=;ucrtbase=n,b"
"""Not there: .NET, a browser, a debugger, menus of here, WMI (incomplete in wine 8).
Ours first: the C library."""
CODE_PAGES = {936: "zh_CN.UTF-8", 1252: "C.UTF-8"}
"""The locale by which wine has a code page."""


@dataclass(frozen=True)
class Ran:
    """How a program ended, and what it printed."""

    code: int
    said: str


@dataclass(frozen=True)
class Windows:
    """A machine: its folder here, the code page it has, the file that it logs to."""

    folder: Path
    code_page: int
    log: Path

    @property
    def own(self) -> Path:
        """The folder of the user."""
        return self.there(rf"C:\users\{USER}")

    @property
    def documents(self) -> Path:
        """文档 of the user."""
        return self.own / "Documents"

    @cached_property
    def program(self) -> Path:
        """The folder of the installed Python."""
        return self.there(self.registered(KEY, "Folder")) / "python"

    def there(self, path: str) -> Path:
        """Return a path of the machine's drive C as it is here."""
        return self.folder.joinpath("prefix/drive_c", *PureWindowsPath(path).parts[1:])

    def named(self, path: Path) -> str:
        """Return a path of here as the machine names it."""
        drive = self.folder / "prefix/drive_c"
        if path.is_relative_to(drive):
            return str(PureWindowsPath("C:/", path.relative_to(drive)))
        return str(PureWindowsPath("Z:", path.absolute()))

    def run(self, *words: str | Path, longest: float = LONGEST) -> Ran:
        """Run a program to its end; a path of here is given by its name there."""
        given = [self.named(word) if isinstance(word, Path) else word for word in words]
        self._note(f"> {' '.join(given)}")
        code, said = self._ran(["wine", *given], longest)
        self._note(f"{said}\n= {code}")
        return Ran(code, said)

    def registered(self, key: str, name: str) -> str:
        """Return a text out of the user's registry; "" where there is none.

        It comes by way of a file: what `reg` prints is in the code page.
        """
        file = self.folder / "key.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", rf"HKCU\{key}", file, "/y")
        return value_in(file.read_text("utf-16"), name) if file.is_file() else ""

    def _ran(self, command: list[str], longest: float) -> tuple[int, str]:
        """Return code and text of a program. It wants pipes, not files, for its streams.

        What it leaves running keeps the pipe open, so only its own end is waited for.
        """
        with subprocess.Popen(
            command,
            env=self._settings(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as running:
            heard: list[bytes] = []
            reader = threading.Thread(
                target=_hear, args=(running.stdout, heard), daemon=True
            )
            reader.start()
            try:
                code = running.wait(longest)
            except subprocess.TimeoutExpired:
                self.end()
                code = running.wait()
                heard.append(f"\n没有在 {longest:.0f} 秒内结束".encode())
            reader.join(2)
        return code, text_of(b"".join(heard)).strip()

    def _settings(self) -> dict[str, str]:
        """Return the environment: nothing of ours that Python would listen to."""
        passed = {
            key: value
            for key, value in os.environ.items()
            if key in {"PATH", "TMPDIR", "TZ"}
        }
        return passed | {
            "HOME": str(self.folder),
            "USER": USER,
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "LOCPATH": str(shims.locales()),
            "LC_ALL": CODE_PAGES[self.code_page],
        }

    def _note(self, text: str) -> None:
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{text}\n")

    def end(self) -> None:
        """End every program of this machine, and wait until it is so."""
        if not (self.folder / "prefix").is_dir():
            return
        for how in ("-k", "-w"):
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(
                    ["wineserver", how], env=self._settings(), check=False, timeout=60
                )


@contextmanager
def windows(code_page: int, log: Path) -> Iterator[Windows]:
    """Give a new machine, and take it away with all that runs on it."""
    with tempfile.TemporaryDirectory(prefix="xl-addin-windows-") as folder:
        machine = Windows(Path(folder), code_page, log)
        try:
            _set_up(machine)
            yield machine
        finally:
            machine.end()


def _set_up(machine: Windows) -> None:
    """Make the prefix: wine's own machine, what it lacks, and the name of Windows 10."""
    machine.run("wineboot", "-i")
    for link in [path for path in machine.own.iterdir() if path.is_symlink()]:
        link.unlink()  # 文档 and 桌面 shall lie in this machine, not in a home of here
        link.mkdir()
    system = machine.there(r"C:\windows\system32")
    for library in shims.libraries():
        shutil.copyfile(library, system / library.name)
    machine.run(
        "reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f"
    )


def value_in(exported: str, name: str) -> str:
    r"""Return a text out of an exported key; "" where it is not there.

    >>> value_in('"Path"="C:\\\\张三\\\\"', "Path")
    'C:\\张三\\'
    """
    found = re.search(rf'^"{re.escape(name)}"="(.*)"', exported, re.MULTILINE)
    return re.sub(r"\\(.)", r"\1", found[1]) if found else ""


def text_of(printed: bytes) -> str:
    """Return what was printed: in UTF-8, or in the code page of a Chinese Windows."""
    try:
        return printed.decode()
    except UnicodeDecodeError:
        return printed.decode("gb18030", errors="replace")


def _hear(stream: IO[bytes] | None, heard: list[bytes]) -> None:
    with suppress(ValueError):  # closed, as nobody listens any more
        while stream and (part := stream.read1()):  # type: ignore[attr-defined]
            heard.append(part)
