"""Sums as people write and say them: 98元, ¥1,234.50, 15块钱, 一百二十块五, 两百块, 1.2万元, 98元5角.

About what is no sum (九十多元) or is goods (100元面值, 50元点卡) nothing is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from caseorg.domain.money import FEN, LARGEST, short_yuan
from caseorg.domain.patterns import regex
from caseorg.domain.text.numerals import NUMBER, half_width, read_number

_DIGIT = "0-9一二两三四五六七八九"
_GOODS = (
    r"(?!\s*(?:面[值额]|等值|/|的?(?:点卡|游戏|点券|Q币|卡密|话费(?![差款])|充值(?![款费金余])|会员(?![费款])"
    r"|(?![到至退入进给回原打])[一-龥]{0,4}卡(?![款费])|[一-龥]{0,4}券)))"
)
_CHANGE = (
    rf"(?:(?P<jiao>[{_DIGIT}])\s*[角毛](?:(?P<fen>[{_DIGIT}])分)?|零?(?P<cent>[{_DIGIT}])分"
    rf"|(?<=块)(?P<tenth>[{_DIGIT}])(?![0-9.]|[张个件份条笔次天日号月年星折倍小点元块到至十百千万]))"
)
_AMOUNT = regex(
    rf"(?:(?P<sign>[¥￥]|RMB|人民币)\s*)?(?<!\d[-~—–至到])(?P<number>{NUMBER})(?(sign)\s*(?:元|块钱?|圆)?|\s*(?:元|块|圆))"
    rf"(?:{_CHANGE})?(?:钱|整)?{_GOODS}"
)
_SPOKEN_SIGNS = frozenset("¥￥块")  # of those that no office writes in a sentence
_SIGNS = frozenset("¥￥R人元块圆")  # what each of them has one of


@dataclass(frozen=True, slots=True)
class SpokenAmount:
    """A sum in a text, at `text[start:end]`."""

    start: int
    end: int
    amount: Decimal


def spoken_amounts(text: str) -> Iterator[SpokenAmount]:
    """The sums in the text, in their order."""
    if _SIGNS.isdisjoint(text):
        return
    for match in _AMOUNT.finditer(half_width(text)):
        amount = as_yuan(read_number(match["number"]))
        if amount is not None:
            yield SpokenAmount(match.start(), match.end(), amount + _change(match))


def in_yuan(text: str) -> str:
    """`68块`, `¥129`, `一百八十六块五` as an office writes them, 68元; what is quoted stays as it was said."""
    if _SPOKEN_SIGNS.isdisjoint(text):
        return text
    written, place = "", 0
    for amount in spoken_amounts(text):
        words = text[amount.start : amount.end]
        if not _SPOKEN_SIGNS.isdisjoint(words) and text.count("“", 0, amount.start) == text.count("”", 0, amount.start):
            written += f"{text[place : amount.start]}{short_yuan(amount.amount)}元"
            place = amount.end
    return written + text[place:]


def as_yuan(number: Decimal | None) -> Decimal | None:
    """The number as a sum; None where it is none, or more than any sum is."""
    if number is None or number > LARGEST or number != number.quantize(FEN):
        return None
    return number.quantize(FEN)


def _change(match: re.Match[str]) -> Decimal:
    parts = ((match["jiao"] or match["tenth"], Decimal("0.1")), (match["fen"] or match["cent"], FEN))
    return sum(((read_number(digit) or 0) * size for digit, size in parts if digit), Decimal(0))
