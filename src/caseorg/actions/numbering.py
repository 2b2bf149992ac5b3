"""Giving evidence other numbers, and what the user wrote with the old ones follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from caseorg.actions.case import edit_case
from caseorg.actions.change import Change, together
from caseorg.actions.event import edit_event, event_details
from caseorg.actions.evidence import describe_evidence, described, find_evidence, journal_evidence
from caseorg.actions.work import UnitOfWork, require_unchanged
from caseorg.domain.case import CaseFile, CaseId, Evidence, EvidenceId, FormerNumber
from caseorg.domain.errors import CaseorgError
from caseorg.domain.journal.timestamps import ANSWERED, REQUESTED, timestamps_of
from caseorg.domain.papers.numbers import numbers_of, with_numbers
from caseorg.domain.papers.pack import manifest
from caseorg.domain.papers.renumbering import kept_since, numbers_after, quoting
from caseorg.domain.remark import remark
from caseorg.store.journal import entries_of
from caseorg.store.queries import load_case
from caseorg.store.records import list_events
from caseorg.store.values import write_former_numbers

if TYPE_CHECKING:
    from caseorg.store.tables import EvidenceRow

_MEANWHILE = "This was changed elsewhere meanwhile."


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number that a piece has, and those before."""

    number: int
    former: tuple[FormerNumber, ...]


Numberings = Mapping[EvidenceId, Numbering]


class KeptNumbersError(CaseorgError):
    """Something that was kept has the present numbers; whoever read that may change them all the same."""


def renumber_evidence(
    work: UnitOfWork, case_id: CaseId, order: Sequence[EvidenceId], *, anyway: bool = False
) -> Change[tuple[EvidenceId, ...]]:
    """Puts evidence into this order; the pieces take each other's numbers, and events, descriptions and the demand
    say the new ones. What was kept stays as it is: later papers tell both.

    Raises:
        CaseorgError: the case has no such evidence.
        KeptNumbersError: a text, a paper or a timestamp has such a number, unless `anyway`.
    """
    case = load_case(work.session, case_id)
    known = {item.id: item for item in case.evidence}
    if len(set(order)) != len(order) or not known.keys() >= set(order):
        raise CaseorgError("The case has no such evidence.", "Look at it again, then repeat.")
    numbers = numbers_after(case, order)
    changed = [known[key] for key, number in numbers.items() if known[key].number != number]
    if not anyway:
        require_unquoted(case, changed)
        _require_unstamped(work, case, changed)
    at = work.clock()
    before = {item.id: Numbering(item.number, item.former_numbers) for item in changed}
    after = {
        item.id: Numbering(numbers[item.id], (*item.former_numbers, FormerNumber(item.number, at))) for item in changed
    }
    steps: list[Change[object]] = [_numbered(work, case_id, before, after, at)] if changed else []
    if changed:
        steps += _follow(work, case, {item.number: numbers[item.id] for item in changed})
    name = remark("Renumber {count} pieces of evidence", count=len(changed))
    whole = together(name, steps)
    text = remark("{count} pieces of evidence have other numbers now.", count=len(changed))
    return Change(name, whole.undo, whole.redo, tuple(item.id for item in changed), text, already=not changed)


def require_unquoted(case: CaseFile, items: Iterable[Evidence]) -> None:
    """Lets pass pieces whose numbers nothing has that was kept.

    Raises:
        KeptNumbersError: a message or a paper has one of them.
    """
    named = [item for item in items if quoting(case, item)]
    if named:
        raise KeptNumbersError(
            "{label} stands in messages or papers that were kept.",
            "Leave the numbers as they are, or change them anyway: later papers then tell old and new numbers.",
            label=numbers_of(sorted(named, key=lambda item: item.number)),
        )


def _require_unstamped(work: UnitOfWork, case: CaseFile, items: Sequence[Evidence]) -> None:
    """Lets pass where no timestamp is for the manifest as it is, which has the numbers."""
    entries = sorted(
        (entry for action in (REQUESTED, ANSWERED) for entry in entries_of(work.session, action)),
        key=lambda entry: entry.seq,
    )
    present = sha256(manifest(case.standing_evidence)).hexdigest()
    if items and any(timestamp.digest == present for timestamp in timestamps_of(entries, case.id)):
        raise KeptNumbersError(
            "A trusted timestamp was requested for the evidence with these numbers.",
            "Leave them as they are, or change them anyway: the pack then needs another timestamp.",
        )


def _numbered(
    work: UnitOfWork, case_id: CaseId, before: Numberings, after: Numberings, at: datetime
) -> Change[tuple[EvidenceId, ...]]:
    _set(work, case_id, after)
    return Change(
        remark("Renumber {count} pieces of evidence", count=len(after)),
        undo=partial(_set_again, target=before, present=after, since=at),
        redo=partial(_set_again, target=after, present=before, since=at),
        made=tuple(after),
    )


def _set_again(work: UnitOfWork, case_id: CaseId, target: Numberings, present: Numberings, since: datetime) -> None:
    """What was kept meanwhile has the present numbers, and would no longer be told truly."""
    case = load_case(work.session, case_id)
    found = {item.id: Numbering(item.number, item.former_numbers) for item in case.evidence if item.id in present}
    require_unchanged(found, present)
    if kept_since(case, since, [numbering.number for numbering in present.values()]):
        raise CaseorgError(_MEANWHILE, "A message or paper was kept since; change the numbers anew instead.")
    _set(work, case_id, target)


def _set(work: UnitOfWork, case_id: CaseId, target: Numberings) -> None:
    """No two pieces have one number, not even for a moment: all give theirs back first."""
    work.case(case_id)
    rows = {key: find_evidence(work, case_id, key) for key in target}
    for row in rows.values():
        row.number = -row.number
    work.session.flush()
    for key, row in rows.items():
        _apply(row, target[key])
    work.session.flush()
    for row in rows.values():
        journal_evidence(work, case_id, "evidence.renumber", row)


def _apply(row: "EvidenceRow", numbering: Numbering) -> None:
    row.number = numbering.number
    row.former_numbers = write_former_numbers(numbering.former)


def _follow(work: UnitOfWork, case: CaseFile, numbers: Mapping[int, int]) -> Iterator[Change[object]]:
    """What the user wrote in the case, also in events that are off the timeline, for they may come back; a message that
    was kept stays as it was sent."""
    removed = (stored.event for _, stored in list_events(work.session, case.id) if stored.removed)
    for event in (*case.events, *removed):
        before = event_details(event)
        after = replace(before, text=with_numbers(before.text, numbers))
        if after != before:
            yield edit_event(work, case.id, event.id, after, before)
    for item in case.evidence:
        description = described(item)
        now = replace(
            description,
            source=with_numbers(description.source, numbers),
            proves=with_numbers(description.proves, numbers),
        )
        if now != description:
            yield describe_evidence(work, case.id, item.id, now, description)
    demand = with_numbers(case.demand, numbers)
    if demand != case.demand:
        yield edit_case(work, case.id, replace(case.details, demand=demand), case.details)
