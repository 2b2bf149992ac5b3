"""Chats as a computer shows them: who and when in a line of its own, and what was said below it: all from the left, or
each at a side, with other things beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseorg.domain.case import Side
from caseorg.domain.patterns import regex
from caseorg.domain.reading.bubbles import cells_of
from caseorg.domain.reading.passage import Passage, height, joined, row_passage, rows
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.speech import Said, named_side
from caseorg.domain.reading.words import GroupName, ReadingWords

_TIME = r"(?P<time>(?:(?:20\d\d[-/.年] ?)?\d{1,2}[-/.月] ?\d\d?日? ?)?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)"
_NAME = r"(?P<name>[^\d\s][^，。！？,!?]{0,29}?)"
_HEADINGS = (regex(rf"{_NAME}[ (]*{_TIME}\)?"), regex(rf"{_TIME} +{_NAME}"))
_SPEAKERS = 2
_INDENT = 2.5  # of the height of a heading, to what was said below it


@dataclass(frozen=True, slots=True)
class _Heading:
    name: str
    time: str


def said_under_headings(page: PageReading, words: ReadingWords) -> tuple[Said, ...]:
    """What two said to each other; nothing where not just one of them is known for the other side, or where nobody
    speaks twice: a list of chats has each name once."""
    table = rows(page)
    cells = [row_passage(cell) for row in table for cell in cells_of(row)]
    return _under([row_passage(row) for row in table], words, aside=False) or _under(cells, words, aside=True)


def _under(whole: Sequence[Passage], words: ReadingWords, *, aside: bool) -> tuple[Said, ...]:
    headings = [_heading(row.text.strip()) for row in whole]
    names = list(dict.fromkeys(heading.name for heading in headings if heading))
    sides = [_other_side(name, words) for name in names]
    if len(names) != _SPEAKERS or sides.count(None) != 1 or sum(map(bool, headings)) == len(names):
        return ()
    known = dict(zip(names, (Side.ME if side is None else side for side in sides), strict=True))
    return tuple(_said(whole, headings, known, aside=aside))


def _heading(text: str) -> _Heading | None:
    match = next((found for pattern in _HEADINGS if (found := pattern.fullmatch(text))), None)
    return _Heading(match["name"].strip(" :"), match["time"]) if match else None


def _other_side(name: str, words: ReadingWords) -> Side | None:
    """Of a shop, its service or the platform; None of whoever else it is."""
    side = named_side(name, words)
    if side is Side.ME:
        return None
    shop = name.partition(":")[0]  # who of the shop it is may stand behind it
    return side or (Side.UNKNOWN if words.group(GroupName.SHOPS).fullmatch(shop) else None)


def _said(
    whole: Sequence[Passage], headings: Sequence[_Heading | None], known: dict[str, Side], *, aside: bool
) -> Iterator[Said]:
    """All that stands below a heading, up to the next one; with `aside` only what begins or ends where it does."""
    heading: _Heading | None = None
    above: Passage | None = None
    parts: list[Passage] = []
    for row, following in zip([*whole, None], [*headings, None], strict=True):
        if row is not None and following is None:
            if not aside or above is None or _is_in_column(row, above):
                parts.append(row)
            continue
        if heading and parts:
            yield Said(known[heading.name], joined(parts), heading.time, name=heading.name)
        heading, above, parts = following, row, []


def _is_in_column(row: Passage, heading: Passage) -> bool:
    one, other = row.box, heading.box
    near = _INDENT * height(other)
    return abs(one.left - other.left) < near or abs(one.right - other.right) < near
