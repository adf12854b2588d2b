"""What is handed out, made and tried under wine, where that is asked for."""

import os
import sys
from pathlib import Path

import pytest

from xl_addin.hosts.office import convert as office

SECONDS = 1800
"""The bundle is made first, and nothing may be in the cache."""


@pytest.mark.skipif(
    os.environ.get("XL_REQUIRE_WINE") != "1",
    reason="python run.py windows takes minutes: XL_REQUIRE_WINE=1 asks for it here",
)
def test_the_installed_product_works_under_wine(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    command = [sys.executable, "packaging/check_windows.py", "--logs", str(tmp_path)]
    process = office.start(command, {**os.environ, "PYTHONUTF8": "1"})
    try:
        said, _ = process.communicate(timeout=SECONDS)
    finally:
        office.stop(process)
    with capfd.disabled():
        print("", *said.splitlines()[-1:], sep="\n", flush=True)  # noqa: T201 - minutes

    assert process.returncode == 0, said
    assert "✓ Windows：" in said
