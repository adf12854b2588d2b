"""The files that a command is to write: refused before any work, or made ready."""

from __future__ import annotations

import json
from pathlib import Path

from xl_addin.errors import OutputBlocked, OutputFormat
from xl_addin.hosts.file.output import refuse_input


def allow(path: Path | None, source: Path | None, *endings: str) -> None:
    """Refuse a place that cannot be written to, before any work is done.

    Raises `OutputFormat`, `OutputIsInput` and `OutputBlocked`. No path is no file.
    """
    if path is None:
        return
    allow_format(path, *endings)
    if source is not None:
        refuse_input(path, source)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise OutputBlocked(path)


def allow_format(path: Path, *endings: str) -> None:
    """Raise `OutputFormat` for a name that ends in none of these, like .xlsm."""
    if path.suffix.lower() not in endings:
        raise OutputFormat(path, endings)


def as_bytes(content: object) -> bytes:
    """Return what is written as JSON: readable, and never a number that is none."""
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()
