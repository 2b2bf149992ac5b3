"""A demand is an action, an amount and a deadline, and how it is written as a sentence."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from caseorg.domain.moments import Moment, show_chinese
from caseorg.domain.money import show_yuan
from caseorg.domain.text.terms import Term, TermUnit


class Action(StrEnum):
    """What the other side is to do."""

    REFUND = "full refund"
    PARTIAL = "partial refund"
    REPLACE = "replacement"
    RESEND = "delivery again"
    PERFORM = "performance"
    COMPENSATE = "compensation"
    REPLY = "written answer"


BACK = (Action.REFUND, Action.PARTIAL)
MONEY = (*BACK, Action.COMPENSATE)


@dataclass(frozen=True, slots=True)
class Asked:
    """An action and the sum that stands with it."""

    action: Action
    amount: Decimal | None = None

    @property
    def claim(self) -> Decimal | None:
        """The sum, where it is one to be paid."""
        return self.amount if self.action in MONEY else None


@dataclass(frozen=True, slots=True)
class Demand(Asked):
    """`by` is a certain time, `term` one that runs from the message; the last instant of either still keeps it.

    `otherwise` is what is asked for where the first is not done: 更换卡密；不能更换的，退还50元.
    """

    term: Term | None = None
    by: Moment | None = None
    otherwise: Asked | None = None

    @property
    def money(self) -> Asked | None:
        """What of it is to be paid, be it only in the second place; None where no sum is named."""
        asked = (self, self.otherwise)
        return next((sought for sought in asked if sought is not None and sought.claim is not None), None)


_SAID = {
    Action.REFUND: "全额退款",
    Action.PARTIAL: "部分退款",
    Action.REPLACE: "更换为可正常使用的商品",
    Action.RESEND: "补发商品",
    Action.PERFORM: "继续履行订单",
    Action.COMPENSATE: "赔偿",
    Action.REPLY: "书面答复核实结果和依据",
}
_UNITS = {
    TermUnit.MINUTES: "分钟",
    TermUnit.HOURS: "小时",
    TermUnit.DAYS: "日",
    TermUnit.WORKDAYS: "个工作日",
    TermUnit.MONTHS: "个月",
}


def show_demand(demand: Demand) -> str:
    """`收到本消息后24小时内全额退款98.00元，原路退回`; `otherwise` is not written."""
    text = deadline_text(demand) + _SAID[demand.action]
    if demand.amount is not None:
        text += f"{show_yuan(demand.amount)}元" if demand.action in MONEY else f"，涉及金额{show_yuan(demand.amount)}元"
    return f"{text}，原路退回" if demand.action in BACK else text


def deadline_text(demand: Demand) -> str:
    """`收到本消息后24小时内`, `2026年11月30日前`, both, or nothing."""
    parts = (
        f"收到本消息后{show_term(demand.term)}内" if demand.term else "",
        f"{show_chinese(demand.by)}前" if demand.by else "",
    )
    return "、最迟".join(part for part in parts if part)


def show_term(term: Term) -> str:
    """`24小时`, `3个工作日`"""
    return f"{term.amount}{_UNITS[term.unit]}"
