"""What both faces say of what pictures propose."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from caseorg.domain.case import CaseFile, EvidenceId, Part, Payment, Platform, Side
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import plain
from caseorg.domain.moments import Moment, TimeSource, parse_past, show_moment
from caseorg.domain.money import parse_yuan
from caseorg.domain.reading.proposal import Proposal, ProposalKind, ProposalState, Quote, SaidPromise, ToldEvent, Value
from caseorg.i18n import listed, tr
from caseorg.views.labels import PARTS, PAYMENTS, PLATFORMS, SIDES
from caseorg.views.readings import box_json

KINDS = {
    ProposalKind.PLATFORM: "Platform",
    ProposalKind.SHOP: "Merchant",
    ProposalKind.PAYEE: "Payee",
    ProposalKind.ORDER_NUMBER: "Order number",
    ProposalKind.PRODUCT: "Goods",
    ProposalKind.ACCOUNT: "Account topped up",
    ProposalKind.TRANSACTION: "Transaction number",
    ProposalKind.PAYMENT: "Paid with",
    ProposalKind.PAID: "Paid",
    ProposalKind.REFUNDED: "Refunded",
    ProposalKind.ORDERED_AT: "Ordered at",
    ProposalKind.PAID_AT: "Paid at",
    ProposalKind.EVENT: "Event",
    ProposalKind.PROMISE: "Promise",
    ProposalKind.NAME: "Name of the evidence",
    ProposalKind.SOURCE: "Source",
    ProposalKind.TAKEN_AT: "Time of the evidence",
    ProposalKind.SHOWS: "Kind of proof",
    ProposalKind.PROVES: "What it proves",
    ProposalKind.SEQUENCE: "Order of the evidence",
    ProposalKind.DUPLICATE: "Shows the same",
}
WAITING = (ProposalState.OPEN, ProposalState.CONFLICT)


def value_text(value: Value, case: CaseFile, proofs: Mapping[str, str]) -> str:
    """The value in one line; `proofs` are the names of the knowledge's proofs."""
    match value:
        case Platform():
            return tr(PLATFORMS[value])
        case Payment():
            return tr(PAYMENTS[value])
        case Decimal():
            return tr("{amount} yuan", amount=f"{value:.2f}")
        case Moment():
            resolved = tr(" (worked out)") if value.source is TimeSource.RESOLVED else ""
            return show_moment(value) + resolved
        case ToldEvent():
            return f"{value_text(value.at, case, proofs)} {value.text}"
        case SaidPromise():
            return value.text
        case tuple():
            return listed(proofs.get(part) or _label(case, part) for part in value)
    return _label(case, value) if value in {item.id for item in case.evidence} else value


def kind_text(proposal: Proposal) -> str:
    """What is proposed; of an event or a promise also who acted, and which part of the story it is."""
    match proposal.value:
        case ToldEvent(side=side, part=part):
            more = [tr(SIDES[side])] if side is not Side.UNKNOWN else []
            more += [tr(PARTS[part])] if part is not Part.UNKNOWN else []
        case SaidPromise(side=side):
            more = [tr(SIDES[side])]
        case _:
            more = []
    return " · ".join((tr(KINDS[proposal.kind]), *more))


def typed_text(proposal: Proposal) -> str | None:
    """The value as one would type it; None where it is not typed."""
    if proposal.kind is ProposalKind.DUPLICATE:
        return None
    match value := proposal.value:
        case Platform() | Payment() | tuple():
            return None
        case Decimal():
            return f"{value:.2f}"
        case Moment():
            return show_moment(value)
        case ToldEvent() | SaidPromise():
            return value.text
    return value


def mended(proposal: Proposal, typed: str, now: datetime) -> Proposal:
    """The proposal with what was typed in place of its value.

    Raises:
        CaseorgError: that is no such value.
    """
    value: Value = typed.strip()
    match proposal.value:
        case Decimal():
            value = parse_yuan(typed)
        case Moment():
            value = parse_past(typed, now)
        case ToldEvent() | SaidPromise():
            value = replace(proposal.value, text=typed.strip())
    if value == "":
        raise CaseorgError("Nothing was typed.", "Type what the picture says, or leave it out.")
    return replace(proposal, value=value)


def _label(case: CaseFile, key: str) -> str:
    """`证据3`, or what is no piece of evidence as it is."""
    return next((item.label for item in case.evidence if item.id == key), key)


def agreement(proposal: Proposal, case: CaseFile) -> str:
    """Which other pieces say the same; empty where none does."""
    own = proposal.evidence
    others = dict.fromkeys(_label(case, quote.evidence) for quote in proposal.quotes if quote.evidence != own)
    return tr("The same in {others}", others=listed(others)) if others else ""


def disagreement(
    proposal: Proposal, known: Mapping[str, Proposal], case: CaseFile, proofs: Mapping[str, str]
) -> tuple[str, ...]:
    """What the case, or another picture, says instead, a line each."""
    lines = []
    if proposal.state is ProposalState.CONFLICT and proposal.present is not None:
        lines.append(tr("The case says “{text}”.", text=value_text(proposal.present, case, proofs)))
    for key in proposal.rivals:
        if rival := known.get(key):
            text = value_text(rival.value, case, proofs)
            lines.append(tr("{label} says “{text}”.", label=_label(case, rival.evidence), text=text))
    return tuple(lines)


def to_compare(proposal: Proposal) -> bool:
    """Whether one has to look before one accepts it."""
    return proposal.state is ProposalState.CONFLICT or (proposal.state is ProposalState.OPEN and proposal.doubtful)


def plainly_open(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """What can be accepted as it is, without another look at each."""
    return tuple(proposal for proposal in proposals if proposal.state is ProposalState.OPEN and not proposal.doubtful)


def of_piece(proposals: Iterable[Proposal], key: EvidenceId) -> tuple[Proposal, ...]:
    """What a piece proposes, what waits for an answer first, each in the order of the page; what was dismissed is
    left out."""
    found = [
        proposal for proposal in proposals if proposal.evidence == key and proposal.state is not ProposalState.DISMISSED
    ]
    return tuple(sorted(found, key=lambda proposal: (proposal.state not in WAITING, *_place(proposal.quotes[0]))))


def _place(quote: Quote) -> tuple[int, int, int]:
    return quote.page, quote.box.top, quote.box.left


def proposal_json(proposal: Proposal, case: CaseFile) -> dict[str, object]:
    """All there is to say of it, for another program."""
    numbers = {item.id: item.number for item in case.evidence}
    return {
        "id": proposal.id,
        "kind": proposal.kind,
        "value": plain(proposal.value),
        "state": proposal.state,
        "doubtful": proposal.doubtful,
        "present": plain(proposal.present),
        "rivals": proposal.rivals,
        "order": proposal.order,
        "purchase": proposal.purchase,
        "flags": proposal.flags,
        "quotes": [_quote_json(quote, numbers) for quote in proposal.quotes],
    }


def _quote_json(quote: Quote, numbers: Mapping[EvidenceId, int]) -> dict[str, object]:
    return {
        "evidence": numbers.get(quote.evidence),
        "page": quote.page + 1,
        "box": box_json(quote.box),
        "text": quote.text,
    }
