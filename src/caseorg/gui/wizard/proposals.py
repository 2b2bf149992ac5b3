"""A concrete demand for a vague one: the action that was meant, the amount in dispute, a deadline."""

from dataclasses import replace

from caseorg.domain.case import CaseFile
from caseorg.domain.messages.arithmetic import arithmetic
from caseorg.domain.messages.demand import Action, Demand, Term, TermUnit, read_demand

USUAL_TERM = Term(24, TermUnit.HOURS)


def propose(case: CaseFile, line: str = "") -> Demand:
    """What the line says, completed from the orders; a refund of what is in dispute where it names no action."""
    sums = arithmetic(case)
    meant = read_demand(line) or Demand(Action.REFUND)
    money = meant.action in (Action.REFUND, Action.PARTIAL)
    amount = meant.amount if meant.amount is not None or not money else sums.owed
    rest = meant.action is Action.REFUND and amount is not None and sums.paid is not None and amount < sums.paid
    return replace(
        meant,
        action=Action.PARTIAL if rest else meant.action,  # less than was paid is no full refund
        amount=amount,
        term=meant.term or (None if meant.by else USUAL_TERM),
    )
