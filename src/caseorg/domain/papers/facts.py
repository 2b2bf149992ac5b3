"""How a fact and its evidence are written in messages and papers."""

from collections.abc import Sequence

from caseorg.domain.case import CaseFile, Event, Evidence, Order, Part, Payment
from caseorg.domain.moments import show_chinese
from caseorg.domain.money import show_yuan
from caseorg.domain.remark import Remark, remark
from caseorg.domain.story.story import Story

PAPER_PAYMENTS = {
    Payment.WECHAT: "微信支付",
    Payment.ALIPAY: "支付宝",
    Payment.BANK: "银行卡",
    Payment.BALANCE: "账户余额",
}
FAULT_UNSAID = remark("The text does not say what went wrong. Note it as an event, or say which event tells it.")
_STOPS = ("。", "！", "？", "!", "?", "…")


def unsaid(story: Story) -> tuple[Remark, ...]:
    """What a clerk looks for first, where the events that a paper tells do not say it; what evidence alone shows stands
    in its list of attachments."""
    beats = [beat for beat in story.beats if beat.told and beat.event]
    return (FAULT_UNSAID,) if beats and not any(beat.part is Part.FAULT for beat in beats) else ()


def case_facts(case: CaseFile, story: Story) -> tuple[str, ...]:
    """The facts of a form: a sentence for each order, then the numbered events that are to be told."""
    told_events = [event for event in case.events if event.id in story.told_texts]
    events = (
        f"{number}. {fact_sentence(case, event, story.told_texts[event.id])}"
        for number, event in enumerate(told_events, start=1)
    )
    return (*(sentence for order in case.orders if (sentence := order_sentence(order))), *events)


def order_sentence(order: Order) -> str:
    """`交易信息：订单号A1，商品为点卡，…。`, or nothing where the order says nothing."""
    parts = (
        f"订单号{order.number}" if order.number else "",
        f"商品为{order.product}" if order.product else "",
        f"下单时间为{show_chinese(order.ordered_at)}" if order.ordered_at else "",
        f"实付金额人民币{show_yuan(order.paid)}元" if order.paid is not None else "",
        f"支付方式为{PAPER_PAYMENTS[order.payment]}" if order.payment in PAPER_PAYMENTS else "",
        f"交易单号{order.transaction}" if order.transaction else "",
        f"充值账号{order.account}" if order.account else "",
        f"已退人民币{show_yuan(order.refunded)}元" if order.refunded else "",
    )
    joined = "，".join(part for part in parts if part)
    return f"交易信息：{joined}。" if joined else ""


def fact_sentence(case: CaseFile, event: Event, text: str) -> str:
    """`2026年11月1日14时52分，输入卡密，提示已被使用。（证据3）`"""
    stop = "" if text.endswith(_STOPS) else "。"
    return f"{show_chinese(event.at)}，{text}{stop}{bracketed(evidence_of(case, event))}"


def evidence_of(case: CaseFile, event: Event) -> tuple[Evidence, ...]:
    """The event's standing evidence in the order of the numbers."""
    linked = set(event.evidence)
    return tuple(item for item in case.standing_evidence if item.id in linked) if linked else ()


def bracketed(items: Sequence[Evidence]) -> str:
    """`（证据1、证据2）`, or nothing without evidence."""
    return f"（{'、'.join(item.label for item in items)}）" if items else ""


def evidence_reference(items: Sequence[Evidence]) -> str:
    """`证据1至证据5`, `证据2` or an empty string; gaps in the numbers are listed one by one."""
    numbers = [item.number for item in items]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{items[0].label}至{items[-1].label}"
    return "、".join(item.label for item in items)
