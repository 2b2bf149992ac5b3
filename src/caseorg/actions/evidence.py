"""Taking evidence into a case, and saying what it is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from caseorg.actions.change import Change
from caseorg.actions.work import LONGEST_LINE, Adding, UnitOfWork, new_id, require_short, require_unchanged
from caseorg.domain.case import CaseId, Evidence, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.files.plausibility import chosen
from caseorg.domain.journal.record import evidence_record
from caseorg.domain.moments import Moment, TimeSource
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.remark import remark
from caseorg.evidence.found import Probe
from caseorg.evidence.store import Received
from caseorg.store.adding import add_row, alter
from caseorg.store.plain import PlainEvidence
from caseorg.store.queries import find_duplicate, last_number
from caseorg.store.records import list_evidence
from caseorg.store.values import write_instant, write_moments

if TYPE_CHECKING:
    from caseorg.store.tables import EvidenceRow

_BY_THE_USER = (TimeSource.TYPED, TimeSource.PICTURE, TimeSource.RESOLVED)  # typed, or confirmed beside the picture


class Intake(StrEnum):
    """How a file ended."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a received file: ADDED or DUPLICATE, and the evidence that holds it."""

    intake: Intake
    id: EvidenceId
    number: int


def add_evidence(work: Adding, case_id: CaseId, received: Received, found: Probe) -> Change[Taken]:
    """Keeps a received file: first the file, then its row and journal entry in this transaction.

    The same bytes are a duplicate, unless that evidence was withdrawn: then it stands again.
    """
    present = find_duplicate(work.source, case_id, received.sha256)
    if present is not None:
        work.keep(received)
        if present.withdrawn:
            work.touch(case_id)
            alter(work.source, "UPDATE evidence SET withdrawn = 0 WHERE id = ?", present.id)
            _journal(work, case_id, "evidence.restore", present.id)
        intake = Intake.ADDED if present.withdrawn else Intake.DUPLICATE
        return _added(Taken(intake, present.id, present.number))
    row = _row(work, case_id, received, found)
    work.touch(case_id)
    work.keep(received)
    add_row(work.source, "evidence", row)
    _journal(work, case_id, "evidence.add", row.id)
    return _added(Taken(Intake.ADDED, EvidenceId(row.id), row.number))


def _added(taken: Taken) -> Change[Taken]:
    return Change(
        remark("Add {count} files", count=1),
        undo=partial(withdraw_evidence, evidence_ids=(taken.id,)),
        redo=partial(restore_evidence, evidence_ids=(taken.id,)),
        made=taken,
        already=taken.intake is Intake.DUPLICATE,
    )


def _row(work: Adding, case_id: CaseId, received: Received, found: Probe) -> PlainEvidence:
    return PlainEvidence(
        id=new_id(),
        case_id=case_id,
        number=last_number(work.source, case_id) + 1,
        name=received.name,
        sha256=received.sha256,
        size=received.size,
        kind=found.type.kind,
        media_type=found.type.media_type,
        width=found.width,
        height=found.height,
        pages=found.pages,
        taken_at=write_instant(found.taken_at.at) if found.taken_at else None,
        taken_precision=found.taken_at.precision if found.taken_at else "",
        taken_source=found.taken_at.source if found.taken_at else "",
        added_at=write_instant(work.clock()),
        source=received.source,
        proves="",
        note=found.note,
        withdrawn=0,
        shows="",
        other_times=write_moments(found.other_times),
        annotations="",
        former_numbers="",
    )


@dataclass(frozen=True, slots=True)
class Description:
    """What the user says of evidence: where it is from, what it proves, which proofs of the knowledge it shows.

    `typed_at` is the time that it shows, as the user typed it; None leaves it to the file.
    """

    source: str = ""
    proves: str = ""
    shows: tuple[str, ...] = ()
    typed_at: Moment | None = None


def described(item: Evidence) -> Description:
    """What is said of the evidence now."""
    return Description(item.source, item.proves, item.shows, _typed(item.taken_at))


def _typed(moment: Moment | None) -> Moment | None:
    return moment if moment and moment.source in _BY_THE_USER else None


