"""`python run.py windows [--logs DIR]`: the bundle on trial, on two machines at once."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from subprocess import CalledProcessError

from bundle.__main__ import packed
from bundle.lock import ROOT
from bundle.problem import BundleProblem

from wine import shims, trials
from wine.proof import Proof, Refuted, Report
from wine.windows import Windows, windows

TOOLS = {
    "wine": "wine wine64",
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "localedef": "locales",
}
"""What must be on the path, and the Debian packages that hold it."""
REQUIRED = "XL_REQUIRE_WINE"
Trial = Callable[..., Iterator[Proof]]


def main(words: Sequence[str] | None = None) -> int:
    """Show every proof; return 0 where all hold, 1 at the first that does not."""
    given = _arguments().parse_args(words)
    if lacking := [
        package for tool, package in TOOLS.items() if not shutil.which(tool)
    ]:
        return _without(lacking)
    began = time.monotonic()
    shutil.rmtree(given.logs, ignore_errors=True)
    given.logs.mkdir(parents=True)
    try:
        shown = _tried(given.bundle or packed(), given.logs)
    except (Refuted, BundleProblem, CalledProcessError) as failed:
        print(f"没有通过：{failed}\n记录在 {given.logs}", file=sys.stderr)
        return 1
    minutes = (time.monotonic() - began) / 60
    print(
        f"✓ Windows：{shown} 项全部成立，用时 {minutes:.1f} 分钟，记录在 {given.logs}"
    )
    return 0


def _tried(bundle: Path, logs: Path) -> int:
    """Try a bundle on both machines; return the number of proofs."""
    (setup,), (archive,) = bundle.glob("*-setup.exe"), bundle.glob("*-win64.zip")
    shims.libraries()  # made once, before two ask for them
    shims.locales()
    alive: list[Windows] = []
    report = Report()
    with ThreadPoolExecutor(2) as both:
        running = [
            both.submit(_on, page, logs, given, alive, report)
            for page, trial in trials.TRIALS.items()
            for given in (partial(trial, setup=setup, archive=archive),)
        ]
        try:
            return sum(one.result() for one in as_completed(running))
        except BaseException:  # also Ctrl+C: the other machine is not waited for
            for machine in alive:
                machine.end()
            raise


def _on(
    code_page: int, logs: Path, trial: Trial, alive: list[Windows], report: Report
) -> int:
    """Try the bundle on one machine; return the number of proofs."""
    here = logs / str(code_page)
    here.mkdir()
    with windows(code_page, here / "windows.log") as machine:
        alive.append(machine)
        return report.show(trial(machine, here=here), f"代码页 {code_page}")


def _without(lacking: list[str]) -> int:
    """Say what is missing: a reason to fail only where it is required."""
    required = bool(os.environ.get(REQUIRED))
    packages = " ".join(dict.fromkeys(lacking))
    what = "不能在 wine 中检验" if required else "跳过 wine 中的检验"
    print(f"{what}：缺少 {packages}（apt install {packages}）")
    return int(required)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run.py windows", description="在 wine 中检验 Windows 安装包"
    )
    about = "检验这个文件夹中的安装包；省略时先生成"
    parser.add_argument("--bundle", type=Path, metavar="文件夹", help=about)
    logs = ROOT / "out/windows"
    parser.add_argument(
        "--logs", type=Path, default=logs, metavar="文件夹", help="记录放在这里"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
