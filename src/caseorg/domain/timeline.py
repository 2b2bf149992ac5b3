"""What happened, in order: events, evidence that belongs to none, and the silences between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from caseorg.domain.case import CaseFile, Event, Evidence
from caseorg.domain.moments import BEIJING, Moment, Precision

SILENCE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the timeline: an event with its evidence, or evidence alone (then `event` is None)."""

    at: Moment | None
    event: Event | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A heading. `day` is None for what has no known time, which stands last, and the 1st where a month is known."""

    day: date | None
    month_only: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """Derived: nothing was recorded for at least this long."""

    length: timedelta


Row = Day | Entry | Silence


def entries(case: CaseFile) -> tuple[Entry, ...]:
    """Events and unlinked evidence in time order, undated ones last.

    At the same instant events stand first, in the order in which they were written down, as in the complaint.
    """
    items = {item.id: item for item in case.standing_evidence}
    linked = {evidence_id for event in case.events for evidence_id in event.evidence}
    found = [
        Entry(event.at, event, tuple(items[key] for key in event.evidence if key in items)) for event in case.events
    ]
    found += [Entry(item.taken_at, None, (item,)) for item in items.values() if item.id not in linked]
    return tuple(sorted(found, key=_order))


def _order(entry: Entry) -> tuple[bool, datetime, bool, int]:
    number = 0 if entry.event else entry.evidence[0].number
    if entry.at is None:
        return True, datetime.max.replace(tzinfo=BEIJING), True, number
    return False, entry.at.at, entry.at.precision is not Precision.MONTH, number


def rows(case: CaseFile) -> tuple[Row, ...]:
    """The entries under day headings, with a silence wherever 48 hours passed without a record."""
    return tuple(_rows(entries(case)))


def _rows(found: tuple[Entry, ...]) -> Iterator[Row]:
    for previous, entry in pairwise((None, *found)):
        assert entry is not None
        if silence := _silence(previous, entry):
            yield silence
        if previous is None or _day(previous) != _day(entry):
            yield _day(entry)
        yield entry


def _day(entry: Entry) -> Day:
    if entry.at is None:
        return Day(None)
    return Day(entry.at.local.date(), entry.at.precision is Precision.MONTH)


def _silence(previous: Entry | None, entry: Entry) -> Silence | None:
    if previous is None or previous.at is None or entry.at is None:
        return None
    if Precision.MONTH in (previous.at.precision, entry.at.precision):
        return None
    unknown = timedelta(days=1) if previous.at.precision is Precision.DAY else timedelta()
    length = entry.at.at - previous.at.at - unknown
    return Silence(length) if length >= SILENCE else None
