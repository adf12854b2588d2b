"""Every count that figures are made of, declared once.

What counts is fixed: a row counts when the cells that the count rests on are there
and readable, whatever else is wrong with the row. Totals, trace, 应计未计, the key
figures and their headings are all derived from here, so a new count is one entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xl_addin.reading.conditions import When
from xl_addin.sheets.a3 import FINE, HAZMAT, NON_ACCIDENT, PENALISED, SUSPENSION
from xl_addin.sheets.settings import YES

CountKey = Literal[
    "inspections",
    "penalties",
    "fines",
    "nonaccident",
    "collected",
    "suspended",
    "cases",
    "tonnes",
    "hazmat_fines",
    "transferred",
    "detained",
]

FIRM = "firm"
"""What tells a firm from another: its code, or its name where it has none."""

_FINED = (When("kinds", "has", FINE), When("fine", "above 0"))
_PAID = (When("collected", "above 0"),)
_TRANSFERRED = When("transferred", "is", YES)


@dataclass(frozen=True)
class Event:
    """What a row tells of: an inspection, a decision, a case.

    `needs` are the cells without which there is none, besides its unit and its `day`,
    the date by which it belongs to a period. Where that is missing, `other_days`
    place it, the best one first. `said` is the condition that the row states it;
    where nothing is stated, what stands in `betrayed_by` betrays it. The same `once`
    twice in a unit is one event, of its first row.
    """

    day: str
    needs: tuple[str, ...]
    other_days: tuple[str, ...]
    said: When | None = None
    betrayed_by: tuple[str, ...] = ()
    once: str | None = None


INSPECTION = Event("inspected_on", ("record_doc",), ("filled_on",))
DECISION = Event(
    "decided_on",
    ("penalised", "decision_doc"),
    ("filed_on", "inspected_on", "filled_on"),
    said=PENALISED,
    betrayed_by=("decision_doc", "fine"),
    once="decision_doc",
)
CASE = Event(
    "filed_on",
    ("hazmat",),
    ("inspected_on", "filled_on"),
    said=HAZMAT,
    betrayed_by=("hazmat_tonnes",),
)
EVENTS = (INSPECTION, DECISION, CASE)


@dataclass(frozen=True)
class Count:
    """A column of totals: its name and measure in a formula, its heading in lists.

    It counts the events whose further `cells` are there and that are as `only` says.
    Each adds 1, or its amount `adds`; of those with the same `distinct` only one.
    Money counts where its day `until` is not after the cut-off day. `expected` tells
    that an event should count: one condition of each group. A `part_of` another count
    is not listed twice where it is left out.

    `of` says in a formula what was counted. Beside a row that is there and adds
    nothing, `unlike`, `nothing` and `same` say why.
    """

    key: CountKey
    name: str
    measure: str
    heading: str
    event: Event
    cells: tuple[str, ...] = ()
    only: When | None = None
    adds: str | None = None
    distinct: str | None = None
    until: str | None = None
    expected: tuple[tuple[When, ...], ...] = ()
    part_of: CountKey | None = None
    of: str = ""
    unlike: str = ""
    nothing: str = ""
    same: str = ""

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The cells without which a row does not count."""
        return ("unit", *self.event.needs, self.event.day, *self.cells)

    @property
    def decides(self) -> str:
        """The day by which it belongs to the period, or must have come until then."""
        return self.until or self.event.day

    @property
    def scaled(self) -> bool:
        """Whether it is held in 分 or grams."""
        return self.measure in {"万元", "吨"}


COUNTS: dict[CountKey, Count] = {
    count.key: count
    for count in (
        Count("inspections", "检查企业", "家次", "检查企业（家次）", INSPECTION, distinct="record_doc", of="不同的现场检查记录文书{}份", same="同一次检查"),
        Count("penalties", "行政处罚", "起", "行政处罚（起）", DECISION, of="不同的处罚决定书{}份"),
        Count("fines", "罚款总数", "万元", "罚款总数（万元）", DECISION, ("fine_class", "fine"), adds="fine", expected=(_FINED,)),
        Count("nonaccident", "非事故类罚款额", "万元", "非事故类罚款额（万元）", DECISION, ("fine_class", "fine"), When("fine_class", "is", NON_ACCIDENT), adds="fine", part_of="fines", unlike="事故类罚款，不计入"),
        Count("collected", "实缴金额", "万元", "实缴金额（万元）", DECISION, ("fine_class", "fine", "collected_on"), adds="collected", until="collected_on", expected=(_FINED, _PAID), nothing="没有实缴"),
        Count("suspended", "责令停产停业整顿", "家", "责令停产停业整顿（家）", DECISION, (FIRM,), When("kinds", "has", SUSPENSION), distinct=FIRM, of="不同的企业{}家", same="同一企业"),
        Count("cases", "打非案件", "起", "打非案件数", CASE, of="已立案的打非记录{}条"),
        Count("tonnes", "查获危化品", "吨", "查获危化品（吨）", CASE, ("hazmat_tonnes",), adds="hazmat_tonnes"),
        Count("hazmat_fines", "打非处罚金额", "万元", "打非处罚金额（万元）", CASE, ("fine",), adds="fine", expected=(_FINED,)),
        Count("transferred", "移送公安案件", "起", "移送公安案件数", CASE, ("transferred",), _TRANSFERRED, of="已移送公安的打非记录{}条"),
        Count("detained", "刑事强制措施", "人", "刑事强制措施（人）", CASE, ("detained",), adds="detained", expected=((_TRANSFERRED,),)),
    )
}  # fmt: skip
"""The counts by key, in the order of the columns of totals."""


@dataclass(frozen=True)
class Ratio:
    """A count in percent of another, and its heading."""

    key: str
    heading: str
    part: CountKey
    whole: CountKey


RATIOS: dict[str, Ratio] = {
    ratio.key: ratio
    for ratio in (
        Ratio("nonaccident_share", "非事故罚款额占比（%）", "nonaccident", "fines"),
        Ratio("penalty_rate", "检查处罚率（%）", "penalties", "inspections"),
        Ratio("collection_rate", "收缴率（%）", "collected", "fines"),
    )
}
"""The shares and rates of a unit or of the city, by key."""
