"""使用说明: help inside the workbook, written from what the code declares."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xl_addin.figures import history
from xl_addin.look.layout import Page
from xl_addin.look.theme import HEITI, PALE_GREY, Style
from xl_addin.month import cross_checks
from xl_addin.sheets.a3 import A3
from xl_addin.sheets.supervision import SUPERVISION
from xl_addin.workbook.canvas import Canvas, set_page, write
from xl_addin.workbook.drawn import DRAWN

GUIDE = "使用说明"

_TITLE = Style(HEITI, 16, align="left", border=False)
_HEAD = Style(HEITI, 13, align="left", border=False)
_SAID = Style(size=11.5, align="left", wrap=True, border=False)
_COLUMN = Style(HEITI, 11, fill=PALE_GREY)
_CELL = Style(size=11, align="left", wrap=True)
_WIDTHS = (10, 7, 22, 62, 29)

_ALL = "、".join(table.tab for table in DRAWN if table.step != "trace")
_ANNEXES = "、".join(table.tab for table in DRAWN if table.step == "annexes")

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "一、每月怎么做",
        (
            "1. 在“A3”表逐行填写检查和处罚记录。粉红底色是必填而未填的单元格，填好后自动消失；点选单元格可看到填写提示。",
            "2. 在“首页”填写起始月份和截止月份（如 2021-01、2021-02），收缴截止日可以不填。",
            "3. 在“监管平台”表填写本期“互联网+监管”平台的使用情况，每个单位一行，四项比率自动计算，通报第二部分写出没有达到100%的；没有数据就不填，通报不写这一项。",
            f"4. 按“校验A3”，按“校验报告”逐条修改；再按“月度汇总”，得到{_ALL}和首页的主要指标。只要{_ANNEXES}和首页的，按“生成附件”。",
            "5. 首页“应计未计”列出因缺项、矛盾或重复没有计入的记录和金额，更正后重新汇总。",
            "6. 在“通报”表的“自拟文字”列改写需要改的段落，改写的文字以后每次汇总都会保留；数据变化后（生成文字没有变也算）状态列提示“数据已变化，请核对”。“一是、二是”等序号自动编排；一个部分的段落全部删除时，标题也不导出。正文是否点名由“参数”决定，“问题单位”表始终列出单位名称。",
            "7. 按“导出通报”，在工作簿旁边得到公文格式的 Word 文件；本机有 Word 或 LibreOffice 时同时得到 PDF。提示中的“付印前请核对”请逐条处理。",
            "8. 想知道一个数字怎么来的，在“附件1”“附件2”或“首页”选中它，按“追溯”（附件旁也有按钮）：“追溯”表写出算法，列出计入的A3各行、没有计入的行和原因，点击行号可跳到A3。",
            "9. 每次月度汇总后，各月数据登记在“历史”表（同一月份只登记一次）。新年度清空A3后，同比和年终累计取自“历史”；以前的月份可以手工补登。再次汇总的数据比原登记的少时，提示核对；实缴金额是登记时的数，清空A3以后的缴款须在“历史”表手工改正。",
            "10. 按错了可按“撤销”恢复上一次按钮改写的内容；此后自己又改过的表不恢复，并会说明。每次按钮操作前，工作簿自动备份到旁边的“备份”文件夹，保留最近十份；备份的是上次保存的内容，请养成先保存再按按钮的习惯。",
            "11. 各表的列宽、行高、底色、数字格式和打印区域可以自己调整，重新汇总时保留。表格下方空一行后可以写自己的内容（如制表人），不会被清除；表格变长到与它之间不剩空行时会停下并说明。",
        ),
    ),
    (
        "二、什么计入",
        (
            "检查企业（家次）：检查日期在统计期间内的不同现场检查记录文书号。",
            "行政处罚（起）：处罚决定日期在统计期间内、有处罚决定书文号的记录；同一单位同一文号只计一次。",
            "罚款：上述处罚中填有罚款金额和罚款类别的；实缴：其中缴款日期不晚于收缴截止日的。",
            "打非：危化品打非为“是”、立案日期在统计期间内的记录，不要求已作出处罚决定。",
            "占比和比率由准确的商四舍五入到两位小数；分母为0时留空、不排序。排序为并列排名（1、2、2、4）。",
            "本期既无检查又无处罚的单位为零上报，附件1各栏留空；附件2各栏填0并参加排序。",
        ),
    ),
    (
        "三、参数",
        (
            "单位、别名、两张附件的顺序、各项期限和样式都在“参数”表中，修改后重新汇总即可，不需要改程序。",
            "通报的发文机关、主送机关、成文日、比较基期和第三部分“下一步工作要求”也在“参数”表中；“通报附年终考核”填“是”，年终考核表就作为附件3附在通报后。",
        ),
    ),
    (
        "四、在单元格中使用函数",
        (
            "占比、比率、排序和附件各表都可用函数在单元格中直接计算，写法和示例见“函数说明”，用本工作簿数据的效果见“试算”。",
            "数字很多时用一个公式计算整列，不要每行一个公式：1000个比率，整列一次计算约0.03秒，逐格计算约1.2秒；同样的 Basic 宏逐格约0.5秒，自带公式只需0.001秒（在 LibreOffice 中测得）。",
            "整张附件、填报质量和问题清单用表格函数，不要逐格拼出：1000行A3记录每个函数约0.08秒；10万行约0.1秒，但A3改动任一单元格后要全部重新读取，约1.8秒，所以行数很多时改用首页的按钮。",
            "可以引用整列（如 A:A），只读到工作表最后有内容的一行；结果为整列时在第1行输入公式。",
            "公式结果以 # 开头的，是没有算出的原因；提示未安装或未连接的，按“自检”。其余公式不受影响。",
        ),
    ),
    (
        "五、安装和打不开时",
        (
            "按钮由本机的 Python 程序执行，由信息人员安装一次即可；安装后请使用安装所生成的那份工作簿。",
            "从网上或邮件收到的工作簿，请先在文件属性中勾选“解除锁定”，再打开并启用宏。",
            "按钮没有反应或出错时，先按“自检”，按提示逐项处理。",
            "程序升级后，旧工作簿仍可使用，按钮会提示升级：在文件夹中右击工作簿，选“发送到”→“升级工作簿”，旁边生成的新工作簿带有原来的全部记录、参数、历史、自拟文字和自己的工作表；带不过去的写在升级报告中，旧工作簿保持不动。用 LibreOffice 保存过、按钮失效的工作簿也可这样找回。",
            "WPS 不能使用按钮；表格、下拉列表和底色提示仍可使用。",
        ),
    ),
)
"""The guide, heading by heading."""


def draw_guide(canvas: Canvas) -> None:
    """Draw 使用说明: the guide, then every rule."""
    sheet = canvas.sheet(GUIDE, "Guide")
    _widths(sheet)
    sheet.write(0, 0, GUIDE, canvas.format(_TITLE))
    sheet.set_row(0, 26)
    row = 1
    for heading, paragraphs in SECTIONS:
        sheet.write(row, 0, heading, canvas.format(_HEAD))
        sheet.set_row(row, 26)
        for at, said in enumerate(paragraphs, start=row + 1):
            _paragraph(canvas, sheet, at, said)
        row += 1 + len(paragraphs)
    _rules(canvas, sheet, row)
    set_page(sheet, Page(landscape=True))


def _widths(sheet: Worksheet) -> None:
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)


def _paragraph(canvas: Canvas, sheet: Worksheet, row: int, said: str) -> None:
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, said, canvas.format(_SAID))
    sheet.set_row(row, _height(said, 62))


def _height(said: str, line: int) -> int:
    """Return the height of a row that wraps after `line` Chinese characters."""
    return 18 * (1 + (len(said) - 1) // line)


def _rules(canvas: Canvas, sheet: Worksheet, top: int) -> None:
    heading = "六、校验规则（“错误”须改正，“提示”请核对）"
    sheet.write(top, 0, heading, canvas.format(_HEAD))
    for at, name in enumerate(("规则", "程度", "列", "说明", "依据")):
        write(sheet, top + 1, at, name, canvas.format(_COLUMN))
    lines = [
        *A3.rule_texts(),
        *cross_checks.RULES,
        *SUPERVISION.rule_texts(),
        *history.RULES,
    ]
    for row, line in enumerate(lines, start=top + 2):
        for at, value in enumerate(line):
            write(sheet, row, at, value, canvas.format(_CELL))
        sheet.set_row(row, max(_height(line.message, 31), _height(line.source, 14)))
