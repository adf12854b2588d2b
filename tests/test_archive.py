"""A package has the same bytes whenever its parts are the same."""

import io
import zipfile
from collections.abc import Iterable

from xl_addin.archive import repack

PARTS = {"[Content_Types].xml": "types", "a.xml": "甲", "b.xml": "乙"}


def zipped(names: Iterable[str], year: int) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0))
            archive.writestr(entry, PARTS[name])
    return package.getvalue()


def test_only_the_content_of_the_parts_decides_the_zip() -> None:
    first, second = zipped(PARTS, 2020), zipped(reversed(PARTS), 2021)

    assert first != second
    assert repack(first) == repack(second)
