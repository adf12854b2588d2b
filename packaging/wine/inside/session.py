r"""One session of Excel: a workbook open, functions calculated and buttons pressed.

    python.exe session.py TOLD.json ANSWERS.json

TOLD holds the workbook as `tests.windows.dump` reads it, its path, xlwings' version and
the steps; ANSWERS gets one answer a step, each with the seconds it took. This process
is Excel; Python is another one, reached by COM alone.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]  # python313._pth leaves all out

import pywintypes  # noqa: E402

from tests.windows.excel.application import Application  # noqa: E402
from tests.windows.excel.entry import Error  # noqa: E402
from tests.windows.excel.stored import load  # noqa: E402
from tests.windows.snapshot import Snapshot, changed, taken  # noqa: E402
from wine.inside.contents import contents  # noqa: E402
from wine.inside.served import served  # noqa: E402
from wine.inside.server import started  # noqa: E402

Step = dict[str, Any]

OMITTED = -2147352572
"""What pywin32 makes of an argument that VBA was not given."""


class Session:
    """Excel with one workbook, and Python as its VBA has it."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.app = Application()
        self.book = load(self.app, told["book"], told["path"])
        self.kept: dict[str, Snapshot] = {}
        self.python = started(told["conf"], told["path"], told["xlwings"])

    def answer(self, step: Step) -> Any:
        """Do a step and return its answer; a failure is one, too."""
        steps: dict[str, Callable[[Step], Any]] = {
            "call": self.call,
            "press": self.press,
            "type": self.type,
            "select": self.select,
            "format": self.format,
            "hold": self.hold,
            "protect": self.protect,
            "keep": self.keep,
            "differ": self.differ,
            "contents": lambda _: contents(self.book),
        }
        try:
            return steps[step["do"]](step)
        except pywintypes.com_error as error:
            return {"failed": repr(error)}

    def call(self, step: Step) -> Any:
        """Calculate a function, as its wrapper in VBA does."""
        given = [self._argument(one) for one in step["arguments"]]
        caller = served(self.book.sheets[0].area(1, 30, 1, 30))
        made = self.python.CallUDF(
            "udfs", step["function"], given, served(self.book), caller
        )
        return plain(made)

    def press(self, step: Step) -> dict[str, Any]:
        """Press a button, as RunMacro and RunPython do; return what it said."""
        module = self.python.Module("xlwings._xlwindows")
        self.python.SetAttr(module, "BOOK_CALLER", served(self.book))
        self.app.traffic.clear()
        macro = step["macro"]
        self.python.Exec(f"from xl_addin import macros; macros.{macro}()")
        said = self.python.CallUDF("xl_addin.desk.reply", "taken", [macro])
        app = self.app
        return {
            "said": plain(said),
            "calls": app.traffic.total,
            "excel": [app.screen, app.events, app.calculation, app.said],
        }

    def type(self, step: Step) -> None:
        """Type a text into a cell that has a name."""
        sheet, area = self.book.names[step["into"]]
        self.book.sheet(sheet).area(*area).Value = step["text"]

    def select(self, step: Step) -> None:
        """Select cells of a sheet."""
        sheet = self.book.sheet(step["sheet"])
        sheet.Activate()
        self.app.chosen = sheet.area(*step["area"])

    def format(self, step: Step) -> None:
        """Give cells a number format."""
        cells = self.book.sheet(step["sheet"]).area(*step["area"])
        cells.NumberFormat = step["number"]

    def hold(self, step: Step) -> None:
        """Let a cell hold a value or an error, however it came there."""
        sheet, (row, column) = self.book.sheet(step["sheet"]), step["place"]
        value = Error(step["error"]) if "error" in step else step["value"]
        held = sheet.at(row, column)._replace(value=value, prefix=type(value) is str)
        sheet.keep(row, column, held)

    def protect(self, step: Step) -> None:
        """Protect a sheet, or no longer."""
        self.book.sheet(step["sheet"]).protected = step["on"]

    def keep(self, step: Step) -> None:
        """Remember the workbook as it is now, under a name."""
        self.kept[step["as"]] = taken(self.book)

    def differ(self, step: Step) -> list[str]:
        """Return where the workbook is not as it was remembered."""
        found = changed(self.kept[step["from"]], taken(self.book))
        return [f"{place}: {was} -> {now}" for place, (was, now) in found.items()]

    def _argument(self, given: Any) -> Any:
        if isinstance(given, list):
            return [self._argument(one) for one in given]
        if not isinstance(given, dict):
            return given
        ((kind, what),) = given.items()
        if kind == "cells":
            sheet, *area = what
            return served(self.book.sheet(sheet).area(*area))
        if kind == "amount":
            return Decimal(what)
        if kind == "day":
            return pywintypes.Time(datetime.fromisoformat(what))
        return OMITTED


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    return str(value) if isinstance(value, Decimal) else value


def main(told: Path, answers: Path) -> None:
    """Do what one file tells, and write the answers into another."""
    told_ = json.loads(told.read_text("utf-8"))
    began = time.monotonic()
    session = Session(told_)
    done = [{"seconds": time.monotonic() - began}]
    for step in told_["steps"]:
        began = time.monotonic()
        answer = session.answer(step)
        done.append({"answer": answer, "seconds": time.monotonic() - began})
    del session
    answers.write_text(json.dumps(done, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
