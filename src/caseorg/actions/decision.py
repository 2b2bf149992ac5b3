"""Keeping what the user said to a proposal, with the place that says it, for readings may be thrown away."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial

from sqlalchemy import select

from caseorg.actions.change import Change
from caseorg.actions.work import UnitOfWork, new_id
from caseorg.domain.case import CaseId, Decision, DecisionId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.record import decision_record
from caseorg.domain.reading.proposal import Proposal, written
from caseorg.domain.remark import remark
from caseorg.store.records import list_decisions
from caseorg.store.tables import DecisionRow, EvidenceRow
from caseorg.store.values import write_box

Keys = tuple[DecisionId, ...]


def dismiss_proposals(work: UnitOfWork, case_id: CaseId, chosen: Sequence[Proposal]) -> Change[Keys]:
    """Remembers that these are not wanted; they are not proposed again.

    Raises:
        CaseorgError: one of them was answered before.
    """
    require_unanswered(work, case_id, chosen)
    return keep_decisions(work, case_id, chosen, accepted=False)


def require_unanswered(work: UnitOfWork, case_id: CaseId, chosen: Sequence[Proposal]) -> None:
    """Lets pass what was neither accepted nor dismissed.

    Raises:
        CaseorgError: one of them was.
    """
    ids = [proposal.id for proposal in chosen]
    if len(set(ids)) != len(ids) or _answers(work, case_id, ids):
        raise CaseorgError("This was answered already.", "Look at it again, then repeat.")


def reopen_dismissed(work: UnitOfWork, case_id: CaseId, chosen: Sequence[Proposal]) -> Change[Keys]:
    """Takes back that these were dismissed."""
    rows = _answers(work, case_id, [proposal.id for proposal in chosen])
    keys = tuple(DecisionId(row.id) for row in rows if not row.accepted)
    if keys:
        set_removed(work, case_id, keys, True)
    return Change(
        remark("Propose again"),
        undo=partial(set_removed, keys=keys, removed=False),
        redo=partial(set_removed, keys=keys, removed=True),
        made=keys,
        already=not keys,
    )


def _answers(work: UnitOfWork, case_id: CaseId, ids: Sequence[str]) -> Sequence[DecisionRow]:
    asked = select(DecisionRow).where(DecisionRow.case_id == case_id, DecisionRow.removed.is_(False))
    wanted = frozenset(ids)
    return [row for row in work.session.scalars(asked) if row.proposal in wanted]


def keep_decisions(
    work: UnitOfWork,
    case_id: CaseId,
    chosen: Sequence[Proposal],
    made: Mapping[str, str] | None = None,
    *,
    accepted: bool,
) -> Change[Keys]:
    """Notes the answer to each; `made` says by a proposal's id what it became."""
    work.case(case_id)
    keys = tuple(_keep(work, case_id, proposal, accepted, (made or {}).get(proposal.id, "")) for proposal in chosen)
    return Change(
        remark("Leave {count} proposals", count=len(keys)),
        undo=partial(set_removed, keys=keys, removed=True),
        redo=partial(set_removed, keys=keys, removed=False),
        made=keys,
    )


def _keep(work: UnitOfWork, case_id: CaseId, proposal: Proposal, accepted: bool, made: str) -> DecisionId:
    place = proposal.quotes[0]
    box = place.box
    decision = Decision(
        id=DecisionId(new_id()),
        proposal=proposal.id,
        accepted=accepted,
        kind=proposal.kind,
        value=written(proposal.value).replace("\0", "\n"),
        evidence=place.evidence,
        page=place.page,
        box=(box.left, box.top, box.right, box.bottom),
        made=made,
    )
    return store_decision(work, case_id, decision)


def store_decision(work: UnitOfWork, case_id: CaseId, decision: Decision) -> DecisionId:
    """Keeps what was said to a place of the case's evidence.

    Raises:
        CaseorgError: the evidence is not of the case.
    """
    item = work.session.get(EvidenceRow, decision.evidence)
    if item is None or item.case_id != case_id:
        raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
    columns = {**asdict(decision), "box": write_box(decision.box)}
    columns["evidence_id"] = columns.pop("evidence")
    row = DecisionRow(case_id=case_id, **columns, decided_at=work.clock(), removed=False)
    work.session.add(row)
    _journal(work, case_id, row)
    return decision.id


def set_removed(work: UnitOfWork, case_id: CaseId, keys: Keys, removed: bool) -> None:
    """Takes decisions back, or has them stand again.

    Raises:
        CaseorgError: one of them was taken back, or stands again, already.
    """
    work.case(case_id)
    for key in keys:
        row = work.session.get(DecisionRow, key)
        if row is None or row.case_id != case_id or row.removed == removed:
            raise CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat.")
        row.removed = removed
        _journal(work, case_id, row)


def _journal(work: UnitOfWork, case_id: CaseId, row: DecisionRow) -> None:
    work.session.flush()
    ((_, stored),) = list_decisions(work.session, case_id, row.id)
    verb = "accept" if row.accepted else "dismiss"
    work.journal(case_id, f"proposal.{'reopen' if row.removed else verb}", decision_record(stored))
