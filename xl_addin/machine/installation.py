"""What on this machine, or about a workbook, keeps the workbook from working.

Nothing is imported here that may be missing or broken: `doctor` must run where
the rest does not.
"""

from __future__ import annotations

import locale
import platform
import re
import struct
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from xl_addin.hosts.file.origin import lost_its_buttons
from xl_addin.hosts.file.output import reason
from xl_addin.hosts.office.convert import find_office
from xl_addin.machine.interpreter import interpreter

XLWINGS = "0.37.8"
"""Package, VBA module and DLL must be of this one version."""

LONGEST = 200
"""Excel starts Python with a command line of 2,048 bytes that holds the path often."""

_MAC_CONTAINER = "Library/Containers/com.microsoft.Excel/Data/xlwings.conf"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


class Finding(NamedTuple):
    """What was looked at, whether the workbook can work with it, what to do.

    A finding that is `ok` and has a remedy is a word of advice.
    """

    ok: bool
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        mark = "问题" if not self.ok else "注意" if self.remedy else "正常"
        advice = f"——{self.remedy}" if self.remedy else ""
        return f"[{mark}] {self.what}{advice}"


def path_findings(path: Path, what: str) -> Iterator[Finding]:
    """Say what Excel, which starts Python with an old call, may dislike in a path."""
    text = str(path)
    if len(text) > LONGEST:
        yield Finding(
            ok=False,
            what=f"{what}路径超过{LONGEST}个字符：{text}",
            remedy="请移到路径较短的文件夹，如 C:\\xl",
        )
    if not text.isascii():
        yield Finding(
            ok=_in_code_page(text),
            what=f"{what}路径含有非英文字符：{text}",
            remedy="按钮如不能启动，请移到只含英文字母和数字的文件夹",
        )


def findings() -> list[Finding]:
    """Return everything on this machine that decides whether the workbook works."""
    found = [_version(), _bits(), _xlwings(), *map(_package, _PACKAGES)]
    found += path_findings(interpreter(), "Python 的")
    found += [_temporary_folder(), _office()]
    systems = {"win32": _on_windows, "darwin": _on_mac}
    return [*found, *systems.get(sys.platform, _elsewhere)()]


def workbook_findings(name: str) -> Iterator[Finding]:
    """Say what about an open workbook's file may hinder it; `name` is its full name."""
    if "://" in name:
        remedy = "不能自动备份；请先把工作簿复制到本机文件夹再使用"
        yield Finding(ok=True, what=f"工作簿在网络位置：{name}", remedy=remedy)
        return
    path = Path(name)
    yield from path_findings(path, "工作簿")
    if not path.exists():
        remedy = "不能自动备份；请先保存工作簿"
        yield Finding(ok=True, what="工作簿尚未保存", remedy=remedy)
    else:
        yield from _backups(path)
        yield from _module(path)
        yield from _saved_elsewhere(path)
    if from_the_web(path):
        remedy = "请在文件属性中勾选“解除锁定”"
        yield Finding(
            ok=False, what="工作簿带有来自网络的标记，宏会被阻止", remedy=remedy
        )


def _saved_elsewhere(workbook: Path) -> Iterator[Finding]:
    if lost_its_buttons(workbook):
        what = "工作簿由 LibreOffice 保存过，按钮在 Excel 中已失效"
        yield Finding(
            ok=True, what=what, remedy="请用“发送到”→“升级工作簿”，或 xl-addin upgrade"
        )


def _backups(workbook: Path) -> Iterator[Finding]:
    """Say where no copy can be kept beside a workbook."""
    folder = workbook.with_name("备份")
    if folder.exists() and not folder.is_dir():
        remedy = "不能自动备份；请把该文件改名或移走"
        yield Finding(ok=True, what=f"有名为“备份”的文件：{folder}", remedy=remedy)
    elif error := _refused(folder if folder.exists() else folder.parent, workbook):
        remedy = "不能自动备份；请清理磁盘、改短文件名，或把工作簿移到可以写入的文件夹"
        what = f"备份文件夹不能写入（{reason(error)}）：{folder}"
        yield Finding(ok=True, what=what, remedy=remedy)


def _refused(folder: Path, workbook: Path) -> OSError | None:
    """Return why a file that is named as a copy would be cannot be written.

    Only writing tells: on Windows the rights of a folder are not those of its files.
    """
    copy = folder / f"{workbook.stem}_00000000-000000{workbook.suffix}"
    try:
        copy.write_bytes(b"0")
        copy.unlink()
    except OSError as error:
        return error
    return None


def program_findings(name: str, folder: str) -> Iterator[Finding]:
    """Say what about the program that has the workbook open may hinder it.

    `name` and `folder` are what the program says of itself: WPS may call itself
    Microsoft Excel, but it does not lie in Excel's folder.

    >>> [str(found) for found in program_findings("Microsoft Excel", "C:/Office16")]
    []
    """
    if re.search(r"wps|kingsoft|金山", f"{name} {folder}", re.IGNORECASE):
        what = f"正在使用 WPS（{name}，{folder}），按钮和函数没有在 WPS 中验证过"
        remedy = "如不能使用，请改用 Excel 打开，或在命令行用 summary 生成工作簿"
        yield Finding(ok=True, what=what, remedy=remedy)


def from_the_web(path: Path) -> bool:
    """Tell whether Windows has marked a file as downloaded."""
    try:
        return b"ZoneId=3" in Path(f"{path}:Zone.Identifier").read_bytes()
    except OSError:
        return False


