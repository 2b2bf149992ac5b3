"""What frames a page on a phone: the clock of the status bar, and the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from caseorg.domain.patterns import regex
from caseorg.domain.reading.passage import Passage, height, middle, passage
from caseorg.domain.reading.reading import Box, Line, PageReading
from caseorg.domain.reading.stamps import is_stamp, names_day
from caseorg.domain.reading.values import CLOCK

_STATUS_BAR = 0.13  # of the width, from the top
_TITLE_BAR = 0.3
_OFF_CENTRE = 0.1
_AS_HIGH = 0.95
_LONGEST_SIGN = 3
_DATED = regex(r"\d[-/.年]\d")
_MARKS = regex(r"^[<‹〈《(（くK×xX·.\s]+|[>›〉》…·.\s]+$")


@dataclass(frozen=True, slots=True)
class Screen:
    """`clock` is the status bar's, `body` what lies between the title and the foot, `lines` that with the title."""

    clock: time | None
    clock_place: Passage | None
    title: Passage | None
    body: tuple[Line, ...]
    lines: tuple[Line, ...]

    @property
    def untitled(self) -> "Screen":
        """The same, where what was taken for a title may be content: a picture that was cut at its top."""
        return replace(self, title=None, body=self.lines)


def frame(page: PageReading) -> Screen:
    """The page without its frame. The title is the first line in the middle of the top, or else the first one there."""
    status = [line for line in page.lines if _in_status_bar(line.box, page)]
    clocks = ((passage(line), CLOCK.search(line.text)) for line in status if not _has_date(line, page))
    found = next(((place, match) for place, match in clocks if match), None)
    rest = [line for line in page.lines if line not in status or (found is None and not _is_sign(line.text))]
    top = [line for line in rest if line.box.bottom < _TITLE_BAR * page.width]
    title = _title([line for line in top if len(line.text) > 1 and not is_stamp(line.text)], page)
    body = tuple(line for line in rest if title is None or not _is_title(line, title, page))
    clock = time(int(found[1][1]), int(found[1][2])) if found else None
    place = found[0].part(*found[1].span()) if found else None
    return Screen(clock, place, _bare(passage(title)) if title else None, body, tuple(rest))


def _title(lines: Sequence[Line], page: PageReading) -> Line | None:
    """The first in the middle, unless one that is no smaller stands above it."""
    central = next((line for line in lines if is_central(line.box, page)), None)
    first = next(iter(lines), None)
    if central is None or first is None:
        return first
    above = first.box.bottom <= central.box.top and height(first.box) >= _AS_HIGH * height(central.box)
    return first if above else central


def _is_title(line: Line, title: Line, page: PageReading) -> bool:
    """The title, what stands beside or above it, and the small line in the middle below it."""
    if line.box.top <= middle(title.box):
        return True
    below = line.box.top - title.box.bottom < 0.5 * height(title.box)
    return below and is_central(line.box, page) and height(line.box) < height(title.box) and not is_stamp(line.text)


def _has_date(line: Line, page: PageReading) -> bool:
    """As the times of a page and of a chat have, of a picture without a status bar; a tablet's bar has its own at the
    side."""
    dated = _DATED.search(line.text) is not None
    return dated or (is_central(line.box, page) and is_stamp(line.text) and names_day(line.text))


def _is_sign(text: str) -> bool:
    """Of the status bar, such as 5G or 87%."""
    return len(text) <= _LONGEST_SIGN and text.isascii()


def _in_status_bar(box: Box, page: PageReading) -> bool:
    return box.top < 0.08 * page.width and box.bottom < _STATUS_BAR * page.width


def is_central(box: Box, page: PageReading) -> bool:
    """Whether it stands in the middle between the sides."""
    return abs((box.left + box.right) / 2 - page.width / 2) < _OFF_CENTRE / 2 * page.width


def _bare(title: Passage) -> Passage:
    """Without arrows and dots beside it."""
    text = title.text
    start = len(text) - len(_lead(text))
    end = len(_MARKS.sub("", text[start:])) + start
    return title.part(start, max(start, end))


def _lead(text: str) -> str:
    match = re.match(r"[<‹〈《くK×xX·.\s]+", text)
    return text[match.end() :] if match and match.end() < len(text) else text


def usual_height(lines: Sequence[Line]) -> int:
    """Of the lines with more than a word in them."""
    heights = sorted(height(line.box) for line in lines if len(line.text) >= 4) or [0]
    return heights[len(heights) // 2]
