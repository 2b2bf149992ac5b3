"""Paid, refunded and claimed: three numbers, never worked out of each other.

What is claimed is what the demand names. What was paid and did not come back is told as owed only where it is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from caseorg.domain.case import CaseFile, OrderId, said_at
from caseorg.domain.demands.demand import BACK, Action, Demand
from caseorg.domain.demands.reading import read_demands
from caseorg.domain.moments import Moment


class ClaimStanding(StrEnum):
    """How the sum claimed stands to what was paid and did not come back."""

    UNKNOWN = "unknown"
    SAME = "same"
    LESS = "less"
    MORE = "more"
    OVERPAID = "more refunded than paid"


@dataclass(frozen=True, slots=True)
class OrderSum:
    """What was paid for one order and came back of it; `paid` is None where that is not known."""

    order: OrderId
    number: str
    paid: Decimal | None
    refunded: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """`claimed` is what the demand asks to be paid, None where it names no sum; `back` is the part of it that is asked
    back, without compensation. `proposed` is a sum for a demand that names none: it is shown, never printed."""

    paid: Decimal | None
    refunded: Decimal
    claimed: Decimal | None = None
    back: Decimal | None = None
    proposed: Decimal | None = None
    orders: tuple[OrderSum, ...] = ()

    @property
    def open(self) -> Decimal | None:
        """What was paid and did not come back, of the orders whose price is known."""
        known = [order.paid - order.refunded for order in self.orders if order.paid is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def agreement(self) -> ClaimStanding:
        """Compensation apart, which is claimed beside the price."""
        if any(order.paid is not None and order.refunded > order.paid for order in self.orders):
            return ClaimStanding.OVERPAID
        if self.open is None or self.back is None:
            return ClaimStanding.UNKNOWN
        if self.back == self.open:
            return ClaimStanding.SAME
        return ClaimStanding.LESS if self.back < self.open else ClaimStanding.MORE

    @property
    def owed(self) -> Decimal | None:
        """What may be told as not refunded yet: what is open, where just that is asked back."""
        return self.open if self.agreement is ClaimStanding.SAME and self.open else None


def sums_of(case: CaseFile) -> Sums:
    """The three numbers of the case."""
    orders = tuple(OrderSum(order.id, order.number, order.paid, order.refunded or Decimal(0)) for order in case.orders)
    demands = read_demands(case.demand, case.demand_said)
    sums = Sums(
        paid=case.paid_amount,
        refunded=sum((order.refunded for order in orders), Decimal(0)),
        claimed=_claimed(demands),
        back=_claimed(demands, BACK),
        orders=orders,
    )
    if sums.claimed is not None or not _wants_money(demands) or _wants_part(demands):
        return sums
    return _with_proposal(sums)


def _with_proposal(sums: Sums) -> Sums:
    return Sums(
        paid=sums.paid,
        refunded=sums.refunded,
        orders=sums.orders,
        proposed=sums.open if sums.open and sums.open > 0 else None,
    )


def claimed_sum(demand: str, said_at: Moment) -> Decimal | None:
    """What a demand asks to be paid; None where it names no sum."""
    return _claimed(read_demands(demand, said_at))


@lru_cache(maxsize=4096)
def claimed_by(demand: str, asked_at: datetime | None) -> Decimal | None:
    """The same of a row of the case list, which is painted again and again."""
    return claimed_sum(demand, said_at(asked_at, asked_at)) if demand and asked_at else None


def _claimed(demands: Sequence[Demand], actions: Sequence[Action] = tuple(Action)) -> Decimal | None:
    asked = [demand.money for demand in demands]
    sums = [sought.claim for sought in asked if sought and sought.claim is not None and sought.action in actions]
    return sum(sums, Decimal(0)) if sums else None


def _wants_part(demands: Sequence[Demand]) -> bool:
    """What only a part is asked back of is not all that was paid."""
    return any(demand.action is Action.PARTIAL for demand in demands)


def _wants_money(demands: Sequence[Demand]) -> bool:
    """A demand that is not written yet may."""
    return not demands or any(
        asked.action in BACK for demand in demands for asked in (demand, demand.otherwise) if asked is not None
    )
