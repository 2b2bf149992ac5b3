"""From a case to its story. This is the only place that looks into the words of an event."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from caseorg.domain.case import CaseFile, Event, Evidence, Message, Part, Promise, Side
from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.domain.sentences import denied
from caseorg.domain.story.amounts import agreed_day, amounts, charges
from caseorg.domain.story.clauses import clauses, sentences, turns
from caseorg.domain.story.story import ANSWERS, OTHERS, TALKS, Beat, Story
from caseorg.domain.story.subjects import subject, tells
from caseorg.domain.story.telling import Telling
from caseorg.domain.story.words import Actor, PartRule, StoryWords

_QUOTED = re.compile("[“「『](.{1,300}?)[”」』]")
_OWN = re.compile(
    r"^[\s，,]*(?:至今|到现在|现在|目前|结果|但是?|可是?|却|不过|然而|而(?!且)|仍|后来|随后|之后|此后|实际|发现|直到|截至)"
)
_STRENGTH = (Part.ANSWER, Part.PROMISE, Part.SILENCE, Part.REFUSAL)
_NEAR = timedelta(hours=1)
_NOT = ("未", "没", "不", "别", "勿")
_STOPS = "，,。；;！!？? "
_OF_PROOF = {
    "failure": Part.FAULT,
    "status": Part.FAULT,
    "notice": Part.FAULT,
    "refusal": Part.REFUSAL,
    "promise": Part.PROMISE,
    "payment": Part.BUY,
    "order": Part.BUY,
    "refund": Part.REFUND,
}
_FAULTS = ("failure", "status", "notice")
_OF_MILESTONE = {"replied": Part.ANSWER, "promised": Part.PROMISE, "settled": Part.ANSWER}
_OF_A_MESSAGE = frozenset({"refund-demand"})
_ASKING = ("contacted", "refund-demanded", "platform-requested", "wechat-complained")
_DOERS = {Part.BUY: Side.ME, Part.ASKED: Side.ME, Part.ASIDE: Side.ME, Part.LOSS: Side.ME, Part.FAULT: Side.SYSTEM}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Clauses that go together."""

    actor: Side | None
    part: Part | None
    text: str


def read_story(case: CaseFile, words: StoryWords) -> Story:
    """The case's events, sent messages, promises and faults that evidence alone shows, as parts of one story.

    An event whose part was confirmed is one beat; of another the words may tell of several.
    """
    shows = {item.id: item.shows for item in case.standing_evidence}
    beats: list[Beat] = []
    tellings: list[Telling] = []
    for event in case.events:
        if event.text.strip():
            kinds = tuple(dict.fromkeys(kind for key in event.evidence for kind in shows.get(key, ())))
            promised = any(promise.event == event.id for promise in case.promises)
            told = event_beats(event, kinds, promised, words)
            beats += told
            tellings.append(_telling(event, told))
    beats += _messages(case, beats, words)
    beats += _promises(case, beats, words)
    beats += _shown_faults(case, beats, words)
    complete = _with_fault(_with_purchase(case, sorted(beats, key=_when)))
    return Story(complete, tuple(tellings), case.promises, words)


def _telling(event: Event, beats: Sequence[Beat]) -> Telling:
    """The words as they were typed where all of them tell what happened."""
    told = [beat for beat in beats if beat.part is not Part.ASIDE]
    whole = event.text.strip() if len(told) == len(beats) else "，".join(beat.text for beat in told)
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


@lru_cache(maxsize=20_000)
def event_beats(event: Event, kinds: tuple[str, ...], promised: bool, words: StoryWords) -> tuple[Beat, ...]:
    """What one event tells of. `kinds` are what its evidence shows; `promised`: a promise in it was noted."""
    text = " ".join(event.text.split())
    pieces = (_Piece(None, event.part, text),) if event.part else _pieces(text, event.side, words)
    single = len(pieces) == 1
    return tuple(_beat(event, piece, kinds, promised and piece.part in ANSWERS, single, words) for piece in pieces)


