"""Making and changing a case, and noting what was sent and exported."""

from dataclasses import asdict
from datetime import datetime

from caseorg.actions.work import UnitOfWork, new_id, require_unchanged
from caseorg.domain.case import CaseDetails, CaseId, Document, MessageId, Order, Party, Person
from caseorg.domain.errors import CaseorgError
from caseorg.domain.moments import Moment
from caseorg.domain.record import case_record, plain
from caseorg.store.queries import ME, list_details, load_case
from caseorg.store.tables import CaseRow, DocumentRow, MessageRow, OrderRow, PartyRow, ProfileRow

LONGEST_LINE = 500
LONGEST_WORD = 64


def new_case(
    work: UnitOfWork, details: CaseDetails, case_id: CaseId | None = None, complainant_id: str | None = None
) -> CaseId:
    """Makes a case of the user's own; the sample case brings its id and its complainant.

    Raises:
        CaseorgError: the title is empty or a text is too long.
    """
    key = case_id or CaseId(new_id())
    row = CaseRow(id=key, complainant_id=complainant_id, created_at=work.clock(), updated_at=work.clock())
    _apply(row, details)
    work.session.add(row)
    _journal(work, key, "case.new")
    return key


def edit_case(
    work: UnitOfWork, case_id: CaseId, details: CaseDetails, before: CaseDetails | None = None
) -> CaseDetails:
    """Puts the details in place of the case's present ones; the answer is what is stored now.

    Raises:
        CaseorgError: as new_case, or the present details are not `before`.
    """
    require_unchanged(load_case(work.session, case_id).details, before)
    _apply(work.case(case_id), details)
    _journal(work, case_id, "case.edit")
    return load_case(work.session, case_id).details


def set_profile(work: UnitOfWork, person: Person, profile_id: str = ME) -> None:
    """Remembers a complainant; the user's own data is for all cases that bring no other.

    Raises:
        CaseorgError: a text is too long.
    """
    row = work.session.get(ProfileRow, profile_id) or ProfileRow(id=profile_id)
    for field, value in asdict(person).items():
        _require_short(value, LONGEST_LINE if field in ("name", "address") else LONGEST_WORD)
        setattr(row, field, value)
    work.session.add(row)
    # The journal cannot be cleaned: it tells which fields are set, not what they hold.
    work.journal(
        "", "profile.set", {"id": profile_id, "set": [field for field, value in asdict(person).items() if value]}
    )


def keep_message(
    work: UnitOfWork, case_id: CaseId, channel: str, text: str, sent_at: datetime | None = None
) -> MessageId:
    """Freezes a message as it was composed or sent."""
    work.case(case_id)
    key = MessageId(new_id())
    work.session.add(
        MessageRow(id=key, case_id=case_id, channel=channel, text=text, made_at=work.clock(), sent_at=sent_at)
    )
    work.journal(case_id, "message.keep", {"id": key, "channel": channel, "text": text, "sent": sent_at is not None})
    return key


def record_document(work: UnitOfWork, case_id: CaseId, document: Document) -> None:
    """Notes a paper that was exported."""
    work.case(case_id)
    work.session.add(DocumentRow(case_id=case_id, **asdict(document)))
    work.journal(case_id, "document.export", plain(document))


def _journal(work: UnitOfWork, case_id: CaseId, action: str) -> None:
    ((_, details),) = list_details(work.session, case_id)
    work.journal(case_id, action, case_record(case_id, details))


def _apply(row: CaseRow, details: CaseDetails) -> None:
    if not details.title.strip():
        raise CaseorgError("A case needs a title.", "Say in a few words what went wrong.")
    _require_short(details.title, LONGEST_LINE)
    row.title, row.platform, row.stage = _one_line(details.title), details.platform, details.stage
    row.demand = details.demand.strip()
    _apply_parties(row, details.parties)
    _apply_orders(row, details.orders)


def _apply_parties(row: CaseRow, parties: tuple[Party, ...]) -> None:
    present = {party.role: party for party in row.parties}
    row.parties = [present.get(party.role) or PartyRow(id=new_id()) for party in parties]
    for party, target in zip(parties, row.parties, strict=True):
        for field, value in asdict(party).items():
            _require_short(value, LONGEST_WORD if field in ("phone", "credit_code") else LONGEST_LINE)
            setattr(target, field, _one_line(value))


def _apply_orders(row: CaseRow, orders: tuple[Order, ...]) -> None:
    present = {order.id: order for order in row.orders}
    row.orders = [present.get(order.id) or OrderRow(id=new_id()) for order in orders]
    for position, (order, target) in enumerate(zip(orders, row.orders, strict=True)):
        _require_short(order.number, LONGEST_LINE)
        _require_short(order.product, LONGEST_LINE)
        target.position, target.paid = position, order.paid
        target.number, target.product = _one_line(order.number), _one_line(order.product)
        target.ordered_at, target.ordered_precision = _columns(order.ordered_at)
        target.paid_at, target.paid_precision = _columns(order.paid_at)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _columns(moment: Moment | None) -> tuple[datetime | None, str]:
    return (moment.at, moment.precision) if moment else (None, "")


def _require_short(text: str, longest: int) -> None:
    if len(text) > longest:
        raise CaseorgError(
            "“{text}…” is too long.",
            "Shorten it to at most {longest} characters.",
            text=text[:20],
            longest=longest,
        )
