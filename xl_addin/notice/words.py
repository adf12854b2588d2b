"""Small words of the notice: numerals as it writes them, places, and who is meant."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.figures.indicators import name_list
from xl_addin.sheets.settings import YES, Settings

_DIGITS = "零一二三四五六七八九十"


def numeral(number: int) -> str:
    """Return a number as the notice writes small ones; from 100 on in figures.

    >>> numeral(3), numeral(10), numeral(14), numeral(20), numeral(35)
    ('三', '十', '十四', '二十', '三十五')
    """
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _DIGITS[number]
    if number >= 100:
        return str(number)
    left = "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return left + (_DIGITS[ones] if ones else "")


def best(places: int) -> str:
    """Return the first `places` places in words.

    >>> best(1), best(2), best(3)
    ('第一位', '前两位', '前三位')
    """
    if places == 1:
        return "第一位"
    return f"前{'两' if places == 2 else numeral(places)}位"


def who(units: Sequence[str], settings: Settings) -> str:
    """Return which units, or how many where the setting 点名 is off.

    >>> who(["龙港市", "苍南县"], Settings(name_units="是")), who(["龙港市"], Settings())
    ('龙港市和苍南县', '1个单位')
    """
    naming = settings.name_units == YES
    return name_list(units) if naming else f"{len(units)}个单位"
