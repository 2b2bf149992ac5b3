"""What is dragged over the timeline: evidence onto an event, or an event among those of the same time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData

from caseorg.domain.case import EventId, EvidenceId
from caseorg.domain.timeline import TimelineEntry

_EVIDENCE, _EVENT = "application/x-caseorg-evidence", "application/x-caseorg-event"


@dataclass(frozen=True, slots=True)
class Dragged:
    """Evidence, or one event."""

    evidence: tuple[EvidenceId, ...] = ()
    event: EventId | None = None


def pack(dragged: Dragged) -> QMimeData:
    """As a drag carries it."""
    data = QMimeData()
    if dragged.evidence:
        data.setData(_EVIDENCE, QByteArray("\n".join(dragged.evidence).encode()))
    elif dragged.event:
        data.setData(_EVENT, QByteArray(dragged.event.encode()))
    return data


def unpack(data: QMimeData) -> Dragged:
    """What of ours is in it; nothing where it comes from elsewhere."""
    keys = data.data(_EVIDENCE).toStdString().split()
    return Dragged(tuple(map(EvidenceId, keys)), EventId(data.data(_EVENT).toStdString()) or None)


def dragged_from(entries: Sequence[TimelineEntry]) -> Dragged:
    """Of a selection: all evidence by itself in it, else the event."""
    alone = [entry for entry in entries if not (entry.event or entry.message or entry.promises)]
    if alone:
        return Dragged(tuple(item.id for entry in alone for item in entry.evidence))
    events = [entry.event.id for entry in entries if entry.event]
    return Dragged(event=events[0]) if len(events) == 1 else Dragged()


def same_time(one: TimelineEntry, other: TimelineEntry) -> bool:
    """Whether their order is a matter of choice."""
    if one.at is None or other.at is None:
        return False
    return (one.at.at, one.at.precision) == (other.at.at, other.at.precision)


def neighbour(entries: Sequence[TimelineEntry], entry: TimelineEntry, by: int) -> TimelineEntry | None:
    """The event of the same time above (-1) or below (1) this one."""
    group = [candidate for candidate in entries if candidate.event and same_time(candidate, entry)]
    place = next((number for number, candidate in enumerate(group) if candidate.key == entry.key), -1) + by
    return group[place] if len(group) > 1 and 0 <= place < len(group) else None


def reordered(
    entries: Sequence[TimelineEntry], moved: EventId, target: TimelineEntry, *, below: bool
) -> tuple[EventId, ...]:
    """The events of the target's time with one of them put above or below it; empty where that is no change, or the
    moved one is of another time."""
    group = [entry.event.id for entry in entries if entry.event and same_time(entry, target)]
    if target.event is None or moved not in group or moved == target.event.id:
        return ()
    rest = [key for key in group if key != moved]
    place = rest.index(target.event.id) + below
    order = (*rest[:place], moved, *rest[place:])
    return order if list(order) != group else ()
