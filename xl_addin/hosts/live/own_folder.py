"""The user's own folder for undo steps and the log: no neighbour reads or plants there.

On a shared machine the system's temporary folder is everybody's, and its names can be
guessed. An undo step is written into the workbook again, so whoever could plant one
could write there.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

PRIVATE = 0o700
_LOCAL = 0x1C  # CSIDL_LOCAL_APPDATA
DAYS_KEPT = 90
"""After that long no workbook is still as a step left it."""


def own_folder() -> Path:
    """Return the folder, made if need be, which only this user may enter.

    Where it cannot be made, or belongs to somebody else or is a link, a new private
    one serves until the program ends: then only 撤销 after a restart is lost.
    """
    home = _usual() / "xl_addin"
    with suppress(OSError):
        home.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        if _is_ours(home):
            return home
    return for_now()


def sweep(folder: Path, pattern: str) -> None:
    """Remove files that were not written for `DAYS_KEPT` days."""
    oldest = time.time() - DAYS_KEPT * 24 * 60 * 60
    for path in folder.glob(pattern):
        with suppress(OSError):  # open elsewhere, or swept by another program
            if path.lstat().st_mtime < oldest:
                path.unlink()


def _usual() -> Path:
    """Return where programs keep what is the user's own and no document.

    The Python that xlwings' DLL starts has its surroundings in the code page: where the
    user's name is not in that, LOCALAPPDATA has ? in its place, and Windows is asked.
    """
    local = os.environ.get("LOCALAPPDATA", "")
    if sys.platform == "win32" and "?" in (local or "?"):
        return Path(_local_folder_of_windows())
    if local:
        return Path(local)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")


def _local_folder_of_windows() -> str:
    import ctypes  # noqa: PLC0415  only this machine has the library

    said = ctypes.create_unicode_buffer(260)
    ctypes.windll.shell32.SHGetFolderPathW(None, _LOCAL, None, 0, said)  # type: ignore[attr-defined,unused-ignore]
    return said.value


def _is_ours(home: Path) -> bool:
    """Tell whether nobody else can enter; what is ours but open is closed.

    Windows gives a folder in LOCALAPPDATA the rights of its parent: the user's alone.
    """
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    if sys.platform == "win32":
        return True
    if found.st_uid != os.getuid():
        return False
    if stat.S_IMODE(found.st_mode) & ~PRIVATE:
        home.chmod(PRIVATE)
    return True


@cache
def for_now() -> Path:
    """Return a private folder that is the same until the program ends."""
    return Path(tempfile.mkdtemp(prefix="xl_addin-"))
