"""When each inspection took place and what came of it, drawn by a fixed seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from examples.published import FEBRUARY, JANUARY, Case, Unit

SEED = "A3 2021"
LAST_WORKING_DAY = date(2021, 2, 26)

_FESTIVAL = (date(2021, 2, 11), date(2021, 2, 17))
_MADE_UP = {date(2021, 2, 7), date(2021, 2, 20)}  # weekends worked for the festival
_ON_DUTY = date(2021, 2, 16)  # the one day of the festival with inspections


@dataclass(frozen=True)
class Visit:
    """One inspection; `fines` are its decisions, none, one or two."""

    day: date
    fines: tuple[float, ...] = ()
    case: Case | None = None
    suspended: bool = False
    filed: date | None = None
    decided: date | None = None
    paid: date | None = None


def draw(limit: int, *key: object) -> int:
    """Return a number below `limit` that depends on the key and nothing else.

    No generator with a state: a row added to the example leaves the others alone.
    """
    digest = sha256(repr((SEED, *key)).encode()).digest()
    return int.from_bytes(digest[:8]) % limit


def is_working(day: date) -> bool:
    """Tell whether the bureaus worked on a day of that winter."""
    if _FESTIVAL[0] <= day <= _FESTIVAL[1]:
        return False
    return day.weekday() < 5 or day in _MADE_UP


def working(day: date) -> date:
    """Return the first working day on or after a day."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def days(first: date, last: date) -> list[date]:
    """Return the days on which inspections took place, both ends included."""
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in span if is_working(day) or day == _ON_DUTY]


# So early that the fine is decided and paid within the period.
_FINED = days(date(2021, 1, 4), date(2021, 1, 29))
_RAIDED = {
    JANUARY: days(date(2021, 1, 4), date(2021, 1, 26)),
    FEBRUARY: days(date(2021, 2, 1), date(2021, 2, 5)),
}
_QUIET = days(date(2021, 1, 4), LAST_WORKING_DAY)


def punished(
    day: date, fines: tuple[float, ...], case: Case | None = None, *, suspended: bool
) -> Visit:
    """Return an inspection with the dates of the case that followed."""
    key = (day, fines)
    filed = working(day + timedelta(days=draw(3, "filed", *key)))
    decided = working(filed + timedelta(days=8 + draw(8, "decided", *key)))
    paid = working(decided + timedelta(days=1 + draw(7, "paid", *key)))
    paid = min(paid, LAST_WORKING_DAY)
    return Visit(day, fines, case, suspended, filed, decided, paid)


def visits_of(unit: Unit) -> list[Visit]:
    """Return the inspections of a unit, oldest first."""
    punishing = [*_fined(unit), *_raids(unit)]
    quiet = [
        Visit(_QUIET[draw(len(_QUIET), unit.name, "quiet", n)])
        for n in range(unit.inspections - len(punishing))
    ]
    return sorted(punishing + quiet, key=lambda visit: visit.day)


def _fined(unit: Unit) -> Iterator[Visit]:
    firms = len(unit.fines) - unit.further
    for n, fine in enumerate(unit.fines[:firms]):
        on_the_head = unit.fines[firms:][n : n + 1]
        day = _FINED[draw(len(_FINED), unit.name, "fined", n)]
        yield punished(day, (fine, *on_the_head), suspended=n < unit.suspended)


def _raids(unit: Unit) -> Iterator[Visit]:
    for n, case in enumerate(unit.cases):
        choice = _RAIDED[case.month]
        day = choice[draw(len(choice), unit.name, "raid", n)]
        yield punished(day, (case.fine,), case, suspended=False)
