"""What must be known of a workbook file before the fast reader may touch it.

The reader is quick because it trusts the file: a wrong count or one far cell makes
it ask for more memory than there is, and the process ends without an exception.
The guard reads the file once, as bytes, and the reader gets these same bytes, so
that nothing can change in between and no lock stays on the user's file.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from xl_addin.errors import (
    Encrypted,
    FarCell,
    FileMissing,
    FileProblem,
    FileTooLarge,
    FileUnreadable,
    NotAWorkbook,
    OldFormat,
)
from xl_addin.hosts.file.extent import Place, measure

# A file of 1,000,000 rows and 33 columns is about 0.2 GB.
MAX_FILE: Final = 1 << 30
# Its sheet unpacks to 1.2 GB; a sheet filled to Excel's last row stays below 4.
MAX_PART: Final = 4 << 30
# Sheets unpack to 6 to 20 times their packed size, a bomb to 1,000 times. Small
# parts may do as they like.
MAX_RATIO: Final = 100
SMALL_PART: Final = 16 << 20

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_HEAD: Final = 4096
_CHUNK: Final = 1 << 20
_DAMAGE: Final = (
    BadZipFile,
    DefusedXmlException,
    EOFError,
    ExpatError,
    LookupError,
    OSError,
    ParseError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


class OtherFormat(FileProblem):
    """A workbook in a format that is some other program's own."""

    def __init__(self, path: Path, kind: str, program: str) -> None:
        super().__init__(
            f"“{path.name}”是 {kind} 格式，不能直接读取，请在 {program} 中另存为 .xlsx 再试；带按钮的工作簿请改用原来的 .xlsm。"
        )


@dataclass(frozen=True)
class Package:
    """A workbook file that passed the guard, held in memory.

    `sheets` gives each worksheet's part by the sheet's name, hidden sheets too,
    in the order of the tabs. A chart sheet has no cells and is not among them.
    `from_1904` tells whether its days are counted from 1904, as on an old Mac.
    """

    path: Path
    content: bytes
    sheets: Mapping[str, str]
    from_1904: bool = False


def open_package(path: Path) -> Package:
    """Return the file, checked as far as that goes without reading a sheet.

    Raises FileMissing, FileUnreadable, OldFormat, OtherFormat, Encrypted, NotAWorkbook, or
    FileTooLarge. What a file is called does not matter, only what is in it.
    """
    content = _content(path)
    if content.startswith(_OLE):
        raise (Encrypted if _ENCRYPTED in content else _before_2007)(path)
    if b"<office:document" in content[:_HEAD]:
        raise OtherFormat(path, ".fods", "LibreOffice")
    with damage_means_no_workbook(path):
        archive = _Archive(path, content)
        _refuse_other_formats(path, archive)
        _check_shared_parts(archive)
        return Package(path, content, _sheets(archive), _from_1904(archive))


def _before_2007(path: Path) -> OldFormat | OtherFormat:
    """Return what is wrong: WPS has a format of its own that looks like Excel's old one."""
    wps = path.suffix.lower() in {".et", ".ett"}
    return OtherFormat(path, ".et", "WPS") if wps else OldFormat(path)


def _refuse_other_formats(path: Path, archive: _Archive) -> None:
    """Raise `OtherFormat` for a zip that is another program's workbook."""
    if "xl/workbook.bin" in archive:
        raise OtherFormat(path, ".xlsb", "Excel")
    if "mimetype" in archive and _ODS in archive.open("mimetype").read(_HEAD):
        raise OtherFormat(path, ".ods", "LibreOffice")


def check_sheet(package: Package, name: str) -> Mapping[Place, str]:
    """Return the error cells of one sheet: row and column from 1, and `#N/A`.

    The reader may have the sheet only afterwards. Raises FarCell where one value
    lies too far from the others, FileTooLarge, or NotAWorkbook.
    """
    with damage_means_no_workbook(package.path):
        archive = _Archive(package.path, package.content)
        extent = measure(lambda: archive.open(package.sheets[name]))
    if not extent.fits:
        raise FarCell(package.path, name, extent.stray)
    return extent.errors


def all_parts(
    package: Package, wanted: Sequence[str] | None = None
) -> dict[str, bytes]:
    """Return the parts of a file by their names: all, or those `wanted` that are there.

    Raises FileTooLarge where one grows beyond all reason, and NotAWorkbook.
    """
    with damage_means_no_workbook(package.path):
        archive = _Archive(package.path, package.content)
        names = archive.names() if wanted is None else wanted
        return {name: archive.whole(name) for name in names if name in archive}


