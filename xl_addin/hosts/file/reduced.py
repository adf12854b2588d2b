"""A workbook cut down to the cells of some sheets, for a reader that stumbles.

The fast reader refuses whole workbooks for parts that nobody asked it to read: a
merge of whole columns, a dimension without letters, a macro sheet of Excel 4. Here
such parts are left out. What it gets has passed the guard already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from xl_addin.archive import packed
from xl_addin.hosts.file.guard import Package, all_parts

_ROOT: Final = re.compile(rb"<((?:\w+:)?)worksheet\b[^>]*>")
_NO_ROWS: Final = re.compile(rb"<(?:\w+:)?sheetData\s*/>")
_ELAPSED: Final = re.compile(rb'formatCode="[^"]*\[(?:h+|m+|s+)\][^"]*"', re.IGNORECASE)
_BUILT_IN_ELAPSED: Final = re.compile(rb'numFmtId="46"')
_STYLES: Final = "xl/styles.xml"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


def reduced(package: Package, names: Sequence[str]) -> bytes:
    """Return a workbook with these sheets, their cells and formats, and nothing else.

    Formats of elapsed time are made General: what they show is no day, and a number
    too large for them stops the reader. Raises what the guard raises of a part.
    """
    parts = all_parts(package, ("xl/sharedStrings.xml", _STYLES))
    parts |= {f"xl/s{at}.xml": _cells(package, name) for at, name in enumerate(names)}
    if styles := parts.get(_STYLES):
        styles = _ELAPSED.sub(b'formatCode="General"', styles)
        parts[_STYLES] = _BUILT_IN_ELAPSED.sub(b'numFmtId="0"', styles)
    book = {
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _tabs(names, from_1904=package.from_1904),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"s{at}.xml") for at in range(len(names))]
        ),
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    }
    return packed(parts | book, stored=True)


def _cells(package: Package, name: str) -> bytes:
    """Return the part of a sheet with nothing but its rows.

    Raises `ValueError` where they do not end.
    """
    (xml,) = all_parts(package, [package.sheets[name]]).values()
    root = _ROOT.search(xml)
    if not root:
        raise ValueError("no worksheet")
    prefix, rows = root[1], b""
    if not _NO_ROWS.search(xml):
        end = b"</%ssheetData>" % prefix
        first, last = xml.index(b"<%ssheetData" % prefix), xml.rindex(end)
        rows = xml[first : last + len(end)]
    return b"%s%s</%sworksheet>" % (xml[: root.end()], rows, prefix)


def _tabs(names: Sequence[str], *, from_1904: bool) -> bytes:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at + 1}" r:id="r{at}"/>'
        for at, name in enumerate(names)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_KIND}">'
        f'<workbookPr date1904="{int(from_1904)}"/><sheets>{sheets}</sheets></workbook>'
    ).encode()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="r{at}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()
