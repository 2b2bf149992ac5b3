"""Making and changing a case."""

from dataclasses import asdict
from datetime import datetime
from functools import partial

from caseorg.actions.change import Change
from caseorg.actions.work import (
    LONGEST_LINE,
    LONGEST_WORD,
    UnitOfWork,
    new_id,
    one_line,
    require_short,
    require_unchanged,
)
from caseorg.domain.case import (
    Answer,
    CaseDetails,
    CaseId,
    Order,
    OrderId,
    Party,
    Person,
)
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import StoredCase, case_record
from caseorg.domain.moments import Moment
from caseorg.domain.remark import Remark, remark
from caseorg.store.queries import ME
from caseorg.store.records import list_stored_cases
from caseorg.store.tables import AnswerRow, CaseRow, OrderRow, PartyRow, ProfileRow


def new_case(
    work: UnitOfWork,
    details: CaseDetails,
    case_id: CaseId | None = None,
    complainant_id: str | None = None,
    created_at: datetime | None = None,
    demanded_at: datetime | None = None,
) -> CaseId:
    """Makes a case of the user's own; the sample case brings its id and its complainant, one from elsewhere the times
    when it was made and when its demand got its words.

    Raises:
        CaseorgError: the title is empty or a text is too long.
    """
    key = case_id or CaseId(new_id())
    row = CaseRow(id=key, complainant_id=complainant_id, created_at=created_at or work.clock(), updated_at=work.clock())
    _apply(row, details, work.clock())
    if created_at:
        row.demanded_at = demanded_at
    work.session.add(row)
    _journal(work, key, "case.new")
    return key


def edit_case(
    work: UnitOfWork,
    case_id: CaseId,
    details: CaseDetails,
    before: CaseDetails | None = None,
    name: Remark | None = None,
) -> Change[CaseDetails]:
    """Puts the details in place of the case's present ones; what is made is what is stored now. A `name` says better
    what that is.

    Raises:
        CaseorgError: as new_case, or the present details are not `before`.
    """
    work.find_case(case_id)
    found = _stored(work, case_id)
    require_unchanged(found.details, before)
    _apply(work.case(case_id), details, work.clock())
    stored = _journal(work, case_id, "case.edit")
    return Change(
        name or remark("Change case details"),
        undo=partial(_put_back, target=found, present=stored),
        redo=partial(_put_back, target=stored, present=found),
        made=stored.details,
        already=stored.details == found.details,
    )


def _put_back(work: UnitOfWork, case_id: CaseId, target: StoredCase, present: StoredCase) -> None:
    """The details as they were, with the ids of their orders and the time when the demand got its words."""
    work.find_case(case_id)
    require_unchanged(_stored(work, case_id).details, present.details)
    known = frozenset(order.id for order in target.details.orders)
    _apply(work.case(case_id), target.details, target.demanded_at, known)
    _journal(work, case_id, "case.edit")


def set_profile(work: UnitOfWork, person: Person, profile_id: str = ME) -> None:
    """Remembers a complainant; the user's own data is for all cases that bring no other.

    Raises:
        CaseorgError: a text is too long.
    """
    row = work.session.get(ProfileRow, profile_id) or ProfileRow(id=profile_id)
    for field, value in asdict(person).items():
        require_short(value, LONGEST_LINE if field in ("name", "address") else LONGEST_WORD)
        setattr(row, field, value)
    work.session.add(row)
    # The journal cannot be cleaned: it tells which fields are set, not what they hold.
    work.journal(
        "", "profile.set", {"id": profile_id, "set": [field for field, value in asdict(person).items() if value]}
    )


def _journal(work: UnitOfWork, case_id: CaseId, action: str) -> StoredCase:
    stored = _stored(work, case_id)
    work.journal(case_id, action, case_record(case_id, stored))
    return stored


def _stored(work: UnitOfWork, case_id: CaseId) -> StoredCase:
    ((_, stored),) = list_stored_cases(work.session, case_id)
    return stored


def _apply(
    row: CaseRow, details: CaseDetails, demanded_at: datetime | None, known: frozenset[OrderId] = frozenset()
) -> None:
    if not details.title.strip():
        raise CaseorgError("A case needs a title.", "Say in a few words what went wrong.")
    require_short(details.title, LONGEST_LINE)
    row.title, row.platform, row.stage = one_line(details.title), details.platform, details.stage
    if row.demand != details.demand.strip():
        row.demand, row.demanded_at = details.demand.strip(), demanded_at
    row.scenario = details.scenario
    _apply_answers(row, details.answers)
    _apply_parties(row, details.parties)
    _apply_orders(row, details.orders, known)


def _apply_parties(row: CaseRow, parties: tuple[Party, ...]) -> None:
    present = {party.role: party for party in row.parties}
    row.parties = [present.get(party.role) or PartyRow(id=new_id()) for party in parties]
    for party, target in zip(parties, row.parties, strict=True):
        for field, value in asdict(party).items():
            require_short(value, LONGEST_WORD if field in ("phone", "credit_code") else LONGEST_LINE)
            setattr(target, field, one_line(value))


def _apply_orders(row: CaseRow, orders: tuple[Order, ...], known: frozenset[OrderId]) -> None:
    """An id that is not `known` to have been of this case may be that of another case's order."""
    present = {order.id: order for order in row.orders}
    row.orders = [present.get(order.id) or OrderRow(id=order.id if order.id in known else new_id()) for order in orders]
    for position, (order, target) in enumerate(zip(orders, row.orders, strict=True)):
        for field in ("number", "product", "transaction", "account"):
            require_short(getattr(order, field), LONGEST_LINE)
            setattr(target, field, one_line(getattr(order, field)))
        target.position, target.payment = position, order.payment
        target.paid, target.refunded = order.paid, order.refunded
        target.ordered_at, target.ordered_precision = _columns(order.ordered_at)
        target.paid_at, target.paid_precision = _columns(order.paid_at)


def _apply_answers(row: CaseRow, answers: tuple[Answer, ...]) -> None:
    """An empty answer is none."""
    present = {answer.question: answer for answer in row.answers}
    wanted = {answer.question: one_line(answer.value) for answer in answers if answer.value.strip()}
    row.answers = [present.get(question) or AnswerRow(question=question) for question in wanted]
    for target in row.answers:
        require_short(wanted[target.question], LONGEST_LINE)
        target.value = wanted[target.question]


def _columns(moment: Moment | None) -> tuple[datetime | None, str]:
    return (moment.at, moment.precision) if moment else (None, "")
