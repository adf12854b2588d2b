"""One door to the project: `python run.py demo`, `test`, `build`, `bench`, and more.

Needs Python 3.11 and nothing else. The first run makes `.venv` beside this file
and installs what the command needs; later runs reuse it until pyproject.toml or
Python changes. Any other word goes to the command line of the add-in, so
`python run.py check A3.xlsx` works, too.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
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
EXTRAS = {"test": "test", "bench": "bench"}

EXAMPLE = "examples/A3_2021-01_2021-02.xlsx"
MONTH = "out/2021年1-2月"
MONTHS = ("--from", "2021-01", "--to", "2021-02")
OUTPUTS = (
    *("--out", f"{MONTH}.xlsm"),
    *("--json", f"{MONTH}.json"),
    *("--notice", f"{MONTH}通报.docx"),
)


def main(words: list[str]) -> int:
    """Prepare Python and run one command; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        return 0
    command, *rest = words
    prepare(EXTRAS.get(command, ""))
    if command == "test":
        return test(rest)
    if command == "demo":
        (ROOT / "out").mkdir(exist_ok=True)
        return run("示例汇总", *ADDIN, "summary", EXAMPLE, *MONTHS, *OUTPUTS)
    if command == "bench":
        return run("测速", "-m", "benchmarks", *rest)
    if command == "build":
        return run("生成模板", *ADDIN, *words)
    return run(command, *ADDIN, *words, folder=Path.cwd())


def test(pytest_arguments: list[str]) -> int:
    """Run every check, and stop at the first that fails."""
    steps = (
        ("ruff format --check", ("-m", "ruff", "format", "--check")),
        ("ruff check", ("-m", "ruff", "check")),
        ("mypy", ("-m", "mypy")),
        ("lint-imports", ("-c", LINT_IMPORTS)),
        ("xl_addin build --check", (*ADDIN, "build", "--check")),
        ("pytest", ("-m", "pytest", *pytest_arguments)),
    )  # fmt: skip
    for name, arguments in steps:
        if run(name, *arguments):
            say(f"✗ 未通过：{name}")
            return 1
    say("✓ 全部通过")
    return 0


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
