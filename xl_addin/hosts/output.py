"""Puts a finished file in its place: whole, or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from xl_addin.errors import OutputBlocked, OutputIsInput

# What Excel, WPS and LibreOffice lay beside a file while they have it open.
_LOCKS: Final = ("~${}", ".~{}", ".~lock.{}#")


def refuse_input(out: Path, source: Path) -> None:
    """Raise OutputIsInput where both are one file, also through a link.

    On Windows upper and lower case are one.
    """
    one_name = _identity(out) == _identity(source)
    if one_name or (out.exists() and source.exists() and out.samefile(source)):
        raise OutputIsInput(out)


def replace_atomically(path: Path, content: bytes) -> None:
    """Write the file so that nobody ever sees half of it.

    Raises OutputBlocked where the folder is missing, writing is not allowed, or
    a program has the file open. Then the old file is as it was, and nothing else
    is left in the folder. A link stays a link; its target is replaced.
    """
    target = path.resolve()
    draft = target.with_name(f".{uuid4().hex}.tmp")
    try:
        _refuse_if_in_use(target)
        _write(draft, content)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as error:
        raise OutputBlocked(path) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def _identity(path: Path) -> str:
    return os.path.normcase(path.resolve())


def _refuse_if_in_use(target: Path) -> None:
    locks = (target.with_name(lock.format(target.name)) for lock in _LOCKS)
    if any(lock.exists() for lock in locks):
        raise PermissionError("open in another program")
    # A read-only file can be replaced on some systems, but its owner said no.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError("read-only")


def _write(draft: Path, content: bytes) -> None:
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
