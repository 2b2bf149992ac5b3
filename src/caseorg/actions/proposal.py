"""Taking into the case what pictures propose: by the same actions as what is typed, all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caseorg.actions.case import edit_case
from caseorg.actions.change import Change, together
from caseorg.actions.decision import keep_decisions, reopen_dismissed, require_unanswered
from caseorg.actions.event import EventDetails, add_event
from caseorg.actions.evidence import Description, describe_evidence, described
from caseorg.actions.promise import PromiseDetails, add_promise, move_promise
from caseorg.actions.work import UnitOfWork
from caseorg.domain.case import (
    BY_BROWSER,
    CaseDetails,
    CaseFile,
    CaseId,
    EventId,
    EvidenceId,
    Order,
    OrderId,
    Payment,
    Platform,
    PromiseId,
    Role,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment
from caseorg.domain.parties.respondent import party_of, with_party
from caseorg.domain.reading.proposal import Proposal, ProposalKind, SaidPromise, ToldEvent
from caseorg.domain.remark import remark
from caseorg.store.queries import load_case

OF_MERCHANT = {ProposalKind.SHOP: "name", ProposalKind.PAYEE: "payee"}
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
OF_EVIDENCE = {
    ProposalKind.SOURCE: "source",
    ProposalKind.PROVES: "proves",
    ProposalKind.SHOWS: "shows",
    ProposalKind.TAKEN_AT: "typed_at",
}
OF_CASE = frozenset({ProposalKind.PLATFORM, *OF_MERCHANT, *OF_ORDER})
_EMPTY: tuple[object, ...] = ("", None, (), Platform.OTHER, Payment.UNKNOWN, BY_BROWSER)
_BLANK = Order(id=OrderId(""))


@dataclass(frozen=True, slots=True)
class _Taking:
    """What is taken over into a case; `over` allows to put it in the place of what is there."""

    work: UnitOfWork
    case: CaseFile
    known: Sequence[Proposal]
    over: bool

    @property
    def became(self) -> Mapping[str, str]:
        """What the proposals became that were accepted before."""
        return {decision.proposal: decision.made for decision in self.case.decisions if decision.accepted}


def accept_proposals(
    work: UnitOfWork, case_id: CaseId, chosen: Sequence[Proposal], known: Sequence[Proposal] = (), *, over: bool = False
) -> Change[tuple[str, ...]]:
    """Takes the values of these proposals over, as they were found or as their user mended them. `known` are all that
    the case has, which tell what belongs to one purchase. What the case holds is replaced only with `over`, and only
    where it is what the proposal was compared with. Names, order and duplicates of evidence are confirmed by the
    decision alone, which the pack goes by. Gives what each became: the id of an event, promise or order.

    Raises:
        CaseorgError: one was accepted before, or another value is in its place.
    """
    reopened = reopen_dismissed(work, case_id, chosen)
    require_unanswered(work, case_id, chosen)
    taking = _Taking(work, load_case(work.session, case_id), known or chosen, over)
    made: dict[str, str] = {}
    changes: list[Change[Any]] = [reopened]
    for step in (_take_fields, _take_events, _take_promises, _link_promises, _take_descriptions):
        changes += step(taking, chosen, made)
    changes.append(keep_decisions(work, case_id, chosen, made, accepted=True))
    done = together(remark("Accept {count} proposals", count=len(chosen)), changes)
    return replace(done, made=tuple(made.get(proposal.id, "") for proposal in chosen))


def _take_fields(taking: _Taking, chosen: Sequence[Proposal], made: dict[str, str]) -> Iterable[Change[Any]]:
    """The case's own: platform, merchant, orders."""
    wanted = [proposal for proposal in chosen if proposal.kind in OF_CASE]
    if not wanted:
        return
    details = taking.case.details
    places: dict[str, int] = {}
    for proposal in wanted:
        if proposal.kind in OF_ORDER:
            places[proposal.id] = _place(taking, details, proposal, wanted, places)
            details = _with_order(taking, details, proposal, places[proposal.id])
        else:
            details = _with_field(taking, details, proposal)
    change = edit_case(taking.work, taking.case.id, details, taking.case.details)
    made.update({key: change.made.orders[place].id for key, place in places.items()})
    yield change


def _with_field(taking: _Taking, details: CaseDetails, proposal: Proposal) -> CaseDetails:
    if proposal.kind is ProposalKind.PLATFORM:
        return replace(details, platform=_put(taking, details.platform, proposal))
    party = party_of(details.parties, Role.MERCHANT)
    field = OF_MERCHANT[proposal.kind]
    changed = replace(party, **{field: _put(taking, getattr(party, field), proposal)})
    return replace(details, parties=with_party(details.parties, changed))


def _with_order(taking: _Taking, details: CaseDetails, proposal: Proposal, place: int) -> CaseDetails:
    orders = [*details.orders, _BLANK][: max(place + 1, len(details.orders))]
    field = OF_ORDER[proposal.kind]
    orders[place] = replace(orders[place], **{field: _put(taking, getattr(orders[place], field), proposal)})
    return replace(details, orders=tuple(orders))


