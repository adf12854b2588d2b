"""Numbers and headings of the printed notice, whatever was left out or rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, pairwise

from xl_addin.notice.paragraph import Kind, Paragraph
from xl_addin.notice.problems import PROBLEMS
from xl_addin.notice.words import numeral

_PROBLEM = re.compile("^[一二三四五六七八九十]+是")
_SECTION = re.compile("^[一二三四五六七八九十]+、")
_DEMAND = re.compile("^（[一二三四五六七八九十]+）")
_OTHER_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]")
_ANNEXES = re.compile("^附件[:：]")
_IN_SECTION: tuple[Kind, ...] = ("正文", "二级标题")


def numbered(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with what holds them together put right.

    Problems, sections and demands are numbered without a gap, a problem of one's
    own among them; one problem alone needs no 一是. A heading with nothing below it
    is left out, and the list of annexes begins with 附件：, whichever comes first.
    """
    return list(_annexes(_headings(_problems(_without_empty(paragraphs)))))


def _without_empty(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    kinds = {paragraph.key: paragraph.kind for paragraph in paragraphs}
    empty = {
        key
        for key, following in pairwise([*kinds, ""])
        if kinds[key] == "一级标题" and kinds.get(following) not in _IN_SECTION
    }
    return [paragraph for paragraph in paragraphs if paragraph.key not in empty]


def _problems(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, problems numbered, one of their lines that has a number, too."""
    before = [None, *(paragraph.key for paragraph in paragraphs)]
    pairs = zip(paragraphs, before, strict=False)
    which = [_is_problem(paragraph, key) for paragraph, key in pairs]
    numbers = count(1)
    for paragraph, problem in zip(paragraphs, which, strict=True):
        if not problem:
            yield paragraph
            continue
        number = f"{numeral(next(numbers))}是" if sum(which) > 1 else ""
        text = _PROBLEM.sub("", paragraph.text)
        yield replace(paragraph, text=f"{number}{text}")


def _is_problem(paragraph: Paragraph, key_before: str | None) -> bool:
    if paragraph.key not in PROBLEMS or _OTHER_NUMBER.match(paragraph.text):
        return False
    return paragraph.key != key_before or bool(_PROBLEM.match(paragraph.text))


def _headings(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    sections, demands = count(1), count(1)
    for paragraph in paragraphs:
        text = paragraph.text
        if paragraph.kind == "一级标题":
            text = _SECTION.sub(lambda _: f"{numeral(next(sections))}、", text)
        elif paragraph.kind == "二级标题":
            text = _DEMAND.sub(lambda _: f"（{numeral(next(demands))}）", text)
        yield replace(paragraph, text=text)


def _annexes(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    begun = False
    for paragraph in paragraphs:
        first = paragraph.kind == "附件说明" and not begun
        begun = begun or first
        labelled = not first or _ANNEXES.match(paragraph.text)
        text = paragraph.text if labelled else f"附件：{paragraph.text}"
        yield replace(paragraph, text=text)
