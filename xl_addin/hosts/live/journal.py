"""What is kept of a button's work: a backup before it, its changes after it, a log.

Backups lie in the folder 备份 beside the workbook, the last ten. The changes of the
last button and the log lie in a folder of the user's own, because a workbook may be
on a share, and its path may be an address on the web.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from zlib import crc32

from xl_addin.hosts.file.output import replace_atomically
from xl_addin.hosts.live.change import Change
from xl_addin.hosts.live.own_folder import own_folder, sweep

BACKUPS = "备份"
KEPT = 10
FORM = "changes, texts apart from numbers"
"""Under what a step keeps its changes. Version 0.1.0 kept all as what was typed."""


def back_up(workbook: str, now: datetime) -> Path | None:
    """Copy the workbook's file into 备份 and keep the last ten copies.

    It is the file as it was last saved. Returns the copy, or None where there is no
    file to copy: a workbook that was never saved, or one that is opened from an
    address on the web. Raises OSError where the folder cannot be written.
    """
    path = Path(workbook)
    if not path.is_file():
        return None
    backups = path.parent / BACKUPS
    backups.mkdir(exist_ok=True)
    copy = _unused(backups / f"{path.stem}_{now:%Y%m%d-%H%M%S}{path.suffix}")
    shutil.copy2(path, copy)
    for old in _copies(backups, path)[:-KEPT]:
        with suppress(OSError):  # open elsewhere: it goes the next time
            old.unlink()
    return copy


def remember(workbook: str, button: str, changes: Sequence[Change]) -> None:
    """Keep what a button overwrote, so that one step can be undone.

    The step before it is kept until the new one is there. Raises `OutputBlocked`.
    """
    kept = [asdict(change) for change in changes]
    step = {"button": button, FORM: kept}
    text = json.dumps(step, ensure_ascii=False, default=str)
    path = _step(workbook)
    sweep(path.parent, "undo-*.json")
    replace_atomically(path, text.encode())
    path.chmod(0o600)


def recall(workbook: str) -> tuple[str, list[Change]] | None:
    """Return the last button's caption and what it overwrote, if that is known.

    A file that is damaged, or was kept by another version, tells nothing.
    """
    path = _step(workbook)
    if not path.exists():
        return None
    try:
        step = json.loads(path.read_text(encoding="utf-8"))
        return str(step["button"]), [Change.of(change) for change in step[FORM]]
    except (ValueError, TypeError, KeyError) as error:
        log()[0].error("not readable: %s", path, exc_info=error)
        return None


def forget(workbook: str) -> None:
    """Forget the last step: it is undone."""
    _step(workbook).unlink(missing_ok=True)


def log() -> tuple[logging.Logger, Path]:
    """Return the log and the path of its file."""
    path = own_folder() / "xl_addin.log"
    logger = logging.getLogger("xl_addin")
    if not logger.handlers:
        handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        logger.addHandler(handler)
    return logger, path


def bug(what: str, error: Exception) -> str:
    """Log a bug with its trace; return the short code under which it is found."""
    code = f"E{crc32(repr(error).encode()) % 10_000:04d}"
    log()[0].error("%s %s", code, what, exc_info=error)
    return code


def _copies(backups: Path, path: Path) -> list[Path]:
    """Return the copies of this very file, the oldest first.

    Another file's name may begin with the same words, or hold a * or a [.
    """
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    own = re.compile(rf"{stem}_\d{{8}}-\d{{6}}(-\d+)?{suffix}")
    found = (copy for copy in backups.iterdir() if own.fullmatch(copy.name))
    return sorted(found, key=lambda copy: copy.stem)


def _unused(copy: Path) -> Path:
    """Return the path, numbered where a copy of the same second has it."""
    number, path = 1, copy
    while path.exists():
        number += 1
        path = copy.with_stem(f"{copy.stem}-{number}")
    return path


def _step(workbook: str) -> Path:
    """Return the file of a workbook's last step; its name tells nothing."""
    key = hashlib.sha256(workbook.casefold().encode()).hexdigest()[:16]
    return own_folder() / f"undo-{key}.json"
