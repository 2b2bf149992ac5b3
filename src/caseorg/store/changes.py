"""Which cases are not as they were: what differs after every change of one, and what became of their list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from caseorg.domain.case import CaseId, CaseSummary, Shelf, Stage
from caseorg.store.journal import JournalEnd, changed_since, journal_end
from caseorg.store.queries import list_cases, of_these
from caseorg.store.snapshot import AMONG, Source, ask, listed


class CaseStamp(NamedTuple):
    """How a case is called, and what differs after every change of it; nothing runs in one that is `closed`, or in the
    trash."""

    id: CaseId
    title: str
    revision: int
    stamp: str
    closed: bool


def case_stamps(source: Source, case_ids: Iterable[str] | None = None) -> tuple[CaseStamp, ...]:
    """Of all cases in which something may run, the one touched last first; or of these, whether it may or not."""
    keys = None if case_ids is None else list(case_ids)
    over = f"(stage = '{Stage.CLOSED}' OR shelf = '{Shelf.TRASH}')"
    chosen = f"NOT {over}" if keys is None else f"id {AMONG}"
    question = f"SELECT id, title, revision, updated_at, {over} FROM cases WHERE {chosen} ORDER BY updated_at DESC, id"  # noqa: S608 — our names
    return tuple(
        CaseStamp(CaseId(key), title, revision, f"{revision} {changed}", bool(closed))
        for key, title, revision, changed, closed in ask(source, question, *([] if keys is None else [listed(keys)]))
    )


def all_stamps(source: Source, case_ids: Iterable[str] | None = None) -> dict[str, str]:
    """Of every case that is not in the trash, or of these, what differs after each change of it."""
    keys = None if case_ids is None else list(case_ids)
    question = f"SELECT id, revision, updated_at FROM cases {{these}} AND shelf != '{Shelf.TRASH}'"  # noqa: S608
    rows = of_these(source, question, "id", keys)
    return {key: f"{revision} {changed}" for key, revision, changed in rows}


@dataclass(frozen=True, slots=True)
class CaseChanges:
    """The cases of the list that are not as they were, or all of them where that is not known; those that are gone; and
    where the journal ends now."""

    end: JournalEnd
    cases: tuple[CaseSummary, ...]
    whole: bool
    gone: frozenset[str] = frozenset()


def changed_cases(source: Source, since: JournalEnd | None) -> CaseChanges:
    """What became of the list of cases since the journal ended there."""
    keys = changed_since(source, since) if since else None
    cases = list_cases(source, keys) if keys != frozenset() else ()
    gone = (keys or frozenset()) - {case.id for case in cases} - {""}
    return CaseChanges(journal_end(source), cases, keys is None, gone)


class CaseWatch:
    """Remembers how far the journal was read. For one thread, so that several wishes at a time read all cases once."""

    def __init__(self) -> None:
        self._end: JournalEnd | None = None

    def read(self, source: Source) -> CaseChanges:
        """What became of the list of cases since the last time; all of them at first."""
        found = changed_cases(source, self._end)
        self._end = found.end
        return found
