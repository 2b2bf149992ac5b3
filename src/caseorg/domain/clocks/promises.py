"""Finding what the other side promised, and by when, in a chat or in what the user wrote down."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from caseorg.domain.case import Side
from caseorg.domain.clocks.spoken_times import SpokenTime, spoken_times
from caseorg.domain.clocks.workdays import Calendar
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.screening import FindWays, RuleScreen, by_patterns, find_ways_to_match
from caseorg.domain.text.days import day_patterns
from caseorg.domain.text.numerals import half_width
from caseorg.domain.text.terms import TERM_PATTERN

_SENTENCE = regex(r"[^。！？!?；;\n\r]+[。！？!?；;]?")
_CLAUSE = regex(r"[^，,、]+")
_AS_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF10, 0xFF1A)}  # keeps every position
_QUESTION = regex(r"[？?]$|吗|能否|可否|是否|能不能|会不会|可不可以|多久|多长时间|几天|何时|什么时候")
_NO_WARRANTY = "(?![^，。]{0,6}(?:包退|包赔|[就则]退|[就则]赔|全额退))"  # 三天内没到账包退 promises
_DENIED = regex(
    rf"无法|不能|不会|没法|没有|没能|没(?:处理|回复|到账|退){_NO_WARRANTY}|未(?!来){_NO_WARRANTY}|不保证|不承诺|不一定|难以|做不到"
    rf"|不了|不到{_NO_WARRANTY}|并非|无理由|[内前后](?:仍|还|都)?(?:不|没|未(?!来)){_NO_WARRANTY}"
    r"|[内前]可?以?(?:使用|有效|申请|领取|兑换|激活)|联系(?:我们|客服|商家|卖家|店)"
)
_DEMANDED = regex(
    r"要求|请求|希望|必须|务必|催促|请(?:你们?|您|亲|贵方|贵店|商家|平台|客服|卖家)?(?:[0-9一二两三]|在|于|尽快|马上|立即|立刻)|限(?:你|您|贵|对方)"
)
_REPORTED = regex(r"承诺|答应|保证|表示|告知|(?:回复|答复|回应)[我称说：:“\"]|[称说]")
_PAST = regex(r"已(?:经|过|等)?|超过|过了|等了|满了?$|过去")
_DEED = regex(
    r"处理|回复|答复|回电|回访|联系|退|到账|补发|重发|发货|发放|解决|安排|完成|核实|核查|反馈|查|跟进|给[您你]|为您|帮[您你]|结果|恢复|开通|审核|通知"
)
_PROMISING = regex(
    r"[会将]|给[您你]|为您|帮[您你]|一定|保证|承诺|答应|争取|预计|可以|安排|最[迟晚多快]|大约|大概|需要?|左右"
)
_AHEAD = regex("明|后天|下(?!午)")
_DONE = regex("[了过]")
_VAGUE = regex(r"尽快|马上|立即|立刻|一会儿?|稍后|等会儿?|待会儿?|过几天|这几天|近期|第一时间|很快|随后|晚点")

_LONGEST = 500  # nobody says more in one breath; it keeps the search quick on any text


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """`text` is the clause that promises, from `start` to `end`. A vague one names no time: `due` is None."""

    text: str
    start: int
    end: int
    due: datetime | None
    vague: bool


def find_promises(
    text: str,
    said_at: Moment,
    calendar: Calendar,
    side: Side = Side.SERVICE,
    screen: RuleScreen[str] | None = None,
) -> tuple[FoundPromise, ...]:
    """The promises in what somebody said, in the order of the text; `due` is after `said_at`.

    Where `side` is ME, the text is the user's own: only what is reported of the others counts.
    """
    if not (screen or _screen()).fitting(half_width(text)):
        return ()
    plain = text.translate(_AS_HALF_WIDTH)
    found = (
        promise
        for sentence in _SENTENCE.finditer(plain)
        if not _QUESTION.search(sentence[0])
        for promise in _in_sentence(plain, sentence, said_at, calendar, side)
    )
    return tuple(
        FoundPromise(text[promise.start : promise.end], promise.start, promise.end, promise.due, promise.vague)
        for promise in found
    )


def promise_screen(find_ways: FindWays = find_ways_to_match) -> RuleScreen[str]:
    """Most texts name neither a time nor 马上 and its like: these promise nothing."""
    return by_patterns((TERM_PATTERN, *day_patterns(), _VAGUE.pattern), lambda pattern: (pattern,), find_ways)


@cache
def _screen() -> RuleScreen[str]:
    return promise_screen()


def _in_sentence(
    plain: str, sentence: re.Match[str], said_at: Moment, calendar: Calendar, side: Side
) -> Iterator[FoundPromise]:
    reported = side is not Side.ME
    timed, vague = [], []
    for clause in _CLAUSE.finditer(plain, sentence.start(), sentence.end()):
        reported = reported or bool(_REPORTED.search(clause[0]))
        if not reported or len(clause[0]) > _LONGEST or _is_refused(clause[0]):
            continue
        rest = plain[clause.start() : sentence.end()]
        dues = [time.due for time in spoken_times(clause[0], said_at, calendar) if _is_promise(clause[0], time, rest)]
        if dues:
            timed.append(_promise(plain, clause, sentence, max(dues)))
        elif _VAGUE.search(clause[0]) and _DEED.search(clause[0]):
            vague.append(_promise(plain, clause, sentence, None))
    yield from timed or vague


def _is_refused(clause: str) -> bool:
    """The clause denies, or asks for something itself; `承诺` and its like outweigh the asking."""
    demanded = _DEMANDED.search(clause)
    return bool(_DENIED.search(clause) or (demanded and not _REPORTED.search(clause, demanded.end())))


def _is_promise(clause: str, time: SpokenTime, rest: str) -> bool:
    """`48小时内` is enough; `明天` needs a deed that will be done, and `等了48小时` tells of the past."""
    if _PAST.search(clause[: time.start]):
        return False
    if time.bounded:
        return True
    promising = _PROMISING.search(clause) or _PROMISING.search(rest) or _is_to_come(clause, time)
    return bool(promising and _DEED.search(rest)) or "工作日" in clause[time.start : time.end]


def _is_to_come(clause: str, time: SpokenTime) -> bool:
    """`下周发货`: a time that can only lie ahead, with the deed right behind it."""
    ahead = _AHEAD.search(clause, time.start, time.end)
    return bool(ahead and _DEED.match(clause, time.end)) and not _DONE.search(clause, time.end)


def _promise(plain: str, clause: re.Match[str], sentence: re.Match[str], due: datetime | None) -> FoundPromise:
    """The clause without spaces and stop; one that is hardly more than the time takes the rest of the sentence."""
    start, end = clause.span()
    if not _DEED.search(clause[0]) and _DEED.search(plain, end, sentence.end()):
        end = sentence.end()
    words = plain[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip(" \t　。！!；;"))
    return FoundPromise("", start, max(start, end), due, due is None)
