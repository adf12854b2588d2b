"""The figures that the notice of January and February 2021 published, as data.

The annexes print sums and rates only. The inspections and penalties below are the
smallest whole numbers that give the printed rates and the printed city sums; the
single fines are invented and add up to the printed amounts.
"""

from dataclasses import dataclass

JANUARY, FEBRUARY = 1, 2


@dataclass(frozen=True)
class Case:
    """A hazardous chemicals case, in the month in which it was filed."""

    month: int
    fine: float
    tonnes: float
    transferred: bool = False
    detained: int = 0


@dataclass(frozen=True)
class Unit:
    """What one unit did in the two months; money in 万元.

    The last `further` fines are second decisions, on the head of a firm that an
    earlier one was for; the first `suspended` ones also closed the firm for a time.
    """

    name: str
    short: str
    region: str
    inspections: int = 0
    fines: tuple[float, ...] = ()
    cases: tuple[Case, ...] = ()
    further: int = 0
    suspended: int = 0
    by_computer: int = 0

    @property
    def penalties(self) -> int:
        """Decisions in all."""
        return len(self.fines) + len(self.cases)


UNITS = (
    Unit(
        "鹿城区",
        "鹿",
        "330302",
        inspections=30,
        fines=(0.95, 0.8, 0.75, 0.65, 0.58, 0.42, 0.35, 0.5),
        cases=(
            Case(JANUARY, 12.8, 12.4),
            Case(JANUARY, 8.8, 8.6),
            Case(FEBRUARY, 8.6, 3.8),
            Case(FEBRUARY, 7.3, 1.5),
        ),
        further=1,
    ),
    Unit(
        "龙湾区",
        "龙",
        "330303",
        inspections=14,
        fines=(3.8, 3.2, 3.0, 2.8, 2.6, 2.5, 2.3, 2.1, 2.0, 1.8, 1.5, 1.2),
        cases=(Case(JANUARY, 5.5, 1.25),),
        further=1,
    ),
    Unit(
        "瓯海区",
        "瓯",
        "330304",
        inspections=19,
        fines=(4.5, 2.9),
        cases=(
            Case(JANUARY, 4.2, 1.86),
            Case(JANUARY, 4.5, 2.35, transferred=True),
            Case(JANUARY, 3.2, 0.6),
            Case(FEBRUARY, 3.7, 0.8),
        ),
    ),
    Unit("洞头区", "洞", "330305", inspections=7, fines=(1.5, 1.2, 0.9)),
    Unit(
        "乐清市",
        "乐",
        "330382",
        inspections=42,
        fines=(9.8, 8.6, 8.0, 7.5, 6.9, 6.3, 5.8, 5.2, 4.9, 4.4, 3.6, 3.0, 2.54),
        cases=(
            Case(JANUARY, 5.2, 0),
            Case(JANUARY, 3.3, 0),
            Case(FEBRUARY, 4.6, 0),
        ),
        further=2,
        suspended=1,
    ),
    Unit(
        "瑞安市",
        "瑞",
        "330381",
        inspections=33,
        fines=(4.2, 3.1, 2.8, 2.25, 1.75, 1.29, 1.0),
        cases=(
            Case(JANUARY, 6.5, 30.2, transferred=True, detained=6),
            Case(JANUARY, 5.11, 10.1),
            Case(FEBRUARY, 5.4, 6.5),
        ),
        further=1,
        suspended=1,
    ),
    Unit(
        "永嘉县",
        "永",
        "330324",
        inspections=21,
        fines=(2.4, 2.1, 1.9, 1.7, 1.5, 1.4, 1.3, 1.2, 0.85, 0.75, 0.6, 0.4, 1.0, 0.5),
        cases=(
            Case(JANUARY, 11.3, 1.2),
            Case(JANUARY, 10.2, 0.95),
            Case(JANUARY, 8.0, 1.05),
            Case(FEBRUARY, 9.2, 0.82),
            Case(FEBRUARY, 8.4, 0.6),
        ),
        further=2,
        suspended=1,
        by_computer=2,
    ),
    Unit("文成县", "文", "330328"),
    Unit("平阳县", "平", "330326"),
    Unit("泰顺县", "泰", "330329", inspections=14, fines=(1.2, 0.8)),
    Unit("苍南县", "苍", "330327", inspections=16, fines=(1.0, 0.8), by_computer=1),
    Unit("浙南产业集聚区", "浙南", "330371"),
    Unit("龙港市", "龙港", "330383", inspections=52, fines=(1.8, 1.3, 1.0, 0.7)),
)

# Entered without any document number: it reached annex 2 and never annex 1.
UNFINISHED = Case(FEBRUARY, 5.1, 8.41)

SUPERVISION_HEADINGS = (
    "填报单位",
    "应开通（人）",
    "已开通（人）",
    "已激活（人）",
    "检查次数",
    "移动端（次）",
    "双随机应完成",
    "双随机已完成",
    "按时完成",
)

# Officers who should have, have, and use an account; random tasks due, done, in time.
SUPERVISION = {
    "鹿城区": (26, 26, 26, 12, 12, 12),
    "龙湾区": (18, 18, 18, 6, 6, 6),
    "瓯海区": (21, 21, 21, 8, 8, 8),
    "洞头区": (12, 12, 12, 4, 4, 4),
    "乐清市": (34, 34, 34, 16, 16, 16),
    "瑞安市": (31, 31, 31, 14, 14, 13),
    "永嘉县": (24, 24, 24, 9, 9, 9),
    "文成县": (13, 12, 11, 4, 3, 3),
    "平阳县": (19, 19, 19, 6, 6, 6),
    "泰顺县": (14, 14, 13, 6, 6, 6),
    "苍南县": (20, 20, 20, 8, 8, 8),
    "浙南产业集聚区": (11, 11, 11, 3, 3, 3),
    "龙港市": (15, 15, 15, 18, 18, 18),
}
