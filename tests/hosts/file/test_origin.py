"""A workbook with macros that LibreOffice saved has lost its buttons."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from xl_addin.hosts.file.origin import lost_its_buttons

MACROS, PLAIN = "x.sheet.macroEnabled.main+xml", "x.sheet.main+xml"


@pytest.mark.parametrize(
    ("types", "said", "lost"),
    [
        (MACROS, "<Application>LibreOffice/7.4.7.2$Linux</Application>", True),
        (PLAIN, "<Application>LibreOffice/7.4.7.2$Linux</Application>", False),
        (MACROS, "<Application>Microsoft Excel</Application>", False),
        (MACROS, "<Application>WPS 表格</Application>", False),
    ],
)
def test_it_is_known_by_what_the_file_says(
    tmp_path: Path, types: str, said: str, *, lost: bool
) -> None:
    path = tmp_path / ("月报.xlsm" if types == MACROS else "月报.xlsx")
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("docProps/app.xml", said)

    assert lost_its_buttons(path) == lost


def test_the_template_has_its_buttons() -> None:
    assert not lost_its_buttons(Path("workbook_template.xlsm"))


@pytest.mark.parametrize("content", [None, b"", b"PK damaged"])
def test_of_a_file_that_cannot_be_read_nothing_is_said(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "坏.xlsm"
    if content is not None:
        path.write_bytes(content)

    assert not lost_its_buttons(path)
