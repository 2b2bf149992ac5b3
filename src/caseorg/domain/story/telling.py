"""An event as a whole: what papers tell of it, sentence by sentence, and what a sentence names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from caseorg.domain.case import EventId
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.story.words import StoryWords
from caseorg.domain.text.sentences import sentences

_LABEL = regex(r"证据\s*(\d{1,9})")
_FIGURE = r"(?<![\d,.])(\d{1,12}(?:,\d{3}){0,3}(?:\.\d{1,2})?)(?!\d)"  # longer ones are no amounts
_AMOUNT = regex(rf"[¥￥]\s*{_FIGURE}|{_FIGURE}\s*元(?!面值|/)")
_DATES = (
    regex(r"(?:(20\d\d)\s*年\s*)?(?<!\d)(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*[日号]"),
    regex(r"(?<!\d)(20\d\d)[/.-](1[0-2]|0?[1-9])[/.-](3[01]|[12]\d|0?[1-9])(?!\d)"),
)
_YEAR_OR_MONTH = regex("月|20")  # no date is without
_ORDER_NUMBER = regex(r"订单(?:编)?号\s*[:：为是]?\s*([0-9A-Za-z][0-9A-Za-z-]{5,})")
_STOPS = regex(r"[。！!？?；;\n]")
_BOUGHT = "bought"  # the mark of what tells of a purchase


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as a whole. `typed` are its words as they were written, for whoever looks at wording and not at what
    happened; `text` is what papers tell of it: without what is no part of what happened, and empty where it is for the
    user's own use alone."""

    event: EventId
    at: Moment
    typed: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A sentence of what papers tell, with its stop, and the evidence, sums and order numbers that it names.

    `bought_on` are the days in a sentence about a purchase; talks later than it have days of their own.
    """

    event: EventId
    text: str
    evidence: tuple[int, ...]
    sums: tuple[Decimal, ...]
    bought_on: tuple[date, ...]
    order_numbers: tuple[str, ...]


@lru_cache(maxsize=20_000)
def assertions(telling: Telling, words: StoryWords) -> tuple[Assertion, ...]:
    """What the event asserts on paper; a quotation of several sentences is never cut."""
    return tuple(_assertion(telling, sentence, words) for sentence in _sentences(telling.text))


def _assertion(telling: Telling, sentence: str, words: StoryWords) -> Assertion:
    days = tuple(_days(sentence, telling.at.local.year)) if _YEAR_OR_MONTH.search(sentence) else ()
    return Assertion(
        event=telling.event,
        text=sentence,
        evidence=tuple([int(number) for number in _LABEL.findall(sentence)]),
        sums=tuple(_sums(sentence)),
        bought_on=days if days and _tells_of_purchase(sentence, words) else (),
        order_numbers=tuple(_ORDER_NUMBER.findall(sentence)),
    )


def _sums(sentence: str) -> Iterator[Decimal]:
    """Most sentences have none, which their characters tell faster than the pattern."""
    if any(sign in sentence for sign in "元¥￥"):
        yield from (Decimal((one or other).replace(",", "")) for one, other in _AMOUNT.findall(sentence))


def _tells_of_purchase(sentence: str, words: StoryWords) -> bool:
    return any(rule.id == _BOUGHT and word.search(sentence) for rule, word, _ in words.fitting(sentence).marks)


def _sentences(text: str) -> tuple[str, ...]:
    if not _STOPS.search(text, 0, len(text) - 1):
        return (stripped,) if (stripped := text.strip()) else ()
    found: list[str] = []
    for start, end in sentences(text):
        if found and found[-1].count("“") > found[-1].count("”"):
            found[-1] += text[start:end]
        else:
            found.append(text[start:end])
    return tuple(sentence.strip() for sentence in found if sentence.strip())


def _days(sentence: str, year_told: int) -> Iterator[date]:
    for year, month, day in (parts for pattern in _DATES for parts in pattern.findall(sentence)):
        try:
            yield date(int(year) if year else year_told, int(month), int(day))
        except ValueError:
            continue
