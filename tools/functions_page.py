"""Write the table of functions in docs/functions.md from the code.

python tools/functions_page.py
"""

from __future__ import annotations

from pathlib import Path

from xl_addin.workbook import function_guide, wrappers

PAGE = Path(__file__).parent.parent / "docs" / "functions.md"
_HEAD = "| function | gives | example |\n|--|--|--|\n"


def page(written: str) -> str:
    """Return the whole page, its table made anew; what is around it is kept."""
    above, _, rest = written.partition(_HEAD)
    _, _, below = rest.partition("\n\n")
    table = "\n".join(map(_line, wrappers.functions()))
    return f"{above}{_HEAD}{table}\n\n{below}"


def _line(function: wrappers.Function) -> str:
    gives = function.about.partition("例：")[0]
    example = function_guide.EXAMPLES[function.name].formula
    return f"| `{function.usage}` | {gives} | `{example}` |"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
