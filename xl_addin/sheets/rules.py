"""What the rows of A3 must obey beyond single cells.

Each rule is true where a row is known to break it, and silent where a cell that
it needs did not read. The sources are the form's own identities (整改不超过查处,
实缴不超过罚款), the order in which an enforcement case runs, and GB 32100-2015.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from xl_addin.exact import MICRO
from xl_addin.reading import credit_code
from xl_addin.reading.conditions import has_word, known
from xl_addin.reading.issues import ERROR, WARNING
from xl_addin.reading.kinds import Mask
from xl_addin.sheets.schema import Context, Rule
from xl_addin.sheets.settings import NO, YES

_PENALTY_KEYS = ("target", "kinds", "decision_doc", "decided_on", "fine_class", "collected_on")  # fmt: skip
_DAYS = ("inspected_on", "filed_on", "decided_on", "collected_on", "closed_on", "filled_on")  # fmt: skip
_LOST = re.compile(r"[0-9]{15}000")
_DOCUMENT_NUMBER = r"[〔\[（(【﹝]\d{4}[〕\]）)】﹞].*\d+\s*号$"


def _is(rows: pd.DataFrame, key: str, word: str) -> Mask:
    return np.asarray(rows[key] == word)


def _filled(rows: pd.DataFrame, key: str) -> Mask:
    cells = rows[key]
    if cells.dtype == object:  # text is None or not empty, and its truth is quick
        return cells.to_numpy(dtype=np.bool_)
    return cells.notna().to_numpy()


def _above(rows: pd.DataFrame, key: str, limit: float = 0) -> Mask:
    return known(rows[key] > limit)


def _fined(rows: pd.DataFrame) -> Mask:
    return has_word(rows["kinds"], "罚款")


def _before(rows: pd.DataFrame, early: str, late: str) -> Mask:
    """Tell where the day `early` comes before the day `late`; both must be known."""
    return np.asarray(rows[early] < rows[late])


def _days_apart(rows: pd.DataFrame, first: str, last: str, limit: int) -> Mask:
    return np.asarray(rows[last] - rows[first] > pd.Timedelta(days=limit))


def _repeated(rows: pd.DataFrame, keys: list[str]) -> Mask:
    """Tell where all `keys` are known and stood together in an earlier row."""
    alike = _alike(rows[keys], keys)
    return _within(rows, alike.duplicated(keys))


def _alike(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the rows whose `keys` are all known and stand together in others, too.

    The first key is the one that seldom repeats: only rows where it does are
    compared on all of them.
    """
    again = rows[keys[0]].duplicated(keep=False).to_numpy() & _filled(rows, keys[0])
    some = rows[again].dropna(subset=keys)
    return some[some.duplicated(keys, keep=False)]


def _within(rows: pd.DataFrame, some: pd.Series) -> Mask:
    """Return a mask of `some` rows as one of all rows, false elsewhere."""
    return some.reindex(rows.index, fill_value=False).to_numpy(dtype=np.bool_)


def firm(rows: pd.DataFrame) -> pd.Series:
    """Return what tells one inspected firm from another: its code, else its name."""
    return rows["credit_code"].where(_filled(rows, "credit_code"), rows["enterprise"])


def _stored_as_number(rows: pd.DataFrame) -> Mask:
    """Tell where a code has the zeros that Excel puts behind fifteen digits."""
    found = [bool(_LOST.fullmatch(code)) for code in rows["credit_code"]]
    return np.array(found, dtype=np.bool_)


def _lost_credit_code(rows: pd.DataFrame, _: Context) -> Mask:
    bad = _invalid_credit_code(rows)
    bad[bad] = _stored_as_number(rows[bad])
    return bad


def _bad_credit_code(rows: pd.DataFrame, _: Context) -> Mask:
    bad = _invalid_credit_code(rows)
    bad[bad] = ~_stored_as_number(rows[bad])
    return bad


def _invalid_credit_code(rows: pd.DataFrame) -> Mask:
    filled = _filled(rows, "credit_code")
    bad = np.zeros(len(rows), dtype=np.bool_)
    bad[filled] = ~credit_code.are_valid(rows["credit_code"].to_numpy()[filled])
    return bad


def _penalty_without_yes(rows: pd.DataFrame, _: Context) -> Mask:
    words = rows[list(_PENALTY_KEYS)].notna().any(axis=1).to_numpy()
    some = words | _above(rows, "fine") | _above(rows, "collected")
    return np.logical_and(_is(rows, "penalised", NO), some)


def _fine_without_kind(rows: pd.DataFrame, _: Context) -> Mask:
    some = _above(rows, "fine") | _filled(rows, "fine_class")
    return _filled(rows, "kinds") & ~_fined(rows) & some


def _fine_of_nothing(rows: pd.DataFrame, _: Context) -> Mask:
    return _fined(rows) & known(rows["fine"] == 0)


def _collected_too_much(rows: pd.DataFrame, _: Context) -> Mask:
    return known(rows["collected"] > rows["fine"])


