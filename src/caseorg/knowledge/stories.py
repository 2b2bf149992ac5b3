"""The story of a case by the shipped words, or the user's own."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from threading import Lock

from caseorg.domain.case import CaseFile, Event, Side
from caseorg.domain.moments import Moment
from caseorg.domain.story.beats import event_beats
from caseorg.domain.story.reading import read_story
from caseorg.domain.story.story import Beat, Story, statements_told
from caseorg.domain.story.words import StoryWords
from caseorg.knowledge.library import Knowledge
from caseorg.knowledge.looks import promises_in, searches, statement_search


@dataclass
class _Reading:
    """A story that is being read, or was."""

    case: CaseFile
    words: StoryWords
    story: Story | None = None
    lock: Lock = field(default_factory=Lock)


# A case file never changes: whoever asks again for one of the last few, or for one that differs in what no story tells,
# is given what was read.
_recent: deque[_Reading] = deque(maxlen=4)
_looking = Lock()


def beats_of(knowledge: Knowledge, case: CaseFile, event: Event) -> tuple[Beat, ...]:
    """What one event tells of, as it stands or as it is being written; the case says what its evidence shows."""
    if not event.text.strip():
        return ()
    shown = (kind for item in case.standing_evidence if item.id in event.evidence for kind in item.shows)
    promised = any(promise.event == event.id for promise in case.promises)
    return event_beats(event, tuple(dict.fromkeys(shown)), promised, reading_words(knowledge))


def statements_typed(knowledge: Knowledge, at: Moment, text: str) -> frozenset[str]:
    """What the words of an event that is being written say of what a kind of problem needs said."""
    return statements_told(at, text, reading_words(knowledge))


def story_of(knowledge: Knowledge, case: CaseFile) -> Story:
    """What happened in the case, part by part; read once for all that ask about the same case file."""
    reading = _reading(case, reading_words(knowledge))
    with reading.lock:  # who asks while it is read waits for it instead of reading it too
        if reading.story is None:
            reading.story = read_story(reading.case, reading.words)
        return reading.story


def _reading(case: CaseFile, words: StoryWords) -> _Reading:
    with _looking:
        for known in _recent:
            if known.words is words and _tells_the_same(known.case, case):
                return known
        _recent.append(_Reading(case, words))
        return _recent[-1]


def _tells_the_same(one: CaseFile, other: CaseFile) -> bool:
    """Whether they have all in common that a story is read from: what is typed into a case mostly is not of it."""
    return (
        one.events is other.events
        and one.evidence is other.evidence
        and one.promises is other.promises
        and one.messages is other.messages
        and one.orders == other.orders
    )


@lru_cache(maxsize=4)
def reading_words(knowledge: Knowledge) -> StoryWords:
    """By which words stories are read; nothing is looked for before it is asked for."""

    @lru_cache(maxsize=20_000)
    def promises(text: str, said_at: Moment, side: Side) -> tuple[tuple[str, datetime | None], ...]:
        return tuple(promises_in(knowledge, text, said_at, side))

    return replace(
        knowledge.story_words,
        searches=searches(knowledge),
        promises=promises,
        statements=statement_search(knowledge),
    )
