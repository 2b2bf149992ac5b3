"""The story of a case: what happened, part by part (买坏找答诺退办), as everything downstream reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from caseorg.domain.case import EventId, EvidenceId, MessageId, Part, Promise, PromiseId, Side
from caseorg.domain.moments import Moment, show_chinese
from caseorg.domain.money import short_yuan
from caseorg.domain.patterns import regex
from caseorg.domain.story.own_dates import without_own_day
from caseorg.domain.story.telling import Assertion, Telling, assertions
from caseorg.domain.story.words import Look, StoryWords, WordHit

OTHERS = (Side.MERCHANT, Side.PLATFORM, Side.SERVICE)
ANSWERS = (Part.ANSWER, Part.REFUSAL, Part.PROMISE)  # a silence is none: it stops no clock
TALKS = (Part.ASKED, *ANSWERS, Part.SILENCE)


@dataclass(frozen=True, slots=True)
class Charge:
    """Money that was taken or paid on a day; `day` is that of the event where the words name none."""

    day: date
    amount: Decimal


def _figures(text: str) -> list[str]:
    return "".join(character if character in "0123456789." else " " for character in text).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One thing that happened, as an event tells it or a part of one.

    `part` and `actor` are proposals unless `confirmed` and `actor_confirmed` say that the user said so. `text` is in
    one line without its final stop, and `sentences[core]` the sentence of it that says what the part says. `told` is
    whether it may stand in a text that goes out. `amounts` are the sums in the words. `marked` holds ids of what the
    words say beside, such as `blocked`, each with the clause that says it. A beat without `event` comes from a sent
    message, a noted promise, or what a piece of evidence is said to prove.
    """

    at: Moment | None
    part: Part
    actor: Side
    text: str
    confirmed: bool = False
    actor_confirmed: bool = False
    told: bool = True
    sentences: tuple[str, ...] = ()
    core: int = 0
    quotes: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    charges: tuple[Charge, ...] = ()
    agreed: date | None = None
    marked: tuple[tuple[str, str], ...] = ()
    evidence: tuple[EvidenceId, ...] = ()
    channel: str = ""
    agent: str = ""
    ticket: str = ""
    milestone: str = ""
    event: EventId | None = None
    message: MessageId | None = None
    promise: PromiseId | None = None
    whole: bool = True

    @property
    def marks(self) -> frozenset[str]:
        """The ids alone."""
        return frozenset(mark for mark, _ in self.marked)

    def names(self, amount: Decimal) -> bool:
        """Whether the words tell of the sum, be it without its unit."""
        if amount in self.amounts or any(charge.amount == amount for charge in self.charges):
            return True
        return short_yuan(amount) in _figures(self.text)

    @property
    def by_others(self) -> bool:
        """Whether the other side acted: merchant, platform or their customer service."""
        return self.actor in OTHERS

    def holds(self, words: str) -> bool:
        """Whether these very words stand in it, such as a ticket number."""
        return words in self.text

    @property
    def alone(self) -> str:
        """Its words without what links them to those before, such as 后来."""
        return _LINK.sub("", self.text)

    @property
    def opening(self) -> tuple[str, bool]:
        """The first sentence without its own day, and whether the time may be said before it."""
        return without_own_day(self.sentences[0], self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPromise:
    """What an event tells that the other side promised; `due` is None where no time was named."""

    event: EventId
    side: Side
    text: str
    made_at: Moment
    due: datetime | None

    def is_noted(self, noted: Iterable[Promise]) -> bool:
        """Whether one of these is this one: for the same time, or in more or fewer words, however it ended."""
        return any(
            promise.event in (self.event, None)
            and (
                (self.due is not None and self.due == promise.due)
                or self.text in promise.text
                or promise.text in self.text
            )
            for promise in noted
        )


_LINK = regex("^(?:后来|然后|结果|最后|随后|接着|可是?|但是?|就|又)+[，,]?")
_NO_WORDS = StoryWords((), (), ())
_SPEAKING = (*ANSWERS, Part.AUTHORITY)


@dataclass(frozen=True)
class Story:
    """All beats in the order of time, undated ones last; asides and what is kept for own use included.

    `tellings` are the events as wholes, in the case's order, and `noted` the promises that the user noted. What the
    rules `by` which it was read find beside parts and marks is looked for when it is first asked for.
    """

    beats: tuple[Beat, ...]
    tellings: tuple[Telling, ...] = ()
    noted: tuple[Promise, ...] = ()
    by: StoryWords = _NO_WORDS

    def of(self, *parts: Part) -> tuple[Beat, ...]:
        """The beats of these parts, in order."""
        return tuple(beat for beat in self.beats if beat.part in parts)

    def marked(self, *marks: str) -> tuple[Beat, ...]:
        """The beats whose words bear one of the marks; a plan or a feeling counts as well."""
        return tuple(beat for beat in self._bearing if beat.marks.intersection(marks))

    @cached_property
    def _bearing(self) -> tuple[Beat, ...]:
        """Those with a mark: few of many."""
        return tuple(beat for beat in self.beats if beat.marked)

    def has_mark(self, *marks: str) -> bool:
        """Whether something that happened bears one of the marks."""
        return any(beat.part is not Part.ASIDE for beat in self.marked(*marks))

    @cached_property
    def told(self) -> tuple[Beat, ...]:
        """What may stand in a text that goes out."""
        return tuple(beat for beat in self.beats if beat.told and beat.part is not Part.ASIDE)

    @cached_property
    def fault(self) -> Beat | None:
        """What went wrong: the first beat that is one, else that nobody answers any more, else the refusal."""
        by_part = {part: [beat for beat in self.told if beat.part is part] for part in Part}
        ranked = (*by_part[Part.FAULT], *by_part[Part.SILENCE], *by_part[Part.REFUSAL])
        return next(iter(ranked), None)

    @cached_property
    def last_answer(self) -> Beat | None:
        """The last thing that the other side said or left unsaid."""
        answers = [beat for beat in self.told if beat.part in (*ANSWERS, Part.SILENCE) and beat.actor is not Side.ME]
        return answers[-1] if answers else None

    @cached_property
    def refund_terms(self) -> str:
        """The words by which the other side said that it takes nothing back, 概不退换 where they are not quoted; empty
        where it said no such thing."""
        refusing = (beat for beat in reversed(self.marked("no-refund-terms")) if beat.by_others and beat.told)
        beat = next(refusing, None)
        return next((words for words in reversed(beat.quotes) if "退" in words), "概不退换") if beat else ""

    @cached_property
    def contacts(self) -> tuple[Beat, ...]:
        """How often the user asked: events and sent messages."""
        return self.of(Part.ASKED)

    @cached_property
    def gone(self) -> Beat | None:
        """The first sign that the other side cannot be reached any more: blocked, closed, the site gone."""
        found = (beat for beat in self.marked("blocked", "closed") if beat.part is not Part.ASIDE)
        return next((beat for beat in found if beat.by_others or beat.actor in (Side.SYSTEM, Side.UNKNOWN)), None)

    @cached_property
    def told_texts(self) -> dict[EventId, str]:
        """Event → what papers tell of it; without those that they do not tell."""
        return {telling.event: telling.text for telling in self.tellings if telling.text}

    @cached_property
    def assertions(self) -> tuple[Assertion, ...]:
        """The sentences that papers print of the events."""
        return tuple(assertion for telling in self.tellings for assertion in assertions(telling, self.by))

    def in_beats(self, look: Look) -> tuple[tuple[Beat, WordHit], ...]:
        """What such a look finds, beat by beat."""
        if look not in self._found:
            hits = self.by.hits(look)
            self._found[look] = tuple((beat, hit) for beat in self.beats for hit in hits[beat.text])
        return self._found[look]

    @cached_property
    def _found(self) -> dict[Look, tuple[tuple[Beat, WordHit], ...]]:
        """What was looked for so far."""
        return {}

    def in_events(self, look: Look) -> tuple[tuple[EventId, WordHit], ...]:
        """What such a look finds in the events' whole words, those that are no part of what happened included."""
        hits = self.by.hits(look)
        return tuple((telling.event, hit) for telling in self.tellings for hit in hits[telling.typed])

    def is_aside(self, event: EventId) -> bool:
        """Whether nothing that the event tells happened."""
        return {beat.part for beat in self.by_event.get(event, ())} == {Part.ASIDE}

    def rules_met(self, look: Look) -> dict[str, tuple[str, ...]]:
        """The ids of what such a look finds in the events, each with the words."""
        found: dict[str, list[str]] = {}
        for _, hit in self.in_events(look):
            found.setdefault(hit.rule, []).append(hit.words)
        return {rule: tuple(words) for rule, words in found.items()}

    @cached_property
    def statements(self) -> frozenset[str]:
        """What the told beats say of what a kind of problem needs said, each with its time before it."""
        met = frozenset[str]()
        for beat in self.told:
            met = self.by.statements(_dated(beat.at, beat.text), met)
        return met

    def unnoted(self, event: EventId) -> tuple[ToldPromise, ...]:
        """What the other side promised as the event tells, and is not noted yet."""
        found = [promise for beat in self.by_event.get(event, ()) for promise in _promised(event, beat, self.by)]
        return tuple([promise for promise in found if not promise.is_noted(self.noted)]) if found else ()

    @cached_property
    def proposals(self) -> tuple[Beat, ...]:
        """The beats of events whose part nobody confirmed yet."""
        return tuple(beat for beat in self.beats if beat.event and not beat.confirmed)

    @cached_property
    def by_event(self) -> dict[EventId, tuple[Beat, ...]]:
        """Event → its beats; several where its words tell of several things."""
        found: dict[EventId, tuple[Beat, ...]] = {}
        for beat in self.beats:
            if beat.event:
                found[beat.event] = (*found.get(beat.event, ()), beat)
        return found


def leading(beats: Iterable[Beat]) -> Beat | None:
    """The beat that an event is shown as: what went wrong before what was said, else the first."""
    ordered = tuple(beats)
    return next((beat for beat in ordered if beat.part is Part.FAULT), ordered[0] if ordered else None)


def statements_told(at: Moment | None, text: str, by: StoryWords) -> frozenset[str]:
    """What words say of what a kind of problem needs said, with their time before them."""
    return by.statements(_dated(at, text), frozenset())


def _dated(at: Moment | None, text: str) -> str:
    return f"{show_chinese(at)}，{text}" if at else text


def _promised(event: EventId, beat: Beat, by: StoryWords) -> Iterator[ToldPromise]:
    """A part that the user confirmed holds promises only where somebody speaks in it."""
    if beat.at is None or beat.part is Part.ASIDE or beat.actor is Side.ME:
        return
    if not beat.confirmed or beat.part in _SPEAKING:
        for text, due in by.promises(beat.text, beat.at, beat.actor):
            yield ToldPromise(event=event, side=beat.actor, text=text, made_at=beat.at, due=due)
