"""What the command line understands, and what it says when it does not."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

MISUSED = 2
"""The exit code for whatever the user can mend."""

TASKS = ("check", "summary", "upgrade")
"""What can be done with a file that was sent here."""

_SAID = (
    (r"the following arguments are required: (.+)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.+)", r"多余或不认识的参数 \1"),
    (r"argument (.+?): expected one argument", r"参数 \1 后面没有填写内容"),
    (r"argument (.+?): invalid choice: ('.*?').*", r"参数 \1 不能是 \2"),
)
"""What argparse says, and how we say it."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    about = "安全生产执法情况统计：校验 A3 表，汇总附件1、附件2和主要指标。"
    top = _Parser("xl-addin", description=about, **_LOOK)
    commands = top.add_subparsers(
        dest="command", required=True, metavar="命令", title="命令"
    )
    for name, about, add_arguments in _COMMANDS:
        command = commands.add_parser(name, help=about, description=about, **_LOOK)
        add_arguments(command)
        _help(command)
    _help(top)
    return top


def one_line(text: str) -> str:
    r"""Return the text without line breaks and what else a terminal would obey.

    >>> one_line("一\n二")
    '一 二'
    """
    return "".join(c if c.isprintable() else " " for c in text)


class _Format(argparse.HelpFormatter):
    """Help that begins in Chinese; argparse can only be told so by inheritance."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = "用法：",
    ) -> None:
        """Add the line of usage."""
        super().add_usage(usage, actions, groups, prefix)


class _Parser(argparse.ArgumentParser):
    """A parser that says in one Chinese line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Exit with code 2."""
        tries = (re.sub(said, ours, message) for said, ours in _SAID)
        text = next((t for t in tries if t != message), f"命令写法有误（{message}）")
        self.exit(MISUSED, f"{one_line(text)}，用“{self.prog} -h”查看用法。\n")


_LOOK: dict[str, Any] = {
    "formatter_class": _Format,
    "add_help": False,  # it would say in English what -h does
    "allow_abbrev": False,
}


def _summary(command: argparse.ArgumentParser) -> None:
    _source(command)
    _period(command)
    group = _outputs(command, "汇总结果工作簿，.xlsm（带按钮）或 .xlsx")
    about = "通报，.docx；本机有 Word 或 LibreOffice 时同时生成 PDF"
    group.add_argument("--notice", type=Path, metavar="文件", help=about)


def _trace(command: argparse.ArgumentParser) -> None:
    _source(command)
    add = command.add_argument_group("数字").add_argument
    about = "指标，如 检查处罚率；写错时会列出可填的名称"
    add("--figure", required=True, metavar="指标", help=about)
    about = "单位，如 鹿城区；不填为全市"
    add("--unit", metavar="单位", help=about)
    about = (
        "数字所在的表：1（附件1）、2（附件2）或首页；不填时，有单位为附件，否则为首页"
    )
    add("--annex", choices=("1", "2", "首页"), help=about)
    _period(command)
    _json_output(command.add_argument_group("输出"))


def _period(command: argparse.ArgumentParser) -> None:
    add = command.add_argument_group("时期").add_argument
    add(
        "--from",
        dest="start",
        required=True,
        metavar="年-月",
        help="起始月份，如 2021-01",
    )
    add("--to", dest="end", required=True, metavar="年-月", help="截止月份，如 2021-02")
    add("--as-of", metavar="年-月-日", help="收缴截止日期，默认为截止月份的最后一天")


def _check(command: argparse.ArgumentParser) -> None:
    _source(command)
    _outputs(command, "校验结果工作簿，.xlsx")


def _build(command: argparse.ArgumentParser) -> None:
    add = command.add_argument_group("生成").add_argument
    add("--check", action="store_true", help="只比较现有模板与源文件是否一致，不写文件")
    add(
        "--host",
        choices=("excel", "calc"),
        default="excel",
        help="使用模板的软件：excel（默认）或 calc（LibreOffice）",
    )
    add(
        "--out",
        type=Path,
        metavar="文件",
        help="模板文件，默认为当前文件夹中的 workbook_template.xlsm",
    )


def _install(command: argparse.ArgumentParser) -> None:
    place = command.add_argument_group("位置")
    about = "放工作簿的文件夹，没有时自动建立"
    place.add_argument("folder", type=Path, metavar="文件夹", help=about)
    about = "工作簿的文件名，.xlsm，默认为 workbook_template.xlsm"
    place.add_argument("--name", metavar="文件名", help=about)


def _upgrade(command: argparse.ArgumentParser) -> None:
    about = "旧工作簿，不会被改动"
    group = command.add_argument_group("输入")
    group.add_argument("source", type=Path, metavar="工作簿", help=about)
    group = command.add_argument_group("输出")
    about = "新工作簿，.xlsm；已有同名文件时先存入“备份”"
    group.add_argument("--out", type=Path, required=True, metavar="文件", help=about)
    _json_output(group)


def _sent(command: argparse.ArgumentParser) -> None:
    about = "check（校验）、summary（汇总）或 upgrade（升级）"
    group = command.add_argument_group("输入")
    group.add_argument("task", choices=TASKS, metavar="操作", help=about)
    about = "一个或几个工作簿；结果写在各文件旁边"
    group.add_argument("files", type=Path, nargs="+", metavar="工作簿", help=about)


def _calc(command: argparse.ArgumentParser) -> None:
    about = "要打开的工作簿，打开的是副本"
    group = command.add_argument_group("输入")
    group.add_argument("source", type=Path, metavar="工作簿", help=about)


def _doctor(command: argparse.ArgumentParser) -> None:
    about = "同时把检查结果写入文本文件，供发给信息人员"
    group = command.add_argument_group("输出")
    group.add_argument("--out", type=Path, metavar="文件", help=about)


_COMMANDS = (
    ("summary", "汇总一个时期，显示附件和主要指标，可另存为工作簿", _summary),
    ("trace", "追溯附件或首页的一个数字：算法和 A3 的有关各行", _trace),
    ("check", "校验 A3 表；有错误时退出码为 1", _check),
    ("build", "由源文件生成模板 workbook_template.xlsm", _build),
    ("install", "生成可直接使用的模板，按钮使用当前的 Python", _install),
    ("upgrade", "把旧版工作簿中的全部内容移到新版工作簿", _upgrade),
    ("sent", "“发送到”菜单所用：结果写在文件旁边，最后提示一次", _sent),
    ("calc", "在 LibreOffice 中打开工作簿的副本，按钮可用", _calc),
    ("doctor", "检查本机有什么妨碍工作簿使用，逐项给出办法", _doctor),
)


def _source(command: argparse.ArgumentParser) -> None:
    about = "含 A3 表的工作簿，.xlsx 或 .xlsm，不会被改动"
    group = command.add_argument_group("输入")
    group.add_argument("source", type=Path, metavar="工作簿", help=about)


def _outputs(command: argparse.ArgumentParser, about: str) -> argparse._ArgumentGroup:
    group = command.add_argument_group("输出")
    group.add_argument("--out", type=Path, metavar="文件", help=about)
    _json_output(group)
    return group


def _json_output(group: argparse._ArgumentGroup) -> None:
    about = "供其他程序读取的结果，.json"
    group.add_argument("--json", type=Path, metavar="文件", help=about)


def _help(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("帮助")
    group.add_argument("-h", "--help", action="help", help="显示本说明")
