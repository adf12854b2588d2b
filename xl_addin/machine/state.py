"""What is to be said of a workbook as a whole: of another version, or without buttons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xl_addin.hosts.file.origin import lost_its_buttons
from xl_addin.reading.cells import Rows
from xl_addin.sheets import version

NO_BUTTONS = f"本工作簿由 LibreOffice 保存过，其中的按钮在 Excel 中已失效，找回的办法是升级：{version.WAY}。"


def advice_on(path: Path, sheets: Mapping[str, Rows]) -> str:
    """Return what the user of a workbook file is to do about it; "" for nothing.

    `sheets` are its cells, with those of `version.TAB`. Somebody's own table, which is
    no workbook of ours, has no version.
    """
    if version.TAB not in sheets:
        return ""
    if lost_its_buttons(path):
        return NO_BUTTONS
    return version.advice(version.version_of(sheets[version.TAB]))
