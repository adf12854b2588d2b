"""The whole notice, paragraph by paragraph, from the finished month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from xl_addin.figures.facts import key_sentence
from xl_addin.look.layout import Sheet
from xl_addin.month.summary import Summary
from xl_addin.notice.paragraph import Paragraph, figures_of
from xl_addin.notice.problems import Shortcoming, paragraphs, shortcomings
from xl_addin.notice.rankings import rankings
from xl_addin.notice.words import numeral
from xl_addin.period import Month, Period
from xl_addin.sheets.settings import YES, Settings
from xl_addin.tables import annex1, annex2, year


def write(
    summary: Summary, found: list[Shortcoming] | None = None
) -> tuple[Paragraph, ...]:
    """Return the notice from its title to its date, without the annexes themselves.

    Headings and figure sentences are those of the notice of January and February
    2021; its number and its seal are not ours to give. `found` are the findings of
    section two, where they are already known.
    """
    settings, period = summary.settings, summary.period
    return (
        *_head(settings, period),
        Paragraph("heading-1", "一级标题", "一、基本情况"),
        Paragraph("figures", "正文", key_sentence(summary.facts, period)),
        _rankings(summary),
        Paragraph("heading-2", "一级标题", "二、存在的主要问题"),
        *paragraphs(shortcomings(summary) if found is None else found),
        Paragraph("heading-3", "一级标题", "三、下一步工作要求"),
        *_demands(settings),
        *_foot(settings, period),
    )


def sign_day(period: Period, settings: Settings) -> date:
    """Return the day of signature: the settled day of the month after the period."""
    after = period.end.back(-1)
    return date(after.year, after.month, settings.sign_day)


def annexes(
    settings: Settings, period: Period, unknown: Sequence[Month] = ()
) -> tuple[Sheet, ...]:
    """Return the sheets that follow the notice, in the order of its list of annexes.

    年终考核 follows as a third one where the settings want it. Of its note only the
    months of which nothing is known are for the public.
    """
    published = (annex1.SHEET, annex2.SHEET)
    if settings.year_annex != YES:
        return published
    sheet = year.sheet_of(period, unknown)
    note = sheet.note.removeprefix(year.SHEET.note)
    return (*published, replace(sheet, tag="附件3", note=note))


def _rankings(summary: Summary) -> Paragraph:
    """Return the sentence of rankings with every figure that it ranks."""
    first = ("nonaccident", "penalty_rate", "collection_rate")
    said = rankings(summary)
    figures = figures_of(summary.annex1, first), figures_of(summary.annex2, ("fines",))
    return Paragraph("rankings", "正文", said, "；".join((said, *figures)))


def _head(settings: Settings, period: Period) -> Iterator[Paragraph]:
    yield Paragraph("title-1", "标题", settings.bureau)
    about = f"关于{period.title}全市安全生产执法工作情况的通报"
    yield Paragraph("title-2", "标题", about)
    addressee = settings.addressee.rstrip("：: ")
    yield Paragraph("addressee", "主送", f"{addressee}：")
    opening = f"{period.title}全市安全生产监察执法工作情况通报如下："
    yield Paragraph("opening", "正文", opening)


def _demands(settings: Settings) -> Iterator[Paragraph]:
    number = 0
    for at, demand in enumerate(settings.demands, start=1):
        if demand.heading:
            number += 1
            heading = f"（{numeral(number)}）{demand.heading}"
            yield Paragraph(f"demand-{at}", "二级标题", heading, demand.heading)
        if demand.text:
            yield Paragraph(f"demand-{at}-text", "正文", demand.text)


def _foot(settings: Settings, period: Period) -> Iterator[Paragraph]:
    sheets = annexes(settings, period)
    titles = (sheet.title.replace("{period}", period.title) for sheet in sheets)
    for number, title in enumerate(titles, start=1):
        before = "附件：" if number == 1 else ""
        yield Paragraph(f"annex-{number}", "附件说明", f"{before}{number}.{title}")
    yield Paragraph("signature", "落款", settings.bureau)
    day = sign_day(period, settings)
    yield Paragraph("date", "日期", f"{day.year}年{day.month}月{day.day}日")
