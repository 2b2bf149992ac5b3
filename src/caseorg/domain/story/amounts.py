"""Money and days that the words of an event name."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from caseorg.domain.patterns import regex
from caseorg.domain.story.story import Charge
from caseorg.domain.text.amounts import SpokenAmount, as_yuan, spoken_amounts
from caseorg.domain.text.numerals import NUMBER, half_width, read_number

_DAY = r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})(?:[日号]|(?=[、和及与，,]?(?:\d{1,2}月|各|又|都|分别|扣)))"
_DAYS = regex(rf"(?:{_DAY}[、和及与,， ]*)+")
_ONE_DAY = regex(_DAY)
_MONEY = rf"({NUMBER})\s*(?:元|块)"
_EACH = rf"({NUMBER})(?:\s*(?:元|块)|(?![\d.]|\s*[次笔个月天张份%年日号点小]))"
_TAKEN = r"(?:自动)?(?:被)?(?:扣|付|支付|续费|充值|充|转账?|收|刷|退)(?:了|费|款|走|掉|回|还)*"
_ON_DAYS = regex(rf"({_DAYS.pattern})[^，。；]{{0,6}}?(?:各|分别|均|都|又|再)*{_TAKEN}[^，。；\d]{{0,6}}{_EACH}")
_TIMES = regex(
    rf"([两二三四五六七八九十2-9])\s*(?:笔|次)[^，。；\d]{{0,6}}?(?:各|每笔|每次|都是|均为?)\s*(?:扣|付|是)?{_EACH}"
)
_BARE = rf"({NUMBER})(?!\s*(?:[次笔个月天星张份%％年号日点小时分秒条单级折面人款个多来几余]|\d|[-~～至到]\s*\d))"
_ONCE = regex(
    rf"{_TAKEN}[^，。；\d“”]{{0,6}}{_MONEY}|(?:实付|(?<!支)付款?了?|支付|花了?|转[账帐]?了?|(?<![要会将])扣了?|收了我?|打了|汇了|退[回还]?了我?)\s*{_BARE}"
)
_UNIT = regex(r"\s*[块元]")  # with which it is told already
_PAYING = frozenset("扣付支续充收刷退花转打汇")  # whatever was taken once is told with one of them
_SEVERAL = frozenset("笔次")
_FURTHER = regex(rf"[、，和及,]\s*{_MONEY}")
_DOTTED = regex(
    r"(?:^|(?<=[，,、。；; 和及下天是在]))(1[0-2]|[1-9])\.(3[01]|[12]\d|[1-9])[日号]?"
    r"(?=[又再各只]?(?:充|付|扣|转|刷|花|打赏|买))"
)
_REPEATS = regex(r"([两二三四五六七八九十2-9])\s*[次笔]")
_AGREED = regex(
    rf"(?:约定|说好|承诺|写明|合同|最迟|保证)[^，。；]{{0,8}}?{_DAY}(?:之)?(?:前|内|以前|完成|交付|到账|发货)"
)


def charges(text: str, day: date) -> tuple[Charge, ...]:
    """What was taken, paid or given back, in the order of the days; a date without a year is the nearest before."""
    text = rest = _DOTTED.sub(r"\1月\2日", half_width(text))
    dated: list[tuple[date, str]] = []
    for match in _ON_DAYS.finditer(text):
        times = _REPEATS.match(rest, rest.index(match[0]) + len(match[0]))
        dated += [(when, match.groups()[-1]) for when in _days(f"{match[1]}各", day)] * _count(times)
        rest = rest.replace(match[0], "", 1)
    for match in _TIMES.finditer(rest):
        dated += [(day, match[2])] * int(read_number(match[1]) or 1)
        rest = rest.replace(match[0], "", 1)
    for match in _ONCE.finditer(rest):
        dated += [(day, figure) for figure in (match[1] or match[2], *_listed(rest, match.end()))]
    whole = {text[amount.start : amount.end]: amount.amount for amount in spoken_amounts(text)}
    found = ((when, _read(figure, whole)) for when, figure in dated)
    kept = (Charge(when, amount) for when, amount in found if amount and as_yuan(amount) is not None)
    return tuple(sorted(kept, key=lambda charge: charge.day))


def amounts(text: str) -> tuple[Decimal, ...]:
    """The sums that stand in it, with their unit or right after a word for paying; not what goods are called by."""
    return tuple(amount.amount for amount in told_amounts(text))


def told_amounts(text: str) -> Iterator[SpokenAmount]:
    """The same with their places."""
    yield from spoken_amounts(text)
    for match in _ONCE.finditer(half_width(text)) if not _PAYING.isdisjoint(text) else ():
        amount = as_yuan(read_number(match[2])) if match[2] else None
        if amount and not _UNIT.match(text, match.end(2)):
            yield SpokenAmount(*match.span(2), amount)


def _count(times: re.Match[str] | None) -> int:
    """`328元两次`: twice."""
    return int((read_number(times[1]) if times else None) or 1)


def _read(figure: str, sums: Mapping[str, Decimal]) -> Decimal | None:
    """`一百八十六块五` is more than 一百八十六."""
    number = read_number(figure)
    whole = next((amount for words, amount in sums.items() if words.startswith((f"{figure}块", f"{figure}元"))), None)
    return whole if whole is not None and whole != number else number


def _listed(text: str, place: int) -> Iterator[str]:
    """`充了648元、2000元、3832元`: the sums that follow the first."""
    while match := _FURTHER.match(text, place):
        yield match[1]
        place = match.end()


def agreed_day(text: str, day: date) -> date | None:
    """`约定11月12日前` → that day, in the year of `day` or the next where it would lie long before it."""
    match = _AGREED.search(text)
    if match is None:
        return None
    found = _date(match.groups(), day.year)
    if found and (day - found).days > 180 and not match[1]:
        found = _date(match.groups(), day.year + 1)
    return found


def _days(text: str, day: date) -> Iterator[date]:
    for match in _ONE_DAY.finditer(text):
        found = _date(match.groups(), day.year)
        if found and found > day and not match[1]:
            found = _date(match.groups(), day.year - 1)
        if found:
            yield found


def _date(parts: tuple[str | None, ...], year: int) -> date | None:
    try:
        return date(int(parts[0] or year), int(parts[1] or 0), int(parts[2] or 0))
    except ValueError:
        return None
