"""Whatever the month: what section one says is what its rows add up to."""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import settings as few
from hypothesis import strategies as st

from xl_addin.month.summary import Summary
from xl_addin.notice.rankings import rankings
from xl_addin.notice.writing import write
from xl_addin.sheets.units import UNITS

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


def names_in(said: str, pattern: str) -> list[str]:
    """Return the units in the list that the group of `pattern` finds, in their order."""
    match = re.search(pattern, said)
    if match is None:
        return []
    names = re.split("[、和]", match[1])
    assert match[1] == ("、".join(names[:-1]) + "和" if names[1:] else "") + names[-1]
    assert len(set(names)) == len(names)
    return names


LIST = "([^，；。（]+)"


def check_leaders(clause: str, values: dict[str, float]) -> None:
    """Compare a clause with the values of the units that have one."""
    own, *others = set(values.values()) or {None}
    if own is None:
        assert clause.endswith("本期无数据")
    elif not others and (len(values) > 1 or not own):
        assert re.search(rf"单位均?为|有数据的{LIST}均?为", clause)
        assert re.search(r"为([\d.]+)", clause)[1] == f"{round(own, 2):.10g}"  # type: ignore[index]
    else:
        place = "(?:第一位|前[两三]位)为"
        alike = names_in(
            clause, rf"^(?:非事故处罚额|危化品打非|检查处罚率){LIST}并列第一"
        )
        named = alike or names_in(clause, place + LIST)
        assert set(named) == leaders(values)
        assert not alike or len({values[unit] for unit in alike}) == 1


@given(work=works)
@few(max_examples=40, deadline=None)
def test_the_lists_of_section_one_follow_from_the_rows(
    work: dict[str, Work], fined: Make, visited: Make, case: Make, month: Any
) -> None:
    said = rankings(made(work, fined, visited, case, month))

    if not any(w != Work(0, [], []) for w in work.values()):
        assert said == "1-2月没有可以排名的执法数据。"
        return
    clauses = said.removesuffix("。").split("：")[1].split("；")
    did = {u: w for u, w in work.items() if w != Work(0, [], [])}
    fines = {u: sum(f for f, _ in w.fines) + sum(w.hazmat) for u, w in did.items()}
    hazmat = {u: sum(work[u].hazmat) if u in work else 0 for u in NAMES}
    counts = {u: len(w.fines) + len(w.hazmat) for u, w in did.items()}
    rates = {u: 100 * n / (n + did[u].visits) for u, n in counts.items()}
    unpaid = {u for u, w in did.items() if not all(paid for _, paid in w.fines)}
    for clause, values in zip(clauses, (fines, hazmat, rates), strict=False):
        check_leaders(clause, values)
    low = {u for u, rate in rates.items() if rate < 20}
    below = names_in(clauses[2], f"检查处罚率未达20%为{LIST}")
    assert set(below) == (low if low != set(rates) else set())
    assert ("未达20%" in clauses[2]) == bool(low)
    assert [rates[u] for u in below] == sorted(rates[u] for u in below)
    short = names_in(clauses[3], f"，未达100%为{LIST}")
    paid = {
        u: (sum(w.hazmat) + sum(f for f, ok in w.fines if ok)) / fines[u]
        for u, w in did.items()
        if fines[u]
    }
    alike = len(set(paid.values())) == 1 < len(paid)
    assert set(short) == (set() if alike else unpaid)
    assert ("罚款收缴率均" in clauses[3]) == (alike or bool(paid and not unpaid))
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
