"""A demand is an action, an amount and a deadline: written as a sentence, read back, and what it lacks."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment, parse_moment, show_chinese
from caseorg.domain.money import parse_yuan, show_yuan
from caseorg.domain.remark import Remark, remark


class Action(StrEnum):
    """What the other side is to do."""

    REFUND = "full refund"
    PARTIAL = "partial refund"
    REPLACE = "replacement"
    RESEND = "delivery again"
    PERFORM = "performance"
    COMPENSATE = "compensation"
    REPLY = "written answer"


class TermUnit(StrEnum):
    """In what a term is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "working days"


@dataclass(frozen=True, slots=True)
class Term:
    """So long after the message arrived."""

    amount: int
    unit: TermUnit


@dataclass(frozen=True, slots=True)
class Demand:
    """`by` is a certain time, `term` one that runs from the message; the last instant of either still keeps it."""

    action: Action
    amount: Decimal | None = None
    term: Term | None = None
    by: Moment | None = None


_SAID = {
    Action.REFUND: "全额退款",
    Action.PARTIAL: "部分退款",
    Action.REPLACE: "更换为可正常使用的商品",
    Action.RESEND: "补发商品",
    Action.PERFORM: "继续履行订单",
    Action.COMPENSATE: "赔偿",
    Action.REPLY: "书面答复核实结果和依据",
}
_READ = {
    Action.PARTIAL: "部分退款|退还部分|部分退还|部分退回|退还?差价|退差额|按比例退|部分货款",
    Action.REFUND: "全额退|(?<![不未])(?<!拒绝)(?:退款|退还|退回|返还|退费|退货款|退钱|退(?=\\s*[¥￥\\d]))",
    Action.REPLACE: "更换|换货|换新|换一张|换成",
    Action.RESEND: "补发|重发|重新发|补单|补充值|重新充值|补足",
    Action.PERFORM: "继续履行|履行|开通|完成充值|充值到账|恢复|交付|发货",
    Action.COMPENSATE: "赔偿|赔付|补偿|退一赔",
    Action.REPLY: "答复|回复|核实|书面说明|说明|告知|提供",
}
_MONEY = (Action.REFUND, Action.PARTIAL, Action.COMPENSATE)
_BACK = (Action.REFUND, Action.PARTIAL)
_UNITS = {
    TermUnit.MINUTES: "分钟",
    TermUnit.HOURS: "小时",
    TermUnit.DAYS: "日",
    TermUnit.WORKDAYS: "个工作日",
}
_UNIT_READ = (
    ("工作日", TermUnit.WORKDAYS),
    ("分钟", TermUnit.MINUTES),
    ("小时", TermUnit.HOURS),
    ("天", TermUnit.DAYS),
    ("日", TermUnit.DAYS),
)
_NUMERALS = "零一二三四五六七八九"
_AMOUNT = re.compile(
    r"[¥￥]\s*(\d[\d,，]*(?:\.\d{1,2})?)|(?<![\d,，.])(\d[\d,，]*(?:\.\d{1,2})?)\s*(?:元|块)(?!面[值额]|的|点卡|游戏|话费|充值|会员|卡)"
)
_TERM = re.compile(
    r"(?<![\d月年.])(\d{1,4}|[一二两三四五六七八九十]{1,3})\s*个?\s*(工作日|分钟|小时|天|日)(?:之|以)?内"
)
_BY = re.compile(
    r"(20\d\d\s*[年/.-]\s*\d{1,2}(?:\s*[月/.-]\s*\d{1,2})?\s*[月日]?(?:\s*\d{1,2}\s*[时点:：]\s*(?:\d{1,2}\s*分?)?)?)"
    r"\s*(?:24时)?[之以]?前"
)
_DEADLINE = re.compile(
    rf"请?(?:最迟)?[于在]?(?:自?收到本(?:消息|函|邮件|信)(?:之日)?起?后?)?(?:{_TERM.pattern}|{_BY.pattern})"
)
_NUMBER = re.compile(r"^\s*(?:[(（]?\d{1,2}[.．、)）](?!\d)|[①-⑳])\s*")
_VAGUE = re.compile(
    "尽快|赶紧|赶快|马上|立即|立刻|抓紧|早日|及时|说法|交代|交待|(?:麻烦|帮忙|请)(?:你们|您)?处理|处理一下|解决一下|负责到底"
)


