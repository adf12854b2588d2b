"""What can go wrong, in the user's words.

* AddinError
  - FileProblem           the file itself
    - FileMissing           there is no such file
    - FileUnreadable        the system will not let us read it
    - NotAWorkbook          the file is something else
    - OldFormat             .xls or another format from before 2007
    - OtherFormat           .et, .ods, .fods or .xlsb: another program's own format
    - Encrypted             the file wants a password
    - FileTooLarge          unpacked it would fill the memory
    - FarCell               one cell lies so far out that the sheet is unreadable
  - WorkbookProblem       the file opens, but is not the workbook we know
    - SheetMissing          a sheet we must read is not there
    - HeadingMissing        no row of the sheet looks like the heading row
    - ColumnsMissing        the heading row lacks columns that we must have
    - ColumnTwice           two columns carry the same heading
    - SettingInvalid        a cell of the sheet 参数 makes no sense
    - SheetProtected        a sheet that we must write is protected
    - TextInTheWay          a table grows, and the user's own text stands below it
    - CellFarOff            one cell of an open sheet lies far from all others
    - WorkbookNewer         the workbook was built by a newer version than this one
  - NotPutBack            some sheets could not be made as they were before
  - ExcelBusy             a cell is being edited, or a dialog is open
  - PeriodInvalid         a month or a date that cannot be used
  - PeriodMissing         the months on 首页 are not filled in
  - NoRecords             no row of A3 says which months it is about
  - TraceProblem          what shall be traced is no figure of ours
    - FigureUnknown         there is no such unit or figure
    - NoFigureSelected      the selected cell holds none
  - ArgumentInvalid       a worksheet function is given what it cannot use
  - OutputProblem         the result cannot be written where it should go
    - OutputIsInput         it would overwrite the file it was made from
    - OutputFormat          the name ends in something that we do not write
    - OutputBlocked         the folder or file cannot be written
    - NotSaved              a workbook without a folder of its own
  - OfficeProblem         another office program is needed and does not do its part
    - OfficeMissing         LibreOffice is not where we look, or cannot be run
    - OfficeFailed          it ran, but gave no result
    - OfficeSilent          it was started and does not answer
    - OfficeEnded           it showed no window
    - DesktopMissing        there is no desktop to show a window on
    - UnoMissing            it has no Python that can talk to it
    - PythonDiffers         its Python is of another version than ours
    - WordFailed            Word ran, but made no PDF
    - NoPdfProgram          neither Word nor LibreOffice is there to make a PDF

The leaves of OfficeProblem, OtherFormat, WorkbookNewer, CellFarOff and NoRecords stand each beside
what raises it.

Every message is one Chinese sentence that says what is wrong, where, and what
to do; it is shown to the user as it stands. Any other exception is a bug. A bad
row is not an error: it is an `Issue`, and the work goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class AddinError(Exception):
    """An error whose message is meant for the person at the workbook."""


class FileProblem(AddinError):
    """The file itself cannot be used."""


class FileMissing(FileProblem):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"找不到文件“{path}”，请检查路径和文件名。")


class FileUnreadable(FileProblem):
    """The system will not let us read the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"文件“{path.name}”无法读取，请确认它不是文件夹、没有被其他程序独占，且本人有读取权限。"
        )


class NotAWorkbook(FileProblem):
    """The file is something other than an Excel workbook."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}”不是有效的 Excel 工作簿或已损坏，请用 Excel 打开后另存为 .xlsx 或 .xlsm 再试。"
        )


class OldFormat(FileProblem):
    """A workbook in a format from before 2007."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}”是旧版格式（.xls），请在 Excel 或 WPS 中另存为 .xlsx 再试。"
        )


class Encrypted(FileProblem):
    """The file wants a password."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}”设有打开密码，请在 Excel 中取消密码（文件→信息→保护工作簿）后再试。"
        )


class FileTooLarge(FileProblem):
    """Unpacked, the file would fill the memory."""

    def __init__(self, path: Path, part: str) -> None:
        super().__init__(
            f"“{path.name}”解压后异常庞大（{part}），可能已损坏，请把数据复制到新工作簿后再试。"
        )


class FarCell(FileProblem):
    """One cell lies so far out that the sheet cannot be read safely."""

    def __init__(self, path: Path, sheet: str, cell: str) -> None:
        super().__init__(
            f"“{path.name}”的工作表“{sheet}”在 {cell} 处有远离表格的内容，"
            "请删除该处多余的空行或空列后保存再试（按 Ctrl+End 可跳到该处）。"
        )


class WorkbookProblem(AddinError):
    """The file opens, but is not the workbook we know."""


class SheetMissing(WorkbookProblem):
    """A sheet that we must read is not there."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"工作簿中没有工作表“{sheet}”，请检查表名，或从模板重新复制该表。"
        )


