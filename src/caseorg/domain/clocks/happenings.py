"""What of a case starts and ends clocks: milestones that the user named, contacts, messages that were sent, answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile, EventId, Message, MessageId, Part, PromiseId, Side
from caseorg.domain.messages.channel import Channel, MessageKind, Rung
from caseorg.domain.moments import Moment, Precision, TimeSource, latest_instant
from caseorg.domain.story.story import ANSWERS, Beat, Story

CONTACTED, PROMISED, REPLIED, SETTLED = "contacted", "promised", "replied", "settled"
REFUSED = "refused"  # the others' own no, as the story has it; it ends what was asked of the same side
HEARD = "heard"  # the others spoke, so that somebody was asked; it starts no clock
PLATFORM_ASKED = "platform-requested"
_REOPENING = (CONTACTED, "refund-demanded", PLATFORM_ASKED, "wechat-complained", "12315-filed")
_FILED_BY_CHANNEL = {
    "12315": "12315-filed",
    "12315-report": "report-filed",
    "wechat-pay": "wechat-complained",
    "telecom": "telecom-appealed",
}
_FILINGS = (MessageKind.COMPLAINT, MessageKind.REPORT, MessageKind.FIRST)
_CONTACTS = (MessageKind.FIRST, MessageKind.FOLLOWUP, MessageKind.UPGRADE, MessageKind.HUMAN, MessageKind.EMAIL)
_DEMANDS = (
    MessageKind.FIRST,
    MessageKind.UPGRADE,
    MessageKind.EMAIL,
    MessageKind.DEMAND_LETTER,
    MessageKind.INTERVENTION,
)
_ANSWERING_RUNGS = (Rung.MERCHANT, Rung.UPGRADE, Rung.PLATFORM)
_NO_ANSWERERS = (Side.AUTHORITY, Side.SYSTEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A milestone that was reached, and by what. `side` is who spoke, where somebody did."""

    milestone: str
    at: Moment
    channel: str = ""
    side: Side = Side.UNKNOWN
    event: EventId | None = None
    message: MessageId | None = None
    promise: PromiseId | None = None

    @property
    def source(self) -> str:
        """The id of what tells of it."""
        return self.event or self.message or self.promise or ""


def happenings(case: CaseFile, story: Story, channels: Mapping[str, Channel]) -> tuple[Happening, ...]:
    """All of them in the order of time. What is an aside in the story counts for nothing."""
    found = [*_named(case, story), *_told(story, channels), *_of_messages(case, story), *_of_promises(case)]
    return tuple(sorted(found, key=lambda happening: happening.at.at))


def is_settled(happened: Iterable[Happening], now: datetime) -> bool:
    """It was noted, and the user has not turned to anybody since."""
    known = tuple(happening for happening in happened if happening.at.at <= now)
    settled = max((latest_instant(happening.at) for happening in known if happening.milestone == SETTLED), default=None)
    return settled is not None and not any(
        happening.milestone in _REOPENING and happening.at.at > settled for happening in known
    )


def _named(case: CaseFile, story: Story) -> Iterator[Happening]:
    """The milestones that the user named. Whoever never answers has not replied, whatever was named."""
    for event in case.events:
        parts = {beat.part for beat in story.by_event.get(event.id, ())}
        aside, silent = parts == {Part.ASIDE}, parts == {Part.SILENCE}
        if event.milestone and not aside and not (silent and event.milestone == REPLIED):
            yield Happening(milestone=event.milestone, at=event.at, channel=event.channel, event=event.id)


def _told(story: Story, channels: Mapping[str, Channel]) -> Iterator[Happening]:
    """The contacts and answers that events tell of."""
    for beat in story.of(Part.ASKED, *ANSWERS):
        if beat.event is None or beat.at is None:
            continue
        if beat.milestone != CONTACTED and _is_contact(beat, channels):
            yield _of_beat(CONTACTED, beat)
        if is_answer(beat):
            yield _of_beat(HEARD, beat)
            if beat.part is Part.REFUSAL:
                yield _of_beat(REFUSED, beat)


def _of_beat(milestone: str, beat: Beat) -> Happening:
    assert beat.at
    return Happening(milestone=milestone, at=beat.at, channel=beat.channel, side=beat.actor, event=beat.event)


def is_answer(beat: Beat) -> bool:
    """The others spoke; what a machine or an authority says is no answer of theirs."""
    return beat.part in ANSWERS and beat.actor not in _NO_ANSWERERS


def _is_contact(beat: Beat, channels: Mapping[str, Channel]) -> bool:
    """The user asked where somebody is to answer; a milestone of its own has its own clock."""
    channel = channels.get(beat.channel) if beat.channel else None
    own_clock = beat.milestone not in ("", "refund-demanded")
    return beat.part is Part.ASKED and not own_clock and (channel is None or _answers(channel))


def _answers(channel: Channel) -> bool:
    """Beside the ladder's own rungs, whoever takes a follow-up; a payment service has a time of its own."""
    return channel.rung in _ANSWERING_RUNGS or (MessageKind.FOLLOWUP in channel.kinds and not channel.stops_payments)


def _of_messages(case: CaseFile, story: Story) -> Iterator[Happening]:
    demanding = {beat.message for beat in story.marked("refund-demand")}
    for message in case.messages:
        if message.sent_at is not None:
            at = Moment(message.sent_at, Precision.SECOND, TimeSource.RECORDED)
            for milestone in _milestones(message, demanding=message.id in demanding):
                yield Happening(milestone=milestone, at=at, channel=message.channel, message=message.id)


def _milestones(message: Message, *, demanding: bool) -> Iterator[str]:
    if message.kind in _FILINGS and message.channel in _FILED_BY_CHANNEL:
        yield _FILED_BY_CHANNEL[message.channel]
        return
    if message.kind == MessageKind.INTERVENTION:
        yield PLATFORM_ASKED
    if message.kind in _CONTACTS:
        yield CONTACTED
    if message.kind in _DEMANDS and demanding:
        yield "refund-demanded"


def _of_promises(case: CaseFile) -> Iterator[Happening]:
    """A promise without a time leaves one waiting like a contact without an answer."""
    for promise in case.promises:
        yield Happening(milestone=HEARD, at=promise.made_at, side=promise.side, promise=promise.id)
        if promise.due is None and promise.kept is None:
            yield Happening(milestone=CONTACTED, at=promise.made_at, promise=promise.id)


def answered(happened: Iterable[Happening], contact: Happening) -> bool:
    """Somebody of the other side spoke after the contact, over its channel or one that was not noted."""
    heard = (answer for answer in happened if answer.milestone == HEARD and _reaches(answer, contact))
    if contact.promise is None:
        return any(follows(answer, contact) for answer in heard)
    return any(answer.at.at > contact.at.at and answer.promise != contact.promise for answer in heard)


def _reaches(answer: Happening, contact: Happening) -> bool:
    """A noted promise has no channel; whoever made it was asked."""
    return contact.channel in (answer.channel or contact.channel, "")


def ends(end: Happening, start: Happening, milestones: Iterable[str]) -> bool:
    """Whether one of these milestones was reached after the start, or the side that was asked said no."""
    if not follows(end, start):
        return False
    return end.milestone in milestones or (REPLIED in milestones and end.milestone == REFUSED and _refuses(end, start))


def _refuses(end: Happening, start: Happening) -> bool:
    if start.milestone == PLATFORM_ASKED and end.side is Side.PLATFORM:
        return True
    return bool(start.channel) and end.channel == start.channel


def follows(later: Happening, earlier: Happening) -> bool:
    """As far as the precision of the times tells."""
    return latest_instant(later.at) >= earlier.at.at