def _beat(event: Event, piece: _Piece, kinds: tuple[str, ...], promised: bool, single: bool, words: StoryWords) -> Beat:
    actor = _actor(event, piece, words)
    part = piece.part or (_part_otherwise(event, actor, kinds) if single else Part.UNKNOWN)
    if promised and part is Part.ANSWER and not event.part:
        part = Part.PROMISE
    text = piece.text.strip(" ，,。；;")
    said = sentences(text)
    day = event.at.local.date()
    return Beat(
        at=event.at,
        part=part,
        actor=_doer(part, actor),
        text=text,
        confirmed=bool(event.part),
        actor_confirmed=bool(event.side) and actor is event.side,
        told=event.in_complaint,
        sentences=tuple(sentence.strip(" ，,") for sentence in said),
        core=_core(said, actor, part, words),
        quotes=tuple(_QUOTED.findall(text)),
        amounts=amounts(text),
        charges=charges(text, day) if part in (Part.BUY, Part.FAULT, Part.REFUND, Part.LOSS) else (),
        agreed=agreed_day(text, day),
        marked=_marked(text, words),
        evidence=event.evidence,
        channel=event.channel,
        agent=event.agent if part is not Part.ASKED or single else "",
        ticket=event.ticket,
        milestone=event.milestone if single or piece.part is not Part.SILENCE else "",
        event=event.id,
        whole=single,
    )


def _core(said: tuple[str, ...], actor: Side | None, part: Part, words: StoryWords) -> int:
    """The first of the sentences that is what the whole is."""
    rules = (next((rule for clause in clauses(one) if (rule := _rule(clause, actor, words))), None) for one in said)
    return next((number for number, rule in enumerate(rules) if rule and rule.part is part), 0)


def _doer(part: Part, actor: Side | None) -> Side:
    """Who acted; where nobody is named, who usually does. The user is never the one who does not answer."""
    if part is Part.SILENCE and actor in (Side.ME, None):
        return Side.SERVICE
    return actor or _DOERS.get(part, Side.SERVICE if part in TALKS else Side.UNKNOWN)


def _actor(event: Event, piece: _Piece, words: StoryWords) -> Side | None:
    """What the user said of a whole event stands; of a piece of one, its own subject."""
    if event.part and event.side:
        return event.side
    if piece.actor is not None:
        return piece.actor
    first = next(iter(clauses(piece.text)), "")
    return subject(first, "", None, words) or event.side or None


def _part_otherwise(event: Event, actor: Side | None, kinds: tuple[str, ...]) -> Part:
    """Where the words say nothing: the channel and the clock that the user named, then what the evidence shows.
    Customer service does nothing but talk."""
    if event.milestone.startswith(("12315", "report", "telecom")):
        return Part.AUTHORITY
    if event.milestone in _OF_MILESTONE:
        return _OF_MILESTONE[event.milestone]
    if event.milestone in _ASKING or event.channel or event.agent or event.ticket or actor is Side.SERVICE:
        return Part.ANSWER if actor in OTHERS else Part.ASKED
    return next((_OF_PROOF[kind] for kind in kinds if kind in _OF_PROOF), Part.UNKNOWN)


def _pieces(text: str, side: Side, words: StoryWords) -> tuple[_Piece, ...]:
    """The clauses of the text, joined as long as the same thing is told."""
    found: list[_Piece] = []
    before = ""
    for clause in (part for one in clauses(text) for part in turns(one)):
        present = found[-1] if found else None
        own = bool(_OWN.search(clause))
        who = subject(clause, before, present.part if present else None, words)
        actor = who if who is not None else (None if own and present else _inherited(present, side))
        rule = _rule(clause, actor, words)
        part = rule.part if rule else _reply(present, who)
        before += clause
        if present is not None and _continues(present, who, part, own):
            stronger = part if rule and rule.prevails else _stronger(present.part, part)
            found[-1] = replace(present, part=stronger, text=present.text + clause)
        else:
            found.append(_Piece(actor, part, clause))
    return _without_neutral(found)


def _reply(present: _Piece | None, who: Side | None) -> Part | None:
    """Whatever the other side does right after it was asked is its answer."""
    return Part.ANSWER if present is not None and present.part is Part.ASKED and who in OTHERS else None


def _inherited(present: _Piece | None, side: Side) -> Side | None:
    return present.actor if present and present.actor is not None else side or None


def _continues(present: _Piece, who: Side | None, part: Part | None, own: bool) -> bool:
    """Whether the next clause goes on telling what the piece tells."""
    same_speaker = who in (None, present.actor)
    if part is None:
        return not (own and present.part in TALKS) if present.part else who is None
    if part is present.part:
        return same_speaker or part not in TALKS
    if present.part is Part.ASKED and part is Part.BUY:
        return False
    if present.part in TALKS and same_speaker and not own:
        return part is not Part.SILENCE or present.part not in (Part.ASKED, Part.PROMISE)
    return False


