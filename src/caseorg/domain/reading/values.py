"""Numbers, sums and times as pages print them."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from caseorg.domain.moments import BEIJING, Moment, Precision, TimeSource
from caseorg.domain.money import FEN, LARGEST
from caseorg.domain.patterns import regex

AMOUNT = regex(
    r"(?P<sign>[-+]?) ?(?P<yen>[¥]?) ?(?P<behind>[-+]?)(?<![\d.:])(?<!\d-)(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,9})"
    r"(?: ?\. ?(?P<cents>\d{1,2}))?(?![\d:]|[.-]\d)(?P<unit> ?元)?"
)
SIGNED = regex(r"(?:(?<![\d.])|(?<=\d:\d\d))(?P<direction>[-+]) ?¥? ?\d{1,3}(?:,?\d{3})*\.\d{2}(?!\d)")
TIME = regex(
    r"(?<!\d)(?P<year>20\d\d) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d\d?)(?:日| |T|$)? ?"
    r"(?:(?P<hour>\d\d?) ?[:时] ?(?P<minute>\d\d)(?: ?[:分] ?(?P<second>\d\d))?)?(?!\d)"
)
NUMBER = regex(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[0-9A-Za-z_-]|(?<=\d) (?=\d)){4,62}[0-9A-Za-z](?![0-9A-Za-z])")
CLOCK = regex(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)")
PHONE = regex(r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
CODE = regex(r"(?<![0-9A-Za-z*-])[0-9A-Za-z*]{4,}(?:[ -][0-9A-Za-z*]{4,})*(?![0-9A-Za-z*-])")
_SHORTEST_CODE, _TAIL = 10, 4  # characters: a shorter code would be half told by its end
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FEWEST_FIGURES = 6


def amount_of(match: re.Match[str]) -> Decimal | None:
    """The sum without its sign; None where it is more than any is."""
    value = Decimal(f"{match['whole'].replace(',', '')}.{match['cents'] or '0'}").quantize(FEN)
    return value if value <= LARGEST else None


def is_sum(match: re.Match[str]) -> bool:
    """Whether something says that the figure is money."""
    return bool(match["yen"] or match["unit"] or (match["cents"] and len(match["cents"]) == 2))


def time_of(match: re.Match[str]) -> Moment | None:
    """The time as it is printed; None where there is no such."""
    year, month, day, hour, minute, second = (
        int(match[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=BEIJING).astimezone(UTC)
    except ValueError:
        return None
    precision = Precision.SECOND if match["second"] else Precision.MINUTE if match["hour"] else Precision.DAY
    return Moment(at, precision, TimeSource.PICTURE)


def is_number(text: str) -> bool:
    """Whether it can be the number of an order or a payment: figures enough, and no telephone or identity."""
    figures = sum(character.isdecimal() for character in text)
    return figures >= _FEWEST_FIGURES and figures * 2 >= len(text) and not is_identity(text)


def tail_of(code: str) -> str:
    """The end of a card code, by which its seller finds it and nobody uses it; empty where it is none, or too short."""
    bare = re.sub(r"[ -]", "", code)
    text = bare[-_TAIL:]
    return text if len(bare) >= _SHORTEST_CODE and "*" not in text and any(map(str.isdigit, bare)) else ""


def is_identity(text: str) -> bool:
    """Whether it is the number of an identity card, by its day of birth and its check digit."""
    if not re.fullmatch(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]", text):
        return False
    total = sum(int(figure) * weight for figure, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()
