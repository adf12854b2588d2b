"""Write the table of docs/buttons.md, every button, from the code.

python tools/buttons_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

from xl_addin.workbook.buttons import table

PAGE = Path(__file__).parent.parent / "docs" / "buttons.md"
_TABLE = re.compile(r"^\| 按钮 \|.*\n(?:\|.*\n)*", re.MULTILINE)


def page(written: str) -> str:
    """Return the page with its table made anew."""
    return _TABLE.sub(lambda _: f"{table()}\n", written)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
