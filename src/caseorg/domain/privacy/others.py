"""People in a text who are neither the user nor the reported side: what to ask about before it goes out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from caseorg.domain.case import CaseFile
from caseorg.domain.privacy.hiding import bare
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.privacy.names import find_names
from caseorg.domain.privacy.places import find_places
from caseorg.domain.privacy.shapes import shapes
from caseorg.domain.privacy.versions import of_reported
from caseorg.domain.privacy.walking import texts_of
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.text.folding import fold
from caseorg.domain.text.sentences import Span, phrase

P = TypeVar("P")
_OF_PEOPLE = frozenset({Personal.PHONE, Personal.IDENTITY, Personal.PLATE, Personal.CARD, Personal.MAIL, Personal.CHAT})
_TELLING = 6  # characters of an address from which on it is somebody's: a district alone is not


@dataclass(frozen=True, slots=True)
class OtherPerson(Generic[P]):
    """Somebody's name or number: the words at `start` to `end` of the text at `place`, with the clause around them.

    `after` is the word that told a name (儿子, 客服), so that staff can be told from a child; empty for a number.
    """

    kind: Personal
    words: str
    place: P
    start: int
    end: int
    clause: str
    after: str = ""


def other_people(
    texts: Iterable[tuple[P, str]], words: PersonalWords, ours: Iterable[str] = ()
) -> tuple[OtherPerson[P], ...]:
    """Other people's names, numbers and addresses in the texts, in their order. `ours` are the values of the user and
    of the reported side, which are none. A name that one text introduces is found in all of them."""
    folded = [(place, text, fold(text, blanks=True)) for place, text in texts]
    names = {
        part.text[name.start : name.end]: name.after for _, _, part in folded for name in find_names(part.text, words)
    }
    known = tuple(filter(None, (bare(value) for value in ours)))
    spared = of_reported(words)
    found: list[OtherPerson[P]] = []
    for place, text, part in folded:
        hits = sorted(_hits(part.text, names, words), key=lambda hit: (hit[0].start, -hit[0].end))
        reached = 0
        for span, kind, after in hits:
            if span.start < reached or spared(part.text, span, kind) or _is_ours(bare(part.text[slice(*span)]), known):
                continue
            reached = span.end
            start, end = part.original(*span)
            found.append(OtherPerson(kind, text[start:end], place, start, end, phrase(text, start, end), after))
    return tuple(found)


def our_values(case: CaseFile) -> tuple[str, ...]:
    """What a case says of the user, of the parties and of the orders: none of it is other people's."""
    return tuple(
        field.text.strip() for value in (case.complainant, *case.parties, *case.orders) for field in texts_of(value)
    )


def _hits(text: str, names: dict[str, str], words: PersonalWords) -> Iterator[tuple[Span, Personal, str]]:
    for name, after in names.items():
        yield from ((Span(*match.span()), Personal.NAME, after) for match in re.finditer(re.escape(name), text))
    yield from ((span, kind, "") for span, kind in shapes(text, words) if kind in _OF_PEOPLE)
    homes = (span for span in find_places(text, words) if span.end - span.start >= _TELLING)
    yield from ((span, Personal.ADDRESS, "") for span in homes)


def _is_ours(value: str, known: tuple[str, ...]) -> bool:
    return any(value in ours or (len(ours) >= _TELLING and ours in value) for ours in known)
