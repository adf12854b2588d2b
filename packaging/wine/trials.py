"""What is tried on each machine, in order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.windows.dump import dump
from wine import buttons, commands, functions, hostile, installing
from wine.proof import Proof, proof
from wine.windows import Windows
from xl_addin.hosts.file.reader import read_sheets
from xl_addin.machine.installation import XLWINGS
from xl_addin.workbook.build import filled
from xl_addin.workbook.content import SHEETS

SESSION = Path(__file__).parent / "inside/session.py"
NAME = "月报 一.xlsm"
"""A workbook with Chinese letters and a blank in its name."""


def chinese(
    machine: Windows, setup: Path, archive: Path, here: Path
) -> Iterator[Proof]:
    """Try everything on a Chinese Windows."""
    before = installing.files(machine)
    yield from installing.install(machine, setup, archive)
    yield from commands.doctor(machine)
    yield from commands.check(machine, here)
    book = _filled(installing.books(machine) / NAME)
    yield from commands.summary(machine, book, here)
    yield from commands.install(machine)
    yield from commands.sent(machine, book)
    yield from _session(machine, book, here)
    yield from installing.again(machine, setup)
    yield from installing.uninstall(machine, before)


def western(
    machine: Windows, setup: Path, archive: Path, here: Path
) -> Iterator[Proof]:
    """Try what depends on the code page on a Windows that cannot write Chinese."""
    before = installing.files(machine)
    yield from installing.install(machine, setup, archive)
    yield from commands.doctor(machine)
    yield from commands.check(machine, here)
    yield from commands.install(machine)
    book = _filled(installing.books(machine) / NAME)
    yield from commands.summary(machine, book, here)
    yield from _session(machine, book, here)
    yield from installing.uninstall(machine, before)


TRIALS = {936: chinese, 1252: western}
"""By code page."""


def _session(machine: Windows, path: Path, here: Path) -> Iterator[Proof]:
    """One Excel: all functions, all buttons, then all on a workbook as people have it."""
    book = buttons.opened(path.read_bytes(), machine.named(path))
    wanted = functions.asked(book)
    pressed = [step for _, step in (*buttons.STEPS, *hostile.steps(book))]
    told = [*functions.steps(wanted), *pressed]
    answers = _answers(machine, path, here, told)
    yield proof(
        "DLL 经 cmd.exe 启动 Python，工作簿找到它", [] if answers else ["没有回答"]
    )
    calculated = answers[: len(wanted)]
    yield from functions.proofs(wanted, calculated, book)
    done, month = answers[len(wanted) :], here / commands.MONTH
    last = len(buttons.STEPS)
    yield from buttons.proofs(done[:last], month, path.parent)
    yield from hostile.proofs(done[last:], book, month)


def _answers(
    machine: Windows, path: Path, here: Path, steps: list[dict[str, Any]]
) -> list[Any]:
    """Return the answers of a session of Excel; empty where it broke off."""
    told, answers = here / "told.json", here / "answers.json"
    data: dict[str, Any] = {
        "book": dump(path.read_bytes()),
        "path": machine.named(path),
        "xlwings": XLWINGS,
        "conf": _conf(installing.books(machine) / installing.BOOK),
        "steps": steps,
    }
    told.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    machine.run(machine.program / "python.exe", "-X", "utf8", SESSION, told, answers)
    _keep_log(machine, here)
    if not answers.is_file():
        return []
    started, *done = json.loads(answers.read_text(encoding="utf-8"))
    del started
    return [one["answer"] for one in done]


def _keep_log(machine: Windows, here: Path) -> None:
    """Keep what the product logged: the traces of what did not work."""
    log = machine.own / "AppData/Local/xl_addin/xl_addin.log"
    if log.is_file():
        shutil.copyfile(log, here / log.name)


def _filled(path: Path) -> Path:
    """Write a workbook with the example's rows and months."""
    path.write_bytes(filled(read_sheets(commands.EXAMPLE, SHEETS)))
    return path


def _conf(installed: Path) -> dict[str, str]:
    """Return what the installed workbook tells xlwings."""
    sheet = buttons.opened(installed.read_bytes()).sheet("xlwings.conf")
    rows = {row for row, _ in sheet.cells}
    return {
        str(sheet.at(row, 1).value): str(sheet.at(row, 2).value or "") for row in rows
    }
