"""Which program saved a workbook file last, as the file itself says.

Only the standard library is imported here: `doctor` runs where the rest does not.
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile

_SAID = "docProps/app.xml"
_MOST = 100_000
_MACROS = b"macroEnabled"


def lost_its_buttons(path: Path) -> bool:
    """Tell whether LibreOffice saved a workbook with macros.

    It writes the buttons and their macros in a way that Excel does not run. A file
    that cannot be read is not known to be one.
    """
    try:
        with ZipFile(path) as archive:
            said, types = (_head(archive, n) for n in (_SAID, "[Content_Types].xml"))
    except (BadZipFile, KeyError, OSError, ValueError, RuntimeError):
        return False
    macros = _MACROS in types or path.suffix.lower() == ".xlsm"
    return macros and re.search(rb"<Application>\s*LibreOffice", said) is not None


def _head(archive: ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(_MOST)
