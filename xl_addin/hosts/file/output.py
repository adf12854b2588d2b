"""Puts finished files in their place: whole, and all of them, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from xl_addin.errors import OutputBlocked, OutputIsInput

# What Excel, WPS and LibreOffice lay beside a file while they have it open.
_LOCKS: Final = ("~${}", ".~{}", ".~lock.{}#")
_OF_WORD: Final = {".doc", ".docx"}
_REASONS: Final = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EROFS: "磁盘只能读取",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EEXIST: "有同名的文件",
}


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
    replace_all({path: content})


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Write several files, each as `replace_atomically` does, all of them or none.

    None is replaced before all of them lie ready beside their targets, and no
    program has a target open. One may be open in a way that shows only when it is to
    be replaced; then those before it are as they were.
    """
    refuse_in_use(files)
    with ExitStack() as made:
        drafts = {path: _draft(path, content, made) for path, content in files.items()}
        spares = {path: _spare(path, made) for path in files if len(files) > 1}
        done: list[Path] = []
        try:
            for path, draft in drafts.items():
                with _blocking(path):
                    draft.replace(path.resolve())
                done.append(path)
        except OutputBlocked:
            for path in done:
                _take_back(path, spares[path])
            raise


def is_open(path: Path) -> bool:
    """Tell whether an office program has a file open, and so may hold newer contents."""
    return any(lock.exists() for lock in _locks(path))


def refuse_in_use(paths: Iterable[Path]) -> None:
    """Raise OutputBlocked for the first file that cannot be replaced as things are."""
    for path in paths:
        with _blocking(path):
            _refuse_if_in_use(path.resolve())


def reason(error: OSError) -> str:
    """Return in a few words why the system did not write.

    >>> reason(OSError(errno.ENOSPC, "No space left on device"))
    '磁盘已满'
    """
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


@contextmanager
def _blocking(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputBlocked(path) from error


def _draft(path: Path, content: bytes, made: ExitStack) -> Path:
    """Write the content beside its target; `made` removes what is left of it."""
    with _blocking(path):
        target = path.resolve()
        draft = target.with_name(f".{uuid4().hex}.tmp")
        made.callback(_remove, draft)
        _write(draft, content)
        if target.exists():
            shutil.copymode(target, draft)
        return draft


def _spare(path: Path, made: ExitStack) -> Path | None:
    """Copy what a target holds to a file beside it; None where there is no target."""
    target = path.resolve()
    if not target.exists():
        return None
    with _blocking(path):
        spare = target.with_name(f".{uuid4().hex}.tmp")
        made.callback(_remove, spare)
        return Path(shutil.copy2(target, spare))


def _take_back(path: Path, spare: Path | None) -> None:
    target = path.resolve()
    with suppress(OSError):
        spare.replace(target) if spare else target.unlink()


def _remove(draft: Path) -> None:
    with suppress(OSError):
        draft.unlink()


def _identity(path: Path) -> str:
    return os.path.normcase(path.resolve())


def _refuse_if_in_use(target: Path) -> None:
    if is_open(target):
        raise PermissionError("open in another program")
    # A read-only file can be replaced on some systems, but its owner said no.
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError("read-only")
    if target.is_file():
        with target.open("r+b"):  # on Windows this fails where a program has it open
            pass


def _locks(target: Path) -> Iterator[Path]:
    names = [lock.format(target.name) for lock in _LOCKS]
    if target.suffix.lower() in _OF_WORD:
        names.append(_owner_file(target))
    return map(target.with_name, names)


def _owner_file(document: Path) -> str:
    """Return the name that Word gives its own lock: it keeps to the same length.

    >>> _owner_file(Path("通报.docx")), _owner_file(Path("2021年1-2月通报.docx"))
    ('~$通报.docx', '~$21年1-2月通报.docx')
    """
    dropped = min(max(len(document.stem) - 6, 0), 2)
    return f"~${document.name[dropped:]}"


def _write(draft: Path, content: bytes) -> None:
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
