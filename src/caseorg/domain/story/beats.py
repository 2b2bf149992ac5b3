"""What one event tells of: its pieces as beats, with what each names and quotes."""

import re
from functools import lru_cache

from caseorg.domain.case import Event, Part, Side
from caseorg.domain.patterns import regex
from caseorg.domain.story.amounts import agreed_day, amounts, charges
from caseorg.domain.story.clauses import clauses, sentences
from caseorg.domain.story.pieces import STOPS, Piece, clause_words, pieces_of
from caseorg.domain.story.story import ANSWERS, OTHERS, TALKS, Beat
from caseorg.domain.story.subjects import acting
from caseorg.domain.story.words import StoryWords, Words
from caseorg.domain.text.sentences import denied

QUOTED = regex("[“「『](.{1,300}?)[”」』]")
_CHARGED = (Part.BUY, Part.FAULT, Part.REFUND, Part.LOSS, Part.UNKNOWN)  # what is known for no part may become one
_NOT = ("未", "没", "不", "别", "勿")
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
_OF_MILESTONE = {"replied": Part.ANSWER, "promised": Part.PROMISE, "settled": Part.ANSWER}
_ASKING = ("contacted", "refund-demanded", "platform-requested", "wechat-complained")
_DOERS = {Part.BUY: Side.ME, Part.ASKED: Side.ME, Part.ASIDE: Side.ME, Part.LOSS: Side.ME, Part.FAULT: Side.SYSTEM}


@lru_cache(maxsize=20_000)
def event_beats(event: Event, kinds: tuple[str, ...], promised: bool, words: StoryWords) -> tuple[Beat, ...]:
    """What one event tells of. `kinds` are what its evidence shows; `promised`: a promise in it was noted."""
    text = " ".join(event.text.split())
    own = words.fitting(text)
    pieces = (Piece(None, event.part, text),) if event.part else pieces_of(text, event.side, own)
    single = len(pieces) == 1
    return tuple([_beat(event, piece, kinds, promised and piece.part in ANSWERS, single, own) for piece in pieces])


def _beat(event: Event, piece: Piece, kinds: tuple[str, ...], promised: bool, single: bool, words: Words) -> Beat:
    actor = _actor(event, piece, words)
    part = piece.part or (_part_otherwise(event, actor, kinds) if single else Part.UNKNOWN)
    if promised and part is Part.ANSWER and not event.part:
        part = Part.PROMISE
    text = piece.text.strip(" ，,。；;")
    spoken = sentences(text)
    return Beat(
        at=event.at,
        part=part,
        actor=_doer(part, actor),
        text=text,
        confirmed=bool(event.part),
        actor_confirmed=bool(event.side) and actor is event.side,
        told=event.in_complaint,
        sentences=tuple([sentence.strip(" ，,") for sentence in spoken]),
        core=_core(spoken, actor, part, words),
        quotes=tuple(QUOTED.findall(text)),
        amounts=amounts(text),
        charges=charges(text, event.at.local.date()) if part in _CHARGED else (),
        agreed=agreed_day(text, event.at.local.date()) if "月" in text else None,
        marked=marks_of(text, words),
        evidence=event.evidence,
        channel=event.channel,
        agent=event.agent if part is not Part.ASKED or single else "",
        ticket=event.ticket,
        milestone=event.milestone if single or piece.part is not Part.SILENCE else "",
        event=event.id,
        whole=single,
    )


def _core(spoken: tuple[str, ...], actor: Side | None, part: Part, words: Words) -> int:
    """The first of the sentences that is what the whole is."""
    if len(spoken) < 2:
        return 0
    rules = (
        next((rule for clause in clauses(text) if (rule := clause_words(clause, words).rule(actor))), None)
        for text in spoken
    )
    return next((number for number, rule in enumerate(rules) if rule and rule.part is part), 0)


def _doer(part: Part, actor: Side | None) -> Side:
    """Who acted; where nobody is named, who usually does. The user is never the one who does not answer."""
    if part is Part.SILENCE and actor in (Side.ME, None):
        return Side.SERVICE
    return actor or _DOERS.get(part, Side.SERVICE if part in TALKS else Side.UNKNOWN)


def _actor(event: Event, piece: Piece, words: Words) -> Side | None:
    """What the user said of a whole event stands; of a piece of one, its own subject."""
    if event.part and event.side:
        return event.side
    if piece.actor is not None:
        return piece.actor
    first = next(iter(clauses(piece.text)), "")
    return acting(clause_words(first, words).subject, "", None, words) or event.side or None


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


def marks_of(text: str, words: Words) -> tuple[tuple[str, str], ...]:
    """Each mark with the first clause that bears it, or with the whole where the words go over several."""
    borne = [
        (rule.id, pattern)
        for rule, pattern, unless in words.fitting(text).marks
        if _bears(text, pattern, unless, own=rule.own)
    ]
    parts = clauses(text) if borne else ()
    return tuple(
        (key, next((part.strip(STOPS) for part in parts if pattern.search(part)), text)) for key, pattern in borne
    )


def _bears(text: str, pattern: re.Pattern[str], unless: re.Pattern[str], *, own: bool) -> bool:
    found = (match for match in pattern.finditer(text) if not (own and _denied(text, match)))
    return next(found, None) is not None and not unless.search(text)


def _denied(text: str, match: re.Match[str]) -> bool:
    return text[: match.start()].endswith(_NOT) or denied(text, *match.span())
