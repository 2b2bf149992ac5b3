"""Times as people say them in a chat, as instants: `1小时内`, `3-5个工作日`, `明天上午`, `周五前`, `11月5日前`.

Each is read as its latest possible end, so that nobody is called late before every reading has passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from caseorg.domain.clocks.workdays import Calendar, add_workdays
from caseorg.domain.moments import DAY, Moment, at_end_of, latest_instant
from caseorg.domain.text.days import spoken_days
from caseorg.domain.text.terms import MONTH, SpokenTerm, Term, TermUnit, spoken_terms

_MINUTES = {TermUnit.MINUTES: 1, TermUnit.HOURS: 60}
_MOST_WORKDAYS = 250


@dataclass(frozen=True, slots=True)
class SpokenTime:
    """`bounded` says that the words name an end (内, 前); others such as `明天` may only tell when something was."""

    start: int
    end: int
    due: datetime
    bounded: bool


def spoken_times(text: str, said_at: Moment, calendar: Calendar) -> Iterator[SpokenTime]:
    """The times in the text that lie after it was said; of overlapping readings the longest, then the first."""
    taken: list[SpokenTime] = []
    for time in sorted(_all(text, said_at, calendar), key=lambda time: time.start - time.end):
        if time.due > said_at.at and all(time.end <= other.start or other.end <= time.start for other in taken):
            taken.append(time)
    yield from sorted(taken, key=lambda time: time.start)


def _all(text: str, said_at: Moment, calendar: Calendar) -> Iterator[SpokenTime]:
    for term in spoken_terms(text):
        due = _end_of(term, said_at, calendar)
        if due is not None:
            yield SpokenTime(term.start, term.end, due, bool(term.bound))
    for day in spoken_days(text, said_at):
        yield SpokenTime(day.start, day.end, latest_instant(day.at), bool(day.bound))


def _end_of(spoken: SpokenTerm, said_at: Moment, calendar: Calendar) -> datetime | None:
    try:
        return term_end(spoken.longest, said_at, calendar)
    except (OverflowError, ValueError):  # at the end of the year 9999
        return None


def term_end(term: Term, begun: Moment, calendar: Calendar) -> datetime:
    """The last instant of a term; one that is not counted in hours ends with its last day."""
    begin = latest_instant(begun)
    if term.unit in _MINUTES:
        return begin + timedelta(minutes=_MINUTES[term.unit] * term.amount)
    day = begun.local.date()
    if term.unit is TermUnit.WORKDAYS:
        return at_end_of(add_workdays(calendar, day, min(term.amount, _MOST_WORKDAYS)).latest)
    return at_end_of(day + (MONTH if term.unit is TermUnit.MONTHS else 1) * term.amount * DAY)