def _module(workbook: Path) -> Iterator[Finding]:
    """Compare the xlwings of the workbook's macros with that of this Python.

    In LibreOffice a module of our own stands in its place and has no version.
    """
    try:
        from pyopenvba import ExcelFile, PyOpenVBAError  # noqa: PLC0415
    except ImportError:  # `findings` names it
        return
    try:
        with ExcelFile(workbook) as file:
            macros = file.get_module("xlwings")
    except (BadZipFile, OSError, PyOpenVBAError) as error:
        remedy = "请确认工作簿是带宏的 .xlsm 文件、没有设打开密码，再自检一次"
        what = f"不能检查工作簿中的 xlwings 模块（{error}）"
        yield Finding(ok=True, what=what, remedy=remedy)
        return
    found, installed = (
        re.search(r"^'Version: (\S+)", macros, re.MULTILINE),
        _installed(),
    )
    if found:
        ok = found[1] == installed
        what = f"工作簿中的 xlwings 模块为 {found[1]}，Python 中为 {installed}"
        remedy = "" if ok else "请用 xl-addin upgrade 生成新的工作簿"
        yield Finding(ok=ok, what=what, remedy=remedy)


def _in_code_page(text: str) -> bool:
    try:
        text.encode(locale.getencoding())
    except (LookupError, UnicodeEncodeError):
        return False
    return True


_PACKAGES = (
    "pandas",
    "python_calamine",
    "narwhals",
    "xlsxwriter",
    "pyopenvba",
    "docx",
    "rich",
    "udfs",
)


def _version() -> Finding:
    return Finding(
        ok=sys.version_info[:2] >= (3, 11),
        what=f"Python {platform.python_version()}，{interpreter()}",
        remedy=""
        if sys.version_info[:2] >= (3, 11)
        else "请安装 Python 3.11 或更高版本",
    )


def _bits() -> Finding:
    bits = struct.calcsize("P") * 8
    remedy = "" if bits == 64 else "请安装 64 位 Python；32 位 Excel 也可以使用"
    return Finding(ok=bits == 64, what=f"Python 为 {bits} 位", remedy=remedy)


def _installed() -> str:
    try:
        return version("xlwings")
    except PackageNotFoundError:
        return "未安装"


def _xlwings() -> Finding:
    found = _installed()
    remedy = "" if found == XLWINGS else f"请运行 pip install xlwings=={XLWINGS}"
    return Finding(ok=not remedy, what=f"xlwings {found}", remedy=remedy)


def _package(name: str) -> Finding:
    try:
        import_module(name)
    except ImportError as error:
        what = f"程序包 {name} 不能导入（{error}）"
        return Finding(ok=False, what=what, remedy="请重新安装：pip install xl-addin")
    return Finding(ok=True, what=f"程序包 {name}")


def _temporary_folder() -> Finding:
    try:
        with tempfile.TemporaryFile():
            return Finding(ok=True, what=f"临时文件夹可写：{tempfile.gettempdir()}")
    except OSError:
        remedy = "请让信息人员开放该文件夹的写权限，或清理磁盘空间"
        return Finding(ok=False, what="临时文件夹不能写", remedy=remedy)


def _office() -> Finding:
    if office := find_office():
        return Finding(ok=True, what=f"LibreOffice：{office}")
    remedy = "不影响 Excel 中使用；需要转换 PDF 时再安装"
    return Finding(ok=True, what="没有找到 LibreOffice", remedy=remedy)


def _elsewhere() -> Iterator[Finding]:
    yield Finding(
        ok=True,
        what="本机系统不能运行 Excel",
        remedy="按钮需要 Windows 或 macOS 上的 Excel；命令行可以正常使用",
    )


def _on_windows() -> Iterator[Finding]:
    yield _store(f"{sys.executable}|{sys.base_prefix}")
    for bits in (64, 32):
        yield _library(interpreter(), bits)
    yield from _own_settings(Path.home() / ".xlwings" / "xlwings.conf")


def _on_mac() -> Iterator[Finding]:
    script = Path.home() / _MAC_SCRIPTS / f"xlwings-{XLWINGS}.applescript"
    remedy = "" if script.exists() else "请运行 xlwings runpython install"
    yield Finding(ok=not remedy, what="Excel 调用 Python 的脚本", remedy=remedy)
    yield from _own_settings(Path.home() / _MAC_CONTAINER)


def _store(places: str) -> Finding:
    if "windowsapps" not in places.lower():
        return Finding(ok=True, what="Python 不是微软商店版")
    remedy = "Excel 不能启动它，请从 python.org 下载安装后重新 install"
    return Finding(ok=False, what="Python 是微软商店版", remedy=remedy)


def _library(python: Path, bits: int) -> Finding:
    """Look where the VBA module looks: beside Python, and one folder up in a venv."""
    name = f"xlwings{bits}-{XLWINGS}.dll"
    there = any((folder / name).exists() for folder in python.parents[:2])
    remedy = f"请运行 pip install --force-reinstall xlwings=={XLWINGS}；若被杀毒软件删除，请加入信任"
    what = f"{name}（供 {bits} 位 Excel 使用）"
    return Finding(ok=there, what=what, remedy="" if there else remedy)


def _own_settings(conf: Path) -> Iterator[Finding]:
    if conf.exists():
        remedy = (
            "install 生成的工作簿不受它影响；自己改过 xlwings.conf 表的，请删除该文件"
        )
        yield Finding(ok=True, what=f"有旧的 xlwings 设置文件：{conf}", remedy=remedy)