def _collected_without_fine(rows: pd.DataFrame, _: Context) -> Mask:
    not_fined = _filled(rows, "kinds") & ~_fined(rows)
    return _above(rows, "collected") & not_fined & ~_filled(rows, "fine")


def _findings_without_hazmat(rows: pd.DataFrame, _: Context) -> Mask:
    some = _above(rows, "hazmat_tonnes") | _above(rows, "detained")
    return _is(rows, "hazmat", NO) & (some | _is(rows, "transferred", YES))


def _detained_without_transfer(rows: pd.DataFrame, _: Context) -> Mask:
    return _is(rows, "transferred", NO) & _above(rows, "detained")


def _more_major_than_found(rows: pd.DataFrame, _: Context) -> Mask:
    return known(rows["major_hazards"] > rows["violations"])


def _more_mended_than_found(rows: pd.DataFrame, _: Context) -> Mask:
    return known(rows["rectified"] > rows["violations"])


def _code_without_licence(rows: pd.DataFrame, _: Context) -> Mask:
    return _is(rows, "entity_kind", "无证照主体") & _filled(rows, "credit_code")


def _day_without_money(rows: pd.DataFrame, _: Context) -> Mask:
    nothing = known(rows["collected"] == 0) | rows["collected"].isna().to_numpy()
    return _filled(rows, "collected_on") & nothing


def _only_in_annex_2(rows: pd.DataFrame, _: Context) -> Mask:
    undecided = ~_filled(rows, "decision_doc") | ~_filled(rows, "decided_on")
    case = _is(rows, "hazmat", YES) & _filled(rows, "filed_on")
    return case & _above(rows, "fine") & undecided


def _filed_early(rows: pd.DataFrame, _: Context) -> Mask:
    return _before(rows, "filed_on", "inspected_on")


def _decided_early(rows: pd.DataFrame, _: Context) -> Mask:
    early = _before(rows, "decided_on", "filed_on")
    return early | _before(rows, "decided_on", "inspected_on")


def _collected_early(rows: pd.DataFrame, _: Context) -> Mask:
    return _before(rows, "collected_on", "decided_on")


def _closed_early(rows: pd.DataFrame, _: Context) -> Mask:
    return _before(rows, "closed_on", "decided_on")


def _filled_early(rows: pd.DataFrame, _: Context) -> Mask:
    return _before(rows, "filled_on", "inspected_on")


def _slow_decision(rows: pd.DataFrame, context: Context) -> Mask:
    return _days_apart(rows, "filed_on", "decided_on", context.settings.decide_days)


def _unpaid(rows: pd.DataFrame, context: Context) -> Mask:
    due = rows["decided_on"] + pd.Timedelta(days=context.settings.pay_days)
    short = known(rows["collected"].fillna(0) < rows["fine"])
    return np.logical_and(short, due < context.midnight)


def is_late(rows: pd.DataFrame, context: Context) -> Mask:
    """Tell where 填报日期 is more than the allowed days after 检查日期."""
    return _days_apart(rows, "inspected_on", "filled_on", context.settings.late_days)


def _same_firm_same_day(rows: pd.DataFrame, _: Context) -> Mask:
    """Tell where a firm is inspected twice a day under two record numbers."""
    number = pd.Series(pd.factorize(firm(rows))[0], rows.index)
    visit = ["firm", "unit", "inspected_on"]
    seen = rows[["unit", "inspected_on", "record_doc"]]
    alike = _alike(seen.assign(firm=number.where(number >= 0)), visit)
    again = alike.duplicated(visit) & ~alike.duplicated([*visit, "record_doc"])
    return _within(rows, again & alike["record_doc"].notna())


def _one_record_for_two(rows: pd.DataFrame, _: Context) -> Mask:
    """Tell where an inspection record number comes back for another firm or day."""
    record, visit = ["record_doc", "unit"], ["firm", "inspected_on"]
    seen = rows[[*record, "inspected_on", "credit_code", "enterprise"]]
    alike = _alike(seen, record)
    alike = alike.assign(firm=firm(alike))
    again = alike.duplicated(record) & ~alike.duplicated([*record, *visit])
    return _within(rows, again & alike[visit].notna().all(axis=1))


def _fine_high(rows: pd.DataFrame, context: Context) -> Mask:
    return _above(rows, "fine", context.settings.fine_high * MICRO)


def _fine_low(rows: pd.DataFrame, context: Context) -> Mask:
    low = known(rows["fine"] < context.settings.fine_low * MICRO)
    return low & _above(rows, "fine")


def _odd_decision_doc(rows: pd.DataFrame, _: Context) -> Mask:
    text = rows["decision_doc"].astype(object)
    filled = text.notna().to_numpy()
    odd = np.zeros(len(rows), dtype=np.bool_)
    odd[filled] = ~text[filled].str.contains(_DOCUMENT_NUMBER, regex=True).to_numpy(
        bool
    )
    return odd


def _in_future(key: str) -> Rule:
    return Rule(
        "A3-505",
        key,
        ERROR,
        "日期晚于今天，请核对年、月、日。",
        lambda rows, context: np.asarray(rows[key] > context.midnight),
    )


