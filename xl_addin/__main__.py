"""The command line: `python -m xl_addin`, also installed as `xl-addin`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from xl_addin.command_line import message
from xl_addin.command_line.arguments import MISUSED, one_line, parser
from xl_addin.errors import AddinError
from xl_addin.hosts.file.output import replace_atomically
from xl_addin.machine.installation import findings
from xl_addin.period import parse_period

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    What the user can mend is one line on stderr and code 2; a bug keeps its
    traceback.
    """
    _never_fail_to_print()
    arguments = parser().parse_args(argv)
    try:
        return _run(arguments)
    except AddinError as error:
        sys.stderr.write(f"{one_line(str(error))}\n")
        return MISUSED
    except KeyboardInterrupt:
        sys.stderr.write("已中断，操作没有完成。\n")
        return INTERRUPTED


def doctor(out: Path | None = None) -> int:
    """Print every finding on a line; return 1 where one stops the workbook.

    `out` is a text file that gets the same, marked so that any editor reads it.
    """
    found = findings()
    lines = [one_line(str(finding)) for finding in found]
    wrong = sum(not finding.ok for finding in found)
    end = (
        f"有{wrong}个问题，请按上面的办法处理。"
        if wrong
        else "没有发现妨碍使用的问题。"
    )
    sys.stdout.writelines(f"{line}\n" for line in (*lines, end))
    if out:
        text = "\r\n".join((*lines, end, ""))
        replace_atomically(out, text.encode("utf-8-sig"))
    return int(wrong > 0)


def _run(given: Namespace) -> int:
    if given.command == "doctor":
        return doctor(given.out)
    if given.command == "sent":
        return _sent(given)
    from xl_addin.command_line import commands, workbooks  # noqa: PLC0415  doctor runs where pandas does not

    run: dict[str, Callable[[], int]] = {
        "summary": lambda: _of_period(given),
        "trace": lambda: _of_period(given),
        "check": lambda: commands.check(given.source, given.out, given.json),
        "install": lambda: workbooks.install(given.folder, given.name),
        "upgrade": lambda: workbooks.upgrade(given.source, given.out, given.json),
        "calc": lambda: commands.calc(given.source),
        "build": lambda: commands.build(given.out, given.host),
    }
    if given.command == "build" and given.check:
        return commands.compare(given.out, given.host)
    return run[given.command]()


def _sent(given: Namespace) -> int:
    """Do what “发送到” asks for; nobody sees what is not said in its message."""
    try:
        from xl_addin.command_line.sent import sent  # noqa: PLC0415  as above
    except ImportError as error:
        message.show(f"程序不完整（{error}），请重新安装。", bad=True)
        return MISUSED
    return sent(given.task, given.files)


def _of_period(given: Namespace) -> int:
    from xl_addin.command_line import commands  # noqa: PLC0415  as above

    period = parse_period(given.start, given.end, given.as_of)
    if given.command == "summary":
        wanted = commands.Wanted(given.out, given.json, given.notice)
        return commands.summary(given.source, period, wanted)
    asked = commands.Asked(given.figure, given.annex, given.unit)
    return commands.trace(given.source, period, asked, given.json)


def _never_fail_to_print() -> None:
    """Let a code page that lacks a character show its code instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
