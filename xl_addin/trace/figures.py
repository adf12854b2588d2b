"""The figures that can be traced, where they stand, and what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xl_addin.errors import FigureUnknown
from xl_addin.figures.counts import COUNTS, RATIOS, CountKey, Ratio
from xl_addin.figures.facts import LABELS
from xl_addin.look.layout import Role, Sheet
from xl_addin.reading.cells import heading_key
from xl_addin.reading.spelling import plain
from xl_addin.sheets.settings import Settings
from xl_addin.tables import annex1, annex2

ANNEX_1, ANNEX_2, FRONT = annex1.SHEET.tab, annex2.SHEET.tab, "首页"
CITY, TOTAL = "全市", "合计"
_MEASURE = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class Amount:
    """What the rows add up to."""

    part: CountKey


@dataclass(frozen=True)
class Rank:
    """The place of a unit among all units by the figure `of` of the same annex."""

    of: str


@dataclass(frozen=True)
class Names:
    """The units that the figure `of` of an annex picks out."""

    place: str
    of: str
    pick: Literal["top", "below", "silent"]


Source = Amount | Ratio | Rank | Names


@dataclass(frozen=True)
class Figure:
    """A figure on a sheet: its key, its name as printed, its role, and its source."""

    place: str
    key: str
    label: str
    role: Role
    source: Source

    @property
    def name(self) -> str:
        """The label without its measure: 检查处罚率."""
        return _MEASURE.sub("", heading_key(self.label))


_COUNTED: dict[str, Source] = {key: Amount(key) for key in COUNTS}
_PLAIN: dict[str, Source] = _COUNTED | RATIOS
_OF_ANNEX_1: dict[str, Source] = {
    **_PLAIN,
    **{rank: Rank(of) for of, rank in annex1.RANKED.items()},
}
_OF_ANNEX_2: dict[str, Source] = {
    **_COUNTED,
    "fines": Amount("hazmat_fines"),
    "rank": Rank("fines"),
}
_OF_FRONT: dict[str, Source] = {
    **_PLAIN,
    "top_nonaccident": Names(ANNEX_1, "nonaccident", "top"),
    "top_hazmat": Names(ANNEX_2, "fines", "top"),
    "top_penalty_rate": Names(ANNEX_1, "penalty_rate", "top"),
    "below_threshold": Names(ANNEX_1, "penalty_rate", "below"),
    "zero_report": Names(ANNEX_1, "penalty_rate", "silent"),
}


def _of_annex(sheet: Sheet, sources: dict[str, Source]) -> Iterator[Figure]:
    labels = {field.name: "".join(field.heading.split()) for field in sheet.fields}
    for field in sheet.fields:
        source = sources.get(field.name)
        if isinstance(source, Rank):
            of = _MEASURE.sub("", heading_key(labels[source.of]))
            yield Figure(sheet.tab, field.name, f"{of}排序", field.role, source)
        elif source is not None:
            yield Figure(sheet.tab, field.name, labels[field.name], field.role, source)


FIGURES: dict[str, tuple[Figure, ...]] = {
    ANNEX_1: tuple(_of_annex(annex1.SHEET, _OF_ANNEX_1)),
    ANNEX_2: tuple(_of_annex(annex2.SHEET, _OF_ANNEX_2)),
    FRONT: tuple(
        Figure(FRONT, key, label, "amount", _OF_FRONT[key])
        for key, label in LABELS.items()
    ),
}
"""The figures of both annexes and of 首页, in the order of their sheets."""


def figure_of(place: str, key: str) -> Figure:
    """Return a figure by its sheet and key."""
    return next(figure for figure in FIGURES[place] if figure.key == key)


def basis_of(figure: Figure) -> Figure:
    """Return the figure that a rank or a list orders; any other is its own basis."""
    match figure.source:
        case Rank(of):
            return figure_of(figure.place, of)
        case Names(place, of, _):
            return figure_of(place, of)
        case _:
            return figure


def parts_of(figure: Figure) -> tuple[CountKey, ...]:
    """Return the parts that a figure is made of in the end.

    >>> parts_of(figure_of("附件1", "penalty_rank"))
    ('penalties', 'inspections')
    """
    match basis_of(figure).source:
        case Amount(part):
            return (part,)
        case Ratio(part=part, whole=whole):
            return (part, whole)
        case other:
            raise TypeError(other)


def find_figure(words: str, *places: str) -> Figure:
    """Return the first figure of these sheets that has this key or name.

    A name may be with or without its measure. Raises `FigureUnknown`, which names
    what there is.

    >>> find_figure("检查处罚率", "附件1").key
    'penalty_rate'
    """
    wanted = heading_key(words)
    figures = [figure for place in places for figure in FIGURES[place]]
    for figure in figures:
        if wanted in {figure.key, figure.name, heading_key(figure.label)}:
            return figure
    allowed = dict.fromkeys(f"{figure.name}（{figure.key}）" for figure in figures)
    raise FigureUnknown(f"{'、'.join(places)}的指标", words, list(allowed))


def find_unit(settings: Settings, figure: Figure, words: str) -> str:
    """Return the unit that is meant, by name or alias; 合计 is 全市.

    Raises `FigureUnknown`, which names the units: 首页 has figures of 全市 only.

    >>> find_unit(Settings(), figure_of("附件1", "fines"), "龙港")
    '龙港市'
    """
    names = {CITY: CITY, TOTAL: CITY}
    allowed = [CITY]
    if figure.place != FRONT:
        names |= settings.spellings()
        allowed = [*settings.in_order(1), CITY]
    wanted = "".join(plain(words).split())
    if wanted not in names:
        raise FigureUnknown(f"{figure.place}的单位", words, allowed)
    return names[wanted]
