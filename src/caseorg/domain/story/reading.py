"""From a case to its story: events, sent messages, promises, and faults that evidence alone shows."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from caseorg.domain.case import CaseFile, Event, Evidence, Message, Part, Promise, Side
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.domain.patterns import regex
from caseorg.domain.story.beats import QUOTED, event_beats, marks_of
from caseorg.domain.story.pieces import STOPS
from caseorg.domain.story.story import Beat, Story
from caseorg.domain.story.telling import Telling
from caseorg.domain.story.words import StoryWords

_NEAR = timedelta(hours=1)
_FAULTS = ("failure", "status", "notice")
_OF_A_MESSAGE = frozenset({"refund-demand"})
_PUNCTUATION = regex(r"[\W_]+")


def read_story(case: CaseFile, words: StoryWords) -> Story:
    """The case's events, sent messages, promises and faults that evidence alone shows, as parts of one story.

    An event whose part was confirmed is one beat; of another the words may tell of several.
    """
    shows = {item.id: item.shows for item in case.standing_evidence}
    promised = {promise.event for promise in case.promises}
    beats: list[Beat] = []
    tellings: list[Telling] = []
    for event in case.events:
        if event.text.strip():
            kinds = tuple(dict.fromkeys(kind for key in event.evidence for kind in shows.get(key, ())))
            event_parts = event_beats(event, kinds, event.id in promised, words)
            beats += event_parts
            tellings.append(_telling(event, event_parts))
    beats += _messages(case, beats, words)
    beats += _promises(case, beats, words)
    beats += _shown_faults(case, beats, words)
    complete = _with_fault(_with_purchase(case, sorted(beats, key=_when)))
    return Story(complete, tuple(tellings), case.promises, words)


def _telling(event: Event, beats: Sequence[Beat]) -> Telling:
    """The words as they were typed where all of them tell what happened."""
    telling_beats = [beat for beat in beats if beat.part is not Part.ASIDE]
    whole = event.text.strip() if len(telling_beats) == len(beats) else "，".join(beat.text for beat in telling_beats)
    return Telling(event=event.id, at=event.at, typed=event.text, text=whole if event.in_complaint else "")


def _when(beat: Beat) -> datetime:
    return beat.at.at if beat.at else datetime.max.replace(tzinfo=BEIJING)


def _with_purchase(case: CaseFile, beats: list[Beat]) -> list[Beat]:
    """Where nothing tells of buying: the first thing that names what an order cost is the purchase."""
    if any(beat.part is Part.BUY for beat in beats):
        return beats
    paid = [order.paid for order in case.orders if order.paid is not None]
    for place, beat in enumerate(beats):
        if _is_open(beat) and any(beat.names(amount) for amount in paid):
            beats[place] = replace(beat, part=Part.BUY, actor=beat.actor or Side.ME)
            break
    return beats


def _with_fault(beats: list[Beat]) -> tuple[Beat, ...]:
    """Where nothing is known to have gone wrong: the last thing that is no talk, and is told before they were first
    asked, is what they were asked about."""
    asked = next((n for n, beat in enumerate(beats) if beat.part is Part.ASKED), 0)
    open_ones = [n for n, beat in enumerate(beats[:asked]) if _is_open(beat)]
    if open_ones and not any(beat.part is Part.FAULT for beat in beats):
        place = open_ones[-1]
        beats[place] = replace(beats[place], part=Part.FAULT, actor=beats[place].actor or Side.SYSTEM)
    return tuple(beats)


def _is_open(beat: Beat) -> bool:
    """Whether the words tell of something that no word is known for, and that is no talk of the other side."""
    return beat.part is Part.UNKNOWN and beat.told and bool(beat.event) and not beat.by_others


def _messages(case: CaseFile, beats: Sequence[Beat], words: StoryWords) -> Iterator[Beat]:
    """Sent messages; each is a contact. One within the hour of an event over the same channel is told by that event."""
    sent: dict[str, list[datetime]] = defaultdict(list)
    for beat in beats:
        if beat.part is Part.ASKED and beat.at:
            sent[beat.channel].append(beat.at.at)
    for times in sent.values():
        times.sort()
    for message in case.messages:
        if message.sent_at is not None and not _is_near(message.sent_at, sent[message.channel]):
            yield _sent(message, message.sent_at, words)


def _is_near(instant: datetime, times: list[datetime]) -> bool:
    """Whether one of the times, in their order, is within the hour."""
    place = bisect_left(times, instant - _NEAR)
    return place < len(times) and times[place] <= instant + _NEAR


def _sent(message: Message, sent_at: datetime, words: StoryWords) -> Beat:
    """Of its words, which repeat what happened, only what it asks for counts."""
    return Beat(
        at=Moment(sent_at, Precision.MINUTE, TimeSource.RECORDED),
        part=Part.ASKED,
        actor=Side.ME,
        text="",
        confirmed=True,
        actor_confirmed=True,
        marked=tuple(mark for mark in marks_of(message.text, words) if mark[0] in _OF_A_MESSAGE),
        channel=message.channel,
        message=message.id,
    )


def _promises(case: CaseFile, beats: Sequence[Beat], words: StoryWords) -> Iterator[Beat]:
    """The promises that no event tells of."""
    by_others = [_PUNCTUATION.sub("", beat.text) for beat in beats if beat.by_others]
    event_ids = {beat.event for beat in beats if beat.event}
    for promise in case.promises:
        plain = _PUNCTUATION.sub("", promise.text)
        if promise.event in event_ids or (plain and any(plain in text for text in by_others)):
            continue
        yield _promised(promise, words)


def _promised(promise: Promise, words: StoryWords) -> Beat:
    text = " ".join(promise.text.split()).strip(STOPS)
    return Beat(
        at=promise.made_at,
        part=Part.PROMISE,
        actor=promise.side,
        text=text,
        confirmed=True,
        actor_confirmed=True,
        quotes=(text,),
        marked=marks_of(text, words),
        promise=promise.id,
    )


def _shown_faults(case: CaseFile, beats: Sequence[Beat], words: StoryWords) -> Iterator[Beat]:
    """Where no event tells what went wrong: evidence of a failure, in the words of what it is said to prove."""
    if any(beat.part is Part.FAULT and beat.told for beat in beats):
        return
    for item in case.standing_evidence:
        if item.proves.strip() and set(item.shows).intersection(_FAULTS):
            yield _shown(item, words)


def _shown(item: Evidence, words: StoryWords) -> Beat:
    text = " ".join(item.proves.split()).strip(STOPS)
    return Beat(
        at=item.taken_at,
        part=Part.FAULT,
        actor=Side.SYSTEM,
        text=text,
        sentences=(text,),
        quotes=tuple(QUOTED.findall(text)),
        marked=marks_of(text, words),
        evidence=(item.id,),
    )