@contextmanager
def damage_means_no_workbook(path: Path) -> Iterator[None]:
    """Raise NotAWorkbook where the zip or the XML in it is broken."""
    try:
        yield
    except _DAMAGE as error:
        raise NotAWorkbook(path) from error


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise FileUnreadable(path)
        if found.st_size > MAX_FILE:
            raise FileTooLarge(path, path.name)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissing(path) from error
    except OSError as error:
        raise FileUnreadable(path) from error


def _sheets(archive: _Archive) -> dict[str, str]:
    parts = {
        relation.get("Id"): _target(relation.get("Target", ""))
        for relation in archive.xml("xl/_rels/workbook.xml.rels")
        if relation.get("Type", "").endswith("/worksheet")
    }
    tabs = archive.xml("xl/workbook.xml").findall(".//{*}sheet")
    named = [(tab.get("name", ""), parts.get(_relation_id(tab))) for tab in tabs]
    if len(dict(named)) < len(named):
        raise ValueError("two sheets of one name")
    return {name: part for name, part in named if part}


def _from_1904(archive: _Archive) -> bool:
    settings = archive.xml("xl/workbook.xml").find("{*}workbookPr")
    said = "" if settings is None else settings.get("date1904", "")
    return said in {"1", "true", "on"}


def _target(target: str) -> str:
    """Return the part that a relation means, as the fast reader understands it."""
    return target[1:] if target.startswith("/xl/") else f"xl/{target}"


def _relation_id(tab: Any) -> str | None:  # noqa: ANN401 (defusedxml is untyped)
    # The name space differs in a strict workbook, so only the last word counts.
    return next((value for key, value in tab.items() if key.endswith("}id")), None)


def _check_shared_parts(archive: _Archive) -> None:
    """Unpack what the reader takes in along with every sheet."""
    texts, styles = "xl/sharedStrings.xml", "xl/styles.xml"
    sizes = {part: archive.size(part) for part in (texts, styles) if part in archive}
    # The reader makes room for as many texts as the part says it holds.
    if texts in sizes and _claimed_texts(archive, texts) > sizes[texts] // len("<si/>"):
        raise ValueError("more texts than there is room for")


def _claimed_texts(archive: _Archive, part: str) -> int:
    _, root = next(iterparse(archive.open(part), ("start",)))
    if root.tag.rpartition("}")[2] != "sst":
        raise ValueError(root.tag)
    return int(root.get("uniqueCount", 0))


class _Archive:
    """The zip, whose parts are found as the fast reader finds them.

    To the reader, case and the kind of slash in a part's name mean nothing.
    """

    def __init__(self, path: Path, content: bytes) -> None:
        self._path = path
        self._zip = ZipFile(BytesIO(content))
        entries = self._zip.infolist()
        self._entries = {_folded(entry.filename): entry for entry in entries}
        if len(self._entries) < len(entries):
            raise BadZipFile("two parts of one name")

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self._entries

    def open(self, part: str) -> _Part:
        return _Part(self._path, self._zip, self._entries[_folded(part)])

    def xml(self, part: str) -> Any:  # noqa: ANN401 (defusedxml is untyped)
        return fromstring(self.open(part).read(SMALL_PART))

    def names(self) -> list[str]:
        return [entry.filename for entry in self._entries.values()]

    def whole(self, part: str) -> bytes:
        opened = self.open(part)
        return b"".join(iter(lambda: opened.read(_CHUNK), b""))

    def size(self, part: str) -> int:
        opened = self.open(part)
        return sum(len(data) for data in iter(lambda: opened.read(_CHUNK), b""))


def _folded(part: str) -> str:
    return part.replace("\\", "/").lower()


class _Part:
    """A part being unpacked, which stops where it grows beyond all reason."""

    def __init__(self, path: Path, archive: ZipFile, entry: ZipInfo) -> None:
        self._path = path
        self._packed = entry.compress_size
        self._name = entry.filename
        self._size = 0
        # The size in the entry may be a lie, and Python would stop there while
        # the fast reader goes on. So the end is where the packed data end.
        unbounded = copy(entry)
        unbounded.file_size = MAX_PART + 1
        self._stream = archive.open(unbounded)

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        self._size += len(data)
        most = min(MAX_PART, max(SMALL_PART, MAX_RATIO * self._packed))
        if self._size > most:
            raise FileTooLarge(self._path, self._name)
        return data
