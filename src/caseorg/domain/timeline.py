"""What happened, in order: events, messages sent, promises and evidence that belong to none, and the silences."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from caseorg.domain.case import CaseFile, Event, EventId, Evidence, EvidenceId, Message, Promise, Side
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource

SILENCE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing on the timeline: an event, a message that was sent, promises alone, or evidence alone.

    An event has the evidence that belongs to it and the promises that it tells of. A message has the evidence that
    was sent along: it only refers to it, the evidence keeps its own place.
    """

    at: Moment | None
    event: Event | None
    evidence: tuple[Evidence, ...]
    message: Message | None = None
    promises: tuple[Promise, ...] = ()

    @property
    def key(self) -> str:
        """The id of the event, the message, the first promise or the first piece of evidence."""
        things = (self.event, self.message, *self.promises, *self.evidence)
        return next(thing.id for thing in things if thing is not None)

    @property
    def text(self) -> str:
        """What it says; evidence alone is called by its name."""
        main = self.event or self.message or next(iter(self.promises), None)
        return main.text if main else self.evidence[0].name

    @property
    def side(self) -> Side | None:
        """Who acted; nobody where evidence stands alone."""
        if self.message:
            return Side.ME
        main = self.event or next(iter(self.promises), None)
        return main.side if main else None


@dataclass(frozen=True, slots=True)
class Day:
    """A heading. `day` is None for what has no known time, which stands last, and the 1st where a month is known. What
    is not certain stands under its own words, `said`."""

    day: date | None
    month_only: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Derived: nothing was recorded for at least this long."""

    length: timedelta


Row = Day | TimelineEntry | Silence


def entries(case: CaseFile) -> tuple[TimelineEntry, ...]:
    """Events, sent messages, and what belongs to none of them in time order, undated evidence last.

    At the same instant events stand first, in the order in which they were written down, as in the complaint.
    """
    items = {item.id: item for item in case.standing_evidence}
    event_ids = {event.id for event in case.events}
    linked = {key for event in case.events for key in event.evidence}
    promises = _by_event(case.promises)
    found = [
        TimelineEntry(event.at, event, _standing(event.evidence, items), promises=tuple(promises[event.id]))
        for event in case.events
    ]
    found += [_message_entry(message, items) for message in case.messages if message.sent_at]
    found += [
        TimelineEntry(promise.made_at, None, (), promises=(promise,))
        for promise in case.promises
        if promise.event not in event_ids
    ]
    found += [TimelineEntry(item.taken_at, None, (item,)) for item in items.values() if item.id not in linked]
    return tuple(sorted(found, key=_order))


def records(case: CaseFile) -> tuple[TimelineEntry, ...]:
    """The entries and, at its own time, each piece of evidence that stands with an event: nothing between them."""
    found = entries(case)
    linked = {item.id: item for entry in found if entry.event for item in entry.evidence if item.taken_at}
    return tuple(
        sorted((*found, *(TimelineEntry(item.taken_at, None, (item,)) for item in linked.values())), key=_order)
    )


def _by_event(promises: Iterable[Promise]) -> Mapping[EventId | None, list[Promise]]:
    grouped: dict[EventId | None, list[Promise]] = defaultdict(list)
    for promise in promises:
        grouped[promise.event].append(promise)
    return grouped


def _message_entry(message: Message, items: Mapping[EvidenceId, Evidence]) -> TimelineEntry:
    assert message.sent_at
    sent = Moment(message.sent_at, Precision.MINUTE, TimeSource.RECORDED)
    return TimelineEntry(sent, None, _standing(message.attached, items), message=message)


def _standing(keys: tuple[EvidenceId, ...], items: Mapping[EvidenceId, Evidence]) -> tuple[Evidence, ...]:
    return tuple(items[key] for key in keys if key in items)


def _order(entry: TimelineEntry) -> tuple[bool, datetime, bool, int]:
    number = 0 if entry.event or not entry.evidence else entry.evidence[0].number
    if entry.at is None:
        return True, datetime.max.replace(tzinfo=BEIJING), True, number
    return False, entry.at.at, entry.at.precision is not Precision.MONTH, number


def rows(case: CaseFile) -> tuple[Row, ...]:
    """The entries under day headings, with a silence wherever 48 hours passed without a record.

    Evidence of an event that was taken meanwhile is a record too.
    """
    taken = (item.taken_at for item in case.standing_evidence)
    exact = (at for at in taken if at and at.precision is not Precision.MONTH)
    return tuple(_rows(entries(case), sorted(exact, key=_instant)))


def _rows(found: tuple[TimelineEntry, ...], taken: Sequence[Moment]) -> Iterator[Row]:
    for previous, entry in pairwise((None, *found)):
        assert entry is not None
        if silence := _silence(previous, entry, taken):
            yield silence
        if previous is None or _day(previous) != _day(entry):
            yield _day(entry)
        yield entry


def _day(entry: TimelineEntry) -> Day:
    if entry.at is None:
        return Day(None)
    return Day(entry.at.local.date(), entry.at.precision is Precision.MONTH, entry.at.said)


def _silence(previous: TimelineEntry | None, entry: TimelineEntry, taken: Sequence[Moment]) -> Silence | None:
    """The longest one between two entries."""
    if previous is None or previous.at is None or entry.at is None:
        return None
    if Precision.MONTH in (previous.at.precision, entry.at.precision):
        return None
    first = bisect_right(taken, previous.at.at, key=_instant)
    between = taken[first : bisect_left(taken, entry.at.at, first, key=_instant)]
    length = max(_gap(*pair) for pair in pairwise((previous.at, *between, entry.at)))
    return Silence(length) if length >= SILENCE else None


def _gap(earlier: Moment, later: Moment) -> timedelta:
    unknown = timedelta(days=1) if earlier.precision is Precision.DAY else timedelta()
    if earlier.until:
        unknown = earlier.until - earlier.at
    return later.at - earlier.at - unknown


def _instant(moment: Moment) -> datetime:
    return moment.at
