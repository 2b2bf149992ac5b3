"""What is said on a page: in bubbles, or behind the name of who says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caseorg.domain.case import Side
from caseorg.domain.patterns import regex
from caseorg.domain.reading.bubbles import Bubble, without_pictures
from caseorg.domain.reading.passage import Passage, height, row_passage, rows
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.reading.stamps import is_stamp
from caseorg.domain.reading.values import TIME
from caseorg.domain.reading.words import GroupName, ReadingWords

_TIME = r"(?P<time>(?:[^:]{0,12}? ?)?\d{1,2}:\d{2}(?::\d{2})?)?"
_NAMED = regex(rf"^{_TIME} *(?P<name>[^:，。！？,!?\d ]{{1,12}}) ?: *(?P<said>.+)$", re.DOTALL)
_BELOW_NAME = 1.2  # of its height: what is said next stands farther below
_SENDER = regex(r"^【([^】]{2,12})】")  # of a text message
_PRICE = regex(r"^[¥￥] ?\d[\d.,]*$")
_LONG_LABEL, _LABELS_OF_CARD = 3, 2
_BELOW = 2.5  # of a line's height from what was said to its time


@dataclass(frozen=True, slots=True)
class Said:
    """`side` is UNKNOWN for the other side of a chat, whoever that is. `stamp` is the time as it is printed, `day` the
    date above it. `clear` says that its place tells the side."""

    side: Side
    where: Passage
    stamp: str = ""
    day: str = ""
    name: str = ""
    clear: bool = True

    @property
    def text(self) -> str:
        """The words."""
        return self.where.raw


def said_in_bubbles(bubbles: Sequence[Bubble], words: ReadingWords) -> tuple[Said, ...]:
    """What people said. Cards of goods and orders are not said by anybody, nor are words within pictures."""
    told = without_pictures(bubbles)
    return tuple(
        Said(bubble.side, bubble.where, bubble.stamp, bubble.day, name, bubble.clear or bool(bubble.name))
        for bubble, below in zip(told, [*told, None][1:], strict=True)
        if not is_card(bubble.where.text, words) and not (below and _is_priced(bubble, below))
        for name in (bubble.name or _sender(bubble),)
    )


def _sender(bubble: Bubble) -> str:
    """Of a text message that names whose it is, not of what the user wrote."""
    match = _SENDER.match(bubble.where.text) if bubble.side is Side.UNKNOWN else None
    return match[1] if match else ""


def _is_priced(bubble: Bubble, below: Bubble) -> bool:
    """Whether a price stands right below it: then it is the name of goods on a card."""
    one, other = bubble.where.lines[-1].box, below.where.lines[0].box
    aligned = abs(bubble.where.lines[0].box.left - other.left) < height(one)
    return bool(_PRICE.match(below.where.text)) and aligned and other.top - one.bottom < _BELOW_NAME * height(one)


def is_card(text: str, words: ReadingWords) -> bool:
    """Whether an app put it there: with a price to click at, or several labels."""
    labels = {match["label"] for match in words.label.finditer(text) if len(match["label"]) >= _LONG_LABEL}
    return bool(words.group(GroupName.CARDS).search(text)) or len(labels) >= _LABELS_OF_CARD


def said_by_name(page: PageReading, words: ReadingWords) -> tuple[Said, ...]:
    """Lines such as `14:58 客服：1小时内处理`; the time may stand below, as on pages about a refund."""
    table = rows(page)
    return tuple(_by_name(table, words))


def _by_name(table: Sequence[Sequence[Line]], words: ReadingWords) -> Iterator[Said]:
    for number, row in enumerate(table):
        whole = row_passage(row)
        match = _NAMED.match(whole.text)
        side = named_side(match["name"], words) if match else None
        if match and side is not None:
            where = whole.part(match.start("said"), match.end("said"))
            stamp = (match["time"] or "").strip() or _time_below(table, number)
            yield Said(side, where, stamp, name=match["name"])


def named_side(name: str, words: ReadingWords) -> Side | None:
    """Whose name it is; None where it is nobody's."""
    return next((speaker.side for speaker, pattern in words.speaker_patterns if pattern.search(name)), None)


def _time_below(table: Sequence[Sequence[Line]], number: int) -> str:
    if number + 1 >= len(table):
        return ""
    here, below = table[number][0].box, table[number + 1][0].box
    text = row_passage(table[number + 1]).text.strip()
    if below.top - here.bottom > _BELOW * height(here) or not (is_stamp(text) or TIME.fullmatch(text)):
        return ""
    return text
