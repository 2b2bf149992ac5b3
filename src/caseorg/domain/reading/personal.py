"""Personal data on a page, with the boxes that hold it: what is hidden before others see the picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.privacy.names import find_names, is_person
from caseorg.domain.privacy.places import find_places
from caseorg.domain.privacy.shapes import shapes
from caseorg.domain.privacy.words import PersonalWords
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.meaning import PageMeaning
from caseorg.domain.reading.passage import Passage, passage, row_passage, rows
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.values import PHONE
from caseorg.domain.reading.words import Field
from caseorg.domain.text.folding import fold
from caseorg.domain.text.sentences import Span

_RANKS = tuple(Personal)
_OF_SIGNS = (
    Personal.PHONE,
    Personal.IDENTITY,
    Personal.CARD,
    Personal.CODE,
    Personal.CHAT,
    Personal.MAIL,
    Personal.NUMBER,
)
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class PersonalHit:
    """What of the kind was found, as it was read, and its boxes line by line, to the end of the value."""

    kind: Personal
    text: str
    boxes: tuple[Box, ...]


def find_personal(page: PageReading, meaning: PageMeaning, words: PersonalWords) -> tuple[PersonalHit, ...]:
    """All that looks like personal data, each place once, in the order of the page.

    What goes over several lines, such as a bubble, is looked at as a whole too: a number may end in the next line.
    """
    found: dict[tuple[tuple[Line, int], ...], PersonalHit] = {}
    for whole in _passages(page, meaning):
        for kind, where in _in_passage(whole, words):
            _keep(found, kind, where)
    for find in meaning.finds:
        if labelled := _labelled(find, words):
            _keep(found, labelled, find.where)
    for kind, where in _recipients(page, words):
        _keep(found, kind, where)
    return tuple(sorted(found.values(), key=lambda hit: (hit.boxes[0].top, hit.boxes[0].left)))


def _passages(page: PageReading, meaning: PageMeaning) -> Iterator[Passage]:
    yield from (row_passage(row) for row in rows(page))
    yield from (said.where for said in meaning.said if len(said.where.lines) > 1)
    yield from (find.where for find in meaning.finds if len(find.where.lines) > 1)


def _in_passage(whole: Passage, words: PersonalWords) -> Iterator[tuple[Personal, Passage]]:
    folded = fold(whole.text, blanks=True)
    spans = [(span, kind) for span, kind in shapes(folded.text, words)]
    spans += [(span, Personal.ADDRESS) for span in find_places(folded.text, words)]
    spans += [(Span(name.start, name.end), Personal.NAME) for name in find_names(folded.text, words)]
    for span, kind in spans:
        start, end = folded.original(*span)
        if kind in _OF_SIGNS:
            start, end = _to_the_end(whole.text, start, end)
        yield kind, whole.part(start, end)


def _to_the_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A sign that was misread, such as | for 1, ends no value."""
    while end < len(text) and _is_sign(text[end]):
        end += 1
    while start and _is_sign(text[start - 1]) and text[start - 1] not in ":=@(":
        start -= 1
    return start, end


def _is_sign(character: str) -> bool:
    return "!" <= character <= "~" and character not in ",;)"


def _labelled(find: Find, words: PersonalWords) -> Personal | None:
    """What a form's label calls a name, an address, an account or a code, whatever it looks like."""
    label = fold(find.label).text
    if label in words.labels and not isinstance(find.value, str):
        return None
    if label in words.codes:
        return Personal.CODE
    if label in words.homes:
        return Personal.ADDRESS
    if label in words.nicknames or find.field is Field.ACCOUNT:
        return Personal.CHAT
    return Personal.NAME if label in words.labels and is_person(str(find.value), words) else None


def _recipients(page: PageReading, words: PersonalWords) -> Iterator[tuple[Personal, Passage]]:
    """A name beside a telephone number, as on a label of goods."""
    for row in rows(page):
        whole = row_passage(row)
        match = PHONE.search(whole.text)
        before = whole.text[: match.start()].rstrip() if match else ""
        if 1 < len(before) <= _LONGEST_NAME and is_person(before, words):
            yield Personal.NAME, whole.part(0, len(before))


def _keep(found: dict[tuple[tuple[Line, int], ...], PersonalHit], kind: Personal, where: Passage) -> None:
    """Of several at one place, the longest, and of the kinds the first; those that overlap become one."""
    if not where.text:
        return
    places = frozenset((where.lines[line], place) for line, place in where.places if line >= 0)
    for known in [key for key in found if not places.isdisjoint(key)]:
        hit = found.pop(known)
        kind = min(kind, hit.kind, key=_RANKS.index) if len(known) == len(places) else kind
        if len(known) > len(places):
            kind, where, places = hit.kind, _where(known), frozenset(known) | places
        else:
            places |= frozenset(known)
    whole = _where(places)
    found[tuple(sorted(places, key=_order))] = PersonalHit(kind, whole.raw, whole.boxes)


def _where(places: Iterable[tuple[Line, int]]) -> Passage:
    """The characters in the order of the page."""
    ranked = sorted(places, key=_order)
    lines = list(dict.fromkeys(line for line, _ in ranked))
    text = "".join(passage(line).text[place] for line, place in ranked)
    return Passage(text, tuple(lines), tuple((lines.index(line), place) for line, place in ranked))


def _order(place: tuple[Line, int]) -> tuple[int, int, int]:
    line, character = place
    return line.box.top, line.box.left, character
