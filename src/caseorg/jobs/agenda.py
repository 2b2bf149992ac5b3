"""The agenda of all open cases. Of each case the clocks are kept, and worked out again once it was changed."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.clocks.deadline import Clock, DatedClocks, clock_at, urgency
from caseorg.domain.progress import Progress
from caseorg.jobs.kept_clocks import basis_of, keep, read_kept
from caseorg.knowledge.agenda import dated_clocks
from caseorg.knowledge.stories import story_of
from caseorg.store.changes import CaseStamp, case_stamps
from caseorg.store.journal import JournalEnd, changed_since, journal_end
from caseorg.store.queries import load_cases
from caseorg.store.snapshot import Snapshot
from caseorg.workspace import Workspace

BATCH = 20  # cases that are worked out between two steps; a change is waited for no longer


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A clock and the case that it belongs to."""

    case_id: CaseId
    title: str
    clock: Clock


class CaseClocks(NamedTuple):
    """The clocks of a case as it was at this stamp; None of one that is closed, or gone."""

    case: CaseStamp
    dated: DatedClocks | None

    def items(self, now: datetime) -> tuple[AgendaItem, ...]:
        """What the agenda tells of the case, in no order."""
        clocks = self.dated.clocks if self.dated else ()
        return tuple(AgendaItem(self.case.id, self.case.title, clock_at(clock, now)) for clock in clocks)


@dataclass(frozen=True, slots=True)
class AgendaLook:
    """What a look at the cases found: clocks that are right now, and the cases whose clocks must be worked out, those
    touched last first. `whole` says that all cases were looked at, not only those that were changed."""

    basis: str
    end: JournalEnd
    whole: bool
    known: tuple[CaseClocks, ...]
    missing: tuple[CaseStamp, ...] = ()


@dataclass
class Agenda:
    """What is known so far: how far the journal was read, and the clocks by case. It belongs to one thread."""

    basis: str = ""
    end: JournalEnd | None = None
    cases: dict[CaseId, CaseClocks] = field(default_factory=dict)

    def take(self, found: AgendaLook) -> tuple[CaseId, ...]:
        """Takes over what a look found; the answer is which cases are not as they were."""
        self.basis, self.end = found.basis, found.end
        if not found.whole:
            return self.add(found.known)
        self.cases = {clocks.case.id: clocks for clocks in found.known}
        return tuple(self.cases)

    def add(self, found: Iterable[CaseClocks]) -> tuple[CaseId, ...]:
        """The same of clocks alone, unless a later state of the case is known."""
        new = {clocks.case.id: clocks for clocks in found if self._is_new(clocks)}
        self.cases |= new
        return tuple(new)

    def _is_new(self, found: CaseClocks) -> bool:
        known = self.cases.get(found.case.id)
        return known is None or known.case.revision <= found.case.revision

    def passed(self, now: datetime) -> tuple[CaseStamp, ...]:
        """The cases whose clocks are not right any more only because time went on."""
        return tuple(clocks.case for clocks in self.cases.values() if clocks.dated and not clocks.dated.hold_at(now))


def items_of(cases: Iterable[CaseClocks], now: datetime) -> tuple[AgendaItem, ...]:
    """What is overdue first, then by time, what is done last."""
    return tuple(sorted((item for case in cases if case.dated for item in case.items(now)), key=by_urgency))


def by_urgency(item: AgendaItem) -> tuple[bool, bool, datetime, CaseId, str]:
    """What is overdue first, then by time, what is done last."""
    done, running, due, key = urgency(item.clock)
    return done, running, due, item.case_id, key


def read_agenda(workspace: Workspace, now: datetime) -> tuple[AgendaItem, ...]:
    """The clocks of all open cases, those that are done included, in the order of a case's clocks."""
    items: tuple[AgendaItem, ...] = ()
    for progress in agenda_steps(workspace, now):
        items = progress.item or ()
    return items


def agenda_steps(workspace: Workspace, now: datetime) -> Iterator[Progress[tuple[AgendaItem, ...]]]:
    """The same, with how far it is; the last step has the items."""
    agenda = Agenda()
    found = look(workspace, "", None, now)
    agenda.take(found)
    for step in work_out(workspace, found.basis, found.missing, now):
        agenda.add(step.item or ())
        yield Progress(step.done, step.total, step.label)
    yield Progress(1, 1, item=items_of(agenda.cases.values(), now))


