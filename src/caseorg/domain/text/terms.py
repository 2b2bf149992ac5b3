"""Terms as people say them: 24小时内, 三五天内, 一个半小时, 3-5个工作日, 一个半月, 半个月, 十来天."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from caseorg.domain.patterns import regex
from caseorg.domain.text.numerals import half_width, read_range


class TermUnit(StrEnum):
    """In what a term is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "working days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """So long after something was said or arrived."""

    amount: int
    unit: TermUnit


@dataclass(frozen=True, slots=True)
class SpokenTerm:
    """A term in a text. Of a range both ends are told; whoever promised is late only after the longest.

    `bound` is the word that makes a limit of it, such as 内 or 后; empty where there is none.
    """

    start: int
    end: int
    shortest: Term
    longest: Term
    bound: str = ""

    @property
    def limits(self) -> bool:
        """Whether it says until when, and not only how long or after what."""
        return self.bound in _WITHIN


MONTH, HALF_MONTH = 31, 15  # days of the longest month, and of half a one as it is commonly counted
_WITHIN = ("之内", "以内", "内")
_BOUND = rf"(?P<bound>{'|'.join(_WITHIN)}|左右|之后|以后|后)"
_CHINESE = "零〇一二两三四五六七八九十百千半"
_N = rf"(?:[0-9]{{1,4}}(?:\.[0-9])?|[{_CHINESE}]{{1,7}})"
_UNIT = (
    r"小时|钟头|[hH]|分钟|min|分(?!钟)|刻钟?|工作日|(?:自然)?[天日]|周|星期|礼拜"
    r"|(?<=个)月|(?<=个[半多])月|(?<![0-9]{3})年(?=之?内|以内)"
)
_FROM = rf"(?:{_N}\s*(?:个|天|日|小时|分钟|周)?\s*(?:-{{1,2}}|~|—{{1,2}}|–|至|到|、)\s*)?"
_TERM = regex(
    rf"(?<![第0-9{_CHINESE}月年.])(?P<amount>{_FROM}{_N}[来多余几]?)\s*个?(?P<more>[半多])?\s*(?P<unit>{_UNIT})"
    rf"(?P<half>[半多](?!个))?\s*{_BOUND}?(?![0-9前之以])"
)
TERM_PATTERN = _TERM.pattern
_UNITS = {
    **dict.fromkeys(("小时", "钟头", "h", "H"), (TermUnit.MINUTES, 60)),
    **dict.fromkeys(("分钟", "分", "min"), (TermUnit.MINUTES, 1)),
    **dict.fromkeys(("刻钟", "刻"), (TermUnit.MINUTES, 15)),
    **dict.fromkeys(("周", "星期", "礼拜"), (TermUnit.DAYS, 7)),
    **dict.fromkeys(("天", "日", "自然天", "自然日"), (TermUnit.DAYS, 1)),
    "工作日": (TermUnit.WORKDAYS, 1),
    "月": (TermUnit.MONTHS, 1),
    "年": (TermUnit.MONTHS, 12),
}
_UNIT_BETWEEN = regex(r"(?<=[^\s])\s*(?:个|天|日|小时|分钟|周)\s*(?=-|~|—|–|至|到|、)")


def spoken_terms(text: str) -> Iterator[SpokenTerm]:
    """The terms in the text in their order; one of no length is none."""
    for match in _TERM.finditer(half_width(text)):
        amounts = read_range(_UNIT_BETWEEN.sub("", match["amount"]))
        if amounts is None:
            continue
        more = match["more"] or match["half"] or ""
        shortest, longest = (_term(amount, match["unit"], more) for amount in amounts)
        if longest.amount > 0:
            yield SpokenTerm(match.start(), match.end(), shortest, longest, match["bound"] or "")


_MORE = {"": Decimal(0), "半": Decimal("0.5"), "多": Decimal(1)}


def _term(amount: Decimal, unit: str, more: str) -> Term:
    """Halves of hours are minutes, those of months days; of any other unit one whole is meant at the latest."""
    kind, size = _UNITS[unit]
    amount += _MORE[more]
    if kind is TermUnit.MONTHS and amount * size % 1:
        whole = int(amount * size)
        return Term(whole * MONTH + HALF_MONTH, TermUnit.DAYS)
    total = int((amount * size).to_integral_value(ROUND_CEILING))
    if kind is TermUnit.MINUTES and size == 60 and total % 60 == 0:
        return Term(total // 60, TermUnit.HOURS)
    return Term(total, kind)
