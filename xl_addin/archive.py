"""Files of the office programs as their parts; only the parts decide the bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"


def unpacked(package: bytes) -> dict[str, bytes]:
    """Return the content of every part by its name."""
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """Return the zip of the parts, in a fixed order, content types first, dated 1980.

    With `stored` they are not compressed: zlib's output differs between versions,
    and a file that is committed must not.
    """
    package = io.BytesIO()
    method = ZIP_STORED if stored else ZIP_DEFLATED
    with ZipFile(package, "w", method) as archive:
        for entry, data in _entries(parts):
            archive.writestr(entry, data, method)
    return package.getvalue()


def repack(package: bytes) -> bytes:
    """Return the same parts, zipped so that only their content decides the bytes."""
    return packed(unpacked(package))


def _entries(parts: Mapping[str, bytes]) -> Iterator[tuple[ZipInfo, bytes]]:
    for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
        entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        entry.create_system = 0  # else the zip tells on which system it was made
        yield entry, parts[name]
