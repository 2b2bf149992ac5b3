"""What each of the five pages still lacks, in words; the bar at the top shows it."""

from collections.abc import Callable, Iterator

from caseorg.domain.demands.gaps import demand_gaps
from caseorg.domain.sums.totals import ClaimStanding, sums_of
from caseorg.gui.wizard.state import WizardState
from caseorg.i18n import remark_text, tr
from caseorg.knowledge.respondents import as_named

Gaps = tuple[str, ...]


def page_gaps(state: WizardState) -> tuple[Gaps, ...]:
    """In the order of the pages."""
    return tuple(tuple(page(state)) for page in _pages())


def with_page(gaps: tuple[Gaps, ...], number: int, state: WizardState) -> tuple[Gaps, ...]:
    """The gaps with those of one page seen anew: typing is not to wait for the others."""
    return (*gaps[:number], tuple(_pages()[number](state)), *gaps[number + 1 :])


def _pages() -> tuple[Callable[[WizardState], Iterator[str]], ...]:
    return (_problem, _orders, _facts, _demand, _message)


def _problem(state: WizardState) -> Iterator[str]:
    scenario = state.scenario
    if scenario is None:
        yield tr("what went wrong")
        return
    yield from (check.text for check in scenario.checks if not state.case.answer(check.id))


def _orders(state: WizardState) -> Iterator[str]:
    case = state.case
    if not as_named(state.knowledge, case).merchant.name:
        yield tr("the merchant's name")
    if not case.orders:
        yield tr("the order number")
    for order in case.orders:
        if not order.number:
            yield tr("the order number")
        if not order.product:
            yield tr("what was bought")
        if order.paid is None:
            yield tr("the amount paid")


def _facts(state: WizardState) -> Iterator[str]:
    if not any(event.in_complaint for event in state.case.events):
        yield tr("what happened (events)")
    if state.unread_flags:
        yield tr("the warning about fraud")
    if unproven := len(state.ledger.unproven):
        yield tr("evidence for {count} sentences", count=unproven)
    if found := state.completeness:
        yield from (need.proof.name for need in found.lacking)


def _demand(state: WizardState) -> Iterator[str]:
    if not (state.scenario and state.scenario.urgent):
        yield from (remark_text(gap) for gap in demand_gaps(state.case.demand, state.case.demand_said))
    if sums_of(state.case).agreement in (ClaimStanding.MORE, ClaimStanding.OVERPAID):
        yield tr("a sum that agrees with the orders")


def _message(state: WizardState) -> Iterator[str]:
    if not any(message.sent_at for message in state.case.messages):
        yield tr("a message that was sent")
