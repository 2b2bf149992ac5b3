"""Keeping which places of a picture are to be blackened for whom, and which are to stay visible."""

from collections.abc import Iterable, Sequence
from functools import partial

from sqlalchemy import select

from caseorg.actions.change import Change
from caseorg.actions.decision import Keys, set_removed, store_decision
from caseorg.actions.work import UnitOfWork, new_id
from caseorg.domain.case import CaseId, Decision, DecisionId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.redaction.audience import Audience
from caseorg.domain.redaction.marks import RedactionMark, decision_kind
from caseorg.domain.remark import remark
from caseorg.store.tables import DecisionRow


def decide_marks(
    work: UnitOfWork,
    case_id: CaseId,
    evidence: EvidenceId,
    audience: Audience,
    marks: Sequence[RedactionMark],
    *,
    confirmed: bool,
) -> Change[Keys]:
    """Keeps that these are to be blackened, or are to stay visible, in place of what was said to them before.

    What a mark hides is not kept: its place is enough.

    Raises:
        CaseorgError: the case has no such evidence.
    """
    work.case(case_id)
    before = {row.proposal: row for row in _said(work, case_id, evidence, audience, marks)}
    changed = [mark for mark in marks if mark.id not in before or before[mark.id].accepted != confirmed]
    gone: Keys = tuple(DecisionId(before[mark.id].id) for mark in changed if mark.id in before)
    set_removed(work, case_id, gone, True)
    made = tuple(store_decision(work, case_id, _decision(mark, evidence, audience, confirmed)) for mark in changed)
    name = "Blacken {count} places" if confirmed else "Leave {count} places visible"
    return Change(
        remark(name, count=len(changed)),
        undo=partial(_swap, going=made, coming=gone),
        redo=partial(_swap, going=gone, coming=made),
        made=made,
        already=not changed,
    )


def redraw_mark(
    work: UnitOfWork,
    case_id: CaseId,
    evidence: EvidenceId,
    audience: Audience,
    old: RedactionMark,
    new: RedactionMark | None,
) -> Change[Keys]:
    """Puts a place that the user drew elsewhere, or takes it away for None; what was proposed is answered instead.

    Raises:
        CaseorgError: the place was taken away already.
    """
    work.case(case_id)
    found = _said(work, case_id, evidence, audience, [mark for mark in (old, new) if mark])
    if all(row.proposal != old.id for row in found):
        raise CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat.")
    gone: Keys = tuple(DecisionId(row.id) for row in found)
    set_removed(work, case_id, gone, True)
    made = (store_decision(work, case_id, _decision(new, evidence, audience, True)),) if new else ()
    return Change(
        remark("Draw a block elsewhere" if new else "Take a block away"),
        undo=partial(_swap, going=made, coming=gone),
        redo=partial(_swap, going=gone, coming=made),
        made=made,
    )


def _decision(mark: RedactionMark, evidence: EvidenceId, audience: Audience, confirmed: bool) -> Decision:
    box = mark.box
    return Decision(
        id=DecisionId(new_id()),
        proposal=mark.id,
        accepted=confirmed,
        kind=decision_kind(audience),
        value=mark.kind,
        evidence=evidence,
        page=mark.page,
        box=(box.left, box.top, box.right, box.bottom),
    )


def _said(
    work: UnitOfWork, case_id: CaseId, evidence: EvidenceId, audience: Audience, marks: Iterable[RedactionMark]
) -> Sequence[DecisionRow]:
    asked = select(DecisionRow).where(
        DecisionRow.case_id == case_id,
        DecisionRow.evidence_id == evidence,
        DecisionRow.kind == decision_kind(audience),
        DecisionRow.removed.is_(False),
        DecisionRow.proposal.in_([mark.id for mark in marks]),
    )
    return work.session.scalars(asked).all()


def _swap(work: UnitOfWork, case_id: CaseId, going: Keys, coming: Keys) -> None:
    set_removed(work, case_id, going, True)
    set_removed(work, case_id, coming, False)
