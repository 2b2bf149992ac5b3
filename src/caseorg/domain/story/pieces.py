"""The words of an event as pieces: clauses that tell the same thing go together, each with its part and who acts."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from caseorg.domain.case import Part, Side
from caseorg.domain.patterns import regex
from caseorg.domain.story.clauses import clauses, turns
from caseorg.domain.story.story import ANSWERS, OTHERS, TALKS
from caseorg.domain.story.subjects import Subject, acting, subject, tells
from caseorg.domain.story.words import Actor, FittingRules, PartRule, Words

_OWN = regex(
    r"^[\s，,]*(?:至今|到现在|现在|目前|结果|但是?|可(?![以能])是?|却|不过|然而|而(?!且)|仍|后来|随后|之后|此后|实际|发现|直到|截至)"
)
_STRENGTH = (Part.ANSWER, Part.PROMISE, Part.SILENCE, Part.REFUSAL)
STOPS = "，,。；;！!？? "
_MAY_ACT: dict[str, tuple[Side | None, ...]] = {
    Actor.OTHERS: OTHERS,
    Actor.ME: (Side.ME, None),
    Actor.AUTHORITY: (Side.AUTHORITY,),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Clauses that go together; None is what they do not say."""

    actor: Side | None
    part: Part | None
    text: str


def pieces_of(text: str, side: Side, words: Words) -> tuple[Piece, ...]:
    """The clauses of the text, joined as long as the same thing is told."""
    found: list[Piece] = []
    before = ""
    for clause in chain.from_iterable(map(turns, clauses(text))):
        present = found[-1] if found else None
        says = clause_words(clause, words)
        who = acting(says.subject, before, present.part if present else None, words)
        actor = who if who is not None else (None if says.own and present else _inherited(present, side))
        rule = says.rule(actor) if says.rules else None
        part = rule.part if rule else _reply(present, who)
        before += clause
        if present is not None and _continues(present, who, part, says.own):
            stronger = part if rule and rule.prevails else _stronger(present.part, part)
            found[-1] = Piece(present.actor, stronger, present.text + clause)
        else:
            found.append(Piece(actor, part, clause))
    return _without_neutral(found) if len(found) > 1 else tuple(found)


def _reply(present: Piece | None, who: Side | None) -> Part | None:
    """Whatever the other side does right after it was asked is its answer."""
    return Part.ANSWER if present is not None and present.part is Part.ASKED and who in OTHERS else None


def _inherited(present: Piece | None, side: Side) -> Side | None:
    return present.actor if present and present.actor is not None else side or None


def _continues(present: Piece, who: Side | None, part: Part | None, own: bool) -> bool:
    """Whether the next clause goes on telling what the piece tells."""
    same_speaker = who in (None, present.actor)
    if part is None:
        return not (own and present.part in TALKS) if present.part else who is None
    if part is present.part:
        return same_speaker or part not in TALKS
    if present.part is Part.ASKED and part is Part.BUY:
        return False
    if present.part in TALKS and same_speaker and not own:
        return part not in (Part.SILENCE, Part.REFUND) or present.part not in (Part.ASKED, Part.PROMISE)
    return False


def _stronger(present: Part | None, part: Part | None) -> Part | None:
    """Of what the others said in one breath, the refusal counts most."""
    if part in _STRENGTH and present in _STRENGTH:
        return max(present, part, key=_STRENGTH.index)
    return present if present is not None else part


def _without_neutral(pieces: list[Piece]) -> tuple[Piece, ...]:
    """A piece that tells of nothing by itself goes with the next one, the last one with the one before; what was seen
    before the others spoke of it stays one."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].part is None and not _stands_alone(joined[-1], piece):
            before = joined.pop()
            actor = before.actor if before.actor is not None else piece.actor
            joined.append(Piece(piece.actor if piece.part in TALKS else actor, piece.part, before.text + piece.text))
        elif piece.part is None and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _stands_alone(piece: Piece, following: Piece) -> bool:
    """`被挤下线，密码也变了，店家解释说…`: more than when or where the others spoke."""
    others = following.actor in OTHERS and following.part in (*ANSWERS, Part.SILENCE)
    return others and piece.actor not in OTHERS and tells(piece.text)


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What a clause by itself says, whoever is told to have said it: its `subject`, whether it begins something of its
    `own`, and the rules of which it has the words."""

    subject: Subject
    own: bool
    rules: tuple[PartRule, ...]

    def rule(self, actor: Side | None) -> PartRule | None:
        """The first that fits who acts."""
        for rule in self.rules:
            if rule.of is Actor.ANYBODY or actor in _MAY_ACT[rule.of]:
                return rule
        return None


def clause_words(clause: str, words: Words) -> ClauseWords:
    """What the clause says."""
    return _clause_words(clause, words.fitting(clause))


@lru_cache(maxsize=20_000)
def _clause_words(clause: str, fitting: FittingRules) -> ClauseWords:
    """The same clause is told again and again, above all by machines."""
    bare = clause.strip(STOPS)
    rules = [rule for rule, word, unless in fitting.parts if word.search(bare) and not unless.search(bare)]
    return ClauseWords(subject(clause, fitting), bool(_OWN.match(clause)), tuple(rules))
