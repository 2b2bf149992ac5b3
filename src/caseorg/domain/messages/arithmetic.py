"""What was paid, what came back, what is owed and what is demanded (诉求算得清)."""

from dataclasses import dataclass
from decimal import Decimal

from caseorg.domain.case import CaseFile, OrderId
from caseorg.domain.messages.demand import Action, demand_gaps, read_demands
from caseorg.domain.money import show_yuan
from caseorg.domain.remark import Remark, remark

_BACK = (Action.REFUND, Action.PARTIAL)


@dataclass(frozen=True, slots=True)
class OrderSum:
    """实付 − 已退 of one order; None where the amount paid is not known."""

    order: OrderId
    number: str
    paid: Decimal | None
    refunded: Decimal
    owed: Decimal | None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """实付 − 已退 = 诉求 over all orders; `demanded` is what the demands ask to be refunded, None where they name none.

    `partial` says that less than all is asked for on purpose.
    """

    paid: Decimal | None
    refunded: Decimal
    owed: Decimal | None
    demanded: Decimal | None
    partial: bool = False
    orders: tuple[OrderSum, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing contradicts; unknown amounts do not."""
        if any(order.owed is not None and order.owed < 0 for order in self.orders):
            return False
        if self.owed is None or self.demanded is None:
            return True
        return self.demanded <= self.owed if self.partial else self.demanded == self.owed


def arithmetic(case: CaseFile) -> Arithmetic:
    """What was paid, what came back, what is owed, what is demanded."""
    orders = tuple(
        OrderSum(
            order.id,
            order.number,
            order.paid,
            order.refunded or Decimal(0),
            None if order.paid is None else order.paid - (order.refunded or Decimal(0)),
        )
        for order in case.orders
    )
    refunds = [demand for demand in read_demands(case.demand) if demand.action in _BACK and demand.amount is not None]
    return Arithmetic(
        paid=case.paid_amount,
        refunded=sum((order.refunded for order in orders), Decimal(0)),
        owed=case.disputed_amount,
        demanded=sum((demand.amount or Decimal(0) for demand in refunds), Decimal(0)) if refunds else None,
        partial=any(demand.action is Action.PARTIAL for demand in refunds),
        orders=orders,
    )


def demand_doubts(case: CaseFile) -> tuple[Remark, ...]:
    """Where the demands are too vague, or ask for another sum than is open; nothing of a case without demands."""
    if not case.demand.strip():
        return ()
    sums = arithmetic(case)
    if sums.agrees or sums.demanded is None or sums.owed is None:
        return demand_gaps(case.demand)
    doubt = remark(
        "{demanded} yuan are demanded, but {owed} yuan are in dispute (paid {paid} − refunded {refunded}).",
        demanded=show_yuan(sums.demanded),
        owed=show_yuan(sums.owed),
        paid=show_yuan(sums.paid or sums.owed),
        refunded=show_yuan(sums.refunded),
    )
    return (*demand_gaps(case.demand), doubt)
