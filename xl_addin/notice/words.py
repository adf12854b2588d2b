"""How the notice says numbers and places: 前三位, 第二位, 一是, （三）."""

from __future__ import annotations

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
