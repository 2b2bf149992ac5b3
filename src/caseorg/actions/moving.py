"""Evidence that belongs to another case: it is withdrawn here and added there at once, and both journals say so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from caseorg.actions.change import Change
from caseorg.actions.decision import Keys, set_removed, store_decision
from caseorg.actions.evidence import find_evidence, journal_evidence, restore_evidence, withdraw_evidence
from caseorg.actions.work import UnitOfWork, new_id
from caseorg.domain.case import CaseFile, CaseId, DecisionId, Evidence, EvidenceId, Shelf
from caseorg.domain.errors import CaseorgError
from caseorg.domain.papers.numbers import numbers_of
from caseorg.domain.papers.renumbering import named_in_messages
from caseorg.domain.redaction.marks import audience_of
from caseorg.domain.remark import remark
from caseorg.store.queries import find_duplicate, last_number, load_case

if TYPE_CHECKING:
    from caseorg.store.tables import EvidenceRow

_OF_THE_FILE = ("name", "sha256", "size", "kind", "media_type", "width", "height", "pages", "note")
_DESCRIBED = ("taken_at", "taken_precision", "taken_source", "other_times", "source", "proves", "shows", "annotations")
_NO_ID = DecisionId("")


@dataclass(frozen=True, slots=True)
class Landed:
    """A piece as it came into the other case: its id there, what was said of that row `before` where the case had it
    withdrawn already, what is said `now`, and what is to be blackened in it."""

    here: EvidenceId
    there: EvidenceId
    before: dict[str, Any] | None
    now: dict[str, Any]
    marks: Keys


def move_evidence(
    work: UnitOfWork, case_id: CaseId, evidence_ids: Sequence[EvidenceId], target: CaseId, *, keep: bool = False
) -> Change[tuple[EvidenceId, ...]]:
    """Takes evidence over into another case with all that is said of it and drawn over it, under the next numbers
    there; what is made are its ids there. Here it is withdrawn, unless it is to `keep` its place: its number stays its
    own, and what refers to it goes on referring to it.

    Raises:
        CaseorgError: the case has no such standing evidence, or a message that was kept names it, so that it can only
            be copied; the other case is this one or in the trash, or has the file.
    """
    case, other = load_case(work.session, case_id), load_case(work.session, target)
    items = [item for item in case.standing_evidence if item.id in set(evidence_ids)]
    if not items or len(items) != len(set(evidence_ids)):
        raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
    _require_other(case, other)
    if not keep:
        require_unnamed(case, items)
    landed = tuple(_land(work, case, item, other) for item in items)
    _leave(work, case_id, landed, target, keep=keep)
    label = numbers_of(items)
    text = (
        remark("{label} is in “{title}” too now.", label=label, title=other.title)
        if keep
        else remark("{label} is in “{title}” now.", label=label, title=other.title)
    )
    return Change(
        remark("Copy {label} to “{title}”" if keep else "Move {label} to “{title}”", label=label, title=other.title),
        undo=partial(_take_back, landed=landed, target=target, keep=keep),
        redo=partial(_send_again, landed=landed, target=target, keep=keep),
        made=tuple(moved.there for moved in landed),
        notice=text,
    )


def require_unnamed(case: CaseFile, items: Sequence[Evidence]) -> None:
    """Lets pass what no message calls by its number: moved away, it would leave the message without what it shows.

    Raises:
        CaseorgError: a message that was kept names one of them.
    """
    named = [item for item in items if named_in_messages(case, item)]
    if named:
        raise CaseorgError(
            "A message that was kept names {label}.", "Copy it: here it stays as it is.", label=numbers_of(named)
        )


def _require_other(case: CaseFile, other: CaseFile) -> None:
    if other.id == case.id:
        raise CaseorgError("It is in this case already.", "Choose another case.")
    if other.shelf is Shelf.TRASH:
        raise CaseorgError("“{title}” is in the trash.", "Bring it back first, or choose another.", title=other.title)


def _land(work: UnitOfWork, case: CaseFile, item: Evidence, other: CaseFile) -> Landed:
    row = find_evidence(work, case.id, item.id)
    present = find_duplicate(work.session, other.id, item.sha256)
    if present and not present.withdrawn:
        raise CaseorgError(
            "“{title}” has {label} already, as {other}.",
            "If it does not belong here: {withdraw}.",
            title=other.title,
            label=item.label,
            other=present.label,
        )
    before = None
    if present:
        there = find_evidence(work, other.id, present.id)
        before = _description(there)
    else:
        there = _new_row(work, row, other.id)
    now = _description(row)
    _describe(there, now)
    there.withdrawn = False
    work.case(other.id)
    work.session.add(there)
    journal_evidence(work, other.id, "evidence.restore" if present else "evidence.add", there)
    key = EvidenceId(there.id)
    return Landed(item.id, key, before, now, _take_marks(work, case, item, other, key))


def _new_row(work: UnitOfWork, row: "EvidenceRow", target: CaseId) -> "EvidenceRow":
    from caseorg.store.tables import EvidenceRow

    of_the_file = {name: getattr(row, name) for name in _OF_THE_FILE}
    number = last_number(work.session, target) + 1
    return EvidenceRow(
        id=new_id(),
        case_id=target,
        number=number,
        added_at=work.clock(),
        former_numbers="",
        **of_the_file,
        **_description(row),
    )


def _description(row: "EvidenceRow") -> dict[str, Any]:
    return {name: getattr(row, name) for name in _DESCRIBED}


def _describe(row: "EvidenceRow", description: dict[str, Any]) -> None:
    for name, value in description.items():
        setattr(row, name, value)


def _take_marks(work: UnitOfWork, case: CaseFile, item: Evidence, other: CaseFile, key: EvidenceId) -> Keys:
    """What is to be blackened in it, as was decided for each audience, unless that stands there from before. What was
    said to other proposals was said of the case that it leaves."""
    marks = [decision for decision in case.decisions if decision.evidence == item.id and audience_of(decision)]
    moved = (replace(mark, id=_NO_ID, evidence=key, made="") for mark in marks)
    present = {replace(decision, id=_NO_ID, made="") for decision in other.decisions}
    return tuple(
        store_decision(work, other.id, replace(mark, id=DecisionId(new_id()))) for mark in moved if mark not in present
    )


def _leave(work: UnitOfWork, case_id: CaseId, landed: Sequence[Landed], target: CaseId, *, keep: bool) -> None:
    """Both journals say where it went and where it is from."""
    if not keep:
        withdraw_evidence(work, case_id, tuple(moved.here for moved in landed))
    work.case(case_id)
    for moved in landed:
        action = "evidence.copy" if keep else "evidence.move"
        work.journal(case_id, action, {"evidence": moved.here, "to": target, "as": moved.there})
        work.journal(target, action, {"evidence": moved.there, "from": case_id, "was": moved.here})


def _take_back(work: UnitOfWork, case_id: CaseId, landed: Sequence[Landed], target: CaseId, *, keep: bool) -> None:
    """Not once a message there names it: the message would be left without what it shows."""
    other, there = load_case(work.session, target), {moved.there for moved in landed}
    require_unnamed(other, [item for item in other.evidence if item.id in there])
    for moved in landed:
        _require_so(work, target, moved, withdrawn=False)
        row = find_evidence(work, target, moved.there)
        row.withdrawn = True
        _describe(row, moved.before or moved.now)
        work.case(target)
        journal_evidence(work, target, "evidence.withdraw", row)
        set_removed(work, target, moved.marks, True)
        work.journal(case_id, "evidence.return", {"evidence": moved.here, "from": target, "was": moved.there})
        work.journal(target, "evidence.return", {"evidence": moved.there, "to": case_id, "as": moved.here})
    if not keep:
        restore_evidence(work, case_id, tuple(moved.here for moved in landed))


def _send_again(work: UnitOfWork, case_id: CaseId, landed: Sequence[Landed], target: CaseId, *, keep: bool) -> None:
    """Refused like the first time: a message may name it by now, or something else be said of it."""
    if not keep:
        case, here = load_case(work.session, case_id), {moved.here for moved in landed}
        require_unnamed(case, [item for item in case.evidence if item.id in here])
    for moved in landed:
        _require_as_it_was(find_evidence(work, case_id, moved.here), moved.now, withdrawn=False)
        _require_so(work, target, moved, withdrawn=True)
        row = find_evidence(work, target, moved.there)
        row.withdrawn = False
        _describe(row, moved.now)
        work.case(target)
        journal_evidence(work, target, "evidence.restore", row)
        set_removed(work, target, moved.marks, False)
    _leave(work, case_id, landed, target, keep=keep)


def _require_so(work: UnitOfWork, target: CaseId, landed: Landed, *, withdrawn: bool) -> None:
    expected = (landed.before or landed.now) if withdrawn else landed.now
    _require_as_it_was(find_evidence(work, target, landed.there), expected, withdrawn=withdrawn)


def _require_as_it_was(row: "EvidenceRow", description: dict[str, Any], *, withdrawn: bool) -> None:
    if row.withdrawn != withdrawn or _description(row) != description:
        raise CaseorgError("This was changed elsewhere meanwhile.", "Look at it again, then repeat.")
