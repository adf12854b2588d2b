"""What the figures were measured on: processor, memory, versions. No names, no paths."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    "pandas", "numpy", "narwhals", "python-calamine", "pyarrow", "openpyxl",
    "pandera", "polars", "duckdb",
)  # fmt: skip


def describe() -> str:
    """Return the machine in one paragraph."""
    cores = f"{os.cpu_count()} cores"
    system = f"{platform.system()}, Python {platform.python_version()}"
    versions = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    return f"{_processor()}, {cores}, {_memory()}, {system}; {versions}"


def _processor() -> str:
    for line in _lines("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    for line in _lines("/proc/meminfo"):
        if line.startswith("MemTotal"):
            return f"{int(line.split()[1]) / 2**20:.0f} GiB"
    return "memory unknown"


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
