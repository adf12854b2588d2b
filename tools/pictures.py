"""Pictures of a workbook, to look at: its printed pages, or its real window.

    python tools/pictures.py WORKBOOK FOLDER                  every page
    python tools/pictures.py WORKBOOK FOLDER --window 附件1   the window

Buttons do not print, so only the window shows them. Wants LibreOffice, pdftoppm
(poppler-utils) and, for the window, Xvfb, import (imagemagick) and python3-uno.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # works in a checkout that is not installed

from xl_addin.errors import AddinError  # noqa: E402
from xl_addin.hosts.office import convert as office  # noqa: E402

PLAIN_WINDOW: tuple[office.Setting, ...] = (
    ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "ShowDonation", "false"),
    ("/org.openoffice.Setup/Product", "WhatsNew", "false"),
    ("/org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
)
SCREEN = "1600x1000x24"
FAILURES = (AddinError, OSError, RuntimeError, subprocess.SubprocessError)


def main() -> int:
    """Make the pictures and list them, or say what is missing."""
    wanted = arguments()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    try:
        if wanted.window:
            target = wanted.folder / f"{wanted.workbook.stem}-{wanted.window}.png"
            made = [window(wanted.workbook, target, View(wanted.window, wanted.zoom))]
        else:
            made = pages(wanted.workbook, wanted.folder, wanted.dpi)
    except FAILURES as error:
        print(error, file=sys.stderr)
        return 2
    print(*made, sep="\n")
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Pictures of a workbook.")
    parser.add_argument("workbook", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--window", metavar="SHEET", help="the window, not the pages")
    parser.add_argument("--dpi", type=int, default=90, help="of the pages")
    parser.add_argument("--zoom", type=int, default=80, help="of the window, percent")
    return parser.parse_args()


def pages(workbook: Path, folder: Path, dpi: int = 90) -> list[Path]:
    """Return one PNG per printed page, in order."""
    pdftoppm = tool("pdftoppm", "poppler-utils")
    for old in folder.glob(f"{workbook.stem}-page-*.png"):
        old.unlink()
    with TemporaryDirectory(prefix="pictures_") as scratch:
        pdf = office.convert(workbook, "pdf", Path(scratch))
        prefix = folder / f"{workbook.stem}-page"
        call([pdftoppm, "-png", "-r", str(dpi), str(pdf), str(prefix)])
    return sorted(folder.glob(f"{workbook.stem}-page-*.png"))


class View(NamedTuple):
    """A sheet, how large it is shown, in what window, and from what cell on.

    `zoom` in percent, `size` in pixels; `corner` is the first row and column that is
    seen beside the frozen ones.
    """

    sheet: str
    zoom: int = 80
    size: tuple[int, int] = (1600, 1000)
    corner: tuple[int, int] = (1, 1)


def window(workbook: Path, target: Path, view: View) -> Path:
    """Make `target` a PNG of the window with a sheet in front, and return it."""
    numbers = map(str, (view.zoom, *view.size, *view.corner))
    with ExitStack() as stack:
        scratch = stack.enter_context(TemporaryDirectory(prefix="pictures_"))
        copy = shutil.copy(workbook, scratch)
        screen = stack.enter_context(display())
        say = stack.enter_context(listening_office(Path(scratch), screen))
        call([*say, "show", copy, view.sheet, *numbers], 60)
        target.write_bytes(settled(screen, view.size))
    return target


@contextmanager
def running(command: list[str], **more: str) -> Iterator[office.Process]:
    """Keep a program running, and end it with all its children."""
    with office.start(command, {**os.environ, **more}) as process:
        try:
            yield process
        finally:
            office.stop(process)


@contextmanager
def display() -> Iterator[str]:
    """Give the name of a screen that nobody sees; the server picks a free one."""
    xvfb = tool("Xvfb", "xvfb")
    options = ["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with running([xvfb, *options]) as server:
        said = []
        for line in server.stdout or ():
            if line.strip().isdigit():
                yield f":{line.strip()}"
                return
            said.append(line)
        raise RuntimeError(f"Xvfb did not start: {''.join(said)}")


@contextmanager
def listening_office(folder: Path, screen: str) -> Iterator[list[str]]:
    """Give the command that tells a LibreOffice with a window what to do."""
    pipe = f"pictures_{os.getpid()}"
    say = [python_with_uno(), str(HERE / "window.py"), pipe]
    profile = folder / "profile"
    office.write_profile(profile, PLAIN_WINDOW)
    command = [
        str(office.office_program()),
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
        *("--norestore", "--nologo", "--nodefault", "--nofirststartwizard"),
    ]
    with running(command, DISPLAY=screen, SAL_USE_VCLPLUGIN="gen") as process:
        try:
            yield say
        finally:  # killed, it would leave its sockets in /tmp
            with suppress(*FAILURES):
                call([*say, "quit"], 10)
                process.wait(10)


def settled(screen: str, size: tuple[int, int], seconds: float = 20) -> bytes:
    """Return the picture of the screen once two in a row are the same."""
    until = time.monotonic() + seconds
    before, now = b"", grabbed(screen, size)
    while now != before and time.monotonic() < until:
        time.sleep(0.7)
        before, now = now, grabbed(screen, size)
    return now


def grabbed(screen: str, size: tuple[int, int]) -> bytes:
    """Return that much of the screen as it is now, as PNG without a date."""
    grab = [tool("import", "imagemagick"), "-silent", "-window", "root"]
    grab += ["-crop", "{}x{}+0+0".format(*size), "+repage"]
    dateless = ["-strip", "-define", "png:exclude-chunks=date,time"]
    return call([*grab, *dateless, "png:-"], DISPLAY=screen)


def python_with_uno() -> str:
    """Return an interpreter that can `import uno`."""
    own = office.office_program().resolve().with_name("python")
    for python in (sys.executable, "/usr/bin/python3", str(own)):
        if Path(python).exists() and can_import_uno(python):
            return python
    raise RuntimeError("no Python here has uno; install python3-uno")


def can_import_uno(python: str) -> bool:
    """Say whether this interpreter has uno."""
    try:
        call([python, "-c", "import uno"])
    except RuntimeError:
        return False
    return True


def tool(name: str, package: str) -> str:
    """Return the path of a program, or name the package that brings it."""
    if found := shutil.which(name):
        return found
    raise RuntimeError(f"{name} is missing; install {package}")


def call(command: list[str], seconds: int = 120, **more: str) -> bytes:
    """Run a program to its end and return what it wrote."""
    environment = {**os.environ, **more}
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        command, capture_output=True, check=False, timeout=seconds, env=environment
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise RuntimeError(f"{Path(command[0]).name} failed: {said}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
