"""What the police and those who take down swindlers' pages ask for: the transfers, the account paid to, the caller."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from caseorg.domain.case import CaseFile, Order, Part
from caseorg.domain.moments import Moment, show_chinese
from caseorg.domain.money import show_yuan
from caseorg.domain.story.story import Story


def swindle(case: CaseFile, story: Story) -> dict[str, str]:
    """The slots of a report of fraud; what a piece of evidence is said to show comes before the words of the events."""
    return {
        "transfers": "；".join(_transfers(case, story)),
        "payee": "；".join(dict.fromkeys((*_named(case), *_shown("payee", case), *_told("payee", story)))),
        "caller": "；".join(dict.fromkeys((*_shown("caller", case), *_told("caller", story)))),
    }


def _transfers(case: CaseFile, story: Story) -> Iterator[str]:
    """One by one as the events tell of them, where they come to what was paid; else as the orders have them."""
    told: dict[Moment | None, list[Decimal]] = defaultdict(list)
    for beat in story.of(Part.BUY):
        told[beat.at] += [charge.amount for charge in beat.charges]
    amounts = [amount for together in told.values() for amount in together]
    if len(amounts) > 1 and sum(amounts) == case.paid_amount:
        yield from (_moved(at, together) for at, together in told.items() if together)
        yield from (f"交易单号{order.transaction}" for order in case.orders if order.transaction)
    else:
        yield from filter(None, (_transfer(order, story) for order in case.orders))


def _moved(at: Moment | None, amounts: Sequence[Decimal]) -> str:
    """`2026年11月27日13时10分，5,000.00元、3,000.00元，共8,000.00元`"""
    figures = "、".join(f"{show_yuan(amount)}元" for amount in amounts)
    total = f"共{show_yuan(sum(amounts, Decimal(0)))}元" if len(amounts) > 1 else ""
    return "，".join(filter(None, (show_chinese(at) if at else "", figures, total)))


def _transfer(order: Order, story: Story) -> str:
    """`2026年11月1日14时30分，500.00元，交易单号4200`; empty where no amount is known. Where the order has no time, the
    event that tells of paying just that much has."""
    times = (beat.at for beat in story.of(Part.BUY) if any(charge.amount == order.paid for charge in beat.charges))
    at = order.paid_at or order.ordered_at or next(times, None)
    if order.paid is None:
        return ""
    number = f"交易单号{order.transaction}" if order.transaction else ""
    return "，".join(filter(None, (_moved(at, [order.paid]), number)))


def _named(case: CaseFile) -> Iterator[str]:
    yield from (party.payee for party in case.parties if party.payee)


def _shown(proof: str, case: CaseFile) -> Iterator[str]:
    for item in case.standing_evidence:
        if proof in item.shows:
            yield f"{item.proves.strip() or item.name}（{item.label}）"


def _told(mark: str, story: Story) -> Iterator[str]:
    """The clauses that tell of it."""
    yield from (clause for beat in story.told for key, clause in beat.marked if key == mark)
