"""Reading demands: which action a line asks for first, which sum, by when, and what otherwise."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from caseorg.domain.demands.asked_sum import asked_sum
from caseorg.domain.demands.demand import Action, Asked, Demand
from caseorg.domain.moments import Moment, show_chinese
from caseorg.domain.patterns import regex
from caseorg.domain.text.days import DayForm, SpokenDay, spoken_days
from caseorg.domain.text.terms import SpokenTerm, spoken_terms

_READ = {
    Action.PARTIAL: (
        "部分退款|退还部分|部分退还|部分退回|退还?差价|退差额|按比例退|部分货款"
        "|(?:[没未](?:有)?(?:到[账帐]|用完?|使用|完成|做|发|充)|剩下|剩余|余下|其余)的?[^，,。；;]{0,8}退"
        "|退(?:还|回|给我)?(?:[没未](?:有)?(?:到[账帐]|用完?|使用|完成|做|发|充)|剩下|剩余|余下|其余)的?"
    ),
    Action.REFUND: (
        "全[额部数都]?退|(?<=[\\d钱款费用元块])(?:都|全都|一起)退|[Rr]efund"
        "|(?<![不未])(?<!拒绝)退(?:还)?(?:剩下的?|剩余的?|我的?|账户里?的?|预存的?)?(?:余额|本金|押金|预付款|货款|钱)"
        "|(?<![不未])(?<!拒绝)(?:退款|退还|退回|返还|退费|退货款|退钱|退我|退给我|退(?!一[赔罚])(?=\\s*[¥￥\\d一二两三四五六七八九十百]))"
        "|(?<![不未])(?<!拒绝)退(?![一换货])[^，,。；;退换赔\\d]{1,8}(?=\\d[\\d,.]*\\s*(?:元|块))|追回|要回|讨回"
        "|[把将][^，,。；;]{1,12}退(?:了|掉)?(?:$|(?=[，,。；;]))|还我钱|还给我|还我(?=\\s*[¥￥\\d])"
    ),
    Action.REPLACE: "更换|换货|换新|换一张|换成",
    Action.RESEND: "补发|重发|重新发|补单|补充值|重新充值|补足|补充(?=\\s*[\\d一二两三四五六七八九十百])",
    Action.PERFORM: "继续履行|履行|开通|完成充值|充值到账|恢复|交付|发货",
    Action.COMPENSATE: "赔偿|赔付|补偿|退一赔|赔我|赔给我|(?<![理包一])赔(?=\\s*[¥￥\\d])",
    Action.REPLY: "答复|回复|核实|书面说明|说明|告知|提供",
}
_KINDS = ((Action.PARTIAL, Action.REFUND), (Action.COMPENSATE,))  # of sums that may stand in one line
_NUMBER = regex(r"^\s*(?:[(（]?\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*")
_IN_A_LIST = regex(r"(?:^\s*|(?<=[；;。，,\s]))(?P<number>[(（]?(?P<value>\d{1,2})[.．、)）](?!\d))")
_PART = regex(
    r"(?:(?<!\d)[,，]|[,，](?!\d{3}(?!\d))|[；;。！!])"
    r"|(?=否则|不然|要么|或者|(?<!或)或(?![许者]))"
    r"|(?=(?:[请就应]|(?<!否)则)(?:[你您]们?|贵[方店])?(?:全额)?(?:退|返还|赔|补|换|更换|交付|开通|恢复|发货))"
)
_OTHERWISE = regex(r"^\s*(?:否则|不然|要么|或者?)")
_CONDITION = regex(
    r"^\s*(?:(?P<if>如果?|若|要是|倘若|假如)\S{0,8}?)?(?:仍|还|再)?"
    r"(?P<failed>不能|无法|不予|不愿|不肯|不同意|不[给退换]|做不到|不行|未|没|拒绝|逾期|超期|到期)[^，；。]*?(?P<then>的话?|时)?\s*$"
)
_RECEIVED = regex(r"请?(?:最迟)?[于在]?(?:自?收到本(?:消息|函|邮件|信)(?:之日)?起?后?)?$")
_OF_A_MESSAGE = regex("请?[于在]?(?:自?收到本(?:消息|邮件|信)(?:之日)?起?后?)[^，,。；;、]{1,12}?内(?:[、，,]?最迟)?")
_RELATIVE = (DayForm.WEEK, DayForm.MONTH)
_COMING = regex("明|后|大后")
_LONGEST = 2000  # characters of a line that are read; nobody writes a longer demand


def demand_lines(text: str) -> tuple[str, ...]:
    """The demands one by one as they were typed, without list numbers and final stops."""
    lines = (_NUMBER.sub("", line).strip().rstrip("；;。，,") for line in typed_lines(text))
    return tuple(line for line in lines if line)


def typed_lines(text: str) -> tuple[str, ...]:
    """The lines, and those of a list that was typed in one: `1、退190元；2、赔20元`."""
    return tuple(part for line in text.splitlines() for part in _listed(line))


def _listed(line: str) -> Iterator[str]:
    places = [match.start("number") for match in _IN_A_LIST.finditer(line)]
    numbered = [int(match["value"]) for match in _IN_A_LIST.finditer(line)]
    if len(places) < 2 or places[0] != 0 or numbered != list(range(1, len(numbered) + 1)):
        places = [0]
    yield from (line[begin:end] for begin, end in pairwise([*places, len(line)]))


def read_demands(text: str, said_at: Moment) -> tuple[Demand, ...]:
    """The demands of the lines that name an action; a line that asks for two sums has two."""
    return tuple(found for line in demand_lines(text) for found in read_line(line, said_at))


def read_demand(line: str, said_at: Moment) -> Demand | None:
    """The first that the line asks for; None where it names no action. `read_demand(show_demand(d), …) == d`."""
    return next(iter(read_line(line, said_at)), None)


@lru_cache(maxsize=1000)  # a paper asks for the same few lines again and again
def read_line(line: str, said_at: Moment) -> tuple[Demand, ...]:
    """What the line asks for, a refund and a compensation apart; days are read from when it was said."""
    line = line[:_LONGEST]
    first, *others = [asked for group in _groups(line) if (asked := _asked(group, line))] or [()]
    if not first:
        return ()
    limits = tuple(_limits(line, said_at))
    term = next((limit.longest for limit in limits if isinstance(limit, SpokenTerm)), None)
    by = next((limit.at for limit in limits if isinstance(limit, SpokenDay)), None)
    seconds = [asked for group in others for asked in group]
    otherwise = next((asked for asked in seconds if asked.claim is not None), next(iter(seconds), None))
    main = Demand(first[0].action, first[0].amount, term, by, otherwise)
    return (main, *(replace(main, action=asked.action, amount=asked.amount, otherwise=None) for asked in first[1:]))


def _groups(line: str) -> Iterator[str]:
    """The line, cut where 否则, 或者 or a condition (不能更换的) begins something that is asked for instead."""
    group = ""
    place = 0
    for cut in (*_PART.finditer(line), None):
        part = line[place : cut.end() if cut else len(line)]
        place += len(part)
        if _is_condition(part) or _OTHERWISE.search(part):
            yield group
            group = ""
        if not _is_condition(part):
            group += part
    yield group


def _is_condition(part: str) -> bool:
    match = _CONDITION.search(part.rstrip("，,；;。"))
    return bool(match and (match["if"] or match["then"] or match["failed"] in ("逾期", "超期", "做不到", "不行")))


def _asked(group: str, line: str) -> tuple[Asked, ...]:
    """The first action, with its sum; then the sums of another kind."""
    places = {action: match.start() for action, pattern in _READ.items() if (match := re.search(pattern, group))}
    if not places:
        return ()
    main = min(places, key=lambda action: places[action])
    firsts = [_first(kind, places) for kind in _KINDS if main not in kind]
    others = sorted((action for action in firsts if action), key=lambda action: places[action])
    ends = [*(places[action] for action in others[1:]), len(group)]
    further = [
        Asked(action, amount)
        for action, end in zip(others, ends, strict=False)
        if (amount := asked_sum(group, places[action], end, line)) is not None
    ]
    end = places[further[0].action] if further else len(group)
    amount = asked_sum(group, places[main], end, line)
    return (Asked(main, asked_sum(group, 0, places[main], line) if amount is None else amount), *further)


def _first(kind: tuple[Action, ...], places: dict[Action, int]) -> Action | None:
    return min((action for action in kind if action in places), key=lambda action: places[action], default=None)


def _limits(line: str, said_at: Moment) -> Iterator[SpokenTerm | SpokenDay]:
    """The terms and days by which something is to be done; of overlapping readings the longest."""
    found: list[SpokenTerm | SpokenDay] = [term for term in spoken_terms(line) if term.limits]
    found += [day for day in spoken_days(line, said_at) if _is_limit(day, line, said_at)]
    taken: list[SpokenTerm | SpokenDay] = []
    for limit in sorted(found, key=lambda limit: limit.start - limit.end):
        if all(limit.end <= other.start or other.end <= limit.start for other in taken):
            taken.append(limit)
    yield from sorted(taken, key=lambda limit: limit.start)


def _is_limit(day: SpokenDay, line: str, said_at: Moment) -> bool:
    """前, 内 or 最迟 say so; 明天 and 下周五 do of themselves, for they are still to come."""
    coming = day.form in _RELATIVE or (day.form is DayForm.NEAR and _COMING.match(line, day.start))
    return bool(day.bound or (coming and day.at.at >= said_at.at))


def without_deadline(line: str, said_at: Moment) -> str:
    """For a letter that sets a deadline itself; the line as it is where no demand would be left."""
    rest = line
    for limit in reversed(tuple(_limits(line, said_at))):
        before = _RECEIVED.sub("", rest[: limit.start])
        rest = f"{before.rstrip('、')}{rest[limit.end :]}"
    rest = rest.strip("，,、 ")
    return rest if read_demand(rest, said_at) else line


def for_authority(line: str, said_at: Moment) -> str:
    """Without a term that runs from a message which the authority did not get: 收到本消息后24小时内退款 → 退款."""
    rest = _OF_A_MESSAGE.sub("", line).strip("，,、 ")
    return rest if read_demand(rest, said_at) else line


def dated(line: str, said_at: Moment) -> str:
    """The line for a paper that is read later: 下周五前 → 下周五前（即2026年12月4日前）."""
    for limit in reversed(tuple(_limits(line, said_at))):
        if isinstance(limit, SpokenDay) and limit.form is not DayForm.DATE:
            line = f"{line[: limit.end]}（即{show_chinese(limit.at)}前）{line[limit.end :]}"
    return line
