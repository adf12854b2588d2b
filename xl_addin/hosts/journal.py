"""What is kept of a button's work: a backup before it, its changes after it, a log.

Backups lie in the folder 备份 beside the workbook, the last ten. The changes of the
last button and the log lie in a folder of the user's own, because a workbook may be
on a share, and its path may be an address on the web.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from zlib import crc32

from xl_addin.hosts.live import Change

BACKUPS = "备份"
KEPT = 10


def folder() -> Path:
    """Return the folder for changes and log, made if need be."""
    base = os.environ.get("LOCALAPPDATA") or tempfile.gettempdir()
    home = Path(base) / "xl_addin"
    home.mkdir(parents=True, exist_ok=True)
    return home


def back_up(workbook: str, now: datetime) -> Path | None:
    """Copy the workbook's file into 备份 and keep the last ten copies.

    Returns the copy, or None where there is no file to copy: a workbook that was
    never saved, or one that is opened from an address on the web.
    """
    path = Path(workbook)
    if not path.is_file():
        return None
    backups = path.parent / BACKUPS
    backups.mkdir(exist_ok=True)
    copy = backups / f"{path.stem}_{now:%Y%m%d-%H%M%S}{path.suffix}"
    shutil.copy2(path, copy)
    for old in sorted(backups.glob(f"{path.stem}_*{path.suffix}"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return copy


def remember(workbook: str, button: str, changes: Sequence[Change]) -> None:
    """Keep what a button overwrote, so that one step can be undone."""
    step = {"button": button, "changes": [asdict(change) for change in changes]}
    _step(workbook).write_text(
        json.dumps(step, ensure_ascii=False, default=str), encoding="utf-8"
    )


def recall(workbook: str) -> tuple[str, list[Change]] | None:
    """Return the last button's caption and what it overwrote, if that is known."""
    path = _step(workbook)
    if not path.exists():
        return None
    step = json.loads(path.read_text(encoding="utf-8"))
    return str(step["button"]), [Change(**change) for change in step["changes"]]


def forget(workbook: str) -> None:
    """Forget the last step: it is undone."""
    _step(workbook).unlink(missing_ok=True)


def log() -> tuple[logging.Logger, Path]:
    """Return the log and the path of its file."""
    path = folder() / "xl_addin.log"
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


def _step(workbook: str) -> Path:
    """Return the file of a workbook's last step; its name tells nothing."""
    key = hashlib.sha256(workbook.casefold().encode()).hexdigest()[:16]
    return folder() / f"undo-{key}.json"
