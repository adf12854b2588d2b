"""One door to the project: `python run.py demo`, `test`, `quick`, and more.

Needs Python 3.11 and nothing else. The first run makes `.venv` beside this file
and installs what the command needs; later runs reuse it until pyproject.toml or
Python changes. What a command makes stands in out/. Any word that is not below goes
to the command line of the add-in, so `python run.py check A3.xlsx` works, too.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  the one line that an old Python reads
    sys.exit(
        "Python 3.11 or later is needed / 需要 Python 3.11 或更高版本: "
        f"this is / 当前是 {sys.version_info[0]}.{sys.version_info[1]}"
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
ADDIN = ("-m", "xl_addin")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"

EXAMPLE = "examples/A3_2021-01_2021-02.xlsx"
MONTH = "out/2021年1-2月"
MONTHS = ("--from", "2021-01", "--to", "2021-02")
OUTPUTS = (
    *("--out", f"{MONTH}.xlsm"),
    *("--json", f"{MONTH}.json"),
    *("--notice", f"{MONTH}通报.docx"),
)

Step = tuple[str, ...]
"""A name to show, then what Python is told."""

LINT: tuple[Step, ...] = (
    ("ruff format --check", "-m", "ruff", "format", "--check"),
    ("ruff check", "-m", "ruff", "check"),
    ("mypy", "-m", "mypy"),
    ("lint-imports", "-c", LINT_IMPORTS),
)
TEMPLATE: Step = ("xl_addin build --check", *ADDIN, "build", "--check")
WINDOWS: Step = ("Windows", "packaging/check_windows.py")
TESTS = ("-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
DOMAIN = (
    *("tests/test_exact.py", "tests/test_period.py", "tests/reading", "tests/sheets"),
    *("tests/figures", "tests/look", "tests/tables", "tests/month", "tests/notice"),
    *("tests/trace", "tests/udfs"),
)
"""The tests of what knows neither Excel nor a file."""


@dataclass(frozen=True)
class Command:
    """What a word does: steps until one fails; further words go to the last."""

    says: str
    steps: tuple[Step, ...]
    extra: str = ""
    """What of pyproject.toml's extras it needs."""


COMMANDS = {
    "demo": Command(
        "the finished month of the example, in out/",
        (("示例汇总", *ADDIN, "summary", EXAMPLE, *MONTHS, *OUTPUTS),),
    ),
    "test": Command(
        "everything that must hold [pytest's arguments]",
        (*LINT, TEMPLATE, ("pytest", *TESTS)),
        "test",
    ),
    "quick": Command(
        "the same for the domain alone, in a minute [pytest's arguments]",
        (*LINT, ("pytest", *TESTS, *DOMAIN, "-m", "not thorough")),
        "test",
    ),
    "lint": Command(
        "format, style, types, imports, template", (*LINT, TEMPLATE), "test"
    ),
    "build": Command("the template from its sources", (("生成模板", *ADDIN, "build"),)),
    "docs": Command(
        "the pages that are made from the code",
        (
            ("docs/rules.md", "tools/rules_page.py"),
            ("docs/functions.md", "tools/functions_page.py"),
            ("docs/buttons.md", "tools/buttons_page.py"),
            ("docs/pictures/architecture.svg", "tools/architecture.py"),
        ),
        "test",
    ),
    "pictures": Command("README's pictures", (("docs/pictures", "tools/readme.py"),)),
    "bundle": Command(
        "zip and installer for Windows, from NSIS and wine [--out DIR] [--renew]",
        (("安装包", "packaging/make_bundle.py"),),
        "bundle",
    ),
    "windows": Command(
        "the bundle on trial under wine [--bundle DIR] [--logs DIR]",
        (WINDOWS,),
        "test",
    ),
    "bench": Command("benchmarks", (("测速", "-m", "benchmarks"),), "bench"),
}


def main(words: list[str]) -> int:
    """Prepare Python and run one command; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        print("\n".join(f"  {word:10}{c.says}" for word, c in COMMANDS.items()))
        return 0
    command = COMMANDS.get(words[0])
    prepare(command.extra if command else "")
    if command is None:
        return run(words[0], *ADDIN, *words, folder=Path.cwd())
    (ROOT / "out").mkdir(exist_ok=True)
    return in_order(command.steps, words[1:])


def in_order(steps: tuple[Step, ...], more: list[str]) -> int:
    """Run steps, the last with more words, and stop at the first that fails.

    What it fails with is returned.
    """
    *first, last = steps
    for name, *arguments in (*first, (*last, *more)):
        if code := run(name, *arguments):
            break
    if first:
        say(f"✗ 未通过：{name}" if code else "✓ 全部通过")
    return code


def prepare(extra: str) -> None:
    """Make `.venv` and install the project, unless that is done already."""
    stamps = VENV.glob(f"installed-{extra or '*'}")
    if any(_read(stamp) == _state() for stamp in stamps) and _works():
        return
    if not _works():
        make_venv()
    install(f".[{extra}]" if extra else ".")
    stamp = VENV / f"installed-{extra or 'plain'}"
    stamp.write_text(_state(), encoding="utf-8")


def make_venv() -> None:
    """Make `.venv` from this Python, afresh."""
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "本机 Python 缺少 ensurepip，请先安装 python3-venv（apt install python3-venv）。"
        )
    say(f"建立 .venv（Python {sys.version.split()[0]}）…")
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        sys.exit("无法建立 .venv，请检查本文件夹是否可写、磁盘是否已满。")


def install(what: str) -> None:
    """Install the project, editable, with an extra."""
    say(f"安装 {what} …")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if subprocess.call([str(PYTHON), *pip, "--editable", what], cwd=ROOT):
        sys.exit("安装没有完成，原因见上；请检查网络或软件源后再试。")


def run(name: str, *arguments: str, folder: Path = ROOT) -> int:
    """Run the project's Python in a folder, in UTF-8, and return its exit code."""
    say(f"▶ {name}")
    environment = os.environ | {"PYTHONUTF8": "1"}
    try:
        return subprocess.call([str(PYTHON), *arguments], cwd=folder, env=environment)
    except KeyboardInterrupt:
        return 130


def say(line: str) -> None:
    """Print a line before whatever runs next prints its own."""
    print(line, flush=True)


def _state() -> str:
    """Return what an installation depends on: the project's wishes, and Python."""
    wishes = (ROOT / "pyproject.toml").read_bytes()
    return f"{hashlib.sha256(wishes).hexdigest()} {sys.version} {ROOT}"


def _works() -> bool:
    """Tell whether `.venv` is there, can run, and has this Python's version."""
    if not PYTHON.exists():
        return False
    ask = "import sys; print(sys.version, end='')"
    said = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, check=False)
    return said.stdout.decode(errors="replace") == sys.version


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
