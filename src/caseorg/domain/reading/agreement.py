"""Whether what was read off two pictures says the same where their pixels do."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from caseorg.domain.patterns import regex
from caseorg.domain.reading.reading import PageReading
from caseorg.domain.reading.strip import WIDTH
from caseorg.domain.text.alikes import blur

_DIGITS = regex(r"\d")
_NEAR = 8.0  # rows, and as many columns, by which the boxes of one line may differ
_EDGE = 6.0  # rows at either end of a part, where lines are cut
_NUMBER = 4  # digits that no two lines have by chance
_FEWEST = 2  # lines that agree
_ALIKE = 0.75
_SHORT = 4  # characters; of a shorter line it tells nothing that it was not found


class Agreement(StrEnum):
    """What the text says to what the pixels say; UNREAD where one of the two pictures was not read."""

    UNREAD = "not read yet"
    SAME = "the text is the same"
    FEW = "too little text to compare"
    DIFFERENT = "the text differs"


@dataclass(frozen=True, slots=True)
class PageRows:
    """Rows of a page, as strips count them."""

    page: PageReading
    start: int
    rows: int


def agreement(one: PageRows, other: PageRows, *, strict: bool = False) -> Agreement:
    """Line by line. A number that differs tells them apart; where it is `strict`, any digit does."""
    here, there = list(_lines(one)), list(_lines(other))
    same = different = 0
    for line in here:
        match = next((found for found in there if line.beside(found)), None)
        if match is None:
            different += len(line.text) >= _SHORT
        elif line.digits != match.digits and (strict or max(len(line.digits), len(match.digits)) >= _NUMBER):
            return Agreement.DIFFERENT
        else:
            same += line.says(match)
            different += not line.says(match)
    if same >= _FEWEST and different * 3 <= same:
        return Agreement.SAME
    return Agreement.DIFFERENT if different > max(same, 1) else Agreement.FEW


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    middle: float

    @property
    def digits(self) -> str:
        return "".join(_DIGITS.findall(self.text))

    def beside(self, other: "_Line") -> bool:
        return abs(self.middle - other.middle) <= _NEAR and abs(self.left - other.left) <= _NEAR

    def says(self, other: "_Line") -> bool:
        return self.text == other.text or SequenceMatcher(None, self.text, other.text).ratio() >= _ALIKE


def _lines(part: PageRows) -> Iterator[_Line]:
    """Those that stand wholly in it, counted from where it begins."""
    scale = WIDTH / part.page.width
    for line in part.page.lines:
        top, bottom = line.box.top * scale - part.start, line.box.bottom * scale - part.start
        if top >= _EDGE and bottom <= part.rows - _EDGE:
            yield _Line(blur(line.text).text, line.box.left * scale, (top + bottom) / 2)
