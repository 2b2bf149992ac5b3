"""Places of a picture to be blackened: proposed by what was read, decided by the user, stored with the case."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b

from caseorg.domain.case import Decision
from caseorg.domain.privacy.hiding import Cover, bare
from caseorg.domain.privacy.kinds import Personal
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.passage import height
from caseorg.domain.reading.reading import Box, Line, PageReading, Reading
from caseorg.domain.reading.words import ReadingWords
from caseorg.domain.redaction.audience import HIDDEN, Audience
from caseorg.domain.redaction.hits import RedactionHit, find_hits, text_of
from caseorg.domain.redaction.labelled import find_labelled
from caseorg.domain.redaction.values import is_chinese, is_of_value

BESIDE, _AT_END, _ABOVE = 0.2, 0.3, 0.1  # of a line's height: how far a box reaches beyond what it is to hide
_SAME = 0.9  # of a mark's area within a box that was decided on
_DIGEST_SIZE = 5  # bytes; ten characters to type
_KIND = "redact-"


class MarkState(StrEnum):
    """What the user said to it."""

    OPEN = "not answered yet"
    CONFIRMED = "to be blackened"
    LEFT = "left visible"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionMark:
    """`text` is what the box hides, as it was read. `drawn` says that the user drew it. Pages count from 0."""

    id: str
    kind: Personal
    page: int
    box: Box
    text: str = ""
    state: MarkState = MarkState.OPEN
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class PersonalDataFinder:
    """What personal data is looked for: by what hides it in texts, for whoever sees the copy; and, by the words of
    pages, behind the labels of forms."""

    cover: Cover
    audience: Audience
    words: ReadingWords | None = None

    def hits(self, page: PageReading) -> tuple[RedactionHit, ...]:
        """What they are not to see of a page."""
        return find_hits(page, self.cover, HIDDEN[self.audience])

    def proposed(self, page: PageReading) -> tuple[RedactionHit, ...]:
        """The same, with what only its label calls a name, an account or a code, whatever it looks like."""
        return find_hits(page, self.cover, HIDDEN[self.audience], tuple(self._labelled(page)))

    def _labelled(self, page: PageReading) -> Iterator[RedactionHit]:
        if self.words is None:
            return
        kept = [bare(value) for value in self.cover.kept]
        for found in find_labelled(page, understand(page, self.words), self.cover.words):
            if not any(bare(text_of(page, found)) in value for value in kept):
                yield found


def marks_of(
    reading: Reading, finder: PersonalDataFinder, sha256: str, decisions: Sequence[Decision]
) -> tuple[RedactionMark, ...]:
    """What is proposed with what was decided about it, and what the user drew beside, page by page."""
    proposed = [
        _decided(mark, decisions)
        for number, page in enumerate(reading.pages)
        for hit in finder.proposed(page)
        for mark in _proposed(page, number, hit, sha256)
    ]
    known = {mark.id for mark in proposed}
    drawn = [
        replace(stored_mark(decision, reading), drawn=decision.value == Personal.UNKNOWN)
        for decision in decisions
        if decision.proposal not in known
    ]
    both = (*proposed, *drawn)
    return tuple(sorted(both, key=lambda mark: (mark.page, mark.box.top, mark.box.left)))


def audience_of(decision: Decision) -> Audience | None:
    """For whom it was said; None where it is about something else."""
    name = decision.kind.removeprefix(_KIND)
    return Audience(name) if decision.kind.startswith(_KIND) and name in set(Audience) else None


def decision_kind(audience: Audience) -> str:
    """What the decision about a mark is kept as."""
    return f"{_KIND}{audience}"


def stored_mark(decision: Decision, reading: Reading) -> RedactionMark:
    """What a decision blackens."""
    box = Box(*decision.box)
    pages = reading.pages[decision.page : decision.page + 1]
    text = "".join(text_under(line, (box,)) for page in pages for line in page.lines)
    kind = Personal(decision.value) if decision.value in set(Personal) else Personal.UNKNOWN
    state = MarkState.CONFIRMED if decision.accepted else MarkState.LEFT
    return RedactionMark(id=decision.proposal, kind=kind, page=decision.page, box=box, text=text, state=state)


def drawn_mark(page: PageReading, number: int, box: Box, sha256: str) -> RedactionMark:
    """What the user drew, grown so that no line and no value that it hides is hidden by half."""
    grown = _grown(page, _within(box, page))
    text = "".join(text_under(line, (grown,)) for line in page.lines)
    return RedactionMark(
        id=_mark_id(sha256, number, grown, Personal.UNKNOWN),
        kind=Personal.UNKNOWN,
        page=number,
        box=grown,
        text=text,
        state=MarkState.CONFIRMED,
        drawn=True,
    )


def text_under(line: Line, boxes: Collection[Box]) -> str:
    """The characters of a line whose middles lie in one of the boxes."""
    return "".join(line.text[place] for place in places_under(line, boxes))


def places_under(line: Line, boxes: Iterable[Box]) -> list[int]:
    """Which characters of a line lie in one of the boxes."""
    level = (line.box.top + line.box.bottom) / 2
    across = [(box.left, box.right) for box in boxes if box.top <= level < box.bottom]
    return [
        place
        for place, middle in enumerate(line.known_middles)
        if any(left <= middle < right for left, right in across)
    ]


def cell(line: Line, place: int) -> tuple[float, float]:
    """From where to where a character reaches; between two, by how wide such characters are."""
    middles, widths = (
        line.known_middles,
        [2 if is_chinese(character) or ord(character) > 0x2E7F else 1 for character in line.text],
    )

    def edge(before: int) -> float:
        apart, one, other = middles[before + 1] - middles[before], widths[before], widths[before + 1]
        return middles[before] + apart * one / (one + other)

    left = edge(place - 1) if place else line.box.left
    right = edge(place) if place + 1 < len(middles) else line.box.right
    return left, right


def _proposed(page: PageReading, number: int, hit: RedactionHit, sha256: str) -> Iterator[RedactionMark]:
    """A mark for each line that the hit goes over."""
    for key in dict.fromkeys(line for line, _ in hit.places):
        line, places = page.lines[key], [place for index, place in hit.places if index == key]
        box = _within(_box(line, min(places), max(places)), page)
        text = line.text[min(places) : max(places) + 1]
        yield RedactionMark(id=_mark_id(sha256, number, box, hit.kind), kind=hit.kind, page=number, box=box, text=text)


def _box(line: Line, first: int, last: int) -> Box:
    high = height(line.box)
    left, right = cell(line, first)[0], cell(line, last)[1]
    before = BESIDE if first else _AT_END
    after = BESIDE if last + 1 < len(line.text) else _AT_END
    return Box(
        int(left - before * high),
        int(line.box.top - _ABOVE * high),
        int(right + after * high) + 1,
        int(line.box.bottom + _ABOVE * high) + 1,
    )


def _within(box: Box, page: PageReading) -> Box:
    return Box(max(0, box.left), max(0, box.top), min(page.width, box.right), min(page.height, box.bottom))


def _grown(page: PageReading, box: Box) -> Box:
    """With the whole height of the lines whose middle it covers, and to the ends of the values on them."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    for line in page.lines:
        if not (places := places_under(line, (box,))):
            continue
        first, last = min(places), max(places)
        while first and is_of_value(line.text[first]) and is_of_value(line.text[first - 1]):
            first -= 1
        while last + 1 < len(line.text) and is_of_value(line.text[last]) and is_of_value(line.text[last + 1]):
            last += 1
        whole = _box(line, first, last)
        left, top = min(left, whole.left), min(top, whole.top)
        right, bottom = max(right, whole.right), max(bottom, whole.bottom)
    return _within(Box(left, top, right, bottom), page)


def _decided(mark: RedactionMark, decisions: Iterable[Decision]) -> RedactionMark:
    """By its id, or by a box that holds it: another version of the reader finds it a little elsewhere."""
    for decision in decisions:
        if decision.proposal == mark.id or (decision.page == mark.page and holds(Box(*decision.box), mark.box)):
            return replace(mark, state=MarkState.CONFIRMED if decision.accepted else MarkState.LEFT)
    return mark


def holds(outer: Box, inner: Box) -> bool:
    """Whether nearly all of the one lies in the other."""
    across = min(outer.right, inner.right) - max(outer.left, inner.left)
    down = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    area = (inner.right - inner.left) * (inner.bottom - inner.top)
    return across > 0 and down > 0 and across * down >= _SAME * area


def _mark_id(sha256: str, page: int, box: Box, kind: Personal) -> str:
    corners = (box.left, box.top, box.right, box.bottom)
    content = "\0".join((sha256, str(page), *map(str, corners), kind))
    return blake2b(content.encode(), digest_size=_DIGEST_SIZE).hexdigest()
