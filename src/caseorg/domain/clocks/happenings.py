"""What of a case starts and ends clocks: milestones that events name, messages that were sent, contacts, answers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from caseorg.domain.case import CaseFile, Event, EventId, Message, MessageId, PromiseId, Side
from caseorg.domain.clocks.spoken_times import latest_instant
from caseorg.domain.messages.channel import Channel, Kind, Rung
from caseorg.domain.moments import Moment, Precision, TimeSource

CONTACTED, PROMISED, REPLIED, SETTLED = "contacted", "promised", "replied", "settled"
HEARD = "heard"  # the others spoke, so that somebody was asked; it starts no clock
_REOPENING = (CONTACTED, "refund-demanded", "platform-requested", "wechat-complained", "12315-filed")
_FILED_BY_CHANNEL = {
    "12315": "12315-filed",
    "12315-report": "report-filed",
    "wechat-pay": "wechat-complained",
    "telecom": "telecom-appealed",
}
_FILINGS = (Kind.COMPLAINT, Kind.REPORT, Kind.FIRST)
_CONTACTS = (Kind.FIRST, Kind.FOLLOWUP, Kind.UPGRADE, Kind.HUMAN, Kind.EMAIL)
_DEMANDS = (Kind.FIRST, Kind.UPGRADE, Kind.EMAIL, Kind.DEMAND_LETTER, Kind.INTERVENTION)
_DEMANDED = re.compile(r"退款|退还|退回|退费|更换|换货|补发|重发|重新发|赔偿|履行")
_ANSWERING_RUNGS = (Rung.MERCHANT, Rung.UPGRADE, Rung.PLATFORM)
OTHERS = (Side.MERCHANT, Side.PLATFORM, Side.SERVICE)
_SPEAKING = re.compile(r"客服|回复|答复|回应|答应|承诺|表示|拒绝|告知|不[肯予给]?退|说(?!明)|(?<![名昵简])称")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A milestone that was reached, and by what."""

    milestone: str
    at: Moment
    channel: str = ""
    event: EventId | None = None
    message: MessageId | None = None
    promise: PromiseId | None = None

    @property
    def source(self) -> str:
        """The id of what tells of it."""
        return self.event or self.message or self.promise or ""


def happenings(case: CaseFile, channels: Mapping[str, Channel]) -> tuple[Happening, ...]:
    """All of them in the order of time."""
    found = [*_of_events(case, channels), *_of_messages(case), *_of_promises(case)]
    return tuple(sorted(found, key=lambda one: one.at.at))


def is_settled(happened: Iterable[Happening], now: datetime) -> bool:
    """It was noted, and the user has not turned to anybody since."""
    known = tuple(one for one in happened if one.at.at <= now)
    settled = max((latest_instant(one.at) for one in known if one.milestone == SETTLED), default=None)
    return settled is not None and not any(one.milestone in _REOPENING and one.at.at > settled for one in known)


def _of_events(case: CaseFile, channels: Mapping[str, Channel]) -> Iterator[Happening]:
    for event in case.events:
        if event.milestone:
            yield Happening(milestone=event.milestone, at=event.at, channel=event.channel, event=event.id)
        if event.milestone != CONTACTED and _is_contact(event, channels):
            yield Happening(milestone=CONTACTED, at=event.at, channel=event.channel, event=event.id)
        if _speaks(event):
            yield Happening(milestone=HEARD, at=event.at, channel=event.channel, event=event.id)


def _speaks(event: Event) -> bool:
    """Delivering goods is no answer; customer service does nothing but talk."""
    told = event.channel or event.agent or event.ticket or _SPEAKING.search(event.text)
    return event.side is Side.SERVICE or (event.side in OTHERS and bool(told))


def _is_contact(event: Event, channels: Mapping[str, Channel]) -> bool:
    """The user talked over a channel where somebody is to answer; a milestone of its own has its own clock."""
    channel = channels.get(event.channel)
    own_clock = event.milestone not in ("", "refund-demanded")
    return event.side is Side.ME and not own_clock and channel is not None and channel.rung in _ANSWERING_RUNGS


def _of_messages(case: CaseFile) -> Iterator[Happening]:
    for message in case.messages:
        if message.sent_at is not None:
            at = Moment(message.sent_at, Precision.SECOND, TimeSource.RECORDED)
            for milestone in _milestones(message):
                yield Happening(milestone=milestone, at=at, channel=message.channel, message=message.id)


def _milestones(message: Message) -> Iterator[str]:
    if message.kind in _FILINGS and message.channel in _FILED_BY_CHANNEL:
        yield _FILED_BY_CHANNEL[message.channel]
        return
    if message.kind == Kind.INTERVENTION:
        yield "platform-requested"
    if message.kind in _CONTACTS:
        yield CONTACTED
    if message.kind in _DEMANDS and _DEMANDED.search(message.text):
        yield "refund-demanded"


def _of_promises(case: CaseFile) -> Iterator[Happening]:
    """A promise without a time leaves one waiting like a contact without an answer."""
    for promise in case.promises:
        yield Happening(milestone=HEARD, at=promise.made_at, promise=promise.id)
        if promise.due is None and promise.kept is None:
            yield Happening(milestone=CONTACTED, at=promise.made_at, promise=promise.id)


def answered(case: CaseFile, contact: Happening) -> bool:
    """Somebody of the other side answered after the contact, over its channel or one that was not noted."""
    told = any(
        event.side in OTHERS
        and event.id != contact.event
        and contact.channel in (event.channel or contact.channel, "")
        and _not_before(event.at, contact.at)
        for event in case.events
        if contact.promise is None or event.at.at > contact.at.at
    )
    promised = any(
        promise.id != contact.promise and _not_before(promise.made_at, contact.at) for promise in case.promises
    )
    return told or (promised and contact.promise is None)


def follows(later: Happening, earlier: Happening) -> bool:
    """As far as the precision of the times tells."""
    return _not_before(later.at, earlier.at)


def _not_before(later: Moment, earlier: Moment) -> bool:
    return latest_instant(later) >= earlier.at
