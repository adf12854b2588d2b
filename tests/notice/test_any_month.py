"""Whatever the month: what section one says is what its rows add up to."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from xl_addin.notice.rankings import rankings
from xl_addin.notice.writing import write
from xl_addin.summary import Summary
from xl_addin.units import UNITS

Make = Callable[..., dict[str, Any]]

NAMES = [unit.name for unit in UNITS]


class Work(NamedTuple):
    """What a unit did: visits without a penalty, fines paid or not, hazmat fines."""

    visits: int
    fines: list[tuple[int, bool]]
    hazmat: list[int]


works = st.dictionaries(
    st.sampled_from(NAMES),
    st.builds(
        Work,
        st.integers(0, 2),
        st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=2),
        st.lists(st.integers(1, 3), max_size=2),
    ),
    max_size=6,
)


def made(
    work: dict[str, Work], fined: Make, visited: Make, case: Make, month: Any
) -> Summary:
    rows = []
    for unit, did in work.items():
        rows += [visited(unit) for _ in range(did.visits)]
        rows += [fined(unit, f, collected=f if paid else 0) for f, paid in did.fines]
        rows += [case(unit, 1, f) for f in did.hazmat]
    return month(*rows)


def half_up(part: int, whole: int) -> str:
    """Return a quotient with at most two decimals, rounded as at school."""
    quotient = Decimal(part) / Decimal(whole)
    return f"{quotient.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"


def leaders(values: dict[str, float]) -> set[str]:
    """Return who has fewer than three better ones: an oracle without ranks."""
    return {
        unit
        for unit, own in values.items()
        if own > 0 and sum(other > own for other in values.values()) < 3
    }


def names_after(said: str, what: str) -> list[str]:
    """Return the units in the list that follows `what`, in their order."""
    match = re.search(rf"{what}([^，；。（]+)", said)
    if match is None:
        return []
    names = re.split("[、和]", match[1])
    assert match[1] == ("、".join(names[:-1]) + "和" if names[1:] else "") + names[-1]
    assert len(set(names)) == len(names)
    return names


@given(work=works)
@few(max_examples=40, deadline=None)
def test_the_lists_of_section_one_follow_from_the_rows(
    work: dict[str, Work], fined: Make, visited: Make, case: Make, month: Any
) -> None:
    said = rankings(made(work, fined, visited, case, month))

    did = {u: w for u, w in work.items() if w != Work(0, [], [])}
    fines = {u: sum(f for f, _ in w.fines) + sum(w.hazmat) for u, w in did.items()}
    hazmat = {u: sum(w.hazmat) for u, w in did.items()}
    counts = {u: len(w.fines) + len(w.hazmat) for u, w in did.items()}
    rates = {u: 100 * n / (n + did[u].visits) for u, n in counts.items()}
    unpaid = {u for u, w in did.items() if not all(paid for _, paid in w.fines)}
    place = "(?:第一位|前[两三]位)为"
    assert set(names_after(said, f"非事故处罚额排名{place}")) == leaders(fines)
    assert set(names_after(said, f"危化品打非排名{place}")) == leaders(hazmat)
    assert set(names_after(said, f"检查处罚率列{place}")) == leaders(rates)
    below = names_after(said, "检查处罚率未达20%为")
    assert set(below) == {u for u, rate in rates.items() if rate < 20}
    assert [rates[u] for u in below] == sorted(rates[u] for u in below)
    assert set(names_after(said, "，未达100%为")) == unpaid
    assert ("罚款收缴率均达100%" in said) == (any(fines.values()) and not unpaid)


@given(work=works)
@few(max_examples=40, deadline=None)
def test_the_numbers_of_the_figure_sentence_are_sums_of_the_rows(
    work: dict[str, Work], fined: Make, visited: Make, case: Make, month: Any
) -> None:
    found = made(work, fined, visited, case, month)
    said = {p.key: p.text for p in write(found)}["figures"]

    visits = sum(w.visits for w in work.values())
    fines = [f for w in work.values() for f, _ in w.fines]
    fines += [f for w in work.values() for f in w.hazmat]
    total = visits + len(fines)
    rates = ["100"] if fines else []
    rates += [half_up(100 * len(fines), total)] if total else []
    numbers = [str(total), str(len(fines)), f"{sum(fines)}", *rates, "0"]
    assert re.findall(r"[\d.]+", said.removeprefix("2021年1-2月")) == numbers


@given(work=works)
@few(max_examples=25, deadline=None)
def test_problems_are_numbered_from_one_and_say_something(
    work: dict[str, Work], fined: Make, visited: Make, case: Make, month: Any
) -> None:
    paragraphs = write(made(work, fined, visited, case, month))
    keys = [p.key for p in paragraphs]
    said = [p.text for p in paragraphs[keys.index("heading-2") + 1 : keys.index("heading-3")]]  # fmt: skip
    numbers = [text[0] for text in said if text[1] == "是"]
    assert numbers == ([] if len(said) == 1 else list("一二三四")[: len(said)])
    assert len(set(keys)) == len(keys)
    assert all(p.text for p in paragraphs)