def show_demand(demand: Demand) -> str:
    """`收到本消息后24小时内全额退款98.00元，原路退回`"""
    text = deadline_text(demand) + _SAID[demand.action]
    if demand.amount is not None:
        text += (
            f"{show_yuan(demand.amount)}元" if demand.action in _MONEY else f"，涉及金额{show_yuan(demand.amount)}元"
        )
    return f"{text}，原路退回" if demand.action in _BACK else text


def deadline_text(demand: Demand) -> str:
    """`收到本消息后24小时内`, `2026年11月30日前`, both, or nothing."""
    parts = (
        f"收到本消息后{demand.term.amount}{_UNITS[demand.term.unit]}内" if demand.term else "",
        f"{show_chinese(demand.by)}前" if demand.by else "",
    )
    return "、最迟".join(part for part in parts if part)


def demand_lines(text: str) -> tuple[str, ...]:
    """The demands one by one as they were typed, without list numbers and final stops."""
    lines = (_NUMBER.sub("", line).strip().rstrip("；;。") for line in text.splitlines())
    return tuple(line for line in lines if line)


def read_demands(text: str) -> tuple[Demand, ...]:
    """The demands of the lines that name an action."""
    return tuple(found for line in demand_lines(text) if (found := read_demand(line)))


def read_demand(line: str) -> Demand | None:
    """The demand that the line states; None where it names no action. `read_demand(show_demand(d)) == d`."""
    places = {
        action: match.start() for action, pattern in _READ.items() if (match := re.search(pattern, line)) is not None
    }
    if not places:
        return None
    action = min(places, key=lambda found: places[found])
    return Demand(action, _amount(line, places[action]), _term(line), _by(line))


def _amount(line: str, start: int) -> Decimal | None:
    """The first amount after the action, or else the first one."""
    match = _AMOUNT.search(line, start) or _AMOUNT.search(line)
    if match is None:
        return None
    try:
        return parse_yuan(match[1] or match[2])
    except CaseorgError:
        return None


def _term(line: str) -> Term | None:
    match = _TERM.search(line)
    if match is None:
        return None
    unit = next(unit for word, unit in _UNIT_READ if match[2] == word)
    return Term(_number(match[1]), unit)


def _number(text: str) -> int:
    """`15`, `十五`, `两` or `二十四`."""
    if text.isdecimal():
        return int(text)
    tens, found, ones = text.replace("两", "二").rpartition("十")
    digits = (_NUMERALS.find(tens) if tens else 1) if found else 0
    return 10 * digits + (_NUMERALS.find(ones) if ones else 0)


def _by(line: str) -> Moment | None:
    match = _BY.search(line)
    if match is None:
        return None
    try:
        return parse_moment(re.sub(r"\s+", " ", match[1]))
    except CaseorgError:
        return None


def without_deadline(line: str) -> str:
    """For a letter that sets a deadline itself; the line as it is where no demand would be left."""
    rest = _DEADLINE.sub("", line).strip("，,、 ")
    return rest if read_demand(rest) else line


def demand_gaps(text: str) -> tuple[Remark, ...]:
    """What makes the demands too vague to be met: each remark says what to write instead."""
    lines = demand_lines(text)
    if not lines:
        return (remark("Say what you demand: an action, an amount and a deadline."),)
    return tuple(gap for line in lines for gap in _gaps(line))


def _gaps(line: str) -> tuple[Remark, ...]:
    demand = read_demand(line)
    if demand is None:
        return (
            remark(
                "“{line}” names no action. Say what is to be done: full or partial refund, replacement, delivery "
                "again, performance, compensation or a written answer, with an amount and a deadline.",
                line=line,
            ),
        )
    found = []
    if demand.action in _MONEY and demand.amount is None:
        found.append(remark("“{line}” names no amount. Say how many yuan.", line=line))
    if demand.term is None and demand.by is None:
        word = _VAGUE.search(line)
        found.append(
            remark("“{word}” is no deadline. Write a time, such as 24小时内 or 2026年11月30日前.", word=word[0])
            if word
            else remark("“{line}” names no deadline. Write one, such as 24小时内 or 2026年11月30日前.", line=line)
        )
    return tuple(found)
