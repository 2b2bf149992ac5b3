"""Every sentence has its proof (句句有据): what the complaint tells, which evidence shows it, what shows nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from caseorg.domain.case import CaseFile, EventId, Evidence, Order
from caseorg.domain.checks.objections.proofs import NO_PROOFS, PURCHASE, showing
from caseorg.domain.moments import Moment
from caseorg.domain.money import show_yuan
from caseorg.domain.papers.facts import evidence_of, order_sentence
from caseorg.domain.remark import Remark, remark
from caseorg.domain.scenario import Proof
from caseorg.domain.story.story import Story
from caseorg.domain.story.telling import Assertion
from caseorg.domain.sums.totals import sums_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence of the complaint and the standing evidence for it. `event` is None for the facts of an order."""

    text: str
    event: EventId | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """An amount, a date or a number in a sentence that agrees with no order."""

    text: str
    event: EventId
    says: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """`unused` is standing evidence that no sentence rests on."""

    claims: tuple[Claim, ...]
    unused: tuple[Evidence, ...]
    strays: tuple[Stray, ...]

    @property
    def unproven(self) -> tuple[Claim, ...]:
        """The sentences without evidence."""
        return tuple(claim for claim in self.claims if not claim.evidence)


def ledger(
    case: CaseFile, story: Story, proofs: Mapping[str, Proof] = NO_PROOFS, figures: Iterable[Decimal] = ()
) -> Ledger:
    """The complaint's sentences in its order; `proofs` lets evidence be recognised that the user did not name, and
    `figures` are those that the sums of the case are worked out from."""
    claims = (*_order_claims(case, proofs), *_event_claims(case, story))
    used = {item.id for claim in claims for item in claim.evidence}
    unused = tuple(item for item in case.standing_evidence if item.id not in used)
    return Ledger(claims=claims, unused=unused, strays=tuple(_strays(case, story, figures)))


def _order_claims(case: CaseFile, proofs: Mapping[str, Proof]) -> Iterator[Claim]:
    """The facts before the events' own are the orders'."""
    evidence = showing(case, PURCHASE, proofs)
    facts = filter(None, map(order_sentence, case.orders))
    return (Claim(text=fact, event=None, evidence=evidence) for fact in facts)


def _event_claims(case: CaseFile, story: Story) -> Iterator[Claim]:
    """A sentence that names evidence itself, as in `见证据3`, has that alone."""
    linked = {event.id: evidence_of(case, event) for event in case.events}
    for assertion in story.assertions:
        named = _numbered(case, assertion.evidence) if assertion.evidence else ()
        yield Claim(text=assertion.text, event=assertion.event, evidence=named or linked[assertion.event])


def _numbered(case: CaseFile, numbers: Sequence[int]) -> tuple[Evidence, ...]:
    return tuple(item for item in case.standing_evidence if item.number in numbers)


def _strays(case: CaseFile, story: Story, figures: Iterable[Decimal]) -> Iterator[Stray]:
    if not case.orders:
        return
    sums, days = _amounts(case, figures), _days(case)
    numbers = {order.number for order in case.orders if order.number}
    for assertion in story.assertions:
        for says in _stray(assertion, sums, days, numbers):
            yield Stray(text=assertion.text, event=assertion.event, says=says)


def _stray(
    assertion: Assertion, sums: frozenset[Decimal], days: frozenset[date], numbers: set[str]
) -> Iterator[Remark]:
    """What nothing is known of cannot disagree."""
    for amount in assertion.sums if sums else ():
        if amount not in sums:
            yield remark("{amount} yuan agrees with no order.", amount=show_yuan(amount))
    for day in assertion.bought_on if days else ():
        if day not in days:
            yield remark("{day} agrees with the time of no order.", day=day.isoformat())
    for number in assertion.order_numbers if numbers else ():
        if number not in numbers:
            yield remark("{number} is the number of no order.", number=number)


def _amounts(case: CaseFile, figures: Iterable[Decimal]) -> frozenset[Decimal]:
    """What was paid, came back, is open or claimed, and the figures in the products' names."""
    found = {amount for order in case.orders for amount in _amounts_of(order)}
    sums = sums_of(case)
    totals = {total for total in (sums.paid, sums.open, sums.claimed, sums.back) if total is not None}
    return frozenset((*found, *totals, *figures)) if found else frozenset()


def _amounts_of(order: Order) -> Iterator[Decimal]:
    if order.paid is None:
        return
    yield order.paid
    yield from (Decimal(figure) for figure in re.findall(r"\d+(?:\.\d{1,2})?", order.product))
    if order.refunded is not None:
        yield from (order.refunded, order.paid - order.refunded)


def _days(case: CaseFile) -> frozenset[date]:
    moments: list[Moment | None] = [moment for order in case.orders for moment in (order.ordered_at, order.paid_at)]
    return frozenset(moment.local.date() for moment in moments if moment)
