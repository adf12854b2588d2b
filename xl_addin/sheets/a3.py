"""The A3 table 安全生产行政执法检查情况表, declared: its columns and its rules.

One row is one inspection, or one further decision that came out of the same
inspection. Money stands in 万元 and weight in tonnes, as on the form.
"""

from __future__ import annotations

from xl_addin.reading.conditions import When
from xl_addin.sheets.rules import RULES
from xl_addin.sheets.schema import ALWAYS, Column, Schema
from xl_addin.sheets.settings import NO, YES

SHEET = "A3"
SUSPENSION = "责令停产停业整顿"
FINE = "罚款"
NON_ACCIDENT = "非事故类"
KINDS = ("警告", FINE, "没收", SUSPENSION, "暂扣或吊销许可证", "关闭", "其他")

YES_NO = (YES, NO)
PENALISED = When("penalised", "is", YES)
FINED = When("kinds", "has", FINE)
VIOLATED = When("violations", "above 0")
HAZMAT = When("hazmat", "is", YES)

COLUMNS = (
    Column(1, "record_no", "记录编号", "text", ALWAYS, group="检查", width=19, hint="本表内不重复的编号"),
    Column(2, "unit", "填报单位", "unit", ALWAYS, group="检查", width=15, hint="从下拉列表中选择"),
    Column(3, "inspected_on", "检查日期", "date", ALWAYS, group="检查", width=12),
    Column(4, "enterprise", "被检查单位", "text", ALWAYS, group="检查", width=22, hint="单位全称"),
    Column(5, "entity_kind", "主体类别", "choice", ALWAYS, ("企业", "个体工商户", "无证照主体"), "检查", 12),
    Column(6, "credit_code", "统一社会信用代码", "text", When("entity_kind", "is not", "无证照主体"), group="检查", width=26, hint="18位；无证照主体可不填"),
    Column(7, "industry", "所属行业", "choice", ALWAYS, ("危险化学品", "烟花爆竹", "非煤矿山", "工贸", "其他"), "检查", 12),
    Column(8, "plan", "检查类别", "choice", ALWAYS, ("计划执法", "专项执法", "其他执法"), "检查", 11),
    Column(9, "random", "双随机", "choice", ALWAYS, YES_NO, "检查", 9, "是否双随机抽查"),
    Column(10, "entry", "录入方式", "choice", ALWAYS, ("掌上", "电脑端"), "检查", 11),
    Column(11, "record_doc", "现场检查记录文书号", "text", ALWAYS, group="检查", width=30, hint="一次检查一个文书号"),
    Column(12, "violations", "查处违法行为（项）", "count", ALWAYS, group="隐患整改", width=13, hint="没有发现填 0"),
    Column(13, "major_hazards", "其中重大隐患（项）", "count", None, group="隐患整改", width=13, hint="不超过查处违法行为数"),
    Column(14, "rectified", "已整改（项）", "count", VIOLATED, group="隐患整改", width=11, hint="不超过查处违法行为数"),
    Column(15, "order_doc", "责令限期整改文书号", "text", VIOLATED, group="隐患整改", width=30, hint="查处违法行为大于 0 时填写"),
    Column(16, "penalised", "是否行政处罚", "choice", ALWAYS, YES_NO, "行政处罚", 11),
    Column(17, "target", "处罚对象", "choice", PENALISED, ("单位", "主要负责人", "其他人员"), "行政处罚", 12),
    Column(18, "kinds", "处罚种类", "kinds", PENALISED, KINDS, "行政处罚", 22, "多项用顿号分隔，如：罚款、责令停产停业整顿", "《安全生产违法行为行政处罚办法》第五条（处罚种类）"),
    Column(19, "filed_on", "立案日期", "date", PENALISED, group="行政处罚", width=14),
    Column(20, "decision_doc", "处罚决定书文号", "text", PENALISED, group="行政处罚", width=29, hint="一份决定书一行，文号不重复"),
    Column(21, "decided_on", "处罚决定日期", "date", PENALISED, group="行政处罚", width=14),
    Column(22, "fine_class", "罚款类别", "choice", FINED, ("事故类", NON_ACCIDENT), "行政处罚", 10),
    Column(23, "fine", "罚款金额（万元）", "money", FINED, group="行政处罚", width=13, hint="以万元为单位，如 5000 元填 0.5"),
    Column(24, "collected", "实缴金额（万元）", "money", None, group="行政处罚", width=13, hint="以万元为单位，不超过罚款金额"),
    Column(25, "collected_on", "缴款日期", "date", When("collected", "above 0"), group="行政处罚", width=14),
    Column(26, "closed_on", "结案日期", "date", None, group="行政处罚", width=14),
    Column(27, "hazmat", "危化品打非", "choice", ALWAYS, YES_NO, "危化品打非", 10),
    Column(28, "hazmat_tonnes", "查获危化品（吨）", "tonnes", HAZMAT, group="危化品打非", width=12, hint="以吨为单位，没有查获填 0"),
    Column(29, "transferred", "移送公安", "choice", HAZMAT, YES_NO, "危化品打非", 10),
    Column(30, "detained", "刑事强制措施（人）", "count", When("transferred", "is", YES), group="危化品打非", width=12, hint="没有填 0"),
    Column(31, "filled_by", "填报人", "text", ALWAYS, group="填报", width=12),
    Column(32, "filled_on", "填报日期", "date", ALWAYS, group="填报", width=12),
    Column(33, "remark", "备注", "remark", None, group="填报", width=24),
)  # fmt: skip
"""The columns in the order of the form; a sheet may have them in any order.

The number in front is the form's and part of the rule codes: it never changes."""

A3 = Schema(SHEET, "A3", COLUMNS, RULES, numbered="record_no")
