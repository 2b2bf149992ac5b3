"""What of the timeline is shown: by who acted, by kind, by what is missing, by words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from caseorg.domain.case import Side
from caseorg.domain.story.story import Beat, leading
from caseorg.domain.text.folding import fold
from caseorg.domain.timeline import TimelineEntry
from caseorg.views.story import is_proposed


class FilterMark(StrEnum):
    """What an entry can be picked out by; the values are its names."""

    ME = "Me"
    OTHER = "The other side"
    PLATFORM = "Platform"
    REST = "System, authority"
    PROMISE = "Promises"
    MESSAGE = "Messages sent"
    LOOSE = "Evidence alone"
    BARE = "No evidence"
    OPEN = "To confirm"


_SIDES = {
    Side.ME: FilterMark.ME,
    Side.MERCHANT: FilterMark.OTHER,
    Side.SERVICE: FilterMark.OTHER,
    Side.PLATFORM: FilterMark.PLATFORM,
    Side.SYSTEM: FilterMark.REST,
    Side.AUTHORITY: FilterMark.REST,
}
_WHO = frozenset(_SIDES.values())
_KIND = frozenset((FilterMark.PROMISE, FilterMark.MESSAGE, FilterMark.LOOSE))
_LACKS = frozenset((FilterMark.BARE, FilterMark.OPEN))


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Empty for all. Of who acted, and of the kinds, one that is chosen is enough; of what is missing, all is asked."""

    marks: frozenset[FilterMark] = frozenset()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.marks or self.words.strip())

    def takes(self, marks: frozenset[FilterMark]) -> bool:
        """Whether an entry with these marks is shown."""
        groups = (self.marks & _WHO, self.marks & _KIND)
        return all(not group or group & marks for group in groups) and marks >= self.marks & _LACKS


def marks_of(entry: TimelineEntry, beats: tuple[Beat, ...] = ()) -> frozenset[FilterMark]:
    """By what the entry can be picked out; `beats` are what its event tells of."""
    return frozenset(_marks(entry, beats))


def _marks(entry: TimelineEntry, beats: tuple[Beat, ...]) -> Iterator[FilterMark]:
    first = leading(beats)
    side = first.actor if first else entry.side
    if side and (who := _SIDES.get(side)):
        yield who
    if entry.promises:
        yield FilterMark.PROMISE
    if entry.message:
        yield FilterMark.MESSAGE
    elif entry.event is None and not entry.promises:
        yield FilterMark.LOOSE
    if entry.event and not entry.evidence:
        yield FilterMark.BARE
    if any(map(is_proposed, beats)):
        yield FilterMark.OPEN


def count_marks(marks: Iterable[frozenset[FilterMark]]) -> Counter[FilterMark]:
    """How many entries have each."""
    return Counter(mark for found in marks for mark in found)


def searched_words(entry: TimelineEntry) -> str:
    """All words of an entry, folded; those of its evidence too."""
    parts = [entry.text, *(promise.text for promise in entry.promises)]
    if entry.event:
        parts += [entry.event.agent, entry.event.ticket]
    for item in entry.evidence:
        parts += [item.label, item.name, item.source, item.proves]
    return fold("\n".join(parts)).text


def wanted_words(words: str) -> tuple[str, ...]:
    """Each of them has to be there."""
    return tuple(filter(None, (fold(word).text for word in words.split())))