class HeadingMissing(WorkbookProblem):
    """No row of the sheet looks like the heading row."""

    def __init__(self, sheet: str, heading: str) -> None:
        super().__init__(
            f"工作表“{sheet}”中找不到含“{heading}”的标题行，请按模板恢复标题行。"
        )


class ColumnsMissing(WorkbookProblem):
    """The heading row lacks columns that we must have."""

    def __init__(self, sheet: str, row: int, headings: Sequence[str]) -> None:
        names = "、".join(f"“{heading}”" for heading in headings)
        super().__init__(
            f"工作表“{sheet}”第{row}行标题中缺少{names}列，请按模板补上该列。"
        )


class ColumnTwice(WorkbookProblem):
    """Two columns carry the same heading."""

    def __init__(self, sheet: str, row: int, heading: str) -> None:
        super().__init__(
            f"工作表“{sheet}”第{row}行标题中“{heading}”出现两次，请删除或改名其中一列。"
        )


class SettingInvalid(WorkbookProblem):
    """A cell of the sheet 参数 makes no sense."""

    def __init__(self, where: str, value: object, remedy: str) -> None:
        super().__init__(f"工作表“参数”中{where}的值“{value}”无效，{remedy}。")


class SheetProtected(WorkbookProblem):
    """A sheet that we must write is protected."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f"工作表“{sheet}”受保护，不能写入，请先撤销保护（审阅→撤销工作表保护）再试。"
        )


class TextInTheWay(WorkbookProblem):
    """A table needs more rows, and there, or right below, is the user's own text."""

    def __init__(self, sheet: str, row: int, last: int) -> None:
        super().__init__(
            f"工作表“{sheet}”第{row}行有自己填写的内容，而表格要写到第{last}行、其下空一行，请把该内容移到第{last + 2}行或更下面再试。"
        )


class NotPutBack(AddinError):
    """Some sheets could not be made as they were before."""

    def __init__(self, sheets: Sequence[str], reason: str) -> None:
        names = "、".join(f"“{sheet}”" for sheet in sheets)
        super().__init__(
            f"工作表{names}没有恢复原样（{reason}），排除后请按“撤销”恢复。"
        )


class ExcelBusy(AddinError):
    """Excel refuses calls: a cell is being edited, or a dialog is open."""

    def __init__(self) -> None:
        super().__init__(
            "Excel 正忙，操作没有完成，请结束单元格编辑（按 Esc）、关闭打开的对话框后再试。"
        )


class PeriodInvalid(AddinError):
    """A month or a date that cannot be used."""

    def __init__(self, what: str, value: object, remedy: str) -> None:
        super().__init__(f"{what}“{value}”无效，{remedy}。")


class PeriodMissing(AddinError):
    """The months on 首页 are not filled in."""

    def __init__(self) -> None:
        super().__init__("请先在首页填写起始月份和截止月份，如 2021-01。")


class TraceProblem(AddinError):
    """What shall be traced is no figure of ours."""


class FigureUnknown(TraceProblem):
    """There is no such unit or figure."""

    def __init__(self, what: str, value: str, allowed: Sequence[str]) -> None:
        super().__init__(f"没有{what}“{value}”，可填{'、'.join(allowed)}。")


class NoFigureSelected(TraceProblem):
    """The selected cell holds no figure that can be traced."""

    def __init__(self) -> None:
        super().__init__(
            "请先选中附件1或附件2中某单位的一个数字，或首页“主要指标”“排名与提示”中的一格，再按“追溯”。"
        )


class ArgumentInvalid(AddinError):
    """A worksheet function is given what it cannot use."""

    def __init__(self, argument: str, remedy: str) -> None:
        super().__init__(f"参数“{argument}”无效：{remedy}。")


class OutputProblem(AddinError):
    """The result cannot be written where it should go."""


class OutputIsInput(OutputProblem):
    """The result would overwrite the file that it was made from."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"输出文件与输入文件相同（“{path.name}”），请换一个输出文件名。"
        )


class OutputFormat(OutputProblem):
    """The name ends in something that we do not write."""

    def __init__(self, path: Path, endings: Sequence[str]) -> None:
        super().__init__(
            f"输出文件“{path.name}”的扩展名不支持，请改为{'、'.join(endings)}。"
        )


class OutputBlocked(OutputProblem):
    """The folder or the file cannot be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"无法写入“{path}”，请关闭正在使用它的程序，并确认文件夹存在且可以写入。"
        )


class NotSaved(OutputProblem):
    """The workbook has no folder on this machine to put anything into."""

    def __init__(self) -> None:
        super().__init__("工作簿还没有保存到本机文件夹，请先另存到本机再导出。")


class OfficeProblem(AddinError):
    """Another office program is needed and does not do its part."""
