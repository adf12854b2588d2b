"""What goes into the bundle: each package with version and hash, and how that is renewed.

The lock names packages, versions and hashes, nothing else: where they come from is for
pip's own settings to say. `python run.py bundle --renew` writes it anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import NamedTuple

from bundle.problem import BundleProblem

PACKAGING = Path(__file__).resolve().parents[1]
ROOT = PACKAGING.parent
WHEELS = PACKAGING / "wheels.lock"
CPYTHON = PACKAGING / "cpython.lock"
PYTHON = "3.13"
"""The Python for Windows that is shipped; pins, wheels and bytecode are for it."""

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
FOR_WINDOWS = (
    *("--platform", "win_amd64", "--implementation", "cp"),
    *("--python-version", PYTHON, "--only-binary", ":all:"),
)

_HEAD = """\
# What the bundle for Windows holds beside CPython (cpython.lock) and the product:
# every runtime dependency for CPython 3.13 on win_amd64, by version and hash.
# Made by: python run.py bundle --renew
"""
_PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>\S+) --hash=sha256:(?P<sha>\w{64})$"
)


class Pin(NamedTuple):
    """One package as it is locked."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


def pins(lock: Path) -> list[Pin]:
    """Return what a lock holds; a line that pins nothing by hash is refused."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and line[0] != "#"]
    return [_pin(line, lock) for line in wanted]


def _pin(line: str, lock: Path) -> Pin:
    found = _PIN.match(line)
    if not found:
        raise BundleProblem(f"“{lock.name}”中有一行没有版本和校验值：{line}")
    return Pin(found["name"], found["version"], found["sha"])


def normal(name: str) -> str:
    """Return a package's name as the registries compare names.

    >>> normal("XlsxWriter"), normal("python_docx")
    ('xlsxwriter', 'python-docx')
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def renew() -> list[Pin]:
    """Resolve the dependencies of pyproject.toml for Windows anew, and write the lock."""
    wanted = _resolved()
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder)
        command = (*PIP, "download", "--no-deps", *FOR_WINDOWS, "--dest", folder)
        if subprocess.call([*command, *wanted]):
            raise BundleProblem("锁定文件没有更新：下载没有完成，原因见上。")
        locked = sorted(map(_of_wheel, wheels.glob("*.whl")))
    WHEELS.write_text(_text(locked), encoding="utf-8")
    return locked


def _resolved() -> Sequence[str]:
    """Ask uv, which resolves for a system that this one is not."""
    asked = (
        *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml"),
        *("--python-platform", "x86_64-pc-windows-msvc", "--python-version", PYTHON),
        *("--only-binary", ":all:", "--upgrade", "--no-annotate", "--no-header"),
    )
    settings = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    said = subprocess.run(
        asked, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True, check=False
    )
    if said.returncode:
        raise BundleProblem("锁定文件没有更新：不能确定各程序包的版本，原因见上。")
    return said.stdout.split()


def _of_wheel(wheel: Path) -> Pin:
    described = metadata(wheel)
    sha256 = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Pin(normal(described["Name"]), described["Version"], sha256)


def metadata(wheel: Path) -> Message:
    """Return the fields that a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        inside = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        text = archive.read(min(inside, key=len)).decode()
    return Parser().parsestr(text, headersonly=True)


def _text(locked: Iterable[Pin]) -> str:
    return _HEAD + "".join(f"{pin}\n" for pin in locked)