def _place(
    taking: _Taking, details: CaseDetails, proposal: Proposal, wanted: Sequence[Proposal], places: Mapping[str, int]
) -> int:
    """Which order it is of: the one that it names, one that took something else of the same purchase, one that is
    blank, or a new one."""
    ids = [order.id for order in details.orders]
    if proposal.order:
        if proposal.order not in ids:
            raise CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat.")
        return ids.index(proposal.order)
    kin = [other.id for other in (*wanted, *taking.known) if proposal.purchase and other.purchase == proposal.purchase]
    for key in kin:
        if key in places:
            return places[key]
        if (order := taking.became.get(key)) in ids:
            return ids.index(OrderId(order))
    blank = (place for place, order in enumerate(details.orders) if replace(order, id=_BLANK.id) == _BLANK)
    return next(blank, len(ids))


def _put(taking: _Taking, present: Any, proposal: Proposal) -> Any:
    """The value in place of the present one.

    Raises:
        CaseorgError: another one is there, and it may not be replaced.
    """
    if _same(present, proposal.value) or present in _EMPTY:
        return proposal.value
    if taking.over and (proposal.present is None or _same(present, proposal.present)):
        return proposal.value
    raise CaseorgError("The case says something else there already.", "Compare both, then replace it on purpose.")


def _same(present: Any, value: Any) -> bool:
    if isinstance(present, Moment) and isinstance(value, Moment):
        return (present.at, present.precision) == (value.at, value.precision)
    return bool(present == value)


def _take_events(taking: _Taking, chosen: Sequence[Proposal], made: dict[str, str]) -> Iterable[Change[Any]]:
    for proposal in chosen:
        if isinstance(new_event := proposal.value, ToldEvent):
            evidence = tuple(dict.fromkeys(quote.evidence for quote in proposal.quotes))
            details = EventDetails(
                at=new_event.at,
                text=new_event.text,
                side=new_event.side,
                part=new_event.part,
                channel=new_event.channel,
                evidence=evidence,
            )
            change = add_event(taking.work, taking.case.id, details)
            made[proposal.id] = change.made
            yield change


def _take_promises(taking: _Taking, chosen: Sequence[Proposal], made: dict[str, str]) -> Iterable[Change[Any]]:
    """In the event that tells it, where that was accepted and still stands."""
    standing = {event.id for event in taking.case.events}
    for proposal in chosen:
        if isinstance(promise_made := proposal.value, SaidPromise):
            event = EventId(made.get(promise_made.event) or taking.became.get(promise_made.event, ""))
            where = event if promise_made.event in made or event in standing else None
            details = PromiseDetails(
                side=promise_made.side,
                text=promise_made.text,
                made_at=promise_made.made_at,
                due=promise_made.due,
                event=where,
            )
            change = add_promise(taking.work, taking.case.id, details)
            made[proposal.id] = change.made
            yield change


def _link_promises(taking: _Taking, chosen: Sequence[Proposal], made: dict[str, str]) -> Iterable[Change[Any]]:
    """Promises that were accepted before their event, and that nobody put elsewhere meanwhile."""
    events = {proposal.id for proposal in chosen if proposal.kind is ProposalKind.EVENT}
    alone = {promise.id for promise in taking.case.promises if promise.event is None}
    for proposal in taking.known:
        promise = PromiseId(taking.became.get(proposal.id, ""))
        if (
            isinstance(promise_made := proposal.value, SaidPromise)
            and promise_made.event in events
            and promise in alone
        ):
            yield move_promise(taking.work, taking.case.id, promise, EventId(made[promise_made.event]))


def _take_descriptions(taking: _Taking, chosen: Sequence[Proposal], made: dict[str, str]) -> Iterable[Change[Any]]:
    """One change for each piece of evidence."""
    items = {item.id: item for item in taking.case.standing_evidence}
    descriptions: dict[EvidenceId, Description] = {}
    for proposal in chosen:
        if proposal.kind in OF_EVIDENCE:
            if proposal.evidence not in items:
                raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
            before = descriptions.get(proposal.evidence, described(items[proposal.evidence]))
            field = OF_EVIDENCE[proposal.kind]
            descriptions[proposal.evidence] = replace(
                before, **{field: _described_so(taking, getattr(before, field), proposal)}
            )
    for key, description in descriptions.items():
        yield describe_evidence(taking.work, taking.case.id, key, description, described(items[key]))


def _described_so(taking: _Taking, present: Any, proposal: Proposal) -> Any:
    """A piece may be several kinds of proof: one more takes no place."""
    if proposal.kind is ProposalKind.SHOWS and isinstance(proposal.value, tuple):
        return tuple(dict.fromkeys((*present, *proposal.value)))
    return _put(taking, present, proposal)
