"""What the rows of A3 must obey beyond single cells, and what each rule rests on.

Each rule is true where a row is known to break it, and silent where a cell that it
needs did not read. The sources are the form's own identities (整改不超过查处,
实缴不超过罚款), the order in which an enforcement case runs, what 参数 sets, and the
texts that are named. Where no text was found, none is named.
"""

from __future__ import annotations

from xl_addin.reading.issues import ERROR, WARNING
from xl_addin.sheets import contradictions as cells
from xl_addin.sheets import dates, repeats
from xl_addin.sheets.schema import Rule

_FORM = "“A3”表栏目之间的关系"
_CREDIT_CODE = "GB 32100-2015"
_ORDER = "办案顺序：检查、立案、决定、缴款、结案"
_ONCE = "“A3”表的填报要求：一次检查一个文书号，一份决定书一行"
_ONE_DECISION = "处罚案件统计口径：一份处罚决定计一起"
_DAY = "本程序的核对：日期应在合理范围内"
_MEASURE = "“A3”表以万元为单位；限值见“参数”"
_NUMBERING = "执法文书编号的通行写法"
_PAYMENT = "《行政处罚法》（2017年修正）第四十六条；期限见“参数”"

RULES = (
    Rule("A3-206", "credit_code", ERROR, "统一社会信用代码不正确（应为18位，且校验码须符合GB 32100-2015），请核对营业执照。", _CREDIT_CODE, cells.bad_credit_code),
    Rule("A3-206", "credit_code", ERROR, "统一社会信用代码被存为数字，末几位已丢失，请把单元格设为文本后重新录入。", _CREDIT_CODE, cells.lost_credit_code),
    Rule("A3-401", "penalised", ERROR, "填为“否”但已填有处罚内容，请改为“是”或清除处罚内容。", _FORM, cells.penalty_without_yes),
    Rule("A3-402", "kinds", ERROR, "填有罚款金额或罚款类别，但处罚种类中没有“罚款”，请补选“罚款”或清除罚款内容。", _FORM, cells.fine_without_kind),
    Rule("A3-403", "fine", ERROR, "处罚种类有“罚款”，罚款金额应大于0，请填写决定书上的金额。", _FORM, cells.fine_of_nothing),
    Rule("A3-404", "collected", ERROR, "实缴金额大于罚款金额，请核对两个金额（单位均为万元）。", _FORM, cells.collected_too_much),
    Rule("A3-405", "collected", ERROR, "填有实缴金额，但没有罚款，请补填罚款内容或清除实缴金额。", _FORM, cells.collected_without_fine),
    Rule("A3-406", "hazmat", ERROR, "填为“否”但填有查获数量、移送公安或刑事强制措施，请改为“是”或清除这些内容。", _FORM, cells.findings_without_hazmat),
    Rule("A3-407", "transferred", ERROR, "填为“否”但刑事强制措施人数大于0，请改为“是”或清除人数。", _FORM, cells.detained_without_transfer),
    Rule("A3-408", "major_hazards", ERROR, "重大隐患数大于查处违法行为数，请核对两个数。", _FORM, cells.more_major_than_found),
    Rule("A3-409", "rectified", ERROR, "已整改数大于查处违法行为数，请核对两个数。", _FORM, cells.more_mended_than_found),
    Rule("A3-410", "credit_code", WARNING, "主体类别为“无证照主体”却填有信用代码，请核对主体类别。", _FORM, cells.code_without_licence),
    Rule("A3-411", "collected_on", WARNING, "填有缴款日期但没有实缴金额，请补填实缴金额或清除日期。", _FORM, cells.day_without_money),
    Rule("A3-412", "decision_doc", WARNING, "打非案件的罚款已计入附件2，因缺处罚决定书文号或决定日期未计入附件1，请补全决定信息。", "附件1和附件2的统计口径", cells.only_in_annex_2),
    Rule("A3-501", "filed_on", ERROR, "立案日期早于检查日期，请核对两个日期。", _ORDER, dates.filed_early),
    Rule("A3-502", "decided_on", ERROR, "处罚决定日期早于立案日期或检查日期，请核对日期。", _ORDER, dates.decided_early),
    Rule("A3-503", "collected_on", ERROR, "缴款日期早于处罚决定日期，请核对两个日期。", _ORDER, dates.collected_early),
    Rule("A3-504", "closed_on", ERROR, "结案日期早于处罚决定日期，请核对两个日期。", _ORDER, dates.closed_early),
    *(
        Rule("A3-505", key, ERROR, "日期晚于今天，请核对年、月、日。", _DAY, dates.in_future(key))
        for key in dates.DAYS
    ),
    Rule("A3-506", "filled_on", ERROR, "填报日期早于检查日期，请核对两个日期。", _ORDER, dates.filled_early),
    Rule("A3-507", "decided_on", WARNING, "立案到决定的时间超过规定期限，请核对日期或说明延期情况。", "“参数”：立案到决定期限", dates.slow_decision),
    Rule("A3-508", "collected", WARNING, "已过缴款期限仍未缴清，请补填实缴情况或催缴。", _PAYMENT, dates.unpaid),
    Rule("A3-509", "filled_on", WARNING, "填报日期距检查日期超过规定天数，录入不及时，请今后按时录入。", "“参数”：录入期限", dates.late),
    Rule("A3-601", "record_no", ERROR, "记录编号与前面的行重复，请改为不重复的编号。", "“A3”表的填报要求：记录编号不重复", repeats.repeated("record_no")),
    Rule("A3-602", "decision_doc", ERROR, "处罚决定书文号在本单位前面的行已出现，同一文号只计一次，请更正文号或删除重复的行。", _ONE_DECISION, repeats.repeated("decision_doc", "unit")),
    Rule("A3-603", "enterprise", WARNING, "同一单位同一天已有另一份检查记录，请核对是否重复录入。", _ONCE, repeats.same_firm_same_day),
    Rule("A3-604", "record_doc", ERROR, "现场检查记录文书号已用于另一家单位或另一天的检查，请更正文书号。", _ONCE, repeats.one_record_for_two),
    *(
        Rule("A3-605", key, ERROR, "一格填了不止一个文书号，只计作一个，请分行填写，一行一个。", _ONCE, repeats.several_documents(key))
        for key in ("record_doc", "decision_doc")
    ),
    Rule("A3-701", "fine", WARNING, "罚款金额异常偏大，请核对是否把元填成了万元。", _MEASURE, cells.fine_high),
    Rule("A3-702", "fine", WARNING, "罚款金额异常偏小，请核对金额单位是否为万元。", _MEASURE, cells.fine_low),
    Rule("A3-704", "decision_doc", WARNING, "处罚决定书文号的写法少见，请核对是否含年份和“号”，如（鹿）应急罚〔2021〕1号。", _NUMBERING, cells.odd_decision_doc),
    *(
        Rule("A3-705", key, WARNING, "日期早于2000年，请核对年份。", _DAY, dates.long_ago(key))
        for key in dates.DAYS
    ),
)  # fmt: skip
"""All rules about whole rows, in the order of their codes."""
