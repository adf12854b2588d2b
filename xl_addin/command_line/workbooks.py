"""The commands that make a workbook to work in: a new one, or one out of an older."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from xl_addin.command_line import console
from xl_addin.command_line.outputs import allow, allow_format, as_bytes
from xl_addin.desk import publication
from xl_addin.errors import ArgumentInvalid, FileProblem, OutputBlocked, OutputProblem
from xl_addin.hosts.file.output import refuse_in_use, replace_all, replace_atomically
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.machine.installation import path_findings
from xl_addin.machine.interpreter import interpreter, settings_for
from xl_addin.machine.upgrade import NEXT
from xl_addin.machine.upgrade import upgrade as upgrade_workbook
from xl_addin.reading.cells import Rows
from xl_addin.sheets import version
from xl_addin.sheets.a3 import A3
from xl_addin.workbook.build import TEMPLATE, template

MACROS, JSON = ".xlsm", ".json"


def install(folder: Path, name: str | None = None) -> int:
    """Put a workbook that calls this Python into a folder, which is made if need be.

    `name` is the workbook's own, without a folder. What has that name already stays.
    """
    path = folder / (name or TEMPLATE)
    if path.parent != folder or path.name in {"", ".."}:
        raise ArgumentInvalid("--name", "请只写文件名，文件夹写在前面")
    if path.exists():
        raise OutputProblem(_standing(path))
    allow_format(path, MACROS)
    _make(folder)
    python = interpreter()
    replace_atomically(path, template(settings_for(python)))
    console.written([path])
    console.say(f"按钮将使用 {python}；移动或升级 Python 后请重新安装。")
    for finding in (
        *path_findings(python, "Python 的"),
        *path_findings(path, "工作簿"),
    ):
        console.say(str(finding))
    return 0


def _standing(path: Path) -> str:
    """Say what to do about a file that has the name of the workbook to be made."""
    there = f"“{path}”已存在，不会覆盖；"
    other = "请用 --name 换一个文件名，或换一个文件夹。"
    try:
        sheets: Mapping[str, Rows] = read_sheets(path, (A3.sheet, version.TAB))
    except FileProblem:
        return there + other
    found = version.version_of(sheets.get(version.TAB))
    if A3.sheet in sheets and version.is_older(found):
        return f"{there}它是旧版（{found}）的工作簿，请用 xl-addin upgrade 升级，或用 --name 换一个文件名。"
    return there + other


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputBlocked(folder) from error


def upgrade(source: Path, out: Path, data: Path | None) -> int:
    """Write the present workbook with everything that is the user's in an older one."""
    allow(out, source, MACROS)
    allow(data, source, JSON)
    with console.progress() as stage:
        made = upgrade_workbook(source, settings_for(interpreter()), stage)
        stage("写出")
        files = {out: made.workbook}
        if data:
            files[data] = as_bytes(made.as_json())
        refuse_in_use(files)
        kept = publication.keep_all([out], _now())
        replace_all(files)
    console.show_upgrade(made)
    console.written(files)
    console.say(f"{kept}{NEXT}")
    return 0


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005  the user's own clock
