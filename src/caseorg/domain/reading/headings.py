"""Chats as a computer shows them: who and when in a line of its own, and what was said below it, all from the left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseorg.domain.case import Side
from caseorg.domain.patterns import regex
from caseorg.domain.reading.passage import Passage, joined, row_passage, rows
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.speech import Said, named_side
from caseorg.domain.reading.words import GroupName, ReadingWords

_TIME = r"(?P<time>(?:(?:20\d\d[-/.年] ?)?\d{1,2}[-/.月] ?\d\d?日? ?)?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)"
_NAME = r"(?P<name>[^\d\s][^，。！？,!?]{0,29}?)"
_HEADINGS = (regex(rf"{_NAME}[ (]*{_TIME}\)?"), regex(rf"{_TIME} +{_NAME}"))
_SPEAKERS = 2


@dataclass(frozen=True, slots=True)
class _Heading:
    name: str
    time: str


def said_under_headings(page: PageReading, words: ReadingWords) -> tuple[Said, ...]:
    """What two said to each other; nothing where not just one of them is known for the other side, or where nobody
    speaks twice: a list of chats has each name once."""
    whole = [row_passage(row) for row in rows(page)]
    headings = [_heading(row.text.strip()) for row in whole]
    names = list(dict.fromkeys(heading.name for heading in headings if heading))
    sides = [_other_side(name, words) for name in names]
    if len(names) != _SPEAKERS or sides.count(None) != 1 or sum(map(bool, headings)) == len(names):
        return ()
    known = dict(zip(names, (Side.ME if side is None else side for side in sides), strict=True))
    return tuple(_said(whole, headings, known))


def _heading(text: str) -> _Heading | None:
    match = next((found for pattern in _HEADINGS if (found := pattern.fullmatch(text))), None)
    return _Heading(match["name"].strip(" :"), match["time"]) if match else None


def _other_side(name: str, words: ReadingWords) -> Side | None:
    """Of a shop, its service or the platform; None of whoever else it is."""
    side = named_side(name, words)
    if side is Side.ME:
        return None
    return side or (Side.UNKNOWN if words.group(GroupName.SHOPS).fullmatch(name) else None)


def _said(whole: Sequence[Passage], headings: Sequence[_Heading | None], known: dict[str, Side]) -> Iterator[Said]:
    """All that stands below a heading, up to the next one."""
    heading: _Heading | None = None
    parts: list[Passage] = []
    for row, following in zip([*whole, None], [*headings, None], strict=True):
        if row is not None and following is None:
            parts.append(row)
            continue
        if heading and parts:
            yield Said(known[heading.name], joined(parts), heading.time, name=heading.name)
        heading, parts = following, []
