"""The command line on Windows, its files compared with those of Linux."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bundle.lock import ROOT

from wine.proof import Proof, equal, proof
from wine.windows import Ran, Windows
from xl_addin.sheets.version import PRESENT

EXAMPLE = ROOT / "examples/A3_2021-01_2021-02.xlsx"
MONTHS = ("--from", "2021-01", "--to", "2021-02")
SEND_TO = "AppData/Roaming/Microsoft/Windows/SendTo"
SENT = {
    "校验A3": ("check", ("校验结果.xlsx",)),
    "月度汇总": ("summary", ("2021年1-2月汇总.xlsm", "2021年1-2月通报.docx")),
    "升级工作簿": ("upgrade", (f"升级到{PRESENT}.xlsm", "升级报告.txt")),
}
"""By entry: the task, and how the files are called that it writes beside its file."""
MONTH = "月报.xlsm"
"""The month that the command line here draws: what the buttons are compared with."""
FOLDER = "我的 文件"
"""A folder with Chinese letters and a blank."""


def addin(machine: Windows, *words: str | Path) -> Ran:
    """Run the command line of the installed program."""
    return machine.run(machine.program / "python.exe", "-m", "xl_addin", *words)


def doctor(machine: Windows) -> Iterator[Proof]:
    """Ask the doctor, as the installer does: the file is the same in any code page."""
    out = _place(machine) / "doctor.txt"
    ran = addin(machine, "doctor", "--out", out)
    yield equal("doctor 的退出代码为 0", ran.code, 0)
    lines = out.read_text("utf-8-sig").splitlines() if out.is_file() else [ran.said]
    good = [line for line in lines if line.startswith(("[正常]", "[注意]"))]
    bad = [line for line in lines if line.startswith("[问题]")]
    enough = [] if len(good) > 9 else lines
    yield proof(f"doctor 的 {len(good)} 项正常或注意，没有问题", bad or enough)


def check(machine: Windows, here: Path) -> Iterator[Proof]:
    """Check the example on both systems."""
    out = _place(machine)
    ran = addin(machine, "check", EXAMPLE, "--json", out / "check.json")
    yield equal("check 查出示例中的错误，退出代码为 1", ran.code, 1)
    linux("check", str(EXAMPLE), "--json", str(here / "check.json"))
    yield _same("check 的 JSON", out / "check.json", here / "check.json")


def summary(machine: Windows, book: Path, here: Path) -> Iterator[Proof]:
    """Sum the month up on both systems; the workbook is kept for the buttons."""
    out = _place(machine)
    files = ("--json", out / "月报.json", "--out", out / "月报.xlsx")
    ran = addin(machine, "summary", book, *MONTHS, *files)
    yield equal("summary 的退出代码为 0", ran.code, 0)
    files = ("--json", here / "月报.json", "--out", here / "月报.xlsx")
    linux("summary", str(book), *MONTHS, *map(str, files))
    linux("summary", str(book), *MONTHS, "--out", str(here / MONTH))
    yield _same("summary 的 JSON", out / "月报.json", here / "月报.json")
    yield _same("summary 的 .xlsx", out / "月报.xlsx", here / "月报.xlsx")


def install(machine: Windows) -> Iterator[Proof]:
    """Put a workbook into a folder that is not there yet."""
    folder = machine.documents / "新的 文件夹"
    ran = addin(machine, "install", folder)
    made = [*folder.glob("*.xlsm")] if folder.is_dir() else []
    yield equal(
        "install 建好文件夹和工作簿，退出代码为 0", (ran.code, len(made)), (0, 1)
    )


def sent(machine: Windows, book: Path) -> Iterator[Proof]:
    """Hand a workbook over as “发送到” does, without a console."""
    folder = _place(machine)
    for caption, (task, results) in SENT.items():
        link = (machine.own / SEND_TO / f"{caption}.lnk").read_bytes()
        asked = f"-m xl_addin sent {task}".encode("utf-16-le")
        python = machine.program / "pythonw.exe"
        copy = folder / f"{task} {book.name}"
        copy.write_bytes(book.read_bytes())
        ran = machine.run(python, "-m", "xl_addin", "sent", task, copy)
        against = [] if asked in link else [f"{caption}.lnk 不是 sent {task}"]
        against += [] if ran.code == 0 else [ran.said]
        against += [
            f"没有 {end}" for end in results if not [*folder.glob(f"{task}*{end}")]
        ]
        yield proof(f"“发送到”的“{caption}”在文件旁写出结果，原文件不动", against)


def linux(*words: str) -> None:
    """Run the same command here."""
    command = (sys.executable, "-m", "xl_addin", *words)
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)


def _place(machine: Windows) -> Path:
    folder = machine.documents / FOLDER
    folder.mkdir(exist_ok=True)
    return folder


def _same(what: str, there: Path, here: Path) -> Proof:
    """Return the proof that a file of Windows is the file of Linux, byte by byte."""
    sentence = f"{what} 与 Linux 的逐字节相同"
    if not there.is_file():
        return proof(sentence, [f"没有 {there.name}"])
    same = there.read_bytes() == here.read_bytes()
    return proof(sentence, [] if same else [f"{there.name} 不同"])
