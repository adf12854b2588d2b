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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError  # noqa: S407 (only its error is used)
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from xl_addin.errors import (
    Encrypted,
    FarCell,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    NotAWorkbook,
    OldFormat,
)
from xl_addin.hosts.extent import Place, measure

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
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedstrings.xml"
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


@dataclass(frozen=True)
class Package:
    """A workbook file that passed the guard, held in memory.

    `sheets` gives each worksheet's part by the sheet's name, hidden sheets too,
    in the order of the tabs. A chart sheet has no cells and is not among them.
    """

    path: Path
    content: bytes
    sheets: Mapping[str, str]


def open_package(path: Path) -> Package:
    """Return the file, checked as far as that goes without reading a sheet.

    Raises FileMissing, FileUnreadable, OldFormat, Encrypted, NotAWorkbook, or
    FileTooLarge. What a file is called does not matter, only what is in it.
    """
    content = _content(path)
    if content.startswith(_OLE):
        raise (Encrypted if _ENCRYPTED in content else OldFormat)(path)
    with damage_means_no_workbook(path), ZipFile(BytesIO(content)) as archive:
        package = Package(path, content, _sheets(path, archive))
        _check_shared_parts(path, archive)
    return package


def check_sheet(package: Package, name: str) -> Mapping[Place, str]:
    """Return the error cells of one sheet: row and column from 1, and `#N/A`.

    Raises FarCell where a stray value would stretch the sheet beyond bounds,
    FileTooLarge, or NotAWorkbook. The fast reader may have the sheet only
    afterwards; it knows where errors are, but not which.
    """
    part = package.sheets[name]
    archive = ZipFile(BytesIO(package.content))
    with damage_means_no_workbook(package.path), archive:
        extent = measure(lambda: _Part(package.path, archive, part))
    if not extent.fits:
        raise FarCell(package.path, name, extent.stray)
    return extent.errors


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


def _sheets(path: Path, archive: ZipFile) -> dict[str, str]:
    targets = {
        relation.get("Id"): _target(relation)
        for relation in _xml(path, archive, _RELATIONS)
        if relation.get("Type", "").endswith("/worksheet")
    }
    sheets = {
        sheet.get("name"): targets[_relation_id(sheet)]
        for sheet in _xml(path, archive, _WORKBOOK).iterfind("{*}sheets/{*}sheet")
        if _relation_id(sheet) in targets
    }
    return sheets


def _xml(path: Path, archive: ZipFile, part: str) -> Any:  # noqa: ANN401 (untyped)
    return fromstring(_Part(path, archive, part).read(SMALL_PART))


def _target(relation: Any) -> str:  # noqa: ANN401 (untyped)
    """Return the part that a relation of the workbook points to."""
    target = relation.get("Target").removeprefix("/")
    return target if target.startswith("xl/") else f"xl/{target}"


def _relation_id(sheet: Any) -> str | None:  # noqa: ANN401 (untyped)
    # Strict workbooks have another namespace, so only the last word counts.
    ids = (value for key, value in sheet.items() if key.endswith("}id"))
    return next(ids, None)
