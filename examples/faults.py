"""The mistakes in the example: each is of a kind that reporters really make.

None of them touches a published figure, except that the case of 浙南, which has no
decision on record, is in annex 2 only, as in the notice.
"""

from dataclasses import dataclass
from datetime import date

from examples.records import Row


@dataclass(frozen=True)
class Fault:
    """One cell that is not as it should be; `record_no` is that of the faultless row."""

    record_no: str
    heading: str
    what: str
    value: object = None

    @property
    def shown_as(self) -> str:
        """The 记录编号 under which the row stands in the sheet."""
        return str(self.value) if self.heading == "记录编号" else self.record_no


_MISSING = {
    "330302-2021-0014": "所属行业",
    "330302-2021-0026": "已整改（项）",
    "330303-2021-0011": "统一社会信用代码",
    "330304-2021-0010": "填报人",
    "330305-2021-0003": "责令限期整改文书号",
    "330382-2021-0009": "录入方式",
    "330382-2021-0021": "双随机",
    "330381-2021-0012": "责令限期整改文书号",
    "330381-2021-0017": "填报人",
    "330324-2021-0018": "已整改（项）",
    "330329-2021-0006": "录入方式",
    "330327-2021-0008": "双随机",
    "330383-2021-0005": "所属行业",
    "330383-2021-0020": "统一社会信用代码",
}

_UNFINISHED = ("现场检查记录文书号", "处罚决定书文号", "处罚决定日期")

_LATE = {
    "330302-2021-0013": date(2021, 1, 25),
    "330304-2021-0005": date(2021, 1, 20),
    "330304-2021-0012": date(2021, 2, 3),
    "330304-2021-0015": date(2021, 2, 18),
    "330382-2021-0012": date(2021, 1, 19),
    "330382-2021-0024": date(2021, 1, 27),
    "330382-2021-0035": date(2021, 2, 18),
    "330382-2021-0037": date(2021, 2, 20),
    "330381-2021-0018": date(2021, 2, 1),  # six days: the fewest that are late
    "330381-2021-0026": date(2021, 2, 18),
    "330324-2021-0008": date(2021, 1, 21),
    "330324-2021-0012": date(2021, 1, 26),
    "330324-2021-0014": date(2021, 1, 29),
    "330324-2021-0020": date(2021, 2, 9),
    "330327-2021-0012": date(2021, 2, 19),
    "330383-2021-0016": date(2021, 2, 1),
    "330383-2021-0023": date(2021, 2, 8),
    "330383-2021-0033": date(2021, 2, 18),
    "330383-2021-0040": date(2021, 2, 19),
    "330383-2021-0046": date(2021, 2, 26),
}

_ODD = (
    Fault(
        "330381-2021-0025", "统一社会信用代码", "check character", "9133038100000136X0"
    ),
    Fault(
        "330383-2021-0034", "统一社会信用代码", "check character", "9133038300000230X0"
    ),
    Fault("330305-2021-0006", "填报单位", "alias", "洞头"),
    Fault("330371-2021-0001", "填报单位", "blank inside", "浙南产业 集聚区"),
    Fault("330302-2021-0021", "检查日期", "date as text", "2021.2.3"),
    Fault("330302-2021-0010", "处罚决定日期", "full-width digits", "２０２１-01-20"),
    Fault("330381-2021-0003", "查处违法行为（项）", "number as text", "3"),
    Fault("330303-2021-0014", "被检查单位", "blanks around", " 示例企业043 "),
    Fault("330329-2021-0013", "已整改（项）", "more mended than found", 5),
    Fault("330382-2021-0031", "记录编号", "duplicate", "330382-2021-0030"),
)

FAULTS: tuple[Fault, ...] = (
    *(Fault(number, heading, "missing") for number, heading in _MISSING.items()),
    *(Fault("330371-2021-0001", heading, "missing") for heading in _UNFINISHED),
    *(Fault(number, "填报日期", "late", day) for number, day in _LATE.items()),
    *_ODD,
)


def spoiled(rows: list[Row]) -> list[Row]:
    """Return the rows with every fault of `FAULTS` in its cell."""
    by_number = {row["记录编号"]: dict(row) for row in rows}
    rows_at_fault = [(by_number[fault.record_no], fault) for fault in FAULTS]
    for row, fault in rows_at_fault:
        row[fault.heading] = fault.value
    return list(by_number.values())
