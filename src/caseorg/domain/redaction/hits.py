"""Personal data on a page, to the end of each value, however it was misread and over how many lines it goes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caseorg.domain.patterns import regex
from caseorg.domain.privacy.hiding import Cover, bare
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.passage import Passage, height, joined, passage, row_passage, rows
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.redaction.values import long_numbers, straightened, to_pause, whole_value
from caseorg.domain.text.sentences import Span

_SAME_LEFT = 0.03  # of the page's width
_FULL = 0.45  # of the page's width: a line that ends before has nothing that goes on below
_GAP = 0.6  # of a line's height to the next line of the same text
_MOST_LINES = 5
_BLANK = regex(r"(?<=[0-9A-Za-z-]) (?=[0-9A-Za-z-])")
_RANKS = tuple(Personal)
Place = tuple[int, int]
"""Which line of the page, and which character of it."""


@dataclass(frozen=True, slots=True)
class RedactionHit:
    """Personal data, by the characters that say it."""

    kind: Personal
    places: tuple[Place, ...]


class _FoundValue(NamedTuple):
    """The places of a whole value, and how many characters of it told what it is."""

    kind: Personal
    places: frozenset[Place]
    length: int


def find_hits(
    page: PageReading, cover: Cover, kinds: Collection[Personal], known: Iterable[RedactionHit] = ()
) -> tuple[RedactionHit, ...]:
    """What of these kinds the cover finds on the page, and what is known beside; what shares a character is one, of the
    kind that most of its characters told."""
    numbers = {id(line): number for number, line in enumerate(page.lines)}
    found = [
        _FoundValue(kind, places, length)
        for text in _texts(page)
        for read in (text, *_without_blanks(text))
        for kind, span, length in _spans(read.text, cover)
        if kind in kinds and (places := frozenset(_places(read, span, numbers)))
    ]
    found += [_FoundValue(hit.kind, frozenset(hit.places), 0) for hit in known if hit.kind in kinds and hit.places]
    return tuple(_merged(found))


def text_of(page: PageReading, hit: RedactionHit) -> str:
    """What was read in its places."""
    return "".join(page.lines[line].text[place] for line, place in hit.places)


def _texts(page: PageReading) -> Iterator[Passage]:
    """Every row, with its cells as a form's, and with the lines below its last one that go on with it."""
    table = rows(page)
    for number, row in enumerate(table):
        below = _continuation(row[-1], table[number + 1 :], page)
        cells = [passage(line) for line in row]
        for whole in (row_passage(row), joined(cells, ":")) if len(row) > 1 else (cells[0],):
            yield whole
            if below:
                yield joined((whole, *map(passage, below)))


def _without_blanks(text: Passage) -> Iterator[Passage]:
    """Without the blanks that a reader put into a value; those between two cells stay."""
    found = {match.start() for match in _BLANK.finditer(text.text) if text.places[match.start()][0] >= 0}
    if found:
        kept = [place for place in range(len(text.text)) if place not in found]
        yield Passage(
            "".join(text.text[place] for place in kept), text.lines, tuple(text.places[place] for place in kept)
        )


def _continuation(line: Line, table: Iterable[Sequence[Line]], page: PageReading) -> list[Line]:
    """The lines that begin where this one does, with nothing before them, and stand close below each other."""
    found = [line]
    for row in table:
        last, following = found[-1].box, row[0].box
        aligned = abs(following.left - line.box.left) < _SAME_LEFT * page.width
        close = following.top - last.bottom < _GAP * height(last)
        if not (aligned and close) or last.right < _FULL * page.width or len(found) == _MOST_LINES:
            break
        found.append(row[0])
    return found[1:]


def _spans(text: str, cover: Cover) -> Iterator[tuple[Personal, Span, int]]:
    """In the text as it was read, and with digits for their look-alikes; with how many characters told it."""
    for read in dict.fromkeys((text, straightened(text))):
        for span, kind in cover.find(read):
            yield kind, _widened(text, span, kind), span.end - span.start
    kept = set(map(bare, cover.kept))
    for span in long_numbers(text):
        if bare(text[slice(*span)]) not in kept:
            yield Personal.NUMBER, span, 0


def _widened(text: str, span: Span, kind: Personal) -> Span:
    if kind is Personal.NAME:
        return span
    return to_pause(text, span) if kind is Personal.ADDRESS else whole_value(text, span)


def _places(text: Passage, span: Span, numbers: dict[int, int]) -> Iterator[Place]:
    part = text.part(*span)
    return ((numbers[id(part.lines[line])], place) for line, place in part.places if line >= 0)


def _merged(found: Iterable[_FoundValue]) -> Iterator[RedactionHit]:
    """Those that share a character become one, in the order of the page."""
    groups: list[tuple[set[Place], list[_FoundValue]]] = []
    for hit in found:
        places, together = set(hit.places), [hit]
        for group in [group for group in groups if group[0] & places]:
            places |= group[0]
            together += group[1]
            groups.remove(group)
        groups.append((places, together))
    for places, together in sorted(groups, key=lambda group: min(group[0])):
        kind = min(together, key=lambda hit: (-hit.length, _RANKS.index(hit.kind))).kind
        yield RedactionHit(kind, tuple(sorted(places)))
