"""Two pages compared: the values that both have, and the lines that only one of them has."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from caseorg.domain.moments import Moment
from caseorg.domain.reading.finds import Find
from caseorg.domain.reading.meaning import understand
from caseorg.domain.reading.reading import Line, PageReading
from caseorg.domain.reading.words import PageField, ReadingWords
from caseorg.domain.text.alikes import blur

_APART = (
    PageField.OTHER_NUMBER,
    PageField.OTHER_AMOUNT,
    PageField.OTHER_TIME,
    PageField.OTHER_TEXT,
    PageField.STATE,
)  # not of one thing


@dataclass(frozen=True, slots=True)
class SharedValue:
    """What both pages tell of one thing, and whether it is the same."""

    field: PageField
    left: Find
    right: Find
    same: bool


@dataclass(frozen=True, slots=True)
class PageComparison:
    """`only_left` and `only_right` are numbers of lines, `common` counts those that both have."""

    values: tuple[SharedValue, ...]
    only_left: tuple[int, ...]
    only_right: tuple[int, ...]
    common: int


def compare_pages(left: PageReading, right: PageReading, words: ReadingWords) -> PageComparison:
    """A line stands on both where it reads alike, wherever it stands; what a reader takes for one another is alike."""
    only_left, only_right = tuple(_missing(left, right)), tuple(_missing(right, left))
    values = tuple(_values(left, right, words))
    return PageComparison(values, only_left, only_right, len(left.lines) - len(only_left))


def _values(left: PageReading, right: PageReading, words: ReadingWords) -> Iterator[SharedValue]:
    """In the order of the left page; a thing of which one page says two things is not compared."""
    one, other = understand(left, words), understand(right, words)
    for field in dict.fromkeys(find.field for find in one.finds):
        first, second = one.single(field), other.single(field)
        if first and second and field not in _APART:
            yield SharedValue(field, first, second, _same(first, second))


def _same(left: Find, right: Find) -> bool:
    """A time that one page tells to the minute is the other's to the second."""
    if isinstance(left.value, Moment) and isinstance(right.value, Moment):
        shorter = min(left.where.text, right.where.text, key=len)
        longer = max(left.where.text, right.where.text, key=len)
        return left.value.at == right.value.at or longer.startswith(shorter)
    if isinstance(left.value, str) and isinstance(right.value, str):
        return blur(left.value).text == blur(right.value).text
    return left.value == right.value


def _missing(page: PageReading, other: PageReading) -> Iterator[int]:
    """The lines that the other page has not, or has less often."""
    left = Counter(map(_key, other.lines))
    for number, line in enumerate(page.lines):
        key = _key(line)
        if not key:
            continue
        if left[key]:
            left[key] -= 1
        else:
            yield number


def _key(line: Line) -> str:
    return blur(line.text).text