def _long_ago(key: str) -> Rule:
    return Rule(
        "A3-705",
        key,
        WARNING,
        "日期早于2000年，请核对年份。",
        lambda rows, _: np.asarray(rows[key] < pd.Timestamp(2000, 1, 1)),
    )


RULES = (
    Rule("A3-206", "credit_code", ERROR, "统一社会信用代码不正确（应为18位，且校验码须符合GB 32100-2015），请核对营业执照。", _bad_credit_code),
    Rule("A3-206", "credit_code", ERROR, "统一社会信用代码被存为数字，末几位已丢失，请把单元格设为文本后重新录入。", _lost_credit_code),
    Rule("A3-401", "penalised", ERROR, "填为“否”但已填有处罚内容，请改为“是”或清除处罚内容。", _penalty_without_yes),
    Rule("A3-402", "kinds", ERROR, "填有罚款金额或罚款类别，但处罚种类中没有“罚款”，请补选“罚款”或清除罚款内容。", _fine_without_kind),
    Rule("A3-403", "fine", ERROR, "处罚种类有“罚款”，罚款金额应大于0，请填写决定书上的金额。", _fine_of_nothing),
    Rule("A3-404", "collected", ERROR, "实缴金额大于罚款金额，请核对两个金额（单位均为万元）。", _collected_too_much),
    Rule("A3-405", "collected", ERROR, "填有实缴金额，但没有罚款，请补填罚款内容或清除实缴金额。", _collected_without_fine, blanks=("fine",)),
    Rule("A3-406", "hazmat", ERROR, "填为“否”但填有查获数量、移送公安或刑事强制措施，请改为“是”或清除这些内容。", _findings_without_hazmat),
    Rule("A3-407", "transferred", ERROR, "填为“否”但刑事强制措施人数大于0，请改为“是”或清除人数。", _detained_without_transfer),
    Rule("A3-408", "major_hazards", ERROR, "重大隐患数大于查处违法行为数，请核对两个数。", _more_major_than_found),
    Rule("A3-409", "rectified", ERROR, "已整改数大于查处违法行为数，请核对两个数。", _more_mended_than_found),
    Rule("A3-410", "credit_code", WARNING, "主体类别为“无证照主体”却填有信用代码，请核对主体类别。", _code_without_licence),
    Rule("A3-411", "collected_on", WARNING, "填有缴款日期但没有实缴金额，请补填实缴金额或清除日期。", _day_without_money, blanks=("collected",)),
    Rule("A3-412", "decision_doc", WARNING, "打非案件的罚款已计入附件2，因缺处罚决定书文号或决定日期未计入附件1，请补全决定信息。", _only_in_annex_2, blanks=("decision_doc", "decided_on")),
    Rule("A3-501", "filed_on", ERROR, "立案日期早于检查日期，请核对两个日期。", _filed_early),
    Rule("A3-502", "decided_on", ERROR, "处罚决定日期早于立案日期或检查日期，请核对日期。", _decided_early),
    Rule("A3-503", "collected_on", ERROR, "缴款日期早于处罚决定日期，请核对两个日期。", _collected_early),
    Rule("A3-504", "closed_on", ERROR, "结案日期早于处罚决定日期，请核对两个日期。", _closed_early),
    *(_in_future(key) for key in _DAYS),
    Rule("A3-506", "filled_on", ERROR, "填报日期早于检查日期，请核对两个日期。", _filled_early),
    Rule("A3-507", "decided_on", WARNING, "立案到决定的时间超过规定期限，请核对日期或说明延期情况。", _slow_decision),
    Rule("A3-508", "collected", WARNING, "已过缴款期限仍未缴清，请补填实缴情况或催缴。", _unpaid, blanks=("collected",)),
    Rule("A3-509", "filled_on", WARNING, "填报日期距检查日期超过规定天数，录入不及时，请今后按时录入。", is_late),
    Rule("A3-601", "record_no", ERROR, "记录编号与前面的行重复，请改为不重复的编号。", lambda rows, _: _repeated(rows, ["record_no"])),
    Rule("A3-602", "decision_doc", ERROR, "处罚决定书文号在本单位前面的行已出现，同一文号只计一次，请更正文号或删除重复的行。", lambda rows, _: _repeated(rows, ["decision_doc", "unit"])),
    Rule("A3-603", "enterprise", WARNING, "同一单位同一天已有另一份检查记录，请核对是否重复录入。", _same_firm_same_day),
    Rule("A3-604", "record_doc", ERROR, "现场检查记录文书号已用于另一家单位或另一天的检查，请更正文书号。", _one_record_for_two),
    Rule("A3-701", "fine", WARNING, "罚款金额异常偏大，请核对是否把元填成了万元。", _fine_high),
    Rule("A3-702", "fine", WARNING, "罚款金额异常偏小，请核对金额单位是否为万元。", _fine_low),
    Rule("A3-704", "decision_doc", WARNING, "处罚决定书文号的写法少见，请核对是否含年份和“号”，如（鹿）应急罚〔2021〕1号。", _odd_decision_doc),
    *(_long_ago(key) for key in _DAYS),
)  # fmt: skip
"""All rules about whole rows, in the order of their codes."""
