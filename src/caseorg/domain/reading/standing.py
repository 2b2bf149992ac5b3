"""How what pictures say stands to what the case holds, and to one another."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import inf

from caseorg.domain.case import BY_BROWSER, CaseFile, Decision, EvidenceId, Order, OrderId, Part, Payment, Platform
from caseorg.domain.moments import Moment, Precision
from caseorg.domain.reading.proposal import (
    Proposal,
    ProposalKind,
    ProposalState,
    SaidPromise,
    ToldEvent,
    Value,
    proposal_id,
    written,
)
from caseorg.domain.reading.sayings import Saying, bare, better, same
from caseorg.domain.story.story import Story

OF_ORDER = {
    ProposalKind.ORDER_NUMBER: "number",
    ProposalKind.PRODUCT: "product",
    ProposalKind.ACCOUNT: "account",
    ProposalKind.TRANSACTION: "transaction",
    ProposalKind.PAYMENT: "payment",
    ProposalKind.PAID: "paid",
    ProposalKind.REFUNDED: "refunded",
    ProposalKind.ORDERED_AT: "ordered_at",
    ProposalKind.PAID_AT: "paid_at",
}
_OF_PIECE = (
    ProposalKind.NAME,
    ProposalKind.SOURCE,
    ProposalKind.PROVES,
    ProposalKind.SHOWS,
    ProposalKind.TAKEN_AT,
    ProposalKind.DUPLICATE,
)
_IN_OTHER_WORDS = (
    ProposalKind.PRODUCT,
    ProposalKind.NAME,
    ProposalKind.SOURCE,
    ProposalKind.PROVES,
    ProposalKind.TAKEN_AT,
)
_EMPTY: tuple[Value | None, ...] = (None, "", (), Platform.OTHER, Payment.UNKNOWN, BY_BROWSER)
_TOLD_NEAR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Slot:
    """What has one value alone."""

    kind: ProposalKind
    of: str = ""


def proposals_from(
    case: CaseFile, story: Story, sayings: Sequence[Saying], orders: Mapping[str, OrderId | None]
) -> tuple[Proposal, ...]:
    """One proposal for each value; `orders` are those of the purchases."""
    grouped: dict[_Slot, list[Saying]] = {}
    for saying in sayings:
        slot = _slot(saying)
        known = grouped.setdefault(slot, [])
        place = next((n for n, offer in enumerate(known) if same(saying.kind, offer.value, saying.value)), None)
        if place is None:
            known.append(saying)
        else:
            known[place] = _agreed(known[place], saying)
    digests = {item.id: item.sha256 for item in case.evidence}
    found = [_proposals(case, slot, known, digests, orders) for slot, known in grouped.items()]
    made = [_with_told(case, story, offer) for group in found for offer in group]
    return tuple(sorted(made, key=_when_told))


def _when_told(proposal: Proposal) -> float:
    """Events and promises by their times, behind all else."""
    match proposal.value:
        case ToldEvent():
            return proposal.value.at.at.timestamp()
        case SaidPromise():
            return proposal.value.made_at.at.timestamp()
    return -inf


def _slot(saying: Saying) -> _Slot:
    if saying.kind in OF_ORDER:
        return _Slot(saying.kind, saying.purchase)
    if isinstance(saying.value, ToldEvent | SaidPromise):
        return _Slot(saying.kind, bare(saying.value.text))
    return _Slot(saying.kind, saying.quote.evidence if saying.kind in _OF_PIECE else "")


def _agreed(one: Saying, other: Saying) -> Saying:
    """Two places of the same; what one of them reads well is not doubtful."""
    places = tuple(dict.fromkeys((*one.more, other.quote, *other.more)))
    more = tuple(quote for quote in places if quote != one.quote)
    return replace(one, value=better(one.value, other.value), more=more, doubtful=one.doubtful and other.doubtful)


def _proposals(
    case: CaseFile,
    slot: _Slot,
    known: Sequence[Saying],
    digests: Mapping[EvidenceId, str],
    orders: Mapping[str, OrderId | None],
) -> list[Proposal]:
    order = orders.get(slot.of) if slot.kind in OF_ORDER else None
    made = [_proposal(case, saying, order, digests) for saying in known]
    if slot.kind in (ProposalKind.EVENT, ProposalKind.PROMISE):
        return made
    return [_beside(proposal, [other for other in made if other is not proposal]) for proposal in made]


def _proposal(case: CaseFile, saying: Saying, order: OrderId | None, digests: Mapping[EvidenceId, str]) -> Proposal:
    quote = saying.quote
    key = proposal_id(digests[quote.evidence], quote.page, quote.box, saying.kind, saying.value)
    present = _present(case, saying, order)
    return Proposal(
        id=key,
        kind=saying.kind,
        value=saying.value,
        quotes=(quote, *saying.more),
        state=_state(case, key, saying, present),
        present=None if present in _EMPTY else present,
        order=order,
        purchase=saying.purchase if saying.kind in OF_ORDER else "",
        doubtful=saying.doubtful,
        flags=saying.flags,
    )


def _state(case: CaseFile, key: str, saying: Saying, present: Value | None) -> ProposalState:
    """What was decided stands; else by what the case holds."""
    if decided := _decided(case, key, saying):
        return ProposalState.HELD if decided.accepted else ProposalState.DISMISSED
    if present in _EMPTY:
        return ProposalState.OPEN
    if saying.kind is ProposalKind.SHOWS and isinstance(present, tuple) and isinstance(saying.value, tuple):
        return ProposalState.HELD if set(saying.value) <= set(present) else ProposalState.OPEN
    if saying.kind in _IN_OTHER_WORDS or same(saying.kind, present, saying.value):
        return ProposalState.HELD
    return ProposalState.CONFLICT


def _decided(case: CaseFile, key: str, saying: Saying) -> Decision | None:
    """Another reader may find the same a little aside, and a talk has another time once its picture has."""
    quote, value = saying.quote, written(saying.value).split("\0")
    for decision in case.decisions:
        if decision.proposal == key:
            return decision
        if (decision.kind, decision.evidence, decision.page) == (saying.kind, quote.evidence, quote.page):
            lines = decision.value.split("\n")
            if lines == value or (isinstance(saying.value, ToldEvent) and lines[1:] == value[1:]):
                return decision
    return None


def _present(case: CaseFile, saying: Saying, key: OrderId | None) -> Value | None:
    """What the case holds in its place."""
    order = next((order for order in case.orders if order.id == key), Order(id=OrderId("")))
    item = next(item for item in case.evidence if item.id == saying.quote.evidence)
    match saying.kind:
        case ProposalKind.PLATFORM:
            return case.platform
        case ProposalKind.SHOP:
            return case.merchant.name
        case ProposalKind.PAYEE:
            return case.merchant.payee
        case ProposalKind.NAME:
            return _name(case, item.id)
        case ProposalKind.SOURCE:
            return item.source
        case ProposalKind.PROVES:
            return item.proves
        case ProposalKind.SHOWS:
            return item.shows
        case ProposalKind.TAKEN_AT:
            return item.taken_at if item.taken_at and item.taken_at.precision is not Precision.DAY else None
    field = OF_ORDER.get(saying.kind)
    value: Value | None = getattr(order, field) if field else None
    return value


def _name(case: CaseFile, key: EvidenceId) -> str:
    """What the piece is called since its user confirmed a name."""
    named = (
        decision.value
        for decision in case.decisions
        if decision.accepted and (decision.kind, decision.evidence) == (ProposalKind.NAME, key)
    )
    return next(named, "")


def _beside(proposal: Proposal, others: Iterable[Proposal]) -> Proposal:
    """With what other pictures say instead, unless that was dismissed."""
    rivals = tuple(other.id for other in others if other.state is not ProposalState.DISMISSED)
    if not rivals or proposal.kind in _IN_OTHER_WORDS:
        return proposal
    return replace(
        proposal,
        rivals=rivals,
        state=ProposalState.CONFLICT if proposal.state is ProposalState.OPEN else proposal.state,
    )


def _with_told(case: CaseFile, story: Story, proposal: Proposal) -> Proposal:
    """An event that the case tells already, and a promise that was noted."""
    if proposal.state is not ProposalState.OPEN:
        return proposal
    accepted = {None, *(decision.made for decision in case.decisions)}
    if isinstance(proposal.value, ToldEvent) and _is_told(proposal, proposal.value, story, accepted):
        return replace(proposal, state=ProposalState.HELD)
    if isinstance(proposal.value, SaidPromise) and _is_noted(case, proposal.value):
        return replace(proposal, state=ProposalState.HELD)
    return proposal


def _is_told(proposal: Proposal, event: ToldEvent, story: Story, accepted: Collection[str | None]) -> bool:
    """Some event that its user typed is the same part of the story at the same time, or shows this piece for it."""
    pieces = {quote.evidence for quote in proposal.quotes}
    for beat in story.beats:
        if beat.event in accepted or beat.at is None or (event.part and beat.part is not event.part):
            continue
        day = Precision.DAY in (beat.at.precision, event.at.precision)
        apart = abs(beat.at.at - event.at.at)
        near = same(ProposalKind.EVENT, beat.at, event.at) if day else apart <= _TOLD_NEAR
        if near and (event.part is not Part.UNKNOWN or pieces.intersection(beat.evidence)):
            return True
        if event.part in (Part.BUY, Part.FAULT) and pieces.intersection(beat.evidence):
            return True
    return False


def _is_noted(case: CaseFile, claimed: SaidPromise) -> bool:
    return any(
        bare(claimed.text) in bare(promise.text)
        or bare(promise.text) in bare(claimed.text)
        or (claimed.due is not None and promise.due == claimed.due)
        for promise in case.promises
        if _near(promise.made_at, claimed.made_at)
    )


def _near(one: Moment, other: Moment) -> bool:
    return same(ProposalKind.PROMISE, one, other) or abs(one.at - other.at) <= _TOLD_NEAR
