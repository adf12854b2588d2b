"""What LibreOffice makes of our workbook when it saves it, and the way back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xl_addin.__main__ import main
from xl_addin.hosts.file.origin import lost_its_buttons
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.hosts.office import convert as lo
from xl_addin.machine.state import NO_BUTTONS
from xl_addin.machine.upgrade import upgrade
from xl_addin.sheets.version import PRESENT, TAB, version_of
from xl_addin.workbook.build import filled

pytestmark = [pytest.mark.calc, pytest.mark.usefixtures("office")]


@pytest.fixture
def saved(
    tmp_path: Path,
    good_row: Callable[..., dict[str, Any]],
    sheet_of: Callable[..., list[list[Any]]],
) -> Callable[[str], Path]:
    """Return `saved(ending)`: our workbook with one row, saved by LibreOffice."""

    def saved(ending: str) -> Path:
        path = tmp_path / "原 工作簿.xlsm"
        path.write_bytes(filled({"A3": sheet_of(good_row(1))}))
        folder = tmp_path / "LO"
        folder.mkdir()
        return lo.convert(path, ending, folder)

    return saved


def test_its_buttons_are_missed_its_version_is_known_and_an_upgrade_brings_them_back(
    saved: Callable[[str], Path], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = saved("xlsm")

    assert lost_its_buttons(path)
    assert version_of(read_sheets(path, (TAB,))[TAB]) == PRESENT
    assert main(["check", str(path)]) == 0
    assert NO_BUTTONS in capfd.readouterr().out
    new = tmp_path / "新.xlsm"
    made = upgrade(path, {}, lambda _: None)
    new.write_bytes(made.workbook)
    assert made.left == ()
    assert not lost_its_buttons(new)
    records = [read_sheets(file, ("A3",))["A3"][3][:33] for file in (path, new)]
    assert records[0] == records[1]


@pytest.mark.parametrize("ending", ["ods", "fods"])
def test_its_own_formats_are_one_sentence(
    saved: Callable[[str], Path], capfd: pytest.CaptureFixture[str], ending: str
) -> None:
    assert main(["check", str(saved(ending))]) == 2

    assert f"是 .{ending} 格式，不能直接读取" in capfd.readouterr().err
