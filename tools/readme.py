"""Make every picture that README shows, from the demo's files.

    python tools/readme.py [FOLDER]      into docs/pictures, if no folder is named

Wants what pictures.py does, and montage (imagemagick). The Chinese faces of the
workbook are Windows' own. Free ones stand in for them where they are installed:
those of fonts-noto-cjk and fonts-arphic-gkai00mp.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pictures
from pictures import View

from run import ADDIN, EXAMPLE, MONTHS, ROOT
from xl_addin.hosts.office import convert as office

VIEWS = (
    View("首页", 70, (1000, 1000)),
    View("A3", 60, (1600, 760), (182, 20)),  # rows with errors, and what is wrong
    View("附件1", 90, (1250, 760)),
    View("校验报告", 80, (1150, 800)),
    View("通报", 80, (1500, 900)),
)
WORD_PAGES = (1, 2, 4)
"""Text, and 附件1 on its side."""
STAND_INS = {
    "仿宋": "Noto Serif CJK SC",
    "仿宋_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "楷体": "AR PL KaitiM GB",
    "楷体_GB2312": "AR PL KaitiM GB",
    "黑体": "Noto Sans CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
}
"""For each face of Windows, a free one that looks like it."""


def main(folder: str = str(ROOT / "docs" / "pictures")) -> int:
    """Make the pictures and list them, or say what is missing."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(prefix="pictures_") as scratch:
            os.environ["FONTCONFIG_FILE"] = str(fonts(Path(scratch)))
            workbook, notice = month(Path(scratch))
            for view in VIEWS:
                picture = target / f"{view.sheet}.png"
                print(pictures.window(workbook, picture, view))
            print(word(notice, target / "Word.png"))
    except pictures.FAILURES as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def month(folder: Path) -> tuple[Path, Path]:
    """Return the workbook and the notice that the demo makes of the example."""
    workbook, notice = folder / "month.xlsm", folder / "month.docx"
    files = ("--out", str(workbook), "--notice", str(notice))
    command = [sys.executable, *ADDIN, "summary", str(ROOT / EXAMPLE), *MONTHS, *files]
    pictures.call(command, PYTHONPATH=str(ROOT))
    return workbook, notice


def word(notice: Path, target: Path) -> Path:
    """Make `target` a PNG of some pages of a Word file, side by side."""
    pdftoppm = pictures.tool("pdftoppm", "poppler-utils")
    pdf = notice.with_suffix(".pdf")
    if not pdf.exists():
        pdf = office.convert(notice, "pdf", notice.parent)
    shown = []
    for page in WORD_PAGES:
        only = ["-f", str(page), "-l", str(page), "-singlefile"]
        name = str(notice.with_name(f"page{page}"))
        pictures.call([pdftoppm, "-png", "-r", "66", *only, str(pdf), name])
        shown.append(f"{name}.png")
    montage = pictures.tool("montage", "imagemagick")
    look = ["-tile", "x1", "-geometry", "+6+6", "-background", "#888", "-strip"]
    pictures.call([montage, *shown, *look, str(target)])
    return target


def fonts(folder: Path) -> Path:
    """Write a configuration of fontconfig that puts free faces in Windows' places."""
    rules = "".join(
        f"<alias binding='same'><family>{face}</family>"
        f"<prefer><family>{other}</family></prefer></alias>"
        for face, other in STAND_INS.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        f"<?xml version='1.0'?><fontconfig>{rules}"
        "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include></fontconfig>",
        encoding="utf-8",
    )
    return path


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
