"""The story of a case: what happened, part by part (买坏找答诺退办), as everything downstream reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from caseorg.domain.case import EventId, EvidenceId, MessageId, Part, PromiseId, Side
from caseorg.domain.moments import Moment
from caseorg.domain.money import short_yuan

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


@dataclass(frozen=True)
class Story:
    """All beats in the order of time, undated ones last; asides and what is kept for own use included.

    `words` are the events' whole texts, for whoever looks at wording and not at what happened.
    """

    beats: tuple[Beat, ...]
    words: tuple[tuple[EventId, str], ...] = ()

    def of(self, *parts: Part) -> tuple[Beat, ...]:
        """The beats of these parts, in order."""
        return tuple(beat for beat in self.beats if beat.part in parts)

    def marked(self, *marks: str) -> tuple[Beat, ...]:
        """The beats whose words bear one of the marks; a plan or a feeling counts as well."""
        return tuple(beat for beat in self.beats if beat.marks.intersection(marks))

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
        told = {part: [beat for beat in self.told if beat.part is part] for part in Part}
        ranked = (*told[Part.FAULT], *told[Part.SILENCE], *told[Part.REFUSAL])
        return next(iter(ranked), None)

    @cached_property
    def last_answer(self) -> Beat | None:
        """The last thing that the other side said or left unsaid."""
        answers = [beat for beat in self.told if beat.part in (*ANSWERS, Part.SILENCE) and beat.actor is not Side.ME]
        return answers[-1] if answers else None

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