def describe_evidence(
    work: UnitOfWork,
    case_id: CaseId,
    evidence_id: EvidenceId,
    description: Description,
    before: Description | None = None,
) -> Change[EvidenceId]:
    """Describes evidence; `before` is what was said so far.

    Raises:
        CaseorgError: a text is too long, the case has no such evidence, or it says something else than `before`.
    """
    shows = " ".join(dict.fromkeys(description.shows))
    for text in (description.source, shows):
        require_short(text, LONGEST_LINE)
    work.case(case_id)
    row = find_evidence(work, case_id, evidence_id)
    ((_, item),) = list_evidence(work.session, case_id, row.id)
    present = described(item)
    require_unchanged(present, before)
    row.source, row.proves, row.shows = description.source.strip(), description.proves.strip(), shows
    if description.typed_at != _typed(item.taken_at):
        _set_time(row, item, description.typed_at)
    stored = described(journal_evidence(work, case_id, "evidence.describe", row))
    return Change(
        remark("Describe {label}", label=item.label),
        undo=partial(describe_evidence, evidence_id=evidence_id, description=present, before=stored),
        redo=partial(describe_evidence, evidence_id=evidence_id, description=stored, before=present),
        made=evidence_id,
    )


def _set_time(row: "EvidenceRow", item: Evidence, typed: Moment | None) -> None:
    """What the file gives as its time stays beside what the user typed, and counts again where that is taken back."""
    candidates = (item.taken_at, *item.other_times)
    own = tuple(moment for moment in candidates if moment and moment.source not in _BY_THE_USER)
    first, others = (typed, own) if typed else chosen(own, item.added_at)
    row.taken_at = first.at if first else None
    row.taken_precision = first.precision if first else ""
    row.taken_source = first.source if first else ""
    row.other_times = write_moments(others)


def withdraw_evidence(
    work: UnitOfWork, case_id: CaseId, evidence_ids: tuple[EvidenceId, ...]
) -> Change[tuple[EvidenceId, ...]]:
    """Takes evidence out of timeline and papers; its file, number and record stay."""
    items = _set_all(work, case_id, evidence_ids, True)
    return Change(
        remark("Withdraw {label}", label=numbers_of(items)),
        undo=partial(restore_evidence, evidence_ids=evidence_ids),
        redo=partial(withdraw_evidence, evidence_ids=evidence_ids),
        made=evidence_ids,
        notice=remark("{label} was withdrawn; its file is kept.", label=numbers_of(items)),
    )


def restore_evidence(
    work: UnitOfWork, case_id: CaseId, evidence_ids: tuple[EvidenceId, ...]
) -> Change[tuple[EvidenceId, ...]]:
    """Undoes withdraw_evidence."""
    _set_all(work, case_id, evidence_ids, False)
    return Change(
        remark("Restore {count} files", count=len(evidence_ids)),
        undo=partial(withdraw_evidence, evidence_ids=evidence_ids),
        redo=partial(restore_evidence, evidence_ids=evidence_ids),
        made=evidence_ids,
    )


def _set_all(
    work: UnitOfWork, case_id: CaseId, evidence_ids: tuple[EvidenceId, ...], withdrawn: bool
) -> list[Evidence]:
    return [_set_withdrawn(work, case_id, find_evidence(work, case_id, key), withdrawn) for key in evidence_ids]


def find_evidence(work: UnitOfWork, case_id: CaseId, evidence_id: EvidenceId) -> "EvidenceRow":
    """Raises:
    CaseorgError: the case has no such evidence.
    """
    from caseorg.store.tables import EvidenceRow

    row = work.session.get(EvidenceRow, evidence_id)
    if row is None or row.case_id != case_id:
        raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
    return row


def _set_withdrawn(work: UnitOfWork, case_id: CaseId, row: "EvidenceRow", withdrawn: bool) -> Evidence:
    if row.withdrawn == withdrawn:
        return stored_evidence(work, case_id, row)
    work.case(case_id)
    row.withdrawn = withdrawn
    return journal_evidence(work, case_id, "evidence.withdraw" if withdrawn else "evidence.restore", row)


def journal_evidence(work: UnitOfWork, case_id: CaseId, action: str, row: "EvidenceRow") -> Evidence:
    """Notes all that is now stored of it."""
    return _journal(work, case_id, action, row.id)


def _journal(work: Adding, case_id: CaseId, action: str, key: str) -> Evidence:
    item = _stored(work, case_id, key)
    work.journal(case_id, action, evidence_record(item))
    return item


def stored_evidence(work: UnitOfWork, case_id: CaseId, row: "EvidenceRow") -> Evidence:
    """The piece as a value."""
    return _stored(work, case_id, row.id)


def _stored(work: Adding, case_id: CaseId, key: str) -> Evidence:
    ((_, item),) = list_evidence(work.source, case_id, key)
    return item
