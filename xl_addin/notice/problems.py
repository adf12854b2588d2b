"""Section two of the notice: what the month's figures show to be wrong.

Every problem is a paragraph, a sentence that opens it, and the units concerned. A
problem that no unit has is no paragraph. Whether the text names units is a setting.
"""

from __future__ import annotations

from dataclasses import dataclass

from xl_addin.month.summary import Summary
from xl_addin.notice.activity import activity
from xl_addin.notice.filling import filling
from xl_addin.notice.hazmat import hazmat
from xl_addin.notice.paragraph import Paragraph, figures_of
from xl_addin.notice.platform import platform
from xl_addin.notice.words import numeral
from xl_addin.tables.problems import Problem

PROBLEMS = ("hazmat", "silent", "filling", "platform")
"""The keys of the paragraphs of section two, in their order."""

NOTHING = "从执法数据看，本期未发现突出问题。"


@dataclass(frozen=True)
class Shortcoming:
    """A paragraph of section two: its key, what it says, and which units it means.

    `figures` are those behind it that neither its text nor its units print.
    """

    key: str
    text: str
    units: tuple[Problem, ...] = ()
    figures: str = ""

    @property
    def basis(self) -> str:
        """Everything that it rests on, but not its place among the others."""
        lines = ("，".join(problem) for problem in self.units)
        return "；".join(filter(None, (self.text, *lines, self.figures)))


def shortcomings(summary: Summary) -> list[Shortcoming]:
    """Return what is wrong this month, in the order of the notice.

    A shortcoming whose text is empty is no paragraph; its units are still listed.
    """
    cases = figures_of(summary.annex2, ("cases", "fines"))
    return [
        Shortcoming("hazmat", *hazmat(summary), figures=cases),
        Shortcoming("silent", *activity(summary)),
        Shortcoming("filling", *filling(summary)),
        Shortcoming("platform", *platform(summary)),
    ]


def paragraphs(found: list[Shortcoming]) -> list[Paragraph]:
    """Return the paragraphs, numbered 一是, 二是 where there are several.

    >>> [said.text for said in paragraphs([Shortcoming("hazmat", "力度不足。")])]
    ['力度不足。']
    """
    said = [finding for finding in found if finding.text]
    if not said:
        return [Paragraph("no-problem", "正文", NOTHING)]
    numbers = [f"{numeral(n)}是" for n in range(1, len(said) + 1)]
    if len(said) == 1:
        numbers = [""]
    return [
        Paragraph(finding.key, "正文", f"{number}{finding.text}", finding.basis)
        for number, finding in zip(numbers, said, strict=True)
    ]
