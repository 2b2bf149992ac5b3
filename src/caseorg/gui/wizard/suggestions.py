"""A concrete demand for a vague one, in the user's words where they name an action: with a sum and a deadline."""

from dataclasses import replace
from decimal import Decimal

from caseorg.domain.case import CaseFile
from caseorg.domain.demands.demand import BACK, MONEY, Action, Demand, deadline_text, show_demand
from caseorg.domain.demands.reading import read_demand, read_line
from caseorg.domain.money import show_yuan
from caseorg.domain.sums.totals import sums_of
from caseorg.domain.text.amounts import spoken_amounts
from caseorg.domain.text.terms import Term, TermUnit

USUAL_TERM = Term(24, TermUnit.HOURS)


def propose(case: CaseFile, line: str = "") -> Demand:
    """What the line says, completed from the orders; a refund of what is open where it names no action."""
    sums = sums_of(case)
    meant = read_demand(line, case.demand_said) or Demand(Action.REFUND)
    amount = meant.amount
    if amount is None and meant.action in BACK and sums.open is not None and sums.open > 0:
        amount = sums.open
    term = meant.term or (None if meant.by else USUAL_TERM)
    return replace(meant, action=_back(meant.action, amount, sums.paid), amount=amount, term=term)


def better_line(case: CaseFile, line: str) -> str:
    """The sentence that is offered for a vague one; a line that asks for several things only takes a deadline."""
    asked = read_line(line, case.demand_said)
    if len(asked) > 1 or (asked and asked[0].otherwise):
        return f"{deadline_text(Demand(asked[0].action, term=USUAL_TERM))}{line}"
    return show_demand(propose(case, line))


def with_sum(case: CaseFile, line: str, amount: Decimal) -> str:
    """The line with this sum, in its own words as far as they can carry it."""
    asked_at = case.demand_said
    figures = tuple(spoken_amounts(line))
    if len(figures) == 1:
        changed = f"{line[: figures[0].start]}{show_yuan(amount)}元{line[figures[0].end :]}"
        demand = read_demand(changed, asked_at)
        if demand and demand.money and demand.money.claim == amount:
            return changed
    demand = propose(case, line)
    if demand.action not in MONEY:
        demand = replace(demand, action=Action.REFUND)
    action = _back(demand.action, amount, sums_of(case).paid)
    return show_demand(replace(demand, action=action, amount=amount, otherwise=None))


def _back(action: Action, amount: Decimal | None, paid: Decimal | None) -> Action:
    """Less than was paid is no full refund."""
    less = action is Action.REFUND and amount is not None and paid is not None and amount < paid
    return Action.PARTIAL if less else action
