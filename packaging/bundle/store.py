"""What was downloaded or made before, kept by what it was made from."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from bundle.problem import BundleProblem

KEPT = 4
"""Folders of one kind that stay: those asked for last, by any checkout."""


def home() -> Path:
    """Return the folder below the user's cache in which everything is kept."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "xl-addin" / "bundle"


def kept(kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """Return the folder that `make` fills, made only where no such `key` was before.

    It appears whole or not at all: a run that is broken off leaves nothing half made.
    """
    folder = home() / kind / key[:24]
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as making:
            made = Path(making) / "made"
            made.mkdir()
            make(made)
            with suppress(OSError):  # another run was first: the same
                made.rename(folder)
    if not folder.is_dir():
        raise BundleProblem(f"不能写入缓存文件夹：{folder.parent}")
    os.utime(folder)
    _forget(folder.parent)
    return folder


def key_of(*parts: str | bytes | Path) -> str:
    """Return a key of texts and of the content of files, in the order given.

    >>> key_of("a", "bc") == key_of("ab", "c")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part
        content = content.encode() if isinstance(content, str) else content
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def files_in(folder: Path) -> list[Path]:
    """Return the files below a folder in an order that every machine agrees on."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def tree_key(folder: Path, files: Iterable[Path]) -> str:
    """Return a key of files with their names below a folder."""
    named = ((path.relative_to(folder).as_posix(), path) for path in files)
    return key_of(*(part for pair in named for part in pair))


def _forget(folder: Path) -> None:
    """Drop what has not been asked for the longest."""
    kept_folders = (path for path in folder.iterdir() if path.name[0] != ".")
    by_use = sorted(kept_folders, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_use[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
