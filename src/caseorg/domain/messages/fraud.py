"""What the police and those who take down swindlers' pages ask for: the transfers, the account paid to, the caller."""

from collections.abc import Iterator

from caseorg.domain.case import CaseFile, Order, Part
from caseorg.domain.moments import show_chinese
from caseorg.domain.money import show_yuan
from caseorg.domain.story.story import Story


def swindle(case: CaseFile, story: Story) -> dict[str, str]:
    """The slots of a report of fraud; what a piece of evidence is said to show comes before the words of the events."""
    return {
        "transfers": "；".join(filter(None, (_transfer(order, story) for order in case.orders))),
        "payee": "；".join(dict.fromkeys((*_named(case), *_shown("payee", case), *_told("payee", story)))),
        "caller": "；".join(dict.fromkeys((*_shown("caller", case), *_told("caller", story)))),
    }


def _transfer(order: Order, story: Story) -> str:
    """`2026年11月1日14时30分，500.00元，交易单号4200`; empty where no amount is known. Where the order has no time, the
    event that tells of paying just that much has."""
    times = (beat.at for beat in story.of(Part.BUY) if any(charge.amount == order.paid for charge in beat.charges))
    at = order.paid_at or order.ordered_at or next(times, None)
    if order.paid is None:
        return ""
    number = f"交易单号{order.transaction}" if order.transaction else ""
    return "，".join(filter(None, (show_chinese(at) if at else "", f"{show_yuan(order.paid)}元", number)))


def _named(case: CaseFile) -> Iterator[str]:
    yield from (party.payee for party in case.parties if party.payee)


def _shown(proof: str, case: CaseFile) -> Iterator[str]:
    for item in case.standing_evidence:
        if proof in item.shows:
            yield f"{item.proves.strip() or item.name}（{item.label}）"


def _told(mark: str, story: Story) -> Iterator[str]:
    """The clauses that tell of it."""
    yield from (clause for beat in story.told for key, clause in beat.marked if key == mark)
