"""Keeping what is drawn over a picture to point at something."""

from collections.abc import Iterable
from functools import partial

from caseorg.actions.change import Change
from caseorg.actions.evidence import find_evidence, journal_evidence, stored_evidence
from caseorg.actions.work import UnitOfWork, require_short, require_unchanged
from caseorg.domain.annotation import Annotation
from caseorg.domain.case import CaseId, EvidenceId
from caseorg.domain.errors import CaseorgError
from caseorg.domain.remark import remark
from caseorg.store.values import write_annotations

MOST = 200  # on one piece
LONGEST = 200  # characters of one


def annotate_evidence(
    work: UnitOfWork,
    case_id: CaseId,
    evidence_id: EvidenceId,
    annotations: tuple[Annotation, ...],
    before: tuple[Annotation, ...] | None = None,
) -> Change[EvidenceId]:
    """Puts these in place of all that is drawn over the piece; `before` is what was drawn so far.

    Raises:
        CaseorgError: there are too many, a text is too long, the case has no such evidence, or something else than
            `before` is drawn over it.
    """
    _require_few(annotations)
    work.case(case_id)
    row = find_evidence(work, case_id, evidence_id)
    item = stored_evidence(work, case_id, row)
    require_unchanged(item.annotations, before)
    row.annotations = write_annotations(annotations)
    journal_evidence(work, case_id, "evidence.annotate", row)
    return Change(
        remark("Annotate {label}", label=item.label),
        undo=partial(annotate_evidence, evidence_id=evidence_id, annotations=item.annotations, before=annotations),
        redo=partial(annotate_evidence, evidence_id=evidence_id, annotations=annotations, before=item.annotations),
        made=evidence_id,
        already=annotations == item.annotations,
    )


def _require_few(annotations: Iterable[Annotation]) -> None:
    drawn = tuple(annotations)
    if len(drawn) > MOST:
        raise CaseorgError("These are too many annotations for one picture.", "Remove some of them.")
    for annotation in drawn:
        require_short(annotation.text, LONGEST)