def _stronger(present: Part | None, part: Part | None) -> Part | None:
    """Of what the others said in one breath, the refusal counts most."""
    if part in _STRENGTH and present in _STRENGTH:
        return max(present, part, key=_STRENGTH.index)
    return present if present is not None else part


def _without_neutral(pieces: list[_Piece]) -> tuple[_Piece, ...]:
    """A piece that tells of nothing by itself goes with the next one, the last one with the one before; what was seen
    before the others spoke of it stays one."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].part is None and not _stands_alone(joined[-1], piece):
            before = joined.pop()
            actor = before.actor if before.actor is not None else piece.actor
            joined.append(_Piece(piece.actor if piece.part in TALKS else actor, piece.part, before.text + piece.text))
        elif piece.part is None and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _stands_alone(piece: _Piece, following: _Piece) -> bool:
    """`被挤下线，密码也变了，店家解释说…`: more than when or where the others spoke."""
    others = following.actor in OTHERS and following.part in (*ANSWERS, Part.SILENCE)
    return others and piece.actor not in OTHERS and tells(piece.text)


def _rule(clause: str, actor: Side | None, words: StoryWords) -> PartRule | None:
    """The first rule that fits what the clause says and who acts in it."""
    said = clause.strip(_STOPS)
    for rule, pattern, unless in words.part_patterns:
        if rule.of is Actor.OTHERS and actor not in OTHERS:
            continue
        if rule.of is Actor.ME and actor not in (Side.ME, None):
            continue
        if rule.of is Actor.AUTHORITY and actor is not Side.AUTHORITY:
            continue
        if pattern.search(said) and not unless.search(said):
            return rule
    return None


def _marked(text: str, words: StoryWords) -> tuple[tuple[str, str], ...]:
    """Each mark with the first clause that bears it, or with the whole where the words go over several."""
    borne = [
        (rule.id, pattern)
        for rule, pattern, unless in words.mark_patterns
        if _bears(text, pattern, unless, own=rule.own)
    ]
    parts = clauses(text) if borne else ()
    return tuple(
        (key, next((part.strip(_STOPS) for part in parts if pattern.search(part)), text)) for key, pattern in borne
    )


def _bears(text: str, pattern: re.Pattern[str], unless: re.Pattern[str], *, own: bool) -> bool:
    found = (match for match in pattern.finditer(text) if not (own and _denied(text, match)))
    return next(found, None) is not None and not unless.search(text)


def _denied(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()].endswith(_NOT) or denied(text, *match.span())


def _messages(case: CaseFile, beats: Sequence[Beat], words: StoryWords) -> Iterator[Beat]:
    """Sent messages; each is a contact. One within the hour of an event over the same channel is told by that event."""
    told: dict[str, list[datetime]] = defaultdict(list)
    for beat in beats:
        if beat.part is Part.ASKED and beat.at:
            told[beat.channel].append(beat.at.at)
    for times in told.values():
        times.sort()
    for message in case.messages:
        if message.sent_at is not None and not _is_near(message.sent_at, told[message.channel]):
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
        marked=tuple(mark for mark in _marked(message.text, words) if mark[0] in _OF_A_MESSAGE),
        channel=message.channel,
        message=message.id,
    )


_MARKS = re.compile(r"[\W_]+")


def _promises(case: CaseFile, beats: Sequence[Beat], words: StoryWords) -> Iterator[Beat]:
    """The promises that no event tells of."""
    said = [_MARKS.sub("", beat.text) for beat in beats if beat.by_others]
    told = {beat.event for beat in beats if beat.event}
    for promise in case.promises:
        plain = _MARKS.sub("", promise.text)
        if promise.event in told or (plain and any(plain in text for text in said)):
            continue
        yield _promised(promise, words)


def _promised(promise: Promise, words: StoryWords) -> Beat:
    text = " ".join(promise.text.split()).strip(_STOPS)
    return Beat(
        at=promise.made_at,
        part=Part.PROMISE,
        actor=promise.side,
        text=text,
        confirmed=True,
        actor_confirmed=True,
        quotes=(text,),
        marked=_marked(text, words),
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
    text = " ".join(item.proves.split()).strip(_STOPS)
    return Beat(
        at=item.taken_at,
        part=Part.FAULT,
        actor=Side.SYSTEM,
        text=text,
        sentences=(text,),
        quotes=tuple(_QUOTED.findall(text)),
        marked=_marked(text, words),
        evidence=(item.id,),
    )
