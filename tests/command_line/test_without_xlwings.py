"""The command line never imports xlwings, which on Windows may end people's Excel."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path("examples/A3_2021-01_2021-02.xlsx").absolute()
TEMPLATE = Path("workbook_template.xlsm").absolute()
MONTHS = ["--from", "2021-01", "--to", "2021-02"]
COMMANDS = {
    "check": [str(EXAMPLE), "--json", "issues.json", "--out", "check.xlsx"],
    "summary": [
        str(EXAMPLE),
        *MONTHS,
        "--out",
        "month.xlsm",
        "--json",
        "m.json",
        "--notice",
        "m.docx",
    ],
    "trace": [str(EXAMPLE), *MONTHS, "--figure", "检查处罚率"],
    "build": ["--out", "template.xlsm"],
    "install": ["."],
    "upgrade": [str(TEMPLATE), "--out", "new.xlsm"],
    "doctor": [],
    "calc": [str(EXAMPLE)],
}
"""calc ends at once: there is no desktop to open a window on."""

RUN = """
import json, sys
from xl_addin.__main__ import main
code = main(json.loads(sys.argv[1]))
loaded = sorted(name for name in sys.modules if name.startswith(("xlwings", "win32")))
print("", json.dumps([code, loaded]), sep="\\n")
"""


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_imports_xlwings(command: str, tmp_path: Path) -> None:
    away = {"DISPLAY", "WAYLAND_DISPLAY"}
    told = {k: v for k, v in os.environ.items() if k not in away}
    arguments = json.dumps([command, *COMMANDS[command]])
    ran = subprocess.run(  # noqa: S603 - our own text
        [sys.executable, "-c", RUN, arguments],
        capture_output=True, check=True, cwd=tmp_path, text=True,
        env={**told, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip

    code, loaded = json.loads(ran.stdout.splitlines()[-1])
    assert loaded == []
    assert code == {"check": 1, "calc": 2}.get(command, code)
