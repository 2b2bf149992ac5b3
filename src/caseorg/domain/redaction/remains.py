"""Whether what was hidden on a page can still be read in its copy: as a whole, in parts, or beside a box."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from caseorg.domain.privacy.kinds import GROUPS, Personal
from caseorg.domain.reading.passage import height
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.values import TIME
from caseorg.domain.redaction.hits import RedactionHit
from caseorg.domain.redaction.marks import BESIDE, PersonalDataFinder, RedactionMark, cell, holds, places_under
from caseorg.domain.redaction.values import is_chinese, is_of_value, whole_value
from caseorg.domain.text.alikes import blur
from caseorg.domain.text.sentences import Span

_FRAGMENT = 5  # characters of a value that still tell which it is
_SHORTEST = 4  # of a value without Chinese characters
_SHORTEST_NAME = 2
_APART = 0.35  # of a line's height: what stands farther from a box is another word
_BLURRED = 0.12  # of a line's height: how exactly it is known where a character ends
_WORDS = (Personal.NAME, Personal.ADDRESS)


class Spot(NamedTuple):
    """A block, and from where to where on its row there may be ink: there stand other words."""

    box: Box
    known: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RereadPage:
    """A page of the copy, as it was looked at again: read by each recogniser, with what the rows beside the boxes say,
    and the numbers of those boxes beside which there is ink that no known character explains."""

    readings: tuple[PageReading, ...]
    beside: tuple[str, ...] = ()
    inked: tuple[int, ...] = ()


def remains(
    page: PageReading,
    marks: Sequence[RedactionMark],
    left: Collection[Box],
    finder: PersonalDataFinder,
    seen: RereadPage,
) -> tuple[Personal, ...]:
    """The kinds of what can still be read. `marks` were blackened in the copy of this page, what is `left` is to be
    seen."""
    found = [*(marks[number].kind for number in seen.inked), *_fragments_read(page, marks, seen)]
    for reading in seen.readings:
        found += [hit.kind for hit in finder.hits(reading) if not _is_allowed(hit, reading, page, marks, left)]
    return tuple(kind for kind in Personal if kind in found)


def spot(page: PageReading, boxes: Sequence[Box], box: Box) -> Spot:
    """One of the boxes, with where characters of other words stand beside it, and other boxes."""
    found = [(other.left, other.right) for other in boxes if other != box and _level(other, box)]
    for line in page.lines:
        if _level(line.box, box):
            found += _of_other_words(line, boxes, box)
    return Spot(box, tuple(found))


def _of_other_words(line: Line, boxes: Sequence[Box], box: Box) -> Iterator[tuple[int, int]]:
    hidden = places_under(line, [_core(candidate, line) for candidate in boxes])
    values = {
        place for candidate in hidden if is_of_value(line.text[candidate]) for place in _value_at(line.text, candidate)
    }
    blurred = _BLURRED * height(line.box)
    for place, character in enumerate(line.text):
        left, right = cell(line, place)
        near = not hidden and max(left - box.right, box.left - right) < _APART * height(line.box)
        if place in hidden or place in values or character.isspace() or (near and is_of_value(character)):
            continue
        yield round(left - blurred), round(right + blurred)


def _core(box: Box, line: Line) -> Box:
    """The box without what it takes of the words beside it."""
    edge = round(BESIDE * height(line.box))
    return Box(box.left + edge, box.top, box.right - edge, box.bottom)


def _value_at(text: str, place: int) -> range:
    return range(*whole_value(text, Span(place, place + 1)))


def _level(one: Box, other: Box) -> bool:
    """Whether they stand on one row."""
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common > min(height(one), height(other)) / 2


def _fragments_read(page: PageReading, marks: Iterable[RedactionMark], seen: RereadPage) -> Iterator[Personal]:
    texts = [_bare("".join(_undated(line.text) for line in reading.lines)) for reading in seen.readings]
    texts += [_bare(_undated(text)) for text in seen.beside]
    for mark in marks:
        for secret in _secrets(page, mark):
            if any(fragment in text for fragment in _fragments(secret) for text in texts):
                yield mark.kind
                break


def _undated(text: str) -> str:
    """Without days and times: many a number begins with the day, which may be seen."""
    return TIME.sub(" ", text)


def _secrets(page: PageReading, mark: RedactionMark) -> Iterator[str]:
    """What the mark hides on each line, with the rest of a value that it cuts."""
    for line in page.lines:
        if places := places_under(line, (mark.box,)):
            span = Span(min(places), max(places) + 1)
            start, end = span if mark.kind in _WORDS else whole_value(line.text, span)
            secret = line.text[start:end]
            if mark.kind is not Personal.UNKNOWN or any(map(str.isdecimal, secret)):
                yield _bare(secret)


def _fragments(secret: str) -> Iterator[str]:
    """Every part of it that tells which it is; nothing of what is too short to tell it from other words."""
    shortest = _SHORTEST_NAME if any(map(is_chinese, secret)) else _SHORTEST
    if shortest <= len(secret) < _FRAGMENT:
        yield secret
    yield from (secret[at : at + _FRAGMENT] for at in range(len(secret) - _FRAGMENT + 1))


def _bare(text: str) -> str:
    return GROUPS.sub("", blur(text).text)


def _is_allowed(
    hit: RedactionHit, reading: PageReading, page: PageReading, marks: Iterable[RedactionMark], left: Iterable[Box]
) -> bool:
    """Whether the user left it visible, or it is other words that only now stand behind the label of what is gone."""
    boxes = [
        _box_of(reading.lines[line], [place for index, place in hit.places if index == line]) for line in _lines(hit)
    ]
    if all(any(holds(allowed, box) for allowed in left) for box in boxes):
        return True
    if hit.kind not in _WORDS:
        return False
    hidden = [mark.box for mark in marks]
    text = _bare("".join(reading.lines[line].text[place] for line, place in hit.places))
    return any(text in _bare(_visible(line, hidden)) for line in page.lines)


def _visible(line: Line, hidden: Collection[Box]) -> str:
    under = set(places_under(line, hidden))
    return "".join("" if place in under else character for place, character in enumerate(line.text))


def _lines(hit: RedactionHit) -> Sequence[int]:
    return list(dict.fromkeys(line for line, _ in hit.places))


def _box_of(line: Line, places: Sequence[int]) -> Box:
    left, right = cell(line, min(places))[0], cell(line, max(places))[1]
    return Box(round(left), line.box.top, round(right), line.box.bottom)