def look_again(
    workspace: Workspace, basis: str, since: JournalEnd | None, passed: Sequence[CaseStamp], now: datetime
) -> AgendaLook:
    """A look, with the few clocks worked out that must be; where they are many, they are left for a job."""
    found = look(workspace, basis, since, now)
    missing = found.missing if found.whole else (*found.missing, *passed)
    if len(missing) > BATCH:
        return replace(found, missing=missing)
    worked_out = (clocks for step in work_out(workspace, found.basis, missing, now) for clocks in step.item or ())
    return replace(found, known=(*found.known, *worked_out), missing=())


def look(workspace: Workspace, basis: str, since: JournalEnd | None, now: datetime) -> AgendaLook:
    """What there is to know of the cases that were changed since the journal ended there, else of all open ones.

    However many cases there are, the journal tells which were changed. In a broken folder nothing changes.
    """
    basis = basis or basis_of(workspace)
    if since is not None and workspace.refusal:
        return AgendaLook(basis, since, False, ())
    if since is None or (changed := workspace.read(_changed, since)) is None:
        return _all(workspace, basis, now)
    end, stamps, gone = changed
    closed = tuple(CaseClocks(stamp, None) for stamp in (*stamps, *map(_gone, gone)) if stamp.closed)
    keep(workspace, basis, ((clocks.case, None) for clocks in closed))
    return AgendaLook(basis, end, False, closed, tuple(stamp for stamp in stamps if not stamp.closed))


def _changed(source: Snapshot, since: JournalEnd) -> tuple[JournalEnd, tuple[CaseStamp, ...], frozenset[str]] | None:
    """The cases that were changed, and the ids of those that are no more."""
    keys = changed_since(source, since)
    if keys is None:
        return None
    stamps = case_stamps(source, keys) if keys else ()
    return journal_end(source), stamps, keys - {stamp.id for stamp in stamps} - {""}


def _gone(key: str) -> CaseStamp:
    """Later than every state of the case that is known."""
    return CaseStamp(CaseId(key), "", sys.maxsize, "", closed=True)


def _all(workspace: Workspace, basis: str, now: datetime) -> AgendaLook:
    end = JournalEnd() if workspace.refusal else workspace.read(journal_end)  # before the cases: nothing is missed
    stamps = workspace.read(case_stamps)
    kept = read_kept(workspace, basis, stamps, now)
    known = tuple(CaseClocks(stamp, kept[stamp.id]) for stamp in stamps if stamp.id in kept)
    return AgendaLook(basis, end, True, known, tuple(stamp for stamp in stamps if stamp.id not in kept))


def work_out(
    workspace: Workspace, basis: str, missing: Sequence[CaseStamp], now: datetime
) -> Iterator[Progress[tuple[CaseClocks, ...]]]:
    """Works the clocks of these cases out and keeps them, some at a time; whoever stops goes on there the next time."""
    rest = iter(missing)
    done = 0
    while batch := tuple(islice(rest, BATCH)):
        found = _worked_out(workspace, [stamp.id for stamp in batch], now)
        keep(workspace, basis, ((clocks.case, clocks.dated) for clocks in found))
        done += len(batch)
        yield Progress(done, len(missing), batch[-1].title, found)


def _worked_out(workspace: Workspace, keys: Sequence[CaseId], now: datetime) -> tuple[CaseClocks, ...]:
    stamps, files = workspace.read(_whole, keys)
    return tuple(
        CaseClocks(stamp, None if stamp.closed else _dated(workspace, files[stamp.id], now)) for stamp in stamps
    )


def _whole(source: Snapshot, keys: Sequence[CaseId]) -> tuple[tuple[CaseStamp, ...], Mapping[CaseId, CaseFile]]:
    """Stamp and case from one state of the data."""
    return case_stamps(source, keys), {case.id: case for case in load_cases(source, keys)}


def _dated(workspace: Workspace, case: CaseFile, now: datetime) -> DatedClocks:
    knowledge = workspace.knowledge
    return dated_clocks(knowledge, case, story_of(knowledge, case), now)
