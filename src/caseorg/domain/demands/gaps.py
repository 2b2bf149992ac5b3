"""What makes a demand too vague to be met: each remark says what to write instead."""

from collections.abc import Iterator

from caseorg.domain.demands.demand import MONEY
from caseorg.domain.demands.reading import demand_lines, read_line
from caseorg.domain.moments import Moment
from caseorg.domain.patterns import regex
from caseorg.domain.remark import Remark, remark
from caseorg.domain.text.placeholders import is_placeholder

_VAGUE = regex(
    "尽快|赶紧|赶快|马上|立即|立刻|抓紧|早日|及时|说法|交代|交待|(?:麻烦|帮忙|请)(?:你们|您)?处理|处理一下|解决一下|负责到底"
)


def demand_gaps(text: str, said_at: Moment) -> tuple[Remark, ...]:
    """What the demands lack; days are read from when they were said."""
    lines = demand_lines(text)
    if not lines:
        return (remark("Say what you demand: an action, an amount and a deadline."),)
    return tuple(gap for line in lines for gap in _gaps(line, said_at))


def _gaps(line: str, said_at: Moment) -> Iterator[Remark]:
    demands = read_line(line, said_at)
    if is_placeholder(line):
        yield remark("“{line}” is still a template. Write what you demand in its place.", line=line)
    elif not demands:
        yield remark(
            "“{line}” names no action. Say what is to be done: full or partial refund, replacement, delivery "
            "again, performance, compensation or a written answer, with an amount and a deadline.",
            line=line,
        )
    else:
        demand = demands[0]
        if demand.action in MONEY and demand.money is None:
            yield remark("“{line}” names no amount. Say how many yuan.", line=line)
        if demand.term is None and demand.by is None:
            yield _no_deadline(line)


def _no_deadline(line: str) -> Remark:
    word = _VAGUE.search(line)
    if word:
        return remark("“{word}” is no deadline. Write a time, such as 24小时内 or 2026年11月30日前.", word=word[0])
    return remark("“{line}” names no deadline. Write one, such as 24小时内 or 2026年11月30日前.", line=line)
